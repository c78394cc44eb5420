"""What each further row and footnote takes: whether time grows as the filing does, and no faster."""

from __future__ import annotations

import statistics
from functools import partial
from typing import Final

from benchmarks.clock import Sample, Spread, interleaved, seconds
from benchmarks.ours import GROWN
from benchmarks.results import MILLI, Figure, Series, Subject, Unit, figure
from benchmarks.warm import Warm

ROUNDS: Final = 5
NAMES: Final = {"XML": "benchmarks.ours:grown_to_xml", "PDF": "benchmarks.ours:grown_to_pdf"}
_ROWS: Final = [number for number, (_, footnotes) in enumerate(GROWN) if footnotes == 0]
_FOOTNOTES: Final = [number for number, (rows, _) in enumerate(GROWN) if rows == GROWN[-1][0]]


def measure(effort: float) -> Subject:
    measured = {what: _grown(name, max(2, round(ROUNDS * effort))) for what, name in NAMES.items()}
    rows = [[*size, *(round(times[number], 2) for times in measured.values())] for number, size in enumerate(GROWN)]
    return Subject(
        name="growth", title="A filing that grows",
        says="Processor time for one filing of so many rows and footnotes: from YAML, by every rule, to XML; and from "
             "the filing to PDF. A line is fitted to each; its slope is what one more takes. How straight it is (the "
             "share of the differences that it explains) says whether more of them take longer than in proportion.",
        ratios=[one for what, times in measured.items() for one in (
            *_line(f"{what}, one more row", "ms a row", [(GROWN[at][0], times[at]) for at in _ROWS]),
            *_line(f"{what}, one more footnote", "ms a footnote", [(GROWN[at][1], times[at]) for at in _FOOTNOTES]))],
        series=Series(columns=["rows", "footnotes", *(f"ms, {what}" for what in measured)], rows=rows))


def _grown(name: str, rounds: int) -> list[float]:
    """Milliseconds for each size."""
    with Warm(name) as worker:
        samples = interleaved({str(case): partial(worker.run, case) for case in range(worker.cases)}, rounds)
    return [_milliseconds(each) for each in samples.values()]


def _milliseconds(samples: list[Sample]) -> float:
    return seconds(samples, "cpu").middle * MILLI


def _line(what: str, unit: Unit, points: list[tuple[int, float]]) -> tuple[Figure, Figure]:
    counts, times = zip(*points, strict=True)
    slope = statistics.linear_regression(counts, times).slope
    straight = statistics.correlation(counts, times) ** 2
    return (figure(what, unit, Spread(slope, slope, slope), len(points), "cpu"),
            figure(f"{what}: how straight the line is", "of 1", Spread(straight, straight, straight), len(points)))
