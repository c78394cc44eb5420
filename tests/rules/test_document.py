"""DOC: what is said of the document as a whole."""

from __future__ import annotations

import json
from datetime import date

import pytest

from form4gen.plain_text import in_ascii
from form4gen.rules import check

from .filings import filing, said

NO_TABLES = "{non_derivative_table: ~, derivative_table: ~, footnotes: ~}"
HOLDINGS = [f"{{security_title: Common Stock, shares_owned_following: 100, ownership: {{indirect: By Trust {number}}}}}"
            for number in range(1, 31)]
NO_TRANSACTION = (
    "DOC001 non_derivative_table: neither table reports a transaction; report one, or write "
    "not_subject_to_section_16: true if the filing only says that the owner has left Section 16"
)


def test_DOC001_no_transaction() -> None:
    assert said(NO_TABLES) == [NO_TRANSACTION]


def test_DOC001_holdings_are_no_transactions() -> None:
    coding = "coding: ~, transaction_date: ~, shares: ~, acquired_disposed: ~, price_per_share: ~"
    holding = f"period_of_report: 2026-06-01, non_derivative_table: [{{{coding}}}]"
    assert said(f"{{{holding}, derivative_table: ~, footnotes: ~}}") == [NO_TRANSACTION]


def test_DOC001_exit_box_not_checked() -> None:
    assert said(NO_TABLES.replace("{", "{not_subject_to_section_16: false, ", 1)) == [NO_TRANSACTION]


def test_DOC001_exit_box_checked() -> None:
    assert said(NO_TABLES.replace("{", "{not_subject_to_section_16: true, ", 1)) == []


def test_DOC001_one_transaction_in_table_ii() -> None:
    assert said("{non_derivative_table: ~, footnotes: ~}") == []


def test_DOC002_plan_box_is_not_answered() -> None:
    assert said("under_10b5_1_plan: ~") == [
        "DOC002 under_10b5_1_plan: the Rule 10b5-1(c) box is not answered; write under_10b5_1_plan: false, "
        "or true if a transaction was made under such a plan"
    ]


@pytest.mark.parametrize(("day", "box"), [(date(2023, 3, 19), False), (date(2023, 3, 20), True)])
def test_DOC002_there_is_no_plan_box_before_schema_X0407(day: date, box: bool) -> None:
    assert bool(said("under_10b5_1_plan: ~", as_of=day)) is box


@pytest.mark.parametrize(("version", "box"), [("X0306", False), ("X0407", True), ("X0508", True)])
def test_DOC002_a_filing_is_judged_by_the_version_it_carries(version: str, box: bool) -> None:
    published = filing("under_10b5_1_plan: ~").model_copy(update={"schema_version": version})
    assert ("DOC002" in {finding.rule for finding in check(published)}) is box


def test_DOC002_plan_box_is_checked() -> None:
    assert said("{under_10b5_1_plan: true, footnotes: {F1: Rule 10b5-1 plan adopted on 2026-02-02.}}") == []


def test_DOC003_amendment_without_the_date_of_the_original() -> None:
    assert said("{form: 4/A, remarks: It corrects the price.}") == [
        "DOC003 date_of_original_submission: an amendment (4/A) gives date_of_original_submission, "
        "the day on which the original was filed"
    ]


def test_DOC003_amendment_with_the_date_of_the_original() -> None:
    assert said("{form: 4/A, date_of_original_submission: 2026-06-02, remarks: It corrects the price.}") == []


def test_DOC004_original_that_dates_an_original() -> None:
    assert said("date_of_original_submission: 2026-06-02") == [
        "DOC004 date_of_original_submission: 2026-06-02 dates an original, but this is one (form: 4); "
        "write form: 4/A if it amends, or leave the date out"
    ]


def test_DOC005_thirty_one_rows() -> None:
    assert said(f"non_derivative_table: [{{}}, {', '.join(HOLDINGS)}]") == [
        "DOC005 non_derivative_table[30]: the table has 31 rows, of which EDGAR takes 30; "
        "build --split makes further filings"
    ]


def test_DOC005_thirty_rows() -> None:
    assert said(f"non_derivative_table: [{{}}, {', '.join(HOLDINGS[1:])}]") == []


def test_DOC006_foreign_trading_symbol_in_2014() -> None:
    assert said("issuer: {foreign_trading_symbol: 2330.TW}", as_of=date(2014, 3, 19)) == [
        "DOC006 issuer.foreign_trading_symbol: '2330.TW' has no place in this filing: schema X0306 judges it, "
        "and foreign_trading_symbol came with X0609; leave it out"
    ]


def test_DOC006_plan_box_in_2014() -> None:
    assert said("under_10b5_1_plan: 1", as_of=date(2014, 3, 19)) == [
        "DOC006 under_10b5_1_plan: '1' has no place in this filing: schema X0306 judges it, "
        "and under_10b5_1_plan came with X0407; leave it out"
    ]


