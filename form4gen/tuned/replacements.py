"""Which functions of WeasyPrint's, and of pydyf's and cssselect2's below it, have others of ours put in their places."""

from __future__ import annotations

import sys
from typing import Any, Final, NamedTuple

import pydyf

from form4gen.quick_import import weasyprint
from form4gen.tuned import borders, elements, flow, glyphs, lengths, numbers, styles, text

_boxes: Final = weasyprint.formatting_structure.boxes
_css: Final = weasyprint.css
_layout: Final = weasyprint.layout
_line_break: Final = weasyprint.text.line_break

_FUNCTIONS: Final = (
    (pydyf._to_bytes, numbers.to_bytes),
    (_css.computed_values.parse_color, styles.parse_color),
    (_layout.percent.resolve_percentages, lengths.resolve_percentages),
    (_layout.background.layout_box_backgrounds, lengths.layout_box_backgrounds),
    (_layout.float.avoid_collisions, flow.avoid_collisions),
    (_line_break.strut, text.strut),
    (weasyprint.draw.text.draw_first_line, glyphs.draw_first_line),
    (weasyprint.draw.border.draw_border, borders.draw_border),
)
_ATTRIBUTES: Final = (
    (pydyf.Dictionary, "data", property(numbers.dictionary)),
    (pydyf.Array, "data", property(numbers.array)),
    (_css.tinycss2, "parse_blocks_contents", styles.parse_blocks_contents),
    (_css.ComputedStyle, "__init__", styles.make_computed),
    (_css.ComputedStyle, "__missing__", styles.compute),
    (_css.AnonymousStyle, "__init__", styles.make_anonymous),
    (_boxes.Box, "is_in_normal_flow", flow.is_in_normal_flow),
    (_boxes.Box, "descendants", flow.descendants),
    (_line_break.Layout, "setup", text.setup),
    (_line_break.Layout, "deactivate", text.deactivate),
    (_line_break.Layout, "reactivate", text.reactivate),
    *((elements.WRAPPER, name, made) for name, made in elements.kept().items()),
)


class Place(NamedTuple):
    """Where a function is known by name: a module, or a class."""

    holder: Any
    name: str
    theirs: Any
    ours: Any


def replacements() -> tuple[Place, ...]:
    """The functions in each module that has imported them, and what is asked of its class or module each time."""
    ours: dict[int, tuple[Any, Any]] = {id(theirs): (theirs, function) for theirs, function in _FUNCTIONS}
    modules = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in ("weasyprint", "pydyf")]
    named = [Place(module, name, *ours[id(known)]) for module in modules for name, known in list(vars(module).items())
             if id(known) in ours]
    return (*named, *(Place(holder, name, vars(holder)[name], method) for holder, name, method in _ATTRIBUTES))
