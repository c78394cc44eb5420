"""A batch from its sources to their records: what is done already, who builds the rest, what became of each, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future
from functools import partial
from typing import Final, Protocol, TypeVar

from form4gen.batch import Batch, Coming, Item, Outcome, failed, in_order, make
from form4gen.manifest import Manifest, Record
from form4gen.report import visible
from form4gen.sources import Source

T = TypeVar("T")
R = TypeVar("R")

_NUMBERED: Final = re.compile(r"(?P<whole>.+)\.[1-9][0-9]*", re.DOTALL)
"""What the outputs of a filing that was split are called."""


class Workers(Protocol):
    """Who builds, on this machine or others."""

    @property
    def most(self) -> int:
        """How many items to have under way, which may change."""

    def submit(self, function: Callable[[T], R], item: T) -> Coming[R]:
        """The result to come; ``BrokenExecutor`` where the process that was at it has died."""

    def again(self, function: Callable[[T], R], item: T) -> R:
        """The result, got apart from all others. Raises ``BrokenExecutor``."""


def outcomes(batch: Batch, sources: Iterable[Source], manifest: Manifest, workers: Workers,
             again: bool = False) -> Iterator[Outcome]:
    """What becomes of each source, in order, for the manifest, which tells what is done. ``again``: build that, too."""
    build = partial(make, batch)

    def submitted(function: Callable[[Item], Outcome], item: Item | Outcome) -> Coming[Outcome]:
        return _known(item) if isinstance(item, Outcome) else workers.submit(function, item)

    for item, future in in_order(build, _items(batch, sources, manifest, again), submitted, lambda: workers.most):
        try:
            outcome = future.result()
        except BrokenExecutor:
            outcome = _again(batch, build, item, workers)
        yield outcome


def _items(batch: Batch, sources: Iterable[Source], manifest: Manifest, again: bool) -> Iterator[Item | Outcome]:
    """What to build, and what becomes of that which cannot be: it is no file, or its outputs are another's.

    What is listed twice is built once.
    """
    for source in sources:
        item = _item(batch, source, manifest.before(source.name), again)
        if source.fault:
            yield failed(batch, item, source.fault, "unreadable")
            continue
        first = manifest.claim(source.target, source.name)
        if first == source.name:
            continue
        other = first or (_of_its_parts(manifest, source) if batch.reporting else None)
        if other:
            yield failed(batch, item._replace(known=()), f"its outputs would be written over those of {visible(other)}")
        else:
            yield item


def _item(batch: Batch, source: Source, before: list[Record], again: bool) -> Item:
    same = next((record for record in before if record.options == batch.options), None)
    known = {output.name: output for record in before for output in record.outputs}
    return Item(source.name, source.target, same, tuple(known.values()), again)


def _of_its_parts(manifest: Manifest, source: Source) -> str | None:
    """Another source whose outputs, when one of the two is split, may have the names of this one's."""
    match = _NUMBERED.fullmatch(source.target)
    whole = manifest.whose(match["whole"]) if match else None
    return whole or next((other for name, other in manifest.numbered(source.target) if _NUMBERED.fullmatch(name)), None)


def _again(batch: Batch, build: Callable[[Item], Outcome], item: Item | Outcome, workers: Workers) -> Outcome:
    """A source is built again, alone, when a process has died: not all that were under way can have been to blame."""
    if isinstance(item, Outcome):
        return item
    try:
        return workers.again(build, item)
    except BrokenExecutor:
        return failed(batch, item, "the process that built it died, twice; perhaps there was not enough memory")


def _known(outcome: Outcome) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future
