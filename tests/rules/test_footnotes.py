"""FTN: what is said of footnotes."""

from __future__ import annotations

import pytest

from .filings import said

NATURE = "non_derivative_table[0].ownership.nature"
TEXT = "Shares were acquired under the issuer's purchase plan."


def test_FTN001_footnote_that_nothing_cites() -> None:
    assert said("footnotes: {F2: The reporting person disclaims beneficial ownership.}") == [
        "FTN001 footnotes[1]: nothing cites footnote F2 ('The reporting person disclaims...'); "
        "cite it beside a value, or move its text to the remarks"
    ]


@pytest.mark.parametrize("citing", [
    "{security_title: {value: Common Stock, footnotes: [F2]}}",
    "{coding: {footnotes: [F2]}}",
    "{price_per_share: {footnotes: [F2]}}",
    "{ownership: {direct_or_indirect: {value: D, footnotes: [F2]}}}",
    "{deemed_execution_date: {footnotes: [F2]}}",
])
def test_FTN001_a_citation_anywhere_in_a_row_counts(citing: str) -> None:
    assert said(f"{{non_derivative_table: [{citing}], footnotes: {{F2: Explained.}}}}") == []


def test_FTN002_citation_of_a_footnote_that_is_not_there() -> None:
    change = f"""
        non_derivative_table: [{{shares: {{value: 100, footnotes: [F1, F2]}}}}]
        footnotes: [{{id: F1, text: "{TEXT}"}}]
        """
    assert said(change) == [
        "FTN002 non_derivative_table[0].shares.footnotes[1]: there is no footnote F2; "
        "write it under footnotes, or drop the citation"
    ]


def test_FTN003_two_footnotes_of_one_id() -> None:
    assert said(f'footnotes: [{{id: F1, text: "{TEXT}"}}, {{id: F1, text: Again.}}]') == [
        "FTN003 footnotes[1].id: F1 is the id of footnotes[0] already; give this one its own"
    ]


def test_FTN004_the_same_footnote_twice_in_one_value() -> None:
    assert said("non_derivative_table: [{shares: {value: 100, footnotes: [F1, F1, F1]}}]") == [
        "FTN004 non_derivative_table[0].shares.footnotes: footnote F1 is cited 3 times here; cite it once"
    ]


def test_FTN004_the_same_footnote_in_two_values() -> None:
    assert said("non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F1]}}]") == []


def test_FTN005_footnote_of_1001_characters() -> None:
    assert said(f"footnotes: {{F1: {'x' * 1001}}}") == [
        "FTN005 footnotes[0].text: footnote F1 has 1,001 characters, and EDGAR takes 1,000; "
        "divide it in two, or move part of it into an exhibit"
    ]


def test_FTN005_footnote_of_1000_characters() -> None:
    assert said(f"footnotes: {{F1: {'x' * 1000}}}") == []


@pytest.mark.parametrize("text", ['""', '" "'])
def test_FTN006_empty_footnote(text: str) -> None:
    assert said(f"footnotes: {{F1: {text}}}") == [
        "FTN006 footnotes[0].text: footnote F1 is empty; write its text, or drop it and its citations"
    ]


def test_FTN007_footnote_F99() -> None:
    change = "{non_derivative_table: [{shares: {value: 100, footnotes: [F1, F99]}}], footnotes: {F99: Explained.}}"
    assert said(change) == [
        "FTN007 footnotes[1].id: the specification both allows and refuses the id F99; use a lower number"
    ]
    assert said(change.replace("F99", "F98")) == []


def missing(number: int, at: str) -> str:
    return f"FTN012 {at}: this refers to footnote {number}, which is not there; correct the number, or write the footnote"


def test_FTN012_footnote_that_refers_to_none() -> None:
    assert said('footnotes: {F1: "See footnotes (1) through (3) and footnote 3."}') == [missing(3, "footnotes[0].text")]


def test_FTN012_remarks_and_nature_that_refer_to_none() -> None:
    change = """
        non_derivative_table: [{ownership: {direct_or_indirect: I, nature: {value: See Footnote 2, footnotes: [F1]}}}]
        remarks: See footnote (4) above.
        """
    assert said(change) == [missing(2, f"{NATURE}.value"), missing(4, "remarks")]


@pytest.mark.parametrize("text", [
    "As in footnote 1 above.", "See footnote 12 to the financial statements.", "As in footnote 3 of the original.",
])
def test_FTN012_footnote_that_is_there_or_elsewhere(text: str) -> None:
    assert said(f'footnotes: {{F1: "{text}"}}') == []


HUNDRED = """
non_derivative_table: [{{shares: {{value: 100, footnotes: [F1, {0}]}}}}]
footnotes: [{{id: F1, text: Acquired.}}, {{id: {0}, text: Explained.}}]
"""


def test_FTN020_footnote_beyond_F99() -> None:
    assert said(HUNDRED.format("F100")) == [
        "FTN020 footnotes[1].id: F100 is beyond F99, the last that EDGAR takes; join footnotes, move some into an exhibit, "
        "or use build --split"]
    assert said(HUNDRED.format("F98")) == []
