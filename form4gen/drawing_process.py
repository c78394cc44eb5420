"""Who draws a page: this process, or a second one that has got ready while the filing was still being read.

Half of what one filing takes is the import of WeasyPrint and the finding of fonts, for which nothing of the filing is
needed. So a command that will draw begins a process at its start, where there is a processor for it. What that draws is the
same, byte for byte; where it does not get ready, or ends, this process draws, and meets the fault if there is one.

What is imported here is imported before the second process begins, so that is little.
"""

from __future__ import annotations

import atexit
import gc
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from form4gen.page_parts import Page
    from form4gen.printed_signing import Signing
    from form4gen.record_parts import Record

OBJECTS_BETWEEN_COLLECTIONS: Final = 500_000
"""Those of a few pages: the second process most often draws one."""
PATIENCE: Final = 10.0
"""Seconds after which the second process should be ready; if it is not, this one draws."""
_PROGRAM: Final = ("import sys; number, *sys.path = sys.argv[1:]; "
                   "from form4gen.drawing_process import serve; serve(int(number))")
_READY: Final = "ready"


class _Second:
    """The second process. Its answers come by a pipe of their own, for who knows what programs print when they start."""

    def __init__(self, process: subprocess.Popen[bytes], answers: IO[bytes]) -> None:
        self.process = process
        self.answers = answers
        self.is_ready = False


_begun: list[_Second] = []
"""The second process, if there is one."""
_waiting: Final[list[Callable[[], object]]] = []
"""What is to be done while it draws."""


def drawn_form(page: Page, record: Record, comparison: str = "", signing: Signing | None = None) -> bytes:
    """The form with the words of a page, as ``form4gen.drawing`` draws it."""
    pdf: bytes = _answer("drawn_form", page, record, comparison, signing)
    return pdf


def drawn(html: str, record: Record) -> bytes:
    """A page of ours as a PDF, a document of record; if it is to be signed, with fields."""
    pdf: bytes = _answer("drawn", html, record)
    return pdf


def missing_fonts() -> tuple[str, ...]:
    """The families that this machine has neither itself nor an equal of, so that a page will look otherwise."""
    families: tuple[str, ...] = _answer("missing_fonts")
    return families


def meanwhile(task: Callable[[], object]) -> None:
    """Do a task while the second process draws the next page; at once, if there is none."""
    if _begun:
        _waiting.append(task)
    else:
        task()


def settle() -> None:
    """Do now what still waits to be done meanwhile. Raises what the tasks raise."""
    while _waiting:
        _waiting.pop(0)()


def forget() -> None:
    """Leave undone what waits: of a filing that is not built after all."""
    _waiting.clear()


def begin() -> None:
    """Start the second process; it ends with this one, or before it."""
    end()
    if os.name != "posix":
        return
    answers, its_answers = os.pipe()
    words = [sys.executable, "-I", *_kept_where(), "-c", _PROGRAM, str(its_answers), *sys.path]
    try:
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,  # noqa: S603 - this Python
                                   stderr=subprocess.DEVNULL, pass_fds=(its_answers,), env=_environment())
        _begun.append(_Second(process, os.fdopen(answers, "rb")))
        atexit.register(end)
    except OSError:
        os.close(answers)
    finally:
        os.close(its_answers)


def _kept_where() -> list[str]:
    """Whether and where Python keeps what it compiles, which ``-I`` lets no environment say."""
    prefix = [] if sys.pycache_prefix is None else ["-X", f"pycache_prefix={sys.pycache_prefix}"]
    return prefix + (["-B"] if sys.dont_write_bytecode else [])


def _environment() -> dict[str, str]:
    """This process's, without what the second one has no use for, CCCs above all."""
    return {name: value for name, value in os.environ.items() if not name.startswith("FORM4GEN_")}


def end() -> None:
    """End the second process, if there is one: what it has not answered yet, it will not."""
    while _begun:
        second = _begun.pop()
        second.process.kill()
        with suppress(OSError):
            second.process.communicate()
        second.answers.close()


def serve(number: int) -> None:
    """What the second process does: get ready, and answer by the pipe of a number until the first process ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    with os.fdopen(number, "wb") as answers, suppress(EOFError, BrokenPipeError):
        _called("get_ready", ())
        _send(answers, _READY)
        while True:
            function, arguments = _received(sys.stdin.buffer)
            _send(answers, _called(function, arguments))


def _answer(function: str, *arguments: object) -> Any:
    is_asked = _is_asked(function, arguments)
    try:
        settle()
    except BaseException:
        end()  # Nobody will read what it answers.
        raise
    if is_asked:
        try:
            return _received(_begun[0].answers)
        except Exception:
            end()  # Of what was no answer to read, nothing is to be had.
    return _called(function, arguments)


def _is_asked(function: str, arguments: Sequence[object]) -> bool:
    """Whether the second process has the question; it is ended where it cannot take it."""
    if not _begun:
        return False
    try:
        _ask(_begun[0], function, arguments)
    except Exception:
        end()  # Whatever keeps it from listening, this process can draw.
    return bool(_begun)


def _ask(second: _Second, function: str, arguments: Sequence[object]) -> None:
    """Raises whatever comes of it where there is nobody to ask."""
    if not second.is_ready:
        if not select.select([second.answers], [], [], PATIENCE)[0]:
            raise TimeoutError
        second.is_ready = _received(second.answers) == _READY
    _send(second.process.stdin, (function, arguments))


def _called(function: str, arguments: Sequence[object]) -> Any:
    return getattr(import_module("form4gen.drawing"), function)(*arguments)


def _send(pipe: IO[bytes] | None, what: object) -> None:
    import pickle

    assert pipe is not None
    pickle.dump(what, pipe)
    pipe.flush()


def _received(pipe: IO[bytes]) -> Any:
    """What the other process has sent: each trusts the other, for one has started the other."""
    import pickle

    return pickle.load(pipe)  # noqa: S301
