"""A full submission as EDGAR publishes it -> the Form 4 in it.

The ``.txt`` begins with ``<SEC-DOCUMENT>``, in older copies with a line of dashes (PRIVACY-ENHANCED MESSAGE), the ``.nc``
of a feed with ``<SUBMISSION>``. After a header, each ``<DOCUMENT>`` gives its ``<TYPE>``; XML stands between ``<XML>`` and
``</XML>``. Nothing of this is XML itself: most tags are never closed. A copy may lack the header, the tags about its one
document or that document's type, or have lines of its own before the first tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise
from typing import Final, NamedTuple, get_args

from form4gen.draft import LARGEST
from form4gen.filing import FormType
from form4gen.finding import Finding, Mark
from form4gen.hard_wraps import mended
from form4gen.opened import WHAT_IS_READ, Opened, another_form
from form4gen.rules import text as rules
from form4gen.source_lines import lines_from

_BEGINNING: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<(?:SEC-DOCUMENT|SEC-HEADER|IMS-DOCUMENT|IMS-HEADER|SUBMISSION|DOCUMENT|TEXT|XML)>"
    rb"|-----BEGIN PRIVACY-ENHANCED MESSAGE-----)"
    rb"|[^<]{1,4096}(?<=[\r\n])<SEC-DOCUMENT>")
_XML: Final = b"<XML>"
_DOCUMENT: Final = re.compile(rb"(?<![^\r\n])<DOCUMENT>")
_TYPE: Final = re.compile(rb"(?<![^\r\n])<TYPE>([^\r\n<]*)")
_HEADER_TYPE: Final = re.compile(rb"CONFORMED SUBMISSION TYPE:[ \t]*([^\r\n]*)")
_FILED: Final = re.compile(rb"(?:FILED AS OF DATE:[ \t]*|(?<![^\r\n])<FILING-DATE>)([0-9]{4})([0-9]{2})([0-9]{2})")
_ACCESSION: Final = re.compile(rb"(?:ACCESSION NUMBER:[ \t]*|(?<![^\r\n])<(?:ACCESSION-NUMBER|SEC-DOCUMENT|IMS-DOCUMENT)>)"
                               rb"([0-9]{10}-[0-9]{2}-[0-9]{6})(?![0-9])")
_LONGEST_HEADER: Final = 4_096
"""Bytes of a document's own header."""
_MOST_DOCUMENTS: Final = 1_000
"""Documents that are looked at; EDGAR takes 611."""
PLAIN_TEXT: Final = ("the Form 4 in this submission is plain text, as filings before mid-2003 are; "
                     "form4gen reads those in XML")
FORM_4_TYPES: Final = get_args(FormType)


class _Part(NamedTuple):
    """A document of the submission: its type, empty if none is given, and where it begins and ends."""

    type: str
    start: int
    end: int


def is_full_submission(source: bytes) -> bool:
    return _BEGINNING.match(source) is not None


def from_full_submission(source: bytes) -> Opened:
    """The primary document of a submission, if that is a Form 4 or 4/A in XML."""
    parts = list(_parts(source))
    header = source[: parts[0].start or _LONGEST_HEADER][:LARGEST]
    ours = [part for part in parts if _may_be_a_form_4(source, part)]
    if len(ours) > 1:
        message = f"this file holds {len(ours)} documents of type 4 or 4/A; write each submission to a file of its own"
        return _refused(source, rules.IS_READABLE.found((), message, _line_of(source, ours[1].start)))
    if not ours:
        return _refused(source, _no_form_4(source, header, parts))
    number = _said(_ACCESSION.search(header)) or None
    return _document(source, ours[0])._replace(filed_on=_filed_on(header), accession_number=number)


def _parts(source: bytes) -> Iterator[_Part]:
    """The documents; the whole file, where no tag begins one."""
    starts = [found.start() for found in islice(_DOCUMENT.finditer(source), _MOST_DOCUMENTS)]
    if not starts:
        yield _Part("", 0, len(source))
    for start, end in pairwise([*starts, len(source)]):
        kind = _TYPE.search(source, start, min(end, start + _LONGEST_HEADER))
        yield _Part(_said(kind), start, end)


def _may_be_a_form_4(source: bytes, part: _Part) -> bool:
    """Whether a document is of type 4 or 4/A, or holds XML and leaves it to that to say."""
    return part.type in FORM_4_TYPES or (not part.type and source.find(_XML, part.start, part.end) >= 0)


def _said(found: re.Match[bytes] | None) -> str:
    return found[1].decode("ascii", errors="replace").strip() if found else ""


def _no_form_4(source: bytes, header: bytes, parts: list[_Part]) -> Finding:
    """Why a submission has no Form 4: it is of another form, or it is cut short."""
    declared = _HEADER_TYPE.search(header) or _TYPE.search(header)
    form = _said(declared) or parts[0].type
    if form in FORM_4_TYPES or not form:
        message = f"this submission has no document of type 4 or 4/A; it is cut short, or no filing; {WHAT_IS_READ}"
        return rules.IS_READABLE.found((), message, Mark(1, 1, 2))
    at = declared.start(1) if declared else parts[0].start
    return rules.IS_FORM_4.found((), another_form(form), lines_from(source, at).mark(Mark(1, 1, 1 + len(form))))


def _document(source: bytes, part: _Part) -> Opened:
    """The XML of the primary document, its broken lines joined."""
    opening = source.find(_XML, part.start, part.end)
    if opening < 0:
        is_whole = source.find(b"</DOCUMENT>", part.start, part.end) >= 0
        message = PLAIN_TEXT if is_whole else "this submission is cut short before its XML begins; fetch it again"
        return _refused(source, rules.IS_READABLE.found((), message, _line_of(source, part.start)))
    start = opening + len(_XML)
    second = source.find(_XML, start, part.end)
    if second >= 0:
        message = "the Form 4 in this submission has a second <XML> here; write each filing to a file of its own"
        return _refused(source, rules.IS_READABLE.found((), message, _line_of(source, second)))
    start += len(source[start : start + _LONGEST_HEADER]) - len(source[start : start + _LONGEST_HEADER].lstrip())
    closing = source.find(b"</XML>", start, part.end)
    end = part.end if closing < 0 else closing
    if start > LARGEST or end - start > LARGEST:
        message = (f"the Form 4 in this submission is larger than {LARGEST:,} bytes, or begins after so many; "
                   "no Form 4 needs so many")
        return _refused(source, rules.IS_READABLE.found((), message, Mark(1, 1, 2)))
    document, joins = mended(source[start:end].rstrip())
    return Opened(document, text=_shown(source[:end]), lines=lines_from(source, start)._replace(joins=joins), is_xml=True,
                  profile="disseminated")


def _filed_on(header: bytes) -> date | None:
    """The day on which EDGAR says that it received the filing."""
    found = _FILED.search(header)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _refused(source: bytes, why: Finding) -> Opened:
    return Opened(None, (why,), text=_shown(source[:LARGEST]))


def _shown(source: bytes) -> str:
    return source.decode("utf-8", errors="replace")


def _line_of(source: bytes, at: int) -> Mark:
    line = lines_from(source[:LARGEST], min(at, LARGEST)).line
    return Mark(line, 1, 2)
