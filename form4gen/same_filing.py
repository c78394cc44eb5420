"""Whether two filings report the same: what EDGAR itself treats as the same, or alone supplies, makes no difference.

Not compared are

* an element that is absent, empty, or holds an empty value;
* how a flag is spelled, ``true`` or ``1``; and whether it is false or absent, but for the Rule 10b5-1(c) box, where no
  answer is not the answer no;
* what EDGAR gives a filing (``In.by_edgar``), and a CCC, which is no part of what is reported.

Everything else is compared as it is written, character for character: ``10.10`` is not ``10.1``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from form4gen.ccc import CCC
from form4gen.element import Element, declared
from form4gen.filing import Form4, Place
from form4gen.lexical import Flag

SAID_WHEN_FALSE: Final = ("under_10b5_1_plan",)
"""Flags of which false says more than nothing."""

Fact = tuple[Place, str]


def same_filing(one: Form4, other: Form4) -> bool:
    """Whether two filings report the same."""
    return list(facts(one)) == list(facts(other))


def facts(value: Any, place: Place = ()) -> Iterator[Fact]:
    """Everything that a filing, or a value at a place in one, reports: places and texts, in EDGAR's order."""
    if isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _item(part, (*place, number))
    elif isinstance(value, Element):
        for one in declared(type(value)):
            if not one.where.by_edgar and one.name != CCC:
                yield from facts(getattr(value, one.name), (*place, one.name))
    elif isinstance(value, Flag):
        if value or place[-1] in SAID_WHEN_FALSE:
            yield place, "true" if value else "false"
    elif value not in (None, ""):
        yield place, str(getattr(value, "text", value))


def _item(part: Any, place: Place) -> Iterator[Fact]:
    """A row, an owner, a footnote or a signature, which is a fact in itself; or a citation."""
    if isinstance(part, Element):
        yield place, type(part).__name__
        yield from facts(part, place)
    else:
        yield place, part
