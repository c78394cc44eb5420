"""The widths of the columns of Tables I and II, and the heights of their headings, in u.

Source: measured on sec.gov's page: a column is at least as wide as its longest unbreakable word, with 10 u about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from form4gen.columns import auto_columns, spread
from form4gen.headings import TABLE_I, TABLE_II, Heading, columns, spans
from form4gen.line_breaks import Run, line_count, widest_piece
from form4gen.page_parts import Cell, TableRow

BOX: Final = 10
"""Padding of 4 and border of 1 on both sides of a cell, or above and below it."""
OUTER_BORDERS: Final = 2
_MARK_SIZE: Final = 25 / 3
_HEADING_SIZE: Final = 9
_HEADING_LINE: Final = 10


@dataclass(frozen=True, slots=True)
class Style:
    """A table's headings, and the sizes of its type in u.

    ``data`` and ``dollars``: of the data and the dollar signs; ``exceptions``: the same for columns that differ;
    ``first_heading``: size and line height of the heading of column 1.
    """

    headings: tuple[Heading, ...]
    data: float
    dollars: float
    exceptions: dict[int, tuple[float, float]]
    first_heading: tuple[float, float] = (_HEADING_SIZE, _HEADING_LINE)


STYLE_I: Final = Style(TABLE_I, 13, 13, {3: (10, 9)}, (10, 11))
STYLE_II: Final = Style(TABLE_II, 10, 9, {11: (13, 13)})


def least_widths(style: Style, rows: Sequence[TableRow]) -> tuple[float, ...]:
    """The least width of each column: the longest words of its heading and data, and its part of a shared heading's."""
    least = [BOX + widest_piece([Run(column.text, "sans bold", _heading_type(style, number)[0])])
             for number, column in enumerate(columns(style.headings))]
    for row in rows:
        for number, cell in enumerate(row):
            least[number] = max(least[number], BOX + widest_piece(_runs(cell, number, style)))
    for heading, here in spans(style.headings):
        if heading.below:
            least[here] = _widened(least[here], heading)
    return tuple(least)


def table_columns(style: Style, least: Sequence[float], width: float) -> tuple[float, ...]:
    """The columns of a table of ``width`` u, its outer borders included."""
    return auto_columns(least, [column.percent for column in columns(style.headings)], width - OUTER_BORDERS)


def heading_rows(style: Style, widths: Sequence[float]) -> tuple[float, float]:
    """The heights of the two rows of headings; a heading that stands in both stretches them in proportion."""
    upper = lower = both = 0.0
    for heading, here in spans(style.headings):
        size, line = _heading_type(style, here.start)
        height = _heading_height(heading, size, line, sum(widths[here]))
        if heading.below:
            upper = max(upper, height)
        else:
            both = max(both, height)
        for column, width in zip(heading.below, widths[here], strict=False):
            lower = max(lower, _heading_height(column, _HEADING_SIZE, _HEADING_LINE, width))
    upper, lower = spread((upper, lower), range(2), both)
    return upper, lower


def _heading_type(style: Style, column: int) -> tuple[float, float]:
    return style.first_heading if column == 0 else (_HEADING_SIZE, _HEADING_LINE)


def _heading_height(heading: Heading, size: float, line: float, width: float) -> float:
    return BOX + line * line_count([Run(heading.text, "sans bold", size)], width - BOX)


def _runs(cell: Cell, column: int, style: Style) -> tuple[Run, ...]:
    data, dollars = style.exceptions.get(column, (style.data, style.dollars))
    return (Run("$" if cell.dollars else "", "sans", dollars), Run(cell.text, "serif", data),
            Run("".join(cell.marks), "serif", _MARK_SIZE))


def _widened(least: Sequence[float], shared: Heading) -> list[float]:
    """Columns below one heading share by their percentages what its longest word lacks."""
    needed = BOX + widest_piece([Run(shared.text, "sans bold", _HEADING_SIZE)])
    lacking = max(0.0, needed - sum(least))
    whole = sum(column.percent for column in shared.below)
    return [width + lacking * column.percent / whole for width, column in zip(least, shared.below, strict=True)]
