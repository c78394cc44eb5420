"""Computed styles that hold from the start what they would be asked for one by one: initial values and inherited ones.

WeasyPrint computes a property of a style when it is first asked for, and asks each style for a hundred of them. Most are
neither declared for it nor to be computed: those are put in at once, as one dictionary into another.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from form4gen.quick_import import weasyprint

_css: Final = weasyprint.css
_properties: Final = _css.properties
_their_make_computed: Final = _css.ComputedStyle.__init__
_their_make_anonymous: Final = _css.AnonymousStyle.__init__
_their_compute: Final = _css.ComputedStyle.__missing__
_their_parse: Final = _css.tinycss2.parse_blocks_contents
_their_parse_color: Final = _css.computed_values.parse_color

_SIDES: Final = ("top", "right", "bottom", "left")
_PLACED: Final = {"float": "none", "position": "static"}
"""Where a box stands that is told nothing of it; WeasyPrint also keeps what is specified."""
_NOT_PLAIN_DECLARED: Final = frozenset((*_PLACED, "display", "page"))
"""Properties whose computed value hangs on more than the declared one; so do ``text_decoration_*``."""
_NOT_PLAIN: Final = frozenset((*_properties.INITIAL_NOT_COMPUTED, *_NOT_PLAIN_DECLARED))
"""Properties whose computed value may be another than the initial or the inherited one."""
_INHERITED: Final = frozenset(_properties.INHERITED - _NOT_PLAIN)
_INITIAL: Final = {key: value for key, value in _properties.INITIAL_VALUES.items()
                   if key not in _INHERITED and key not in _NOT_PLAIN and not key.startswith("text_decoration_")}
_LOGICAL: Final = frozenset(function(block="ttb", inline=direction) for direction in ("ltr", "rtl")
                            for function in _css.computed_values.PHYSICAL_FUNCTIONS.values())
"""Properties that stand for others, by the direction of the text."""


def parse_blocks_contents(css: Any, *how: Any, **more: Any) -> list[Any]:
    """What a style attribute declares: the same objects for the same text, so that elements may share a style."""
    if type(css) is str and not how and not more:
        return list(_parsed(css))
    found: list[Any] = _their_parse(css, *how, **more)
    return found


@lru_cache(maxsize=200)
def _parsed(css: str) -> list[Any]:
    found: list[Any] = _their_parse(css)
    return found


def parse_color(css: Any, color_schemes: Any = None) -> Any:
    """The colour of a word or a token; the same object for the same one."""
    try:
        return _parsed_color(css, color_schemes)
    except TypeError:
        return _their_parse_color(css, color_schemes)


@lru_cache(maxsize=100)
def _parsed_color(css: Any, color_schemes: Any) -> Any:
    return _their_parse_color(css, color_schemes)


def make_computed(style: Any, parent_style: Any, cascaded: dict[str, Any], pseudo_type: str | None, *more: Any) -> None:
    """``ComputedStyle.__init__``. A pseudo-element is left alone: of some, what was asked for is all that counts."""
    _their_make_computed(style, parent_style, cascaded, pseudo_type, *more)
    if parent_style is None or pseudo_type is not None or not _LOGICAL.isdisjoint(cascaded):
        return
    style.is_plain = True
    style.update(_INITIAL)
    style.update(_handed_on(parent_style))
    style.update((f"border_{side}_width", 0) for side in _SIDES if f"border_{side}_style" not in cascaded)
    if _PLACED.keys().isdisjoint(cascaded):
        style.update(_PLACED)
        style.specified.update(_PLACED)
    for key in cascaded:
        style.pop(key, None)


def compute(style: Any, key: str) -> Any:
    """``ComputedStyle.__missing__``: the computed value of a property, which the style keeps."""
    declared = style.cascaded.get(key)
    if (declared is None or key in _NOT_PLAIN_DECLARED or key.startswith(("__", "text_decoration_"))
            or "is_plain" not in style.__dict__):
        return _their_compute(style, key)
    value = declared[0]
    if value in ("inherit", "initial") or isinstance(value, _css.Pending) or _css.functions.check_math(value):
        return _their_compute(style, key)
    computer = _css.COMPUTER_FUNCTIONS.get(key)
    if computer is not None:
        value = computer(style, key, value)
    style[key] = value
    return value


def make_anonymous(style: Any, parent_style: Any) -> None:
    """``AnonymousStyle.__init__``."""
    _their_make_anonymous(style, parent_style)
    style.update(_INITIAL)
    style.update(_PLACED)
    style.update(_handed_on(parent_style))


def _handed_on(style: Any) -> dict[str, Any]:
    """What the children of a style inherit, but for values that each has to compute."""
    kept: dict[str, Any] | None = style.__dict__.get("handed_on")
    if kept is None:
        kept = style.handed_on = {} if _waits_for_the_page(style) else _inherited(style)
    return kept


def _inherited(style: Any) -> dict[str, Any]:
    if style.parent_style is None or not hasattr(style, "cascaded"):
        return _plain(style, _INHERITED)
    own = _INHERITED.intersection(style.cascaded)
    from_parent = _handed_on(style.parent_style)
    if not own:
        return from_parent
    return {key: value for key, value in from_parent.items() if key not in own} | _plain(style, own)


def _plain(style: Any, keys: frozenset[str]) -> dict[str, Any]:
    return {key: style[key] for key in keys if not _css.functions.check_math(style[key])}


def _waits_for_the_page(style: Any) -> bool:
    """Whether what a style hands on may depend on the size of the page, which is known only once there is one."""
    kept: bool | None = style.__dict__.get("waits")
    if kept is None:
        cascaded = getattr(style, "cascaded", {})
        kept = style.waits = (
            (style.parent_style is not None and _waits_for_the_page(style.parent_style))
            or any(_may_depend_on_the_page(cascaded[key][0]) for key in _INHERITED.intersection(cascaded)))
    return kept


def _may_depend_on_the_page(value: Any) -> bool:
    """Whether a declared value is a length of the viewport, or one that is still to be reckoned."""
    if isinstance(value, (tuple, list)) and not hasattr(value, "unit"):
        return any(map(_may_depend_on_the_page, value))
    return (isinstance(value, _css.Pending) or getattr(value, "type", None) == "function"
            or "v" in (getattr(value, "unit", None) or ""))
