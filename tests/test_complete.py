"""What an author may write short, and what it stands for."""

from __future__ import annotations

from typing import Any

import pytest

from form4gen.complete import complete
from form4gen.yaml_draft import read_yaml


def completed(text: str) -> Any:
    draft = complete(read_yaml(text.encode()))
    assert draft.findings == ()
    return draft.tree


def row(text: str, table: str = "non_derivative_table") -> Any:
    lines = "".join(f"    {line}\n" for line in text.splitlines())
    return completed(f"{table}:\n  -\n{lines}footnotes: {{tax: t, plan: p}}\n")[table][0]


def test_a_number_a_date_and_a_code_cite_in_brackets() -> None:
    tree = row("shares: 26990 [tax]\ntransaction_date: 2026-06-01 [tax, plan]\nacquired_disposed: D [plan] [tax]")
    assert tree["transaction_date"] == {"value": "2026-06-01", "footnotes": ["F1", "F2"]}
    assert tree["shares"] == {"value": "26990", "footnotes": ["F1"]}
    assert tree["acquired_disposed"] == {"value": "D", "footnotes": ["F2", "F1"]}


def test_footnotes_may_stand_alone_where_a_value_may_be_missing() -> None:
    assert row("price_per_share: [tax]")["price_per_share"] == {"footnotes": ["F1"]}
    assert row('price_per_share: "[tax]"')["price_per_share"] == {"footnotes": ["F1"]}


def test_empty_brackets_and_brackets_before_the_end_are_left_to_be_reported() -> None:
    assert row("shares: 1200 []")["shares"] == {"value": "1200 []"}
    assert row("shares: '[tax] 1200'")["shares"] == {"value": "[tax] 1200"}
    assert row("shares: 1200 [tax]] ")["shares"] == {"value": "1200 [tax]]"}


def test_brackets_in_a_title_belong_to_the_title() -> None:
    assert row("security_title: Common Stock [restricted]")["security_title"] == {"value": "Common Stock [restricted]"}


def test_a_bare_code_is_a_coding_with_the_usual_values() -> None:
    usual = {"form_type": "4", "code": "F", "equity_swap_involved": "false"}
    assert row("code: F")["coding"] == usual
    assert row("code: F [tax]")["coding"] == {**usual, "footnotes": ["F1"]}
    assert row("coding: {code: F}")["coding"] == usual
    assert row("coding: {code: G, form_type: 5}")["coding"] == {**usual, "code": "G", "form_type": "5"}


def test_a_code_with_k_is_an_equity_swap() -> None:
    assert row("code: S/K")["coding"] == {"form_type": "4", "code": "S", "equity_swap_involved": "true"}
    assert row("code: S/X")["coding"]["code"] == "S/X", "what is not understood is left to be reported"


def test_ownership_in_a_word() -> None:
    direct = {"direct_or_indirect": {"value": "D"}}
    assert row("ownership: direct")["ownership"]["direct_or_indirect"]["value"] == "D"
    assert row("ownership: Direct")["ownership"]["direct_or_indirect"]["value"] == "D"
    assert row("ownership: D [tax]")["ownership"] == {"direct_or_indirect": {"value": "D", "footnotes": ["F1"]}}
    assert row("ownership: {direct_or_indirect: D}")["ownership"] == direct
    assert row("ownership: {indirect: By trust}")["ownership"] == \
        {"direct_or_indirect": {"value": "I"}, "nature": {"value": "By trust"}}


def test_a_row_with_a_transactions_values_is_a_transaction_and_one_without_is_a_holding() -> None:
    assert row("security_title: Common Stock\nshares_owned_following: 5")["kind"] == "holding"
    assert row("security_title: Common Stock\ntransaction_date: 2026-06-01")["kind"] == "transaction"
    assert row("code: P")["kind"] == "transaction"
    assert row("kind: transaction\nshares_owned_following: 5")["kind"] == "transaction"


def test_officer_and_other_give_the_box_and_its_text() -> None:
    tree = completed("reporting_owners:\n  - relationship: {officer: CEO, other: Trustee}\n")
    assert tree["reporting_owners"][0]["relationship"] == \
        {"is_officer": "true", "officer_title": "CEO", "is_other": "true", "other_text": "Trustee"}


@pytest.mark.parametrize("flag", ["true", "yes"])
def test_officer_takes_a_title_and_not_a_flag(flag: str) -> None:
    draft = complete(read_yaml(f"reporting_owners:\n  - relationship: {{officer: {flag}}}\n".encode()))
    assert [(finding.rule, finding.message) for finding in draft.findings] == \
        [("TXT013", f"officer takes a text, officer_title; for the box alone write is_officer: {flag}")]


