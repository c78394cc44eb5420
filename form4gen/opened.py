"""What is found in a file: a document to read, and what the file says beside it."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from form4gen.finding import Finding
from form4gen.source_lines import AS_THEY_ARE, SourceLines
from form4gen.submission import Submission
from form4gen.versions import Profile

LARGEST_FILE: Final = 16_000_000
"""Bytes of a file that holds a document beside others; inflated, if it is a gzip file."""


class Opened(NamedTuple):
    """A document and where it comes from.

    ``document``: its bytes; None where there is none to read, and then the findings say why. ``text``: the lines that a
    report shows, if they are not the document's own; ``lines``: where the document's stand in them. ``enclosed``: the name
    of a document whose lines are its own, though the file is another. ``is_xml``: whether the envelope says that it is XML.
    ``forms``: the types that the envelope gives it, which are one. ``profile``, ``filed_on``, ``submission``: what else
    the envelope tells of the filing; ``accession_number``: EDGAR's number of it, with its hyphens.
    """

    document: bytes | None
    findings: tuple[Finding, ...] = ()
    text: str | None = None
    lines: SourceLines = AS_THEY_ARE
    enclosed: str = ""
    is_xml: bool = False
    forms: tuple[str, ...] = ()
    profile: Profile | None = None
    filed_on: date | None = None
    submission: Submission | None = None
    accession_number: str | None = None


FORMS: Final = {
    "3": "initial statement of beneficial ownership",
    "5": "annual statement of changes in beneficial ownership",
    "144": "notice of a proposed sale",
}
WHAT_IS_READ: Final = "form4gen reads and writes Form 4 and 4/A"


def another_form(form: str) -> str:
    """What a form other than Form 4 is, and that it is not read."""
    meaning = FORMS.get(form.removesuffix("/A"))
    amended = ", amended" if form.endswith("/A") else ""
    named = f" ({meaning}{amended})" if meaning else ""
    return f"this is a Form {f'{form:.40}' or '(blank)'}{named}; {WHAT_IS_READ}"
