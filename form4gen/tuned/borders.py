"""The border of a box whose sides differ in colour, drawn with each of its numbers written once.

WeasyPrint draws such a border side by side, each clipped to its part of the ring between two rectangles: with sixty-four
numbers, of which twelve differ.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from form4gen.quick_import import weasyprint
from form4gen.tuned.numbers import to_bytes

_their_draw_border: Final = weasyprint.draw.border.draw_border
_get_color: Final = weasyprint.draw.color.get_color
_SIDES: Final = ("bottom", "left", "right", "top")
"""In the order in which they are drawn."""
_BEGIN: Final = b"/Artifact\nBMC\nq\n"
_CLIP: Final = b"%b %b m\n%b %b l\n%b %b l\n%b %b l\nW*\nn"
_RING: Final = b"%b %b %b %b re\n%b %b %b %b re\nf*\nQ\nEMC"


class _Lines(NamedTuple):
    """What a style says of lines. ``are_all``: no images, no rules between columns, nothing hidden.

    ``colors``: those of the sides, if they are solid lines in several opaque colours; ``operators``: what sets them.
    """

    are_all: bool
    colors: tuple[Any, ...] = ()
    operators: tuple[bytes, ...] = ()


def draw_border(stream: Any, box: Any) -> None:
    """Draw the border of a box, and the rules between its columns."""
    lines: _Lines | None = box.style.__dict__.get("lines")
    if lines is None:
        lines = box.style.lines = _lines(box.style)
    if lines.are_all and not (
            box.border_top_width or box.border_right_width or box.border_bottom_width or box.border_left_width):
        return
    if lines.colors and stream._tags is not None and not _is_rounded(box):
        _draw(stream, box, lines)
    else:
        _their_draw_border(stream, box)


def _lines(style: Any) -> _Lines:
    if not (style["visibility"] == "visible" and style["border_image_source"][0] == "none"
            and style["column_width"] == style["column_count"] == "auto"):
        return _Lines(are_all=False)
    widths = [style[f"border_{side}_width"] for side in _SIDES]
    if not any(widths) or any(width and style[f"border_{side}_style"] != "solid"
                              for side, width in zip(_SIDES, widths, strict=True)):
        return _Lines(are_all=True)
    colors = tuple(_get_color(style, f"border_{side}_color") for side in _SIDES)
    if {(color.space, color.alpha) for color in colors} != {("srgb", 1)} or len(set(colors)) == 1:
        return _Lines(are_all=True)
    return _Lines(True, colors, tuple(map(_operators, colors)))


def _operators(color: Any) -> bytes:
    """What WeasyPrint writes to set a colour where none is set."""
    return b"/a%b gs\n%b %b %b rg\n" % (str(color.alpha).encode(), *map(to_bytes, color.to("srgb").coordinates))


def _is_rounded(box: Any) -> bool:
    return any(corner != (0, 0) for corner in (box.border_top_left_radius, box.border_top_right_radius,
                                               box.border_bottom_right_radius, box.border_bottom_left_radius))


def _draw(stream: Any, box: Any, lines: _Lines) -> None:
    """Draw the sides one by one; the first sets its colour unless it is set."""
    clips, ring = _paths(box)
    (first, clip), *rest = clips
    stream.stream.append(_BEGIN + clip)
    stream.set_color(lines.colors[first])
    parts = [ring]
    for side, clip in rest:
        parts += (_BEGIN + clip, lines.operators[side] + ring)
    stream.stream.append(b"\n".join(parts))
    stream._current_color = stream._current_color_stroke = None
    stream._current_alpha = stream._current_alpha_stroke = None
    stream._current_font = None


def _paths(box: Any) -> tuple[list[tuple[int, bytes]], bytes]:
    """What clips each side that there is, and the ring between the border's two rectangles."""
    top, right, bottom, left = (box.border_top_width, box.border_right_width, box.border_bottom_width,
                                box.border_left_width)
    x, y, width, height = box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
    x1, y1, x2, y2, x3, y3, x4, y4 = map(to_bytes, (
        x, y, x + left, y + top, x + width - right, y + height - bottom, x + width, y + height))
    corners = ((bottom, (x4, y4, x1, y4, x2, y3, x3, y3)), (left, (x1, y4, x1, y1, x2, y2, x2, y3)),
               (right, (x4, y4, x4, y1, x3, y2, x3, y3)), (top, (x4, y1, x1, y1, x2, y2, x3, y2)))
    ring = _RING % (x2, y2, to_bytes(width - left - right), to_bytes(height - top - bottom),
                    x1, y1, to_bytes(width), to_bytes(height))
    return [(side, _CLIP % points) for side, (line, points) in enumerate(corners) if line], ring
