"""The tags of a printed form: what a screen reader is told of it, and in which order.

WeasyPrint tags whatever it lays out. Here its tags become those of the form: only Tables I and II are tables, with a
caption, headings that say which column they are for, and the rows of every page; what is laid out in cells to look as it
does is plain divisions; a running foot, headings repeated on a further page and what stands beside a form field for
machines are no content.

Source: ISO 32000-1, 14.7 (structure), 14.8.2.2 (artifacts), 14.8.4 and 14.8.5 (types and table attributes); ISO 14289-1, 7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final, TypeAlias

import pydyf

Element: TypeAlias = Any
"""A structure element: pydyf's dictionary with its type under "S" and its kids under "K"."""
Rows: TypeAlias = list[Element]

_CELLS: Final = ("/TH", "/TD")
_OF_A_TABLE: Final = ("/Table", "/THead", "/TBody", "/TR", *_CELLS)
_BLOCKS: Final = ("/Div", "/P", "/H1", "/H2", "/Table")
_INLINE: Final = ("/Span", "/NonStruct")


def tag(pdf: pydyf.PDF) -> None:
    """Give a tagged PDF, before it is written, the tags of the form."""
    tree = _Tree(pdf)
    tree.join_tables()
    for element in list(tree.below(tree.document)):
        if element["S"] == "/Table":
            tree.describe(element)
    if "AcroForm" in pdf.catalog:
        tree.keep_fields_alone()
    tree.hide_what_is_not_content()
    tree.leave_out_what_is_empty(tree.document)
    tree.leave_out_divisions_of_one(tree.document)
    elements = [tree.document, *tree.below(tree.document)]
    tree.index_headings(elements)
    tree.clear_what_is_left_over(elements)
    if "AcroForm" in pdf.catalog:
        tree.give_each_field_its_object()


