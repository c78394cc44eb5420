"""A file -> the document in it: out of gzip, out of a submission; and what the file is if it holds none.

One layer of gzip is opened, and one of submission. What is found in it is not opened again.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Final

from form4gen.finding import Finding, Mark
from form4gen.foreign_files import foreign
from form4gen.opened import LARGEST_FILE, Opened
from form4gen.rules import text as rules

GZIP: Final = b"\x1f\x8b"
_WITH_GZIP_HEADER: Final = 31
_IN_EVERY_SUBMISSION: Final = (b"<", b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----")
"""In every one stands the one or the other."""
_START: Final = Mark(1, 1, 2)
NEEDS_NO_MORE: Final = "no submission of a Form 4 needs so many"


def opened(source: bytes) -> Opened:
    """The document in a file. A file that is no envelope is the document itself."""
    if not source.startswith(GZIP):
        return _opened(source)
    try:
        return _opened(_inflated(source))
    except ValueError as error:
        return Opened(None, (_refusal(str(error)),))


def _opened(source: bytes) -> Opened:
    opener = _opener(source)
    if opener is None:
        what = foreign(source)
        return Opened(source) if what is None else Opened(None, (_refusal(what),))
    if len(source) > LARGEST_FILE:
        return Opened(None, (_refusal(f"the file has more than {LARGEST_FILE:,} bytes; {NEEDS_NO_MORE}"),))
    return opener(source)


def _opener(source: bytes) -> Callable[[bytes], Opened] | None:
    """What opens a submission; None for a file that is none. A filing in YAML waits for neither of those that open one."""
    if not any(mark in source for mark in _IN_EVERY_SUBMISSION):
        return None
    from form4gen.enclosing_submission import from_enclosing_submission, is_enclosing_submission
    from form4gen.full_submission import from_full_submission, is_full_submission

    if is_full_submission(source):
        return from_full_submission
    return from_enclosing_submission if is_enclosing_submission(source) else None


def _inflated(source: bytes) -> bytes:
    """What a gzip file holds. Raises ``ValueError`` with what is wrong with it."""
    engine = zlib.decompressobj(_WITH_GZIP_HEADER)
    try:
        inner = engine.decompress(source, LARGEST_FILE + 1)
    except zlib.error:
        raise ValueError("this gzip file is damaged; fetch it again") from None
    if len(inner) > LARGEST_FILE:
        raise ValueError(f"this gzip file holds more than {LARGEST_FILE:,} bytes; {NEEDS_NO_MORE}")
    if not engine.eof:
        raise ValueError("this gzip file is cut short; fetch it again")
    if engine.unused_data.strip(b"\x00"):
        raise ValueError("behind the gzip data there are others; write each filing to a file of its own")
    if inner.startswith(GZIP):
        raise ValueError("this gzip file holds another one; unpack it first")
    return inner


def _refusal(message: str) -> Finding:
    return rules.IS_READABLE.found((), message, _START)
