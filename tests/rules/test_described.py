"""TXN: what is said of transactions by the words of their footnotes."""

from __future__ import annotations

import pytest

from .filings import said


def explained(row: str, footnote: str) -> list[str]:
    """What is said of a row whose footnote says this."""
    return said(f'non_derivative_table: [{{{row}}}]\nfootnotes: {{F1: "{footnote}"}}')


def unexplained(coding: str, remarks: str = "") -> list[str]:
    """What is said of a row without a footnote."""
    return said(f"non_derivative_table: [{{coding: {{{coding}}}, shares: 100}}]\nfootnotes: []\nremarks: '{remarks}'")


@pytest.mark.parametrize("remarks", ["", " "])
def test_TXN010_other_transaction_without_a_word(remarks: str) -> None:
    assert unexplained("code: J", remarks) == [
        "TXN010 non_derivative_table[0].coding.code: code J says nothing by itself; "
        "describe the transaction in a footnote of this row"
    ]


def test_TXN010_other_transaction_described() -> None:
    assert explained("coding: {code: J}", "Shares were received in a merger.") == []
    assert unexplained("code: J", "The shares were received in a merger.") == []


@pytest.mark.parametrize("remarks", ["Exhibit List: None.", "Exhibit 24 - Power of Attorney"])
def test_TXN010_remarks_that_list_exhibits(remarks: str) -> None:
    assert len(unexplained("code: J", remarks)) == 1
    assert unexplained("code: J", f"{remarks}. The shares were received in a merger.") == []


def test_TXN010_footnote_that_disclaims() -> None:
    assert len(explained("coding: {code: J}", "The reporting person disclaims beneficial ownership.")) == 1
    assert explained("coding: {code: J}", "Received in a merger. The reporting person disclaims ownership.") == []


@pytest.mark.parametrize(("row", "count"), [
    ("ownership: {direct_or_indirect: {value: D, footnotes: [F1]}}", 1),
    ("shares_owned_following: {value: 1100, footnotes: [F1]}", 1),
    ("security_title: {value: Common Stock, footnotes: [F1]}", 0),
    ("transaction_date: {value: 2026-06-01, footnotes: [F1]}", 0),
    ("coding: {code: J, footnotes: [F1]}", 0), ("price_per_share: {footnotes: [F1]}", 0),
])
def test_TXN010_where_the_footnote_stands(row: str, count: int) -> None:
    coding = "" if row.startswith("coding") else "coding: {code: J}, "
    assert len(explained(f"{coding}shares: 100, {row}", "Shares were received in a merger.")) == count


def test_TXN010_footnote_of_another_row_describes_nothing_here() -> None:
    row = "derivative_table: [{coding: {code: J}}]"
    assert [each.split()[:2] for each in said(row)] == [["TXN010", "derivative_table[0].coding.code:"]]


def test_TXN011_equity_swap_without_a_word() -> None:
    assert unexplained("equity_swap_involved: 1") == [
        "TXN011 non_derivative_table[0].coding.equity_swap_involved: an equity swap is involved, and nothing says "
        "what it is; describe it in a footnote of this row"
    ]


def test_TXN011_equity_swap_described() -> None:
    assert explained("coding: {equity_swap_involved: 1}", "A swap settled in cash.") == []
    assert unexplained("equity_swap_involved: 0") == []


PAYMENT = "coding: {code: F}, acquired_disposed: D"
SALE = "coding: {code: S}, acquired_disposed: D"


@pytest.mark.parametrize(("footnote", "words"), [
    ("Represents a sell-to-cover of shares.", "sell-to-cover"),
    ("No discretion was exercised. Shares were sold in the open market for taxes.", "sold in the open market"),
    ("An open-market sale paid the tax.", "open-market sale"),
    ("Shares sold by a broker to pay the tax.", "sold by a broker"),
])
def test_TXN012_payment_that_was_sold_on_the_market(footnote: str, words: str) -> None:
    assert explained(PAYMENT, footnote) == [
        f"TXN012 non_derivative_table[0].coding.code: a footnote says {words!r}, but code F is for shares withheld or "
        "delivered; a market sale is code: S"
    ]


@pytest.mark.parametrize("footnote", [
    "Shares were withheld for taxes. No shares were sold in the open market.",
    "The withholding does not represent an open market sale.",
    "Shares were withheld to cover taxes.",
])
def test_TXN012_payment_that_was_withheld(footnote: str) -> None:
    assert explained(PAYMENT, footnote) == []


def test_TXN012_sale_on_the_market() -> None:
    assert explained(SALE, "Represents a sell-to-cover of shares.") == []


@pytest.mark.parametrize(("footnote", "words"), [
    ("Shares withheld for taxes.", "Shares withheld"),
    ("The shares were automatically withheld for taxes.", "shares were automatically withheld"),
    ("Stock was withheld by the company.", "Stock was withheld"),
    ("One half was withheld by the issuer.", "withheld by the issuer"),
])
def test_TXN013_sale_of_what_was_withheld(footnote: str, words: str) -> None:
    assert explained(SALE, footnote) == [
        f"TXN013 non_derivative_table[0].coding.code: a footnote says {words!r}, but code S is a sale; "
        "shares withheld for a price or a tax are code: F"
    ]


@pytest.mark.parametrize("footnote", [
    "Shares were sold to satisfy tax withholding obligations.",
    "No shares were withheld; all were sold.",
])
def test_TXN013_sale_for_a_tax(footnote: str) -> None:
    assert explained(SALE, footnote) == []
