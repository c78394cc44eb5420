"""The form fields of a copy to sign: signature fields and text fields, empty, where the template has placed them.

The template has an ``input`` for each, of type checkbox: the one for which WeasyPrint embeds no whole font. WeasyPrint
gives the rectangle, the tooltip and the place in the structure tree; here the fields become what they are meant to be.

Source: ISO 32000-1, 12.7 (interactive forms), 12.7.3.2 (names: ``signature.1`` is the kid ``1`` of ``signature``) and
12.5.6.19 (widgets); ISO 19005-3, 6.4 (forms); ISO 14289-1, 7.18 (annotations).
"""

from __future__ import annotations

from typing import Any, Final

import pydyf

from form4gen.form_font import FAMILY, form_font
from form4gen.quick_import import weasyprint

SIGNATURE: Final = "signature"
_FONT_NAME: Final = "Sans"
_SIZE: Final = 9
"""Points of what is typed into a field."""
_REGULAR: Final = 400
_SIGNATURES_EXIST: Final = 1
"""That the form has signature fields (table 219); that it is signed already, who signs says."""


def make_fields(pdf: pydyf.PDF, fonts: dict[str, Any]) -> None:
    """Make of every check box of a PDF, before it is written, an empty signature or text field, by its name."""
    if "AcroForm" not in pdf.catalog:
        return
    parents: dict[str, Any] = {}
    for widget in [_at(pdf, reference) for reference in pdf.catalog["AcroForm"]["Fields"]]:
        kind, _, number = widget["T"].string.partition(".")
        if kind not in parents:
            parents[kind] = pydyf.Dictionary({"T": pydyf.String(kind), "Kids": pydyf.Array()})
            pdf.add_object(parents[kind])
        _make_field(pdf, widget, is_signature=kind == SIGNATURE)
        widget |= {"T": pydyf.String(number), "Parent": parents[kind].reference}
        parents[kind]["Kids"].append(widget.reference)
    form = pydyf.Dictionary({
        "Fields": pydyf.Array(parent.reference for parent in parents.values()),
        "SigFlags": _SIGNATURES_EXIST,
        "DA": _appearance(),
        "DR": pydyf.Dictionary({"Font": pydyf.Dictionary({_FONT_NAME: form_font(pdf, _program(fonts))})}),
    })
    pdf.add_object(form)
    pdf.catalog["AcroForm"] = form.reference


def _make_field(pdf: pydyf.PDF, widget: Any, *, is_signature: bool) -> None:
    """Make a field of a check box, whose appearance when it is checked becomes the empty field's."""
    left, top, right, bottom = widget["Rect"]
    looks = widget["AP"]["N"]["on"]
    _at(pdf, looks).stream = [] if is_signature else [b"/Tx BMC", b"EMC"]
    _at(pdf, looks).extra["Resources"] = pydyf.Dictionary()
    for key in ("AS", "V", "MK", "Border"):
        del widget[key]
    widget |= {"FT": "/Sig" if is_signature else "/Tx", "Rect": pydyf.Array((left, bottom, right, top)),
               "AP": pydyf.Dictionary({"N": looks})}
    if not is_signature:
        widget["DA"] = _appearance()


def _appearance() -> pydyf.String:
    return pydyf.String(f"/{_FONT_NAME} {_SIZE} Tf 0 g")


def _program(fonts: dict[str, Any]) -> bytes | None:
    """The whole TrueType font that the page's upright letters are cut from, the sans serif one if it is there."""
    upright = [font for font in fonts.values() if not font.style and font.weight == _REGULAR and font.type == "ttf"]
    upright.sort(key=lambda font: font.family != FAMILY)
    program: bytes | None = weasyprint.text.fonts.get_hb_object_data(upright[0].hb_face) if upright else None
    return program


def _at(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
