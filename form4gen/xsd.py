"""The XSDs of Form 4 and Form 4/A under the schema version in force, generated from the declarations.

What the SEC's own XSD leaves to EDGAR (footnotes that exist and are cited, owners' flags, ...) is left to the rules too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from lxml import etree

from form4gen.element import Declared, Element, ReportedOrFootnoted, declared
from form4gen.filing import Form4, FormType, Timeliness
from form4gen.lexical import (
    CCC_LENGTH,
    FOOTNOTE_ID_FORM,
    LARGEST_AMOUNT,
    Amount,
    Ccc,
    Day,
    Flag,
    Length,
    Pattern,
    PlaceList,
)
from form4gen.places import COUNTRIES, OBSOLETE_COUNTRIES, STATES

XS: Final = "http://www.w3.org/2001/XMLSchema"
PLACES: Final = {"states": tuple(STATES), "countries": (*COUNTRIES, *OBSOLETE_COUNTRIES)}
BLANKS: Final = ("", " ", "  ")
TIMELINESS: Final = (("whiteSpace", "collapse"), ("pattern", "[E|L]{0,1}"))
"""The SEC's own pattern, whose slip lets a "|" pass; the shape of a filing does not."""

Step = tuple[tuple[str, ...], Declared]
"""What is left of a field's path, and the field."""


