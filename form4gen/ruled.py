"""Texts in ruled columns, for a terminal.

rich wraps and measures the texts. Its tables have no heading that stands over several columns, as the form's do, so the
lines between the columns are drawn here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import floor
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

Lines = list[Text]
"""Lines of a terminal; those of a cell are no wider than its column."""

BETWEEN: Final = " │ "
GAP: Final = len(BETWEEN)
EDGES: Final = 4
"""The cells that the lines at the left and at the right of a table take."""
AS_ASCII: Final = str.maketrans("│─┌┬┐├┼┤└┴┘", "|-+++++++++")
_A_HAIR: Final = 1e-6


def wrapped(text: Text, width: int) -> Lines:
    """The text on lines no wider than ``width``; a longer word goes on in the next line, so nothing is lost."""
    return list(text.wrap(_measuring(), width, overflow="fold")) or [Text()]


@cache
def _measuring() -> Console:
    return Console(_environ={})


def widest_word(text: Text) -> int:
    """The cells that the widest word of a text takes."""
    return max(map(cell_len, text.plain.split()), default=0)


def whole(widths: Sequence[float]) -> tuple[int, ...]:
    """Widths in whole cells, of the same sum but for the last part of a cell; none falls below a whole least width."""
    ends = [floor(sum(widths[:number]) + _A_HAIR) for number in range(len(widths) + 1)]
    return tuple(after - before for before, after in pairwise(ends))


def across(widths: Sequence[int]) -> int:
    """How wide columns are together, the lines between them included."""
    return sum(widths) + GAP * (len(widths) - 1)


def beside(cells: Sequence[Lines], widths: Sequence[int]) -> Lines:
    """Cells as one row, each in its column."""
    height = max(map(len, cells))
    return [Text(BETWEEN).join(_line(cell, number, width) for cell, width in zip(cells, widths, strict=True))
            for number in range(height)]


def _line(cell: Lines, number: int, width: int) -> Text:
    line = cell[number].copy() if number < len(cell) else Text()
    line.pad_right(width - line.cell_len)
    return line


def framed(sections: Sequence[Lines], widths: Sequence[int], above: Sequence[int] | None = None) -> Lines:
    """Sections of rows with rules about and between them; ``above``: the columns of the first, where it has fewer."""
    lines = [_rule(above or widths, "┌┬┐")]
    for number, section in enumerate(sections):
        lines += [_rule(widths, "├┼┤")] if number else []
        lines += [Text.assemble("│ ", line, " │") for line in section]
    return [*lines, _rule(widths, "└┴┘")]


def _rule(widths: Sequence[int], joints: str) -> Text:
    return Text(joints[0] + joints[1].join("─" * (width + 2) for width in widths) + joints[2])
