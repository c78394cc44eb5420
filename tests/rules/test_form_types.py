"""TXN: what is said of form types 4 and 5."""

from __future__ import annotations

import pytest

from .filings import said


def typed(form_type: str, code: str, way: str, day: str = "2026-06-01") -> list[str]:
    """What is said of a transaction's form type."""
    row = (f"coding: {{form_type: {form_type}, code: {code}}}, acquired_disposed: {way}, price_per_share: 0, "
           f"transaction_date: {day}")
    return [each for each in said(f"period_of_report: {day}\nnon_derivative_table: [{{{row}}}]")
            if each.split()[0] in ("TXN007", "TXN008", "TXN009")]


@pytest.mark.parametrize(("code", "way", "meaning"), [
    ("S", "D", "sale"), ("M", "A", "exercise or conversion"), ("F", "D", "payment with securities"),
    ("I", "A", "discretionary transaction"), ("X", "A", "exercise"), ("A", "A", "award"),
    ("D", "D", "disposition to the issuer"), ("C", "A", "conversion"), ("O", "A", "exercise"),
])
def test_TXN007_transaction_that_cannot_wait(code: str, way: str, meaning: str) -> None:
    assert typed("5", code, way) == [
        f"TXN007 non_derivative_table[0].coding.form_type: {code} ({meaning}) is due on Form 4 and cannot be early; "
        "write form_type: 4"
    ]


def test_TXN007_purchase_that_may_be_a_small_acquisition() -> None:
    assert typed("5", "P", "A") == [
        "TXN007 non_derivative_table[0].coding.form_type: P (purchase) is due on Form 4 and cannot be early; "
        "write form_type: 4, or for a small acquisition under Rule 16a-6 code: L"
    ]


@pytest.mark.parametrize("code", ["G", "L", "W", "Z", "J"])
def test_TXN007_transaction_that_may_wait(code: str) -> None:
    assert typed("5", code, "A") == []


def test_TXN008_gift_away_as_a_form_5_transaction() -> None:
    assert typed("5", "G", "D", "2023-02-27") == [
        "TXN008 non_derivative_table[0].coding.form_type: the gift of 2023-02-27 is due on Form 4 in two business days, "
        "as every disposition by gift since 2023-02-27; write form_type: 4"
    ]


def test_TXN008_gift_away_while_it_could_wait() -> None:
    assert typed("5", "G", "D", "2023-02-26") == []


def test_TXN008_gift_away_as_a_form_4_transaction() -> None:
    assert typed("4", "G", "D") == []


def test_TXN009_gift_received_as_a_form_4_transaction() -> None:
    assert typed("4", "G", "A") == [
        "TXN009 non_derivative_table[0].coding.form_type: an acquisition by gift may wait for Form 5, so here it is early; "
        "write form_type: 5, which prints V"
    ]


GIVEN = """
non_derivative_table:
  - {coding: {code: G}, price_per_share: 0}
  - security_title: Common Stock
    transaction_date: 2026-06-01
    coding: {form_type: 4, code: G, equity_swap_involved: false}
    shares: SHARES
    acquired_disposed: D
    price_per_share: 0
    shares_owned_following: 40
    ownership: {direct_or_indirect: I, nature: By Spouse}
"""


def test_TXN009_both_sides_of_a_gift() -> None:
    assert said(GIVEN.replace("SHARES", "100")) == []


def test_TXN009_another_gift_that_day() -> None:
    assert [each.split()[0] for each in said(GIVEN.replace("SHARES", "99"))] == ["TXN009"]
