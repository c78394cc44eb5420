"""EDGAR's business days: the holidays of each year as they were or will be, and a reader's own table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from form4gen.closures import ClosuresError, calendar_from
from form4gen.edgar_calendar import CLOSURES, Calendar
from form4gen.lexical import Day

CLOSED = {
    2014: "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25",
    2015: "01-01 01-19 02-16 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
    2016: "01-01 01-18 02-15 05-30 07-04 09-05 10-10 11-11 11-24 12-26",
    2017: "01-02 01-16 02-20 05-29 07-04 09-04 10-09 11-10 11-23 12-25",
    2018: "01-01 01-15 02-19 05-28 07-04 09-03 10-08 11-12 11-22 12-05 12-24 12-25",
    2019: "01-01 01-21 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-24 12-25",
    2020: "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-24 12-25",
    2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2022: "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
    2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-24 12-25",
    2025: "01-01 01-09 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-24 12-25 12-26",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
}
"""The weekdays on which EDGAR does not work."""


def weekdays(year: int) -> list[date]:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return [day for day in days if day.year == year and day.weekday() < 5]


@pytest.mark.parametrize("year", CLOSED)
def test_the_weekdays_on_which_edgar_is_closed(year: int) -> None:
    closed = [f"{day:%m-%d}" for day in weekdays(year) if not Calendar().is_business_day(day)]
    assert closed == CLOSED[year].split()


@pytest.mark.parametrize(("day", "why"), [
    (date(2026, 10, 12), "Columbus Day"),
    (date(2026, 11, 26), "Thanksgiving Day"),
    (date(2026, 7, 3), "Independence Day (observed)"),
    (date(2026, 6, 19), "Juneteenth National Independence Day"),
    (date(2026, 11, 28), "Saturday"),
    (date(2026, 7, 5), "Sunday"),
    (date(2025, 1, 9), "day of mourning for President James Carter"),
])
def test_a_closed_day_has_its_reason(day: date, why: str) -> None:
    assert Calendar().closed(day) == why
    assert Calendar().closed(Day(f"{day}-05:00")) == why


@pytest.mark.parametrize("day", [
    date(2024, 3, 29), date(2025, 4, 18), date(2026, 4, 3),  # Good Friday: the exchanges close, EDGAR does not
    date(2017, 1, 20), date(2021, 1, 20),  # Inauguration Day is a holiday in and around Washington only
    date(2026, 11, 27), date(2026, 12, 24), date(2024, 7, 3),
])
def test_days_that_look_like_holidays_and_are_none(day: date) -> None:
    assert Calendar().closed(day) is None


def test_juneteenth_was_a_working_day_before_2021() -> None:
    assert Calendar().is_business_day(date(2020, 6, 19))


@pytest.mark.parametrize("day", CLOSURES, ids=str)
def test_the_table_holds_weekdays_only(day: date) -> None:
    assert Calendar().closed(day) == CLOSURES[day]
    assert day.weekday() < 5


@pytest.mark.parametrize(("day", "count", "then"), [
    (date(2026, 6, 1), 0, date(2026, 6, 1)), (date(2026, 6, 1), 2, date(2026, 6, 3)),
    (date(2026, 6, 5), 1, date(2026, 6, 8)), (date(1, 1, 1), 4, date(1, 1, 5)), (date(9000, 7, 3), 1, date(9000, 7, 4)),
    (date(2025, 12, 23), 2, date(2025, 12, 30)), (date(2026, 10, 9), 1, date(2026, 10, 13)),
])
def test_business_days_are_counted_from_the_day_after(day: date, count: int, then: date) -> None:
    assert Calendar().after(day, count) == then


@pytest.mark.parametrize(("day", "why"), [
    (date(1989, 12, 25), None), (date(1990, 12, 25), "Christmas Day"), (date(2099, 12, 25), "Christmas Day"),
    (date(2100, 7, 5), "Independence Day (observed)"), (date(2102, 12, 25), None), (date.max, None),
    (date.max - timedelta(days=6), "Saturday"), (date.min, None),
])
def test_holidays_are_known_from_1990_to_2100_and_weekends_always(day: date, why: str | None) -> None:
    assert Calendar().closed(day) == why


def test_a_calendar_ends_with_the_year_9999() -> None:
    assert Calendar().after(date.max, 2) == date.max


TABLE = """\
# reviewed 2026-12-01
2099-12-24 Closed by executive order   # invented
2025-01-09 open

2026-11-26 open offices work on Thanksgiving
"""


def test_a_readers_table_comes_on_top_of_ours() -> None:
    calendar = calendar_from(TABLE)
    assert calendar.closed(date(2099, 12, 24)) == "closed by executive order"
    assert calendar.closed(date(2025, 1, 9)) is None
    assert calendar.closed(date(2026, 11, 26)) is None
    assert calendar.closed(date(2018, 12, 5)) == "day of mourning for President George H. W. Bush"
    assert calendar.closed(date(2026, 12, 25)) == "Christmas Day"


def test_a_readers_reason_replaces_ours() -> None:
    assert calendar_from("2025-01-09 closed day of mourning").closed(date(2025, 1, 9)) == "closed day of mourning"


def test_an_empty_table_changes_nothing() -> None:
    assert calendar_from("\ufeff# nothing\n\n") == Calendar()


NEITHER = "it is neither 'YYYY-MM-DD closed REASON' nor 'YYYY-MM-DD open'"


@pytest.mark.parametrize(("line", "why"), [
    ("tomorrow closed", NEITHER), ("2099-12-24 shut storm", NEITHER), ("2099-12-24 openly", NEITHER),
    ("2099-12-24", NEITHER), ("2099-12-24 OPENED", NEITHER), ("0009999901: abcd#234", NEITHER),
    ("2026-02-30 closed storm", "2026-02-30 is no day of the calendar"),
    ("2026-12-26 closed storm", "2026-12-26 is a Saturday, when EDGAR is closed anyway"),
    ("2026-12-27 open", "2026-12-27 is a Sunday, when EDGAR is closed anyway"),
    ("2099-12-24 closed", "say why EDGAR is closed: 'YYYY-MM-DD closed REASON'"),
    ("2026-12-23 open", "2026-12-23 is on line 1 already; keep one of them"),
])
def test_a_wrong_line_is_named(line: str, why: str) -> None:
    with pytest.raises(ClosuresError) as raised:
        calendar_from(f"2026-12-23 closed storm\n{line}\n")
    assert str(raised.value) == f"line 2: {why}"
