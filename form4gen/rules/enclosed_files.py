"""SUB: whether enclosed pictures are shown, and whether enclosed files are what their names say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.enclosures import PICTURES, TEXTS, documents_of, ending_of, kind_of
from form4gen.submission import Submission

BEGINNINGS: Final = {".jpg": (b"\xff\xd8\xff",), ".gif": (b"GIF87a", b"GIF89a")}
"""How a picture's bytes begin. Sources: ISO/IEC 10918-1, B.1.1.3 (SOI, and the mark behind it); GIF89a, section 17."""
NO_TEXTS: Final = {b"%PDF-": "PDF", b"{\\rtf": "RTF", b"PK\x03\x04": "Word (.docx) or ZIP",
                   b"\xd0\xcf\x11\xe0": "Word (.doc)"}
"""How files begin that word processors write, and that are no text."""

_TAG = re.compile(rb"<[a-z][^<>]*")
_NAME = re.compile(rb"[a-z0-9_.-]+")


@rule("SUB007", Severity.SUSPEND, Cite(SPEC, "section 5, graphic not referenced by an HTML document"))
def picture_is_shown_by_a_page(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """Every enclosed picture is shown by an enclosed .htm document.

    One of its tags, such as <img>, has the picture's file name. To write of a picture, or to name it in a comment, does not
    show it.

    Wrong:
        submission: {documents: [
          {name: c.htm, type: COVER, text: <p>Dear Sirs</p>}, {name: c.gif, type: GRAPHIC, text: GIF89a}]}
    Right:
        submission: {documents: [
          {name: c.htm, type: COVER, text: <img src="c.gif">}, {name: c.gif, type: GRAPHIC, text: GIF89a}]}
    """
    documents = list(documents_of(submission))
    shown = {name for _, document in documents if ending_of(document) == ".htm" for name in _named_by(document.data)}
    for place, document in documents:
        is_picture = ending_of(document) in PICTURES or kind_of(document) == "GRAPHIC"
        if is_picture and document.name.lower().encode("ascii", errors="replace") not in shown:
            message = f"no enclosed .htm document shows the picture {document.name}; show it there, or leave it out"
            yield (*place, "name"), message


@rule("SUB018", Severity.SUSPEND, Cite(SPEC, "4.2.1.2(1)"))
def file_is_what_its_name_says(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """An enclosed file is what its extension says.

    A .jpg holds a JPEG, a .gif a GIF, and neither a .txt nor an .htm a PDF or what a word processor saves. EDGAR takes four
    kinds of files; another extension does not make a file one of them.

    Wrong:
        submission: {documents: [{name: cover.txt, type: COVER, text: "%PDF-1.4"}]}
    Right:
        submission: {documents: [{name: cover.txt, type: COVER, text: Dear Sirs}]}
    """
    for place, document in documents_of(submission):
        ending = ending_of(document)
        other = next((what for beginning, what in NO_TEXTS.items() if document.data.startswith(beginning)), None)
        if ending in TEXTS and other:
            yield place, f"{document.name} is a file of the kind {other}; save it as plain text, and enclose that"
        if ending in PICTURES and document.data.strip() and not document.data.startswith(BEGINNINGS[ending]):
            yield place, (f"{document.name} does not begin as a picture of its kind does; save it anew as {ending}, or "
                          "leave it out")


def _named_by(page: bytes) -> Iterator[bytes]:
    """What may be a file name in a page's tags, in small letters; not what stands between them or in comments."""
    first, *others = page.lower().split(b"<!--")
    for text in (first, *(other.partition(b"-->")[2] for other in others)):
        for tag in _TAG.findall(text):
            yield from _NAME.findall(tag)
