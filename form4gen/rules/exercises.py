"""DRV: the two sides of an exercise or conversion: what Table II disposes of, and what comes for it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from form4gen.filing import TABLES, DerivativeTransaction, Form4, Place, Transaction
from form4gen.finding import FORM, Cite, Severity
from form4gen.lexical import Day
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.classes import is_similar, same_title, title_of
from form4gen.rules.coded import EXERCISES, IN_TABLE_I, called, coded
from form4gen.rules.parts import explanations, limits, rows

_SETTLED_OTHERWISE: Final = re.compile(r"\b(cash|net|withheld|fractional|expired|cancell?ed|forfeited|defer(s|red|ral)?)\b",
                                       re.IGNORECASE)
"""Words of a footnote by which something other than the underlying shares came, in whole or in part."""
_PAYS_A_RISE: Final = "appreciation right"
"""What brings fewer shares than underlie it: shares worth the rise of the price, no more."""


class Exercise(NamedTuple):
    """The rows of one exercise: same code, same day, same title of what it brings."""

    disposed: list[tuple[Place, DerivativeTransaction]]
    acquired: list[tuple[Place, Transaction]]


@rule("DRV010", Severity.RULE, Cite(FORM, "4(c)(i)"))
def exercise_stands_in_table_ii(form4: Form4) -> Iterator[Found]:
    """An exercise or conversion that Table I acquires from is reported in Table II.

    Table II shows the derivative security disposed of, with its price and dates; Table I what came for it. Where Table I
    disposes of it by the same code, TXN006 asks. An amendment gives only the lines that it adds or corrects
    (Instruction 9), so it is not judged; nor is a filing whose Table II is full.

    Wrong:
        non_derivative_table:
          - coding: {code: M}
    Right:
        non_derivative_table:
          - coding: {code: M}
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
    """
    shown = {code for at, row, code in coded(form4, EXERCISES)
             if at[0] != IN_TABLE_I or row.acquired_disposed.value == "D"}
    for at, row, code in coded(form4, EXERCISES):
        acquired = at[0] == IN_TABLE_I and row.acquired_disposed.value == "A"
        if acquired and code not in shown and _is_whole(form4, "derivative_table"):
            message = (f"{called(code)} acquires {row.security_title.value!r}, and Table II reports no transaction of code "
                       f"{code}; report there the derivative security disposed of")
            yield (*at, "coding", "code"), message


@rule("DRV011", Severity.RULE, Cite(FORM, "4(c)(i)"))
def what_an_exercise_brings_is_shown(form4: Form4) -> Iterator[Found]:
    """Where Table II reports an exercise or conversion, the underlying security has a row.

    The row is in Table I, as acquired or as held; or in Table II, if the underlying security is itself convertible.
    Settlement in cash brings no shares, and what is deferred brings none yet: a footnote says so. One class goes by
    several titles ("Common Stock, par value $.01", or depositary shares for ordinary ones): it is enough that a title
    begins alike, or that any row acquires by that code on that day. An amendment gives only some lines and is not judged,
    nor a full table.

    Wrong:
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {title: Class A Common Stock}
    Right:
        non_derivative_table:
          - coding: {code: M}
            security_title: Class A Common Stock
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {title: Class A Common Stock, shares: 100}
    """
    shown = {title_of(row) for _, row in rows(form4)}
    came = {(code, row.transaction_date.value) for _, row, code in coded(form4, EXERCISES)
            if row.acquired_disposed.value == "A"}
    for at, row, code in coded(form4, EXERCISES) if _is_whole(form4, IN_TABLE_I) else ():
        if not isinstance(row, DerivativeTransaction) or row.acquired_disposed.value != "D":
            continue
        brings = row.underlying_security.title.value
        is_shown = (code, row.transaction_date.value) in came or any(is_similar(brings, title) for title in shown)
        if not is_shown and not any(map(_SETTLED_OTHERWISE.search, explanations(form4, row))):
            message = (f"{called(code)} brings {brings!r}, of which no row shows what is owned; "
                       "report it in Table I, or say in a footnote that cash was paid")
            yield (*at, "underlying_security", "title"), message


@rule("DRV012", Severity.RULE, Cite(FORM, "4(c)(i) and (iii)"))
def both_sides_of_an_exercise_are_equal(form4: Form4) -> Iterator[Found]:
    """An exercise or conversion brings the shares that underlie what it disposes of.

    The rows with the same code, day and title are added up, for several options may be exercised for one row of shares.
    By custom the whole is shown and what is withheld gets its own row (F). A footnote beside one of the numbers explains
    a difference. A stock appreciation right brings fewer shares by its nature. Of a row with a fraction of a share, the
    fraction may be rounded away.

    Wrong:
        non_derivative_table:
          - coding: {code: M}
            shares: 100
        footnotes: []
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 400}
    Right:
        non_derivative_table:
          - coding: {code: M}
            shares: 100
        footnotes: []
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
    """
    for exercise in _exercises(form4):
        due, came = _underlying(exercise), _acquired(exercise)
        if due is None or abs(due - came) <= _fractions(exercise) or _may_differ(exercise):
            continue
        at, row = exercise.acquired[0]
        message = (f"{came:,} {row.security_title.value!r} acquired, but {due:,} underlie what Table II disposes of by "
                   "that code that day; correct the one that is wrong, or explain it in a footnote beside it")
        yield (*at, "shares"), message


@rule("DRV013", Severity.PRACTICE, Cite(FORM, "4(c)(iii) and 5(a)"))
def price_paid_is_an_exercise_price(form4: Form4) -> Iterator[Found]:
    """The price at which an exercise acquires shares is the exercise price.

    Column 4 of Table I repeats column 2 of Table II. No instruction says so in as many words: Instruction 5(a) asks for
    the price, and upon an exercise that is what is paid.

    Wrong:
        non_derivative_table:
          - coding: {code: M}
            price_per_share: 10.52
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
    Right:
        non_derivative_table:
          - coding: {code: M}
            price_per_share: 10.25
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
    """
    for exercise in _exercises(form4):
        asked = [row.conversion_or_exercise_price.value for _, row in exercise.disposed]
        for at, row in exercise.acquired:
            price = row.price_per_share
            if price.value and not price.footnotes and None not in asked and price.value not in asked:
                message = (f"{price.value} was paid, but the exercise price in Table II is "
                           f"{' or '.join(sorted({str(one) for one in asked}))}; correct the one that is wrong")
                yield (*at, "price_per_share"), message


@rule("DRV014", Severity.PRACTICE, Cite(FORM, "4(c)(i)"))
def both_sides_of_an_exercise_are_of_one_day(form4: Form4) -> Iterator[Found]:
    """What an exercise or conversion acquires in Table I, Table II disposes of on the same day.

    One exercise has one day in both tables. Shares may come later than the day on which what they come for is given up;
    so a footnote of the row makes this silent, and it is a question and no more. Where no row of Table II has that code,
    DRV010 asks. An amendment gives only some lines and is not judged, nor a full table.

    Wrong:
        period_of_report: 2026-05-31
        non_derivative_table:
          - coding: {code: M}
            transaction_date: 2026-05-31
            shares: 100
        footnotes: []
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
    Right:
        non_derivative_table:
          - coding: {code: M}
            shares: 100
        footnotes: []
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
    """
    days: dict[str, set[Day]] = {}
    for at, row, code in coded(form4, EXERCISES) if _is_whole(form4, "derivative_table") else ():
        if at[0] != IN_TABLE_I or row.acquired_disposed.value == "D":
            days.setdefault(code, set()).add(row.transaction_date.value)
    for at, row, code in coded(form4, EXERCISES):
        day, acquired = row.transaction_date.value, at[0] == IN_TABLE_I and row.acquired_disposed.value == "A"
        if acquired and day not in days.get(code, {day}) and not explanations(form4, row):
            message = (f"{called(code)} acquires {row.security_title.value!r} on {day}, and Table II disposes of nothing "
                       "by that code that day; correct the day that is wrong, or report what was disposed of")
            yield (*at, "transaction_date"), message


def _exercises(form4: Form4) -> Iterator[Exercise]:
    """The exercises of which the filing shows both sides, if it shows all there is."""
    found: dict[Hashable, Exercise] = {}
    for at, row, code in coded(form4, EXERCISES) if all(_is_whole(form4, table) for table in TABLES) else ():
        disposed = row.acquired_disposed.value == "D"
        if isinstance(row, DerivativeTransaction) and disposed:
            key = code, row.transaction_date.value, same_title(row.underlying_security.title.value)
            found.setdefault(key, Exercise([], [])).disposed.append((at, row))
        elif not disposed:
            key = code, row.transaction_date.value, title_of(row)
            found.setdefault(key, Exercise([], [])).acquired.append((at, row))
    yield from (exercise for exercise in found.values() if exercise.disposed and exercise.acquired)


def _underlying(exercise: Exercise) -> Decimal | None:
    """The shares underlying what an exercise disposes of; None if a row does not say."""
    amounts = [row.underlying_security.shares for _, row in exercise.disposed]
    numbers = [amount.value for amount in amounts if amount is not None and amount.value is not None]
    return sum(numbers, Decimal(0)) if len(numbers) == len(amounts) else None


def _fractions(exercise: Exercise) -> int:
    """How many rows of what an exercise disposes of bring a fraction of a share."""
    amounts = [row.underlying_security.shares for _, row in exercise.disposed]
    return sum(bool(amount and amount.value and amount.value % 1) for amount in amounts)


def _may_differ(exercise: Exercise) -> bool:
    """Whether a footnote stands beside one of an exercise's numbers, or it is of a right that brings fewer shares."""
    numbers = (*(row.shares for _, row in (*exercise.disposed, *exercise.acquired)),
               *(row.underlying_security.shares for _, row in exercise.disposed))
    return (any(number and number.footnotes for number in numbers)
            or any(_PAYS_A_RISE in title_of(row) for _, row in exercise.disposed))


def _acquired(exercise: Exercise) -> Decimal:
    return sum((row.shares.value for _, row in exercise.acquired if row.shares), Decimal(0))


def _is_whole(form4: Form4, table: str) -> bool:
    """Whether a table shows all there is: an amendment shows only some lines, and a full table may go on elsewhere."""
    return form4.form == "4" and len(getattr(form4, table)) < limits(table)[1]
