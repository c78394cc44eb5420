"""Tables I and II for a terminal: as on the form where no word need be cut, else each row as a list of its boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text

from form4gen.columns import auto_columns
from form4gen.headings import Heading, columns, spans
from form4gen.page_parts import Cell, TableRow
from form4gen.report import visible
from form4gen.ruled import EDGES, GAP, Lines, across, beside, framed, whole, widest_word, wrapped

DATA: Final = "bright_blue"
NOTE: Final = "green"
HEADING: Final = "bold"
"""As on sec.gov's page: data are blue, footnotes and their marks green."""
INDENT: Final = "   "


def data(text: str, style: str = DATA) -> Text:
    """A text of the filing: nothing in it is markup, and a terminal is told to do nothing."""
    return Text(visible(text), style)


def pairs(entries: Sequence[tuple[Text, Text]], widths: Sequence[int]) -> Lines:
    """A label and what stands in its box, a line or more each."""
    return [line for entry in entries
            for line in beside([wrapped(text, width) for text, width in zip(entry, widths, strict=True)], widths)]


def label_and_data(width: int, labels: Sequence[str]) -> tuple[int, int]:
    """The widths of two columns in a frame: that of the labels is half of it, or less where they need less."""
    room = width - EDGES - GAP
    first = min(room // 2, max(map(len, labels), default=0))
    return first, room - first


def table(headings: tuple[Heading, ...], rows: Sequence[TableRow], width: int) -> Lines:
    """The rows of a table under its headings, or each as a list of the boxes that hold something."""
    cells = [[_cell(cell) for cell in row] for row in rows]
    least = _least(headings, cells)
    room = width - EDGES - GAP * (len(least) - 1)
    if sum(least) <= room:
        percent = [column.percent for column in columns(headings)]
        return _ruled(headings, cells, whole(auto_columns(least, percent, room)))
    return _listed(headings, cells, width) if rows else [Text("(no rows)")]


def _cell(cell: Cell) -> Text:
    """What stands in a box, with the marks of its footnotes behind it."""
    value = data(("$" if cell.dollars else "") + cell.text)
    words = [*([value] if value else []), *(data(mark, NOTE) for mark in cell.marks)]
    return Text(" ").join(words)


def _title(heading: Heading) -> Text:
    """A heading in a narrow column: the form's "(Month/Day/Year)" takes two lines."""
    return Text(heading.text.replace("/Day", "/\nDay"), HEADING)


def _least(headings: tuple[Heading, ...], rows: Sequence[Sequence[Text]]) -> list[int]:
    """The width of the widest word of each column; columns below one heading hold its widest word together."""
    titles = [_title(heading) for heading in columns(headings)]
    least = [max(map(widest_word, column)) for column in zip(titles, *rows, strict=True)]
    for heading, here in spans(headings):
        least[here.start] += max(0, widest_word(_title(heading)) - across(least[here]))
    return least


def _ruled(headings: tuple[Heading, ...], rows: Sequence[Sequence[Text]], widths: Sequence[int]) -> Lines:
    """The table as on the form."""
    over = [across(widths[here]) for _, here in spans(headings)]
    titles = [wrapped(_title(heading), width) for (heading, _), width in zip(spans(headings), over, strict=True)]
    below = [_below(heading, widths[here]) for heading, here in spans(headings)]
    height = max(len(title) + len(lower) for title, lower in zip(titles, below, strict=True))
    heads = [[*title, *[Text()] * (height - len(title) - len(lower)), *lower]
             for title, lower in zip(titles, below, strict=True)]
    body = [beside([wrapped(cell, width) for cell, width in zip(row, widths, strict=True)], widths) for row in rows]
    return framed([beside(heads, over), *body], widths, over)


def _below(heading: Heading, widths: Sequence[int]) -> Lines:
    """The headings below a heading, at the foot of the row."""
    if not heading.below:
        return []
    return beside([wrapped(_title(column), width) for column, width in zip(heading.below, widths, strict=True)], widths)


def _listed(headings: tuple[Heading, ...], rows: Sequence[Sequence[Text]], width: int) -> Lines:
    """Each row as a list of the boxes that hold something."""
    lists = [list(_filled(headings, row)) for row in rows]
    widths = label_and_data(width, [label for row in lists for label, _ in row])
    return framed([pairs([(Text(label), value) for label, value in row], widths) for row in lists], widths)


def _filled(headings: Sequence[Heading], row: Sequence[Text]) -> Iterator[tuple[str, Text]]:
    """The boxes of a row that hold something; a heading of several columns stands above those of them."""
    for heading, here in spans(headings):
        held = [(column.text, cell) for column, cell in zip(heading.below or (heading,), row[here], strict=True) if cell]
        if held and heading.below:
            yield heading.text, Text()
            held = [(INDENT + text, cell) for text, cell in held]
        yield from held
