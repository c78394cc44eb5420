"""The printed form of a comparison: what stood there is struck, what stands there now is underlined."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from io import BytesIO
from itertools import chain
from typing import Any

import pypdf
import pytest
from pydantic import ValidationError

from form4gen.comparison import compared
from form4gen.element import declared
from form4gen.filing import Form4, Relationship
from form4gen.layout import laid_out
from form4gen.page_parts import Cell, Page
from form4gen.pdf import comparison_to_pdf
from form4gen.printed_comparison import printed_comparison
from form4gen.revision import Piece, Revised, RevisedMark, opposite, replaced, reworded
from form4gen.versions import EDITIONS, Edition
from tests.pages import comparison_to_html, to_html
from tests.test_printed import DOE, HOLDING, OPTION, SALE, filing

ROE = DOE | {"cik": "10", "name": "ROE RICHARD"}
NOTES = [{"id": "F1", "text": "Sold under a plan."}, {"id": "F2", "text": "By gift."}]


@pytest.fixture(autouse=True)
def _no_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever the renderer warns of is a fault of our template or stylesheet."""
    caplog.set_level(logging.WARNING)
    yield
    assert [record.getMessage() for record in caplog.records] == []


def page(before: dict[str, Any], after: dict[str, Any], edition: Edition = "X06") -> Page:
    return printed_comparison(compared(filing(**before), filing(**after)), edition)


def html(before: dict[str, Any], after: dict[str, Any], edition: Edition = "X06") -> str:
    return comparison_to_html(compared(filing(**before), filing(**after)), edition=edition)


def marked(text: Any) -> str:
    """A text with [old] and {new} words."""
    shown = {"same": "%s", "old": "[%s]", "new": "{%s}"}
    return "".join(shown[piece.state] % piece.text for piece in text.pieces) if isinstance(text, Revised) else text


def row(cells: tuple[Cell, ...]) -> list[str]:
    """The boxes of a row that are not empty."""
    boxes = [("$" if cell.dollars else "") + "".join(map(marked, (cell.text, *cell.marks))) for cell in cells]
    return [box for box in boxes if box]


def table_i(before: dict[str, Any], after: dict[str, Any]) -> list[list[str]]:
    return [row(cells) for cells in page(before, after).table_i]


SOLD = ["Common Stock", "08/03/2026", "S", "35,000", "D", "$43.88", "211,458", "D"]


def with_sale(**changes: Any) -> dict[str, Any]:
    return {"non_derivative_table": [SALE | changes]}


def test_a_box_holds_what_stood_there_beside_what_stands_there() -> None:
    (cells,) = table_i({}, with_sale(shares="36000", price_per_share={"footnotes": ["F1"]}))
    assert cells == [*SOLD[:3], "[35,000] {36,000}", "D", "[$43.88]{(1)}", *SOLD[6:]]


def test_a_row_that_went_is_struck_where_it_stood_and_one_that_came_is_underlined() -> None:
    held = {"non_derivative_table": [HOLDING, SALE]}
    assert table_i(held, {}) == [["[Common Stock]", "[1,000]", "[I]", "[By trust]"], SOLD]
    assert table_i({}, held) == [["{Common Stock}", "{1,000}", "{I}", "{By trust}"], SOLD]


def test_rows_in_another_order_are_neither() -> None:
    both = [SALE, HOLDING]
    assert table_i({"non_derivative_table": both}, {"non_derivative_table": both[::-1]}) == [
        ["Common Stock", "1,000", "I", "By trust"], SOLD]


def test_a_table_that_came_is_printed_too() -> None:
    came = page({}, {"derivative_table": [OPTION]}).table_ii
    assert row(came[0])[:2] == ["{Stock Option (right to buy)}", "{$3.62}"]
    assert page({"derivative_table": [OPTION]}, {}).table_ii[0][0].text.pieces == (  # type: ignore[attr-defined]
        Piece("Stock Option (right to buy)", "old"),)


def test_a_footnote_that_only_got_another_number_is_not_marked() -> None:
    cited = {"footnotes": NOTES, "non_derivative_table": [SALE | {"shares": {"value": "1", "footnotes": ["F1", "F2"]}}]}
    turned = {"footnotes": [NOTES[1] | {"id": "F1"}, NOTES[0] | {"id": "F2"}],
              "non_derivative_table": [SALE | {"shares": {"value": "1", "footnotes": ["F2", "F1"]}}]}
    assert page(cited, turned).footnotes == ("1. By gift.", "2. Sold under a plan.")
    assert table_i(cited, turned)[0][3] == "1(2)(1)"


def test_a_footnote_that_went_is_struck_with_its_marks_and_its_old_number() -> None:
    cited = {"footnotes": NOTES, "non_derivative_table": [SALE | {"shares": {"value": "1", "footnotes": ["F1", "F2"]}}]}
    left = {"footnotes": [NOTES[1] | {"id": "F1"}],
            "non_derivative_table": [SALE | {"shares": {"value": "1", "footnotes": ["F1"]}}]}
    assert list(map(marked, page(cited, left).footnotes)) == ["[1. Sold under a plan.]", "1. By gift."]
    assert table_i(cited, left)[0][3] == "1[(1)](1)"
    assert list(map(marked, page(left, cited).footnotes)) == ["{1. Sold under a plan.}", "2. By gift."]
    assert table_i(left, cited)[0][3] == "1{(1)}(2)"


