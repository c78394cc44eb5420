"""DRV: the two sides of an exercise or conversion: what Table II disposes of, and what comes for it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from form4gen.filing import TABLES, DerivativeTransaction, Form4, Place, Transaction
from form4gen.finding import FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.classes import same_title, title_of
from form4gen.rules.coded import EXERCISES, IN_TABLE_I, called, coded
from form4gen.rules.parts import explanations, limits

_SETTLED_OTHERWISE: Final = re.compile(r"\b(cash|net|withheld|fractional|expired|cancell?ed|forfeited)\b", re.IGNORECASE)


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
    Settlement in cash brings no shares: a footnote says so. An amendment gives only some lines and is not judged, nor a
    full table.

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
    shown, otherwise = {title_of(row) for _, row in form4.rows()}, _settled_otherwise(form4)
    for at, row, code in coded(form4, EXERCISES) if _is_whole(form4, IN_TABLE_I) else ():
        if not isinstance(row, DerivativeTransaction) or row.acquired_disposed.value != "D":
            continue
        brings = row.underlying_security.title.value
        if same_title(brings) not in shown and otherwise.isdisjoint(explanations(form4, row)):
            message = (f"{called(code)} brings {brings!r}, of which no row shows what is owned; "
                       "report it in Table I, or say in a footnote that cash was paid")
            yield (*at, "underlying_security", "title"), message


@rule("DRV012", Severity.RULE, Cite(FORM, "4(c)(i) and (iii)"))
def both_sides_of_an_exercise_are_equal(form4: Form4) -> Iterator[Found]:
    """An exercise or conversion brings the shares that underlie what it disposes of.

    The rows with the same code, day and title are added up, for several options may be exercised for one row of shares.
    By custom the whole is shown and what is withheld gets its own row (F); where a footnote says that shares were
    withheld, netted or paid in cash, the rule is silent. Of a row with a fraction of a share, the fraction may be
    rounded away.

    Wrong:
        non_derivative_table:
          - coding: {code: M}
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 400}
    Right:
        non_derivative_table:
          - coding: {code: M}
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
    """
    otherwise = _settled_otherwise(form4)
    for exercise in _exercises(form4):
        due, came = _underlying(exercise), _acquired(exercise)
        said = {text for _, row in (*exercise.disposed, *exercise.acquired) for text in explanations(form4, row)}
        if due is None or abs(due - came) <= _fractions(exercise) or said & otherwise:
            continue
        at, row = exercise.acquired[0]
        message = (f"{came:,} {row.security_title.value!r} acquired, but {due:,} underlie what Table II disposes of by "
                   "that code that day; correct the one that is wrong, or say in a footnote what became of the rest")
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


def _acquired(exercise: Exercise) -> Decimal:
    return sum((row.shares.value for _, row in exercise.acquired if row.shares), Decimal(0))


def _settled_otherwise(form4: Form4) -> set[str]:
    """The footnotes that say that something other than the underlying shares came, in whole or in part."""
    return {footnote.text for footnote in form4.footnotes if _SETTLED_OTHERWISE.search(footnote.text)}


def _is_whole(form4: Form4, table: str) -> bool:
    """Whether a table shows all there is: an amendment shows only some lines, and a full table may go on elsewhere."""
    return form4.form == "4" and len(getattr(form4, table)) < limits(table)[1]
