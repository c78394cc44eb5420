"""DAY: the dates of a filing, one against another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from form4gen.deadline import latest_deemed_execution
from form4gen.edgar_calendar import Calendar
from form4gen.filing import Form4, Place, Transaction
from form4gen.finding import CFR, FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import transactions
from form4gen.rules.prose import names_plan

_SEVERAL = re.compile(
    r"\b(?:of|in)\s(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[0-9])\s(?:forms?|parts|filings|reports)\b"
    r"|\b(?:part|filing|form|report)\s[0-9]{1,2}\sof\s[0-9]{1,2}\b", re.IGNORECASE)


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
    dates = [row.transaction_date.value for _, row in transactions(form4)]
    owed = [row.transaction_date.value for _, row in transactions(form4) if row.coding and row.coding.form_type == "4"]
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
    if form4.under_10b5_1_plan or any(map(names_plan, _texts(form4))):
        return
    for place, deemed, row in _deemed(form4):
        if row.coding and row.coding.code != "I":
            message = (f"{deemed} is a deemed execution date, but nothing says that the transaction was made under a Rule "
                       "10b5-1(c) plan, and its code is not I; leave it out, or say so")
            yield place, message


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


@rule("DAY011", Severity.PRACTICE, Cite(FORM, "9(a)"))
def amendment_speaks_as_of_its_original(form4: Form4) -> Iterator[Found]:
    """An amendment reports no transaction that came after its original was filed.

    A line is added to "the Form being amended", which speaks as of the day it was filed. What was executed after that day
    is reported on a Form 4 of its own, with a deadline of its own. Where box 4 has the wrong day, that is what is to be
    corrected.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-01
        remarks: The original Form 4 misstated the price.
        non_derivative_table: [{transaction_date: 2026-06-02}]
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
        non_derivative_table: [{transaction_date: 2026-06-02}]
    """
    original = form4.date_of_original_submission
    if form4.form != "4/A" or original is None or original < form4.period_of_report:
        return
    for place, row in transactions(form4):
        if row.transaction_date.value > original:
            message = (f"{row.transaction_date.value} is after {original}, the day the original was filed; report it on a "
                       "Form 4 of its own, or correct the date that is wrong")
            yield (*place, "transaction_date"), message


@rule("DAY010", Severity.RULE, Cite(FORM, "1(a), deemed filed on the date it is received"))
def filing_day_follows_what_the_filing_says(form4: Form4, filed_on: date | None) -> Iterator[Found]:
    """A filing is filed on the day of its last signature or after.

    EDGAR cannot receive what is still to be signed, or to happen. The day of filing is no part of a filing: `--filed` gives
    it to `check`, and `filed_on` stands for that here. A day mistyped there hides no late report: the last signature speaks
    all the same.

    Wrong:
        filed_on: 2026-06-01
    Right:
        filed_on: 2026-06-02
    """
    told = _latest_told(form4)
    if filed_on is not None and filed_on < told.day:
        yield told.place, f"filed {filed_on}, before {told.what} of {told.day}; correct the date that is wrong"


class _Told(NamedTuple):
    """A day that a filing speaks of, and where."""

    day: date
    what: str
    place: Place


def _latest_told(form4: Form4) -> _Told:
    """The latest day that a filing speaks of; of equal ones, the signature's before a transaction's and the period."""
    signed = [_Told(signature.date, "the signature", ("signatures", number, "date"))
              for number, signature in enumerate(form4.signatures)]
    transacted = [_Told(row.transaction_date.value, "the transaction", (*at, "transaction_date"))
                  for at, row in transactions(form4)]
    period = _Told(form4.period_of_report, "the period of report", ("period_of_report",))
    return max([*signed, *transacted, period], key=lambda told: told.day)


def _last_signed(form4: Form4) -> date | None:
    return max((signature.date for signature in form4.signatures), default=None)


def _deemed(form4: Form4) -> Iterator[tuple[Place, date, Transaction]]:
    """The deemed execution dates that are given."""
    for at, row in transactions(form4):
        if row.deemed_execution_date is not None and row.deemed_execution_date.value is not None:
            yield (*at, "deemed_execution_date"), row.deemed_execution_date.value, row


def _latest_transaction(form4: Form4) -> date | None:
    return max((row.transaction_date.value for _, row in transactions(form4)), default=None)


def _mentions(words: re.Pattern[str], form4: Form4) -> bool:
    """Whether the remarks or a footnote have certain words."""
    return any(map(words.search, _texts(form4)))


def _texts(form4: Form4) -> tuple[str, ...]:
    """The remarks and the footnotes."""
    return form4.remarks or "", *(footnote.text for footnote in form4.footnotes)
