"""The JSON Schema of a filing as an author writes it, for editors: generated from the declarations and the short forms.

An editor sees typed YAML (26990 is a number to it), so numbers and digits are allowed as text and as numbers.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args, get_origin

from form4gen.element import Declared, Element, Row, declared, is_footnotable
from form4gen.filing import Coding, Footnote, Form4, Ownership, Relationship, SentCode
from form4gen.lexical import CCC_LENGTH, DAY_FORM, MOST_DECIMALS, Amount, Ccc, Day, Flag, Length, Pattern, PlaceList
from form4gen.places import COUNTRIES, STATES

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
NAMES: Final = {"type": "array", "items": {"type": "string"}, "description": "The names of the footnotes cited."}
AMOUNT: Final = rf"([0-9]+(\.[0-9]{{0,{MOST_DECIMALS}}}0*)?|\.[0-9]{{1,{MOST_DECIMALS}}}0*)"
CITED: Final = r"( *\[[^\[\]]+\])*"
"""What may stand behind a number, date or code: footnotes' names in brackets."""

Schema = dict[str, Any]


def json_schema() -> Schema:
    """The schema of one filing in YAML or JSON."""
    definitions: dict[str, Schema] = {}
    top = _object(Form4, definitions)
    top["required"].remove("period_of_report")
    top["properties"]["footnotes"] = {
        "type": "object",
        "additionalProperties": _leaf(declared(Footnote)[1].types[0]),
        "description": "Explanation of Responses: name -> text; form4gen numbers them. Element: footnotes/footnote.",
    }
    return {"$schema": DIALECT, "title": "SEC Form 4", **top, "$defs": definitions}


def _object(cls: type[Element], definitions: dict[str, Schema]) -> Schema:
    fields = [one for one in declared(cls) if not one.where.by_edgar]
    properties = {one.name: _described(one, cls, _field(one, definitions)) for one in fields}
    required = [one.name for one in fields if one.required or (one.where.occurs or (0, 0))[0] > 0]
    if issubclass(cls, Row):
        properties["kind"] = {"const": cls.model_fields["kind"].default, "description": "Said by the row's other keys."}
    schema = {"type": "object", "description": (cls.__doc__ or "").partition("\n")[0], "properties": properties,
              "required": required, "additionalProperties": False}
    return _with_short_forms(cls, schema)


def _with_short_forms(cls: type[Element], schema: Schema) -> Schema:
    """The schema with the keys and values that ``complete`` expands."""
    properties = schema["properties"]
    if cls is Relationship:
        properties["officer"] = {**properties["officer_title"], "description": "An officer, and the title."}
        properties["other"] = {**properties["other_text"], "description": "Another reporting person, and why."}
    elif cls is Ownership:
        properties["indirect"] = {**properties["nature"], "description": "Indirect ownership, and its nature."}
        schema["required"] = []
        return {"anyOf": [{"type": "string", "pattern": f"^(direct|indirect|D|I){CITED}$"}, schema]}
    elif cls is Coding:
        schema["required"] = ["code"]
    elif "coding" in properties:
        properties["code"] = {"type": "string", "pattern": f"^({'|'.join(get_args(SentCode))})(/K)?{CITED}$",
                              "description": "The transaction code, for a coding with the usual values; S/K for a swap."}
    return schema


def _described(one: Declared, cls: type[Element], schema: Schema) -> Schema:
    box = one.where.box or (cls.boxes[one.where.column] if issubclass(cls, Row) and one.where.column is not None else "")
    parts = [one.where.help, f"Box {box}." if box else "", f"Element: {one.where.path}."]
    return {**schema, "description": " ".join(filter(None, parts))}


def _field(one: Declared, definitions: dict[str, Schema]) -> Schema:
    if one.kind == "citations":
        return dict(NAMES)
    if one.kind == "elements":
        parts = [_reference(cls, definitions) for cls in one.types]
        return {"type": "array", "items": parts[0] if len(parts) == 1 else {"anyOf": parts}}
    if one.kind == "element" and is_footnotable(one.types[0]):
        return _footnotable(one.types[0])
    return _reference(one.types[0], definitions) if one.kind == "element" else _leaf(one.types[0])


def _reference(cls: type[Element], definitions: dict[str, Schema]) -> Schema:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _footnotable(cls: type[Element]) -> Schema:
    """A bare value, a list of footnotes where they may stand alone, or both in the long form."""
    value, *citations = (one for one in declared(cls) if not one.where.until)
    parts = {"value": _leaf(value.types[0])} | ({"footnotes": dict(NAMES)} if citations else {})
    long = {"type": "object", "properties": parts, "additionalProperties": False,
            "required": ["value"] if value.required else []}
    bare = _leaf(value.types[0], CITED if citations else "")
    return {"anyOf": [bare, long] if value.required else [bare, dict(NAMES), long]}


def _leaf(held: Any, behind: str = "") -> Schema:
    """A value's schema; ``behind`` is what may follow it in the short form."""
    if held is Amount:
        return {"type": ["string", "number"], "pattern": f"^({AMOUNT}{behind}|{behind})$", "minimum": 0}
    if held is Day:
        return {"type": "string", "pattern": f"^({DAY_FORM}{behind}|{behind})$"}
    if held is Flag:
        return {"enum": [True, False, "true", "false", 1, 0, "1", "0"]}
    if held == Ccc:
        return {"type": "string", "minLength": CCC_LENGTH, "maxLength": CCC_LENGTH}
    if get_origin(held) is Literal:
        return _choice(get_args(held), behind)
    return _text(get_args(held)[1:] if get_origin(held) is Annotated else ())


def _choice(choices: tuple[str, ...], behind: str) -> Schema:
    if behind:
        return {"type": "string", "pattern": f"^({'|'.join(choices)}){behind}$"}
    return {"enum": [*choices, *(int(choice) for choice in choices if choice.isdigit())]}


def _text(marks: tuple[Any, ...]) -> Schema:
    schema: Schema = {"type": "string"}
    for mark in marks:
        if isinstance(mark, Length):
            schema |= {"minLength": mark.shortest} if mark.shortest else {}
            schema |= {"maxLength": mark.longest} if mark.longest else {}
        elif isinstance(mark, Pattern):
            schema |= {"type": ["string", "integer"] if mark.integer else "string", "pattern": f"^({mark.regex})$"}
        elif isinstance(mark, PlaceList):
            schema |= {"examples": list(STATES if mark.name == "states" else COUNTRIES)[:3]}
    return schema
