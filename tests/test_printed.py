"""The words in the boxes of the printed form."""

from __future__ import annotations

from typing import Any

import pytest

from form4gen.filing import Form4
from form4gen.page_parts import EMPTY, Cell, Page
from form4gen.printed import printed
from form4gen.versions import EDITIONS, Edition, edition_of

SALE = {
    "kind": "transaction", "security_title": "Common Stock", "transaction_date": "2026-08-03",
    "coding": {"form_type": "4", "code": "S", "equity_swap_involved": "false"}, "shares": "35000",
    "acquired_disposed": "D", "price_per_share": "43.88", "shares_owned_following": "211458",
    "ownership": {"direct_or_indirect": "D"},
}
HOLDING = {"kind": "holding", "security_title": "Common Stock", "shares_owned_following": "1000",
           "ownership": {"direct_or_indirect": "I", "nature": "By trust"}}
OPTION = {
    "kind": "transaction", "security_title": "Stock Option (right to buy)", "conversion_or_exercise_price": "3.62",
    "transaction_date": "2026-08-03", "coding": {"form_type": "4", "code": "A", "equity_swap_involved": "false"},
    "shares": "400000", "acquired_disposed": "A", "price_per_share": "0", "exercise_date": {"footnotes": ["F1"]},
    "expiration_date": "2036-08-03", "underlying_security": {"title": "Common Stock", "shares": "400000"},
    "shares_owned_following": "400000", "ownership": {"direct_or_indirect": "D"},
}
OPTION_HELD = {name: OPTION[name] for name in (
    "security_title", "conversion_or_exercise_price", "exercise_date", "expiration_date", "underlying_security",
    "shares_owned_following", "ownership")} | {"kind": "holding"}
DOE: dict[str, Any] = {"cik": "9", "name": "DOE JANE", "relationship": {"is_director": "1"}}


def filing(**changes: Any) -> Form4:
    """A filing of one sale by Jane Doe, with changes."""
    return Form4.model_validate({
        "period_of_report": "2026-08-03", "issuer": {"cik": "1", "name": "EXAMPLE CORP", "trading_symbol": "XMPL"},
        "reporting_owners": [DOE], "non_derivative_table": [SALE],
        "signatures": [{"name": "/s/ Jane Doe", "date": "2026-08-05"}]} | changes)


def page(edition: Edition = "X06", **changes: Any) -> Page:
    return printed(filing(**changes), edition)


def table_i(**changes: Any) -> tuple[Cell, ...]:
    (row,) = page(non_derivative_table=[SALE | changes]).table_i
    return row


def table_ii(**changes: Any) -> tuple[Cell, ...]:
    (row,) = page(derivative_table=[OPTION | changes]).table_ii
    return row


def address(edition: Edition = "X06", **address: str) -> Any:
    return page(edition, reporting_owners=[DOE | {"address": address}]).owner


def test_a_sale_fills_its_eleven_boxes() -> None:
    assert table_i() == (
        Cell("Common Stock"), Cell("08/03/2026"), EMPTY, Cell("S"), EMPTY, Cell("35,000"), Cell("D"),
        Cell("43.88", dollars=True), Cell("211,458"), Cell("D"), EMPTY)


def test_a_grant_fills_its_sixteen_boxes() -> None:
    assert table_ii() == (
        Cell("Stock Option (right to buy)"), Cell("3.62", dollars=True), Cell("08/03/2026"), EMPTY, Cell("A"), EMPTY,
        Cell("400,000"), EMPTY, Cell(marks=("(1)",)), Cell("08/03/2036"), Cell("Common Stock"), Cell("400,000"),
        Cell("0", dollars=True), Cell("400,000"), Cell("D"), EMPTY)


def test_a_holding_leaves_the_boxes_of_a_transaction_empty() -> None:
    (row,) = page(non_derivative_table=[HOLDING]).table_i
    assert [cell.text for cell in row] == ["Common Stock", *[""] * 7, "1,000", "I", "By trust"]


def test_a_derivative_holding_leaves_the_boxes_of_a_transaction_empty() -> None:
    (row,) = page(derivative_table=[OPTION_HELD]).table_ii
    assert [cell.text for cell in row] == [
        "Stock Option (right to buy)", "3.62", *[""] * 7, "08/03/2036", "Common Stock", "400,000", "", "400,000", "D", ""]


