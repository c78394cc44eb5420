"""The printed form as a PDF: template and stylesheet -> WeasyPrint.

The same filing gives the same bytes. Nothing is fetched: the stylesheet is passed as text, and the template's words are
escaped, so no word of a filing can name an image or a style.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from itertools import cycle
from typing import Any, Final, NoReturn

import pydyf
from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup, escape
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from form4gen import headings
from form4gen.comparison import Comparison
from form4gen.filing import Form4
from form4gen.layout import laid_out
from form4gen.line_breaks import breakable
from form4gen.printed import Page, printed
from form4gen.printed_comparison import printed_comparison
from form4gen.resources import resource
from form4gen.revision import Mark, Revised, RevisedMark
from form4gen.versions import EDITIONS, Edition, edition_of, version_of

CREATOR: Final = "form4gen"
_EQUALS: Final = {
    "Liberation Sans": {"Liberation Sans", "Arial", "Arimo", "Helvetica"},
    "Liberation Serif": {"Liberation Serif", "Times New Roman", "Tinos", "Times"},
}
"""The families the page is measured with, and those of the same metrics."""


def to_pdf(form4: Form4, *, edition: Edition | None = None, draft: bool = False) -> bytes:
    """The filing as the printed form, a PDF on US letter.

    ``edition``: of the form, if not that of the schema version which judges the filing (``versions.version_of``).
    ``draft``: the word DRAFT behind the text of every page. Raises ``ValueError`` for an unknown edition.
    """
    if edition not in (None, *EDITIONS):
        raise ValueError(f"{edition!r} is no edition of the form; take one of {EDITIONS}")
    return _to_pdf(to_html(form4, edition=edition or edition_of(version_of(form4)), draft=draft))


def comparison_to_pdf(comparison: Comparison) -> bytes:
    """The printed form of the new filing with the old words struck and the new ones underlined, marked COMPARISON."""
    return _to_pdf(comparison_to_html(comparison, edition=edition_of(version_of(comparison.new))))


def _to_pdf(html: str) -> bytes:
    identifier = f"{CREATOR} {sha256(html.encode()).hexdigest()}".encode()
    form = _Form(string=html, url_fetcher=_Nothing())
    pdf: bytes = form.write_pdf(finisher=_name_the_creator, font_config=_fonts(), pdf_identifier=identifier)
    return pdf


@cache
def missing_fonts() -> tuple[str, ...]:
    """The families that this machine has neither itself nor an equal of, so that the page will look otherwise."""
    document = _Form(string="<div>a</div><div class=label>a</div>", url_fetcher=_Nothing()).render(font_config=_fonts())
    document.write_pdf()
    found = {font.family for font in document.fonts.values()}
    return tuple(family for family, equals in _EQUALS.items() if not equals & found)


def to_html(form4: Form4, *, edition: Edition, draft: bool = False) -> str:
    """The page that is printed, for the stylesheet ``form4.css``."""
    return _to_html(printed(form4, edition), draft=draft)


def comparison_to_html(comparison: Comparison, *, edition: Edition) -> str:
    """The page of a comparison, for the same stylesheet."""
    kind = "comparison-with-amendment" if comparison.leaves_rows_out else "comparison"
    return _to_html(printed_comparison(comparison, edition), comparison=kind)


def _to_html(page: Page, *, draft: bool = False, comparison: str = "") -> str:
    return _template().render(page=page, layout=laid_out(page), draft=draft, comparison=comparison)


class _Nothing(URLFetcher):  # type: ignore[misc]
    """Fetches nothing: whatever a page asks for is refused."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:  # noqa: ARG002 - WeasyPrint's signature
        raise ValueError(f"the printed form fetches nothing, so not {url!r}")


class _Form(HTML):  # type: ignore[misc]
    """A page whose only stylesheet is ours: the browser's defaults it needs are among its rules."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002 - WeasyPrint's signature
        return [_stylesheet()]


@cache
def _stylesheet() -> CSS:
    css = resource("templates", "form4.css").read_text(encoding="utf-8")
    return CSS(string=css, url_fetcher=_Nothing(), font_config=_fonts())


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(lambda name: resource("templates", name).read_text(encoding="utf-8")),
        undefined=StrictUndefined, autoescape=True, trim_blocks=True)
    environment.filters |= {"breakable": _breakable, "as_is": _as_is, "x": _x, "u": lambda length: f"{length:.3f}rem"}
    environment.globals |= {
        "titles_i": headings.TABLE_I_TITLE, "headings_i": headings.TABLE_I,
        "titles_ii": headings.TABLE_II_TITLE, "headings_ii": headings.TABLE_II,
        "exit_box": headings.EXIT_BOX, "exit_box_see": headings.EXIT_BOX_SEE, "plan_box": headings.PLAN_BOX,
    }
    return environment.get_template("form4.html.j2")


_REVISION: Final = {"same": Markup("{}"), "old": Markup("<del>{}</del>"), "new": Markup("<ins>{}</ins>")}


def _as_is(text: str) -> Markup:
    """Text of one piece or several; what was there before is struck, what is new underlined."""
    return _pieces(text, escape)


def _x(mark: Mark) -> Markup:
    """What stands in a check box."""
    if isinstance(mark, RevisedMark):
        return _REVISION[mark.state].format("X")
    return escape("X" if mark else "")


def _breakable(text: str) -> Markup:
    """Text that ends its lines where a browser would; a word of 25 characters or more may be cut anywhere."""
    return _pieces(text, _broken)


def _pieces(text: str, written: Callable[[str], Markup]) -> Markup:
    if not isinstance(text, Revised):
        return written(text)
    return Markup().join(_REVISION[piece.state].format(written(piece.text)) for piece in text.pieces)


def _broken(text: str) -> Markup:
    parts = re.split(r"(\S{25,})", text)
    return Markup().join(Markup('<span class="long">{}</span>').format(breakable(part)) if long else breakable(part)
                         for part, long in zip(parts, cycle((False, True)), strict=False))


def _name_the_creator(document: Any, pdf: pydyf.PDF) -> None:  # noqa: ARG001
    pdf.info["Creator"] = pdf.info["Producer"] = pydyf.String(CREATOR)
