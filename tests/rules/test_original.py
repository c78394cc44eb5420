"""DOC: what is said of an amendment beside its original."""

from __future__ import annotations

from datetime import date

import pytest

from form4gen.rules.amendment import PLACEHOLDER

from .filings import said

AMENDMENT = "form: 4/A\ndate_of_original_submission: 2026-06-02\nremarks: The original Form 4 misstated the price.\n"


def test_DOC020_explanation_that_is_still_asked_for() -> None:
    why = "this asks for an explanation and gives none; write what the original reported, what is right and why"
    assert said(f'{AMENDMENT}footnotes: {{F1: "{PLACEHOLDER}"}}') == [f"DOC020 footnotes[0].text: {why}"]
    assert said(f'{AMENDMENT}footnotes: {{F1: "(1) {PLACEHOLDER[:40]}"}}') == [f"DOC020 footnotes[0].text: {why}"]
    assert said(AMENDMENT.replace("The original", PLACEHOLDER.replace(": ", " - "))) == [f"DOC020 remarks: {why}"]


def test_DOC020_explanation() -> None:
    assert said(f"{AMENDMENT}footnotes: {{F1: To explain this amendment the price was 10.52.}}") == []


def test_DOC021_another_issuer() -> None:
    assert said(AMENDMENT + "original: {issuer: {cik: 54321}}") == [
        "DOC021 issuer.cik: the original is of issuer 54321, and this of 0000012345; correct the CIK, or compare with the "
        "right original"]


def test_DOC021_same_issuer_without_zeros() -> None:
    assert said(AMENDMENT + "original: {issuer: {cik: 12345}}") == []


TWO = "original: {reporting_owners: [{}, {cik: 9999902, relationship: {is_director: true}}]}"


def test_DOC022_owner_left_out() -> None:
    assert said(AMENDMENT + TWO) == [
        "DOC022 reporting_owners: owner 9999902 of the original is not here; name every owner whose report is amended"]


def test_DOC022_owner_added() -> None:
    added = "reporting_owners: [{}, {cik: 9999902, relationship: {is_director: true}}]\n"
    both = "signatures: [{}, {name: /s/ Richard Roe, date: 2026-06-02}]\n"
    assert said(AMENDMENT + added + both + "original: {}") == [
        "DOC022 reporting_owners[1].cik: owner 9999902 is not in the original; leave it so only if the owner is what is "
        "amended"]
    assert said(AMENDMENT + added + both + TWO) == []


NOTHING = ("DOC023 form: no value differs from the original, and no line is added; correct what was wrong, unless a "
           "footnote is all that is added")
EXPLAINED = """
form: 4/A
date_of_original_submission: 2026-06-02
derivative_table: ~
non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]
footnotes: {F2: The original Form 4 misstated the price.}
"""


def test_DOC023_explanation_beside_the_old_figures() -> None:
    assert said(EXPLAINED + "original: {}") == [NOTHING]


@pytest.mark.parametrize("original", [
    "{non_derivative_table: [{price_per_share: 10.52}]}", "{issuer: {trading_symbol: XMPM}}", "{remarks: Late.}",
    "{footnotes: {F1: Shares were acquired under a plan.}}", "{not_subject_to_section_16: true}",
    "{non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}], footnotes: {F2: Net of commission.}}",
])
def test_DOC023_anything_else_than_in_the_original(original: str) -> None:
    assert said(f"{EXPLAINED}original: {original}") == []


def test_DOC023_what_is_signed_named_or_repeated_makes_no_difference() -> None:
    assert said(EXPLAINED + "original: {signatures: [{name: /s/ J. Doe}], issuer: {name: EXAMPLE}}") == [NOTHING]


ABROAD = "reporting_owners: [{{address: {{city: LONDON, {}}}}}]"
TODAY, IN_2014 = ABROAD.format("state: ~, country: X0"), ABROAD.format("state: X0")


def test_DOC023_what_only_todays_schema_asks_makes_no_difference() -> None:
    original = f"original: {{under_10b5_1_plan: ~, {IN_2014}}}"
    assert said(f"{EXPLAINED}{TODAY}\n{original}") == [NOTHING]
    assert said(f"{EXPLAINED}{TODAY}\n{original.replace('LONDON', 'LUTON')}") == []
    assert said(f"{EXPLAINED}original: {{under_10b5_1_plan: true}}") == []


def test_DOC023_blanks_in_a_text_and_zeros_before_a_cik_make_no_difference() -> None:
    original = "{issuer: {cik: 12345}, footnotes: {F1: \"Shares were acquired  under\\n the issuer's purchase plan. \"}}"
    assert said(f"{EXPLAINED}original: {original}") == [NOTHING]


