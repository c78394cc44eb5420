"""FTN: weighted average prices, under which several transactions of a day stand on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from form4gen.filing import Form4, Place, Transaction
from form4gen.finding import FORM, STAFF, Cite, Severity
from form4gen.lexical import Amount
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import explanations, footnote_texts, kept, transactions
from form4gen.rules.prose import Range, in_another_currency, price_ranges, prices, says_weighted_average, undertakes

LETTER: Final = (f"4(a)(ii), and {STAFF}, no-action letter to the Society of Corporate Secretaries and Governance "
                 "Professionals, 2008-06-25")
"""What asks for a line of its own for each transaction, and what lets several stand on one."""
SINCE: Final = date(2008, 6, 25)
"""The day of the letter; what was reported before is not judged by it."""
OPEN_MARKET: Final = ("P", "S")
"""The codes of purchases and sales: the letter speaks of these alone, made through a broker in the open market."""
WIDEST: Final = Decimal(1)
CENTS: Final = 2
"""Decimals of a price in whole cents."""
MOST_SHOWN: Final = 3
"""How many of a footnote's ranges a message repeats."""
_ELSEWHERE: Final = re.compile(r"\bexhibit|purchase plan|reinvestment|\b401\s?\(?k", re.IGNORECASE)
"""What takes a footnote out of the letter: prices listed in an exhibit, or shares that came from a plan and no order."""


class Given(NamedTuple):
    """A footnote: its place and id, and the ranges of prices that it gives."""

    place: Place
    id: str
    ranges: tuple[Range, ...]


class Average(NamedTuple):
    """A price that a footnote calls a weighted average: its place and row, that footnote, and the one with its range.

    They are mostly one and the same; else the range is in another footnote of the price.
    """

    at: Place
    row: Transaction
    called: Given
    ranged: Given

    @property
    def price(self) -> Amount | None:
        return self.row.price_per_share.value


@rule("FTN008", Severity.RULE, Cite(FORM, f"{LETTER}, third condition"))
def average_price_gives_its_range(form4: Form4) -> Iterator[Found]:
    """A weighted average price gives the range of the prices it is made of.

    Each transaction is to be reported on a line of its own (Form 4, Instruction 4(a)(ii)). The staff lets the purchases,
    or the sales, that one order to a broker brought on one day stand on one line at their weighted average price, on
    conditions; one is a footnote with the lowest price and the highest.

    Wrong:
        non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
        footnotes:
          F2: >-
            Weighted average price. The reporting person undertakes to provide to the issuer, any security holder of the
            issuer, or the staff of the Securities and Exchange Commission, upon request, full information regarding the
            number of shares purchased at each separate price.
    Right:
        non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
        footnotes:
          F2: >-
            Weighted average price. The shares were purchased in multiple transactions at prices ranging from $10.01 to
            $10.98, inclusive. The reporting person undertakes to provide to the issuer, any security holder of the
            issuer, or the staff of the Securities and Exchange Commission, upon request, full information regarding the
            number of shares purchased at each separate price within the range set forth in this footnote.
    """
    texts = footnote_texts(form4)
    for called, averages in _by(form4, "called").items():
        of_prices = [texts[one] for average in averages for one in average.row.price_per_share.footnotes if one in texts]
        of_rows = [text for average in averages for text in explanations(form4, average.row)]
        if any(map(price_ranges, of_rows)) or any(len(prices(text)) > 1 for text in of_prices):
            continue
        if any(map(in_another_currency, of_prices)):
            message = (f"footnote {averages[0].called.id} calls a price a weighted average but gives no range in US "
                       "dollars, in which prices are reported (Instruction 5(a)); write the lowest and the highest in "
                       "them too")
        else:
            message = (f"footnote {averages[0].called.id} calls a price a weighted average but gives no range; write the "
                       'lowest and the highest price, "at prices ranging from $10.01 to $10.98"')
        yield called, message


@rule("FTN009", Severity.RULE, Cite(FORM, f"{LETTER}, first condition"))
def average_price_spans_a_dollar(form4: Form4) -> Iterator[Found]:
    """The prices behind a weighted average lie within one dollar of each other.

    The staff lets one line hold the transactions "within a one dollar price range" and no more: from $14.01 to $15.00
    on one line, from $15.01 to $16.00 on the next, each with its own number of shares and its own average.

    Wrong:
        non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
        footnotes:
          F2: >-
            Weighted average price. The shares were purchased at prices ranging from $9.75 to $11.25, inclusive. The
            reporting person undertakes to provide, upon request, the number of shares purchased at each separate price.
    Right:
        non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
        footnotes:
          F2: >-
            Weighted average price. The shares were purchased at prices ranging from $9.75 to $10.74, inclusive. The
            reporting person undertakes to provide, upon request, the number of shares purchased at each separate price.
    """
    for footnote, averages in _by(form4, "ranged").items():
        ranges = averages[0].ranged.ranges
        around = [span for average in averages for span in ranges if average.price and _lies_in(average.price, span)]
        low, high = min(around or ranges, key=_width, default=(WIDEST, WIDEST))
        if high - low > WIDEST:
            message = (f"footnote {averages[0].ranged.id}: ${high:,} - ${low:,} = ${high - low:,}, and one line holds the "
                       "transactions within $1.00; report a line for each dollar, with its own average, or correct the "
                       "range")
            yield footnote, message


