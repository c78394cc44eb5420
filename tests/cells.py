"""A printed form as its PDF draws it: every run of words with its place, every ruled box, every cell of Tables I and II.

All is read from the PDF alone: the words from the content of the pages by the fonts' own tables of characters and widths,
the boxes from the borders that are drawn, which words belong to which cell from the tags.

Source: ISO 32000-1, 8.3 (coordinates), 8.5.2 (paths), 9.4 (text), 9.7.4.3 (widths), 9.10.3 (characters), 14.7 (structure).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

import pikepdf

HAIR = 0.3
"""Points by which two boxes may touch."""
OPERATORS = "q Q cm re f* BDC BMC EMC BT ET Tm Tf TJ"
Matrix = tuple[float, float, float, float, float, float]


class Box(NamedTuple):
    """A rectangle, in points from the paper's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        return (self.left - HAIR <= other.left and other.right <= self.right + HAIR
                and self.top - HAIR <= other.top and other.bottom <= self.bottom + HAIR)

    def holds_the_middle_of(self, other: Box) -> bool:
        return (self.left < (other.left + other.right) / 2 < self.right
                and self.top < (other.top + other.bottom) / 2 < self.bottom)

    def covers(self, other: Box) -> bool:
        """Whether the two share more than a hair's width, and half the height of the lower."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > HAIR and down > min(self.bottom - self.top, other.bottom - other.top) / 2


class Run(NamedTuple):
    """Words drawn in one go; ``mark`` is the number by which the tags know them, None for what is no content."""

    text: str
    box: Box
    mark: int | None


class Ruled(NamedTuple):
    """A box that is drawn: its borders' outer edge, and what they leave inside."""

    outer: Box
    inner: Box


class Sheet(NamedTuple):
    """What is drawn on a page, in the order of drawing."""

    runs: list[Run]
    boxes: list[Ruled]

    def within(self, box: Box) -> str:
        """The words whose middle stands in a box."""
        return packed("".join(run.text for run in self.runs if box.holds_the_middle_of(run.box)))

    def rows(self, columns: int) -> list[list[Ruled]]:
        """The boxes that stand side by side, so many in a row, from the top."""
        rows = defaultdict(list)
        for box in self.boxes:
            rows[round(box.outer.top, 1), round(box.outer.bottom, 1)].append(box)
        sorted_rows = [sorted(rows[edges], key=lambda box: box.outer.left) for edges in sorted(rows)]
        return [row for row in sorted_rows if len(row) == columns
                and all(abs(one.outer.right - other.outer.left) < HAIR for one, other in pairwise(row))]


class Cell(NamedTuple):
    """A cell of a table: its words by the tags, those that stand in its ruled box, and whether they keep inside it."""

    tagged: str
    inside: str
    keeps_inside: bool
    page: int


class Paragraph(NamedTuple):
    """Words that the tags call by a name, with the pages they stand on."""

    tag: str
    text: str
    pages: tuple[int, ...]


class Table(NamedTuple):
    """A table of data: its title and the cells of its rows."""

    title: Paragraph
    rows: list[list[Cell]]


class Drawn(NamedTuple):
    """A PDF of the form."""

    sheets: list[Sheet]
    tables: list[Table]
    paragraphs: list[Paragraph]

    def labelled(self, label: str) -> list[str]:
        """All that stands in each ruled box that holds a label, from the first page on."""
        return [sheet.within(box.inner) for sheet, box in self.boxes(label)]

    def boxes(self, label: str) -> list[tuple[Sheet, Ruled]]:
        """The smallest ruled box about each place of a label."""
        return [(sheet, min((box for box in sheet.boxes if box.inner.holds(run.box)), key=lambda box: _area(box.inner)))
                for sheet in self.sheets for run in sheet.runs if run.text.startswith(label)]


def packed(words: str) -> str:
    """Without blanks, which a line's end may put anywhere, and without marks that cannot be seen."""
    return re.sub(r"[\s\u200b\u2060]", "", words)


def drawn(pdf: bytes) -> Drawn:
    with pikepdf.open(BytesIO(pdf)) as document:
        sheets = [_Pen().draw(page) for page in document.pages]
        tree = _Tree(document, sheets)
        return Drawn(sheets, tree.tables(), list(tree.paragraphs(tree.document)))


def overlaps(sheet: Sheet) -> list[tuple[str, str]]:
    """The words that cover one another."""
    runs = sorted((run for run in sheet.runs if run.text.strip()), key=lambda run: run.box.top)
    found = []
    for number, run in enumerate(runs):
        for other in runs[number + 1:]:
            if other.box.top >= run.box.bottom:
                break
            if run.box.covers(other.box):
                found.append((run.text, other.text))
    return found


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