def test_a_running_text_is_marked_word_by_word() -> None:
    before, after = ({"footnotes": [{"id": "F1", "text": text}], "remarks": text} for text in (
        "Sold under a plan of May.", "Sold under the new plan of May."))
    told = page(before, after)
    assert marked(told.footnotes[0]) == "1. Sold under [a] {the new} plan of May."
    assert marked(told.remarks) == "Sold under [a] {the new} plan of May."
    assert page(before, {"footnotes": before["footnotes"]}, "X03").remarks == "Sold under a plan of May."
    assert page({}, {}, "X03").remarks is None


def test_boxes_1_to_6() -> None:
    officer = DOE | {"relationship": {"is_officer": "1", "officer_title": "CFO"}, "address": {"city": "BOSTON"}}
    told = page({"date_of_original_submission": "2026-08-04", "reporting_owners": [officer]},
                {"issuer": {"cik": "1", "name": "EXAMPLE INC", "trading_symbol": "XMPL"}, "period_of_report": "2026-08-02",
                 "not_subject_to_section_16": "1", "under_10b5_1_plan": "1"})
    assert [marked(text) for text in (
        told.issuer_name, told.trading_symbol, told.earliest_transaction, told.original_filed, told.owner.name,
        told.owner.city, told.relationship.officer_title)] == [
        "[EXAMPLE CORP] {EXAMPLE INC}", "XMPL", "[08/03/2026] {08/02/2026}", "[08/04/2026]", "DOE JANE", "[BOSTON]",
        "[CFO]"]
    assert (told.relationship.officer, told.relationship.director, told.relationship.other) == (
        RevisedMark("old"), RevisedMark("new"), False)
    assert (told.no_longer_subject, told.under_10b5_1_plan, told.one_reporting_person) == (
        RevisedMark("new"), RevisedMark("new"), True)


def test_an_owner_who_came_is_listed_and_the_boxes_of_item_6_change() -> None:
    told = page({}, {"reporting_owners": [ROE, DOE]})
    assert [marked(owner.name) for owner in told.owners] == ["{ROE RICHARD}", "DOE JANE"]
    assert (told.one_reporting_person, told.more_reporting_persons) == (RevisedMark("old"), RevisedMark("new"))
    assert marked(told.owner.name) == "[DOE JANE] {ROE RICHARD}"


def test_owners_in_another_order_are_not_marked() -> None:
    told = page({"reporting_owners": [DOE, ROE]}, {"reporting_owners": [ROE, DOE]})
    assert (told.owner.name, [owner.name for owner in told.owners]) == ("ROE RICHARD", ["ROE RICHARD", "DOE JANE"])


def test_a_name_that_one_filing_leaves_to_edgar_is_printed_unmarked() -> None:
    bare = {"issuer": {"cik": "1", "trading_symbol": "XMPL"}, "reporting_owners": [DOE | {"name": None}]}
    for told in (page(bare, {}), page({}, bare)):
        assert (told.owner.name, told.issuer_name) == ("DOE JANE", "EXAMPLE CORP")


def test_signatures() -> None:
    told = page({}, {"signatures": [{"name": "/s/ Jane Doe", "date": "2026-08-06"}, {"name": "X", "date": "2026-08-07"}]})
    assert [(marked(one.name), marked(one.date)) for one in told.signatures] == [
        ("/s/ Jane Doe", "[08/05/2026] {08/06/2026}"), ("{X}", "{08/07/2026}")]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_comparison_without_a_change_is_the_form_itself_but_for_its_head(edition: Edition) -> None:
    form4 = filing(derivative_table=[OPTION], footnotes=NOTES, remarks="R", reporting_owners=[DOE, ROE])
    told = comparison_to_html(compared(form4, form4), edition=edition)
    assert told.replace(' class="comparison"', "", 1).replace("<title>Comparison - ", "<title>", 1) == \
        to_html(form4, edition=edition)


def test_the_words_are_laid_out_as_they_are_printed() -> None:
    wide = {"non_derivative_table": [SALE | {"security_title": "W" * 30}]}
    narrow, both = (laid_out(page(before, {})) for before in ({}, wide))
    assert both.table_i[0] > narrow.table_i[0]