def test_what_edgar_gives_is_not_for_an_author_to_write() -> None:
    text = b"schema_version: X0306\nreporting_owners: [{address: {state: MA, state_description: x, good_address: 1}}]\n"
    assert [finding.message for finding in complete(read_yaml(text)).findings] == [
        "schema_version is EDGAR's to give; leave it out", "state_description is EDGAR's to give; leave it out",
        "good_address is EDGAR's to give; leave it out"]  # fmt: skip


def test_an_empty_heading_is_a_part_not_given() -> None:
    assert completed("derivative_table:\nfootnotes:\nissuer: \nremarks:\n") == {"remarks": ""}


def test_officer_adds_the_title_to_a_flag_that_is_there() -> None:
    tree = completed("reporting_owners:\n  - relationship: {is_officer: 1, officer: CEO}\n")
    assert tree["reporting_owners"][0]["relationship"] == {"is_officer": "1", "officer_title": "CEO"}


def test_an_address_says_whether_it_is_abroad() -> None:
    def flag(address: str) -> Any:
        tree = completed(f"reporting_owners:\n  - address: {{{address}}}\n")
        return tree["reporting_owners"][0]["address"].get("non_us_address")

    assert flag("state: MA") == "false"
    assert flag("country: 2M") == "true"
    assert flag("country: 2M, non_us_address: false") == "false", "what the author says stands"
    assert flag("country: 2M, non_us_address: ~") is None, "and so does what the author leaves unsaid"
    assert flag("city: BOSTON") is None
    assert flag('state: ""') is None


def test_the_period_of_report_is_the_earliest_transaction_date() -> None:
    rows = "non_derivative_table:\n  - {transaction_date: 2026-06-03}\n  - {shares_owned_following: 1}\n" \
           "derivative_table:\n  - {transaction_date: {value: 2026-06-01}}\n  - {transaction_date: 2026-02-30}\n"
    assert completed(rows)["period_of_report"] == "2026-06-01"
    assert completed(f"period_of_report: 2026-05-01\n{rows}")["period_of_report"] == "2026-05-01"
    assert "period_of_report" not in completed("remarks: none\n")


def test_named_footnotes_are_numbered_in_the_order_of_the_printed_form() -> None:
    tree = completed("""\
non_derivative_table:
  - price_per_share: 1 [third]
    acquired_disposed: A [second]
    security_title: {value: Common Stock, footnotes: [first]}
derivative_table:
  - price_per_share: 1 [sixth]
    exercise_date: [fourth]
    underlying_security: {title: Common Stock, shares: "5 [fifth]"}
    ownership: {indirect: {value: By trust, footnotes: [seventh, first]}}
footnotes: {uncited: h, seventh: g, sixth: f, fifth: e, fourth: d, third: c, second: b, first: a}
""")
    assert [note["text"] for note in tree["footnotes"]] == list("abcdefgh")
    assert [note["id"] for note in tree["footnotes"]] == [f"F{number}" for number in range(1, 9)]
    assert tree["non_derivative_table"][0]["price_per_share"]["footnotes"] == ["F3"]
    assert tree["derivative_table"][0]["ownership"]["nature"]["footnotes"] == ["F7", "F1"]


def test_a_number_that_is_cited_needs_no_name() -> None:
    tree = completed("non_derivative_table:\n  - shares: 1 [F7, tax]\nfootnotes: {tax: t}\n")
    assert tree["non_derivative_table"][0]["shares"]["footnotes"] == ["F7", "F1"], "rule FTN002 asks where F7 is"


def test_numbered_footnotes_keep_their_numbers_and_names_take_the_free_ones() -> None:
    tree = completed("""\
non_derivative_table:
  - {shares: "1 [named]", price_per_share: "2 [F1]", transaction_date: "2026-06-01 [F3]"}
footnotes: {F3: three, F1: one, named: two}
""")
    assert tree["footnotes"] == [{"id": "F1", "text": "one"}, {"id": "F2", "text": "two"}, {"id": "F3", "text": "three"}]
    ordered = completed("footnotes: {F3: three, F1: one}\n")
    assert [note["id"] for note in ordered["footnotes"]] == ["F3", "F1"], "numbers alone keep the author's order"


def test_a_list_of_footnotes_is_the_long_form_already() -> None:
    notes = "footnotes: [{id: F1, text: one}]\n"
    assert completed(f"non_derivative_table:\n  - shares: 1 [F1]\n{notes}")["footnotes"] == [{"id": "F1", "text": "one"}]


def test_what_is_no_filing_at_all_is_left_to_be_reported() -> None:
    for text in ("just text", "- a list", "non_derivative_table: 5\nreporting_owners: [5]\nderivative_table: [5]"):
        before = read_yaml(text.encode())
        assert complete(before).tree == before.tree
