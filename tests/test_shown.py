"""The printed form as a terminal shows it: nothing is lost at any width, and no text of a filing is more than text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from form4gen import read
from form4gen.page_parts import Cell, Page, SignedBy
from form4gen.printed import printed
from form4gen.shown import shown
from form4gen.versions import EDITIONS, Edition, edition_of, version_of
from tests.pages import to_html
from tests.shown_cells import cells, missing, packed, words
from tests.test_examples import EXAMPLES, filing, ids
from tests.test_printed import DOE, HOLDING, OPTION, OPTION_HELD, SALE, page

CASES = Path(__file__).parent / "cases" / "show"
WIDTHS = (60, 80, 120, 200)


def lines(of: Page, width: int = 80, **options: Any) -> list[str]:
    return [line.plain for line in shown(of, width, **options)]


def page_of(path: Path) -> Page:
    form4 = read(path.read_bytes())
    return printed(form4, edition_of(version_of(form4)))


@pytest.mark.parametrize("width", [80, 200])
def test_a_small_filing_in_a_narrow_and_in_a_wide_terminal(width: int) -> None:
    expected = (CASES / f"small.{width}.out").read_text(encoding="utf-8")
    assert "\n".join(lines(page_of(CASES / "small.yaml"), width)) + "\n" == expected


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", EXAMPLES, ids=ids)
def test_every_word_of_an_example_is_there_and_none_passes_the_edge(path: Path, width: int) -> None:
    of = page_of(path)
    said = lines(of, width)
    assert missing(words(of), said) == set()
    assert max(map(cell_len, said)) <= width


def largest() -> Page:
    """A page whose every box is as full as EDGAR lets it be, with a word that no column holds."""
    marks = [f"F{number}" for number in range(1, 100)]
    row = SALE | {"security_title": "W" * 60, "shares": {"value": "999999999999.9999", "footnotes": marks[:20]},
                  "ownership": {"direct_or_indirect": "I", "nature": "By a partnership " * 5}}
    option = OPTION | {"security_title": "非" * 30, "underlying_security": {"title": "L" * 60, "shares": "1.5"}}
    owners = [DOE | {"name": f"DOE {number} " + "N" * 140} for number in range(10)]
    return page(non_derivative_table=[row, HOLDING], derivative_table=[option, OPTION_HELD], reporting_owners=owners,
                footnotes=[{"id": mark, "text": f"{mark} " + "y" * 990} for mark in marks], remarks="remark " * 285)


@pytest.mark.parametrize("width", [0, 1, 39, 40, *WIDTHS, 240, 241, 100_000])
def test_nothing_of_the_largest_filing_is_lost_at_any_width(width: int) -> None:
    said = lines(largest(), width)
    assert missing(words(largest()), said) == set()
    assert max(map(cell_len, said)) <= min(max(width, 40), 240)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_word_is_the_printed_forms(edition: Edition) -> None:
    form4 = filing(CASES / "small.yaml")
    html = re.sub("</?(b|i|u|span)\\b[^>]*>|[\u200b\u2060]", "", to_html(form4, edition=edition))
    printed_words = {*unescape(re.sub("<[^>]*>", " ", html)).split(), "[X]", "["}
    said = re.sub("[│┌├└┬┼┴┐┤┘─]", " ", "\n".join(lines(printed(form4, edition)))).split()
    data = {part for word in words(printed(form4, edition)) for part in word.split()}
    assert {word for word in said if word not in printed_words | data} == set()
    assert len(said) > 300


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_page_that_says_nothing_is_shown(edition: Edition) -> None:
    of = page(edition, reporting_owners=[], non_derivative_table=[], signatures=[])
    assert lines(of).count("(no rows)") == 2
    assert "(no rows)" not in lines(of, 200), "its headings say so"


@pytest.mark.parametrize(("edition", "place"), [("X03", None), ("X04", "row"), ("X05", "head"), ("X06", "head")])
def test_the_plan_box_stands_where_its_edition_has_it(edition: Edition, place: str | None) -> None:
    said = "\n".join(lines(page(edition, under_10b5_1_plan="1")))
    box, item_1, table_i = (said.find(words) for words in ("[X] Check this box to", "1. Name and", "Table I -"))
    assert place == (None if box < 0 else "head" if box < item_1 else "row" if item_1 < box < table_i else "nowhere")
    assert ("Rule 10b5-1(c) Transaction Indication" in said) == (place == "row")


def test_a_wide_table_has_the_columns_of_the_form_and_a_narrow_one_lists_the_boxes_that_are_filled() -> None:
    wide, narrow = lines(page(non_derivative_table=[SALE]), 200), lines(page(non_derivative_table=[SALE]), 80)
    (row,) = [line for line in wide if "211,458" in line]
    assert [cell.strip() for cell in row.split("│")[1:-1]] == [
        "Common Stock", "08/03/2026", "", "S", "", "35,000", "D", "$43.88", "211,458", "D", ""]
    assert not [line for line in narrow if "2A. Deemed" in line or "   V " in line]
    assert "│    Price                             │ $43.88                                │" in narrow


def test_a_word_that_no_column_holds_turns_its_own_table_into_lists() -> None:
    said = lines(page(non_derivative_table=[SALE], derivative_table=[OPTION | {"security_title": "W" * 60}]), 200)
    assert [line for line in said if line.startswith("│ 1. Title of Derivative Security (Instr. 3)") and "W" * 60 in line]
    assert [line for line in said if line.startswith("│ Common Stock  ") and "43.88" in line]


@pytest.mark.parametrize("text", ["[bold]loud[/bold]", "[/]", "[link=https://example.com]x[/link]", ":smile:", "a\\[b]",
                                  "[red]", "{x}", "%s"])
def test_no_text_is_markup(text: str) -> None:
    of = page(remarks=text, non_derivative_table=[SALE | {"security_title": text}], reporting_owners=[DOE | {"name": text}])
    for width in WIDTHS:
        assert missing([text], lines(of, width)) == set()
        assert sum(cell.count(packed(text)) for cell in cells(lines(of, width))) >= 4, "title, owner, row and remarks"


@pytest.mark.parametrize("text", ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "a\rb", "a\bb", "\u202eevil", "a\x00b",
                                  "a\x0bb"])
def test_no_text_tells_a_terminal_what_to_do(text: str) -> None:
    row = (Cell(text), *page().table_i[0][1:])
    of = replace(page(), title=text, issuer_name=text, table_i=(row,), footnotes=(text,),
                 signatures=(SignedBy(text, text),))
    for width in WIDTHS:
        said = "".join(lines(of, width))
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202e]", said)
        assert said.count("?") >= 6
        assert "?" not in "".join(lines(page(), width))


def test_data_are_blue_and_footnotes_green() -> None:
    of = page(footnotes=[{"id": "F1", "text": "A note."}], non_derivative_table=[
        SALE | {"shares": {"value": "35000", "footnotes": ["F1"]}}])
    styles = {line.plain[span.start:span.end].strip(): span.style for line in shown(of, 200) for span in line.spans}
    styles |= {line.plain.strip(): line.style for line in shown(of, 200) if line.style}
    assert {text: styles[text] for text in ("DOE JANE", "35,000", "(1)", "1. A note.", "08/03/2026")} == {
        "DOE JANE": "bright_blue", "35,000": "bright_blue", "(1)": "green", "1. A note.": "green",
        "08/03/2026": "bright_blue"}


def test_a_draft_says_so_on_top() -> None:
    assert lines(page(), draft=True)[0].strip() == "DRAFT"
    assert "DRAFT" not in "".join(lines(page()))


def test_several_owners_are_all_listed_below_the_tables() -> None:
    joint = page(reporting_owners=[DOE, DOE | {"cik": "10", "name": "DOE JOHN"}])
    said = cells(lines(joint))
    assert sum("DOEJANE" in cell for cell in said) == 3, "the title, item 1 and the list"
    assert sum("DOEJOHN" in cell for cell in said) == 1
