"""How a field says where it lives in the XML and on the printed form.

A class of elements is a frozen pydantic model; a field is declared once, with `In`. From these declarations come the XML
reader and writer, the JSON Schema, the XSDs and the field reference. Annotations are values here, as in ``filing``.
"""

import types
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Generic, Literal, NamedTuple, Self, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from form4gen.lexical import FootnoteId

T = TypeVar("T")


class In(NamedTuple):
    """Where a field lives.

    ``path``: the element below its class's own, steps divided by ``/``; ``@id`` is an attribute, ``.`` the element's own
    text, a last step ``*`` stands for rows named by their own tags. ``box``: the box on the printed form. ``column``: in a
    row, the printed column counted from 0 (a part of a row counts from its row's). ``since``: the schema version that
    brought it; ``until``: the last that had it. ``profile``: the only profile that carries it. ``occurs``: the least and
    most of a repeated element. ``mandatory``: the schema in force requires it, though filings under older ones lack it.
    ``amendment_only``: a 4/A has it, and must. ``by_edgar``: EDGAR adds it to what it publishes; an author does not.
    """

    path: str
    help: str = ""
    box: str = ""
    column: int | None = None
    since: str = ""
    until: str = ""
    profile: Literal["", "submission", "disseminated"] = ""
    occurs: tuple[int, int] | None = None
    mandatory: bool = False
    amendment_only: bool = False
    by_edgar: bool = False


class Element(BaseModel):
    """A part of a filing: frozen, in EDGAR's order, with no field it does not declare."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)

    tag: ClassVar[str] = ""
    """The XML element, where the class has one of its own and not its holder's."""
    exactly_one_of: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of fields of which a filing gives exactly one (an ``xs:choice``)."""
    at_most_one_of: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of fields of which a filing gives one or none."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        has_choices = cls.exactly_one_of or cls.at_most_one_of
        assert not has_choices or issubclass(cls, WithChoices), f"{cls.__name__} would not be asked for its choices"


class WithChoices(Element):
    """A part that gives one of several values. What it takes is asked of no other part: there are many in a filing."""

    @model_validator(mode="after")
    def _choices_are_made(self) -> Self:
        for least, groups in ((1, self.exactly_one_of), (0, self.at_most_one_of)):
            for group in groups:
                if not least <= sum(getattr(self, name) is not None for name in group) <= 1:
                    raise PydanticCustomError("form4gen.one_of", "not exactly one", {"fields": group, "least": least})
        return self


class _Footnotable(Element):
    """What the three shapes of a footnoted value share: a bare value may stand for ``{value: ...}``."""

    @model_validator(mode="before")
    @classmethod
    def _bare_value(cls, given: Any) -> Any:
        return given if isinstance(given, (dict, Mapping, BaseModel)) else {"value": given}


CITED: Final = "the footnotes that explain this value"


class Reported(_Footnotable, Generic[T]):
    """A value, and the footnotes that explain it."""

    value: Annotated[T, In("value")]
    footnotes: Annotated[tuple[FootnoteId, ...], In("footnoteId", CITED, occurs=(0, 99))] = ()


class ReportedOrFootnoted(_Footnotable, Generic[T]):
    """A value, or footnotes in its place, or both; never neither."""

    value: Annotated[T | None, In("value")] = None
    footnotes: Annotated[tuple[FootnoteId, ...], In("footnoteId", CITED, occurs=(0, 99))] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and not self.footnotes:
            raise PydanticCustomError("form4gen.value_or_footnote", "neither value nor footnote")
        return self


class ReportedIfAny(_Footnotable, Generic[T]):
    """A value, footnotes, both or neither: EDGAR takes the element empty."""

    value: Annotated[T | None, In("value")] = None
    footnotes: Annotated[tuple[FootnoteId, ...], In("footnoteId", CITED, occurs=(0, 99))] = ()


class Unfootnoted(_Footnotable, Generic[T]):
    """A value that EDGAR lets no footnote explain, though it once did."""

    value: Annotated[T, In("value")]
    footnotes: Annotated[tuple[FootnoteId, ...], In("footnoteId", CITED, occurs=(0, 99), until="X0305")] = ()


class Row(WithChoices):
    """A row of Table I or II."""

    kind: str
    boxes: ClassVar[tuple[str, ...]] = ()
    """The printed form's box for each printed column."""


Kind = Literal["leaf", "element", "elements", "citations", "attribute", "text"]


class Declared(NamedTuple):
    """A declared field, as the reader, the writer and the generators see it.

    ``types``: the classes of elements it holds, or for a leaf its one type as annotated. ``steps``: those of its path.
    """

    name: str
    where: In
    kind: Kind
    types: tuple[Any, ...]
    required: bool
    steps: tuple[str, ...]


@cache
def declared(element: type[Element]) -> tuple[Declared, ...]:
    """The fields of a class of elements, in EDGAR's order."""
    found = []
    for name, field in element.model_fields.items():
        where = next((mark for mark in field.metadata if isinstance(mark, In)), None)
        if where is not None:
            others = tuple(mark for mark in field.metadata if not isinstance(mark, In))
            kind, held = _kind(where, Annotated[(field.annotation, *others)] if others else field.annotation)
            found.append(Declared(name, where, kind, held, field.is_required(), tuple(where.path.split("/"))))
    return tuple(found)


def _kind(where: In, annotation: Any) -> tuple[Kind, tuple[Any, ...]]:
    alternatives = tuple(part for part in _alternatives(annotation) if part is not type(None))
    first = alternatives[0]
    if where.path.startswith("@"):
        return "attribute", alternatives
    if where.path == ".":
        return "text", alternatives
    if get_origin(first) is tuple:
        rows = _alternatives(get_args(first)[0])
        return ("elements" if _is_element(rows[0]) else "citations"), rows
    return ("element" if _is_element(first) else "leaf"), alternatives


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    """The members of a union, of a type with or without ``Annotated`` about it."""
    if get_origin(annotation) is Annotated:
        bare = get_args(annotation)[0]
        return _alternatives(bare) if get_origin(bare) in (Union, types.UnionType) else (annotation,)
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)


def _is_element(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Element)


@cache
def is_footnotable(cls: Any) -> bool:
    """Whether a class is one of the shapes of a footnoted value."""
    return _is_element(cls) and issubclass(cls, _Footnotable)
