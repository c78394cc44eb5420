"""TXN: what is said of transactions within six months of another."""

from __future__ import annotations

import pytest

from .filings import said

ROW = ("{{security_title: {title}, transaction_date: {day}, shares: {shares}, acquired_disposed: {way}, "
       "coding: {{form_type: {form_type}, code: {code}, equity_swap_involved: false}}, price_per_share: {price}, "
       "shares_owned_following: {{value: 5000, footnotes: [F1]}}, ownership: {{direct_or_indirect: D}}}}")


def row(code: str, price: str, day: str = "2026-06-01", title: str = "Common Stock", shares: int = 100,
        form_type: str = "") -> str:
    return ROW.format(code=code, price=price, day=day, title=title, shares=shares,
                      way="D" if code == "S" else "A", form_type=form_type or ("5" if code == "L" else "4"))


def of_six_months(*rows: str) -> list[str]:
    return [each for each in said(f"non_derivative_table: [{', '.join(rows)}]") if each.startswith("TXN03")]


def test_TXN030_small_acquisition_that_is_not_small() -> None:
    assert of_six_months(row("L", "100.01")) == [
        "TXN030 non_derivative_table[0].coding.code: within six months, small acquisitions of 'Common Stock' come to "
        "$10,001.00, and Rule 16a-6 is for up to $10,000; write code: P and form_type: 4"
    ]


def test_TXN030_small_acquisition() -> None:
    assert of_six_months(row("L", "100")) == []


def test_TXN030_small_acquisitions_that_grow_too_large() -> None:
    [said_of_the_second] = of_six_months(row("L", "60"), row("L", "40.01", "2026-11-30"))
    assert said_of_the_second.startswith("TXN030 non_derivative_table[1].coding.code: within six months")
    assert "$10,001.00" in said_of_the_second


def test_TXN030_small_acquisitions_six_months_apart() -> None:
    assert of_six_months(row("L", "60"), row("L", "60", "2026-12-01")) == []


def test_TXN030_small_acquisitions_of_two_classes() -> None:
    assert of_six_months(row("L", "60"), row("L", "60", title="Class B Common Stock")) == []


def test_TXN030_purchase_of_form_type_5_that_is_not_small() -> None:
    [message] = of_six_months(row("P", "100.01", form_type="5"))
    assert message.startswith("TXN030 non_derivative_table[0].coding.code")


def test_TXN032_small_purchase_of_form_type_5() -> None:
    assert of_six_months(row("P", "100", form_type="5")) == [
        "TXN032 non_derivative_table[0].coding.code: P (purchase) may wait for Form 5 only as a small acquisition under "
        "Rule 16a-6; write code: L, or form_type: 4 if it is none"
    ]


def test_TXN032_purchase_of_form_type_4() -> None:
    assert of_six_months(row("P", "100"), row("P", "1000")) == []


def test_TXN031_purchase_below_a_sale() -> None:
    assert of_six_months(row("P", "10.25"), row("S", "11"), row("S", "12.50", "2026-06-02")) == [
        "TXN031 non_derivative_table[0].price_per_share: a purchase at 10.25 on 2026-06-01 and a sale at 12.50 on "
        "2026-06-02 are less than six months apart; look whether Section 16(b) gives the issuer the profit"
    ]


@pytest.mark.parametrize("sale", ["2025-12-02", "2026-11-30"])
def test_TXN031_sale_just_within_six_months(sale: str) -> None:
    assert len(of_six_months(row("S", "10.26", sale), row("P", "10.25"))) == 1


@pytest.mark.parametrize("sale", ["2025-12-01", "2026-12-01"])
def test_TXN031_sale_six_months_away(sale: str) -> None:
    assert of_six_months(row("S", "10.26", sale), row("P", "10.25")) == []


def test_TXN031_no_profit() -> None:
    assert of_six_months(row("P", "10.25"), row("S", "10.25")) == []


def test_TXN031_another_class() -> None:
    assert of_six_months(row("P", "10.25"), row("S", "12", title="Class B Common Stock")) == []


def test_TXN031_last_day_there_is() -> None:
    assert of_six_months(row("P", "10.25", "9999-12-31"), row("S", "12", "9999-12-31")) != []
