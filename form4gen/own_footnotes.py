"""A part of a filing as a filing of its own: it keeps the footnotes that its rows cite, numbered anew from F1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from form4gen.element import Element, declared
from form4gen.filing import TABLES, Footnote, Form4

E = TypeVar("E", bound=Element)


def with_own_footnotes(form4: Form4) -> tuple[Form4, dict[str, str]]:
    """The filing without the footnotes that nothing cites, the others numbered in order of first citation.

    Also each footnote's new number by its old one.
    """
    numbers = {name: f"F{number}" for number, name in enumerate(cited_in(form4), start=1)}
    texts = {footnote.id: footnote.text for footnote in reversed(form4.footnotes)}
    footnotes = tuple(Footnote(id=number, text=texts[name]) for name, number in numbers.items() if name in texts)
    return _renumbered(form4, numbers).model_copy(update={"footnotes": footnotes}), numbers


def cited_in(form4: Form4) -> list[str]:
    """The footnotes that a filing cites, each once, in order of first citation."""
    return list(dict.fromkeys(name for table in TABLES for row in getattr(form4, table) for name in _cited(row)))


def _cited(part: Element) -> Iterator[str]:
    """Every citation in a row or a part of one, in the order of the printed form."""
    for one in sorted(declared(type(part)), key=lambda one: one.where.column or 0):
        value = getattr(part, one.name)
        if one.kind == "citations":
            yield from value
        elif isinstance(value, Element):
            yield from _cited(value)


def _renumbered(part: E, numbers: Mapping[str, str]) -> E:
    """The part with the new numbers in its citations."""
    changed: dict[str, Any] = {}
    for one in declared(type(part)):
        value = getattr(part, one.name)
        if one.kind == "citations":
            changed[one.name] = tuple(numbers[name] for name in value)
        elif one.kind == "elements" and one.name in TABLES:
            changed[one.name] = tuple(_renumbered(row, numbers) for row in value)
        elif one.kind == "element" and value is not None:
            changed[one.name] = _renumbered(value, numbers)
    return part.model_copy(update={name: value for name, value in changed.items() if value != getattr(part, name)})
