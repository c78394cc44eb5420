"""DOC: what is said of amendments that do not say what they amend."""

from __future__ import annotations

import pytest

from .filings import said

AMENDMENT = "form: 4/A\ndate_of_original_submission: 2026-06-02\n"
WITHOUT_TEXT = (
    "DOC015 form: this amendment has no footnote and no remark, so nothing says what it amends; write a footnote such as "
    '"The original Form 4 misstated the price" at the value or line'
)
UNEXPLAINED = (
    "DOC016 form: nothing in the footnotes or the remarks seems to say what this amendment amends; write a footnote such "
    'as "The original Form 4 misstated the price" at the value or line'
)
NO_FOOTNOTE = "non_derivative_table: [{shares: {value: 100, footnotes: []}}]\nfootnotes: ~\n"


def test_DOC015_amendment_without_any_text() -> None:
    assert said(AMENDMENT + NO_FOOTNOTE) == [WITHOUT_TEXT]


def test_DOC015_a_remark_is_enough() -> None:
    assert said(f"{AMENDMENT}{NO_FOOTNOTE}remarks: Adds a purchase.") == []


def test_DOC016_amendment_without_a_word_about_it() -> None:
    assert said(AMENDMENT) == [UNEXPLAINED]


@pytest.mark.parametrize("words", [
    "Granted under the Amended and Restated 2020 Plan.", "The initial vesting date is June 1, 2027.", "See Exhibit 99.1.",
    "Held under the 2020 Plan, as amended.",
])
def test_DOC016_words_of_something_else(words: str) -> None:
    assert said(f'{AMENDMENT}footnotes: {{F1: "{words}"}}') == [UNEXPLAINED]


@pytest.mark.parametrize("why", [
    "This amendment adds a transaction of June 1, 2026.", "The original Form 4 gave 1000 shares.", "Corrects the price.",
    "Inadvertently omitted from the report.", "Previously reported as a sale.",
    "Due to a clerical mistake, the code was S.",
    "The number of shares was misstated.", "Filed to revise the nature of ownership.",
    "This line was not reported in the Form 4 filed June 3, 2026.", "The share number has been updated.",
    "Reflects an acquisition of which the reporting person was not aware.", "Initially reported as indirect.",
    "Held under the Amended and Restated 2020 Plan; the price was mistyped.",
])
def test_DOC016_amendment_that_says_why(why: str) -> None:
    assert said(f'{AMENDMENT}footnotes: {{F1: "{why}"}}') == []
    assert said(f'{AMENDMENT}remarks: "{why}"') == []


def test_DOC015_and_DOC016_original() -> None:
    assert said("form: 4") == []
    assert said(f"form: 4\n{NO_FOOTNOTE}") == []
