"""The fonts that pages are set in: each embedded, each character with a glyph, a width and a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

import pikepdf
from fontTools.ttLib import TTFont, TTLibError

from tests.pdf_a.clauses import A3, PDF, UA
from tests.pdf_a.content import Scan, Shown

_SUBSET: Final = re.compile(r"/[A-Z]{6}\+\S+")
_DESCRIBED: Final = ("/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV")
_TABLES: Final = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
_BLOCK: Final = re.compile(rb"(\d+)\s+begin(bfchar|bfrange|codespacerange)(.*?)end\2", re.DOTALL)
_ITEM: Final = re.compile(rb"<([0-9A-Fa-f]*)>|(\[)|(\])")
_UNSEEN: Final = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f]*")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def faults(scan: Scan) -> Iterator[str]:
    """Faults of every font that shows anything."""
    names = sorted(str(shown.font.get("/BaseFont")) for shown in scan.fonts.values())
    if any(one == other for one, other in pairwise(names)):
        yield f"{PDF}, 9.6.4: two fonts have the same name, prefix and all"
    for shown in scan.fonts.values():
        name = shown.font.get("/BaseFont")
        yield from (fault.replace(": ", f": font {name}: ", 1) for fault in _of_font(shown))


def _of_font(shown: Shown) -> Iterator[str]:
    font = shown.font
    if font.get("/Type") != "/Font" or font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        yield f"{A3}, 6.2.11.3.1: it is no composite font encoded by Identity-H, the only one judged here"
        return
    yield from _of_meanings(shown)
    descendants = font.get("/DescendantFonts", [])
    if len(descendants) != 1 or descendants[0].get("/Subtype") != "/CIDFontType2":
        yield f"{A3}, 6.2.11.2: it has no single descendant font of type 2"
        return
    [descendant] = descendants
    yield from _of_descendant(font, descendant)
    descriptor = descendant.get("/FontDescriptor")
    if descriptor is None or not isinstance(program := descriptor.get("/FontFile2"), pikepdf.Stream):
        yield f"{A3}, 6.2.11.4.1: its program is not embedded"
        return
    yield from _of_program(program, descendant, shown)


def _of_descendant(font: Any, descendant: Any) -> Iterator[str]:
    name = font.get("/BaseFont")
    descriptor = descendant.get("/FontDescriptor", pikepdf.Dictionary())
    if not _SUBSET.fullmatch(str(name)):
        yield f"{PDF}, 9.6.4: its name has no prefix of six letters, though it is a part of a font"
    if not name == descendant.get("/BaseFont") == descriptor.get("/FontName"):
        yield f"{PDF}, 9.7.6.2: its name is not that of its descendant or of its descriptor"
    if lacking := [key for key in _DESCRIBED if key not in descriptor]:
        yield f"{PDF}, 9.8: its descriptor lacks {' and '.join(lacking)}"
    if descendant.get("/CIDToGIDMap") != "/Identity":
        yield f"{A3}, 6.2.11.3.2: it has no CIDToGIDMap, or not Identity"
    system = descendant.get("/CIDSystemInfo", {})
    if not {"/Registry", "/Ordering", "/Supplement"} <= set(system.keys()):
        yield f"{A3}, 6.2.11.3.1: its CIDSystemInfo is not complete"
    if "/CIDSet" in descriptor:
        yield f"{A3}, 6.2.11.4.2: it has a CIDSet, which must list every glyph of the program and is better left out"


def _of_program(stream: Any, descendant: Any, shown: Shown) -> Iterator[str]:
    data = stream.read_bytes()
    if stream.get("/Length1") != len(data):
        yield f"{PDF}, 9.9: the Length1 of its program is not the program's"
    try:
        program = TTFont(BytesIO(data), lazy=True)
        lacking = _TABLES - set(program.keys())
        advances = [] if lacking else list(program["hmtx"].metrics.values())
    except (TTLibError, AssertionError, KeyError, ValueError) as error:
        yield f"{A3}, 6.2.11.2: its program cannot be read: {error}"
        return
    if lacking:
        yield f"{A3}, 6.2.11.2: its program lacks the tables {', '.join(sorted(lacking))}"
        return
    places, units = program["loca"], program["head"].unitsPerEm
    widths, meanings = _widths(descendant), _meanings(shown.font)
    for code in sorted(shown.codes):
        if code == 0:
            yield f"{A3}, 6.2.11.8: it shows .notdef"
        elif code >= len(advances):
            yield f"{A3}, 6.2.11.4.1: its program has no glyph {code}, which is shown"
        else:
            if places[code] == places[code + 1] and not _UNSEEN.fullmatch(meanings.get(code, "x")):
                yield f"{A3}, 6.2.11.4.1: glyph {code} is shown, and its program has nothing to draw there"
            drawn = advances[code][0] * 1000 / units
            if abs(widths.get(code, float(descendant.get("/DW", 1000))) - drawn) > 1:
                yield f"{A3}, 6.2.11.5: glyph {code} is {drawn:.0f} wide in its program, {widths.get(code)} by its W"
    if "OS/2" in program and program["OS/2"].fsType & 0xF == 2:
        yield f"{A3}, 6.2.11.4.1: its licence does not allow it to be embedded"


def _of_meanings(shown: Shown) -> Iterator[str]:
    if not isinstance(shown.font.get("/ToUnicode"), pikepdf.Stream):
        yield f"{A3}, 6.2.11.7.2: nothing says which characters its codes mean"
        return
    data = shown.font.ToUnicode.read_bytes()
    if any(kind != b"codespacerange" and not 1 <= int(count) <= 100 for count, kind, _ in _BLOCK.findall(data)) or \
            not any(kind == b"codespacerange" for _, kind, _ in _BLOCK.findall(data)):
        yield f"{PDF}, 9.10.3: its ToUnicode has a block of more than 100 lines, or no range of codes"
    meanings = _meanings(shown.font)
    for code in sorted(shown.codes):
        meaning = meanings.get(code)
        if not meaning:
            yield f"{A3}, 6.2.11.7.2: nothing says which character its code {code} means"
        elif re.search("[\0\ufeff\ufffe]", meaning):
            yield f"{A3}, 6.2.11.7.2, and {UA}, 7.21.7: its code {code} means U+0000, U+FEFF or U+FFFE"
        elif _PRIVATE.search(meaning) and code not in shown.replaced:
            yield f"{A3}, 6.2.11.7.3: its code {code} means a character of private use, and no words stand for it"


def _meanings(font: Any) -> dict[int, str]:
    """The texts that codes mean, by ISO 32000-1, 9.10.3."""
    stream = font.get("/ToUnicode")
    found: dict[int, str] = {}
    for _, kind, block in _BLOCK.findall(stream.read_bytes() if stream is not None else b""):
        items = [match[1] for match in _ITEM.finditer(block) if match[1] is not None]
        if kind == b"bfchar":
            found |= {int(code, 16): _text(text) for code, text in zip(items[::2], items[1::2], strict=True)}
        elif kind == b"bfrange" and b"[" not in block:
            for first, last, text in zip(items[::3], items[1::3], items[2::3], strict=True):
                start = int(text, 16)
                found |= {code: _text(b"%0*x" % (len(text), start + code - int(first, 16)))
                          for code in range(int(first, 16), int(last, 16) + 1)}
    return found


def _text(digits: bytes) -> str:
    """UTF-16, big end first; what is none is no text."""
    try:
        return bytes.fromhex(digits.decode()).decode("utf-16-be")
    except ValueError:
        return ""


def _widths(descendant: Any) -> dict[int, float]:
    """ISO 32000-1, 9.7.4.3: ``first [width ...]`` or ``first last width``."""
    found: dict[int, float] = {}
    parts = iter(descendant.get("/W", []))
    for first in parts:
        following = next(parts)
        if isinstance(following, pikepdf.Array):
            found |= {int(first) + place: float(width) for place, width in enumerate(following)}
        else:
            found |= dict.fromkeys(range(int(first), int(following) + 1), float(next(parts)))
    return found
