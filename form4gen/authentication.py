"""The signature authentication document and the attestation for electronic signatures as PDFs, documents of record."""

from __future__ import annotations

from datetime import date

from form4gen.drawing_process import drawn
from form4gen.filing import Form4
from form4gen.page_html import rendered
from form4gen.printed_authentication import DocumentToSign, printed_attestation, printed_authentication
from form4gen.printing import Printing
from form4gen.record_files import day_of, record_files
from form4gen.record_parts import Record, RecordFile


def to_authentication(form4: Form4, *, filed_on: date | None = None, draft: bool = False) -> bytes:
    """The document by which each signer authenticates the typed signature in a filing, a page for each.

    It carries the filing's XML in the disseminated profile and states its SHA-256. ``filed_on``: the day of the filing, if
    it is known. ``draft``: marked as one. Source: 17 CFR 232.302(b)(1).
    """
    xml, *_ = record_files(form4)
    printing = Printing(copy="authentication", draft=draft, filed_on=filed_on)
    return _drawn(printed_authentication(form4, xml, filed_on), form4, (xml,), printing)


def to_attestation(form4: Form4, *, draft: bool = False) -> bytes:
    """The attestation that each signer of a filing signs by hand before signing electronically, a page for each person.

    It is not about this filing, so it carries none. ``draft``: marked as one. Source: 17 CFR 232.302(b)(2).
    """
    return _drawn(printed_attestation(form4), form4, (), Printing(copy="authentication", draft=draft))


def _drawn(document: DocumentToSign, form4: Form4, files: tuple[RecordFile, ...], printing: Printing) -> bytes:
    html = rendered("document_to_sign.html.j2", document=document, printing=printing)
    return drawn(html, Record(document.title, files, day_of(form4), printing))
