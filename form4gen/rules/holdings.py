"""HLD: what is owned following the transactions, row by row, and lines of holdings."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from form4gen.filing import TABLES, AnyRow, Form4, Place, Transaction
from form4gen.finding import FORM, Cite, Severity, spelled
from form4gen.lexical import Day
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.classes import class_of, line_of, same_title, titles
from form4gen.rules.coded import IN_TABLE_I
from form4gen.rules.parts import rows, transactions

_SHORT: Final = re.compile(r"\b(obligation|written|short)\b", re.IGNORECASE)

Line = list[tuple[Place, Transaction]]
"""The transactions of one line of holdings, in the author's order."""


@rule("HLD001", Severity.RULE, Cite(FORM, "4(a)(i); SEC staff, Section 16 e-filing FAQ of 2003"))
def shares_owned_reconcile(form4: Form4) -> Iterator[Found]:
    """Shares owned following a transaction are those of the row before, plus what is acquired or less what is disposed of.

    Rows are compared that speak of the same class, form of ownership and footnotes on it. They may be listed backwards
    or out of the order of days, and each may show the total after all of them. A footnote beside the number explains a
    difference. An amendment gives only the lines that it adds or corrects (Instruction 9), so it is not judged; nor are
    short positions in Table II, which a disposition makes larger, and grants there that each show their own number.

    Wrong:
        non_derivative_table:
          - {}
          - security_title: Common Stock
            transaction_date: 2026-06-01
            coding: {form_type: 4, code: P, equity_swap_involved: false}
            shares: 50
            acquired_disposed: A
            price_per_share: 10.25
            shares_owned_following: 1250
            ownership: {direct_or_indirect: D}
    Right:
        non_derivative_table:
          - {}
          - security_title: Common Stock
            transaction_date: 2026-06-01
            coding: {form_type: 4, code: P, equity_swap_involved: false}
            shares: 50
            acquired_disposed: A
            price_per_share: 10.25
            shares_owned_following: 1150
            ownership: {direct_or_indirect: D}
    """
    for line in _lines(form4):
        if not (_is_total_on_every_row(line) or _is_of_grants_apart(line) or any(map(_reconciles, _orders(line)))):
            for (_, before), (at, row) in pairwise(line):
                if not _follows(before, row):
                    yield (*at, "shares_owned_following"), _arithmetic(before, row)


@rule("HLD002", Severity.RULE, Cite(FORM, "4(a)(i)"))
def owned_following_holds_what_was_acquired(form4: Form4) -> Iterator[Found]:
    """After an acquisition, at least what was acquired is owned.

    Unless the same line of holdings also reports a disposition, or a footnote beside the number says what became of the
    shares. An amendment gives only some lines and is not judged, nor are short positions in Table II.

    Wrong:
        non_derivative_table:
          - shares_owned_following: 90
    Right:
        non_derivative_table:
          - shares_owned_following: 100
    """
    for line in _lines(form4):
        if any(_change(row) < 0 for _, row in line):
            continue
        for at, row in line:
            if _owned(row) < _change(row) and not _is_footnoted(row):
                message = f"{_change(row):,} acquired, but only {_owned(row):,} owned following; correct one of the two"
                yield (*at, "shares_owned_following"), message


@rule("HLD003", Severity.PRACTICE, Cite(FORM, "4(b)(iii)"))
def holding_is_listed_once(form4: Form4) -> Iterator[Found]:
    """A holding is listed once.

    Each form of ownership of a class has one line. Two lines that nothing tells apart, neither nature nor footnote,
    look like one typed twice, or like two holders of which readers cannot tell which is which.

    Wrong:
        non_derivative_table:
          - {}
          - security_title: Common Stock
            shares_owned_following: 300
            ownership: {direct_or_indirect: I, nature: By Spouse}
          - security_title: Common Stock
            shares_owned_following: 300
            ownership: {direct_or_indirect: I, nature: By Spouse}
    Right:
        non_derivative_table:
          - {}
          - security_title: Common Stock
            shares_owned_following: 300
            ownership: {direct_or_indirect: I, nature: By Spouse}
          - security_title: Common Stock
            shares_owned_following: 300
            ownership: {direct_or_indirect: I, nature: By Trust}
    """
    first: dict[Hashable, Place] = {}
    for at, row in rows(form4):
        if row.kind == "holding" and (place := first.setdefault(_told_by(at, row), at)) != at:
            yield at, (f"nothing tells this holding of {row.security_title.value!r} from {spelled(place)}; "
                       "drop one, or say in the nature or a footnote how they differ")


