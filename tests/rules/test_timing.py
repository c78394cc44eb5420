"""DAY: what is said of dates and deadlines."""

from __future__ import annotations

from datetime import date

import pytest

from form4gen.closures import calendar_from

from .filings import said

AMENDMENT = "form: 4/A, date_of_original_submission: 2026-06-02"
EXIT = "not_subject_to_section_16: true, non_derivative_table: ~, derivative_table: ~, footnotes: ~"
PLAN = "under_10b5_1_plan: true, footnotes: {F1: Under a Rule 10b5-1 trading plan adopted on January 15 2026.}"
FIRST = "non_derivative_table[0]"
AT_ONCE = "late; file it at once all the same, or correct the date that is wrong"


def first(values: str) -> str:
    return f"non_derivative_table: [{{{values}}}]"


def both(values: str) -> str:
    return f"non_derivative_table: [{{{values}}}], derivative_table: [{{{values}}}]"


def signed(*days: str) -> str:
    return f"signatures: [{', '.join(f'{{name: /s/ Jane Doe, date: {day}}}' for day in days)}]"


def days(change: str, **known: object) -> list[str]:
    """What the DAY rules say of the base filing with a change."""
    return [line for line in said(f"{{{change}}}", **known) if line.startswith("DAY")]


def test_DAY001_period_is_after_the_earliest_transaction() -> None:
    assert days("period_of_report: 2026-06-02") == [
        "DAY001 period_of_report: 2026-06-02 is not the date of the earliest transaction, 2026-06-01; "
        "write that, or correct the row"
    ]


def test_DAY001_period_is_before_the_earliest_transaction() -> None:
    assert days("period_of_report: 2026-05-29") == [
        "DAY001 period_of_report: 2026-05-29 is not the date of the earliest transaction, 2026-06-01; "
        "write that, or correct the row"
    ]


def test_DAY001_period_is_left_out_and_worked_out() -> None:
    assert days("period_of_report: ~") == []


def test_DAY001_amendment_of_later_rows_keeps_the_originals_period() -> None:
    assert days(f"{AMENDMENT}, period_of_report: 2026-05-29") == []
    assert len(days(f"{AMENDMENT}, period_of_report: 2026-06-02")) == 1


@pytest.mark.parametrize("remarks", ["This is the second of two Forms 4.", "Form 4 in two parts. Part 2 of 2.",
                                     "Filing 2 of 3"])
def test_DAY001_second_of_two_forms_has_the_period_of_the_first(remarks: str) -> None:
    assert days(f"period_of_report: 2026-05-29, remarks: {remarks}") == []
    assert len(days(f"period_of_report: 2026-06-02, remarks: {remarks}")) == 1


def test_DAY001_other_remarks_excuse_nothing() -> None:
    assert len(days("period_of_report: 2026-05-29, remarks: One of two directors of the fund")) == 1


def test_DAY001_form_5_transaction_reported_early_may_date_the_period_or_not() -> None:
    early = first("transaction_date: 2026-05-01, coding: {form_type: 5}")
    assert days(f"period_of_report: 2026-06-01, {early}") == []
    assert days(f"period_of_report: 2026-05-01, {early}") == []
    assert len(days(f"period_of_report: 2026-05-15, {early}")) == 1


def test_DAY001_exit_without_a_transaction() -> None:
    assert days(EXIT) == []


def test_DAY002_signed_before_the_transaction() -> None:
    assert days(signed("2026-05-31")) == [
        "DAY002 signatures[0].date: signed 2026-05-31, before the transaction of 2026-06-01; "
        "correct the date that is wrong, or sign after the last transaction"
    ]


def test_DAY002_every_signature_is_looked_at() -> None:
    assert [line.split(":")[0] for line in days(signed("2026-06-02", "2026-05-31"))] == ["DAY002 signatures[1].date"]


def test_DAY002_signed_on_the_day_of_the_transaction() -> None:
    assert days(signed("2026-06-01")) == []


def test_DAY003_exit_is_signed_before_its_period() -> None:
    assert days(f"{EXIT}, {signed('2026-05-31')}") == [
        "DAY003 signatures[0].date: signed 2026-05-31, before the period of report, 2026-06-01; correct one of them"
    ]


def test_DAY003_exit_is_signed_on_its_period() -> None:
    assert days(f"{EXIT}, {signed('2026-06-01')}") == []


def test_DAY003_leaves_to_DAY002_what_it_says() -> None:
    assert [line.split()[0] for line in days(signed("2026-05-31"))] == ["DAY002"]


