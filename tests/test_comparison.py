"""What changed between two filings: each kind of edit is one change, and what makes no difference is none."""

from __future__ import annotations

import pytest

from form4gen import Form4, read, to_xml
from form4gen.comparison import compared
from form4gen.comparison_report import comparison_text
from tests.rules.filings import filing

SALES = """
derivative_table: []
non_derivative_table:
  - {transaction_date: 2026-06-01, shares: {value: 100, footnotes: [F1]}, price_per_share: 10.25}
  - {security_title: Common Stock, transaction_date: 2026-06-01,
     coding: {form_type: 4, code: S, equity_swap_involved: false}, shares: {value: 200, footnotes: [F2]},
     acquired_disposed: D, price_per_share: 11, shares_owned_following: 900, ownership: {direct_or_indirect: D}}
  - {security_title: Common Stock, shares_owned_following: 50, ownership: {direct_or_indirect: I, nature: By trust}}
  - {security_title: Common Stock, shares_owned_following: 70, ownership: {direct_or_indirect: I, nature: By spouse}}
footnotes:
  F2: An average price of several sales.
"""
NONE: list[str] = []
ROW_1 = "Table I, row 1 (Common Stock, 2026-06-01, P)"
ROW_2 = "Table I, row 2 (Common Stock, 2026-06-01, S)"
OPTION = "Table II, row 1 (Stock Option (right to buy), 2026-06-01, A)"
OWNER = "Reporting owner DOE JANE (CIK 0009999901)"


def lines(old: Form4, new: Form4) -> list[str]:
    """Everything said of two filings but the counting line."""
    return comparison_text(compared(old, new), "old", "new").splitlines()[1:]


def said(change: str, before: str = "{}") -> list[str]:
    """What is said of the base filing, or of one with a change before, and the same with a change."""
    return lines(filing(before), filing(change))


def reordered(form4: Form4, **rows: tuple[int, ...]) -> Form4:
    """A filing whose lists stand in another order."""
    return form4.model_copy(update={name: tuple(getattr(form4, name)[at] for at in order) for name, order in rows.items()})


@pytest.mark.parametrize(("change", "told"), [
    ("{period_of_report: 2026-05-30}", "Box 3, Date of Earliest Transaction: 2026-06-01 -> 2026-05-30"),
    ("{not_subject_to_section_16: true}", "Check box, No longer subject to Section 16: not checked -> checked"),
    ("{under_10b5_1_plan: true}", "Check box, Rule 10b5-1(c) plan: not checked -> checked"),
    ("{under_10b5_1_plan: ~}", "Check box, Rule 10b5-1(c) plan: not checked -> no answer"),
    ("{issuer: {trading_symbol: XMPM}}", "Box 2, Issuer: Ticker or Trading Symbol XMPL -> XMPM"),
    ("{issuer: {foreign_trading_symbol: XML}}", "Box 2, Issuer: (2a) Foreign Trading Symbol (nothing) -> XML"),
    ("{remarks: Late.}", "Remarks: (nothing) -> Late."),
    ("{reporting_owners: [{address: {city: CAMBRIDGE}}]}", f"{OWNER}: box 1 City BOSTON -> CAMBRIDGE"),
    ("{reporting_owners: [{relationship: {is_director: true}}]}", f"{OWNER}: box 5 Director not checked -> checked"),
    ("{non_derivative_table: [{shares: {value: 1000}}]}", f"{ROW_1}: column 4 Amount 100 -> 1000"),
    ("{non_derivative_table: [{price_per_share: 10.250}]}", f"{ROW_1}: column 4 Price 10.25 -> 10.250"),
    ("{non_derivative_table: [{coding: {equity_swap_involved: true}}]}",
     f"{ROW_1}: column 3 Equity swap (K) not checked -> checked"),
    ("{non_derivative_table: [{transaction_date: 2026-06-02}]}",
     "Table I, row 1 (Common Stock, 2026-06-02, P): column 2 Transaction Date 2026-06-01 -> 2026-06-02"),
    ("{non_derivative_table: [{security_title: Class B Stock}]}",
     "Table I, row 1 (Class B Stock, 2026-06-01, P): column 1 Title Common Stock -> Class B Stock"),
    ("{derivative_table: [{underlying_security: {title: Class B Stock}}]}",
     f"{OPTION}: column 7 Title Common Stock -> Class B Stock"),
    ("{derivative_table: [{acquired_disposed: D}]}", f"{OPTION}: column 5 (A) or (D) A -> D"),
    ("{footnotes: {F1: Shares were acquired under the issuer's dividend plan.}}",
     "Footnote 1: Shares were acquired under the issuer's [-purchase-] {+dividend+} plan."),
    ("{derivative_table: [{shares: {value: 400, footnotes: [F1]}}]}",
     "Footnote 1: now cited in Table II, row 1, column 5 Number"),
    ("{signatures: [{date: 2026-06-03}]}", "Signature of /s/ Jane Doe: Date 2026-06-02 -> 2026-06-03"),
])  # fmt: skip
def test_an_edit_of_a_value_is_one_change_in_the_forms_own_terms(change: str, told: str) -> None:
    assert said(change) == [told]
    assert len(compared(filing(), filing(change)).changes) == 1


