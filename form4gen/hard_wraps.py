"""Lines that a carrier broke at a fixed column, put together again.

EDGAR's older text files, and copies of them, break a long line after a fixed number of characters, in the midst of a word
or of a tag: ``</fo`` on one line, ``otnote>`` on the next. Such a break says nothing; a line end that the filer wrote does,
so a line is joined with the next only where the break is certain:

* inside the name of a tag, where no XML has one;
* after exactly as many characters as the longest line has, if that is a width at which EDGAR breaks lines, or if a line of
  that length is broken inside a tag.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from form4gen.source_lines import LINE_END, Join

EDGARS_WIDTHS: Final = (1023, 1024)
"""Characters of a line, with its line end and without, after which EDGAR breaks it."""
_LONGEST_TAG: Final = 80
_TAG: Final = re.compile(rb'</?[A-Za-z][A-Za-z0-9]*(?:[ \t]+id="[^"<>]*")?[ \t]*/?>')


def mended(document: bytes) -> tuple[bytes, tuple[Join, ...]]:
    """The document with its broken lines joined, and where; unchanged, and no joins, where nothing is broken."""
    lines = LINE_END.split(document)
    width = _width(lines)
    broken = [0 < len(line) == width or _breaks_a_tag(line, following) for line, following in pairwise(lines)]
    if not any(broken):
        return document, ()
    return _joined(lines, [*broken, False])


def _width(lines: list[bytes]) -> int:
    """The column after which lines were broken; 0 if none were."""
    longest = max(map(len, lines))
    is_certain = longest in EDGARS_WIDTHS or any(
        len(line) == longest and _breaks_a_tag(line, following) for line, following in pairwise(lines))
    return longest if is_certain else 0


def _breaks_a_tag(line: bytes, following: bytes) -> bool:
    """Whether a line ends within a tag that the next one ends."""
    start = line.rfind(b"<", len(line) - _LONGEST_TAG if len(line) > _LONGEST_TAG else 0)
    if start < 0 or b">" in line[start:]:
        return False
    rest = following[: following.find(b">", 0, _LONGEST_TAG) + 1]
    return bool(rest) and _TAG.fullmatch(line[start:] + rest) is not None


def _joined(lines: list[bytes], broken: list[bool]) -> tuple[bytes, tuple[Join, ...]]:
    pieces, joins = [], []
    number, column = 1, 1
    for line, goes_on in zip(lines, broken, strict=True):
        pieces.append(line)
        column += len(line)
        if goes_on:
            joins.append((number, column))
        else:
            pieces.append(b"\n")
            number, column = number + 1, 1
    return b"".join(pieces[:-1]), tuple(joins)
