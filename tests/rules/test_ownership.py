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


def indirect(nature: str, more: str = "") -> list[str]:
    """What is said of the base filing's purchase with that nature, and no footnote in its row but those of the nature."""
    row = f"{{shares: {{value: 100, footnotes: []}}, ownership: {{direct_or_indirect: I, nature: {nature}}}}}"
    return said(f"non_derivative_table: [{row}]\nderivative_table: [{{shares: {{value: 400, footnotes: [F1]}}}}]\n{more}")


@pytest.mark.parametrize("nature", ["See Footnote", "See footnotes below", "Please see Note", "SEE EXPLANATION BELOW"])
def test_NAT003_nature_that_points_to_no_footnote(nature: str) -> None:
    assert indirect(nature) == [
        f"NAT003 {AT}: {nature!r} is the whole nature, but the row cites no footnote; cite one that says how they are held"
    ]


def test_NAT003_nature_that_points_to_no_remarks() -> None:
    assert indirect("See Remarks") == [
        f"NAT003 {AT}: 'See Remarks' is the whole nature, and there are no remarks; say how the securities are held"
    ]


@pytest.mark.parametrize(("nature", "more"), [
    ("{value: See Footnote, footnotes: [F1]}", ""), ("See Footnote (1)", ""), ("By trust, see footnote", ""),
    ("See Remarks", "remarks: Held by the Doe Family Trust."),
])
def test_NAT003_nature_that_points_to_something(nature: str, more: str) -> None:
    assert indirect(nature if nature.startswith("{") else f'"{nature}"', more) == []


@pytest.mark.parametrize("nature", ["See Footnote", "Indirect"])
def test_NAT003_and_NAT004_leave_direct_rows_to_NAT002(nature: str) -> None:
    row = f"{{shares: {{value: 100, footnotes: []}}, ownership: {{direct_or_indirect: D, nature: {nature}}}}}"
    change = f"non_derivative_table: [{row}]\nderivative_table: [{{shares: {{value: 400, footnotes: [F1]}}}}]"
    assert [line.split()[0] for line in said(change)] == ["NAT002"]


def test_NAT003_footnote_elsewhere_in_the_row() -> None:
    assert owned("direct_or_indirect: I, nature: See Footnote") == []


@pytest.mark.parametrize("nature", ["Indirect", "I", "N/A", "Other.", "--", "indirect beneficial ownership"])
def test_NAT004_nature_that_says_nothing(nature: str) -> None:
    assert indirect(f'"{nature}"') == [
        f'NAT004 {AT}: {nature!r} does not say through whom or what; write it, such as "By Spouse" or "By X Trust"'
    ]


@pytest.mark.parametrize("nature", ["By Spouse", "Trust", "IRA", "{value: Indirect, footnotes: [F1]}"])
def test_NAT004_nature_that_says_how(nature: str) -> None:
    assert indirect(nature) == []