@pytest.mark.parametrize(("written", "shown"), [
    ("0", "0"), ("0.00", "0.00"), (".25", ".25"), ("47.40", "47.40"), ("2598.325", "2,598.325"),
    ("135027.0000", "135,027.0000"), ("1000000", "1,000,000"), ("007", "7"), ("5.", "5."),
])  # fmt: skip
def test_a_number_gets_commas_and_keeps_its_decimals(written: str, shown: str) -> None:
    assert table_i(price_per_share=written)[7] == Cell(shown, dollars=True)


def test_a_date_loses_its_time_zone() -> None:
    assert table_i(transaction_date="2026-05-12-05:00")[1] == Cell("05/12/2026")


def test_a_box_that_only_cites_footnotes_has_no_dollar_sign() -> None:
    assert table_i(price_per_share={"footnotes": ["F1", "F12"]})[7] == Cell(marks=("(1)", "(12)"))


def test_a_value_keeps_its_marks() -> None:
    assert table_i(shares={"value": "757756", "footnotes": ["F1"]})[5] == Cell("757,756", ("(1)",))


def test_a_value_owned_in_dollars_shows_so() -> None:
    assert table_i(shares_owned_following=None, value_owned_following="5000")[8] == Cell("5,000", dollars=True)


def test_a_transaction_of_form_5_reported_early_shows_v() -> None:
    coding = {"form_type": "5", "code": "G", "equity_swap_involved": "0", "footnotes": ["F2"]}
    row = table_i(coding=coding, timeliness={"value": "E", "footnotes": ["F3"]})
    assert row[3:5] == (Cell("G", ("(2)",)), Cell("V", ("(3)",)))


@pytest.mark.parametrize(("flag", "shown"), [("1", "S/K"), ("true", "S/K"), ("0", "S"), ("false", "S")])
def test_an_equity_swap_adds_k_to_the_code(flag: str, shown: str) -> None:
    assert table_i(coding={"form_type": "4", "code": "S", "equity_swap_involved": flag})[3] == Cell(shown)


def test_a_transaction_without_coding_leaves_its_boxes_empty() -> None:
    assert table_i(coding=None)[3:5] == (EMPTY, EMPTY)


@pytest.mark.parametrize(("code", "boxes"), [("A", (Cell("400,000"), EMPTY)), ("D", (EMPTY, Cell("400,000")))])
def test_derivatives_stand_under_a_or_d(code: str, boxes: tuple[Cell, ...]) -> None:
    assert table_ii(acquired_disposed=code)[6:8] == boxes


def test_a_total_value_stands_there_in_dollars() -> None:
    assert table_ii(shares=None, total_value="12500.50")[6] == Cell("12,500.50", dollars=True)


@pytest.mark.parametrize(("amount", "shown"), [
    ({"shares": "16670"}, Cell("16,670")), ({"value": "16670"}, Cell("16,670", dollars=True)), ({}, EMPTY),
    ({"shares": {"footnotes": ["F4"]}}, Cell(marks=("(4)",))),
])  # fmt: skip
def test_what_underlies_is_given_in_shares_or_dollars(amount: dict[str, Any], shown: Cell) -> None:
    assert table_ii(underlying_security={"title": "Common Stock"} | amount)[10:12] == (Cell("Common Stock"), shown)


def test_the_editions_differ_in_the_boxes_they_have() -> None:
    pages = [page(edition, under_10b5_1_plan="1") for edition in EDITIONS]
    assert [p.under_10b5_1_plan for p in pages] == [None, True, True, True]
    assert [p.plan_box_has_a_row for p in pages] == [False, True, False, False]
    assert [p.foreign_trading_symbol for p in pages] == [None, None, None, ""]
    assert [p.owner.country for p in pages] == [None, None, None, ""]
    assert [p.remarks for p in pages] == [None, None, None, ""]
    assert [p.form_number for p in pages] == [None, None, None, "* Form 4: SEC 1474 (03-26)"]
    assert [p.relationship.in_one_cell for p in pages] == [True, True, False, False]


@pytest.mark.parametrize(("version", "edition"), [
    ("X0101", "X03"), ("X0306", "X03"), ("X0407", "X04"), ("X0508", "X05"), ("X0609", "X06"), ("X0710", "X06")])
def test_a_schema_version_has_its_edition(version: str, edition: Edition) -> None:
    assert edition_of(version) == edition


def test_empty_remarks_keep_their_heading_in_every_edition() -> None:
    assert [page(edition, remarks="").remarks for edition in EDITIONS] == [""] * 4


def test_a_state_is_a_code_before_x06_and_words_since() -> None:
    assert [address(edition, state="MS").state for edition in EDITIONS] == ["MS", "MS", "MS", "MISSISSIPPI"]


