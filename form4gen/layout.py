"""Where the boxes of the printed form stand: its scale, and the widths and heights that follow from its words.

Lengths are in u, one CSS pixel of sec.gov's page; on paper a u is `Layout.scale` points. Only what depends on a filing
is worked out here, all else is in the stylesheet. A browser shrinks the page until Table II, whose columns are as
narrow as their longest words allow, fits the paper; all other tables are as wide as that makes the page, in whole u.

Source: measured on sec.gov's page as Chromium prints it on US letter with margins of 0.4 in.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from form4gen.columns import auto_columns, spread
from form4gen.headings import EXIT_BOX, EXIT_BOX_SEE, PLAN_BOX
from form4gen.layout_items import Items, items, owner_columns
from form4gen.layout_tables import BOX, OUTER_BORDERS, STYLE_I, STYLE_II, heading_rows, least_widths, table_columns
from form4gen.line_breaks import Run, line_count, text_width, widest_piece
from form4gen.page_parts import Page

PAPER_WIDTH: Final = 554.4
"""Points between the margins: 8.5 in less twice 0.4 in."""
WIDEST: Final = 1216.0
"""The page is at most this many u wide, so that its small print keeps 4 points; words too long for that are broken."""
BODY_MARGINS: Final = 16
STANDS_OUT: Final = 9
"""How much wider than the page's other tables the table that sets its width is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths of columns from left to right and heights of rows from the top, in u; ``scale`` is points per u.

    ``crowded``: a table's words need more than the widest page, so that some must be broken.
    """

    scale: float
    width: float
    crowded: bool
    head: tuple[float, ...]
    head_rows: tuple[float, ...]
    items: Items
    table_i: tuple[float, ...]
    table_i_headings: tuple[float, float]
    table_ii: tuple[float, ...]
    table_ii_headings: tuple[float, float]
    owners_width: float
    owners: tuple[tuple[float, ...], ...]
    closing: tuple[float, ...]


def laid_out(page: Page) -> Layout:
    """The layout that follows from a page's words."""
    least_i, least_ii = least_widths(STYLE_I, page.table_i), least_widths(STYLE_II, page.table_ii)
    needed = max(sum(least_i), sum(least_ii)) + OUTER_BORDERS - STANDS_OUT
    width = ceil(min(needed, WIDEST))  # a browser lays the page out on whole pixels, but scales it by what it needs
    table_i = table_columns(STYLE_I, least_i, _table_width(least_i, width))
    table_ii = table_columns(STYLE_II, least_ii, _table_width(least_ii, width))
    head = _head_columns(page, width)
    return Layout(
        scale=PAPER_WIDTH / (min(needed, WIDEST) + BODY_MARGINS),
        width=width,
        crowded=needed > WIDEST,
        head=head,
        head_rows=_head_rows(page, head),
        items=items(page, width),
        table_i=table_i,
        table_i_headings=heading_rows(STYLE_I, table_i),
        table_ii=table_ii,
        table_ii_headings=heading_rows(STYLE_II, table_ii),
        owners_width=_OWNERS_SHARE * width,
        owners=tuple(owner_columns(owner, _OWNERS_SHARE * width - OUTER_BORDERS - BOX) for owner in page.owners),
        closing=_closing_columns(page, width),
    )


_OWNERS_SHARE: Final = 0.4


def _table_width(least: tuple[float, ...], width: float) -> float:
    """As wide as the page, or as its words need, up to what stands out."""
    return min(max(width, sum(least) + OUTER_BORDERS), width + STANDS_OUT)


_EMPTY_BOX: Final = {"X03": 20.0, "X04": 20.0, "X05": 20.0, "X06": 12.0}
_MARKED_BOX: Final = 21.4
_CELL_PADDING: Final = 8
_CHECK_LINE: Final = 10
_TITLES_HEIGHT: Final = 113.0
_FORM_NAME_HEIGHT: Final = 29.0
_LEAST_OMB_WIDTH: Final = 91.0


def _has_plan_box_in_head(page: Page) -> bool:
    return page.under_10b5_1_plan is not None and not page.plan_box_has_a_row


def _check_texts(page: Page) -> list[list[Run]]:
    texts = [f"{EXIT_BOX} See {EXIT_BOX_SEE}", *([PLAN_BOX] if _has_plan_box_in_head(page) else [])]
    return [[Run(text, "sans", 9)] for text in texts]


def _head_columns(page: Page, width: float) -> tuple[float, ...]:
    """Check boxes and their texts, which share 20 % as their contents are long; the titles, 60 %; the OMB box, 20 %."""
    texts = _check_texts(page)
    marked = page.no_longer_subject or (_has_plan_box_in_head(page) and page.under_10b5_1_plan)
    box, text = _MARKED_BOX if marked else _EMPTY_BOX[page.edition], _CELL_PADDING + max(text_width(runs) for runs in texts)
    least = (box, _CELL_PADDING + max(widest_piece(runs) for runs in texts),
             _CELL_PADDING + widest_piece([Run("COMMISSION", "sans bold", 16)]), _LEAST_OMB_WIDTH)
    return auto_columns(least, (20 * box / (box + text), 20 * text / (box + text), 60, 20), width)


def _head_rows(page: Page, head: tuple[float, ...]) -> tuple[float, ...]:
    """"FORM 4" and the first check box share the height of the titles; the second box has a row of its own."""
    form_name, *checks = (_FORM_NAME_HEIGHT, *(
        _CELL_PADDING + _CHECK_LINE * line_count(runs, head[1] - _CELL_PADDING) for runs in _check_texts(page)))
    return (*spread((form_name, checks[0]), range(2), _TITLES_HEIGHT), *checks[1:])


def _closing_columns(page: Page, width: float) -> tuple[float, ...]:
    """An empty column, the signatures, their dates: 60, 20 and 20 % of what the gaps between them leave."""
    names = [[Run(signature.name, "serif", 13)] for signature in page.signatures]
    return auto_columns((0, 2 + max(map(widest_piece, names), default=0), 62), (60, 20, 20), width - 8)
