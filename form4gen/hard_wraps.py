"""Lines that a carrier broke at a fixed column, put together again.

EDGAR's older text files, and copies of them, break a long line after a fixed number of characters, in the midst of a word
or of a tag: ``</fo`` on one line, ``otnote>`` on the next. Such a break says nothing; a line end that the filer wrote does,
so a line is joined with the next only where the break is certain:

* inside the name of a tag or inside a character reference (``&am`` and ``p;``), where no XML has one;
* after exactly as many characters as the longest line has, if that is a width at which EDGAR breaks lines, or if a line of
  that length is broken inside a tag or a reference;
* where such a file has lost the blanks at the end of every line, after one or two characters fewer, which were blanks.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from form4gen.source_lines import LINE_END, Join

EDGARS_WIDTHS: Final = (1023, 1024)
"""Characters of a line, with its line end and without, after which EDGAR breaks it."""
MOST_LOST: Final = 2
"""Blanks that stand together in a text: a carrier that takes the blanks from the ends of lines takes no more."""
_LONGEST_TAG: Final = 80
_LONGEST_REFERENCE: Final = 10
_TAG: Final = re.compile(rb'</?[A-Za-z][A-Za-z0-9]*(?:[ \t]+id="[^"<>]*")?[ \t]*/?>')
_REFERENCE: Final = re.compile(rb"&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);")


def mended(document: bytes) -> tuple[bytes, tuple[Join, ...]]:
    """The document with its broken lines joined, and where; unchanged, and no joins, where nothing is broken."""
    lines = LINE_END.split(document)
    width = _width(lines)
    most_lost = MOST_LOST if width and not any(line.endswith(b" ") for line in lines) else 0
    lost = [_blanks_lost(line, following, width, most_lost) for line, following in pairwise(lines)]
    if all(blanks is None for blanks in lost):
        return document, ()
    return _joined(lines, [*lost, None])


def _width(lines: list[bytes]) -> int:
    """The column after which lines were broken; 0 if none were."""
    longest = max(map(len, lines))
    is_certain = longest in EDGARS_WIDTHS or any(
        len(line) == longest and _breaks_markup(line, following) for line, following in pairwise(lines))
    return longest if is_certain else 0


def _blanks_lost(line: bytes, following: bytes, width: int, most_lost: int) -> int | None:
    """How many blanks a broken line has lost at its end; None for a line that is not broken."""
    if _breaks_markup(line, following):
        return 0
    missing = width - len(line)
    if not line or not 0 <= missing <= most_lost:
        return None
    is_within_text = not line.endswith(b">") and following[:2] not in (b"", b"  ")
    return missing if missing == 0 or is_within_text else None


def _breaks_markup(line: bytes, following: bytes) -> bool:
    """Whether a line ends within a tag, or a character reference, that the next one ends."""
    return _is_parted(_TAG, b"<", b">", _LONGEST_TAG, line, following) \
        or _is_parted(_REFERENCE, b"&", b";", _LONGEST_REFERENCE, line, following)


def _is_parted(form: re.Pattern[bytes], first: bytes, last: bytes, longest: int, line: bytes, following: bytes) -> bool:
    """Whether markup of a form begins at the end of a line and ends at the beginning of the next."""
    start = line.rfind(first, max(len(line) - longest, 0))
    if start < 0 or last in line[start:]:
        return False
    rest = following[: following.find(last, 0, longest) + 1]
    return bool(rest) and form.fullmatch(line[start:] + rest) is not None


def _joined(lines: list[bytes], lost: list[int | None]) -> tuple[bytes, tuple[Join, ...]]:
    pieces, joins = [], []
    number, column = 1, 1
    for line, blanks in zip(lines, lost, strict=True):
        pieces.append(line)
        if blanks is None:
            pieces.append(b"\n")
            number, column = number + 1, 1
        else:
            pieces.append(b" " * blanks)
            column += len(line) + blanks
            joins.append((number, column))
    return b"".join(pieces[:-1]), tuple(joins)
