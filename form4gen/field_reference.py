"""The field reference: every field with its element, box and type, generated from the declarations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from form4gen.element import Declared, Element, Row, declared, is_footnotable
from form4gen.filing import (
    ROW_CLASSES,
    Address,
    Coding,
    DerivativeHolding,
    DerivativeTransaction,
    Footnote,
    Form4,
    Issuer,
    NonDerivativeHolding,
    NonDerivativeTransaction,
    Ownership,
    Relationship,
    ReportingOwner,
    Signature,
    UnderlyingSecurity,
)
from form4gen.lexical import Amount, Ccc, Cik, CountryCode, Day, Flag, Length, StateCode, ZipCode

PARTS: Final[tuple[type[Element], ...]] = (
    Form4, Issuer, ReportingOwner, Address, Relationship, NonDerivativeTransaction, NonDerivativeHolding,
    DerivativeTransaction, DerivativeHolding, Coding, UnderlyingSecurity, Ownership, Footnote, Signature,
)
HEAD: Final = """# Fields

Generated from `form4gen/filing.py`. A field is written in YAML and in Python by the name in the first column. *Footnotes*
tells where an author may cite footnotes: *yes*; *or instead*: a footnote may also stand in the value's place; *no*.
The short forms are in [yaml.md](yaml.md).
"""
TYPES: Final[dict[Any, str]] = {
    Amount: "number, up to 4 decimals", Day: "date", Flag: "true or false", Ccc: "8 characters", Cik: "1 to 10 digits",
    StateCode: "state code", CountryCode: "country code", ZipCode: "up to 10 digits, letters, blanks, # and -",
}


def field_reference() -> str:
    """The page, as Markdown."""
    return HEAD + "".join(_section(cls) for cls in PARTS)


def find(word: str) -> Iterator[tuple[type[Element], Declared]]:
    """The declarations whose field or element has this name."""
    for cls in PARTS:
        for one in declared(cls):
            if word.lower() in (name.lower() for name in (one.name, *one.steps)):
                yield cls, one


def described(cls: type[Element], one: Declared) -> list[str]:
    """A field's cells: name, element, box, type, footnotes, required, meaning."""
    held, footnotes = one.types[0], "no"
    if one.kind == "element" and is_footnotable(held):
        value, *citations = (part for part in declared(held) if not part.where.until)
        footnotes = "no" if not citations else "yes" if value.required else "or instead"
        held = value.types[0]
    elif one.kind == "citations":
        footnotes = "yes"
    since = f" Since {one.where.since}." if one.where.since else ""
    return [f"`{one.name}`", f"`{one.where.path}`", _box(cls, one), _type(held, one), footnotes, _required(one),
            one.where.help + since]


def _section(cls: type[Element]) -> str:
    head = ["Field", "Element", "Box", "Type", "Footnotes", "Required", "Meaning"]
    rows = [head, ["---"] * len(head), *(described(cls, one) for one in declared(cls))]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    tag = f" (`{cls.tag}`)" if cls.tag else ""
    return f"\n## {cls.__name__}{tag}\n\n{cls.__doc__}\n\n{table}\n"


def _required(one: Declared) -> str:
    if one.where.occurs and one.kind == "elements":
        return "{} to {}".format(*one.where.occurs)
    if one.where.amendment_only:
        return "in a 4/A"
    return "yes" if one.required or one.where.mandatory else "no"


def _box(cls: type[Element], one: Declared) -> str:
    if one.where.column is None:
        return one.where.box
    if issubclass(cls, Row):
        return cls.boxes[one.where.column]
    boxes = [row.boxes[(held.where.column or 0) + one.where.column] for row, held in _holders(cls)]
    return ", ".join(dict.fromkeys(boxes))


def _holders(cls: type[Element]) -> Iterator[tuple[type[Row], Declared]]:
    """The rows that hold a part, and the field that holds it."""
    for rows in ROW_CLASSES.values():
        for row in rows.values():
            yield from ((row, one) for one in declared(row) if one.types[0] is cls)


def _type(held: Any, one: Declared) -> str:
    if one.kind == "elements":
        return "list of " + " or ".join(f"[{cls.__name__}](#{_anchor(cls)})" for cls in one.types)
    if one.kind == "citations":
        return "list of footnotes"
    if isinstance(held, type) and issubclass(held, Element):
        return f"[{held.__name__}](#{_anchor(held)})"
    if held in TYPES:
        return TYPES[held]
    if get_origin(held) is Literal:
        return ", ".join(repr(choice) for choice in get_args(held))
    return _text(get_args(held)[1:] if get_origin(held) is Annotated else ())


def _anchor(cls: type[Element]) -> str:
    return f"{cls.__name__} {cls.tag}".strip().lower().replace(" ", "-")


def _text(marks: tuple[Any, ...]) -> str:
    length = next((mark for mark in marks if isinstance(mark, Length)), Length(None))
    if length.longest is None:
        return "F1 to F99" if marks and not isinstance(marks[0], Length) else "text"
    return f"{length.shortest} to {length.longest} characters"
