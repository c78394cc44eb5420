"""The lengths of a box, which are those of the last box with the same in its style; and its corners and backgrounds."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, Final, NamedTuple

from form4gen.quick_import import weasyprint

_boxes: Final = weasyprint.formatting_structure.boxes
_their_resolve_percentages: Final = weasyprint.layout.percent.resolve_percentages
_their_layout_box_backgrounds: Final = weasyprint.layout.background.layout_box_backgrounds

_RESOLVED: Final = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *(f"{bound}{size}" for size in ("width", "height") for bound in ("", "min_", "max_")))
_USED: Final = (*_RESOLVED, *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")))
_computed: Final = itemgetter(*_USED, "box_sizing")
_CORNERS: Final = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_UNDECORATED: Final = {"background": None, **dict.fromkeys(_CORNERS, (0, 0))}
_MOST_KEPT: Final = 400
_kept: Final[dict[Any, dict[str, Any]]] = {}


class _Lengths(NamedTuple):
    """The computed lengths of a style: whether some depend on the containing block, or on the style, as ``calc()`` does."""

    values: tuple[Any, ...]
    have_percentages: bool
    are_reckoned: bool


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box in its containing block, a box or its two sizes."""
    style = box.style
    if (style["border_collapse"] == "collapse" or not isinstance(box, _boxes.Box)
            or isinstance(box, (_boxes.PageBox, _boxes.MarginBox))):
        _their_resolve_percentages(box, containing_block)
        return
    computed = style.__dict__.get("lengths")
    if computed is None:
        computed = style.lengths = _lengths(style)
    if computed.are_reckoned:
        _their_resolve_percentages(box, containing_block)
        return
    key = computed.values
    if computed.have_percentages:
        key += ((containing_block.width, containing_block.height) if isinstance(containing_block, _boxes.Box)
                else tuple(containing_block))
    lengths = _kept.get(key)
    if lengths is None:
        _their_resolve_percentages(box, containing_block)
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = {name: box.__dict__[name] for name in _USED}
    else:
        box.__dict__.update(lengths)


def _lengths(style: Any) -> _Lengths:
    values = _computed(style)
    units = {"px" if length == "auto" else getattr(length, "unit", None) for length in values[:len(_RESOLVED)]}
    return _Lengths(values, "%" in units, not units <= {"px", "%"})


def layout_box_backgrounds(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
    """Lay out the backgrounds and corners of a box and of those in it; most have none."""
    if style is not None or box is page or not isinstance(box, _boxes.Box) or not _is_undecorated(box.style):
        _their_layout_box_backgrounds(page, box, get_image, layout_children, style)
        return
    box.__dict__.update(_UNDECORATED)
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image)


def _is_undecorated(style: Any) -> bool:
    kept: bool | None = style.__dict__.get("is_undecorated")
    if kept is None:
        kept = style.is_undecorated = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and style["visibility"] != "hidden" and not style["box_shadow"]
            and not any(kind == "url" or image for kind, image in style["background_image"])
            and weasyprint.draw.color.get_color(style, "background_color").alpha == 0
            and all((0, "px") in style[corner] for corner in _CORNERS))
    return kept
