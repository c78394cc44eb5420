"""Which schema version of the ownership XML, and so which edition of the printed form, holds for a filing.

Source: EDGAR Release 26.1.1 (specification v5.5, X0609); EDGAR Release 23.1 (v5.4, X0407 and X0508, the same elements);
before that X0306 and its forerunners, which differ in codes only.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from form4gen.filing import Form4

Edition = Literal["X03", "X04", "X05", "X06"]
EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)
Profile = Literal["submission", "disseminated"]
"""What a filer sends, or what EDGAR publishes of it."""
CURRENT: Final = "X0609"

_IN_FORCE_FROM: Final = ((date(2026, 3, 18), "X0609"), (date(2023, 3, 20), "X0508"), (date(2012, 7, 1), "X0306"))
"""X0306 came between the filings of June and of August 2012, on a day that is not known."""
_EARLIEST: Final = "X0305"


def version_on(day: date) -> str:
    """The schema version by which EDGAR judged a filing made on ``day``."""
    return next((version for since, version in _IN_FORCE_FROM if day >= since), _EARLIEST)


def version_of(form4: Form4, as_of: date | None = None, filed_on: date | None = None) -> str:
    """The schema version that judges a filing.

    It is the one in force ``as_of`` a day, else the one EDGAR wrote into the filing, else the one in force on the latest
    day that is known of it: a signature, a transaction, its period of report, the day it is filed. An amendment that no one
    has signed is still to be filed, whatever it amends, and so is judged by today's.
    """
    if as_of is not None:
        return version_on(as_of)
    if form4.schema_version:
        return form4.schema_version
    signed = [signature.date for signature in form4.signatures]
    if form4.form == "4/A" and not signed and filed_on is None:
        return CURRENT
    transacted = [row.transaction_date.value for _, row in form4.transactions()]
    return version_on(max([form4.period_of_report, *signed, *transacted, *([filed_on] if filed_on else [])]))


def in_force(version: str) -> tuple[date | None, date | None] | None:
    """The first and the last day on which EDGAR judged by a schema version, as far as there is one; None if unknown."""
    until: date | None = None
    for since, known in (*_IN_FORCE_FROM, (None, _EARLIEST)):
        if known == version:
            return since, until
        until = since and since - timedelta(days=1)
    return None


def edition_of(version: str) -> Edition:
    """The edition of the printed form under a schema version: ``X06`` for ``X0609``; X03 is the first."""
    return next((edition for edition in reversed(EDITIONS) if version >= edition), EDITIONS[0])