def test_DAY004_deemed_before_the_transaction() -> None:
    assert days(f"{PLAN}, {first('deemed_execution_date: 2026-05-29')}") == [
        f"DAY004 {FIRST}.deemed_execution_date: 2026-05-29 is before the transaction of 2026-06-01; "
        "write the day the owner was told of it"
    ]


def test_DAY004_deemed_after_the_third_business_day() -> None:
    assert days(f"{PLAN}, {first('deemed_execution_date: 2026-06-05')}") == [
        f"DAY004 {FIRST}.deemed_execution_date: 2026-06-05 is after 2026-06-04, the third business day after 2026-06-01, "
        "the transaction; write that"
    ]


@pytest.mark.parametrize("deemed", ["2026-06-01", "2026-06-04"])
def test_DAY004_deemed_within_bounds(deemed: str) -> None:
    assert days(f"{PLAN}, {first(f'deemed_execution_date: {deemed}')}") == []


def test_DAY004_counts_business_days_by_the_readers_calendar() -> None:
    storm = calendar_from("2026-06-03 closed storm")
    assert days(f"{PLAN}, {first('deemed_execution_date: 2026-06-05')}", calendar=storm) == []


@pytest.mark.parametrize(("text", "lines"), [("a 10b-5-1 plan", 0), ("Rule 10b5 1", 0), ("Rule 10b-5", 1), ("10b5-18", 1)])
def test_DAY005_plan_however_it_is_spelled(text: str, lines: int) -> None:
    change = f"{first('deemed_execution_date: 2026-06-02')}, footnotes: {{F1: Under {text}.}}"
    assert len(days(change)) == lines


def test_DAY005_deemed_without_a_plan() -> None:
    assert days(first("deemed_execution_date: 2026-06-02")) == [
        f"DAY005 {FIRST}.deemed_execution_date: 2026-06-02 is a deemed execution date, but nothing says that the "
        "transaction was made under a Rule 10b5-1(c) plan, and its code is not I; leave it out, or say so"
    ]


@pytest.mark.parametrize("change", ["under_10b5_1_plan: true", "remarks: Made under a 10b5-1 plan",
                                    "footnotes: {F1: Rule 10b-5(1) plan}"])
def test_DAY005_deemed_under_a_plan(change: str) -> None:
    assert days(f"{change}, {first('deemed_execution_date: 2026-06-02')}") == []


def test_DAY005_rule_10b_5_itself_is_no_plan() -> None:
    assert len(days(f"remarks: See Rule 10b-5., {first('deemed_execution_date: 2026-06-02')}")) == 1


def test_DAY005_deemed_in_a_discretionary_transaction() -> None:
    assert days(first("coding: {code: I}, deemed_execution_date: 2026-06-02")) == []


def test_DAY006_signed_after_the_deadline() -> None:
    assert days(f"{signed('2026-06-04')}, derivative_table: ~") == [
        f"DAY006 {FIRST}.transaction_date: executed 2026-06-01, due 2026-06-03, but signed 2026-06-04: {AT_ONCE}"
    ]


def test_DAY006_transactions_of_a_day_are_told_once() -> None:
    assert days(signed("2026-06-04")) == [
        f"DAY006 {FIRST}.transaction_date: 2 transactions executed 2026-06-01, due 2026-06-03, "
        f"but signed 2026-06-04: {AT_ONCE}"
    ]


def test_DAY006_signed_on_the_last_day() -> None:
    assert days(signed("2026-06-03")) == []


def test_DAY006_the_last_signature_counts() -> None:
    assert len(days(signed("2026-06-03", "2026-06-04"))) == 1


def test_DAY006_the_day_of_filing_counts_where_it_is_known() -> None:
    assert days("derivative_table: ~", filed_on=date(2026, 6, 4)) == [
        f"DAY006 {FIRST}.transaction_date: executed 2026-06-01, due 2026-06-03, but filed 2026-06-04: {AT_ONCE}"
    ]
    assert days("derivative_table: ~", filed_on=date(2026, 6, 3)) == []


def test_DAY006_a_day_of_filing_before_the_last_signature_hides_nothing() -> None:
    late = f"{signed('2026-06-04')}, derivative_table: ~"
    assert days(late, filed_on=date(2025, 6, 4)) == [
        f"DAY006 {FIRST}.transaction_date: executed 2026-06-01, due 2026-06-03, but signed 2026-06-04: {AT_ONCE}",
        "DAY010 signatures[0].date: filed 2025-06-04, before the signature of 2026-06-04; correct the date that is wrong",
    ]
    assert "but filed 2026-06-05" in days(late, filed_on=date(2026, 6, 5))[0]


