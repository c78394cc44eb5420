"""Gives an author's named footnotes their numbers: F1, F2, ... in order of first citation on the printed form.

A name that is already of the form F1 to F99 keeps its number; the others take the free ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from itertools import count
from typing import Any, Final

from form4gen.element import Declared, Element, declared
from form4gen.filing import ROW_CLASSES, Place
from form4gen.finding import Finding, Mark
from form4gen.lexical import FOOTNOTE_ID_FORM
from form4gen.rules import text as rules

MOST_NAMES: Final = 99
"""How many footnotes are searched for one that was meant."""
FOOTNOTE_NUMBER: Final = re.compile(FOOTNOTE_ID_FORM)


def number_footnotes(tree: dict[str, Any], marks: dict[Place, Mark], keys: Mapping[Place, Mark],
                     findings: list[Finding]) -> dict[str, str]:
    """Put numbers for names, in the citations and in the footnotes; report the citation of a name nobody wrote.

    A citation of F7 is numbered already, and whether there is an F7 is for the rules to say.

    Returns each name by its number.
    """
    footnotes = tree.get("footnotes")
    if isinstance(footnotes, list):
        return {}
    written: dict[str, Any] = dict(footnotes) if isinstance(footnotes, Mapping) else {}
    citations = list(_citations(tree))
    numbers = _numbers([*(cited[index] for cited, index, _ in citations), *written])
    for cited, index, place in citations:
        name = cited[index]
        if name not in written and not FOOTNOTE_NUMBER.fullmatch(name):
            findings.append(_unwritten(name, written, (*place, index), marks))
        cited[index] = numbers[name]
    if isinstance(footnotes, Mapping):
        order = list(written) if all(map(FOOTNOTE_NUMBER.fullmatch, written)) else \
            sorted(written, key=lambda name: int(numbers[name][1:]))
        tree["footnotes"] = [{"id": numbers[name], "text": written[name]} for name in order]
        for index, name in enumerate(order):
            _mark_footnote(name, index, marks, keys)
    return {number: name for name, number in numbers.items()}


def _numbers(names: list[str]) -> dict[str, str]:
    numbers = {name: name for name in names if FOOTNOTE_NUMBER.fullmatch(name)}
    taken = set(numbers)
    free = (f"F{number}" for number in count(1) if f"F{number}" not in taken)
    for name in names:
        if name not in numbers:
            numbers[name] = next(free)
    return numbers


def _mark_footnote(name: str, index: int, marks: dict[Place, Mark], keys: Mapping[Place, Mark]) -> None:
    old: Place = ("footnotes", name)
    if old in marks:
        marks["footnotes", index, "text"] = marks[old]
        marks["footnotes", index] = marks["footnotes", index, "id"] = keys[old]


def _unwritten(name: str, written: Mapping[str, Any], place: Place, marks: Mapping[Place, Mark]) -> Finding:
    near = get_close_matches(name, written, n=1) if len(written) <= MOST_NAMES else []
    hint = f"; did you mean {near[0]!r}?" if near else "; write it under footnotes"
    while place and place not in marks:
        place = place[:-1]
    return rules.NAMES_A_FOOTNOTE.found(place, f"no footnote is named {name!r}{hint}", marks.get(place))


def _citations(tree: Mapping[str, Any]) -> Iterator[tuple[list[Any], int, Place]]:
    """Every citation, in the order of the printed form: the list it stands in, its index there, and the list's place."""
    for table, classes in ROW_CLASSES.items():
        rows = tree.get(table)
        for number, row in enumerate(rows if isinstance(rows, list) else []):
            cls = classes.get(str(row.get("kind"))) if isinstance(row, Mapping) else None
            if cls is not None:
                yield from _citations_in(cls, row, (table, number))


def _citations_in(cls: type[Element], part: Any, place: Place) -> Iterator[tuple[list[Any], int, Place]]:
    for one in _by_column(cls):
        if one.name not in part:
            continue
        value, here = part[one.name], (*place, one.name)
        if one.kind == "citations" and isinstance(value, list):
            part[one.name] = cited = list(value)
            yield from ((cited, index, here) for index, name in enumerate(cited) if isinstance(name, str))
        elif one.kind == "element" and isinstance(value, Mapping):
            part[one.name] = inner = dict(value)
            yield from _citations_in(one.types[0], inner, here)


@cache
def _by_column(cls: type[Element]) -> tuple[Declared, ...]:
    """The fields of a class that may cite, in the order of the printed form."""
    fields = (one for one in declared(cls) if one.kind in ("citations", "element"))
    return tuple(sorted(fields, key=lambda one: one.where.column or 0))
