"""DOC: an amendment beside the filing it amends. Silent where that is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final, TypeGuard

from form4gen.filing import TABLES, Form4, Transaction
from form4gen.finding import FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import rows, transactions
from form4gen.same_filing import Fact, facts
from form4gen.same_parts import Content, row_contents
from form4gen.same_text import plain
from form4gen.submission import Submission
from form4gen.todays_schema import in_todays_schema

_NOT_AMENDED: Final = ("form", "date_of_original_submission", "signatures", "footnotes", *TABLES)
"""Parts that every amendment has of its own, and those that are compared by themselves."""


@rule("DOC021", Severity.RULE, Cite(FORM, "1(c)"))
def amendment_is_of_the_same_issuer(form4: Form4, original: Form4 | None) -> Iterator[Found]:
    """An amendment is of the same issuer's form as its original.

    There is a form for the securities of each issuer. What was reported under a wrong one is amended there, and reported
    anew under the right one.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
        original: {issuer: {cik: 0000054321}}
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
        original: {issuer: {cik: 0000012345}}
    """
    if _is_amended(original, form4) and int(form4.issuer.cik) != int(original.issuer.cik):
        message = (f"the original is of issuer {original.issuer.cik}, and this of {form4.issuer.cik}; correct the CIK, or "
                   "compare with the right original")
        yield ("issuer", "cik"), message


@rule("DOC022", Severity.PRACTICE, Cite(FORM, "4(b)(v)"))
def owners_are_those_of_the_original(form4: Form4, original: Form4 | None) -> Iterator[Found]:
    """An amendment has the reporting owners of its original.

    A joint filing gives everything for each owner, and EDGAR lists an amendment under the owners it names, so one who is
    left out keeps the uncorrected report. Where an owner was forgotten or named by mistake, that is what is amended, and
    all is well: only whoever files can tell.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
        original: {reporting_owners: [{cik: 0009999902}]}
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
        original: {reporting_owners: [{cik: 0009999901}]}
    """
    if not _is_amended(original, form4):
        return
    here, there = ({int(owner.cik) for owner in one.reporting_owners} for one in (form4, original))
    for number, owner in enumerate(form4.reporting_owners):
        if int(owner.cik) not in there:
            message = f"owner {owner.cik} is not in the original; leave it so only if the owner is what is amended"
            yield ("reporting_owners", number, "cik"), message
    for owner in original.reporting_owners:
        if int(owner.cik) not in here:
            message = f"owner {owner.cik} of the original is not here; name every owner whose report is amended"
            yield ("reporting_owners",), message


@rule("DOC023", Severity.PRACTICE, Cite(FORM, "9(a), (b)"))
def amendment_changes_something(form4: Form4, original: Form4 | None, submission: Submission | None) -> Iterator[Found]:
    """An amendment adds a line, or has something else than its original.

    An explanation beside the old figures corrects nothing. If a missing footnote is all that is added, nothing is wrong;
    this cannot tell it from an explanation. A footnote that is changed or gone counts as a change, and with documents
    enclosed nothing is said, for they may be what is added.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-02
        non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
        derivative_table: ~
        footnotes: {F2: The original Form 4 misstated the price.}
        original: {non_derivative_table: [{price_per_share: 10.25}]}
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
        derivative_table: ~
        footnotes: {F2: The original Form 4 misstated the price.}
        original: {non_derivative_table: [{price_per_share: 10.52}]}
    """
    if not _is_amended(original, form4) or (submission is not None and submission.documents):
        return
    if _header(form4, original) == _header(original, original) and not _has_amended_line(form4, original):
        message = ("no value differs from the original, and no line is added; correct what was wrong, unless a footnote is "
                   "all that is added")
        yield ("form",), message


@rule("DOC024", Severity.PRACTICE, Cite(FORM, "9(a), (b)"))
def unamended_line_is_not_repeated(form4: Form4, original: Form4 | None) -> Iterator[Found]:
    """An amendment does not repeat a transaction that the original has and that is not amended.

    "Do not repeat lines of transaction information that were disclosed in the original Form and are not being amended":
    repeated, they read as transactions reported twice. Some filers restate the whole form and say so. Where no line is
    amended at all, one has to be repeated, for EDGAR takes no amendment without.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
        original: {non_derivative_table: [{price_per_share: 10.52}]}
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        derivative_table: ~
        remarks: The original Form 4 misstated the price.
        original: {non_derivative_table: [{price_per_share: 10.52}]}
    """
    if not _is_amended(original, form4):
        return
    known = Counter(_lines(original))
    repeated = []
    for (place, row), line in zip(rows(form4), _lines(form4), strict=True):
        if known[line] > 0 and isinstance(row, Transaction):
            repeated.append(place)
        known[line] -= 1
    if len(repeated) < len(transactions(form4)):
        for place in repeated:
            yield place, "this line is in the original as it is here, so it is not amended; leave it out"


@rule("DOC025", Severity.PRACTICE, Cite("Form 4", "item 3, Date of Earliest Transaction"))
def period_is_that_of_the_original(form4: Form4, original: Form4 | None) -> Iterator[Found]:
    """An amendment has the period of report of its original.

    It speaks as of the original. The date in item 3 changes only where the date of a transaction is amended, or one is
    added; with lines of a new date nothing is said. That the form asks for it is not written anywhere: it keeps both
    together for whoever looks for them by date.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-02
        period_of_report: 2026-06-01
        derivative_table: ~
        remarks: The original Form 4 misstated the price.
        original: {period_of_report: 2026-05-29, derivative_table: [{transaction_date: 2026-05-29}],
                   non_derivative_table: [{price_per_share: 10.52}]}
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        period_of_report: 2026-05-29
        derivative_table: ~
        remarks: The original Form 4 misstated the price.
        original: {period_of_report: 2026-05-29, derivative_table: [{transaction_date: 2026-05-29}],
                   non_derivative_table: [{price_per_share: 10.52}]}
    """
    if not _is_amended(original, form4) or form4.period_of_report == original.period_of_report:
        return
    days, known = ({row.transaction_date.value for _, row in one.transactions()} for one in (form4, original))
    if days <= known:
        message = (f"the original's period of report is {original.period_of_report}, and no line here has a new date; "
                   "write the same")
        yield ("period_of_report",), message


@rule("DOC026", Severity.RULE, Cite("Form 4", "item 4, If Amendment, Date of Original Filed"))
def box_4_is_the_day_the_original_was_filed(form4: Form4, original: Form4 | None,
                                            original_filed_on: date | None) -> Iterator[Found]:
    """The date of the original submission is the day on which the original was filed.

    Nothing is filed before it is signed. Where the original comes in EDGAR's own file, its header has the day; where it is
    an amendment itself, its box 4 has the day of the first form, which stays.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-01
        remarks: The original Form 4 misstated the price.
        original: {signatures: [{date: 2026-06-02}]}
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
        original: {signatures: [{date: 2026-06-02}]}
    """
    day = form4.date_of_original_submission
    if not _is_amended(original, form4) or day is None:
        return
    filed = original.date_of_original_submission if original.form == "4/A" else original_filed_on
    signed = max((signature.date for signature in original.signatures), default=None)
    if filed is not None and day != filed:
        yield ("date_of_original_submission",), f"the original was filed {filed}, not {day}; write that day"
    elif filed is None and signed is not None and day < signed:
        message = f"the original was signed {signed}, so it was not filed {day}; write the day on which EDGAR received it"
        yield ("date_of_original_submission",), message


def _is_amended(original: Form4 | None, form4: Form4) -> TypeGuard[Form4]:
    """Whether the original is known, and the filing amends one."""
    return original is not None and form4.form == "4/A"


def _lines(form4: Form4) -> list[Content]:
    """What the rows of both tables report, and the texts of the footnotes that explain it."""
    return [line for table in TABLES for line in row_contents(form4, table)]


def _has_amended_line(form4: Form4, original: Form4) -> bool:
    """Whether a row has other values than every row of the original, or lacks a footnote of those with the same."""
    known = _lines(original)
    return not all(any(line[:2] == one[:2] and line.cited >= one.cited for one in known) for line in _lines(form4))


def _header(form4: Form4, original: Form4) -> list[Fact]:
    """What the filing says outside its lines.

    Names are EDGAR's and may be left out; and what only today's schema asks, and the original's did not, amends nothing.
    """
    asked_since = () if original.under_10b5_1_plan is not None else ("under_10b5_1_plan",)
    return [(place, plain(text, place)) for place, text in facts(in_todays_schema(form4))
            if place[0] not in (*_NOT_AMENDED, *asked_since) and place[-1] != "name"]
