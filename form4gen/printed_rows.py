"""The words in the boxes of a row of Table I or II.

Numbers get commas and keep the decimals they were written with, dates are MM/DD/YYYY, a price or a value has a dollar
sign, and a box that only cites footnotes holds the marks alone. Source: sec.gov's page of a Form 4.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeAlias

from form4gen.element import Reported, ReportedIfAny, ReportedOrFootnoted
from form4gen.filing import (
    Coding,
    DerivativeHolding,
    DerivativeTransaction,
    NonDerivativeHolding,
    NonDerivativeTransaction,
    UnderlyingSecurity,
)
from form4gen.lexical import Amount
from form4gen.page_parts import EMPTY, Cell, TableRow

Footnoted: TypeAlias = Reported[Any] | ReportedOrFootnoted[Any] | ReportedIfAny[Any]


_BLANKS: Final = re.compile("[ \t\r\n\x85\u2028\u2029]+")
_UNSEEN: Final = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def one_line(text: str | None) -> str:
    """Text with every run of blanks and line ends as one blank, as a browser shows it.

    A character that cannot be seen shows as "?", for it could make the page say other than the filing says.
    """
    return _UNSEEN.sub("?", _BLANKS.sub(" ", text or "").strip(" "))


def number(amount: Amount) -> str:
    """``1234.50`` as ``1,234.50``; the decimals stay as they were written."""
    whole, point, decimals = amount.text.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole else f"{point}{decimals}"


def day(value: date | None) -> str:
    """A date as MM/DD/YYYY, without its time zone."""
    return f"{value.month:02}/{value.day:02}/{value.year:04}" if value else ""


def table_i_row(row: NonDerivativeTransaction | NonDerivativeHolding) -> TableRow:
    """The eleven boxes of a row of Table I; a holding leaves columns 2 to 4 empty."""
    middle: TableRow = (EMPTY,) * 7
    if isinstance(row, NonDerivativeTransaction):
        middle = (_cell(row.transaction_date), _cell(row.deemed_execution_date), _code(row.coding), _early(row),
                  _cell(row.shares), _cell(row.acquired_disposed), _cell(row.price_per_share, dollars=True))
    return (_cell(row.security_title), *middle, _owned_following(row), *_ownership(row))


def table_ii_row(row: DerivativeTransaction | DerivativeHolding) -> TableRow:
    """The sixteen boxes of a row of Table II; a holding leaves columns 3 to 5 and 8 empty."""
    middle: TableRow = (EMPTY,) * 6
    price = EMPTY
    if isinstance(row, DerivativeTransaction):
        middle = (_cell(row.transaction_date), _cell(row.deemed_execution_date), _code(row.coding), _early(row),
                  *_acquired_or_disposed_of(row))
        price = _cell(row.price_per_share, dollars=True)
    return (_cell(row.security_title), _cell(row.conversion_or_exercise_price, dollars=True), *middle,
            _cell(row.exercise_date), _cell(row.expiration_date), *_underlying(row.underlying_security),
            price, _owned_following(row), *_ownership(row))


def _cell(reported: Footnoted | None, *, dollars: bool = False) -> Cell:
    if reported is None:
        return EMPTY
    text = _text(reported.value)
    return Cell(text, _marks(reported.footnotes), dollars and text != "")


def _text(value: Amount | date | str | None) -> str:
    if isinstance(value, Amount):
        return number(value)
    return day(value) if isinstance(value, date) else one_line(value)


def _marks(footnotes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"({label.removeprefix('F')})" for label in footnotes)


def _code(coding: Coding | None) -> Cell:
    """The transaction code, with K behind it where an equity swap is involved (Instruction 8)."""
    if coding is None:
        return EMPTY
    return Cell(coding.code + ("/K" if coding.equity_swap_involved else ""), _marks(coding.footnotes))


def _early(row: NonDerivativeTransaction | DerivativeTransaction) -> Cell:
    """V for a transaction of Form 5 reported earlier than required; the box has no other place for timeliness."""
    early = row.coding is not None and row.coding.form_type == "5"
    return Cell("V" if early else "", _marks(row.timeliness.footnotes) if row.timeliness else ())


def _acquired_or_disposed_of(row: DerivativeTransaction) -> TableRow:
    """Column 5 of Table II: the number, or its value in dollars, under (A) or under (D), with the footnotes of both."""
    amount = _cell(row.shares) if row.shares else _cell(row.total_value, dollars=True)
    amount = replace(amount, marks=amount.marks + _marks(row.acquired_disposed.footnotes))
    return (amount, EMPTY) if row.acquired_disposed.value == "A" else (EMPTY, amount)


def _underlying(security: UnderlyingSecurity) -> TableRow:
    amount = _cell(security.shares) if security.shares else _cell(security.value, dollars=True)
    return _cell(security.title), amount


def _owned_following(row: NonDerivativeTransaction | NonDerivativeHolding | DerivativeTransaction | DerivativeHolding,
                     ) -> Cell:
    if row.shares_owned_following:
        return _cell(row.shares_owned_following)
    return _cell(row.value_owned_following, dollars=True)


def _ownership(row: NonDerivativeTransaction | NonDerivativeHolding | DerivativeTransaction | DerivativeHolding,
               ) -> TableRow:
    return _cell(row.ownership.direct_or_indirect), _cell(row.ownership.nature)
