"""How a PDF is written: its header, its end, and every object between, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pikepdf

from tests.pdf_a.clauses import A3, PDF

UNREADABLE: Final = f"{PDF}, 7.5: the file cannot be read"
_EOL: Final = rb"(?:\r\n|\n|\r)"
_HEADER: Final = re.compile(rb"%PDF-1\.7" + _EOL + rb"%[\x80-\xff]{4}[^\r\n]*" + _EOL)
_OBJECT: Final = re.compile(rb"(\d+) (\d+) obj" + _EOL)
_LOOSE_OBJECT: Final = re.compile(rb"(\d+)\s+(\d+)\s+obj\b")
_BODY: Final = re.compile(rb"endobj|>>\s*stream\b(\r\n|\n)?")
_LENGTH: Final = re.compile(rb"/Length (\d+)(?! \d+ R)")
_STREAM_END: Final = re.compile(_EOL + rb"endstream" + _EOL + rb"endobj" + _EOL)
_ENTRIES: Final = rb"\d+ \d+ ?" + _EOL + rb"(?:\d{10} \d{5} [nf](?: \n| \r|\r\n))+"
_TABLE: Final = rb"xref" + _EOL + rb"(?:" + _ENTRIES + rb")+trailer\s+<<.*?>>\s+"
"""A table of places as it is before PDF 1.5, or in an update that a signature adds."""
_BETWEEN: Final = re.compile(
    rb"\s*(?:" + _TABLE + rb")?startxref" + _EOL + rb"\d+" + _EOL + rb"%%EOF(?:" + _EOL + rb"|$)", re.DOTALL)


def faults(pdf: bytes) -> list[str]:
    """Faults of the file as a row of bytes, read from its start to its end."""
    return [*_of_header(pdf), *_of_end(pdf), *_of_objects(pdf)]


def of_syntax(document: pikepdf.Pdf) -> Iterator[str]:
    """What qpdf finds, which sets right in memory what it can: so it is to be asked last."""
    yield from (f"{PDF}, 7.5: {problem}" for problem in document.check_pdf_syntax())


def _of_header(pdf: bytes) -> Iterator[str]:
    if not _HEADER.match(pdf):
        yield f"{A3}, 6.1.2: the file does not begin with %PDF-1.7 and a comment of four bytes above 127"


def _of_end(pdf: bytes) -> Iterator[str]:
    end = pdf.rfind(b"%%EOF")
    if end < 0:
        yield f"{PDF}, 7.5.5: the file has no %%EOF"
    elif pdf[end + 5:] not in (b"", b"\n", b"\r", b"\r\n"):
        yield f"{A3}, 6.1.3: data follow the last %%EOF"


def _of_objects(pdf: bytes) -> Iterator[str]:
    """Walk from object to object; nothing may stand between them but what ends a part of the file."""
    header = _HEADER.match(pdf)
    at = header.end() if header else 0
    numbers = []
    while at < len(pdf):
        if between := _BETWEEN.match(pdf, at):
            at = between.end()
        elif found := _OBJECT.match(pdf, at):
            numbers.append(int(found[1]))
            end = _end(pdf, found)
            if isinstance(end, str):
                yield end
                return
            at = end
        else:
            yield _misplaced(pdf, at)
            return
    parts = pdf.count(b"startxref")
    if parts == 1 and any(later <= earlier for earlier, later in pairwise(sorted(numbers))):
        yield f"{PDF}, 7.3.10: two objects have one number"


def _end(pdf: bytes, head: re.Match[bytes]) -> int | str:
    """Where an object ends; or what is wrong with it."""
    number = head[1].decode()
    body = _BODY.search(pdf, head.end())
    if body is None:
        return f"{A3}, 6.1.9: object {number} has no endobj"
    if body[0] == b"endobj":
        after = re.compile(_EOL).match(pdf, body.end())
        if after is None or pdf[body.start() - 1:body.start()] not in (b"\n", b"\r"):
            return f"{A3}, 6.1.9: no end of line before or after the endobj of object {number}"
        return after.end()
    if body[1] is None:
        return f"{A3}, 6.1.7.1: no end of line follows the word stream of object {number}"
    length = _LENGTH.search(pdf, head.end(), body.start())
    end = _STREAM_END.match(pdf, body.end() + int(length[1])) if length else None
    if end is None:
        return f"{A3}, 6.1.7.1: the Length of object {number} is not that of its stream, or no endstream follows"
    return end.end()


def _misplaced(pdf: bytes, at: int) -> str:
    if loose := _LOOSE_OBJECT.match(pdf, at):
        return f"{A3}, 6.1.9: the head of object {loose[1].decode()} is not spaced by single blanks and an end of line"
    return f"{PDF}, 7.5.1: at byte {at} stands what belongs to no object: {pdf[at:at + 20]!r}"