def test_DOC023_something_is_enclosed() -> None:
    enclosed = "submission: {documents: [{name: ex99.txt, type: EX-99, text: Trades}]}\n"
    listed = EXPLAINED.replace("price.}", "price; Exhibit 99 has the trades.}")
    assert said(listed + enclosed + "original: {}") == []


REPEATED = "DOC024 {}: this line is in the original as it is here, so it is not amended; leave it out"


def test_DOC024_line_that_is_not_amended() -> None:
    assert said(AMENDMENT + "original: {non_derivative_table: [{price_per_share: 10.52}]}") == \
        [REPEATED.format("derivative_table[0]")]


def test_DOC024_line_whose_footnote_is_amended() -> None:
    change = "footnotes: {F1: Shares were acquired under the plan.}\n"
    assert said(AMENDMENT + change + "original: {}") == [REPEATED.format("derivative_table[0]")]
    assert said(AMENDMENT + change + "original: {derivative_table: [{shares: 401}]}") == []


def test_DOC024_line_whose_footnote_is_wrapped_otherwise() -> None:
    wrapped = "footnotes: {F1: \"Shares were acquired\\n under the issuer's purchase plan.\"}"
    assert said(f"{AMENDMENT}original: {{derivative_table: [{{shares: 401}}], {wrapped}}}") == [
        REPEATED.format("non_derivative_table[0]")]


def test_DOC024_same_line_twice_in_the_amendment() -> None:
    second = "non_derivative_table: [{}, {security_title: Common Stock, transaction_date: 2026-06-01, " \
        "coding: {form_type: 4, code: P, equity_swap_involved: false}, shares: {value: 100, footnotes: [F1]}, " \
        "acquired_disposed: A, price_per_share: 10.25, shares_owned_following: 1100, ownership: {direct_or_indirect: D}}]\n"
    found = [one for one in said(AMENDMENT + second + "derivative_table: ~\noriginal: {}") if one.startswith("DOC")]
    assert found == [REPEATED.format("non_derivative_table[0]")]


def test_DOC024_nothing_but_repeated_lines() -> None:
    assert said(AMENDMENT + "original: {}") == []


EARLIER = "original: {period_of_report: 2026-05-29, derivative_table: [{transaction_date: 2026-05-29}], " \
    "non_derivative_table: [{price_per_share: 10.52}]}"


def test_DOC025_another_period() -> None:
    assert said(AMENDMENT + "derivative_table: ~\n" + EARLIER) == [
        "DOC025 period_of_report: the original's period of report is 2026-05-29, and no line here has a new date; write "
        "the same"]


def test_DOC025_same_period_or_a_line_of_a_new_date() -> None:
    assert said(AMENDMENT + "derivative_table: ~\nperiod_of_report: 2026-05-29\n" + EARLIER) == []
    assert said(AMENDMENT + "derivative_table: ~\noriginal: {period_of_report: 2026-05-28, "
                "non_derivative_table: [{transaction_date: 2026-05-28}], derivative_table: ~}") == []


BOX_4 = "DOC026 date_of_original_submission: the original was "


def test_DOC026_filed_before_it_was_signed() -> None:
    change = AMENDMENT.replace("2026-06-02", "2026-06-01")
    assert said(change + "original: {}") == [
        f"{BOX_4}signed 2026-06-02, so it was not filed 2026-06-01; write the day on which EDGAR received it"]
    assert said(change + "original: {signatures: [{date: 2026-06-01}]}") == []


def test_DOC026_another_day_than_edgar_says() -> None:
    change = AMENDMENT + "original: {}"
    assert said(change, original_filed_on=date(2026, 6, 3)) == [f"{BOX_4}filed 2026-06-03, not 2026-06-02; write that day"]
    assert said(change, original_filed_on=date(2026, 6, 2)) == []


def test_DOC026_amendment_of_an_amendment() -> None:
    earlier = "original: {form: 4/A, date_of_original_submission: 2026-06-01, signatures: [{date: 2026-06-02}]}"
    late = date(2026, 6, 2)
    assert said(AMENDMENT + earlier, original_filed_on=late) == [f"{BOX_4}filed 2026-06-01, not 2026-06-02; write that day"]
    assert said(AMENDMENT.replace("2026-06-02", "2026-06-01") + earlier, original_filed_on=late) == []


@pytest.mark.parametrize("original", ["{issuer: {cik: 54321}}", "{reporting_owners: [{cik: 9999902}]}", "{}"])
def test_nothing_is_compared_with_a_filing_that_amends_nothing(original: str) -> None:
    assert said(f"original: {original}") == []
