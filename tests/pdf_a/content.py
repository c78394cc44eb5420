"""What the pages paint, and under which marks: every operator of every content stream.

What is shown must be marked: as an artifact, or with a number by which the structure finds it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

import pikepdf

from tests.pdf_a.clauses import A3, MORE, PDF, UA

Id: TypeAlias = tuple[int, int]
"""An object's number and generation."""
ARTIFACT: Final = -1
UNNAMED: Final = -2
"""Marks of artifacts: a header, footer or watermark, which may have words; and another, which has none that an eye sees."""

_PATHS: Final = frozenset(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"])
_PATH_STEPS: Final = frozenset(["m", "l", "c", "v", "y", "h", "re", "n", "W", "W*"])
"""What neither paints nor marks, and makes up half of a form's operators."""
_TEXTS: Final = frozenset(["Tj", "TJ", "'", '"'])
_PAINTS: Final = _PATHS | _TEXTS | {"Do", "INLINE IMAGE"}
_NOT_IN_TEXT: Final = frozenset(["q", "Q", "cm", "Do", "m", "re", "BT"]) | _PATHS
_OTHERS: Final = """
    q Q cm w J j M d ri i gs m l c v y h re n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* d0 d1
    CS cs SC SCN sc scn G g RG rg K k BMC BDC EMC MP DP
"""
_OPERATORS: Final = _PAINTS | set(_OTHERS.split())
_DEVICES: Final = ("/DeviceRGB", "/DeviceGray")
_INTENTS: Final = ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")
_HALF_A_BYTE: Final = re.compile(rb"(?<!<)<(?:[0-9A-Fa-f]{2})*[0-9A-Fa-f]>(?!>)")
_INVISIBLE: Final = 3
"""The mode of text that is neither filled nor stroked (ISO 32000-1, table 106)."""
_PAGINATION: Final = ("/Header", "/Footer", "/Watermark")


class Shown(NamedTuple):
    """A font as it is used: the characters' codes, and whether words stand for them that a reader is to take instead."""

    font: Any
    codes: set[int]
    replaced: set[int]


@dataclass
class Scan:
    """What all pages hold: the fonts used, by their object; and each page's marks in their order, by the page's object."""

    fonts: dict[Id, Shown] = field(default_factory=dict)
    marks: dict[Id, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))
    faults: list[str] = field(default_factory=list)


def scanned(document: pikepdf.Pdf) -> Scan:
    """Read every page, and what each paints by name."""
    scan = Scan()
    for number, page in enumerate(document.pages, start=1):
        reader = _Reader(scan, f"page {number}", page.obj.get("/Resources", pikepdf.Dictionary()), page.obj.objgen)
        reader.read(page)
    return scan


def appearance(stream: Any, where: str) -> Scan:
    """The content of an annotation, whose words need no marks: the annotation is in the structure itself."""
    scan = Scan()
    _Reader(scan, where, stream.get("/Resources", pikepdf.Dictionary()), (0, 0), (ARTIFACT,)).read(stream)
    return scan


class _State(NamedTuple):
    """What of the graphics state bears on words: their font, and whether an eye sees them."""

    font: Any = None
    is_white: bool = False
    mode: int = 0

    @property
    def is_seen(self) -> bool:
        return not self.is_white and self.mode != _INVISIBLE