def test_every_revised_word_is_marked_in_the_page_and_none_can_mark_the_page() -> None:
    owner = DOE | {"name": "<ins>DOE</ins>", "address": {"street1": "<b>1</b>", "city": "<i>", "zip_code": "0"}}
    told = html({}, {"reporting_owners": [owner], "remarks": "<script>", "footnotes": [{"id": "F1", "text": "</ins>"}],
                     "non_derivative_table": [SALE | {"security_title": {"value": "<del>", "footnotes": ["F1"]}}],
                     "not_subject_to_section_16": "1", "signatures": [{"name": "<u>", "date": "2026-08-06"}]})
    assert not re.search(r"<script>|<ins>DOE|<b>1|<i></ins>|<del></del>|<u></ins>", told)
    for words in ("&lt;ins&gt;DOE&lt;/ins&gt;", "&lt;b&gt;1&lt;/b&gt;", "&lt;del&gt;", "(1)", "&lt;script&gt;", "X",
                  "08/06/2026"):
        assert f"<ins>{words}</ins>" in told.replace("\u200b", "").replace("\u2060", ""), words
    assert "<del>DOE JANE</del>" in told


def test_the_pdf_says_comparison_on_every_page() -> None:
    many = {"non_derivative_table": [SALE | {"shares": str(number)} for number in range(1, 31)]}
    pages = pypdf.PdfReader(BytesIO(comparison_to_pdf(compared(filing(), filing(**many))))).pages
    assert len(pages) > 1
    assert all(one.extract_text().count("COMPARISON, not for filing.") == 1 for one in pages)
    assert "COMPARISON" not in to_html(filing(), edition="X06")


def test_the_pdf_says_that_rows_an_amendment_leaves_out_were_not_withdrawn() -> None:
    two = {"non_derivative_table": [SALE, HOLDING]}
    one = {"non_derivative_table": [SALE], "form": "4/A", "date_of_original_submission": "2026-08-05"}
    for before, after, is_said in ((two, one, True), (two, {**one, "form": "4"}, False), (one, one, False)):
        pdf = comparison_to_pdf(compared(filing(**before), filing(**after)))
        text = pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()
        assert text.count("COMPARISON, not for filing.") == 1
        assert ("An amendment does not repeat rows" in text) is is_said


EDITS = ("2026-05-20", "9999", "7", "true", "false", "NY", "X0", "S", "D", "I", "E", "5", "Other", "AB CD")
"""Values of every kind; the first that a place takes and that changes something is tried there."""
WHOLE = {"reporting_owners": [DOE, ROE], "non_derivative_table": [SALE, HOLDING], "derivative_table": [OPTION],
         "footnotes": NOTES, "remarks": "Late.", "date_of_original_submission": "2026-08-05", "form": "4/A"}


def places(tree: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place where a filing has a value or could have one."""
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else None
    if parts is None:
        yield place
    for step, part in parts or ():
        yield from places(part, (*place, step))


def edits(tree: Any, place: tuple[Any, ...]) -> Iterator[Form4]:
    """The filing with another value at a place, for each that can stand there."""
    for text in EDITS:
        changed = deepcopy(tree)
        part = changed
        for step in place[:-1]:
            part = part[step]
        part[place[-1]] = text
        with suppress(ValidationError):
            yield Form4.model_validate(changed)


def test_every_change_is_marked_but_of_what_the_form_does_not_print() -> None:
    form4, missed = filing(**WHOLE), set()
    tree = form4.model_dump(mode="json")
    for place in places(tree):
        comparison = next((one for one in (compared(form4, edit) for edit in edits(tree, place)) if one.changes), None)
        if comparison and not re.search("<ins>|<del>", comparison_to_html(comparison, edition="X06")):
            missed.add(".".join(str(step) for step in place))
    second = "reporting_owners.1."
    assert missed == {
        "issuer.cik", "reporting_owners.0.cik", f"{second}cik",
        "non_derivative_table.0.timeliness", "derivative_table.0.timeliness",
        *(f"{second}relationship.{one.name}" for one in declared(Relationship))}


def test_the_same_comparison_gives_the_same_bytes() -> None:
    comparison = compared(filing(), filing(remarks="Late."))
    assert comparison_to_pdf(comparison) == comparison_to_pdf(comparison)


def test_a_text_is_struck_whole_or_word_by_word() -> None:
    assert marked(replaced("100", "1,000")) == "[100] {1,000}"
    assert (marked(replaced("", "1")), marked(replaced("1", "")), replaced("1", "1")) == ("{1}", "[1]", "1")
    assert marked(reworded("a b c d", "a x c e d")) == "a [b] {x} c {e} d"
    assert str(reworded("a b", "a c")) == "a b c"


def test_a_stretch_too_long_to_compare_is_struck_whole() -> None:
    old, new = (" ".join(chain(["first"], (f"{word}{number}" for number in range(600)), ["last"])) for word in "ab")
    pieces = [piece for piece in reworded(old, new).pieces if piece.text != " "]  # type: ignore[attr-defined]
    assert [(piece.state, len(piece.text.split())) for piece in pieces] == [
        ("same", 1), ("old", 600), ("new", 600), ("same", 1)]


def test_the_opposite_of_a_mark() -> None:
    assert [opposite(mark) for mark in (True, False, RevisedMark("old"), RevisedMark("new"))] == [
        False, True, RevisedMark("new"), RevisedMark("old")]
