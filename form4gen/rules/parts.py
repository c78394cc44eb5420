"""What a filing gives, wherever it stands: for rules that hold of every value, and for the limits that are declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from form4gen.element import Declared, Element, declared
from form4gen.filing import Form4, Place

T = TypeVar("T")
Given = tuple[Place, Declared, Any]
"""A value or part that a filing gives: its place, its declaration, and itself."""


def given(element: Element, place: Place = ()) -> Iterator[Given]:
    """Every value and part that an element gives, to any depth, with its place and declaration, in EDGAR's order."""
    return iter(_given_in_a_filing(element) if isinstance(element, Form4) else _given(element, place))


def kept(find: Callable[[Form4], T]) -> Callable[[Form4], T]:
    """A function that keeps what it finds in a filing, while one rule after another asks for it."""
    @lru_cache(maxsize=1)
    def found(itself: _Itself) -> T:
        return find(itself.form4)

    return lambda form4: found(_Itself(form4))


class _Itself:
    """A filing as a key, equal to none but itself: to compare all that two filings say takes longer than to walk one."""

    __slots__ = ("form4",)

    def __init__(self, form4: Form4) -> None:
        self.form4 = form4

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.form4 is self.form4

    def __hash__(self) -> int:
        return id(self.form4)


@kept
def _given_in_a_filing(form4: Form4) -> list[Given]:
    return _given(form4, ())


def _given(element: Element, place: Place) -> list[Given]:
    found: list[Given] = []
    _gather(element, place, found)
    return found


def _gather(element: Element, place: Place, found: list[Given]) -> None:
    for one in declared(type(element)):
        value = getattr(element, one.name)
        if value is None:
            continue
        here = (*place, one.name)
        found.append((here, one, value))
        if one.kind == "element":
            _gather(value, here, found)
        elif one.kind == "elements":
            for number, part in enumerate(value):
                _gather(part, (*here, number), found)


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


@kept
def footnote_texts(form4: Form4) -> Mapping[str, str]:
    """The footnotes' texts by id."""
    return {footnote.id: footnote.text for footnote in form4.footnotes}


def explanations(form4: Form4, part: Element) -> list[str]:
    """The texts of the footnotes that a row, or any other part of a filing, cites anywhere; each once, in order."""
    texts = footnote_texts(form4)
    cited = (footnote for _, one, value in given(part) if one.kind == "citations" for footnote in value)
    return [texts[footnote] for footnote in dict.fromkeys(cited) if footnote in texts]
