"""DAY: the dates of a filing, one against another, and the day it is due."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from form4gen.deadline import deadline, executed_on, exemption, is_late, latest_deemed_execution
from form4gen.edgar_calendar import Calendar
from form4gen.filing import Form4, Place, Transaction
from form4gen.finding import CFR, FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule

SIX_MONTHS: Final = timedelta(days=184)
"""The longest six months there are. Source: 17 CFR 240.16a-2(a)."""

_SEVERAL = re.compile(
    r"\b(?:of|in)\s(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[0-9])\s(?:forms?|parts|filings|reports)\b"
    r"|\b(?:part|filing|form|report)\s[0-9]{1,2}\sof\s[0-9]{1,2}\b", re.IGNORECASE)
_PLAN = re.compile(r"10b-?5[-(]1", re.IGNORECASE)


@rule("DAY001", Severity.RULE, Cite("Form 4", "item 3, Date of Earliest Transaction"))
def period_is_the_earliest_transaction(form4: Form4) -> Iterator[Found]:
    """The period of report is the date of the earliest transaction.

    In YAML it may be left out, and is then worked out. Where form 5 transactions are reported early beside others, filers
    date the period by the others, and that is let pass. So is an earlier period in an amendment, or in one of several
    Forms 4 that its remarks number: the original, or the first of them, had the earliest transaction.

    Wrong:
        period_of_report: 2026-06-02
    Right:
        period_of_report: 2026-06-01
    """
    dates = [row.transaction_date.value for _, row in form4.transactions()]
    owed = [row.transaction_date.value for _, row in form4.transactions() if row.coding and row.coding.form_type == "4"]
    period = form4.period_of_report
    if not dates or period in (min(dates), min(owed or dates)):
        return
    if period > min(dates) or not (form4.form == "4/A" or _mentions(_SEVERAL, form4)):
        message = f"{period} is not the date of the earliest transaction, {min(dates)}; write that, or correct the row"
        yield ("period_of_report",), message


@rule("DAY002", Severity.RULE, Cite(FORM, "1(a), transaction that has been executed"))
def signature_follows_the_transactions(form4: Form4) -> Iterator[Found]:
    """No transaction is dated after a signature.

    The form reports what has been executed; whoever signs says that it is true and complete on that day.

    Wrong:
        signatures: [{date: 2026-05-31}]
    Right:
        signatures: [{date: 2026-06-01}]
    """
    latest = _latest_transaction(form4)
    for number, signature in enumerate(form4.signatures):
        if latest is not None and signature.date < latest:
            message = (f"signed {signature.date}, before the transaction of {latest}; "
                       "correct the date that is wrong, or sign after the last transaction")
            yield ("signatures", number, "date"), message


@rule("DAY003", Severity.RULE, Cite("Form 4", "item 3, Date of Earliest Transaction"))
def signature_follows_the_period(form4: Form4) -> Iterator[Found]:
    """A signature is dated on the period of report or after it.

    This tells where no transaction does: in a filing that only checks the exit box, or whose period is wrong.

    Wrong:
        not_subject_to_section_16: true
        non_derivative_table: ~
        derivative_table: ~
        footnotes: ~
        signatures: [{date: 2026-05-31}]
    Right:
        not_subject_to_section_16: true
        non_derivative_table: ~
        derivative_table: ~
        footnotes: ~
        signatures: [{date: 2026-06-01}]
    """
    latest = _latest_transaction(form4)
    for number, signature in enumerate(form4.signatures):
        if signature.date < form4.period_of_report and (latest is None or latest <= signature.date):
            message = f"signed {signature.date}, before the period of report, {form4.period_of_report}; correct one of them"
            yield ("signatures", number, "date"), message


@rule("DAY004", Severity.RULE, Cite(CFR, "240.16a-3(g)(2) to (4)"))
def deemed_execution_date_is_within_bounds(form4: Form4, calendar: Calendar) -> Iterator[Found]:
    """A deemed execution date is on the transaction date or up to three business days later.

    It is the day on which the broker or plan administrator tells the owner of the transaction. If that is later than the
    third business day after the transaction, the third business day is the deemed execution date all the same.
    `form4gen due 2026-06-01 --notified 2026-06-08` works it out.

    Wrong:
        under_10b5_1_plan: true
        non_derivative_table: [{deemed_execution_date: 2026-05-29}]
        footnotes: {F1: Acquired under a Rule 10b5-1 trading plan adopted on January 15 2026.}
    Right:
        under_10b5_1_plan: true
        non_derivative_table: [{deemed_execution_date: 2026-06-02}]
        footnotes: {F1: Acquired under a Rule 10b5-1 trading plan adopted on January 15 2026.}
    """
    for place, deemed, row in _deemed(form4):
        transacted = row.transaction_date.value
        latest = latest_deemed_execution(transacted, calendar)
        if deemed < transacted:
            yield place, f"{deemed} is before the transaction of {transacted}; write the day the owner was told of it"
        elif deemed > latest:
            message = f"{deemed} is after {latest}, the third business day after {transacted}, the transaction; write that"
            yield place, message


@rule("DAY005", Severity.RULE, Cite(FORM, "4(a)(ii), and 17 CFR 240.16a-3(g)(2) and (3)"))
def only_a_plan_defers_execution(form4: Form4) -> Iterator[Found]:
    """Only a transaction that is discretionary, or under a 10b5-1 plan, has a deemed execution date.

    The column is for owners who did not choose the day of the transaction: the broker or administrator did, under a plan
    (then the box says so, or a footnote before there was a box), or in a discretionary transaction (code I). For all
    others the clock runs from the transaction date, and the column stays empty even where it would show the same day.

    Wrong:
        non_derivative_table: [{deemed_execution_date: 2026-06-02}]
    Right:
        under_10b5_1_plan: true
        non_derivative_table: [{deemed_execution_date: 2026-06-02}]
        footnotes: {F1: Acquired under a Rule 10b5-1 trading plan adopted on January 15 2026.}
    """
    if form4.under_10b5_1_plan or _mentions(_PLAN, form4):
        return
    for place, deemed, row in _deemed(form4):
        if row.coding and row.coding.code != "I":
            message = (f"{deemed} is a deemed execution date, but nothing says that the transaction was made under a Rule "
                       "10b5-1(c) plan, and its code is not I; leave it out, or say so")
            yield place, message


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


@rule("DAY007", Severity.RULE, Cite(FORM, "4(c)(iii)"))
def security_expires_after_it_can_be_exercised(form4: Form4) -> Iterator[Found]:
    """A derivative security does not expire before it can be exercised.

    Both dates describe the security in column 6 of Table II; the one before the other describes none.

    Wrong:
        derivative_table: [{expiration_date: 2026-05-31}]
    Right:
        derivative_table: [{expiration_date: 2036-06-01}]
    """
    for number, row in enumerate(form4.derivative_table):
        exercise, expiration = row.exercise_date.value, row.expiration_date.value
        if exercise and expiration and expiration < exercise:
            message = f"expires {expiration}, before it can be exercised, {exercise}; correct the date that is wrong"
            yield ("derivative_table", number, "expiration_date"), message


@rule("DAY008", Severity.RULE, Cite("Form 4", "item 4, If Amendment, Date of Original Filed"))
def original_was_filed_between_period_and_signature(form4: Form4) -> Iterator[Found]:
    """An amendment's original was filed after the period of report and before the amendment was signed.

    Item 4 is the day on which the original was filed. The original could not report a transaction to come, nor does anyone
    amend a report that is still to be filed. The same day is possible for both.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-05-29
        remarks: The original Form 4 misstated the price.
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
    """
    original, period = form4.date_of_original_submission, form4.period_of_report
    signed = _last_signed(form4)
    if original is None or form4.form != "4/A":
        return
    if original < period:
        message = f"the original was filed {original}, before the period of report, {period}; write the day it was filed"
        yield ("date_of_original_submission",), message
    elif signed is not None and original > signed:
        message = f"the original was filed {original}, after this amendment was signed, {signed}; correct one of them"
        yield ("date_of_original_submission",), message


@rule("DAY009", Severity.PRACTICE, Cite(CFR, "240.16a-3(g)(1), 240.16a-2(a)"))
def transaction_that_seems_late_is_beyond_doubt(form4: Form4, calendar: Calendar, filed_on: date | None) -> Iterator[Found]:
    """A transaction that seems late but need not be is explained.

    Two kinds of rows look late and are not always. "Other" (code J) stands for many events, some of which need no report.
    And of directors and officers of a company newly registered, the first Form 4 also reports what they did in the six
    months before (Rule 16a-2(a)): an old transaction beside one in time. Since the form does not show which it is, this is
    no verdict; a footnote tells readers.

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
    reported = filed_on or _last_signed(form4)
    if form4.form == "4/A" or reported is None:
        return []
    late, in_time = [], []
    for at, row in form4.transactions():
        executed = executed_on(row)
        if exemption(row) is None and is_late(executed, reported, calendar):
            late.append((at, row, executed))
        elif exemption(row) is None:
            in_time.append(executed)
    return [_Late((*at, _clock(row)), executed, _excuse(form4, row, executed, in_time)) for at, row, executed in late]


def _excuse(form4: Form4, row: Transaction, executed: date, in_time: list[date]) -> str:
    if row.coding and row.coding.code == "J":
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
    return f"filed {filed_on}" if filed_on else f"signed {_last_signed(form4)}"


def _last_signed(form4: Form4) -> date | None:
    return max((signature.date for signature in form4.signatures), default=None)


def _clock(row: Transaction) -> str:
    deemed = row.deemed_execution_date is not None and row.deemed_execution_date.value is not None
    return "deemed_execution_date" if deemed else "transaction_date"


def _deemed(form4: Form4) -> Iterator[tuple[Place, date, Transaction]]:
    """The deemed execution dates that are given."""
    for at, row in form4.transactions():
        if row.deemed_execution_date is not None and row.deemed_execution_date.value is not None:
            yield (*at, "deemed_execution_date"), row.deemed_execution_date.value, row


def _latest_transaction(form4: Form4) -> date | None:
    return max((row.transaction_date.value for _, row in form4.transactions()), default=None)


def _mentions(words: re.Pattern[str], form4: Form4) -> bool:
    """Whether the remarks or a footnote have certain words."""
    return any(words.search(text) for text in (form4.remarks or "", *(footnote.text for footnote in form4.footnotes)))
