"""FTN: weighted average prices, under which several transactions of a day stand on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from form4gen.filing import Form4, Place, Transaction
from form4gen.finding import STAFF, Cite, Severity
from form4gen.lexical import Amount
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import explanations
from form4gen.rules.prose import Range, price_ranges, prices, says_weighted_average, undertakes

LETTER: Final = "no-action letter to the Society of Corporate Secretaries and Governance Professionals, 2008-06-25"
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


class Average(NamedTuple):
    """A price that a footnote calls a weighted average: its place and row, the footnote, and the ranges that it gives."""

    at: Place
    row: Transaction
    footnote: Place
    id: str
    ranges: list[Range]

    @property
    def price(self) -> Amount | None:
        return self.row.price_per_share.value


@rule("FTN008", Severity.RULE, Cite(STAFF, f"{LETTER}, third condition"))
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
    for footnote, averages in _by_footnote(form4).items():
        told = dict.fromkeys(text for average in averages for text in explanations(form4, average.row))
        if not any(price_ranges(text) or len(prices(text)) > 1 for text in told):
            message = (f"footnote {averages[0].id} calls a price a weighted average but gives no range; write the lowest "
                       'and the highest price, "at prices ranging from $10.01 to $10.98"')
            yield footnote, message


@rule("FTN009", Severity.RULE, Cite(STAFF, f"{LETTER}, first condition"))
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
    for footnote, averages in _by_footnote(form4).items():
        ranges = averages[0].ranges
        around = [span for average in averages for span in ranges if average.price and _lies_in(average.price, span)]
        low, high = min(around or ranges, key=_width, default=(WIDEST, WIDEST))
        if high - low > WIDEST:
            message = (f"footnote {averages[0].id}: ${high:,} - ${low:,} = ${high - low:,}, and one line holds the "
                       "transactions within $1.00; report a line for each dollar, with its own average")
            yield footnote, message


@rule("FTN010", Severity.RULE, Cite(STAFF, f"{LETTER}, second condition"))
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
    for average in _averages(form4):
        price, ranges = average.price, average.ranges
        if price is not None and ranges and not any(_lies_in(price, span) for span in ranges):
            given = " or ".join(f"${low:,} to ${high:,}" for low, high in ranges[:MOST_SHOWN])
            message = (f"{price.text!r} is not within the range of footnote {average.id}, {given}; "
                       "correct the price or the range")
            yield average.at, message


@rule("FTN011", Severity.RULE, Cite(STAFF, f"{LETTER}, fourth condition"))
def average_price_comes_with_an_undertaking(form4: Form4) -> Iterator[Found]:
    """Who reports a weighted average price undertakes to give the separate prices upon request.

    The staff asks for a footnote that promises its own members, the issuer and any security holder of the issuer full
    information on the number of shares purchased or sold at each separate price. Once for all such prices of a filing
    is enough.

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
    averages = _by_footnote(form4)
    if not any(undertakes(text) for text in (*(footnote.text for footnote in form4.footnotes), form4.remarks or "")):
        for footnote, [first, *_] in list(averages.items())[:1]:
            message = (f"footnote {first.id} reports a weighted average price, but no footnote undertakes to give the "
                       "staff, the issuer and any security holder, upon request, the number of shares at each price")
            yield footnote, message


def _averages(form4: Form4) -> Iterator[Average]:
    """The weighted average prices of open market purchases and sales, each with every footnote that calls it one."""
    called = {footnote.id: (("footnotes", number, "text"), footnote.id, price_ranges(footnote.text))
              for number, footnote in enumerate(form4.footnotes)
              if says_weighted_average(footnote.text) and not _ELSEWHERE.search(footnote.text)}
    for at, row in form4.transactions():
        if row.coding is not None and row.coding.code in OPEN_MARKET and row.transaction_date.value >= SINCE:
            for footnote in row.price_per_share.footnotes:
                if footnote in called:
                    yield Average((*at, "price_per_share"), row, *called[footnote])


def _by_footnote(form4: Form4) -> dict[Place, list[Average]]:
    """The averages by the footnote that explains them, in order of citation."""
    found: dict[Place, list[Average]] = {}
    for average in _averages(form4):
        found.setdefault(average.footnote, []).append(average)
    return found


def _width(span: Range) -> Decimal:
    low, high = span
    return high - low


def _lies_in(price: Decimal, span: Range) -> bool:
    """Whether a price lies in a range, at the fewest decimals that one of the three gives, but at least to the cent."""
    fewest = min(len(f"{number:f}".partition(".")[2]) for number in (price, *span))
    low, given, high = (round(number, max(fewest, CENTS)) for number in (span[0], price, span[1]))
    return low <= given <= high
