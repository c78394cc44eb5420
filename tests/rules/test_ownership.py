"""NAT: what is said of direct and indirect ownership."""

from __future__ import annotations

import pytest

from .filings import said

AT = "non_derivative_table[0].ownership.nature"
NO_NATURE = f'NAT001 {AT}: the row is indirect (I) but does not say how; write its nature, such as "By Spouse"'


def owned(values: str) -> list[str]:
    return said(f"non_derivative_table: [{{ownership: {{{values}}}}}]")


@pytest.mark.parametrize("nature", ["~", '""', '" "', '{value: "", footnotes: [F1]}'])
def test_NAT001_indirect_row_without_a_nature(nature: str) -> None:
    assert owned(f"direct_or_indirect: I, nature: {nature}") == [NO_NATURE]


def test_NAT001_indirect_row_with_a_nature() -> None:
    assert owned("direct_or_indirect: I, nature: By Spouse") == []


def test_NAT002_direct_row_with_a_nature() -> None:
    assert owned("direct_or_indirect: D, nature: By trust") == [
        f"NAT002 {AT}: 'By trust' explains an indirect holding, but the row is direct (D); "
        "drop the nature or make the row indirect"
    ]


@pytest.mark.parametrize("nature", ['""', '{value: "", footnotes: [F1]}'])
def test_NAT002_direct_row_with_an_empty_nature(nature: str) -> None:
    assert owned(f"direct_or_indirect: D, nature: {nature}") == []


def test_NAT002_holding_in_table_ii() -> None:
    of_a_transaction = "coding: ~, transaction_date: ~, shares: ~, acquired_disposed: ~, price_per_share: ~"
    holding = f"{{{of_a_transaction}, ownership: {{nature: By trust}}}}"
    assert [line.split(":")[0] for line in said(f"derivative_table: [{holding}]")] == [
        "NAT002 derivative_table[0].ownership.nature"
    ]