def test_an_amendment_says_so() -> None:
    assert said("{form: 4/A, date_of_original_submission: 2026-06-02}") == [
        "Form type: 4 -> 4/A", "Box 4, Date of Original Filed: (nothing) -> 2026-06-02"]


LEFT_OUT = ("An amendment does not repeat rows that it does not amend (General Instruction 9): a row removed here stands "
            "as it was reported, unless a footnote says otherwise.")
AMENDMENT = {"form": "4/A", "derivative_table": ()}


def test_a_row_that_an_amendment_does_not_repeat_is_not_withdrawn() -> None:
    original, amendment = filing(), filing().model_copy(update=AMENDMENT)
    assert lines(original, amendment)[-1] == LEFT_OUT
    assert LEFT_OUT not in lines(original, filing("{form: 4/A}")), "every row is there"
    assert LEFT_OUT not in lines(original, original.model_copy(update={"derivative_table": ()})), "no amendment"
    assert LEFT_OUT not in lines(filing("{form: 4/A}"), amendment), "two amendments"


def test_several_values_of_a_row_are_one_change_with_a_line_each() -> None:
    change = "{non_derivative_table: [{shares: {value: 110}, shares_owned_following: 1110}]}"
    assert said(change) == [
        f"{ROW_1}: column 4 Amount 100 -> 110", f"{ROW_1}: column 5 Amount Owned Following 1100 -> 1110"]
    assert len(compared(filing(), filing(change)).changes) == 1


def test_a_row_that_is_added_is_told_whole_in_the_order_of_the_columns() -> None:
    before = filing(SALES)
    assert lines(before.model_copy(update={"non_derivative_table": before.non_derivative_table[:2]}),
                 before.model_copy(update={"non_derivative_table": before.non_derivative_table[:3]})) == [
        "Table I, row 3 (Common Stock, holding, By trust): added", "    column 1 Title Common Stock",
        "    column 5 Amount Owned Following 50", "    column 6 Direct (D) or Indirect (I) I",
        "    column 7 Nature of Ownership By trust"]


def test_a_row_that_is_removed_takes_its_citation_with_it_and_moves_no_other() -> None:
    before = filing(SALES)
    after = reordered(before, non_derivative_table=(0, 2, 3))
    assert [line for line in lines(before, after) if not line.startswith("    ")] == [f"{ROW_2}: removed"]


def test_a_changed_row_that_stands_elsewhere_says_where_it_was() -> None:
    before = filing(SALES)
    after = reordered(before, non_derivative_table=(1, 2, 3))
    changed = filing(SALES.replace("value: 200", "value: 250"))
    assert [line for line in lines(after, changed) if not line.startswith("    ")] == [
        f"{ROW_1}: added", "Table I, row 2, was row 1 (Common Stock, 2026-06-01, S): column 4 Amount 200 -> 250"]


def test_rows_are_matched_by_what_they_report_wherever_they_stand() -> None:
    before = filing(SALES)
    assert lines(before, reordered(before, non_derivative_table=(3, 1, 2, 0))) == [
        "The rows of Table I stand in another order."]
    assert compared(before, reordered(before, non_derivative_table=(3, 1, 2, 0))).changes == ()


def test_of_two_rows_alike_the_likelier_is_matched() -> None:
    """Both holdings changed, and the second is more like the first than the first is now."""
    change = SALES.replace("shares_owned_following: 50", "shares_owned_following: 55").replace(
        "shares_owned_following: 70", "shares_owned_following: 50")
    assert said(change, SALES) == [
        "Table I, row 3 (Common Stock, holding, By trust): column 5 Amount Owned Following 50 -> 55",
        "Table I, row 4 (Common Stock, holding, By spouse): column 5 Amount Owned Following 70 -> 50"]


def test_a_holding_is_never_a_transaction() -> None:
    held = "{derivative_table: [{kind: holding, transaction_date: ~, coding: ~, shares: ~, acquired_disposed: ~, " \
        "price_per_share: ~}]}"
    assert [change.kind for change in compared(filing(), filing(held)).changes] == ["removed", "added"]


def test_a_number_of_shares_that_becomes_a_value_is_one_change() -> None:
    change = "{non_derivative_table: [{shares_owned_following: ~, value_owned_following: 5000}]}"
    assert said(change) == [f"{ROW_1}: column 5 Value Owned Following (nothing) -> 5000",
                            f"{ROW_1}: column 5 Amount Owned Following 1100 -> (nothing)"]


