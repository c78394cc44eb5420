"""Lines of text, set in what Pango needs to know of their style, which is made ready once for each style."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from form4gen.quick_import import weasyprint

_text: Final = weasyprint.text
_ffi: Final = _text.ffi.ffi
_pango: Final = _text.ffi.pango
_Layout: Final = _text.line_break.Layout
_their_setup: Final = _Layout.setup
_their_reactivate: Final = _Layout.reactivate
_their_strut: Final = _text.line_break.strut
_MEASURED: Final = ("ascent", "underline_position", "strikethrough_position", "underline_thickness",
                    "strikethrough_thickness")


class _Type(NamedTuple):
    """What lines of a style are set in. ``measures``: those of the lines under, in and over a text, where it has some."""

    context: Any
    description: Any
    language: Any
    measures: dict[str, Any]


def setup(layout: Any, style: Any) -> None:
    """``Layout.setup``: make a layout ready for text."""
    kept = style.__dict__.get("type", _Type)
    if kept is _Type:
        kept = style.type = _type(style)
    if kept is None:
        _their_setup(layout, style)
        return
    layout.style, layout.first_line_direction, layout.language = style, 0, kept.language
    layout.__dict__.update(kept.measures)
    layout.layout = _ffi.gc(_pango.pango_layout_new(kept.context), _text.ffi.gobject.g_object_unref)
    _pango.pango_layout_set_auto_dir(layout.layout, False)
    _pango.pango_layout_set_font_description(layout.layout, kept.description)


def _type(style: Any) -> _Type | None:
    """None for what asks more of Pango than a font: features of it, or a language other than the text's."""
    ready = _Layout.__new__(_Layout)
    _their_setup(ready, style)
    if style["font_language_override"] != "normal" or _pango.pango_layout_get_attributes(ready.layout) != _ffi.NULL:
        return None
    context = _ffi.gc(_pango.pango_font_map_create_context(style.font_config.font_map), _text.ffi.gobject.g_object_unref)
    _pango.pango_context_set_round_glyph_positions(context, False)
    _pango.pango_context_set_base_dir(context, _text.constants.PANGO_DIRECTION[style["direction"]])
    if style["lang"]:
        _pango.pango_context_set_language(context, ready.language)
    measures = {name: ready.__dict__[name] for name in _MEASURED if name in ready.__dict__}
    return _Type(context, _text.fonts.get_font_description(style), ready.language, measures)


def deactivate(layout: Any) -> None:
    """``Layout.deactivate``: a layout stays as it is until it is drawn, and goes with its box, not before."""


def reactivate_anew(layout: Any, style: Any) -> None:
    """Make a layout as it is for WeasyPrint when it is drawn: for a text that is cut, which may break its line again."""
    _their_reactivate(layout, style)


def reactivate(layout: Any, style: Any) -> None:
    """``Layout.reactivate``: its text is one line now, however wide."""
    if layout.__dict__.get("style") is not style or layout.justification_spacing:
        _their_reactivate(layout, style)
    else:
        _pango.pango_layout_set_width(layout.layout, -1)


def strut(style: Any) -> tuple[float, float]:
    """The height of a line of a style, and its baseline."""
    kept: tuple[float, float] | None = style.__dict__.get("strut")
    if kept is None:
        kept = style.strut = _their_strut(style)
    return kept
