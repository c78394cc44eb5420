"""TXN: what is said of prices."""

from __future__ import annotations

import pytest

from .filings import said

ZERO_EXPLAINED = "{value: 0, footnotes: [F1]}"


def priced(code: str, way: str, price: str, form_type: str = "4") -> list[str]:
    """What is said of a transaction's price in Table I."""
    coding = f"{{form_type: {form_type}, code: {code}}}"
    row = f"coding: {coding}, acquired_disposed: {way}, shares: 100, price_per_share: {price}"
    footnotes = "" if "F1" in price else "footnotes: []"
    return said(f"non_derivative_table: [{{{row}}}]\n{footnotes}")


@pytest.mark.parametrize(("code", "way", "meaning"), [
    ("P", "A", "purchase"), ("S", "D", "sale"), ("F", "D", "payment with securities"), ("U", "D", "tender"),
])
def test_TXN020_price_of_zero(code: str, way: str, meaning: str) -> None:
    assert priced(code, way, "0.00") == [
        f"TXN020 non_derivative_table[0].price_per_share: {code} ({meaning}) at a price of 0; "
        "write the price, or a footnote on what was paid instead of cash"
    ]


@pytest.mark.parametrize("price", ["0.0001", ZERO_EXPLAINED, "{footnotes: [F1]}"])
def test_TXN020_price_or_a_footnote(price: str) -> None:
    assert priced("P", "A", price) == []


@pytest.mark.parametrize("row", [
    "{coding: {footnotes: [F1]}, shares: 100, price_per_share: 0}",
    "{shares: {value: 100, footnotes: [F1]}, price_per_share: 0}",
])
def test_TXN020_footnote_anywhere_on_the_row(row: str) -> None:
    assert said(f"non_derivative_table: [{row}]") == []


@pytest.mark.parametrize(("remarks", "count"), [("Paid with services valued at $10.25 a share.", 0), (" ", 1)])
def test_TXN020_remarks(remarks: str, count: int) -> None:
    row = "{shares: 100, price_per_share: 0}"
    assert len(said(f"non_derivative_table: [{row}]\nfootnotes: []\nremarks: '{remarks}'")) == count


def test_TXN020_footnote_of_another_row() -> None:
    rows = "derivative_table: [{coding: {code: P}}]"
    assert [each.split()[0] for each in said(rows)] == ["TXN020"]


def test_TXN020_purchase_of_a_derivative_security() -> None:
    assert said("derivative_table: [{coding: {code: P}}]") == [
        "TXN020 derivative_table[0].price_per_share: P (purchase) at a price of 0; "
        "write the price, or a footnote on what was paid instead of cash"
    ]


def test_TXN020_disposition_to_the_issuer_may_be_a_forfeiture() -> None:
    assert priced("D", "D", "0") == []


@pytest.mark.parametrize(("code", "meaning"), [("G", "gift"), ("W", "will or descent")])
def test_TXN021_gift_with_a_price(code: str, meaning: str) -> None:
    assert priced(code, "D", "10.25", "4" if code == "G" else "5") == [
        f"TXN021 non_derivative_table[0].price_per_share: {code} ({meaning}) at a price of 10.25; write 0, "
        "or the code that fits what was paid for"
    ]


@pytest.mark.parametrize("price", ["0", "{footnotes: [F1]}", "{value: 10.25, footnotes: [F1]}"])
def test_TXN021_gift_without_a_price_or_with_a_footnote(price: str) -> None:
    assert priced("G", "D", price) == []


def converted(price: str) -> list[str]:
    disposed = "{coding: {code: C}, acquired_disposed: D, underlying_security: {shares: 100}}"
    return said(f"""
        non_derivative_table: [{{coding: {{code: C}}, price_per_share: {price}}}]
        derivative_table: [{disposed}]
        """)


def test_TXN022_conversion_with_a_price() -> None:
    assert converted("10.25") == [
        "TXN022 non_derivative_table[0].price_per_share: C (conversion) at a price of 10.25; write 0, "
        "or a footnote on what was paid: the conversion price stands in Table II"
    ]


@pytest.mark.parametrize("price", ["0", "{footnotes: [F1]}", "{value: 10.25, footnotes: [F1]}"])
def test_TXN022_conversion_without_a_price_or_with_a_footnote(price: str) -> None:
    assert converted(price) == []
