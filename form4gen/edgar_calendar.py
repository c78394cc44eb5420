"""The days on which EDGAR works: not on weekends, federal holidays, or when the President or the SEC closes it.

Source: Regulation S-T and Rule 0-2 under the Exchange Act (17 CFR 240.0-2); EDGAR Filer Manual, Volume II, 2.3.1; federal
holidays after 5 U.S.C. 6103 from the ``holidays`` library. Inauguration Day and Good Friday are no such holidays; Columbus
Day is, though the exchanges trade on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from holidays import HolidayBase

CLOSURES: Final[Mapping[date, str]] = {
    date(2018, 12, 5): "day of mourning for President George H. W. Bush",
    date(2018, 12, 24): "federal offices closed by executive order",
    date(2019, 12, 24): "federal offices closed by executive order",
    date(2020, 12, 24): "federal offices closed by executive order",
    date(2021, 6, 18): "Juneteenth, made a federal holiday the day before",
    date(2024, 12, 24): "federal offices closed by executive order",
    date(2025, 1, 9): "day of mourning for President James Carter",
    date(2025, 12, 24): "federal offices closed by executive order",
    date(2025, 12, 26): "federal offices closed by executive order",
}
"""Working days on which EDGAR was closed, beyond the federal holidays, as far as they were known on 2026-11-22.

Source for 2018-12-24: a law firm's alert of 2018-12-21, which quotes that "no EDGAR filings will be accepted".
"""
CLOSURES_KNOWN: Final = date(2018, 1, 1)
"""The day from which the table is complete; before it, only weekends and federal holidays are known here."""

HOLIDAYS_KNOWN: Final = range(1990, 2101)
"""The years whose federal holidays are known here; in others, only weekends and the tables close EDGAR."""
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Business days as 17 CFR 240.16a-3(g) counts them.

    ``closures``: days that EDGAR is closed beyond weekends and federal holidays, with the reason. ``openings``: holidays on
    which it works all the same.
    """

    closures: Mapping[date, str] = field(default_factory=lambda: CLOSURES)
    openings: frozenset[date] = frozenset()

    def closed(self, day: date) -> str | None:
        """Why EDGAR does not work on a day; None if it does."""
        if day.weekday() >= SATURDAY:
            return weekday(day)
        if day in self.openings:
            return None
        return self.closures.get(day) or _federal_holiday(day)

    def is_business_day(self, day: date) -> bool:
        return self.closed(day) is None

    def after(self, day: date, count: int) -> date:
        """The business day that is the ``count``-th after a day, which does not count itself.

        The last day of the year 9999, where a calendar has no more.
        """
        while count > 0 and day < date.max:
            day += timedelta(days=1)
            count -= self.is_business_day(day)
        return day


def weekday(day: date) -> str:
    """``Monday``, in English everywhere."""
    return WEEKDAYS[day.weekday()]


def _federal_holiday(day: date) -> str | None:
    return _federal_holidays().get(day) if day.year in HOLIDAYS_KNOWN else None


@cache
def _federal_holidays() -> HolidayBase:
    from holidays import country_holidays

    return country_holidays("US", language="en_US")
