"""When a Form 4 is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from form4gen.deadline import (
    deadline,
    deemed_execution,
    end_in_utc,
    end_of,
    executed_on,
    exemption,
    is_late,
)
from form4gen.edgar_calendar import Calendar

from .rules.filings import filing

EDGAR = Calendar()


@pytest.mark.parametrize(("executed", "due"), [
    ("2026-06-01", "2026-06-03"), ("2026-06-04", "2026-06-08"), ("2026-06-05", "2026-06-09"),
    ("2026-06-06", "2026-06-09"), ("2026-11-25", "2026-11-30"), ("2026-10-12", "2026-10-14"),
    ("2026-07-01", "2026-07-06"), ("2025-12-23", "2025-12-30"), ("2026-12-31", "2027-01-05"),
])
def test_the_second_business_day_after_execution(executed: str, due: str) -> None:
    assert deadline(date.fromisoformat(executed), EDGAR).due == date.fromisoformat(due)


def test_every_day_of_the_count_is_told() -> None:
    assert deadline(date(2026, 11, 25), EDGAR).days == (
        (date(2026, 11, 26), "Thanksgiving Day"), (date(2026, 11, 27), None), (date(2026, 11, 28), "Saturday"),
        (date(2026, 11, 29), "Sunday"), (date(2026, 11, 30), None))


@pytest.mark.parametrize(("notified", "executed"), [
    ("2026-06-01", "2026-06-01"), ("2026-06-03", "2026-06-03"), ("2026-06-04", "2026-06-04"), ("2026-06-05", "2026-06-04"),
    ("2026-07-01", "2026-06-04"),
])
def test_execution_is_deemed_on_notice_but_by_the_third_business_day(notified: str, executed: str) -> None:
    assert deemed_execution(date(2026, 6, 1), date.fromisoformat(notified), EDGAR) == date.fromisoformat(executed)


@pytest.mark.parametrize(("due", "eastern", "utc"), [
    (date(2026, 6, 3), "2026-06-03T22:00:00-04:00", "2026-06-04T02:00:00+00:00"),
    (date(2026, 11, 30), "2026-11-30T22:00:00-05:00", "2026-12-01T03:00:00+00:00"),
    (date(2026, 3, 6), "2026-03-06T22:00:00-05:00", "2026-03-07T03:00:00+00:00"),
    (date(2026, 3, 9), "2026-03-09T22:00:00-04:00", "2026-03-10T02:00:00+00:00"),
])
def test_the_day_ends_at_ten_in_the_evening_in_standard_and_in_daylight_saving_time(due: date, eastern: str,
                                                                                   utc: str) -> None:
    assert (end_of(due).isoformat(), end_in_utc(due).isoformat()) == (eastern, utc)


@pytest.mark.parametrize("start", [date(2025, 12, 15), date(2026, 6, 29), date(2026, 11, 20)])
def test_late_is_after_the_deadline_and_not_before(start: date) -> None:
    for executed in (start + timedelta(days=number) for number in range(14)):
        due = deadline(executed, EDGAR).due
        late = [is_late(executed, executed + timedelta(days=number), EDGAR) for number in range(12)]
        assert late == [executed + timedelta(days=number) > due for number in range(12)]


def row(values: str) -> str:
    return f"non_derivative_table: [{{{values}}}]"


@pytest.mark.parametrize(("values", "why"), [
    ("coding: {code: P}", None),
    ("coding: {form_type: 5}", "form type 5: a Form 5 transaction reported early"),
    ("coding: ~", "it has no transaction code"),
    ("coding: {code: L}", "a small acquisition (L) may wait for Form 5"),
    ("coding: {code: W}", "an acquisition or disposition by will (W) may wait for Form 5"),
    ("coding: {code: Z}", "a deposit into or withdrawal from a voting trust (Z) may wait for Form 5"),
    ("coding: {code: G}, acquired_disposed: A", "an acquisition by gift (G) may wait for Form 5"),
    ("coding: {code: G}, acquired_disposed: D", None),
    ("coding: {code: G}, acquired_disposed: D, transaction_date: 2023-02-27", None),
    ("coding: {code: G}, acquired_disposed: D, transaction_date: 2023-02-26",
     "a gift (G) before 2023-02-27 could wait for Form 5"),
    ("transaction_date: 2002-08-29", None),
    ("transaction_date: 2002-08-28", "before 2002-08-29, Form 4 was due on the tenth day of the next month"),
    ("transaction_date: 2099-12-31", None),
    ("transaction_date: 2100-01-01", "federal holidays after 2100 are not known"),
    ("transaction_date: 9999-12-31", "federal holidays after 2100 are not known"),
])
def test_which_transactions_have_a_deadline(values: str, why: str | None) -> None:
    (_, first), *_ = filing(row(values)).transactions()
    assert exemption(first) == why


def test_a_deemed_execution_date_starts_the_clock() -> None:
    (_, first), (_, second) = filing(row("deemed_execution_date: 2026-06-03")).transactions()
    assert (executed_on(first), executed_on(second)) == (date(2026, 6, 3), date(2026, 6, 1))


def test_an_empty_deemed_execution_date_starts_none() -> None:
    (_, first), _ = filing(row("deemed_execution_date: {footnotes: [F1]}")).transactions()
    assert executed_on(first) == date(2026, 6, 1)
