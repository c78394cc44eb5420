"""One source of a batch, from its bytes to its outputs: what a process of the batch does, and the order of the results.

``make`` can be sent to another process, and so can all it takes and gives. Nothing that it is given goes wrong for another
source: what happens becomes the source's record.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import NamedTuple, Protocol, TypeVar

from form4gen.build import Made, Order, RefusedError, built
from form4gen.ccc import masked
from form4gen.finding import Finding, spelled
from form4gen.manifest import Found, Output, Record, Status
from form4gen.missing_engine import NoEngineError
from form4gen.opened import LARGEST_FILE
from form4gen.outputs import is_proof, is_record
from form4gen.overflow import Part, Parts, parts_of
from form4gen.reading import Reading, read_source
from form4gen.situation import Situation
from form4gen.split import Reporting
from form4gen.storage import Storage

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Batch:
    """What holds for all sources: where they are and their outputs go, what is ordered, what is known.

    ``reporting``: how a filing is split that has more than EDGAR takes; None to split none. ``force``: write over files
    that are not ours. ``cccs``: by CIK.
    """

    sources: Storage
    outputs: Storage
    order: Order
    made_with: str
    situation: Situation = field(default_factory=lambda: Situation(profile="draft"))
    reporting: Reporting | None = None
    into_ascii: bool = False
    force: bool = False
    cccs: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def options(self) -> str:
        """A digest of all that decides what is made of a source, but for the CCCs, of which there may be none anywhere."""
        words = repr((self.order, self.situation, self.reporting, self.into_ascii))
        return hashlib.sha256(words.encode()).hexdigest()[:16]


class Item(NamedTuple):
    """A source to build: its name, what its outputs are called, and what became of it in an earlier run with these options.

    ``known``: the outputs that earlier runs made of it, with whatever options. ``again``: build it, be it done or not.
    """

    source: str
    target: str
    before: Record | None = None
    known: tuple[Output, ...] = ()
    again: bool = False


class Outcome(NamedTuple):
    """What became of a source, and whether that is news: an earlier run may have done it."""

    record: Record
    is_new: bool = True


class _UnseenError(Exception):
    """An output cannot be looked at, so that nobody knows what is there; the message says which and why."""


def make(batch: Batch, item: Item) -> Outcome:
    """Build a source and write its outputs, unless that is done; what goes wrong with it is told in its record.

    Raises ``NoEngineError``, for what cannot be drawn for one source can be drawn for none.
    """
    begun = perf_counter()
    try:
        outcome = _outcome(batch, item)
    except NoEngineError:
        raise
    except _UnseenError as error:
        outcome = failed(batch, item, str(error))
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} at {os.path.basename(frame.filename)}:{frame.lineno}"
        outcome = failed(batch, item, f"a fault of form4gen, not of the file: {where}")
    if not outcome.is_new:
        return outcome
    return Outcome(replace(outcome.record, seconds=round(perf_counter() - begun, 3)))


def failed(batch: Batch, item: Item, reason: str, status: Status = "failed") -> Outcome:
    """What becomes of a source for a reason that lies outside it: the next run tries it again."""
    return Outcome(replace(_bare(batch, item), status=status, reason=reason))


class Coming(Protocol[R_co]):
    """A result to come, such as a ``Future`` is."""

    def result(self) -> R_co:
        """The result, waited for."""


def in_order(function: Callable[[T], R], items: Iterable[T], submit: Callable[[Callable[[T], R], T], Coming[R]],
             most: Callable[[], int]) -> Iterator[tuple[T, Coming[R]]]:
    """The items with their results to come, in order; no more than ``most`` are under way, and no more are taken."""
    under_way: deque[tuple[T, Coming[R]]] = deque()
    for item in items:
        under_way.append((item, submit(function, item)))
        while len(under_way) >= most():
            yield under_way.popleft()
    while under_way:
        yield under_way.popleft()


def _bare(batch: Batch, item: Item) -> Record:
    """The record of a source of which nothing was made: its outputs are what earlier runs have left."""
    return Record(item.source, options=batch.options, made_with=batch.made_with, outputs=item.known)


def _outcome(batch: Batch, item: Item) -> Outcome:
    try:
        data = batch.sources.read(item.source, LARGEST_FILE)
    except OSError as error:
        return failed(batch, item, f"it cannot be read: {error.strerror}", "unreadable")
    before = _comparable(batch, item)
    if before and before.sha256 == _digest(data, batch.cccs.values()) and \
            (before.status != "built" or all(_is_intact(batch, output) for output in before.outputs)):
        return Outcome(before, is_new=False)
    reading = read_source(data, batch.situation, batch.into_ascii)
    return _built(batch, item, _parts(batch, reading), _digest_of(data, reading, batch.cccs.values()))


def _comparable(batch: Batch, item: Item) -> Record | None:
    """The record of an earlier run that did the same as this one would."""
    before = item.before
    if before is None or item.again or before.status == "failed" or before.sha256 is None:
        return None
    is_same = (before.options, before.made_with) == (batch.options, batch.made_with) and \
        all(output.name.startswith(f"{item.target}.") for output in before.outputs)
    return before if is_same else None


def _is_intact(batch: Batch, output: Output) -> bool:
    return output.sha256 is not None and _there(batch, output.name) == output.sha256


def _there(batch: Batch, name: str) -> str | None:
    """The digest of an output that is there. Raises ``_UnseenError``."""
    with _looking_at(name):
        return batch.outputs.digest(name)


@contextmanager
def _looking_at(name: str) -> Iterator[None]:
    """Around a look at an output: a server that cannot be asked, or a folder that may not be read, is no fault of ours."""
    try:
        yield
    except OSError as error:
        raise _UnseenError(f"{name} cannot be looked at: {error.strerror}") from None


def _parts(batch: Batch, reading: Reading) -> Parts:
    if batch.reporting is None:
        return Parts(reading, [Part(reading)])
    return parts_of(reading, batch.situation, batch.reporting)


def _built(batch: Batch, item: Item, parts: Parts, digest: str | None) -> Outcome:
    """Everything that is made of a source, or nothing."""
    reading = parts.reading
    secrets = {*reading.draft.secrets, *batch.cccs.values()}
    found = [*reading.findings, *(finding for part in parts.parts for finding in part.findings)]
    record = replace(_bare(batch, item), sha256=digest, findings=tuple(_found(one, secrets) for one in found))
    if reading.form4 is None:
        return _nothing(batch, item, replace(record, status="unreadable", reason="the findings leave no filing to write"))
    try:
        if _is_done(batch, item, parts, record):
            return Outcome(item.before or record, is_new=False)
        made = _made(batch.order, item, parts, batch.cccs)
    except RefusedError as refused:
        return _nothing(batch, item, replace(record, status="refused", reason=str(refused)))
    notes = dict.fromkeys([*_notes(parts), *(note for one in made.values() for note in one.notes)])
    return _written(batch, item, made, replace(record, notes=tuple(masked(note, secrets) for note in notes)))


def _made(order: Order, item: Item, parts: Parts, cccs: Mapping[str, str]) -> dict[str, Made]:
    """The outputs by name. Raises ``RefusedError``."""
    return {f"{item.target}.{part.name(made.ending)}": made
            for part in parts.parts for made in built(part.reading, order, cccs)}


def _is_done(batch: Batch, item: Item, parts: Parts, record: Record) -> bool:
    """Whether an earlier run made the same of a source with CCCs. XML that holds them has no digest, and is made again."""
    before = _comparable(batch, item)
    if before is None or (before.status, before.sha256, before.findings) != ("built", record.sha256, record.findings):
        return False
    secret = [output.name for output in before.outputs if output.sha256 is None]
    if not secret or not all(_is_intact(batch, output) for output in before.outputs if output.sha256):
        return False
    made = _made(batch.order._replace(only="xml"), item, parts, batch.cccs)
    return all(name in made and _there(batch, name) == _sha256(made[name].data) for name in secret)


def _nothing(batch: Batch, item: Item, record: Record) -> Outcome:
    """The record of a source of which nothing is made, with what an earlier run made of it and is still there."""
    before = _comparable(batch, item)
    if before and (before.sha256, before.reason, before.findings) == (record.sha256, record.reason, record.findings):
        return Outcome(before, is_new=False)
    left = tuple(output for output in record.outputs if _there(batch, output.name))
    return Outcome(replace(record, outputs=left, notes=tuple(map(_is_left, left))))


def _written(batch: Batch, item: Item, made: Mapping[str, Made], record: Record) -> Outcome:
    for name, one in made.items():
        with _looking_at(name):
            reason = _forbidden(batch, item, name, one.data)
        if reason:
            return failed(batch, item, reason)
    for name, one in made.items():
        try:
            batch.outputs.write(name, one.data, one.is_secret)
        except OSError as error:
            return failed(batch, item, f"{name} cannot be written: {error.strerror}")
    numbers = {_number(item, name) for name in made}
    others = [output for output in record.outputs if _number(item, output.name) not in numbers]
    left = [output for output in others if _there(batch, output.name)]
    outputs = tuple(Output(name, None if one.is_secret else _sha256(one.data), len(one.data)) for name, one in made.items())
    return Outcome(replace(record, status="built", outputs=outputs, notes=(*record.notes, *map(_is_left, left))))


def _forbidden(batch: Batch, item: Item, name: str, data: bytes) -> str | None:
    """Why an output may not be written, if so: it would take the place of its source, or of a file that is not ours."""
    if batch.outputs.address(name) == batch.sources.address(item.source):
        return f"{name} would be written over it; take another -o"
    there = batch.outputs.digest(name)
    if there and is_proof(data) and not batch.force and is_record(batch.outputs.read(name, LARGEST_FILE)):
        return f"{name} is a document of record, and this would be a proof; --force writes over it, -o elsewhere"
    known = {_sha256(data), *(output.sha256 for output in item.known)}
    if there is None or batch.force or there in known or batch.outputs.is_ours(name):
        return None
    return f"{name} was not made by form4gen as it is; --force writes over it, -o elsewhere"


def _notes(parts: Parts) -> Iterator[str]:
    yield from parts.reading.replaced
    if len(parts.parts) > 1:
        yield f"this makes {len(parts.parts)} filings, each numbered in its remarks"
    yield from parts.notes
    for part in parts.parts:
        yield from part.notes


def _number(item: Item, name: str) -> str:
    """The number of a filing that a source was split into, which the name of its output has; empty for the only one."""
    first = name.removeprefix(f"{item.target}.").partition(".")[0]
    return first if first.isdecimal() else ""


def _is_left(output: Output) -> str:
    return f"{output.name} is there from an earlier run, and is none of the filings made now; do not send it"


def _found(finding: Finding, secrets: Iterable[str]) -> Found:
    return Found(finding.rule, finding.severity, masked(spelled(finding.place), secrets))


def _digest_of(data: bytes, reading: Reading, cccs: Iterable[str]) -> str | None:
    """The SHA-256 of a source, with stars for the CCCs in it.

    None where a CCC is in it that cannot be told from the rest, since it is spelled or packed in another way.
    """
    owners = reading.form4.reporting_owners if reading.form4 else ()
    given = {owner.ccc.get_secret_value() for owner in owners if owner.ccc} or reading.draft.secrets
    if any(secret.encode() not in data for secret in given):
        return None
    return _digest(data, {*given, *reading.draft.secrets, *cccs})


def _digest(data: bytes, secrets: Iterable[str]) -> str:
    known = [secret.encode() for secret in secrets if secret.encode() in data]
    for secret in sorted(known, key=len, reverse=True):
        data = data.replace(secret, b"*" * len(secret))
    return _sha256(data)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
