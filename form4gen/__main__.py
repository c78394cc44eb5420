"""The program: runs the commands and turns a fault of our own into exit code 3."""

from __future__ import annotations

import io
import os
import sys
import traceback
from contextlib import suppress
from typing import Final, NoReturn

USAGE: Final = 2
OUR_FAULT: Final = 3
LAST_STANDARD: Final = 2


def main() -> None:
    """Run the command line. Never ends in a bare traceback."""
    from form4gen.cli import app
    from form4gen.engines import NoEngineError

    _keep_standard_numbers()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        _write_no_more()
        sys.exit(1)
    except OSError as error:
        if error.filename is not None:
            _tell_our_fault(error)
        _write_no_more()
        _tell(f"form4gen: standard output cannot be written: {error.strerror}")
        sys.exit(USAGE)
    except NoEngineError as error:
        _tell(f"form4gen: {error}")
        sys.exit(USAGE)
    except Exception as error:
        _tell_our_fault(error)


def _tell_our_fault(error: Exception) -> NoReturn:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    _tell(f"form4gen: a fault of form4gen, not of your file: {type(error).__name__} at {where}: {error}")
    sys.exit(OUR_FAULT)


def _tell(text: str) -> None:
    with suppress(OSError):
        print(text, file=sys.stderr)


def _keep_standard_numbers() -> None:
    """Where the caller has closed a standard stream, no file that is opened later may be taken for it."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= LAST_STANDARD:
        pass
    os.close(number)


def _write_no_more() -> None:
    """Let what standard output still holds go nowhere, for Python writes it at the end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
