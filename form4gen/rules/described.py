"""TXN: what a row's footnotes say of a transaction: that they describe it, and that its code fits their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import DerivativeTransaction, Form4, Transaction
from form4gen.finding import FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.coded import coded
from form4gen.rules.parts import explanations, transactions

_SENTENCE: Final = re.compile(r"[^.;]+")
_SAYS_NOTHING_OF_IT: Final = re.compile(r"\bexhibits?\b|\bpower of attorney\b|\bdisclaims?\b|\bbeneficial owner(ship)?\b",
                                        re.IGNORECASE)
"""What a sentence lists or disclaims, whatever the transaction was."""
_DENIES: Final = re.compile(r"\b(no|not|nor|never|without|none)\b", re.IGNORECASE)
_SOLD_ON_THE_MARKET: Final = re.compile(r"\bsell[- ]to[- ]cover\b|\bsold (in|on|into) the (open )?market\b|"
                                        r"\bopen[- ]market sales?\b|\bsold (by|through) (a|the) broker\b", re.IGNORECASE)
_WITHHELD: Final = re.compile(r"\b(shares?|stock|units?|securities) ((were|was) )?(automatically )?withheld\b|"
                              r"\bwithheld by the (issuer|company)\b", re.IGNORECASE)


@rule("TXN010", Severity.RULE, Cite(FORM, "8, code J"))
def other_transaction_is_described(form4: Form4) -> Iterator[Found]:
    """A transaction of code J is described.

    J is for what no other code names, so it says nothing by itself. A footnote of the row describes the transaction, or
    the remarks do. A footnote beside the ownership or what is owned following speaks of that; and to list exhibits or to
    disclaim beneficial ownership describes nothing.

    Wrong:
        non_derivative_table:
          - coding: {code: J}
            shares: 100
        footnotes: []
    Right:
        non_derivative_table:
          - coding: {code: J}
            shares: {value: 100, footnotes: [F1]}
        footnotes: {F1: Shares were received in a spin-off from the issuer's former parent.}
    """
    for at, row, _ in coded(form4, "J"):
        if not any(map(_describes, (*_about_the_transaction(form4, row), form4.remarks or ""))):
            message = "code J says nothing by itself; describe the transaction in a footnote of this row"
            yield (*at, "coding", "code"), message


@rule("TXN011", Severity.PRACTICE, Cite(FORM, "8, code K"))
def equity_swap_is_described(form4: Form4) -> Iterator[Found]:
    """A transaction in an equity swap is described.

    K says that there is a swap, not its terms. The instructions ask for the code beside another and for no description;
    but no column has room for a swap's terms, so careful filers give them in a footnote.

    Wrong:
        non_derivative_table:
          - coding: {equity_swap_involved: true}
            shares: 100
        footnotes: []
    Right:
        non_derivative_table:
          - coding: {equity_swap_involved: true}
            shares: {value: 100, footnotes: [F1]}
        footnotes: {F1: The reporting person receives the return on 100 shares until June 2027.}
    """
    for at, row in transactions(form4):
        if row.coding and row.coding.equity_swap_involved and not _is_explained(form4, row):
            message = "an equity swap is involved, and nothing says what it is; describe it in a footnote of this row"
            yield (*at, "coding", "equity_swap_involved"), message


@rule("TXN012", Severity.PRACTICE, Cite(FORM, "8, codes F and S"))
def withholding_is_no_market_sale(form4: Form4) -> Iterator[Found]:
    """A payment with securities (F) is not a sale on the market.

    F is for shares delivered to the issuer or withheld by it, for a price or a tax. Shares sold on the market to pay the
    tax ("sell to cover") are a sale, S. Words are read here, and may be misread.

    Wrong:
        non_derivative_table:
          - coding: {code: F}
            acquired_disposed: D
        footnotes: {F1: Shares were sold on the market to pay the tax due upon vesting.}
    Right:
        non_derivative_table:
          - coding: {code: S}
            acquired_disposed: D
        footnotes: {F1: Shares were sold on the market to pay the tax due upon vesting.}
    """
    withheld = coded(form4, "F")
    said = _said(form4, _SOLD_ON_THE_MARKET) if withheld else {}
    for at, row, _ in withheld:
        if words := next((said[text] for text in explanations(form4, row) if text in said), ""):
            message = f"a footnote says {words!r}, but code F is for shares withheld or delivered; a market sale is code: S"
            yield (*at, "coding", "code"), message


@rule("TXN013", Severity.PRACTICE, Cite(FORM, "8, codes F and S"))
def sale_is_no_withholding(form4: Form4) -> Iterator[Found]:
    """A sale (S) is not of shares that the issuer withheld.

    Shares withheld for a price or a tax go back to the issuer: code F, where the award falls under Rule 16b-3. Words are
    read here, and may be misread.

    Wrong:
        non_derivative_table:
          - coding: {code: S}
            acquired_disposed: D
        footnotes: {F1: Shares were withheld to pay the tax due upon vesting.}
    Right:
        non_derivative_table:
          - coding: {code: F}
            acquired_disposed: D
        footnotes: {F1: Shares were withheld to pay the tax due upon vesting.}
    """
    sold = coded(form4, "S")
    said = _said(form4, _WITHHELD) if sold else {}
    for at, row, _ in sold:
        if words := next((said[text] for text in explanations(form4, row) if text in said), ""):
            message = f"a footnote says {words!r}, but code S is a sale; shares withheld for a price or a tax are code: F"
            yield (*at, "coding", "code"), message


def _is_explained(form4: Form4, row: Transaction) -> bool:
    return any(text.strip() for text in (*explanations(form4, row), form4.remarks or ""))


def _about_the_transaction(form4: Form4, row: Transaction) -> list[str]:
    """The footnotes beside what a transaction is: its title, its date, its code, how many and for how much."""
    value = row.total_value if isinstance(row, DerivativeTransaction) else None
    parts = (row.security_title, row.transaction_date, row.coding, row.shares, value, row.price_per_share)
    return [text for part in parts if part is not None for text in explanations(form4, part)]


def _describes(text: str) -> bool:
    return any(one.strip() and not _SAYS_NOTHING_OF_IT.search(one) for one in _SENTENCE.findall(text))


def _said(form4: Form4, words: re.Pattern[str]) -> dict[str, str]:
    """The footnotes of which a sentence says such words without denying them, each with the first words it says.

    Most say them nowhere, and are not taken apart.
    """
    found = {}
    for text in dict.fromkeys(footnote.text for footnote in form4.footnotes if words.search(footnote.text)):
        spoken = (words.search(sentence) for sentence in _SENTENCE.findall(text) if not _DENIES.search(sentence))
        if first := next(filter(None, spoken), None):
            found[text] = first[0]
    return found