@rule("HLD004", Severity.PRACTICE, Cite(FORM, "4(a)(i) and 4(b)(iii)"))
def holding_is_not_of_a_transaction(form4: Form4) -> Iterator[Found]:
    """A line of a holding is of a form of ownership in which no transaction is reported.

    The rows of transactions show what is owned following them. A line beside them for the same class and form of
    ownership repeats or contradicts that, unless a footnote tells the two apart.

    Wrong:
        non_derivative_table:
          - {}
          - security_title: Common Stock
            shares_owned_following: 1100
            ownership: {direct_or_indirect: D}
    Right:
        non_derivative_table:
          - {}
          - security_title: Common Stock
            shares_owned_following: 1100
            ownership: {direct_or_indirect: I, nature: By Spouse}
    """
    reported = {_told_by(at, row): at for at, row in transactions(form4)}
    for at, row in rows(form4):
        if row.kind == "holding" and (place := reported.get(_told_by(at, row))):
            yield at, (f"{spelled(place)} shows already what is owned of {row.security_title.value!r} in this form of "
                       "ownership; drop this line, or say in the nature or a footnote how they differ")


@rule("HLD005", Severity.PRACTICE, Cite(FORM, "3(b)"))
def class_is_spelled_alike(form4: Form4) -> Iterator[Found]:
    """A class has one spelling throughout.

    Titles that differ by capitals or punctuation alone look like two classes to whoever adds them up.

    Wrong:
        derivative_table:
          - underlying_security: {title: Common stock}
    Right:
        derivative_table:
          - underlying_security: {title: Common Stock}
    """
    first: dict[str, str] = {}
    for at, written in titles(form4):
        title = " ".join(written.split())
        if (before := first.setdefault("".join(filter(str.isalnum, title)).casefold(), title)) != title:
            yield at, f"{title!r} is spelled {before!r} before; spell a class alike in every row"


def _lines(form4: Form4) -> Iterator[Line]:
    """The transactions in shares, by line of long holdings; none of an amendment, which gives only some (Instruction 9)."""
    for table in TABLES if form4.form == "4" else ():
        found: dict[Hashable, Line] = {}
        for at, row in transactions(form4):
            line = line_of(form4, row) if at[0] == table and row.shares and row.shares_owned_following else None
            if line is not None:
                found.setdefault(line, []).append((at, row))
        yield from (line for line in found.values() if not _is_short(line))


def _is_short(line: Line) -> bool:
    """Whether a line of Table II is of what its owner wrote: by title, by code E, or by a sale that makes it larger."""
    rows = [row for at, row in line if at[0] != IN_TABLE_I]
    written = any(_SHORT.search(row.security_title.value) or _has_code(row, "E") for row in rows)
    return written or any(_has_code(row, "S") and _change(row) < 0 and _owned(before) < _owned(row)
                          for before, row in pairwise(rows))


def _is_of_grants_apart(line: Line) -> bool:
    """Whether a line of Table II is of awards of which each shows itself: terms alike do not make them one class."""
    return all(at[0] != IN_TABLE_I and _has_code(row, "A") and _owned(row) == _change(row) for at, row in line)


def _has_code(row: Transaction, code: str) -> bool:
    return bool(row.coding and row.coding.code == code)


def _orders(line: Line) -> Iterator[Line]:
    """The orders in which an author may have meant the rows of a line."""
    backwards = line[::-1]
    yield from (line, backwards, sorted(line, key=_day), sorted(backwards, key=_day))


def _day(placed: tuple[Place, Transaction]) -> Day:
    return placed[1].transaction_date.value


def _reconciles(line: Line) -> bool:
    return all(_follows(before, row) for (_, before), (_, row) in pairwise(line))


def _is_total_on_every_row(line: Line) -> bool:
    """Whether every row shows the same total, and it is one that can remain after all of them."""
    total = _owned(line[0][1])
    return all(_owned(row) == total for _, row in line) and total >= sum(_change(row) for _, row in line)


def _follows(before: Transaction, row: Transaction) -> bool:
    return _is_footnoted(row) or _owned(before) + _change(row) == _owned(row)


def _arithmetic(before: Transaction, row: Transaction) -> str:
    due, change = _owned(before) + _change(row), abs(_change(row))
    done = "acquired" if _change(row) > 0 else "disposed of"
    so = f"so {due:,}" if due >= 0 else "more than was owned"
    way_out = "correct it, or explain it in a footnote beside it"
    if not row.ownership.is_direct:
        way_out = "correct it, explain it in a footnote beside it, or say in the nature which trust or other holder it is"
    return f"{_owned(before):,} before, {change:,} {done}, {so}; the row says {_owned(row):,}; {way_out}"


def _change(row: Transaction) -> Decimal:
    shares = row.shares.value if row.shares else Decimal(0)
    return shares if row.acquired_disposed.value == "A" else -shares


def _owned(row: Transaction) -> Decimal:
    return row.shares_owned_following.value if row.shares_owned_following else Decimal(0)


def _is_footnoted(row: Transaction) -> bool:
    return bool(row.shares_owned_following and row.shares_owned_following.footnotes)


def _told_by(at: Place, row: AnyRow) -> Hashable:
    """All that tells a row's holding from another's: its table, class, form of ownership and every footnote on these."""
    owned, nature = row.ownership, row.ownership.nature
    amount = row.shares_owned_following or row.value_owned_following
    footnotes = (row.security_title.footnotes, owned.direct_or_indirect.footnotes, nature.footnotes if nature else (),
                 amount.footnotes if amount else ())
    return at[0], class_of(row), owned.direct_or_indirect.value, same_title(nature.value) if nature else "", footnotes
