"""TXN: what is said of transactions."""

from __future__ import annotations

import pytest

from .filings import said


@pytest.mark.parametrize("table", ["non_derivative_table", "derivative_table"])
def test_TXN001_transaction_without_a_code(table: str) -> None:
    assert said(f"{table}: [{{coding: ~}}]") == [
        f"TXN001 {table}[0].coding: the transaction has no code; write one of Instruction 8, such as code: P"
    ]


def timely(form_type: str, timeliness: str) -> list[str]:
    row = f"{{coding: {{form_type: {form_type}}}, timeliness: {timeliness}}}"
    return said(f"non_derivative_table: [{row}]")


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
