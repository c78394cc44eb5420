"""The printed form as a PDF, a document of record: page -> HTML -> WeasyPrint.

The same filing gives the same bytes. Nothing is fetched: the stylesheet is passed as text, and the page's words are
escaped, so no word of a filing can name an image or a style.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, partial
from hashlib import sha256
from typing import Any, Final

import pydyf
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.text.fonts import FontConfiguration

from form4gen.comparison import Comparison
from form4gen.document_of_record import CREATOR, Record, finish
from form4gen.filing import Form4
from form4gen.no_fetching import NoFetching
from form4gen.page_html import page_html
from form4gen.printed import printed_in
from form4gen.printed_comparison import printed_comparison
from form4gen.printed_signing import printed_signing
from form4gen.printing import FORMS, Printing
from form4gen.record_files import day_of, record_files
from form4gen.resources import resource
from form4gen.signature_fields import make_fields
from form4gen.versions import edition_of, version_of

_EQUALS: Final = {
    "Liberation Sans": {"Liberation Sans", "Arial", "Arimo", "Helvetica"},
    "Liberation Serif": {"Liberation Serif", "Times New Roman", "Tinos", "Times"},
}
"""The families the page is measured with, and those of the same metrics."""
_FOOT: Final = "@bottom-center"


def to_pdf(form4: Form4, printing: Printing | None = None, *, source: bytes | None = None,
           secrets: Collection[str] = ()) -> bytes:
    """The filing as the printed form, a PDF on US letter that carries the filing's XML and its source.

    ``source``: the author's text of the filing, in YAML or JSON, if there is one. ``secrets``: CCCs known from elsewhere,
    which no source that is carried may hold. Raises ``ValueError`` for an unknown edition, and for a copy that is none of
    the form.
    """
    printing = printing or Printing()
    if printing.copy not in FORMS:
        raise ValueError(f"{printing.copy!r} is no copy of the form; take one of {FORMS}")
    if printing.engine != "weasyprint":
        raise ValueError(f"{printing.engine!r} draws no document of record; form4gen.to_pdf has it draw a proof")
    page = printed_in(form4, printing.edition)
    record = Record(page.title, record_files(form4, source, secrets), day_of(form4), printing)
    signing = printed_signing(form4) if printing.copy == "wet-ink" else None
    return drawn(page_html(page, printing, signing=signing), record)


def comparison_to_pdf(comparison: Comparison) -> bytes:
    """The printed form of the new filing with the old words struck and the new ones underlined, marked COMPARISON.

    It is a working paper: it carries no filing.
    """
    page = printed_comparison(comparison, edition_of(version_of(comparison.new)))
    kind = "comparison-with-amendment" if comparison.leaves_rows_out else "comparison"
    return drawn(page_html(page, Printing(), comparison=kind), Record(page.title, (), day_of(comparison.new), Printing()))


def drawn(html: str, record: Record) -> bytes:
    """A page of ours as a PDF, a document of record; if it is to be signed, with fields."""
    identifier = f"{CREATOR} {sha256(html.encode()).hexdigest()}".encode()
    document = _Form(string=html, url_fetcher=NoFetching()).render(
        font_config=_fonts(), stylesheets=[] if record.printing.copy == "conformed" else [_stylesheet("signing.css")])
    if len(document.pages) == 1:
        _leave_out_the_foot(document.pages[0])
    pdf: bytes = document.write_pdf(finisher=partial(_finish, record), pdf_identifier=identifier, pdf_version="1.7",
                                    pdf_tags=True)
    return pdf


def _leave_out_the_foot(page: Any) -> None:
    """One page needs no foot to tell which of several it is, and then looks as sec.gov's does."""
    box = page._page_box
    box.children = [child for child in box.children if not isinstance(child, MarginBox) or child.at_keyword != _FOOT]


def _finish(record: Record, document: Any, pdf: pydyf.PDF) -> None:
    make_fields(pdf, document.fonts)
    finish(pdf, record)


@cache
def missing_fonts() -> tuple[str, ...]:
    """The families that this machine has neither itself nor an equal of, so that the page will look otherwise."""
    document = _Form(string="<div>a</div><div class=label>a</div>", url_fetcher=NoFetching()).render(font_config=_fonts())
    document.write_pdf()
    found = {font.family for font in document.fonts.values()}
    return tuple(family for family, equals in _EQUALS.items() if not equals & found)


class _Form(HTML):  # type: ignore[misc]
    """A page whose only stylesheet is ours: the browser's defaults it needs are among its rules."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002 - WeasyPrint's signature
        return [_stylesheet("form4.css")]


@cache
def _stylesheet(name: str) -> CSS:
    css = resource("templates", name).read_text(encoding="utf-8")
    return CSS(string=css, url_fetcher=NoFetching(), font_config=_fonts())


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()
