"""What stands in the cells and paragraphs of a form that is shown in a terminal, each whole, however its lines break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import accumulate
from typing import Any

from rich.cells import cell_len

from form4gen.page_parts import Cell

NOT_SHOWN = ("edition", "foot")
"""Which edition it is shows; a foot names the form on each of several pages, and a terminal has none."""


def packed(words: str) -> str:
    return re.sub(r"\s", "", words)


def cells(lines: Iterable[str]) -> list[str]:
    """The cells of each section between two rules, and the paragraphs between blank lines, without their blanks."""
    found: list[dict[int, str]] = [{}]
    for line in lines:
        if not line or line[0] in "┌├└":
            found.append({})
        pieces = line.split("│")[1:-1] if line.startswith("│") else [line]
        starts = accumulate((cell_len(piece) + 1 for piece in pieces), initial=0)
        for start, piece in zip(starts, pieces, strict=False):
            found[-1][start] = found[-1].get(start, "") + packed(piece)
    return [cell for section in found for cell in section.values()]


def missing(data: Iterable[str], lines: Iterable[str]) -> set[str]:
    """The data that stand in no cell."""
    there = cells(lines)
    return {datum for datum in data if not any(packed(datum) in cell for cell in there)}


def words(part: Any) -> Iterator[str]:
    """Every word of a printed form's page."""
    if isinstance(part, Cell):
        yield ("$" if part.dollars else "") + part.text
        yield from part.marks
    elif is_dataclass(part):
        shown = [field.name for field in fields(part) if field.name not in NOT_SHOWN]
        yield from (word for name in shown for word in words(getattr(part, name)))
    elif isinstance(part, tuple):
        yield from (word for each in part for word in words(each))
    elif isinstance(part, str):
        yield part
