"""TXN: what falls within six months of another transaction, by Rule 16a-6 and by Section 16(b)."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import takewhile
from typing import Final

from form4gen.filing import Form4, NonDerivativeTransaction, Place, Transaction
from form4gen.finding import CFR, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.classes import title_of
from form4gen.rules.coded import called, coded

MOST_OF_SMALL_ACQUISITIONS: Final = Decimal(10_000)


@rule("TXN030", Severity.RULE, Cite(CFR, "240.16a-6(a)"))
def small_acquisitions_are_small(form4: Form4) -> Iterator[Found]:
    """Small acquisitions of a class come to at most $10,000 within six months.

    Beyond that they are no longer small: what is not yet reported is due on Form 4, as the purchase it is. Small
    acquisitions are those of code L, and purchases (P) of form type 5, which only Rule 16a-6 lets wait. Seen here are
    those of this filing only.

    Wrong:
        non_derivative_table:
          - coding: {form_type: 5, code: L}
            price_per_share: 100.01
    Right:
        non_derivative_table:
          - coding: {form_type: 5, code: L}
            price_per_share: 100
    """
    for at, row, total in _running(form4):
        if total > MOST_OF_SMALL_ACQUISITIONS:
            message = (f"within six months, small acquisitions of {row.security_title.value!r} come to ${total:,.2f}, "
                       f"and Rule 16a-6 is for up to ${MOST_OF_SMALL_ACQUISITIONS:,}; write code: P and form_type: 4")
            yield (*at, "coding", "code"), message


@rule("TXN032", Severity.PRACTICE, Cite(CFR, "240.16a-6(a); Form 4 Instruction 8, code L"))
def small_purchase_has_its_code(form4: Form4) -> Iterator[Found]:
    """A purchase of form type 5 has code L.

    A purchase may wait for Form 5 only as a small acquisition under Rule 16a-6, and L is the code of that. P says that it
    is a purchase, which is true too; so this is a question. If it is no small acquisition, it is due on Form 4.

    Wrong:
        non_derivative_table:
          - coding: {form_type: 5, code: P}
    Right:
        non_derivative_table:
          - coding: {form_type: 5, code: L}
    """
    for at, row, total in _running(form4):
        if row.coding and row.coding.code == "P" and total <= MOST_OF_SMALL_ACQUISITIONS:
            message = (f"{called('P')} may wait for Form 5 only as a small acquisition under Rule 16a-6; "
                       "write code: L, or form_type: 4 if it is none")
            yield (*at, "coding", "code"), message



@rule("TXN031", Severity.PRACTICE, Cite(CFR, "240.16b-1 to 16b-8, under Section 16(b) of the Exchange Act"))
def no_purchase_below_a_sale_within_six_months(form4: Form4) -> Iterator[Found]:
    """No purchase is at a lower price than a sale within less than six months.

    The issuer can recover the profit from such a pair, whatever the owner meant. Not every owner or transaction is
    subject to it (those of foreign private issuers are not), and this sees one filing only; so it asks to look before
    filing.

    Wrong:
        non_derivative_table:
          - {}
          - security_title: Common Stock
            transaction_date: 2026-06-01
            coding: {form_type: 4, code: S, equity_swap_involved: false}
            shares: 50
            acquired_disposed: D
            price_per_share: 10.50
            shares_owned_following: 1050
            ownership: {direct_or_indirect: D}
    Right:
        non_derivative_table:
          - {}
          - security_title: Common Stock
            transaction_date: 2026-06-01
            coding: {form_type: 4, code: S, equity_swap_involved: false}
            shares: 50
            acquired_disposed: D
            price_per_share: 10.25
            shares_owned_following: 1050
            ownership: {direct_or_indirect: D}
    """
    sales = sorted((sold for _, sold in _market(form4, "S")), key=_price, reverse=True)
    for at, bought in _market(form4, "P"):
        above = takewhile(partial(_is_below, bought), sales)
        dearest = next((sold for sold in above if _may_be_matched(bought, sold)), None)
        if dearest:
            message = (f"a purchase at {_price(bought)} on {bought.transaction_date.value.isoformat()} and a sale at "
                       f"{_price(dearest)} on {dearest.transaction_date.value.isoformat()} are less than six months apart; "
                       "look whether Section 16(b) gives the issuer the profit")
            yield (*at, "price_per_share"), message


def _running(form4: Form4) -> Iterator[tuple[Place, Transaction, Decimal]]:
    """Each small acquisition, with what it and those of its class in the six months up to it come to."""
    recent: dict[str, deque[Transaction]] = defaultdict(deque)
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for at, row in sorted(_small(form4), key=lambda small: small[1].transaction_date.value):
        title = title_of(row)
        recent[title].append(row)
        totals[title] += _paid(row)
        while not _within_six_months(recent[title][0].transaction_date.value, row.transaction_date.value):
            totals[title] -= _paid(recent[title].popleft())
        yield at, row, totals[title]


def _small(form4: Form4) -> Iterator[tuple[Place, Transaction]]:
    """What is reported as a small acquisition: by its code, or as a purchase that may wait for Form 5."""
    for at, row, code in coded(form4, "LP"):
        if code == "L" or (row.coding and row.coding.form_type == "5"):
            yield at, row


def _market(form4: Form4, code: str) -> Iterator[tuple[Place, NonDerivativeTransaction]]:
    """The transactions of Table I with this code and a price."""
    for at, row, _ in coded(form4, code):
        if isinstance(row, NonDerivativeTransaction) and row.price_per_share.value:
            yield at, row


def _is_below(bought: NonDerivativeTransaction, sold: NonDerivativeTransaction) -> bool:
    return _price(bought) < _price(sold)


def _may_be_matched(bought: NonDerivativeTransaction, sold: NonDerivativeTransaction) -> bool:
    days = sorted((bought.transaction_date.value, sold.transaction_date.value))
    return _within_six_months(*days) and title_of(bought) == title_of(sold)


def _within_six_months(earlier: date, later: date) -> bool:
    """Whether less than six months lie between two days, the later not before the earlier."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return earlier <= later and (months, later.day) < (6, earlier.day)


def _paid(row: Transaction) -> Decimal:
    return row.shares.value * _price(row) if row.shares else Decimal(0)


def _price(row: Transaction) -> Decimal:
    return row.price_per_share.value or Decimal(0)
