"""When filings and transactions are due, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from form4gen.deadline import Deadline, deadline, end_of, executed_on, exemption
from form4gen.edgar_calendar import CLOSURES_KNOWN, Calendar, weekday
from form4gen.filing import Form4
from form4gen.finding import spelled

JSON_VERSION: Final = 1
AMENDMENT: Final = "an amendment has no deadline of its own"
CLOSURES_UNKNOWN: Final = (f"EDGAR's closures are known from {CLOSURES_KNOWN.year} on; "
                           "before, only weekends and federal holidays are left out")


class Clock(NamedTuple):
    """One transaction: where it stands in a filing, its deadline or why it has none, and how its execution was deemed."""

    transacted: date
    deadline: Deadline | None
    why_none: str | None = None
    place: str = ""
    deemed: str = ""


class Answer(NamedTuple):
    """What was asked about, a file or a day; its transactions; and a title for a reader's calendar."""

    about: str
    clocks: tuple[Clock, ...]
    title: str

    @property
    def first(self) -> Deadline | None:
        """The earliest deadline: the filing's."""
        return min((clock.deadline for clock in self.clocks if clock.deadline), key=lambda one: one.due, default=None)

    @property
    def note(self) -> str | None:
        """What the count could not know of."""
        is_old = self.first is not None and self.first.days[0][0] < CLOSURES_KNOWN
        return CLOSURES_UNKNOWN if is_old else None


def of_filing(about: str, form4: Form4, calendar: Calendar) -> Answer:
    """When each transaction of a filing is due; of an amendment none is, for the original was."""
    clocks = []
    for place, row in form4.transactions():
        why_none = AMENDMENT if form4.form == "4/A" else exemption(row)
        transacted, executed = row.transaction_date.value, executed_on(row)
        deemed = f"deemed executed {executed}" if executed != transacted else ""
        counted = None if why_none else deadline(executed, calendar)
        clocks.append(Clock(transacted, counted, why_none, spelled(place), deemed))
    owners = ", ".join(owner.name or owner.cik for owner in form4.reporting_owners)
    return Answer(about, tuple(clocks), f"{form4.issuer.trading_symbol}, {owners}")


def of_day(transacted: date, executed: date, calendar: Calendar, deemed: str = "") -> Answer:
    """When a transaction of a day is due; ``executed`` is the day from which the clock runs, ``deemed`` says why."""
    clock = Clock(transacted, deadline(executed, calendar), deemed=deemed)
    return Answer(str(transacted), (clock,), f"transaction of {transacted}")


def as_text(answers: Iterable[Answer]) -> str:
    """For each, its deadline, how the days were counted, and for a filing every transaction."""
    return "\n".join("\n".join(_lines(answer)) + "\n" for answer in answers)


def as_json(answers: Iterable[Answer]) -> str:
    """One object: ``{"version": 1, "deadlines": [{"for": ..., "due": ..., "transactions": [...]}]}``."""
    return json.dumps({"version": JSON_VERSION, "deadlines": [_record(answer) for answer in answers]}, indent=2) + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    if answer.first is None:
        yield f"{answer.about}: no deadline; nothing in it is due within two business days"
    else:
        yield f"{answer.about}: due {_named(answer.first.due)}, by 10 p.m. Eastern time ({end_of(answer.first.due):%Z})"
        yield from _counted(answer.first)
    if answer.note:
        yield f"    note: {answer.note}"
    for clock in answer.clocks:
        where = f"{clock.place}: " if clock.place else ""
        deemed = f", {clock.deemed}" if clock.deemed else ""
        verdict = f"due {clock.deadline.due}" if clock.deadline else f"no deadline: {clock.why_none}"
        yield f"    {where}transaction {clock.transacted}{deemed}, {verdict}"


def _counted(one: Deadline) -> Iterator[str]:
    yield f"    {_named(one.executed)}: executed"
    number = 0
    for day, why in one.days:
        number += why is None
        yield f"    {_named(day)}: " + (f"does not count, {why}" if why else f"business day {number}")


def _named(day: date) -> str:
    return f"{weekday(day)[:3]} {day}"


def _record(answer: Answer) -> dict[str, object]:
    return {"for": answer.about, **_due(answer.first), "note": answer.note,
            "transactions": [_transaction(clock) for clock in answer.clocks]}


def _due(one: Deadline | None) -> dict[str, object]:
    if one is None:
        return {"executed": None, "due": None, "ends": None, "days": []}
    days = [{"date": str(day), "closed": why} for day, why in one.days]
    return {"executed": str(one.executed), "due": str(one.due), "ends": end_of(one.due).isoformat(), "days": days}


def _transaction(clock: Clock) -> dict[str, str | None]:
    return {
        "place": clock.place or None,
        "transaction_date": str(clock.transacted),
        "executed": str(clock.deadline.executed) if clock.deadline else None,
        "deemed": clock.deemed or None,
        "due": str(clock.deadline.due) if clock.deadline else None,
        "no_deadline": clock.why_none,
    }