def test_DAY006_nothing_is_late_that_nobody_has_signed() -> None:
    assert days("signatures: []") == []


def test_DAY006_holidays_and_closures_defer_the_deadline() -> None:
    over = f"period_of_report: 2026-07-02, {both('transaction_date: 2026-07-02')}"
    assert days(f"{over}, {signed('2026-07-07')}") == []
    assert len(days(f"{over}, {signed('2026-07-08')}")) == 1
    assert days(f"{over}, {signed('2026-07-08')}", calendar=calendar_from("2026-07-07 closed storm")) == []


def test_DAY006_the_clock_runs_from_the_deemed_execution_date() -> None:
    deemed = f"{PLAN}, {first('deemed_execution_date: 2026-06-03')}, derivative_table: ~"
    assert days(f"{deemed}, {signed('2026-06-05')}") == []
    assert days(f"{deemed}, {signed('2026-06-08')}") == [
        f"DAY006 {FIRST}.deemed_execution_date: executed 2026-06-03, due 2026-06-05, but signed 2026-06-08: {AT_ONCE}"
    ]


def test_DAY006_an_amendment_is_not_late() -> None:
    assert days(f"{AMENDMENT}, {signed('2026-06-30')}") == []


@pytest.mark.parametrize("values", ["coding: {form_type: 5}", "coding: {code: W}", "coding: {code: L}",
                                    "coding: {code: G}, price_per_share: 0"])
def test_DAY006_what_may_wait_for_form_5(values: str) -> None:
    assert days(f"{first(values)}, derivative_table: ~, {signed('2026-06-30')}") == []


def test_DAY006_disposition_by_gift_waits_no_longer() -> None:
    gift = "coding: {code: G}, acquired_disposed: D, price_per_share: 0"
    assert len(days(f"{first(gift)}, derivative_table: ~, {signed('2026-06-30')}")) == 1


def test_DAY007_expires_before_it_can_be_exercised() -> None:
    assert days("derivative_table: [{expiration_date: 2027-05-31}]") == [
        "DAY007 derivative_table[0].expiration_date: expires 2027-05-31, before it can be exercised, 2027-06-01; "
        "correct the date that is wrong"
    ]


@pytest.mark.parametrize("dates", ["expiration_date: 2027-06-01", "expiration_date: {footnotes: [F1]}",
                                   "exercise_date: {footnotes: [F1]}, expiration_date: 2026-06-01"])
def test_DAY007_expires_later_or_as_a_footnote_says(dates: str) -> None:
    assert days(f"derivative_table: [{{{dates}}}]") == []


def test_DAY007_a_holding_has_both_dates_too() -> None:
    held = "kind: holding, transaction_date: ~, coding: ~, shares: ~, acquired_disposed: ~, price_per_share: ~"
    assert len(days(f"derivative_table: [{{{held}, expiration_date: 2027-05-31}}]")) == 1


def test_DAY008_original_before_the_period() -> None:
    assert days("form: 4/A, date_of_original_submission: 2026-05-29") == [
        "DAY008 date_of_original_submission: the original was filed 2026-05-29, before the period of report, 2026-06-01; "
        "write the day it was filed"
    ]


def test_DAY008_original_after_the_signature() -> None:
    assert days("form: 4/A, date_of_original_submission: 2026-06-03") == [
        "DAY008 date_of_original_submission: the original was filed 2026-06-03, after this amendment was signed, "
        "2026-06-02; correct one of them"
    ]


@pytest.mark.parametrize("original", ["2026-06-01", "2026-06-02"])
def test_DAY008_original_between_period_and_signature(original: str) -> None:
    assert days(f"form: 4/A, date_of_original_submission: {original}") == []


LATER = "non_derivative_table: [{transaction_date: 2026-06-02}]"


def test_DAY011_transaction_after_the_original_was_filed() -> None:
    assert days(f"form: 4/A, date_of_original_submission: 2026-06-01, {LATER}") == [
        f"DAY011 {FIRST}.transaction_date: 2026-06-02 is after 2026-06-01, the day the original was filed; report it on a "
        "Form 4 of its own, or correct the date that is wrong"
    ]


def test_DAY011_transaction_that_the_original_could_have() -> None:
    assert days(f"form: 4/A, date_of_original_submission: 2026-06-02, {LATER}") == []
    assert days(LATER) == []


def test_DAY011_is_silent_where_box_4_cannot_be_right() -> None:
    assert [line.split()[0] for line in days(f"form: 4/A, date_of_original_submission: 2026-05-29, {LATER}")] == ["DAY008"]