def to_xsd(form: FormType) -> bytes:
    """The XSD for one of the two document types."""
    schema = etree.Element(_xs("schema"), nsmap={"xs": XS}, elementFormDefault="qualified")
    schema.append(etree.Comment(f" Form {form}: generated from form4gen's declarations (form4gen/filing.py). "))
    root = _add(schema, "element", name=Form4.tag)
    _fill_type(_add(root, "complexType"), Form4, form)
    return etree.tostring(schema, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _xs(name: str) -> str:
    return f"{{{XS}}}{name}"


def _add(parent: etree._Element, kind: str, least: int = 1, most: int = 1, **attributes: str) -> etree._Element:
    occurs = {} if least == 1 else {"minOccurs": str(least)}
    occurs |= {} if most == 1 else {"maxOccurs": str(most)}
    child: etree._Element = etree.SubElement(parent, _xs(kind), attributes | occurs)
    return child


def _fill_type(complex_type: etree._Element, cls: type[Element], form: FormType) -> None:
    fields = tuple(one for one in declared(cls) if not one.where.until)
    attributes = [one for one in fields if one.kind == "attribute"]
    if attributes:
        complex_type.set("mixed", "true")
        _add_id(complex_type, "ID")
    elif issubclass(cls, ReportedOrFootnoted):
        _fill_value_or_footnote(complex_type, fields)
    else:
        steps = [(one.steps, one) for one in fields if form == "4/A" or not one.where.amendment_only]
        _fill_sequence(_add(complex_type, "sequence"), steps, cls, form)


def _fill_value_or_footnote(complex_type: etree._Element, fields: tuple[Declared, ...]) -> None:
    """A value and up to 98 footnotes, or up to 99 footnotes."""
    value, citations = fields
    sequence = _add(complex_type, "sequence")
    choice = _add(sequence, "choice")
    _add_leaf(choice, value, 1)
    _add_citation(choice, citations, 1, 1)
    _add_citation(sequence, citations, 0, 98)


def _fill_sequence(sequence: etree._Element, steps: list[Step], cls: type[Element], form: FormType) -> None:
    """The fields in order; those that share a container stand in it, those of which one is given in a choice."""
    for name, group in groupby(steps, key=lambda step: step[0][0]):
        below = [(path[1:], one) for path, one in group if len(path) > 1]
        own = [one for path, one in steps if path == (name,)]
        if below and below[0][0] == ("*",):
            _add_table(sequence, name, below[0][1], form)
        elif below:
            least = int(any(one.required or _is_one_of(one, cls) for _, one in below))
            container = _add(_add(sequence, "element", least, name=name), "complexType")
            _fill_sequence(_add(container, "sequence"), below, cls, form)
        for one in own:
            _add_field(_choice(sequence, one, cls), one, cls, form)


def _is_one_of(one: Declared, cls: type[Element]) -> bool:
    return any(one.name in group for group in cls.exactly_one_of)


def _choice(sequence: etree._Element, one: Declared, cls: type[Element]) -> etree._Element:
    """Where to put a field: the sequence, or the choice it belongs to, made by its first member."""
    for least, groups in ((1, cls.exactly_one_of), (0, cls.at_most_one_of)):
        for group in groups:
            if one.name == group[0]:
                return _add(sequence, "choice", least)
            if one.name in group:
                return sequence[-1]
    return sequence


def _add_table(sequence: etree._Element, name: str, one: Declared, form: FormType) -> None:
    assert one.where.occurs is not None, f"{one.name} does not say how many rows it has"
    table = _add(_add(sequence, "element", 0, name=name), "complexType")
    rows = _add(table, "choice", *one.where.occurs)
    for cls in one.types:
        _fill_type(_add(_add(rows, "element", name=cls.tag), "complexType"), cls, form)


def _add_field(parent: etree._Element, one: Declared, cls: type[Element], form: FormType) -> None:
    required = one.required or one.where.mandatory or one.where.amendment_only or _is_one_of(one, cls)
    if one.name == "form":
        _add_choices(_add(parent, "element", name=one.steps[-1]), [form])
    elif one.kind == "citations":
        _add_citation(parent, one, *(one.where.occurs or (0, 99)))
    elif one.kind == "leaf":
        _add_leaf(parent, one, int(required))
    else:
        least, most = one.where.occurs or (int(required), 1)
        element = _add(parent, "element", least, most, name=one.steps[-1])
        _fill_type(_add(element, "complexType"), one.types[0], form)


def _add_citation(parent: etree._Element, one: Declared, least: int, most: int) -> None:
    _add_id(_add(_add(parent, "element", least, most, name=one.where.path), "complexType"), "IDREF")


def _add_id(complex_type: etree._Element, kind: str) -> None:
    attribute = _add(complex_type, "attribute", name="id", use="required")
    restriction = _add(_add(attribute, "simpleType"), "restriction", base=f"xs:{kind}")
    _add(restriction, "pattern", value=FOOTNOTE_ID_FORM)


def _add_leaf(parent: etree._Element, one: Declared, least: int) -> None:
    held = one.types[0]
    plain = {Day: "xs:date", Flag: "xs:boolean"}.get(held)
    if plain:
        _add(parent, "element", least, name=one.steps[-1], type=plain)
        return
    element = _add(parent, "element", least, name=one.steps[-1])
    if held == Timeliness:
        _add_facets(element, "xs:string", list(TIMELINESS))
    elif get_origin(held) is Literal:
        _add_choices(element, get_args(held))
    elif held is Amount:
        _add_facets(element, "xs:decimal", [("minInclusive", 0), ("maxInclusive", LARGEST_AMOUNT),
                                            ("totalDigits", 16), ("fractionDigits", 4)])
    else:
        _add_facets(element, "xs:string", list(_facets(held)))


def _facets(held: Any) -> Iterator[tuple[str, object]]:
    """What restricts a type of text."""
    if held == Ccc:
        yield "length", CCC_LENGTH
        return
    marks = get_args(held)[1:] if get_origin(held) is Annotated else ()
    places = next((mark.name for mark in marks if isinstance(mark, PlaceList)), None)
    if places:
        yield from (("enumeration", code) for code in (*BLANKS, *PLACES[places]))
        return
    for mark in marks:
        if isinstance(mark, Length):
            yield from (("minLength", mark.shortest), ("maxLength", mark.longest))
        elif isinstance(mark, Pattern):
            yield "pattern", mark.regex


def _add_choices(element: etree._Element, choices: Any) -> None:
    _add_facets(element, "xs:string", [("enumeration", choice) for choice in choices])


def _add_facets(element: etree._Element, base: str, facets: list[tuple[str, object]]) -> None:
    restriction = _add(_add(element, "simpleType"), "restriction", base=base)
    for name, value in facets:
        if value is not None:
            _add(restriction, name, value=str(value))
