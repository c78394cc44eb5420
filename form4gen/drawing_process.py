"""Who draws a page: this process, or a second one that has got ready while the filing was still being read.

Half of what one filing takes is the import of WeasyPrint and the finding of fonts, for which nothing of the filing is
needed. So a command that will draw begins a process at its start, where there is a processor for it. What that draws is the
same, byte for byte; where it does not answer, for whatever reason, this process draws, and meets the fault if there is one.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import IO, Any, Final

from form4gen.record_parts import Record

_PROGRAM: Final = "import sys; sys.path[:] = sys.argv[1:]; from form4gen.drawing_process import serve; serve()"
OBJECTS_BETWEEN_COLLECTIONS: Final = 500_000
"""Those of a few pages: the second process most often draws one."""
_begun: list[subprocess.Popen[bytes]] = []
"""The second process, if there is one."""


def drawn(html: str, record: Record) -> bytes:
    """A page of ours as a PDF, a document of record; if it is to be signed, with fields."""
    pdf: bytes = _answer("drawn", html, record)
    return pdf


def missing_fonts() -> tuple[str, ...]:
    """The families that this machine has neither itself nor an equal of, so that a page will look otherwise."""
    families: tuple[str, ...] = _answer("missing_fonts")
    return families


def begin() -> None:
    """Start the second process; it ends with this one, or before it."""
    words = [sys.executable, "-c", _PROGRAM, *sys.path]
    with suppress(OSError):
        _begun.append(subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,  # noqa: S603 - this Python
                                       stderr=subprocess.DEVNULL))
    atexit.register(end)


def end() -> None:
    """End the second process, if there is one: what it has not answered yet, it will not."""
    while _begun:
        process = _begun.pop()
        process.kill()
        process.communicate()


def serve() -> None:
    """What the second process does: get ready, and answer until the first one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _called("missing_fonts", ())
    while True:
        try:
            function, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        _send(answers, _called(function, arguments))


def _answer(function: str, *arguments: object) -> Any:
    if _begun:
        [process] = _begun
        try:
            _send(process.stdin, (function, arguments))
            return pickle.load(process.stdout)  # type: ignore[arg-type]  # noqa: S301 - from a process of ours
        except (OSError, EOFError, pickle.UnpicklingError):
            end()
    return _called(function, arguments)


def _called(function: str, arguments: Sequence[object]) -> Any:
    return getattr(import_module("form4gen.drawing"), function)(*arguments)


def _send(pipe: IO[bytes] | None, what: object) -> None:
    assert pipe is not None
    pickle.dump(what, pipe)
    pipe.flush()
