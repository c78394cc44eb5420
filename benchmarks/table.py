"""Results as tables, for the terminal and for the page alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from benchmarks.results import Figure, Goal, Series, Subject

Row = tuple[str, ...]
FIGURES: Final = ("", "median", "quartiles", "runs", "goal", "")
CLOCKS: Final = {"cpu": "processor", "wall": "wall", None: ""}
DIGITS: Final = 3
MOST_DIGITS: Final = 17
TENTH: Final = 0.1


def figure_rows(figures: Sequence[Figure]) -> list[Row]:
    return [_row(one) for one in figures]


def series_rows(series: Series) -> list[Row]:
    return [tuple(f"{cell:g}" for cell in row) for row in series.rows]


def _row(one: Figure) -> Row:
    what = f"{one.what} ({CLOCKS[one.clock]})" if one.clock else one.what
    goal = _goal(one.goal, one.unit)
    if one.absent:
        return what, "-", "-", "-", goal, f"not measured: {one.absent}"
    quartiles = "" if one.low == one.high else f"{short(one.low)} - {short(one.high)}"
    verdict = {True: "met", False: "MISSED", None: ""}[one.is_met]
    return what, f"{_figure(one)} {_unit(one.unit)}", quartiles, str(one.runs), goal, verdict


def _figure(one: Figure) -> str:
    """The median; with so many digits more that it does not look like the goal that it misses."""
    shown, goal = short(one.middle), one.goal
    if goal is None or one.is_met is not False or shown != short(goal.of):
        return shown
    longer = (f"{one.middle:.{digits}g}" for digits in range(DIGITS + 1, MOST_DIGITS))
    return next((text for text in longer if float(text) != goal.of), shown)


def _goal(goal: Goal | None, unit: str) -> str:
    return f"at {goal.at} {goal.of:,g} {_unit(unit)}" if goal else ""


def _unit(unit: str) -> str:
    return "x" if unit == "times" else unit


def short(value: float) -> str:
    """Three digits that count, and all before the point; below a tenth, two that count."""
    if 0 < abs(value) < TENTH:
        return f"{value:.{DIGITS - 1}g}"
    whole = len(str(int(abs(value))))
    return f"{value:,.{max(0, DIGITS - whole)}f}"


def as_text(subjects: Sequence[Subject]) -> str:
    """For the terminal."""
    return "\n\n".join(_text_of(subject) for subject in subjects)


def _text_of(subject: Subject) -> str:
    parts = [subject.title]
    parts += [_aligned(figure_rows(figures)) for figures in (subject.figures, subject.ratios) if figures]
    if subject.series:
        parts.append(_aligned([tuple(subject.series.columns), *series_rows(subject.series)]))
    return "\n".join(parts)


def _aligned(rows: Sequence[Row]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
                     for row in rows)


def as_markdown(head: Row, rows: Sequence[Row]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
