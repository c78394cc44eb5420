"""Tables: their parts, that every row has every column, and that each cell leads to its headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.pdf_a.clauses import PDF, UA
from tests.pdf_a.tree import Element, Tree

_PARTS: Final = {"Table": {"Caption", "THead", "TBody", "TFoot", "TR"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
                 "TR": {"TH", "TD"}}
_WITHIN: Final = {"THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TR": {"Table", "THead", "TBody", "TFoot"},
                  "TH": {"TR"}, "TD": {"TR"}}
_SCOPES: Final = ("/Row", "/Column", "/Both")


def faults(tree: Tree) -> Iterator[str]:
    """Faults of every table."""
    headings = [element.object for element in tree.elements.values() if element.kind == "TH"]
    ids = {bytes(heading.ID) for heading in headings if "/ID" in heading}
    for element in tree.elements.values():
        for kid in element.kids:
            if kid.kind in _WITHIN and element.kind not in _WITHIN[kid.kind]:
                yield f"{UA}, 7.2: a {kid.kind} stands within a {element.kind}"
            if element.kind in _PARTS and kid.kind not in _PARTS[element.kind]:
                yield f"{UA}, 7.2: a {element.kind} holds a {kid.kind}"
        if element.kind == "Table":
            yield from _of_table(element)
        elif element.kind in ("TH", "TD"):
            yield from _of_cell(element, ids)


def _of_table(table: Element) -> Iterator[str]:
    kinds = [kid.kind for kid in table.kids]
    if "Caption" in kinds[1:-1] or kinds.count("Caption") > 1:
        yield f"{UA}, 7.2: a table has its caption elsewhere than at its beginning or end, or two"
    if kinds.count("THead") > 1 or kinds.count("TFoot") > 1 or \
            (("THead" in kinds or "TFoot" in kinds) and "TBody" not in kinds):
        yield f"{UA}, 7.2: a table has two heads or feet, or one and no body"
    cells = [cell for cell in table.below() if cell.kind in ("TH", "TD")]
    if not any(cell.kind == "TH" for cell in cells):
        yield f"{UA}, 7.5: a table has no headings"
    if "Caption" not in kinds:
        yield f"{PDF}, 14.8.4.3.4: a table has no caption, though every table of a form has a title"
    widths = _widths(table)
    if len(set(widths)) > 1 or None in widths:
        yield f"{UA}, 7.2: the rows of a table do not have one number of columns: {widths}"


def _widths(table: Element) -> list[int | None]:
    """How many columns each row has, with the cells that reach into it from above; none if two cells meet, or a gap is."""
    taken: set[tuple[int, int]] = set()
    widths: list[int | None] = []
    rows = [row for part in table.kids for row in ([part] if part.kind == "TR" else part.kids) if row.kind == "TR"]
    for number, row in enumerate(rows):
        column, sound = 0, True
        for cell in row.kids:
            while (number, column) in taken:
                column += 1
            across, down = (int(cell.attribute(name) or 1) for name in ("/ColSpan", "/RowSpan"))
            for place in range(column, column + across):
                sound = sound and (number, place) not in taken
                taken |= {(number + below, place) for below in range(down)}
            column += across
        here = {place for row_number, place in taken if row_number == number}
        widths.append(len(here) if sound and here == set(range(len(here))) else None)
    if any(number >= len(rows) for number, _ in taken):
        widths.append(None)
    return widths


def _of_cell(cell: Element, ids: set[bytes]) -> Iterator[str]:
    headings = [bytes(heading) for heading in cell.attribute("/Headers") or []]
    if cell.kind == "TH" and cell.attribute("/Scope") not in _SCOPES:
        yield f"{UA}, 7.5: a heading does not say whether it is a row's or a column's"
    if cell.kind == "TD" and not headings:
        yield f"{UA}, 7.5: a cell names no heading"
    if set(headings) - ids:
        yield f"{PDF}, 14.8.5.7: a cell names a heading that is not there"
    if (cell.attribute("/Scope") or headings or cell.attribute("/ColSpan")) and cell.attribute("/O") != "/Table":
        yield f"{PDF}, 14.8.5.2: the attributes of a cell are not a table's"