def test_a_foreign_address_shows_territory_and_country() -> None:
    owner = address(street1="1 EXAMPLE ST", city="TORONTO", non_us_state_territory="ONTARIO", country="A6", zip_code="M5J")
    assert (owner.state, owner.country, owner.streets) == ("ONTARIO", "ONTARIO, CANADA", ("1 EXAMPLE ST", ""))


@pytest.mark.parametrize(("written", "state", "country"), [
    ({"state": "MA"}, "MASSACHUSETTS", "UNITED STATES"),
    ({"state": "MA", "non_us_address": "0"}, "MASSACHUSETTS", "UNITED STATES"),
    ({"state": "MA", "non_us_address": "1"}, "MASSACHUSETTS", ""),
    ({"city": "LONDON", "non_us_address": "1"}, "", ""),
    ({"city": "SEOUL", "state": "M5"}, "", "KOREA, REPUBLIC OF"),
    ({}, "", ""),
])  # fmt: skip
def test_no_country_is_printed_that_the_filing_does_not_imply(written: Any, state: str, country: str) -> None:
    owner = address(**written)
    assert (owner.state, owner.country) == (state, country)


def test_an_owner_without_an_address_has_no_country() -> None:
    assert page().owner.country == ""


@pytest.mark.parametrize(("written", "shown"), [
    ("Sold \u202e000,1\u202c shares", "Sold ?000,1? shares"), ("zero\u200bwidth\u00ad", "zero?width?"),
    ("one\u2028two\u2029three\x85four", "one two three four")])
def test_a_character_that_cannot_be_seen_cannot_change_the_page(written: str, shown: str) -> None:
    assert page(remarks=written).remarks == shown


def test_a_place_nobody_knows_is_shown_as_it_is() -> None:
    assert address(state="Q0").state == "Q0"


def test_a_blank_state_is_no_state() -> None:
    assert address(state="  ").state == ""


def test_names_a_submission_does_not_carry_leave_their_boxes_empty() -> None:
    bare = page(issuer={"cik": "1", "trading_symbol": "XMPL"}, reporting_owners=[DOE | {"name": None}])
    assert (bare.owner.name, bare.issuer_name, bare.title) == ("", "", "Form 4 - 2026-08-03")


def test_the_title_names_owner_issuer_and_period() -> None:
    amended = page(form="4/A", date_of_original_submission="2026-08-04")
    assert amended.title == "Form 4/A - DOE JANE - EXAMPLE CORP - 2026-08-03"
    assert amended.original_filed == "08/04/2026"


def test_one_owner_is_not_listed_again() -> None:
    assert (page().one_reporting_person, page().owners) == (True, ())


def test_several_owners_are_all_listed_and_the_first_fills_box_1() -> None:
    joint = page(reporting_owners=[DOE, DOE | {"cik": "10", "name": "DOE JOHN"}])
    assert [owner.name for owner in joint.owners] == ["DOE JANE", "DOE JOHN"]
    assert (joint.owner.name, joint.one_reporting_person) == ("DOE JANE", False)


def test_the_boxes_of_item_5_are_the_first_owners() -> None:
    officer = DOE | {"relationship": {"is_officer": "true", "officer_title": "EVP", "is_other": "0"}}
    boxes = page(reporting_owners=[officer, DOE]).relationship
    assert (boxes.director, boxes.officer, boxes.ten_percent_owner, boxes.other) == (False, True, False, False)
    assert boxes.officer_title == "EVP"


def test_lines_of_a_text_run_together_as_on_a_web_page() -> None:
    told = page(footnotes=[{"id": "F7", "text": "\n  Shares\n\tsold. "}], remarks="One.\n\nTwo.",
                signatures=[{"name": "EXAMPLE LP\nBy: Jane Doe", "date": "2026-08-05"}])
    assert (told.footnotes, told.remarks) == (("7. Shares sold.",), "One. Two.")
    assert [(signed.name, signed.date) for signed in told.signatures] == [("EXAMPLE LP By: Jane Doe", "08/05/2026")]


@pytest.mark.parametrize("edition", EDITIONS)
def test_any_filing_can_be_printed(edition: Edition) -> None:
    nothing = page(edition, reporting_owners=[], non_derivative_table=[], signatures=[])
    assert (nothing.owner.name, nothing.table_i, nothing.signatures, nothing.owners) == ("", (), (), ())
    assert (nothing.owner.country is None) == (edition != "X06")
