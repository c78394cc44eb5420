"""What two filings report, and what makes no difference to it."""

from __future__ import annotations

from typing import Any

import pytest

from form4gen import Form4
from form4gen.same_filing import facts, same_filing

ROW: dict[str, Any] = {
    "kind": "transaction", "security_title": "Common Stock", "transaction_date": "2026-06-01", "shares": "100",
    "acquired_disposed": "A", "price_per_share": "10.10", "shares_owned_following": "100",
    "coding": {"form_type": "4", "code": "P", "equity_swap_involved": "false"}, "ownership": {"direct_or_indirect": "D"},
}
OWNER: dict[str, Any] = {
    "cik": "0009999901", "name": "DOE JANE", "address": {"state": "MA"}, "relationship": {"is_director": "1"},
}
FILING: dict[str, Any] = {
    "period_of_report": "2026-06-01", "issuer": {"cik": "0000012345", "trading_symbol": "XMPL"},
    "reporting_owners": [OWNER], "under_10b5_1_plan": "false", "non_derivative_table": [ROW],
    "signatures": [{"name": "Jane Doe", "date": "2026-06-02"}],
}


def filing(**changes: Any) -> Form4:
    return Form4.model_validate({**FILING, **changes})


def owner(**changes: Any) -> dict[str, Any]:
    return {"reporting_owners": [{**OWNER, **changes}]}


def row(**changes: Any) -> dict[str, Any]:
    return {"non_derivative_table": [{**ROW, **changes}]}


@pytest.mark.parametrize("changes", [
    {"schema_version": "X0609"}, {"remarks": ""}, {"derivative_table": []}, {"footnotes": []},
    {"not_subject_to_section_16": "0"}, {"under_10b5_1_plan": "0"}, owner(ccc="abcd#234"),
    owner(relationship={"is_director": "true", "is_officer": "false", "officer_title": ""}),
    owner(address={"state": "MA", "street2": "", "non_us_address": "false", "state_description": "MASSACHUSETTS"}),
    row(deemed_execution_date={}), row(timeliness=""), row(ownership={"direct_or_indirect": "D", "nature": ""}),
    row(coding={"form_type": "4", "code": "P", "equity_swap_involved": "0"}),
])  # fmt: skip
def test_the_same(changes: dict[str, Any]) -> None:
    assert same_filing(filing(**changes), filing())


@pytest.mark.parametrize("changes", [
    {"form": "4/A"}, {"period_of_report": "2026-06-02"}, {"remarks": " "}, {"not_subject_to_section_16": "1"},
    {"under_10b5_1_plan": "1"}, {"under_10b5_1_plan": None}, {"footnotes": [{"id": "F1", "text": ""}]},
    {"signatures": [{"name": "Jane Doe", "date": "2026-06-02Z"}]}, owner(name="Doe Jane"), owner(cik="9999901"),
    owner(address={"state": "MA", "non_us_address": "true"}), owner(relationship={"is_director": "1", "is_officer": "1"}),
    {"reporting_owners": [OWNER, OWNER]}, row(price_per_share="10.1"), row(shares={"value": "100", "footnotes": ["F1"]}),
    row(shares_owned_following=None, value_owned_following="100"), row(timeliness="E"),
    {"non_derivative_table": [], "derivative_table": []},
])  # fmt: skip
def test_not_the_same(changes: dict[str, Any]) -> None:
    assert not same_filing(filing(**changes), filing())


def test_a_fact_has_its_place() -> None:
    (owner,) = filing().reporting_owners
    assert list(facts(owner, ("reporting_owners", 0))) == [
        (("reporting_owners", 0, "cik"), "0009999901"), (("reporting_owners", 0, "name"), "DOE JANE"),
        (("reporting_owners", 0, "address", "state"), "MA"),
        (("reporting_owners", 0, "relationship", "is_director"), "true"),
    ]  # fmt: skip
