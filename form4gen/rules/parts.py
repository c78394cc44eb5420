"""What a filing gives, wherever it stands: for rules that hold of every value, and for the limits that are declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from form4gen.element import Declared, Element, declared
from form4gen.filing import Form4, Place


def given(element: Element, place: Place = ()) -> Iterator[tuple[Place, Declared, Any]]:
    """Every value and part that an element gives, to any depth, with its place and declaration, in EDGAR's order."""
    for one in declared(type(element)):
        value, here = getattr(element, one.name), (*place, one.name)
        if value is None:
            continue
        yield here, one, value
        if one.kind == "element":
            yield from given(value, here)
        elif one.kind == "elements":
            for number, part in enumerate(value):
                yield from given(part, (*here, number))


def citations(form4: Form4) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """The ids of the footnotes that each value cites, with their place."""
    for place, one, value in given(form4):
        if one.kind == "citations":
            yield place, value


def limits(name: str) -> tuple[int, int]:
    """The least and most of a part that a filing repeats, such as its reporting owners."""
    least_and_most = next(one.where.occurs for one in declared(Form4) if one.name == name)
    assert least_and_most is not None, f"{name} is declared without limits"
    return least_and_most


def footnote_texts(form4: Form4) -> dict[str, str]:
    """The footnotes' texts by id."""
    return {footnote.id: footnote.text for footnote in form4.footnotes}


def explanations(form4: Form4, part: Element) -> list[str]:
    """The texts of the footnotes that a row, or any other part of a filing, cites anywhere; each once, in order."""
    texts = footnote_texts(form4)
    cited = (footnote for _, one, value in given(part) if one.kind == "citations" for footnote in value)
    return [texts[footnote] for footnote in dict.fromkeys(cited) if footnote in texts]
