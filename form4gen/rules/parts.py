"""What a filing gives, wherever it stands: for rules that hold of every value, and for the limits that are declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar

from form4gen.element import Declared, Element, Kind, declared, is_footnotable
from form4gen.filing import AnyRow, Form4, Place, Transaction

T = TypeVar("T")
Given = tuple[Place, Declared, Any]
"""A value or part that a filing gives: its place, its declaration, and itself."""


def kept(find: Callable[[Form4], T]) -> Callable[[Form4], T]:
    """A function that keeps what it finds in a filing, while one rule after another asks for it."""
    last: tuple[Form4, T] | None = None

    def found(form4: Form4) -> T:
        nonlocal last
        known = last
        # The very filing, not an equal one: to compare all that two filings say takes longer than to walk one.
        if known is None or known[0] is not form4:
            last = known = form4, find(form4)
        return known[1]

    return found


class _Parts(NamedTuple):
    """What a filing gives, and some of it by its kind."""

    given: list[Given]
    texts: list[tuple[Place, Declared, str]]
    citations: list[tuple[Place, tuple[str, ...]]]
    of_some_versions: list[Given]


def given(form4: Form4) -> list[Given]:
    """Every value and part that a filing gives, to any depth, with its place and declaration, in EDGAR's order."""
    return _parts(form4).given


def texts(form4: Form4) -> list[tuple[Place, Declared, str]]:
    """The values that are text."""
    return _parts(form4).texts


def citations(form4: Form4) -> list[tuple[Place, tuple[str, ...]]]:
    """The ids of the footnotes that each value cites, with their place, where it cites any."""
    return _parts(form4).citations


def of_some_versions(form4: Form4) -> list[Given]:
    """The values that not every schema version has, where they say more than "no" or "none"."""
    return _parts(form4).of_some_versions


@kept
def _parts(form4: Form4) -> _Parts:
    found = _Parts([], [], [], [])
    _gather(form4, (), found)
    return found


def _gather(element: Element, place: Place, found: _Parts) -> None:
    every, texts, citations, of_some_versions = found
    for one, name, kind, is_of_some_versions in _fields(type(element)):
        value = getattr(element, name)
        if value is None:
            continue
        here = (*place, name)
        every.append((here, one, value))
        if is_of_some_versions and value:
            of_some_versions.append((here, one, value))
        if kind == "element":
            _gather(value, here, found)
        elif kind == "elements":
            for number, part in enumerate(value):
                _gather(part, (*here, number), found)
        elif isinstance(value, str):
            texts.append((here, one, value))
        elif value and kind == "citations":
            citations.append((here, value))


@cache
def _fields(cls: type[Element]) -> tuple[tuple[Declared, str, Kind, bool], ...]:
    return tuple((one, one.name, one.kind, bool(one.where.since or one.where.until)) for one in declared(cls))


@kept
def rows(form4: Form4) -> list[tuple[Place, AnyRow]]:
    """Every row of both tables with its place, in the author's order."""
    return form4.rows()


@kept
def transactions(form4: Form4) -> list[tuple[Place, Transaction]]:
    """Every row of both tables that reports a transaction, with its place."""
    return form4.transactions()


@cache
def limits(name: str) -> tuple[int, int]:
    """The least and most of a part that a filing repeats, such as its reporting owners."""
    least_and_most = next(one.where.occurs for one in declared(Form4) if one.name == name)
    assert least_and_most is not None, f"{name} is declared without limits"
    return least_and_most


@kept
def footnote_texts(form4: Form4) -> Mapping[str, str]:
    """The footnotes' texts by id."""
    return {footnote.id: footnote.text for footnote in form4.footnotes}


def explanations(form4: Form4, part: Element) -> list[str]:
    """The texts of the footnotes that a row, or any other part of a filing, cites anywhere; each once, in order."""
    written = footnote_texts(form4)
    return [written[footnote] for footnote in dict.fromkeys(_cited(part)) if footnote in written] if written else []


def _cited(part: Element) -> list[str]:
    found: list[str] = []
    for name, kind in _may_cite(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        if kind == "citations":
            found += value
        elif kind == "value":
            found += value.footnotes
        elif kind == "element":
            found += _cited(value)
        else:
            for one in value:
                found += _cited(one)
    return found


@cache
def _may_cite(cls: type[Element]) -> tuple[tuple[str, Kind | Literal["value"]], ...]:
    """The fields of a class that are citations, values with footnotes, or parts in which there may be some."""
    return tuple((one.name, "value" if is_footnotable(one.types[0]) else one.kind) for one in declared(cls)
                 if one.kind in ("citations", "element", "elements"))
