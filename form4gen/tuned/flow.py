"""Boxes in the flow of a page, one after another, and where they stand when none floats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from form4gen.quick_import import weasyprint

_boxes: Final = weasyprint.formatting_structure.boxes
_their_avoid_collisions: Final = weasyprint.layout.float.avoid_collisions
_their_is_in_normal_flow: Final = _boxes.Box.is_in_normal_flow


def descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """``Box.descendants``: a box and those in it, each before those in it."""
    waiting = [box]
    while waiting:
        found = waiting.pop()
        if not isinstance(found, _boxes.Box):
            if not placeholders:
                yield found
                continue
            found = found._box
        yield found
        waiting += found.children[::-1]


def is_in_normal_flow(box: Any) -> bool:
    """``Box.is_in_normal_flow``."""
    style = box.style
    if style["float"] == "none" and style["position"] in ("static", "relative"):
        return True
    return bool(_their_is_in_normal_flow(box))


def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> tuple[float, float, float]:
    """Where a box stands, and what width it has, beside those that float."""
    if (context.excluded_shapes or outer or type(box) is not _boxes.LineBox or box.style["float"] != "none"
            or containing_block.style["direction"] != "ltr"):
        place: tuple[float, float, float] = _their_avoid_collisions(context, box, containing_block, outer)
        return place
    left = containing_block.content_box_x()
    right = left + containing_block.width - box.margin_right
    left += box.margin_left
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left