class _Tree:
    """The structure elements of a PDF, by what they hold."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self._by_reference = {known.reference: known for known in pdf.objects}
        self.root = self._at(pdf.catalog["StructTreeRoot"])
        self.document = self._at(self.root["K"][0])

    def _at(self, reference: bytes) -> Element:
        return self._by_reference[reference]

    def kids(self, element: Element) -> list[Element]:
        """The elements directly in an element; marked content and annotations are none."""
        at = self._by_reference
        return [kid for known in element["K"] if isinstance(known, bytes) and "S" in (kid := at[known])]

    def below(self, element: Element) -> Iterator[Element]:
        """The elements in an element, each before those in it."""
        waiting = self.kids(element)[::-1]
        while waiting:
            kid = waiting.pop()
            yield kid
            waiting += self.kids(kid)[::-1]

    def join_tables(self) -> None:
        """Make one table of the parts of it on successive pages; the headings of a further part are not content."""
        first: Element | None = None
        for part in self.kids(self.document):
            if not self._is_of_data(part):
                continue
            if first is None or self._width(part) != self._width(first):
                first = part
                continue
            for rows in self.kids(part):
                if rows["S"] == "/TBody":
                    self._append(first, rows)
            self.document["K"].remove(part.reference)

    def describe(self, table: Element) -> None:
        """Tell what a table is: one of data, with a caption and headings; or none, but a way of laying out."""
        if self._is_of_data(table):
            self._join_bodies(table)
            self._give_caption(table)
            self._link_headings(table)
            self._leave_no_head_without_body(table)
            return
        for element in (table, *self.below(table)):
            if element["S"] in _OF_A_TABLE:
                is_text = all(kid["S"] in _INLINE for kid in self.kids(element))
                element["S"] = "/P" if is_text else "/Div"
                element.pop("A", None)

    def keep_fields_alone(self) -> None:
        """Leave a form field alone in its room: what else stands there is for an e-signing service to find."""
        for field in [element for element in self.below(self.document) if element["S"] == "/Form"]:
            holder = self._at(field["P"])
            self._at(holder["P"])["K"] = pydyf.Array([holder.reference])

    def hide_what_is_not_content(self) -> None:
        """Mark as artifacts, by their kinds, the words on each page that no element in the tree holds."""
        held = {id(element) for element in self.below(self.document)}
        numbers = self._at(self.root["ParentTree"])["Nums"]
        for page, parents in zip(self.pdf.pages["Kids"][::3], numbers[1::2], strict=False):
            hidden = {mcid: self._artifact(self._at(parent)) for mcid, parent in enumerate(parents)
                      if id(self._at(parent)) not in held}
            parents[:] = [b"null" if mcid in hidden else parent for mcid, parent in enumerate(parents)]
            _hide(self._at(self.pdf.objects[page]["Contents"]), hidden)

    def _artifact(self, element: Element) -> pydyf.Dictionary:
        """What words out of the tree are: a further part's headings, a foot, or neither (ISO 14289-1, 7.8)."""
        while element["P"] != self.document.reference:
            element = self._at(element["P"])
        if element.reference in self.document["K"]:
            return pydyf.Dictionary({"Type": "/Layout"})
        subtype = "/Header" if element["S"] == "/Table" else "/Footer"
        return pydyf.Dictionary({"Type": "/Pagination", "Subtype": subtype})

    def leave_out_what_is_empty(self, element: Element) -> bool:
        """Leave out every element that holds nothing, but for the cells of a table; whether this one holds something."""
        kept = pydyf.Array()
        for kid in element["K"]:
            is_element = isinstance(kid, bytes) and "S" in self._at(kid)
            if not is_element or self.leave_out_what_is_empty(self._at(kid)):
                kept.append(kid)
        element["K"] = kept
        return bool(kept) or element["S"] in _CELLS

    def leave_out_divisions_of_one(self, element: Element) -> None:
        """Put in the place of every division that divides nothing the one element that it holds."""
        for place, kid in enumerate(self.kids(element)):
            while kid["S"] == "/Div" and [one["S"] in _BLOCKS for one in self.kids(kid)] == [True]:
                [kid] = self.kids(kid)
                kid["P"] = element.reference
                element["K"][place] = kid.reference
            self.leave_out_divisions_of_one(kid)

    def index_headings(self, elements: list[Element]) -> None:
        """The tree of names by which cells find their headings (ISO 32000-1, table 322, IDTree)."""
        named = {element["ID"].data: element for element in elements if "ID" in element}
        if named:
            names = pydyf.Array(part for key in sorted(named) for part in (named[key]["ID"], named[key].reference))
            self.root["IDTree"] = pydyf.Dictionary({"Names": names})

    def clear_what_is_left_over(self, elements: list[Element]) -> None:
        """Empty the elements that are in the tree no longer."""
        held = {id(element) for element in elements}
        for leftover in self.pdf.objects:
            if isinstance(leftover, dict) and leftover.get("Type") == "/StructElem" and id(leftover) not in held:
                leftover.clear()

    def give_each_field_its_object(self) -> None:
        """Let a field's element hold its object itself, not a list of one: only there pyHanko takes it for a field."""
        for field in [element for element in self.below(self.document) if element["S"] == "/Form"]:
            [field["K"]] = field["K"]

    def _is_of_data(self, element: Element) -> bool:
        return element["S"] == "/Table" and any(below["S"] == "/TH" for below in self.below(element))

    def _width(self, table: Element) -> int:
        """How many columns a table of data has, by its title."""
        title = next(below for below in self.below(table) if below["S"] == "/TH")
        return int(title["A"].get("ColSpan", 1))

    def _append(self, parent: Element, kid: Element) -> None:
        kid["P"] = parent.reference
        parent["K"].append(kid.reference)

    def _join_bodies(self, table: Element) -> None:
        first, *further = [part for part in self.kids(table) if part["S"] == "/TBody"] or [None]
        for body in further:
            for row in self.kids(body):
                self._append(first, row)
            table["K"].remove(body.reference)

    def _give_caption(self, table: Element) -> None:
        """The row that titles a table is its caption."""
        head = next(part for part in self.kids(table) if part["S"] == "/THead")
        title_row, *_ = self.kids(head)
        [title] = self.kids(title_row)
        title["S"] = "/Caption"
        del title["A"], title["ID"]
        head["K"].remove(title_row.reference)
        title["P"] = table.reference
        table["K"].insert(0, title.reference)

    def _leave_no_head_without_body(self, table: Element) -> None:
        """A table in which nothing is reported is its rows of headings alone (ISO 32000-1, table 337)."""
        if any(self.kids(part) for part in self.kids(table) if part["S"] == "/TBody"):
            return
        head = next(part for part in self.kids(table) if part["S"] == "/THead")
        table["K"].remove(head.reference)
        for row in self.kids(head):
            self._append(table, row)

    def _link_headings(self, table: Element) -> None:
        """Name for each cell the headings above it, and say of each heading that it is a column's."""
        headings = defaultdict(list)
        for cell, columns in self._cells(table):
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = "/Column"
                for column in columns:
                    headings[column].append(cell["ID"])
            else:
                named = {heading.data: heading for column in columns for heading in headings[column]}
                cell["A"]["Headers"] = pydyf.Array(named.values())

    def _cells(self, table: Element) -> Iterator[tuple[Element, range]]:
        """The cells of a table with the columns that they stand in."""
        below: dict[int, int] = defaultdict(int)
        for row in (row for part in self.kids(table) for row in self.kids(part) if row["S"] == "/TR"):
            column = 0
            taken = {number for number, rows in below.items() if rows}
            for number in taken:
                below[number] -= 1
            for cell in self.kids(row):
                while column in taken:
                    column += 1
                columns = range(column, column + int(cell["A"].get("ColSpan", 1)))
                below |= dict.fromkeys(columns, int(cell["A"].get("RowSpan", 1)) - 1)
                column = columns.stop
                yield cell, columns


def _hide(content: pydyf.Stream, hidden: Mapping[int, pydyf.Dictionary]) -> None:
    """Mark as artifacts what a page's content marks with one of these numbers."""
    words = content.stream
    for place, (mark, operator) in enumerate(pairwise(words)):
        if operator == b"BDC" and mark["MCID"] in hidden:
            words[place - 1 : place + 1] = ["/Artifact", hidden[mark["MCID"]]]
