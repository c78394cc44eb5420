"""The printed form as a proof: page -> HTML -> plutoprint, which takes a small part of the time of a document of record.

It is set from the same template and stylesheet and has the same words and looks, but no more: it has no tags, carries no
filing, has no fields to sign and is no PDF/A. It calls itself a proof in its title and in its identifier. The same filing
gives the same bytes. Nothing is fetched.

Needs the ``plutoprint`` library, which brings with it all that it needs but the fonts.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Final, NoReturn

import plutoprint
from plutoprint import Book, PDFCanvas, ResourceFetcher

from form4gen.filing import Form4
from form4gen.page_html import page_html
from form4gen.printed import printed_in
from form4gen.printed_characters import in_the_fonts
from form4gen.printing import Printing, made_with
from form4gen.record_files import day_of
from form4gen.resources import resource

SUBJECT: Final = "A proof of the printed form: it carries no filing, has no tags, and is not the PDF to keep or to sign"
_IDENTIFIER: Final = "form4gen proof"
_EQUALS: Final = {
    "Liberation Sans": ("LiberationSans", "Arial", "Arimo", "Helvetica"),
    "Liberation Serif": ("LiberationSerif", "TimesNewRoman", "Tinos", "Times-"),
}
"""How the PostScript names begin of the families that the page is measured with, and of those of the same metrics."""
_FONT_NAME: Final = re.compile(rb"/BaseFont /[A-Z]{6}\+([!-~]+)")
_STYLESHEETS: Final = ("browser.css", "form4.css", "proof.css")
_LONG_WORD: Final = re.compile('<span class="long">([^<]*)</span>')
_WORD_JOINER: Final = "\u2060"
_ZERO_WIDTH_NO_BREAK_SPACE: Final = "\ufeff"
_FOOT: Final = 763.5
"""Points from the paper's upper edge to the foot, which begins where the lower margin does."""
_POINTS_A_PIXEL: Final = 0.75


class _NoFetching(ResourceFetcher):
    """Fetches nothing: whatever a page asks for is refused, so that no word of a user can reach a file or the network."""

    def fetch_url(self, url: str) -> NoReturn:
        raise ValueError(f"the printed form fetches nothing, so not {url!r}")


_NO_FETCHING: Final = _NoFetching()


def to_proof(form4: Form4, printing: Printing) -> bytes:
    """The filing as a proof of the printed form, a PDF on US letter.

    Raises ``ValueError`` for an unknown edition, and for a copy that is signed: a proof has no place for a signature.
    """
    if printing.copy != "conformed":
        raise ValueError(f"plutoprint draws proofs, and a {printing.copy!r} copy is signed; WeasyPrint draws it")
    page = printed_in(form4, printing.edition)
    return _drawn(_for_plutoprint(page_html(page, printing, is_proof=True)), in_the_fonts(page.title), day_of(form4))


def _for_plutoprint(html: str) -> str:
    """The page, spelled as plutoprint needs it to break lines as WeasyPrint does.

    It draws U+2060 from a font that has it, which none of the form's has, and U+FEFF, its forerunner, not at all. It would
    cut a word that stands in an element of its own where the line ends, and not begin the next line with it.
    """
    return _LONG_WORD.sub(r"\1", html.replace(_WORD_JOINER, _ZERO_WIDTH_NO_BREAK_SPACE))


def _drawn(html: str, title: str, day: date) -> bytes:
    """A page of ours as a PDF. ``day``: as of which it is dated, for else it would tell the time of day."""
    book, stream = _laid_out(html), BytesIO()
    with PDFCanvas.create_for_stream(stream, plutoprint.PAGE_SIZE_LETTER) as canvas:
        canvas.set_metadata(plutoprint.PDF_METADATA_TITLE, f"Proof of {title}")
        canvas.set_metadata(plutoprint.PDF_METADATA_SUBJECT, SUBJECT)
        canvas.set_metadata(plutoprint.PDF_METADATA_CREATOR, made_with("plutoprint"))
        canvas.set_metadata(plutoprint.PDF_METADATA_CREATION_DATE, f"{day.isoformat()}T00:00:00Z")
        count = book.get_page_count()
        for number in range(count):
            canvas.save_state()
            if count == 1:  # which needs no foot to tell which of several it is, and then looks as sec.gov's does
                canvas.clip_rect(0, 0, plutoprint.PAGE_SIZE_LETTER.width, _FOOT)
            canvas.scale(_POINTS_A_PIXEL, _POINTS_A_PIXEL)
            book.render_page(canvas, number)
            canvas.restore_state()
            canvas.show_page()
    return _identified(stream.getvalue(), f"{_IDENTIFIER} {sha256(html.encode()).hexdigest()}")


def _laid_out(html: str) -> Book:
    book = Book(plutoprint.PAGE_SIZE_LETTER, plutoprint.PAGE_MARGINS_NONE)
    book.custom_resource_fetcher = _NO_FETCHING
    book.load_html(html, user_style=_stylesheet())
    return book


def _identified(pdf: bytes, identifier: str) -> bytes:
    """The PDF with an identifier (ISO 32000-1, 14.4), which plutoprint gives it none of.

    It belongs into the dictionary of the cross-reference stream, the last object of the file, so that nothing else moves.
    """
    before, mark, after = pdf.rpartition(b"<< /Type /XRef\n")
    if not mark:
        raise AssertionError("plutoprint wrote a PDF that does not end with a cross-reference stream")
    return before + mark + f"   /ID [({identifier}) ({identifier})]\n".encode() + after


@cache
def missing_fonts() -> tuple[str, ...]:
    """The families that this machine has neither itself nor an equal of, so that the page will look otherwise."""
    found = [name.decode() for name in _FONT_NAME.findall(_drawn('<div>a</div><div class="label">a</div>', "", date.min))]
    return tuple(family for family, equals in _EQUALS.items() if not any(name.startswith(equals) for name in found))


@cache
def _stylesheet() -> str:
    return "".join(resource("templates", name).read_text(encoding="utf-8") for name in _STYLESHEETS)
