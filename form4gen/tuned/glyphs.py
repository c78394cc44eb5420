"""The glyphs of a line of text, each written once for its font, size and width, and then found as it is written."""

from __future__ import annotations

from struct import Struct
from typing import Any, Final, NamedTuple

from form4gen.quick_import import weasyprint
from form4gen.tuned.text import reactivate_anew

_their_draw_first_line: Final = weasyprint.draw.text.draw_first_line
_ffi: Final = weasyprint.text.ffi.ffi
_pango: Final = weasyprint.text.ffi.pango
_PIXEL: Final = weasyprint.text.ffi.FROM_UNITS
_GLYPH: Final = Struct("=Iiii4x")
"""A glyph's number, width and two offsets, as Pango has them one after another (``PangoGlyphInfo``)."""
_SAYS_SIZES: Final = _pango.pango_version() >= 14802 and _GLYPH.size == _ffi.sizeof("PangoGlyphInfo")
"""Whether Pango tells the size of a font, as versions before 1.48.2 do not rightly, and has its glyphs in that form."""


class _Line(NamedTuple):
    """Glyphs of one font in a row, as Pango has set them."""

    stream: Any
    layout: Any
    run: Any
    font: Any
    size: float


def draw_first_line(stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """Show the line of a text box, and give the pictures in it, of which some fonts are.

    What is more than the glyphs of one font in a row is left to WeasyPrint, before anything is made of it.
    """
    if text_overflow != "clip" or block_ellipsis != "none":
        reactivate_anew(box.pango_layout, box.style)
    elif box.text.strip() and box.style["font_size"] >= 1:
        line = _line(stream, box.pango_layout)
        if line is not None:
            font, size, operands = line
            stream.set_text_matrix(*matrix.values)
            stream.set_font_size(font.hash, size)
            stream.show_text(operands)
            return []
    return list(_their_draw_first_line(stream, box, text_overflow, block_ellipsis, matrix))


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
    glyphs = list(_GLYPH.iter_unpack(_ffi.buffer(run.glyphs.glyphs, run.glyphs.num_glyphs * _GLYPH.size)))
    new = set(glyphs).difference(written)
    if any(number >= _pango.PANGO_GLYPH_EMPTY or any(offsets) for number, _, *offsets in new):
        return None
    if new:
        in_a_row = _Line(stream, layout, run, font, size)
        for index, glyph in enumerate(glyphs):
            if glyph not in written:
                written[glyph] = _written(in_a_row, index, glyph)
    operands = "<" + "".join([written[glyph] for glyph in glyphs])
    return font, size, operands[:-1] if operands[-1] == "<" else operands + ">"


def _written(line: _Line, index: int, glyph: tuple[int, ...]) -> str:
    """A glyph in hexadecimal, and how far the next one is from where the width of this one has it."""
    number, width = glyph[:2]
    font, measured = line.font, line.stream.logical_rect
    if number not in font.to_unicode:
        font.to_unicode[number] = _text(index, line.run, line.layout)
    if number not in font.widths:
        _pango.pango_font_get_glyph_extents(line.run.item.analysis.font, number, line.stream.ink_rect, measured)
        font.widths[number] = round(measured.width * 1000 * _PIXEL / line.size)
    nearer = font.widths[number] - width * 1000 * _PIXEL / line.size
    return f"{number:04x}>{int(nearer)}<" if nearer else f"{number:04x}"


def _text(index: int, run: Any, layout: Any) -> str:
    """What a glyph stands for, by where the next one in the text begins."""
    clusters, last = run.glyphs.log_clusters, run.glyphs.num_glyphs - 1
    is_from_right = run.item.analysis.level % 2
    is_end = index == (0 if is_from_right else last)
    end = run.item.length if is_end else clusters[index + (-1 if is_from_right else 1)]
    part = layout.text.encode()[run.item.offset + clusters[index] : run.item.offset + end]
    return str(part.decode())
