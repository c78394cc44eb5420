"""TXN: what is said of transactions and their codes."""

from __future__ import annotations

import pytest

from .filings import said

TABLE_I, TABLE_II = "non_derivative_table", "derivative_table"
EXERCISED = "derivative_table: [{coding: {code: C}, acquired_disposed: D, underlying_security: {shares: 100}}]"


def coded(code: str, way: str, table: str = TABLE_I, price: str = "10.25") -> list[str]:
    """What is said of a transaction with a code that is acquired (A) or disposed of (D)."""
    coding = f"{{code: {code}, form_type: {5 if code == 'L' else 4}}}"
    return said(f"{table}: [{{coding: {coding}, acquired_disposed: {way}, price_per_share: {price}}}]")


@pytest.mark.parametrize("table", [TABLE_I, TABLE_II])
def test_TXN001_transaction_without_a_code(table: str) -> None:
    assert said(f"{table}: [{{coding: ~}}]") == [
        f"TXN001 {table}[0].coding: the transaction has no code; write one of Instruction 8, such as code: P"
    ]


def timely(form_type: str, timeliness: str) -> list[str]:
    gift = f"coding: {{form_type: {form_type}, code: G}}, acquired_disposed: A, price_per_share: 0"
    return [each for each in said(f"{TABLE_I}: [{{{gift}, timeliness: {timeliness}}}]") if "TXN009" not in each]


def test_TXN002_early_form_4_transaction() -> None:
    assert timely("4", "E") == [
        "TXN002 non_derivative_table[0].timeliness: 'E' is refused here: a transaction of form type 4 "
        "is on time by definition; leave timeliness out"
    ]


def test_TXN002_late_form_5_transaction() -> None:
    assert timely("5", "L") == [
        "TXN002 non_derivative_table[0].timeliness: 'L' is refused here: a transaction of form type 5 "
        "is early by definition; leave timeliness out"
    ]


@pytest.mark.parametrize(("form_type", "timeliness"), [
    ("4", '""'), ("5", '""'), ("5", "E"), ("5", "{footnotes: [F1]}"),
])
def test_TXN002_empty_or_early_as_the_form_type_has_it(form_type: str, timeliness: str) -> None:
    assert timely(form_type, timeliness) == []


@pytest.mark.parametrize(("code", "table", "meaning"), [
    ("P", TABLE_I, "purchase"), ("A", TABLE_I, "award"), ("A", TABLE_II, "award"), ("L", TABLE_II, "small acquisition"),
])
def test_TXN003_acquisition_disposed_of(code: str, table: str, meaning: str) -> None:
    assert coded(code, "D", table) == [
        f"TXN003 {table}[0].acquired_disposed: {code} ({meaning}) is not disposed of (D); write A, or the code that fits"
    ]


@pytest.mark.parametrize(("code", "table"), [("P", TABLE_I), ("A", TABLE_II), ("L", TABLE_I), ("P", TABLE_II)])
def test_TXN003_acquisition_acquired(code: str, table: str) -> None:
    assert coded(code, "A", table) == []


def test_TXN003_purchase_in_table_II_may_close_a_short_position() -> None:
    assert coded("P", "D", TABLE_II) == []


@pytest.mark.parametrize(("code", "table", "meaning"), [
    ("S", TABLE_I, "sale"), ("F", TABLE_I, "payment with securities"), ("U", TABLE_I, "tender"),
    ("U", TABLE_II, "tender"), ("F", TABLE_II, "payment with securities"), ("D", TABLE_II, "disposition to the issuer"),
])
def test_TXN004_disposition_acquired(code: str, table: str, meaning: str) -> None:
    assert coded(code, "A", table) == [
        f"TXN004 {table}[0].acquired_disposed: {code} ({meaning}) is not acquired (A); write D, or the code that fits"
    ]


@pytest.mark.parametrize(("code", "table"), [("S", TABLE_I), ("F", TABLE_I), ("U", TABLE_II), ("D", TABLE_II)])
def test_TXN004_disposition_disposed_of(code: str, table: str) -> None:
    assert coded(code, "D", table) == []


def test_TXN004_sale_in_table_II_may_open_a_short_position() -> None:
    assert coded("S", "A", TABLE_II) == []


@pytest.mark.parametrize(("code", "meaning"), [
    ("E", "expiration of a short position"), ("H", "expiration of a long position"),
])
def test_TXN005_position_in_table_I(code: str, meaning: str) -> None:
    assert coded(code, "D") == [
        f"TXN005 non_derivative_table[0].coding.code: {code} ({meaning}) is for derivative securities; "
        "report it in derivative_table"
    ]


@pytest.mark.parametrize("code", ["E", "H"])
def test_TXN005_position_in_table_II(code: str) -> None:
    assert coded(code, "D", TABLE_II) == []


def test_TXN006_conversion_that_disposes_in_table_I() -> None:
    assert coded("C", "D", price="0") == [
        "TXN006 non_derivative_table[0].acquired_disposed: C (conversion) disposes of 'Common Stock' in Table I; "
        "report the derivative security in Table II, and here what was acquired for it"
    ]


def test_TXN006_conversion_that_acquires_in_table_I() -> None:
    assert said(f"{TABLE_I}: [{{coding: {{code: C}}, price_per_share: 0}}]\n{EXERCISED}") == []


@pytest.mark.parametrize("code", ["X", "O"])
def test_TXN006_put_may_be_exercised(code: str) -> None:
    assert coded(code, "D") == []
