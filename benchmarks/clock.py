"""What runs take, one contender after another, round after round, so that a slow moment strikes all alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

Clock = Literal["cpu", "wall"]
"""Processor time, user and system, of all processes that took part; or the time on the wall."""


class Sample(NamedTuple):
    """One run: seconds for each thing done, bytes that each came to, and MiB of memory at the end and at most."""

    cpu: float
    wall: float
    size: float = 0.0
    memory: float = 0.0
    peak: float = 0.0


Contender = Callable[[], Sample]
"""Runs once."""
Samples = dict[str, list[Sample]]

FOUR: Final = 4


def interleaved(contenders: Mapping[str, Contender], rounds: int) -> Samples:
    """So many samples of each contender, in rounds: there and back, so that none always runs behind the same.

    One round before them is not counted: what is slow but once (imports, caches) is no part of the question.
    """
    for run in contenders.values():
        run()
    there = list(contenders)
    samples: Samples = {name: [] for name in there}
    for number in range(rounds):
        for name in there if number % 2 == 0 else reversed(there):
            samples[name].append(contenders[name]())
    return samples


class Spread(NamedTuple):
    """A figure with the quartiles that it lies between."""

    middle: float
    low: float
    high: float


def spread(values: list[float]) -> Spread:
    """The median and the quartiles; of fewer than four values, the least and the most in place of the quartiles."""
    if len(values) < FOUR:
        return Spread(statistics.median(values), min(values), max(values))
    low, middle, high = statistics.quantiles(values, n=FOUR, method="inclusive")
    return Spread(middle, low, high)


def seconds(samples: list[Sample], clock: Clock) -> Spread:
    return spread([getattr(sample, clock) for sample in samples])


def ratio(above: list[Sample], below: list[Sample], clock: Clock) -> Spread:
    """How many times as long one takes as the other: of their medians, with the quartiles of the rounds' own ratios."""
    of_medians = seconds(above, clock).middle / seconds(below, clock).middle
    each = spread([getattr(a, clock) / getattr(b, clock) for a, b in zip(above, below, strict=True)])
    return Spread(of_medians, each.low, each.high)
