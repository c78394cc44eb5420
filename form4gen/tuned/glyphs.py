"""The glyphs of a line of text, each written once for its font, size and width, and then found as it is written."""

from __future__ import annotations

from struct import Struct
from typing import Any, Final

from form4gen.quick_import import weasyprint

_drawn: Final = weasyprint.draw.text.draw_first_line
_ffi: Final = weasyprint.text.ffi.ffi
_pango: Final = weasyprint.text.ffi.pango
_PIXEL: Final = weasyprint.text.ffi.FROM_UNITS
_GLYPH: Final = Struct("=Iiii4x")
"""A glyph's number, width and two offsets, as Pango has them one after another (``PangoGlyphInfo``)."""
_SAYS_SIZES: Final = _pango.pango_version() >= 14802 and _GLYPH.size == _ffi.sizeof("PangoGlyphInfo")
"""Whether Pango tells the size of a font, as versions before 1.48.2 do not rightly, and has its glyphs in that form."""


def draw_first_line(stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """Show the line of a text box, and give the pictures in it, of which some fonts are.

    What is more than the glyphs of one font in a row is left to WeasyPrint, before anything of it is shown.
    """
    if text_overflow == "clip" and block_ellipsis == "none" and box.text.strip() and box.style["font_size"] >= 1:
        line = _line(stream, box.pango_layout)
        if line is not None:
            font, size, operands = line
            stream.set_text_matrix(*matrix.values)
            stream.set_font_size(font.hash, size)
            stream.show_text(operands)
            return []
    return list(_drawn(stream, box, text_overflow, block_ellipsis, matrix))


def _line(stream: Any, layout: Any) -> tuple[Any, float, str] | None:
    """The font of a line, its size, and the operands by which it is shown."""
    _pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    if not _SAYS_SIZES or line.runs == _ffi.NULL or line.runs.next != _ffi.NULL:
        return None
    run = line.runs.data
    font, size = stream.add_font(run.item.analysis.font)
    if font.png or font.svg or font.colr or font.bitmap:
        return None
    written = font.__dict__.setdefault("written", {}).setdefault(size, {})
    found: list[str] = []
    for glyph in _GLYPH.iter_unpack(_ffi.buffer(run.glyphs.glyphs, run.glyphs.num_glyphs * _GLYPH.size)):
        operand = written.get(glyph)
        if operand is None:
            operand = written[glyph] = _written(glyph, len(found), run, layout, font, size, stream)
        found.append(operand)
    operands = "<" + "".join(found)
    return None if "" in found else (font, size, operands[:-1] if operands[-1] == "<" else operands + ">")


def _written(glyph: Any, index: int, run: Any, layout: Any, font: Any, size: float, stream: Any) -> str:
    """A glyph in hexadecimal, and how far the next is from where its width has it; nothing for one that is not in a row."""
    number, width, *offsets = glyph
    if number >= _pango.PANGO_GLYPH_EMPTY or any(offsets):
        return ""
    if number not in font.to_unicode:
        font.to_unicode[number] = _text(index, run, layout)
    if number not in font.widths:
        _pango.pango_font_get_glyph_extents(run.item.analysis.font, number, stream.ink_rect, stream.logical_rect)
        font.widths[number] = round(stream.logical_rect.width * 1000 * _PIXEL / size)
    nearer = font.widths[number] - width * 1000 * _PIXEL / size
    return f"{number:04x}>{int(nearer)}<" if nearer else f"{number:04x}"


def _text(index: int, run: Any, layout: Any) -> str:
    """What a glyph stands for, by where the next one in the text begins."""
    clusters, last = run.glyphs.log_clusters, run.glyphs.num_glyphs - 1
    is_from_right = run.item.analysis.level % 2
    is_end = index == (0 if is_from_right else last)
    end = run.item.length if is_end else clusters[index + (-1 if is_from_right else 1)]
    part = layout.text.encode()[run.item.offset + clusters[index] : run.item.offset + end]
    return str(part.decode())