def test_a_footnote_that_is_added_is_one_change_with_what_cites_it() -> None:
    change = "{derivative_table: [{shares: {value: 400, footnotes: [F2]}}], footnotes: {F2: Vests in 2027.}}"
    assert said(change) == ["Footnote 2: added", "    Vests in 2027.", "    cited in Table II, row 1, column 5 Number"]


def test_a_footnotes_number_is_no_part_of_it() -> None:
    renumbered = SALES.replace("[F1]", "[F9]").replace("[F2]", "[F1]").replace("[F9]", "[F2]").replace(
        "  F2: An average price of several sales.",
        "  F1: An average price of several sales.\n  F2: Shares were acquired under the issuer's purchase plan.")
    assert filing(renumbered) != filing(SALES)
    assert said(renumbered, SALES) == NONE


def test_a_renumbered_footnote_that_changed_says_what_it_was() -> None:
    change = SALES.replace("[F2]", "[F3]").replace("price_per_share: 11", "price_per_share: {value: 11, footnotes: [F2]}") \
        .replace("  F2: An average price of several sales.", "  F2: A gift.\n  F3: An average price of many sales.")
    assert said(change, SALES) == [
        "Footnote 2: added", "    A gift.", "    cited in Table I, row 2, column 4 Price",
        "Footnote 3, was 2: An average price of [-several-] {+many+} sales."]


def test_a_footnote_rewritten_altogether_is_known_by_what_cites_it() -> None:
    assert said("{footnotes: {F1: Gift.}}") == [
        "Footnote 1: [-Shares were acquired under the issuer's purchase plan.-] {+Gift.+}"]


def test_a_citation_of_another_footnote_is_a_change_of_both() -> None:
    assert said(SALES.replace("[F2]", "[F1]"), SALES) == [
        "Footnote 1: now cited in Table I, row 2, column 4 Amount",
        "Footnote 2: no longer cited in Table I, row 2, column 4 Amount"]


def test_a_value_that_goes_takes_its_citation_with_it() -> None:
    held = "{non_derivative_table: [{deemed_execution_date: {value: 2026-06-01, footnotes: [F1]}}]}"
    assert said("{}", held) == [f"{ROW_1}: column 2A Deemed Execution Date 2026-06-01 -> (nothing)"]


def test_a_footnote_that_is_cited_and_not_there_is_said() -> None:
    assert said("{derivative_table: [{shares: {value: 400, footnotes: [F7]}}]}") == [
        "Footnote 7: added, without a text", "    cited in Table II, row 1, column 5 Number"]


def test_owners_are_matched_by_cik() -> None:
    joint = "{reporting_owners: [{}, {cik: 0009999902, name: ROE RICHARD, relationship: {is_director: true}}]}"
    both = filing(joint)
    assert lines(both, reordered(both, reporting_owners=(1, 0))) == ["The reporting owners stand in another order."]
    assert said(joint)[0] == "Reporting owner ROE RICHARD (CIK 0009999902): added"
    renamed = filing(joint.replace("ROE RICHARD", "POE MARY"))
    assert lines(both, renamed) == ["Reporting owner POE MARY (CIK 0009999902): box 1 Name ROE RICHARD -> POE MARY"]


def test_a_wrong_cik_is_a_change_of_its_owner() -> None:
    assert said("{reporting_owners: [{cik: 0009999911}]}") == [
        "Reporting owner DOE JANE (CIK 0009999911): CIK 0009999901 -> 0009999911"]


@pytest.mark.parametrize("change", [
    "{issuer: {cik: 12345}}", "{issuer: {name: ~}}", "{reporting_owners: [{cik: 9999901, name: ~}]}",
    "{not_subject_to_section_16: false}", "{reporting_owners: [{relationship: {is_officer: 1, is_director: 0}}]}",
    "{remarks: ''}", "{reporting_owners: [{address: {street2: ''}}]}",
    "{footnotes: {F1: \"Shares were acquired\\n under the issuer's  purchase plan. \"}}",
    "{reporting_owners: [{ccc: 'abcd#234'}]}",
])  # fmt: skip
def test_what_edgar_treats_as_the_same_or_supplies_is_no_change(change: str) -> None:
    assert said(change) == said("{}", change) == NONE


@pytest.mark.parametrize("change", ["{}", SALES])
def test_a_filing_does_not_differ_from_its_xml(change: str) -> None:
    form4 = filing(change)
    assert lines(form4, read(to_xml(form4))) == lines(read(to_xml(form4, "disseminated")), form4) == NONE


def test_footnotes_that_say_the_same_are_told_apart_by_what_cites_them() -> None:
    alike = SALES.replace("  F2: An average price of several sales.", "  F1: An average price.\n  F2: An average price.")
    turned = alike.replace("[F1]", "[F9]").replace("[F2]", "[F1]").replace("[F9]", "[F2]")
    assert filing(turned) != filing(alike)
    assert said(turned, alike) == NONE
