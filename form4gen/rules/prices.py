"""TXN: the price of a transaction, and what code it goes with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4, Transaction
from form4gen.finding import FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.coded import IN_TABLE_I, called, coded
from form4gen.rules.parts import explanations

PRICED: Final = "PSFU"
WITHOUT_PRICE: Final = "GW"


@rule("TXN020", Severity.RULE, Cite(FORM, "4(c)(iii) and 5"))
def price_is_reported(form4: Form4) -> Iterator[Found]:
    """A purchase, a sale, a tender and a payment with securities have a price.

    Prices are reported in US dollars for each share. Where something other than cash was paid, Instruction 5(b) asks for
    it and its value in the space for explanation of responses: a footnote of the row, wherever it stands, or the remarks.

    Wrong:
        non_derivative_table:
          - price_per_share: 0
            shares: 100
        footnotes: []
    Right:
        non_derivative_table:
          - price_per_share: 0
            shares: {value: 100, footnotes: [F1]}
        footnotes: {F1: Shares were received for services valued at $10.25 a share.}
    """
    for at, row, code in coded(form4, PRICED):
        if row.price_per_share.value == 0 and not _is_explained(form4, row):
            message = f"{called(code)} at a price of 0; write the price, or a footnote on what was paid instead of cash"
            yield (*at, "price_per_share"), message


@rule("TXN021", Severity.RULE, Cite(FORM, "8, codes G and W"))
def gift_has_no_price(form4: Form4) -> Iterator[Found]:
    """Nothing is paid for a gift, nor for what a will or the laws of descent bring.

    G is for a bona fide gift, W for a will or the laws of descent. What the shares were worth that day is no price; if
    something was paid, it was no bona fide gift. By custom the price of 0 says so, for XML has no blank price.

    Wrong:
        non_derivative_table:
          - coding: {form_type: 5, code: G}
            price_per_share: 10.25
    Right:
        non_derivative_table:
          - coding: {form_type: 5, code: G}
            price_per_share: 0
    """
    for at, row, code in coded(form4, WITHOUT_PRICE):
        if row.price_per_share.value and not row.price_per_share.footnotes:
            message = (f"{called(code)} at a price of {row.price_per_share.value}; write 0, "
                       "or the code that fits what was paid for")
            yield (*at, "price_per_share"), message


@rule("TXN022", Severity.PRACTICE, Cite(FORM, "4(c)(iii) and 5"))
def conversion_has_no_price(form4: Form4) -> Iterator[Found]:
    """What a conversion (C) brings is reported in Table I at a price of 0.

    The conversion price stands in column 2 of Table II. Nothing is paid in cash upon a conversion; but no instruction
    says what column 4 shows, so a price there is a question and no more.

    Wrong:
        non_derivative_table:
          - coding: {code: C}
            price_per_share: 10.25
        derivative_table:
          - coding: {code: C}
            acquired_disposed: D
            underlying_security: {shares: 100}
    Right:
        non_derivative_table:
          - coding: {code: C}
            price_per_share: 0
        derivative_table:
          - coding: {code: C}
            acquired_disposed: D
            underlying_security: {shares: 100}
    """
    for at, row, code in coded(form4, "C"):
        if at[0] == IN_TABLE_I and row.price_per_share.value and not row.price_per_share.footnotes:
            message = (f"{called(code)} at a price of {row.price_per_share.value}; write 0, or a footnote on what was "
                       "paid: the conversion price stands in Table II")
            yield (*at, "price_per_share"), message


def _is_explained(form4: Form4, row: Transaction) -> bool:
    return any(text.strip() for text in (*explanations(form4, row), form4.remarks or ""))