@rule("FTN010", Severity.RULE, Cite(FORM, f"{LETTER}, second condition"))
def average_price_lies_in_its_range(form4: Form4) -> Iterator[Found]:
    """A weighted average price lies within the range that its footnote gives.

    No average is less than the least price or more than the greatest: one of the three is mistyped. Readers compute
    proceeds and short-swing profit from the column, and have the footnote to tell them what it was. Prices of fewer
    decimals are compared by those.

    Wrong:
        non_derivative_table: [{price_per_share: {value: 12.50, footnotes: [F2]}}]
        footnotes:
          F2: >-
            Weighted average price. The shares were purchased at prices ranging from $10.01 to $10.98, inclusive. The
            reporting person undertakes to provide, upon request, the number of shares purchased at each separate price.
    Right:
        non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
        footnotes:
          F2: >-
            Weighted average price. The shares were purchased at prices ranging from $10.01 to $10.98, inclusive. The
            reporting person undertakes to provide, upon request, the number of shares purchased at each separate price.
    """
    ranged = {(average.at, average.ranged.id): average for average in _averages(form4)}
    for average in ranged.values():
        price, ranges = average.price, average.ranged.ranges
        if price is not None and ranges and not any(_lies_in(price, span) for span in ranges):
            given = " or ".join(f"${low:,} to ${high:,}" for low, high in ranges[:MOST_SHOWN])
            message = (f"{price.text!r} is not within the range of footnote {average.ranged.id}, {given}; "
                       "correct the price or the range")
            yield average.at, message


@rule("FTN011", Severity.RULE, Cite(FORM, f"{LETTER}, fourth condition"))
def average_price_comes_with_an_undertaking(form4: Form4) -> Iterator[Found]:
    """Who reports a weighted average price undertakes to give the separate prices upon request.

    The letter asks for a footnote that promises the staff, the issuer and any security holder of the issuer full
    information on the number of shares purchased or sold at each separate price. Once for all such prices of a filing
    is enough, and the remarks are let pass.

    Wrong:
        non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
        footnotes: {F2: "Weighted average price of purchases at prices ranging from $10.01 to $10.98, inclusive."}
    Right:
        non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
        footnotes:
          F2: >-
            Weighted average price of purchases at prices ranging from $10.01 to $10.98, inclusive. The reporting person
            undertakes to provide to the issuer, any security holder of the issuer, or the staff of the Securities and
            Exchange Commission, upon request, full information regarding the number of shares purchased at each
            separate price.
    """
    first = next(iter(_averages(form4)), None)
    texts = (*(footnote.text for footnote in form4.footnotes), form4.remarks or "")
    if first is not None and not any(map(undertakes, texts)):
        message = (f"footnote {first.called.id} reports a weighted average price, but no footnote undertakes to give "
                   "the staff, the issuer and any security holder, upon request, the number of shares at each price")
        yield first.called.place, message


@kept
def _averages(form4: Form4) -> tuple[Average, ...]:
    return tuple(_averages_in(form4))


def _averages_in(form4: Form4) -> Iterator[Average]:
    """The weighted average prices of open market purchases and sales, each with every footnote that calls it one."""
    calling = {footnote.id for footnote in form4.footnotes
               if says_weighted_average(footnote.text) and not _ELSEWHERE.search(footnote.text)}
    rows = [(at, row) for at, row in transactions(form4) if calling.intersection(row.price_per_share.footnotes)
            and row.coding is not None and row.coding.code in OPEN_MARKET and row.transaction_date.value >= SINCE]
    of_prices = {footnote for _, row in rows for footnote in row.price_per_share.footnotes}
    given = {footnote.id: Given(("footnotes", number, "text"), footnote.id, price_ranges(footnote.text))
             for number, footnote in enumerate(form4.footnotes) if footnote.id in of_prices}
    for at, row in rows:
        cited = [given[footnote] for footnote in row.price_per_share.footnotes if footnote in given]
        for called in cited:
            if called.id in calling:
                ranged = next((one for one in (called, *cited) if one.ranges), called)
                yield Average((*at, "price_per_share"), row, called, ranged)


def _by(form4: Form4, which: Literal["called", "ranged"]) -> dict[Place, list[Average]]:
    """The averages by the footnote that calls them so, or that gives the range, in order of citation."""
    found: dict[Place, list[Average]] = {}
    for average in _averages(form4):
        found.setdefault(getattr(average, which).place, []).append(average)
    return found


def _width(span: Range) -> Decimal:
    low, high = span
    return high - low


def _lies_in(price: Decimal, span: Range) -> bool:
    """Whether a price lies in a range, at the fewest decimals that one of the three gives, but at least to the cent."""
    fewest = min(len(f"{number:f}".partition(".")[2]) for number in (price, *span))
    low, given, high = (round(number, max(fewest, CENTS)) for number in (span[0], price, span[1]))
    return low <= given <= high
