"""A case: what a worker does each time it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class NotHereError(Exception):
    """What is to be measured is not on this machine; the message says so for the table."""


class Done(NamedTuple):
    """What a run did: how many things, the bytes that they came to, and the processor seconds of other processes.

    ``cpu``: where others do the work, theirs alone; None where this process does it.
    """

    items: int
    size: int = 0
    cpu: float | None = None


Case = Callable[[], Done]


def each(function: Callable[[T], bytes | str | None], items: Iterable[T]) -> Case:
    """A case that does the same with each of several; the bytes that these come to are counted."""
    every = list(items)

    def run() -> Done:
        return Done(len(every), sum(len(function(item) or b"") for item in every))

    return run