class _Font:
    """What the codes of a font say, and how wide they are, in thousandths of its size."""

    def __init__(self, font: Any) -> None:
        descendant = font.DescendantFonts[0]
        described = descendant.FontDescriptor
        self.ascent, self.descent = float(described.Ascent), float(described.Descent)
        table = font.ToUnicode.read_bytes()
        assert b"beginbfrange" not in table
        _, codes = table.split(b"beginbfchar", 1)
        self.said = {int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be")
                     for code, said in re.findall(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", codes)}
        self.widths: dict[int, float] = {}
        parts = iter(descendant.W)
        for first in parts:
            self.widths |= enumerate(map(float, next(parts)), start=int(first))


class _Pen:
    """Follows the content of a page."""

    def draw(self, page: pikepdf.Page) -> Sheet:
        self.fonts = {name: _Font(font) for name, font in page.Resources.Font.items()}
        self.height = float(page.mediabox[3])
        self.at: Matrix = (1, 0, 0, 1, 0, 0)
        self.kept: list[Matrix] = []
        self.marks: list[int | None] = []
        self.paths: list[Box] = []
        self.runs: list[Run] = []
        self.boxes: dict[Ruled, None] = {}
        for step in pikepdf.parse_content_stream(page, OPERATORS):
            getattr(self, _METHODS[str(step.operator)])(*step.operands)
        return Sheet(self.runs, list(self.boxes))

    def keep(self) -> None:
        self.kept.append(self.at)

    def take_back(self) -> None:
        self.at = self.kept.pop()

    def transform(self, *matrix: Any) -> None:
        self.at = _times(tuple(map(float, matrix)), self.at)

    def mark(self, _: Any, properties: Any = None) -> None:
        is_content = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
        self.marks.append(int(properties.MCID) if is_content else None)

    def end_mark(self) -> None:
        self.marks.pop()

    def add_rectangle(self, x: Any, y: Any, width: Any, height: Any) -> None:
        x, y = float(x), float(y)
        self.paths.append(self._box(self.at, x, y, x + float(width), y + float(height)))

    def fill(self) -> None:
        """A border is what lies between two rectangles."""
        if len(self.paths) == 2:
            self.boxes[Ruled(self.paths[1], self.paths[0])] = None
        self.paths = []

    def begin_text(self) -> None:
        self.line = self.at

    def put(self, *matrix: Any) -> None:
        self.line = _times(tuple(map(float, matrix)), self.at)

    def choose_font(self, name: Any, size: Any) -> None:
        self.font, self.size = self.fonts[str(name)], float(size)

    def show(self, pieces: Any) -> None:
        text, width, font = [], 0.0, self.font
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                codes = bytes(piece)
                for high, low in zip(codes[::2], codes[1::2], strict=True):
                    text.append(font.said.get(high << 8 | low, "\ufffd"))
                    width += font.widths[high << 8 | low]
            else:
                width -= float(piece)
        scale = self.size / 1000
        box = self._box(self.line, 0, font.descent * scale, width * scale, font.ascent * scale)
        self.runs.append(Run("".join(text), box, next((mark for mark in self.marks[::-1] if mark is not None), None)))

    def _box(self, matrix: Matrix, *corners: float) -> Box:
        one, other = (_point(corner, matrix) for corner in (corners[:2], corners[2:]))
        (left, right), (low, high) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return Box(left, self.height - high, right, self.height - low)


_METHODS = {"q": "keep", "Q": "take_back", "cm": "transform", "BDC": "mark", "BMC": "mark", "EMC": "end_mark",
            "re": "add_rectangle", "f*": "fill", "BT": "begin_text", "ET": "begin_text", "Tm": "put", "Tf": "choose_font",
            "TJ": "show"}


def _times(one: Any, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _point(corner: tuple[float, ...], matrix: Matrix) -> tuple[float, float]:
    (x, y), (a, b, c, d, e, f) = corner, matrix
    return a * x + c * y + e, b * x + d * y + f


class _Tree:
    """The tags of a form, with the runs that they hold."""

    def __init__(self, pdf: pikepdf.Pdf, sheets: list[Sheet]) -> None:
        self.document = pdf.Root.StructTreeRoot.K[0]
        self.sheets = sheets
        self.pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.runs: list[dict[int | None, list[Run]]] = [defaultdict(list) for _ in sheets]
        for number, sheet in enumerate(sheets):
            for run in sheet.runs:
                self.runs[number][run.mark].append(run)

    def tables(self) -> list[Table]:
        return [Table(self._paragraph(_kids(kid)[0]), list(self._rows(kid)))
                for kid in _kids(self.document) if kid.S == "/Table"]

    def _rows(self, table: Any) -> Iterator[list[Cell]]:
        """The cells of each row, in the ruled boxes of the row that is as far from the first."""
        rows = [[kid for kid in _kids(row) if kid.S == "/TD"]
                for part in _kids(table) if part.S == "/TBody" for row in _kids(part)]
        if not rows:
            return
        ruled = [(page, row) for page, sheet in enumerate(self.sheets) for row in sheet.rows(len(rows[0]))]
        for cells, (page, boxes) in zip(rows, ruled, strict=True):
            yield [self._cell(cell, page, box) for cell, box in zip(cells, boxes, strict=True)]

    def _cell(self, cell: Any, page: int, box: Ruled) -> Cell:
        runs = list(self._held(cell))
        keeps_inside = all(number == page and box.inner.holds(run.box) for number, run in runs)
        return Cell(packed("".join(run.text for _, run in runs)), self.sheets[page].within(box.outer), keeps_inside, page)

    def _held(self, element: Any) -> Iterator[tuple[int, Run]]:
        """The runs in an element, each with its page, in the order of the tags."""
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self._held(kid)
            elif not isinstance(kid, pikepdf.Dictionary):
                page = self.pages[element.Pg.objgen]
                yield from ((page, run) for run in self.runs[page][int(kid)])

    def paragraphs(self, element: Any) -> Iterator[Paragraph]:
        """The words outside tables."""
        for kid in _kids(element):
            if kid.S in ("/P", "/H1", "/H2"):
                yield self._paragraph(kid)
            elif kid.S != "/Table":
                yield from self.paragraphs(kid)

    def _paragraph(self, element: Any) -> Paragraph:
        runs = list(self._held(element))
        return Paragraph(str(element.S)[1:], packed("".join(run.text for _, run in runs)),
                         tuple(sorted({page for page, _ in runs})))


def _kids(element: Any) -> list[Any]:
    return [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
