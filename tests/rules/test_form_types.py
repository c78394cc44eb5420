"""TXN: what is said of form types 4 and 5."""

from __future__ import annotations

import pytest

from .filings import said


def typed(form_type: str, code: str, way: str, day: str = "2026-06-01") -> list[str]:
    """What is said of a transaction's form type."""
    row = (f"coding: {{form_type: {form_type}, code: {code}}}, acquired_disposed: {way}, price_per_share: 0, "
           f"transaction_date: {day}")
    return [each for each in said(f"period_of_report: {day}\nnon_derivative_table: [{{{row}}}]")
            if each.split()[0] in ("TXN007", "TXN008", "TXN009", "TXN014")]


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


@pytest.mark.parametrize("code", ["G", "L", "W", "Z", "J", "P"])
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


SECOND_TRUST = """
  - security_title: Common Stock
    transaction_date: DAY
    coding: {form_type: 4, code: G, equity_swap_involved: false}
    shares: 100
    acquired_disposed: A
    price_per_share: 0
    shares_owned_following: 100
    ownership: {direct_or_indirect: I, nature: By Trust}
"""


@pytest.mark.parametrize(("given", "day", "count"), [("200", "2026-06-01", 0), ("200", "2026-06-02", 2),
                                                     ("199", "2026-06-01", 2)])
def test_TXN009_gift_to_two_trusts(given: str, day: str, count: int) -> None:
    filing = GIVEN.replace("SHARES", given) + SECOND_TRUST.strip("\n").replace("DAY", day)
    assert [each.split()[0] for each in said(filing)] == ["TXN009"] * count


@pytest.mark.parametrize(("code", "reason"), [
    ("L", "a small acquisition (L)"), ("W", "an acquisition or disposition by will (W)"),
    ("Z", "a deposit into or withdrawal from a voting trust (Z)"),
])
def test_TXN014_what_may_wait_as_a_form_4_transaction(code: str, reason: str) -> None:
    assert typed("4", code, "A") == [
        f"TXN014 non_derivative_table[0].coding.form_type: {reason} may wait for Form 5, so here it is early; "
        "write form_type: 5, which prints V"
    ]


@pytest.mark.parametrize("code", ["P", "J", "U", "E"])
def test_TXN014_what_is_due_or_in_doubt(code: str) -> None:
    assert typed("4", code, "A") == []
