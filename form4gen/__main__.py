"""The program: runs the commands and turns a fault of our own into exit code 3."""

from __future__ import annotations

import io
import os
import sys
import traceback

OUR_FAULT = 3


def main() -> None:
    """Run the command line. Never ends in a bare traceback."""
    from form4gen.cli import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(frame.filename)}:{frame.lineno}"
        print(f"form4gen: a fault of form4gen, not of your file: {type(error).__name__} at {where}: {error}",
              file=sys.stderr)
        sys.exit(OUR_FAULT)


if __name__ == "__main__":
    main()