def test_DAY009_other_transaction_seems_late() -> None:
    assert days(f"{first('coding: {code: J}, price_per_share: 0')}, derivative_table: ~, {signed('2026-06-04')}") == [
        f"DAY009 {FIRST}.transaction_date: executed 2026-06-01, due 2026-06-03, but signed 2026-06-04: late, unless this "
        "need not be reported in two business days; a footnote may say so"
    ]


@pytest.mark.parametrize(("code", "rule"), [("E", "DAY009"), ("H", "DAY009"), ("C", "DAY006")])
def test_DAY009_expiration_seems_late(code: str, rule: str) -> None:
    late = f"non_derivative_table: ~, derivative_table: [{{coding: {{code: {code}}}}}], {signed('2026-06-04')}"
    assert [line.split()[0] for line in days(late)] == [rule]


def noted(text: str) -> str:
    """A late transaction with a footnote."""
    cited = "shares: {footnotes: [F1]}"
    return f'{first(cited)}, derivative_table: ~, footnotes: {{F1: "{text}"}}, {signed("2026-06-10")}'


def test_DAY009_footnote_of_a_later_day_for_which_the_report_is_in_time() -> None:
    assert days(noted("The committee certified the performance condition on June 8, 2026.")) == [
        f"DAY009 {FIRST}.transaction_date: executed 2026-06-01, due 2026-06-03, but signed 2026-06-10: late, unless it "
        "counts from 2026-06-08, of which a footnote speaks; a footnote may say so"
    ]


@pytest.mark.parametrize("text", ["Granted June 1, 2026.", "Certified June 5, 2026.", "The award vests on June 11, 2026."])
def test_DAY009_footnote_of_another_day(text: str) -> None:
    assert [line.split()[0] for line in days(noted(text))] == ["DAY006"]


def test_DAY009_footnote_of_another_row() -> None:
    other = noted("Certified on June 8, 2026.").replace("shares: {footnotes: [F1]}", "shares: {footnotes: []}")
    assert [line.split()[0] for line in days(other)] == ["DAY006"]


def test_DAY009_old_transaction_of_an_officer_beside_one_in_time() -> None:
    old = f"period_of_report: 2025-12-02, {first('transaction_date: 2025-12-02')}"
    assert days(old) == [
        f"DAY009 {FIRST}.transaction_date: executed 2025-12-02, due 2025-12-04, but signed 2026-06-02: late, unless it "
        "was made before the owner came under Section 16 (Rule 16a-2(a)); a footnote may say so"
    ]


def test_DAY009_does_not_excuse_what_is_older_than_six_months() -> None:
    older = f"period_of_report: 2025-11-28, {first('transaction_date: 2025-11-28')}"
    assert [line.split()[0] for line in days(older)] == ["DAY006"]


def test_DAY009_does_not_excuse_a_ten_percent_owner() -> None:
    holder = "reporting_owners: [{relationship: {is_officer: false, officer_title: ~, is_ten_percent_owner: true}}]"
    old = f"period_of_report: 2025-12-02, {first('transaction_date: 2025-12-02')}"
    assert [line.split()[0] for line in days(f"{holder}, {old}")] == ["DAY006"]


def test_DAY009_a_day_of_filing_before_the_last_signature_hides_nothing() -> None:
    other = f"{first('coding: {code: J}, price_per_share: 0')}, derivative_table: ~, {signed('2026-06-04')}"
    assert [line.split()[0] for line in days(other, filed_on=date(2026, 6, 3))] == ["DAY009", "DAY010"]


@pytest.mark.parametrize(("change", "told"), [
    (signed("2026-06-02", "2026-06-03"), "signatures[1].date: filed 2026-05-29, before the signature of 2026-06-03"),
    ("signatures: []", f"{FIRST}.transaction_date: filed 2026-05-29, before the transaction of 2026-06-01"),
    (f"signatures: [], {EXIT}", "period_of_report: filed 2026-05-29, before the period of report of 2026-06-01"),
])
def test_DAY010_filed_before_the_latest_day_that_the_filing_speaks_of(change: str, told: str) -> None:
    assert days(change, filed_on=date(2026, 5, 29)) == [f"DAY010 {told}; correct the date that is wrong"]


@pytest.mark.parametrize("filed_on", [date(2026, 6, 2), date(2026, 6, 3), None])
def test_DAY010_filed_on_the_day_of_the_signature_or_after(filed_on: date | None) -> None:
    assert days("", filed_on=filed_on) == []