class _Reader:
    """Reads one content stream from its first operator to its last."""

    def __init__(self, scan: Scan, where: str, resources: Any, page: Id, marks: tuple[int | None, ...] = ()) -> None:
        self.scan, self.where, self.resources, self.page = scan, where, resources, page
        self.outer = marks
        self.marks: list[tuple[int | None, bool, bool]] = [(mark, False, False) for mark in marks]
        self.saved: list[_State] = []
        self.state = _State()
        self.in_text = False
        self.named: set[str] = set()

    def fault(self, clause: str, what: str) -> None:
        self.scan.faults.append(f"{clause}: {self.where}: {what}")

    def read(self, stream: Any) -> None:
        if _HALF_A_BYTE.search(_raw(stream)):
            self.fault(f"{A3}, 6.1.6", "a string has an odd number of hexadecimal digits")
        for instruction in pikepdf.parse_content_stream(stream):
            operator = str(instruction.operator)
            if operator not in _PATH_STEPS or self.in_text:
                self.step(operator, instruction.operands)
        if self.saved or self.in_text or len(self.marks) != len(self.outer):
            self.fault(f"{PDF}, 7.8.2", "a q has no Q, a BT no ET, or a mark no end")

    def step(self, operator: str, operands: Any) -> None:
        if operator not in _OPERATORS:
            self.fault(f"{A3}, 6.2.2", f"{operator!r} is no operator")
            return
        if self.in_text and operator in _NOT_IN_TEXT:
            self.fault(f"{PDF}, 8.2", f"{operator} stands within a text object")
        if operator in _PAINTS:
            self.painted(operator, operands)
        elif (act := _ACTS.get(operator)) is not None:
            act(self, operands)

    def painted(self, operator: str, operands: Any) -> None:
        if not any(number is not None for number, *_ in self.marks):
            self.fault(f"{UA}, 7.1", f"{operator} paints what is neither in the structure nor an artifact")
        if operator in _TEXTS:
            if not self.in_text:
                self.fault(f"{PDF}, 9.4.3", "text is shown outside of a text object")
            if self.marks and self.marks[-1][0] == UNNAMED and self.state.is_seen:
                self.fault(f"{UA}, 7.8", "words are no content, and no header, footer or watermark either")
            self.show(operands[-1])
        elif operator == "Do":
            self.paint(operands[0])
        elif operator in ("sh", "INLINE IMAGE"):
            self.fault(f"{PDF}, 8", f"a shading or an image within the content {MORE}")

    def show(self, operand: Any) -> None:
        pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
        data = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
        if self.state.font is None:
            self.fault(f"{PDF}, 9.3.1", "text is shown before a font is chosen")
            return
        if len(data) % 2:
            self.fault(f"{PDF}, 9.7.6.2", "half a character's code is shown")
        used = self.scan.fonts.setdefault(self.state.font.objgen, Shown(self.state.font, set(), set()))
        codes = {int.from_bytes(data[at:at + 2], "big") for at in range(0, len(data), 2)}
        used.codes.update(codes)
        if any(replaced for *_, replaced in self.marks):
            used.replaced.update(codes)

    def paint(self, name: Any) -> None:
        painted = self.resource("/XObject", name)
        if painted is None:
            return
        if painted.get("/Subtype") != "/Form":
            self.fault(f"{PDF}, 8.9", f"an image {MORE}")
            return
        if "/Group" in painted:
            self.fault(f"{PDF}, 11.6.6", f"a transparency group {MORE}")
        if len(self.marks) > 50:
            self.fault(f"{PDF}, 8.10", "a form XObject paints itself")
            return
        if "/Resources" not in painted:
            self.fault(f"{A3}, 6.2.2", "a form XObject has no resources of its own")
        numbers = tuple(number for number, *_ in self.marks)
        _Reader(self.scan, f"{self.where}, {name}", painted.get("/Resources", pikepdf.Dictionary()), self.page,
                numbers).read(painted)

    def resource(self, kind: str, name: Any) -> Any:
        found = self.resources.get(kind, {}).get(str(name))
        if found is None:
            self.fault(f"{A3}, 6.2.2", f"the resources have no {kind} named {name}")
        return found

    def push(self, _: Any) -> None:
        self.saved.append(self.state)
        if len(self.saved) > 28:
            self.fault(f"{A3}, 6.1.13", "q is nested more than 28 times")

    def pop(self, _: Any) -> None:
        if self.saved:
            self.state = self.saved.pop()
        else:
            self.fault(f"{PDF}, 8.4.2", "a Q has no q")

    def begin_text(self, _: Any) -> None:
        self.in_text = True

    def end_text(self, _: Any) -> None:
        if not self.in_text:
            self.fault(f"{PDF}, 9.4.1", "an ET has no BT")
        self.in_text = False

    def choose_font(self, operands: Any) -> None:
        self.state = self.state._replace(font=self.resource("/Font", operands[0]))

    def choose_colour(self, operands: Any) -> None:
        self.state = self.state._replace(is_white=all(part == 1 for part in operands))

    def choose_mode(self, operands: Any) -> None:
        self.state = self.state._replace(mode=int(operands[0]))

    def choose_state(self, operands: Any) -> None:
        if (name := str(operands[0])) not in self.named:
            self.named.add(name)
            for clause, what in _of_state(self.resource("/ExtGState", name)):
                self.fault(clause, what)

    def choose_colours(self, operands: Any) -> None:
        if operands[0] not in _DEVICES:
            self.fault(f"{A3}, 6.2.4", f"colours of {operands[0]}, where only those of the device are wanted")

    def choose_inks(self, _: Any) -> None:
        self.fault(f"{A3}, 6.2.4.3", "a colour of CMYK, which the output intent is not for")

    def choose_intent(self, operands: Any) -> None:
        if operands[0] not in _INTENTS:
            self.fault(f"{A3}, 6.2.6", f"{operands[0]} is no rendering intent")

    def begin_mark(self, operands: Any) -> None:
        self._begin(str(operands[0]), pikepdf.Dictionary())

    def begin_mark_with_properties(self, operands: Any) -> None:
        properties = operands[1]
        if isinstance(properties, pikepdf.Name):
            properties = self.resource("/Properties", properties) or pikepdf.Dictionary()
        self._begin(str(operands[0]), properties)

    def _begin(self, tag: str, properties: Any) -> None:
        number: int | None = properties.get("/MCID")
        if tag == "/Artifact":
            number = ARTIFACT if "/Subtype" in properties else UNNAMED
            self._see_artifact(properties)
        elif number is not None:
            self._see_content(int(number))
        if tag == "/OC":
            self.fault(f"{A3}, 6.9", f"optional content {MORE}")
        self.marks.append((number, self.in_text, "/ActualText" in properties))

    def _see_artifact(self, properties: Any) -> None:
        if any(number is not None and number >= 0 for number, *_ in self.marks):
            self.fault(f"{UA}, 7.1", "an artifact stands within what the structure holds")
        kind, subtype = properties.get("/Type"), properties.get("/Subtype")
        if subtype is not None and (kind != "/Pagination" or subtype not in _PAGINATION):
            self.fault(f"{PDF}, 14.8.2.2.2", f"an artifact of the subtype {subtype}, which its type does not have")

    def _see_content(self, number: int) -> None:
        if any(outer is not None for outer, *_ in self.marks):
            self.fault(f"{UA}, 7.1", f"what is marked as {number} stands within other content or an artifact")
        if number in self.scan.marks[self.page]:
            self.fault(f"{PDF}, 14.7.4.2", f"the number {number} marks two parts of the page")
        self.scan.marks[self.page][number] = None

    def end_mark(self, _: Any) -> None:
        if len(self.marks) == len(self.outer):
            self.fault(f"{PDF}, 14.6.1", "an EMC ends no mark")
            return
        _, began_in_text, _ = self.marks.pop()
        if began_in_text != self.in_text:
            self.fault(f"{PDF}, 14.6.1", "a mark begins within a text object and ends outside of it, or the reverse")


