"""DOC: what is said of amendments that do not say what they amend."""

from __future__ import annotations

import pytest

from .filings import said

AMENDMENT = "form: 4/A\ndate_of_original_submission: 2026-06-02\n"
UNEXPLAINED = (
    "DOC015 form: no footnote and no remark says what this amendment amends; write a footnote such as "
    '"The original Form 4 misstated the price" at the value or line'
)


def test_DOC015_amendment_without_a_word_about_it() -> None:
    assert said(AMENDMENT) == [UNEXPLAINED]


def test_DOC015_amendment_without_any_footnote() -> None:
    change = "non_derivative_table: [{shares: {value: 100, footnotes: []}}]\nfootnotes: ~"
    assert said(AMENDMENT + change) == [UNEXPLAINED]


@pytest.mark.parametrize("why", [
    "This amendment adds a transaction of June 1, 2026.", "The original Form 4 gave 1000 shares.", "Corrects the price.",
    "Inadvertently omitted from the report.", "Previously reported as a sale.",
    "Due to a clerical mistake, the code was S.",
    "The number of shares was misstated.", "See Exhibit 99.1.", "Filed to revise the nature of ownership.",
])
def test_DOC015_amendment_that_says_why(why: str) -> None:
    assert said(f'{AMENDMENT}footnotes: {{F1: "{why}"}}') == []
    assert said(f'{AMENDMENT}remarks: "{why}"') == []


def test_DOC015_original() -> None:
    assert said("form: 4") == []
