"""The program: runs the commands and turns a fault of our own into exit code 3."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Final, NoReturn

from form4gen.later import imported_when_used
from form4gen.missing_engine import NoEngineError
from form4gen.plugins import keep_out_plugins

USAGE: Final = 2
OUR_FAULT: Final = 3
LAST_STANDARD: Final = 2
INTERRUPTED: Final = 130
"""As shells have it: 128, and 2 for the signal."""
_DRAWN_ELSEWHERE: Final = ("--jobs", "-j", "--from", "--scheduler", "--engine", "--only=xml", "--help", "s3://")
"""How words of ``build`` begin with which WeasyPrint draws no page, or draws it in another process."""
_LATER: Final = {"importlib.metadata": ("entry_points",)}
"""What looks for plugins of pydantic in all that is installed. It is imported where pydantic makes its first model."""
OBJECTS_BETWEEN_COLLECTIONS: Final = 100_000
"""A command keeps most of what it makes, modules above all, until it ends: to look for garbage more often takes a tenth of
its time."""


def run() -> NoReturn:
    """The program as a process of its own, which ends with it."""
    code: object = None
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    if code is None or isinstance(code, int):
        _leave(code or 0)
    sys.exit(str(code))


def _leave(code: int) -> None:
    """End the process once all is done that is to be done at its end.

    Python would go on to free every module and object one by one, for a thirtieth of the time that a build takes. It may,
    where another thread is at work, or somebody measures or looks at what the program does.
    """
    import atexit
    import threading

    is_watched = sys.getprofile() or sys.gettrace() or sys.flags.inspect
    if not is_watched and threading.active_count() == 1:
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):  # None, closed, or a pipe that nobody reads any longer
                stream.flush()
        os._exit(code)
    sys.exit(code)


def main() -> None:
    """Run the command line. Never ends in a bare traceback."""
    _keep_standard_numbers()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
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


def _run(words: Sequence[str]) -> None:
    if _will_draw(words):
        _get_ready_to_draw()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    command = _command(next(iter(words), None))
    try:
        command()
    finally:
        gc.freeze()  # At the end, Python looks for garbage once more, though all of it goes with the process.
        if sys.stdout is not None:
            sys.stdout.flush()


def _command(name: str | None) -> Callable[[], object]:
    """The program with one command."""
    keep_out_plugins()
    with imported_when_used(_LATER):
        from form4gen.cli import application

        return application(name)


def _will_draw(words: Sequence[str]) -> bool:
    """Whether a command will draw a page in this process; if that is wrong, nothing but a little time is lost."""
    if words[:1] != ["build"] or "xml" in words or any(word.startswith(_DRAWN_ELSEWHERE) for word in words):
        return False
    sources = [word for before, word in pairwise(words) if before not in ("-o", "--output")]
    return not any(map(os.path.isdir, sources)) and any(word == "-" or os.path.isfile(word) for word in sources)


def _get_ready_to_draw() -> None:
    from form4gen.drawing_process import begin
    from form4gen.processors import available

    if available() > 1:
        begin()


def _tell_our_fault(error: Exception) -> NoReturn:
    import traceback

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
    run()