_ACTS: Final = {
    "q": _Reader.push, "Q": _Reader.pop, "BT": _Reader.begin_text, "ET": _Reader.end_text, "Tf": _Reader.choose_font,
    "rg": _Reader.choose_colour, "g": _Reader.choose_colour, "Tr": _Reader.choose_mode, "gs": _Reader.choose_state,
    "cs": _Reader.choose_colours, "CS": _Reader.choose_colours,
    "k": _Reader.choose_inks, "K": _Reader.choose_inks, "ri": _Reader.choose_intent,
    "BMC": _Reader.begin_mark, "BDC": _Reader.begin_mark_with_properties, "EMC": _Reader.end_mark,
}


def _of_state(state: Any) -> Iterator[tuple[str, str]]:
    if state is None:
        return
    if "/TR" in state or "/HTP" in state or state.get("/TR2", "/Default") != "/Default":
        yield f"{A3}, 6.2.5", "a graphics state has a transfer function or a halftone's phase"
    if state.get("/BM", "/Normal") not in ("/Normal", "/Compatible") or state.get("/SMask", "/None") != "/None":
        yield f"{PDF}, 11.3.5", f"a blend mode or a soft mask {MORE}"
    if any(float(state.get(key, 1)) != 1 for key in ("/ca", "/CA")):
        yield f"{PDF}, 11.6.4.4", f"paint that is not opaque {MORE}"


def _raw(stream: Any) -> bytes:
    """A page's content, or a form XObject's."""
    if isinstance(stream, pikepdf.Page):
        contents = stream.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
        return b"\n".join(part.read_bytes() for part in parts)
    data: bytes = stream.read_bytes()
    return data
