"""DRV: derivative securities, Table II."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import DerivativeTransaction, Form4, Transaction
from form4gen.finding import FORM, SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.classes import is_similar
from form4gen.rules.coded import EXERCISES, IN_TABLE_I, called, coded
from form4gen.rules.parts import explanations

_OPTION: Final = re.compile(r"\b(options?|warrants?)\b", re.IGNORECASE)
_DERIVATIVE: Final = re.compile(
    r"\b(right|obligation) to (buy|sell)\b|\b(stock|share|call|put|qualified) options?\b|\bwarrants?$|"
    r"\b(options?|warrants?) to (buy|purchase|acquire)\b|"
    r"(?<!non.)\bconvertible ((redeemable|exchangeable|perpetual|senior|subordinated|promissory) ){0,3}"
    r"(preferred|preference|notes?|debentures?|bonds?)\b", re.IGNORECASE)
_COMES_OF_IT: Final = re.compile(r"\b(underlying|issued|issuable|upon|received|from)\b", re.IGNORECASE)
"""What makes a title one of shares that a derivative security brought or will bring."""
_RIGHT_OR_OBLIGATION: Final = re.compile(
    r"\b(buy|sell|acquire|calls?|puts?|purchase|sale|spreads?|straddles?)\b", re.IGNORECASE)
_OBLIGATION: Final = re.compile(r"\bobligation\b", re.IGNORECASE)


@rule("DRV001", Severity.SUSPEND, Cite(SPEC, "3.3 cm(6)"))
def underlying_security_has_an_amount(form4: Form4) -> Iterator[Found]:
    """The underlying security has its number of shares or its value.

    The schema lets both go; EDGAR wants one of them, or a footnote in its place.

    Wrong:
        derivative_table:
          - underlying_security: {title: Common Stock, shares: ~}
    Right:
        derivative_table:
          - underlying_security: {title: Common Stock, shares: 400}
    """
    for number, row in enumerate(form4.derivative_table):
        underlying = row.underlying_security
        if underlying.shares is None and underlying.value is None:
            message = (f"{underlying.title.value!r} has no amount; write its shares or its value, "
                       "or a footnote that says why there is none")
            yield ("derivative_table", number, "underlying_security"), message


@rule("DRV002", Severity.RULE, Cite(FORM, "4(c)(i)"))
def exercise_disposes_of_the_derivative(form4: Form4) -> Iterator[Found]:
    """In Table II, an exercise or conversion disposes of the derivative security.

    Only what the exercise of another derivative security brings is acquired there: a class that is itself convertible is
    reported in Table II alone, and so are units into which others are deferred, of which a footnote tells. An obligation
    ends when its other party exercises it, and its owner acquires it back.

    Wrong:
        derivative_table:
          - coding: {code: M}
    Right:
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
        non_derivative_table:
          - coding: {code: M}
    """
    for at, row, code in coded(form4, EXERCISES):
        acquired = at[0] != IN_TABLE_I and row.acquired_disposed.value == "A"
        if acquired and not _OBLIGATION.search(row.security_title.value) and not _is_brought(form4, row, code):
            message = (f"{called(code)} acquires {row.security_title.value!r} in Table II, where it is a disposition of "
                       "the derivative security; write D, and what it brings as acquired in Table I")
            yield (*at, "acquired_disposed"), message


@rule("DRV003", Severity.RULE, Cite(FORM, "8, code H"))
def long_position_is_disposed_of(form4: Form4) -> Iterator[Found]:
    """A long derivative position that expires or is cancelled (H) is disposed of.

    Wrong:
        derivative_table:
          - coding: {code: H}
            acquired_disposed: A
    Right:
        derivative_table:
          - coding: {code: H}
            acquired_disposed: D
    """
    for at, row, code in coded(form4, "H"):
        if at[0] != IN_TABLE_I and row.acquired_disposed.value == "A":
            message = f"{called(code)} is not acquired (A); write D, or code: E for a short position"
            yield (*at, "acquired_disposed"), message


@rule("DRV004", Severity.RULE, Cite(FORM, "4(c)(ii)"))
def option_says_what_it_is_a_right_to(form4: Form4) -> Iterator[Found]:
    """The title of an option says whether it is a right or an obligation, to buy or to sell.

    A call or a put says it by its name, as a spread or a straddle does.

    Wrong:
        derivative_table:
          - security_title: Stock Option
    Right:
        derivative_table:
          - security_title: Stock Option (right to buy)
    """
    for number, row in enumerate(form4.derivative_table):
        title = row.security_title.value
        if re.search(r"\boptions?\b", title, re.IGNORECASE) and not _RIGHT_OR_OBLIGATION.search(title):
            message = f"{title!r} does not say what it is a right or an obligation to; write it behind: (right to buy)"
            yield ("derivative_table", number, "security_title"), message


@rule("DRV005", Severity.RULE, Cite(FORM, "4(c)(iii)"))
def exercise_has_no_price_of_its_own(form4: Form4) -> Iterator[Found]:
    """An exercise or conversion leaves column 8 of Table II blank.

    Column 8 is the price at which a derivative security itself is purchased or sold; the exercise price stands in
    column 2. XML has no blank price: it is 0, or a footnote.

    Wrong:
        non_derivative_table:
          - coding: {code: M}
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
            price_per_share: 10.25
    Right:
        non_derivative_table:
          - coding: {code: M}
        derivative_table:
          - coding: {code: M}
            acquired_disposed: D
            underlying_security: {shares: 100}
            price_per_share: 0
    """
    for at, row, code in coded(form4, EXERCISES):
        price = row.price_per_share
        if at[0] != IN_TABLE_I and row.acquired_disposed.value == "D" and price.value and not price.footnotes:
            message = (f"{called(code)} leaves column 8 blank, and here it is {price.value}; write 0: "
                       "the exercise or conversion price stands in conversion_or_exercise_price")
            yield (*at, "price_per_share"), message


@rule("DRV006", Severity.PRACTICE, Cite(FORM, "4(c)(iii)"))
def option_has_an_exercise_price(form4: Form4) -> Iterator[Found]:
    """An option or a warrant has an exercise price above 0, or a footnote that says why not.

    Options without cost are granted abroad; but a 0 alone looks like a price forgotten.

    Wrong:
        derivative_table:
          - conversion_or_exercise_price: 0
    Right:
        derivative_table:
          - conversion_or_exercise_price: {value: 0, footnotes: [F2]}
        footnotes: {F2: The option is exercisable for no consideration.}
    """
    for number, row in enumerate(form4.derivative_table):
        price = row.conversion_or_exercise_price
        if _OPTION.search(row.security_title.value) and price.value == 0 and not price.footnotes:
            message = f"{row.security_title.value!r} has an exercise price of 0; write the price, or a footnote on why"
            yield ("derivative_table", number, "conversion_or_exercise_price"), message


@rule("DRV007", Severity.RULE, Cite(FORM, "4(c)(i)"))
def derivative_security_stands_in_table_ii(form4: Form4) -> Iterator[Found]:
    """An option or a warrant is reported in Table II.

    Table I is for non-derivative securities. It has no columns for an exercise price, for dates and for what underlies a
    derivative security. Equity securities convertible into others, as convertible preferred, are reported in Table II
    only. Judged are titles that name an option, a warrant, a convertible security, or a right to buy or sell; stock units
    are not, for filers report them in either table.

    Wrong:
        non_derivative_table:
          - security_title: Stock Option (right to buy)
    Right:
        non_derivative_table:
          - security_title: Common Stock
    """
    for number, row in enumerate(form4.non_derivative_table):
        title = row.security_title.value
        if _DERIVATIVE.search(title) and not _COMES_OF_IT.search(title):
            message = f"{title!r} is a derivative security; report it in derivative_table, with its price and dates"
            yield ("non_derivative_table", number, "security_title"), message


def _is_brought(form4: Form4, acquired: Transaction, by: str) -> bool:
    """Whether another exercise brings what this acquires: by its title, or on its day and by a footnote's word."""
    title, day, is_explained = acquired.security_title.value, acquired.transaction_date.value, explanations(form4, acquired)
    others = [row for _, row, code in coded(form4, by)
              if isinstance(row, DerivativeTransaction) and row.acquired_disposed.value == "D"]
    return any(is_similar(row.underlying_security.title.value, title)
               or (is_explained and row.transaction_date.value == day) for row in others)