def test_DOC006_every_part_of_an_address_that_2014_did_not_know() -> None:
    abroad = "reporting_owners: [{address: {state: ~, country: X0, non_us_state_territory: Kent}}]"
    assert [line.split(":")[0] for line in said(abroad, as_of=date(2014, 3, 19))] == [
        "DOC006 reporting_owners[0].address.country",
        "DOC006 reporting_owners[0].address.non_us_address",
        "DOC006 reporting_owners[0].address.non_us_state_territory",
    ]


def test_DOC006_no_and_nothing_contradict_no_schema() -> None:
    nothing = """
        under_10b5_1_plan: false
        issuer: {foreign_trading_symbol: ""}
        reporting_owners: [{address: {non_us_address: false}}]
        """
    assert said(nothing, as_of=date(2014, 3, 19)) == []


def test_DOC006_a_value_of_todays_schema_today() -> None:
    assert said("issuer: {foreign_trading_symbol: 2330.TW}") == []


def test_DOC007_curly_apostrophe_in_a_footnote() -> None:
    assert said('footnotes: {F1: "The issuer\u2019s plan"}') == [
        "DOC007 footnotes[0].text: U+2019 (Right single quotation mark) is not ASCII, at character 11, after 'The issuer'; "
        "write ' (or use --ascii)"
    ]


@pytest.mark.parametrize(("before", "at"), [
    ("", "at character 1"), ("a", "at character 2, after 'a'"),
    ("Twenty characters it", "at character 21, after 'Twenty characters it'"),
    ("These are twenty-one c", "at character 23, after '...are twenty-one c'"),
    ("Acquired under the abcd#234", "at character 28, after '...under the abcd#234'"),
    ("Acquired-under-the-plan-of-2026", "at character 32"),
    ("Acquired under a plan ", "at character 23, after '...under a plan '"),
    ('5" and 6\'', "at character 10, after '5\" and 6\\''"),
])  # fmt: skip
def test_DOC007_tells_where_a_character_first_stands(before: str, at: str) -> None:
    text = f"{before}\u2019s \u2019"
    assert said(json.dumps({"remarks": text})) == [
        f"DOC007 remarks: U+2019 (Right single quotation mark) is not ASCII, {at}; write ' (or use --ascii)"]


def test_DOC007_every_character_of_a_text_is_named_once() -> None:
    assert said('remarks: "\u201cPlan\u201d \u2013 \u201cSecond Plan\u201d"') == [
        "DOC007 remarks: U+2013 (En dash) is not ASCII, at character 8, after '\u201cPlan\u201d '; "
        "write - (or use --ascii)",
        'DOC007 remarks: U+201C (Left double quotation mark) is not ASCII, at character 1; write " (or use --ascii)',
        "DOC007 remarks: U+201D (Right double quotation mark) is not ASCII, at character 6, after '\u201cPlan'; "
        'write " (or use --ascii)',
    ]


def test_DOC007_text_deep_in_a_row() -> None:
    assert said('derivative_table: [{underlying_security: {title: "Common\u00a0Stock"}}]') == [
        "DOC007 derivative_table[0].underlying_security.title.value: "
        "U+00A0 (No-break space) is not ASCII, at character 7, after 'Common'; write a blank (or use --ascii)"
    ]


def test_DOC007_a_name_is_not_sent() -> None:
    assert said('issuer: {name: "Soci\u00e9t\u00e9 Exemple"}') == []


def test_DOC007_plain_punctuation() -> None:
    assert said("remarks: \"'Plan' - \\\"2nd\\\" ~ 50% of $1...\"") == []


@pytest.mark.parametrize(("character", "plain"), [
    ("\u2019", "'"), ("\u201d", '"'), ("\u2013", "-"), ("\u2026", "..."), ("\u00a0", "a blank"), ("\u200b", "nothing"),
    ("\u00e9", "e"), ("\u00dc", "U"), ("\u00f8", "o"), ("\u00df", "ss"), ("\u00bd", "1/2"), ("\u20ac", "EUR"),
    ("\u03b1", "it in words"), ("\u4e2d", "it in words"),
])
def test_DOC007_what_to_write_for_a_character(character: str, plain: str) -> None:
    assert in_ascii(character) == plain


def test_DOC006_footnote_at_a_code_that_takes_none() -> None:
    assert said("derivative_table: [{acquired_disposed: {value: A, footnotes: [F1]}}]") == [
        "DOC006 derivative_table[0].acquired_disposed.footnotes: schema X0609 lets no footnote explain this value; "
        "cite it at the amount, or leave it out"
    ]
    assert said("non_derivative_table: [{acquired_disposed: {value: A, footnotes: [F1]}}]") == []
