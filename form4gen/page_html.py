"""The words of a page -> HTML for the stylesheet ``form4.css``: the template places them, and each is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import cycle
from typing import TYPE_CHECKING, Final

from jinja2 import Environment
from markupsafe import Markup, escape

from form4gen import headings
from form4gen.layout import laid_out
from form4gen.line_breaks import MOST_KEPT, breakable
from form4gen.page_parts import Page
from form4gen.printed_characters import in_the_fonts
from form4gen.printing import Printing
from form4gen.revision import Mark, Revised, RevisedMark
from form4gen.templates import environment

if TYPE_CHECKING:
    from form4gen.printed_signing import Signing


def page_html(page: Page, printing: Printing, *, comparison: str = "", signing: Signing | None = None,
              is_proof: bool = False) -> str:
    """The page as it is printed.

    ``comparison``: the kind of one, for a page of two filings. ``signing``: the words of a copy that is to be signed.
    ``is_proof``: with what ``proof.css`` needs, beside ``form4.css``, to make the same page of it.
    """
    return rendered("form4.html.j2", page=page, layout=laid_out(page), printing=printing, comparison=comparison,
                    signing=signing, is_proof=is_proof)


def read_templates() -> None:
    """Read those of the form, which are kept for every page."""
    for part in ("", "_closing", "_head", "_items", "_tables"):
        _environment().get_template(f"form4{part}.html.j2")


def rendered(template: str, **words: object) -> str:
    """A template of ours with its words, each of which is escaped and in the letters that the fonts have."""
    return in_the_fonts(_environment().get_template(template).render(**words))


@cache
def _environment() -> Environment:
    ours = environment(breakable=_breakable, as_is=_as_is, cited=_cited, x=_x, u=lambda length: f"{length:.3f}rem")
    ours.globals |= {
        "titles_i": headings.TABLE_I_TITLE, "headings_i": headings.TABLE_I,
        "titles_ii": headings.TABLE_II_TITLE, "headings_ii": headings.TABLE_II,
        "exit_box": headings.EXIT_BOX, "exit_box_see": headings.EXIT_BOX_SEE, "plan_row_title": headings.PLAN_ROW_TITLE,
        "plan_box": headings.PLAN_BOX,
    }
    return ours


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


def _cited(text: str) -> Markup:
    """A sentence whose citations of the Code of Federal Regulations stay in one line each."""
    parts = re.split(r"(17 CFR [0-9.]*[0-9](?:\([0-9a-z]+\))*)", text)
    return Markup().join(Markup('<span class="whole">{}</span>').format(part) if whole else escape(part)
                         for part, whole in zip(parts, cycle((False, True)), strict=False))


@lru_cache(maxsize=MOST_KEPT)
def _broken(text: str) -> Markup:
    parts = re.split(r"(\S{25,})", text)
    return Markup().join(Markup('<span class="long">{}</span>').format(breakable(part)) if long else breakable(part)
                         for part, long in zip(parts, cycle((False, True)), strict=False))
