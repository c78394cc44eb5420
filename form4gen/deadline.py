"""When a Form 4 is due: before the end of the second business day after the day the transaction was executed.

Source: 17 CFR 240.16a-3(g)(1); deemed dates of execution, 240.16a-3(g)(2) to (4); the end of EDGAR's day for Form 4 at 10
p.m. Eastern time, Regulation S-T, 17 CFR 232.13(a)(4).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from form4gen.edgar_calendar import HOLIDAYS_KNOWN, SATURDAY, Calendar
from form4gen.filing import Transaction

BUSINESS_DAYS: Final = 2
LATEST_NOTICE: Final = 3
"""Business days after the transaction, beyond which a notice no longer defers its execution. Source: 16a-3(g)(4)."""
TWO_DAYS_SINCE: Final = date(2002, 8, 29)
"""Until then Form 4 was due on the tenth day of the next month. Source: Release 34-46421."""
GIFTS_SINCE: Final = date(2023, 2, 27)
"""Until then a disposition by gift could wait for Form 5. Source: Release 33-11138."""
END_OF_DAY: Final = time(22)
EASTERN: Final = "America/New_York"

DUE_ON_FORM_4: Final = "ACDFIMOPSX"
"""Codes of transactions that 16a-3(f) keeps off Form 5. Not E, H, J and U, which depend on more than the code."""
LEFT_TO_FORM_5: Final = {
    "L": "a small acquisition (L) may wait for Form 5",
    "W": "an acquisition or disposition by will (W) may wait for Form 5",
    "Z": "a deposit into or withdrawal from a voting trust (Z) may wait for Form 5",
}
"""Codes of transactions that 16a-3(f)(1) and 16a-6 leave to Form 5."""


class Deadline(NamedTuple):
    """A day of execution, the day Form 4 is due after it, and the days between, each with the reason it does not count."""

    executed: date
    due: date
    days: tuple[tuple[date, str | None], ...]


def deadline(executed: date, calendar: Calendar) -> Deadline:
    """When a transaction is due, and how that was counted."""
    due = calendar.after(executed, BUSINESS_DAYS)
    days = (executed + timedelta(days=number) for number in range(1, (due - executed).days + 1))
    return Deadline(executed, due, tuple((day, calendar.closed(day)) for day in days))


def is_late(executed: date, reported: date, calendar: Calendar) -> bool:
    """Whether a report comes after its deadline.

    Holidays can only defer it. Most reports are in time by weekends alone, and are spared the holidays, whose library takes
    longer to load than all the rest of a check.
    """
    return reported > _weekdays_after(executed, BUSINESS_DAYS) and reported > calendar.after(executed, BUSINESS_DAYS)


def _weekdays_after(day: date, count: int) -> date:
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def deemed_execution(transacted: date, notified: date, calendar: Calendar) -> date:
    """When a transaction counts as executed whose day the owner did not choose: on notice of it, within bounds."""
    return min(notified, latest_deemed_execution(transacted, calendar))


def latest_deemed_execution(transacted: date, calendar: Calendar) -> date:
    """The third business day after the transaction."""
    return calendar.after(transacted, LATEST_NOTICE)


def end_of(due: date) -> datetime:
    """The last moment of a day on which EDGAR takes a Form 4, in Eastern time, standard or daylight saving."""
    from zoneinfo import ZoneInfo

    return datetime.combine(due, END_OF_DAY, ZoneInfo(EASTERN))


def end_in_utc(due: date) -> datetime:
    return end_of(due).astimezone(UTC)


def executed_on(row: Transaction) -> date:
    """The day from which the clock runs: the deemed execution date, if there is one."""
    deemed = row.deemed_execution_date and row.deemed_execution_date.value
    return deemed or row.transaction_date.value


def exemption(row: Transaction) -> str | None:
    """Why a transaction has no deadline of two business days; None if it has one."""
    return _left_to_form_5(row) or outside(executed_on(row))


def _left_to_form_5(row: Transaction) -> str | None:
    if row.coding is None:
        return "it has no transaction code"
    if row.coding.form_type == "5":
        return "form type 5: a Form 5 transaction reported early"
    if row.coding.code == "G" and row.acquired_disposed.value == "A":
        return "an acquisition by gift (G) may wait for Form 5"
    if row.coding.code == "G" and executed_on(row) < GIFTS_SINCE:
        return f"a gift (G) before {GIFTS_SINCE} could wait for Form 5"
    return LEFT_TO_FORM_5.get(row.coding.code)


def outside(executed: date) -> str | None:
    """Why no deadline can be told from a day; None if one can."""
    if executed < TWO_DAYS_SINCE:
        return f"before {TWO_DAYS_SINCE}, Form 4 was due on the tenth day of the next month"
    if executed.year >= HOLIDAYS_KNOWN[-1]:
        return f"federal holidays after {HOLIDAYS_KNOWN[-1]} are not known"
    return None
