"""DAY: transactions that are reported after their deadline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from form4gen.deadline import deadline, executed_on, exemption, is_late
from form4gen.edgar_calendar import Calendar
from form4gen.filing import Form4, Place, Transaction
from form4gen.finding import CFR, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import explanations, transactions
from form4gen.rules.prose import days

SIX_MONTHS: Final = timedelta(days=184)
"""The longest six months there are. Source: 17 CFR 240.16a-2(a)."""
_DOUBTFUL: Final = ("J", "E", "H")
"""Codes of events of which some need no report in two business days: other ones, and the end of a derivative security."""


@rule("DAY006", Severity.RULE, Cite(CFR, "240.16a-3(g)(1)"))
def report_is_in_time(form4: Form4, calendar: Calendar, filed_on: date | None) -> Iterator[Found]:
    """A transaction is reported before the end of the second business day after its execution.

    It is counted in EDGAR's business days, from the deemed execution date if there is one. The day EDGAR receives the
    report counts; where it is not known, a signature after the deadline proves the same. EDGAR takes late reports, and
    late is better than never; the issuer discloses them (17 CFR 229.405). An amendment is not late by itself. What may
    wait for Form 5 has another deadline, and so had gifts until February 2023, and everything until August 2002.

    Wrong:
        signatures: [{date: 2026-06-04}]
    Right:
        signatures: [{date: 2026-06-03}]
    """
    late = [one for one in _late(form4, calendar, filed_on) if not one.excuse]
    yield from _told(late, _shown(form4, filed_on), calendar)


@rule("DAY009", Severity.PRACTICE, Cite(CFR, "240.16a-3(g)(1), 240.16a-2(a)"))
def transaction_that_seems_late_is_beyond_doubt(form4: Form4, calendar: Calendar, filed_on: date | None) -> Iterator[Found]:
    """A transaction that seems late but need not be is explained.

    Some rows look late and are not always. "Other" (code J) stands for many events, some of which need no report, and
    whether an expiration (E or H) needs one depends on more than its code. An award subject to performance counts from
    the day its condition is met, of which a footnote speaks. And of directors and officers of a company newly registered,
    the first Form 4 also reports what they did in the six months before (Rule 16a-2(a)): an old transaction beside one in
    time. Since the form does not show which it is, this is no verdict; a footnote tells readers.

    Wrong:
        non_derivative_table: [{coding: {code: J}, price_per_share: 0}]
        derivative_table: ~
        signatures: [{date: 2026-06-04}]
    Right:
        non_derivative_table: [{coding: {code: J}, price_per_share: 0}]
        derivative_table: ~
        signatures: [{date: 2026-06-03}]
    """
    late = [one for one in _late(form4, calendar, filed_on) if one.excuse]
    yield from _told(late, _shown(form4, filed_on), calendar)


class _Late(NamedTuple):
    """A transaction that is reported after its deadline; ``excuse``: why it may be in order."""

    place: Place
    executed: date
    excuse: str


def _late(form4: Form4, calendar: Calendar, filed_on: date | None) -> list[_Late]:
    """The transactions that an original reports too late."""
    reported = _reported(form4, filed_on)
    if form4.form == "4/A" or reported is None:
        return []
    late, in_time = [], []
    for at, row in transactions(form4):
        executed = executed_on(row)
        if exemption(row) is None and is_late(executed, reported, calendar):
            late.append((at, row, executed))
        elif exemption(row) is None:
            in_time.append(executed)
    return [_Late((*at, _clock(row)), executed, _excuse(form4, row, executed, in_time)
                  or _condition(form4, row, reported, calendar)) for at, row, executed in late]


def _condition(form4: Form4, row: Transaction, reported: date, calendar: Calendar) -> str:
    """The excuse of a row whose own footnote gives a later day, one for which the report is in time."""
    told = (day for text in explanations(form4, row) for day in days(text))
    in_time = (day for day in told if executed_on(row) < day <= reported and not is_late(day, reported, calendar))
    day = next(in_time, None)
    return f"unless it counts from {day}, of which a footnote speaks" if day else ""


def _excuse(form4: Form4, row: Transaction, executed: date, in_time: list[date]) -> str:
    if row.coding and row.coding.code in _DOUBTFUL:
        return "unless this need not be reported in two business days"
    serves = any(owner.relationship.is_director or owner.relationship.is_officer for owner in form4.reporting_owners)
    if serves and any(executed < other <= executed + SIX_MONTHS for other in in_time):
        return "unless it was made before the owner came under Section 16 (Rule 16a-2(a))"
    return ""


def _told(late: list[_Late], shown: str, calendar: Calendar) -> Iterator[Found]:
    """One finding for each day of execution and excuse, at the first of its transactions."""
    numbers = Counter((one.executed, one.excuse) for one in late)
    for one in late:
        number = numbers.pop((one.executed, one.excuse), 0)
        if number:
            which = f"{number} transactions executed" if number > 1 else "executed"
            way_out = f"late, {one.excuse}; a footnote may say so" if one.excuse else \
                "late; file it at once all the same, or correct the date that is wrong"
            due = deadline(one.executed, calendar).due
            yield one.place, f"{which} {one.executed}, due {due}, but {shown}: {way_out}"


def _shown(form4: Form4, filed_on: date | None) -> str:
    """What shows the day of the report: the day EDGAR receives it, or else the last signature."""
    reported = _reported(form4, filed_on)
    return f"filed {reported}" if reported == filed_on else f"signed {reported}"


def _reported(form4: Form4, filed_on: date | None) -> date | None:
    """The day EDGAR receives a filing, as far as it is known; not before its last signature, whatever is said of it."""
    signed = (signature.date for signature in form4.signatures)
    return max((*signed, *([filed_on] if filed_on else [])), default=None)


def _clock(row: Transaction) -> str:
    deemed = row.deemed_execution_date is not None and row.deemed_execution_date.value is not None
    return "deemed_execution_date" if deemed else "transaction_date"
