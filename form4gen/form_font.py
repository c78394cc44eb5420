"""A font for what is typed into form fields: embedded, as PDF/A asks, with the letters of Windows code page 1252.

What is typed is not known when the PDF is made, so the font cannot be cut down to the letters in use, as those of the page
are. Source: ISO 32000-1, 9.6.3 (TrueType fonts), 12.7.3.3 (variable text); ISO 19005-3, 6.2.11.4.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any, Final, NamedTuple

import pydyf

FAMILY: Final = "Liberation Sans"
_FIRST: Final = 32
_LETTERS: Final = [bytes([code]).decode("cp1252", errors="replace") for code in range(_FIRST, 256)]
_NONSYMBOLIC: Final = 1 << 5
_OF_NO_USE: Final = ("FFTM", "GDEF", "GPOS", "GSUB", "kern")
_MISSING: Final = "\ufffd"


class _Cut(NamedTuple):
    """A font with the letters of the code page alone; lengths in thousandths of its size."""

    data: bytes
    name: str
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int
    cap_height: int


def form_font(pdf: pydyf.PDF, program: bytes | None) -> bytes:
    """Embed a TrueType font, for form fields, and give a reference to it; without one, it is the viewer's Helvetica."""
    font = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"})
    if program is not None:
        font |= _embedded(pdf, _cut(program))
    pdf.add_object(font)
    reference: bytes = font.reference
    return reference


def _embedded(pdf: pydyf.PDF, cut: _Cut) -> dict[str, object]:
    file = pydyf.Stream([cut.data], {"Length1": len(cut.data)}, compress=True)
    pdf.add_object(file)
    descriptor = pydyf.Dictionary({
        "Type": "/FontDescriptor", "FontName": f"/{cut.name}", "Flags": _NONSYMBOLIC, "FontBBox": pydyf.Array(cut.box),
        "ItalicAngle": 0, "Ascent": cut.ascent, "Descent": cut.descent, "CapHeight": cut.cap_height, "StemV": 80,
        "FontFile2": file.reference,
    })
    pdf.add_object(descriptor)
    return {"Subtype": "/TrueType", "BaseFont": f"/{cut.name}", "FirstChar": _FIRST, "LastChar": 255,
            "Widths": pydyf.Array(cut.widths), "FontDescriptor": descriptor.reference}


@cache
def _cut(program: bytes) -> _Cut:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(program), recalcTimestamp=False)
    options = Options(hinting=False, notdef_outline=True)
    options.drop_tables += _OF_NO_USE
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(_LETTERS).replace(_MISSING, ""))
    subsetter.subset(font)
    made = BytesIO()
    font.save(made)
    return _measured(font, made.getvalue())


def _measured(font: Any, data: bytes) -> _Cut:
    head, hhea, wide, glyphs = font["head"], font["hhea"], font["hmtx"], font.getBestCmap()
    per_em: int = head.unitsPerEm

    def thousandths(units: int) -> int:
        return round(units * 1000 / per_em)

    widths = tuple(thousandths(wide[glyphs.get(ord(letter), ".notdef")][0]) for letter in _LETTERS)
    box = tuple(map(thousandths, (head.xMin, head.yMin, head.xMax, head.yMax)))
    capitals = getattr(font["OS/2"], "sCapHeight", 0) or hhea.ascent
    return _Cut(data, f"FORMAA+{font['name'].getDebugName(6)}", widths, box,
                *map(thousandths, (hhea.ascent, hhea.descent, capitals)))
