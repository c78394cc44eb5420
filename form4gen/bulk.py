"""Many sources -> the rows of their tables, portion by portion, in order.

``read_portion`` can be sent to another process, and so can all it takes and gives. No source stops the rest: what cannot be
read is told.
"""

from __future__ import annotations

import gc
import hashlib
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, Final, NamedTuple, Protocol, TypeVar

from form4gen.batch import in_order
from form4gen.batch_run import Workers
from form4gen.finding import Finding
from form4gen.opened import LARGEST_FILE
from form4gen.reading import Reading, read_unjudged
from form4gen.storage import Storage
from form4gen.tables import TABLES, Cell, Origin, Rows, add, no_rows

T = TypeVar("T")
R = TypeVar("R")
Encode = Callable[[str, Sequence[Sequence[Cell]]], Any]
"""Rows of a table of that name -> a part of its file."""


class TableWriter(Protocol):
    """Writes a table into a file, part after part, as ``Encode`` made them."""

    def add(self, part: Any) -> None: ...

    def close(self) -> None:
        """Write what is held, and the file's end."""

    def abandon(self) -> None:
        """Write no more, for the file will not be kept."""


class Format(Protocol):
    """A format that tables are written in; ``tables_csv`` and ``tables_parquet`` are such."""

    @property
    def ENDING(self) -> str: ...  # noqa: N802 - it is a constant of a module

    @property
    def Writer(self) -> Callable[[BinaryIO, str], TableWriter]: ...  # noqa: N802 - it is a class of a module

    def encoded(self, table: str, rows: Sequence[Sequence[Cell]], /) -> Any: ...

    def is_ours(self, file: BinaryIO, table: str, /) -> bool:
        """Whether form4gen made a file that is there, so that it may be made again."""


PORTION: Final = 128
"""Sources that a process reads at a time."""


class Item(NamedTuple):
    """A source to read: its name; its bytes, if they are read already; why it is none, if so."""

    name: str
    data: bytes | None = None
    fault: str = ""


class Told(NamedTuple):
    """What is to be said of a source. ``is_unread``: whether no filing could be read in it."""

    name: str
    text: str
    is_unread: bool = True


class Portion(NamedTuple):
    """What was read of some sources: how many there were, a part of each table's file, and how many rows it has."""

    sources: int
    parts: dict[str, Any]
    rows: dict[str, int]
    told: tuple[Told, ...]


def each_once(items: Iterable[Item]) -> Iterator[Item]:
    """The sources without those that were named before. A digest of each name is kept."""
    seen = set()
    for item in items:
        digest = hashlib.blake2b(os.fsencode(os.path.normpath(item.name)), digest_size=16).digest()
        if digest not in seen:
            seen.add(digest)
            yield item


def portions(items: Iterable[Item], storage: Storage, encode: Encode, workers: Workers) -> Iterator[Portion]:
    """The portions, in order of their sources."""
    read = partial(read_portion, storage, encode)
    for some, future in in_order(read, _in_portions(items), workers.submit, lambda: workers.most):
        try:
            yield future.result()
        except BrokenExecutor:
            yield from (_alone(item, read, encode, workers) for item in some)


class Here:
    """Reads in this process."""

    most = 1

    def submit(self, function: Callable[[T], R], item: T) -> Future[R]:
        future: Future[R] = Future()
        future.set_result(function(item))
        return future

    def again(self, function: Callable[[T], R], item: T) -> R:
        return function(item)


def read_portion(storage: Storage, encode: Encode, items: tuple[Item, ...]) -> Portion:
    """Read some sources."""
    rows, told = no_rows(), list[Told]()
    gc.disable()  # What is read of a source is in no cycle and goes with the next; to look for cycles takes a tenth longer.
    try:
        for item in items:
            told += _read(storage, item, rows)
    finally:
        gc.enable()
    return _portion(len(items), rows, told, encode)


def _portion(sources: int, rows: Rows, told: Iterable[Told], encode: Encode) -> Portion:
    parts = {table: encode(table, rows[table]) for table in TABLES}
    return Portion(sources, parts, {table: len(rows[table]) for table in TABLES}, tuple(told))


def _in_portions(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    left = iter(items)
    while some := tuple(islice(left, PORTION)):
        yield some


def _alone(item: Item, read: Callable[[tuple[Item, ...]], Portion], encode: Encode, workers: Workers) -> Portion:
    """A source is read again, by itself, when a process has died: of all that were under way, few can be to blame."""
    try:
        return workers.again(read, (item,))
    except BrokenExecutor:
        died = Told(item.name, "the process that read it died, twice; perhaps there was not enough memory")
        return _portion(1, no_rows(), [died], encode)


def _read(storage: Storage, item: Item, rows: Rows) -> Iterator[Told]:
    """Read a source into rows; what is to be said of it."""
    if item.fault:
        yield Told(item.name, item.fault)
        return
    try:
        data = storage.read(item.name, LARGEST_FILE) if item.data is None else item.data
    except OSError as error:
        yield Told(item.name, f"it cannot be read: {error.strerror}")
        return
    try:
        reading = read_unjudged(data)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} at {os.path.basename(frame.filename)}:{frame.lineno}"
        yield Told(item.name, f"a fault of form4gen, not of the file: {where}")
        return
    if reading.form4 is None:
        yield Told(item.name, _why_not(reading.findings))
        return
    add(rows, reading.form4, _origin(item.name, data, reading))
    for finding in reading.findings:
        yield Told(item.name, _said(finding), is_unread=False)


def _origin(name: str, data: bytes, reading: Reading) -> Origin:
    """Where a filing comes from. Of a file with a CCC in it there is no digest, from which it could be guessed."""
    assert reading.form4 is not None
    has_secret = reading.draft.secrets or any(owner.ccc for owner in reading.form4.reporting_owners)
    digest = None if has_secret else hashlib.sha256(data).hexdigest()
    return Origin(_as_text(name), digest, reading.accession_number, reading.filed_on)


def _as_text(name: str) -> str:
    """A file's name as text, which not all of its bytes may be."""
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")


def _why_not(findings: tuple[Finding, ...]) -> str:
    """The first of what leaves no filing to read, and how much more there is."""
    grave = sorted(findings, key=lambda finding: finding.severity.rank)
    more = len(grave) - 1
    return _said(grave[0]) + (f" (and {more:,} more; form4gen check shows all)" if more else "")


def _said(finding: Finding) -> str:
    line = f"line {finding.mark.line}: " if finding.mark else ""
    return f"{line}{finding.rule} {finding.message}"
