"""A page of ours as a PDF, a document of record: its words -> HTML -> WeasyPrint.

The same page gives the same bytes. Nothing is fetched: stylesheets are passed as text.
"""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import pydyf

from form4gen.document_of_record import finish
from form4gen.garbage import without_collecting
from form4gen.metadata import CREATOR
from form4gen.page_html import page_html, read_templates
from form4gen.page_parts import Page
from form4gen.record_parts import Record
from form4gen.renderer import make_once, rendered
from form4gen.signature_fields import make_fields
from form4gen.tuned import switch

if TYPE_CHECKING:
    from form4gen.printed_signing import Signing

_EQUALS: Final = {
    "Liberation Sans": {"Liberation Sans", "Arial", "Arimo", "Helvetica"},
    "Liberation Serif": {"Liberation Serif", "Times New Roman", "Tinos", "Times"},
}
"""The families the page is measured with, and those of the same metrics."""
_LETTERS: Final = """\
<html><body><div>a <b>a</b> <i>a</i></div><div class="label">a <b>a</b> <i>a</i></div>
<table class="ruled rows"><tbody><tr><td>a</td></tr></tbody></table></body></html>"""
"""A page with each of the fonts that the form is printed in, and with lines, so that who has drawn it is ready for any."""
_FOOT: Final = "@bottom-center"


def drawn_form(page: Page, record: Record, comparison: str = "", signing: Signing | None = None) -> bytes:
    """The form with the words of a page, or of a comparison of that kind, as a PDF, a document of record.

    ``signing``: the words of a copy that is to be signed.
    """
    return drawn(page_html(page, record.printing, comparison=comparison, signing=signing), record)


def drawn(html: str, record: Record) -> bytes:
    """A page of ours as a PDF, a document of record; if it is to be signed, with fields."""
    with without_collecting(), switch.in_place():
        return _drawn(html, record)


def _drawn(html: str, record: Record) -> bytes:
    return written(rendered(html, *([] if record.printing.copy == "conformed" else ["signing.css"])), html, record)


def written(document: Any, html: str, record: Record) -> bytes:
    """WeasyPrint's document of a page of ours, as a PDF."""
    identifier = f"{CREATOR} {sha256(html.encode()).hexdigest()}".encode()
    if len(document.pages) == 1:
        _leave_out_the_foot(document.pages[0])
    pdf: bytes = document.write_pdf(finisher=partial(_finish, record), pdf_identifier=identifier, pdf_version="1.7",
                                    pdf_tags=True)
    return pdf


def _leave_out_the_foot(page: Any) -> None:
    """One page needs no foot to tell which of several it is, and then looks as sec.gov's does."""
    box = page._page_box
    box.children = [child for child in box.children if getattr(child, "at_keyword", None) != _FOOT]


def _finish(record: Record, document: Any, pdf: pydyf.PDF) -> None:
    make_fields(pdf, document.fonts)
    finish(pdf, record)
    make_once(pdf)


def get_ready() -> None:
    """Do beforehand what the first page asks for once."""
    missing_fonts()
    read_templates()


@cache
def missing_fonts() -> tuple[str, ...]:
    """The families that this machine has neither itself nor an equal of, so that the page will look otherwise."""
    with switch.in_place():
        document = rendered(_LETTERS)
        document.write_pdf()
    found = {font.family for font in document.fonts.values()}
    return tuple(family for family, equals in _EQUALS.items() if not equals & found)
