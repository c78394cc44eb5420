"""What was measured, as results.json keeps it: figures, and what is made of them, with the goal of each that has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from pydantic import BaseModel

from benchmarks.clock import Clock, Samples, Spread, ratio, spread
from benchmarks.filings import ROOT

FILE: Final = ROOT / "benchmarks" / "results.json"
MILLI: Final = 1e3
Unit = Literal["s", "ms", "MiB", "bytes", "times", "ms a row", "ms a footnote", "of 1"]


class Goal(BaseModel):
    at: Literal["most", "least"]
    of: float


class Figure(BaseModel):
    """A figure: its median, the quartiles, and of how many runs; or why there is none.

    ``clock``: what kind of time it is, if it is time.
    """

    what: str
    unit: Unit = "times"
    clock: Clock | None = None
    middle: float = 0.0
    low: float = 0.0
    high: float = 0.0
    runs: int = 0
    goal: Goal | None = None
    absent: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none, or nothing was measured."""
        if self.goal is None or self.absent:
            return None
        return self.middle <= self.goal.of if self.goal.at == "most" else self.middle >= self.goal.of


class Series(BaseModel):
    """Figures that belong in a row: of a hundred filings after another, or of a filing that grows."""

    columns: list[str]
    rows: list[list[float]]


class Subject(BaseModel):
    """A question: what was measured for it (``figures``), what that comes to (``ratios``), and what to know of both."""

    name: str
    title: str
    says: str
    figures: list[Figure] = []
    ratios: list[Figure] = []
    series: Series | None = None


class Rates(BaseModel):
    """What a filing of the real ones takes on one core, in processor seconds, and how large its files are, in bytes.

    0 where it was not measured.
    """

    xml: float = 0.0
    xml_and_pdf: float = 0.0
    xml_and_pdf_by_the_fast_engine: float = 0.0
    tables: float = 0.0
    bytes_of_xml: float = 0.0
    bytes_of_pdf: float = 0.0


class Results(BaseModel):
    """A run of everything. ``is_quick``: with few rounds, to see whether it works."""

    day: str
    is_quick: bool
    machine: dict[str, str]
    subjects: list[Subject] = []
    rates: Rates = Rates()


class Claim(NamedTuple):
    """How many times as long one contender takes as another, and the goal, if there is one."""

    what: str
    above: str
    below: str
    clock: Clock = "cpu"
    goal: Goal | None = None


def at_most(of: float) -> Goal:
    return Goal(at="most", of=of)


def at_least(of: float) -> Goal:
    return Goal(at="least", of=of)


def figure(what: str, unit: Unit, values: Spread, runs: int, clock: Clock | None = None,
           goal: Goal | None = None) -> Figure:
    return Figure(what=what, unit=unit, clock=clock, middle=values.middle, low=values.low, high=values.high, runs=runs,
                  goal=goal)


def times(labels: Mapping[str, str], samples: Samples, absent: Mapping[str, str], clock: Clock,
          goals: Mapping[str, Goal] | None = None) -> list[Figure]:
    """What each contender takes for one thing, in milliseconds."""
    found = []
    for name, label in labels.items():
        goal = (goals or {}).get(name)
        if name in absent:
            found.append(Figure(what=label, unit="ms", clock=clock, goal=goal, absent=absent[name]))
        else:
            values = spread([getattr(sample, clock) * MILLI for sample in samples[name]])
            found.append(figure(label, "ms", values, len(samples[name]), clock, goal))
    return found


def ratios(claims: tuple[Claim, ...], samples: Samples, absent: Mapping[str, str]) -> list[Figure]:
    return [_claimed(claim, samples, absent) for claim in claims]


def _claimed(claim: Claim, samples: Samples, absent: Mapping[str, str]) -> Figure:
    lacking = absent.get(claim.above) or absent.get(claim.below)
    if lacking:
        return Figure(what=claim.what, clock=claim.clock, goal=claim.goal, absent=lacking)
    above, below = samples[claim.above], samples[claim.below]
    return figure(claim.what, "times", ratio(above, below, claim.clock), len(above), claim.clock, claim.goal)
