"""What a footnote that only had a number is called."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from form4gen.footnote_labels import SEARCHED, labelled, nameable
from form4gen.footnote_names import number_footnotes


def labels(*texts: str) -> list[str]:
    return list(labelled((f"F{number}", text) for number, text in enumerate(texts, 1)).values())


@pytest.mark.parametrize(("text", "label"), [
    ("The price reported in Column 4 is a weighted average price.", "weighted_average"),
    ("Sold under a Rule 10b5-1 trading plan adopted on March 2, 2026.", "plan"),
    ("Shares withheld on the vesting of restricted stock units.", "tax"),
    ("Each share converts into Class A Common Stock at any time.", "conversion"),
    ("The shares are held by the Doe Family Trust, of which the reporting person is a trustee.", "doe_family_trust"),
    ("Held of record by Jane R. Doe. The reporting person is her spouse.", "jane_doe"),
    ("These shares are owned by Example Fund II, L.P., of which Example GP is the general partner.", "example_fund_ii"),
    ("The shares are held by the Reporting Person and her spouse.", "spouse"),
    ("Shares held through a trust for the children.", "trust"),
    ("Held by Example Fund", "example_fund"),
    ("The shares are held by a charity.", "holder"),
    ("Includes one share as a result of accumulated fractional shares.", "accumulated_fractional"),
    ("Not applicable.", "not_applicable"),
    ("As of May 6, 2026.", "note"),
    ("", "note"),
])  # fmt: skip
def test_a_footnote_is_called_after_what_it_says(text: str, label: str) -> None:
    assert labels(text) == [label]


def test_what_the_opening_speaks_of_counts_more_than_what_comes_later() -> None:
    later = "The price is the closing price of that day. " * 4 + "Sold to pay tax."
    assert labels(f"Held by Example Fund. {later}") == ["example_fund"]
    assert labels(f"Words. {later}") == ["price"]


def test_the_second_of_a_kind_is_numbered() -> None:
    assert labels("Vests in 2027.", "A gift.", "Vests in 2028.") == ["vesting", "gift", "vesting_2"]


def test_several_average_prices_are_told_apart_by_the_first_price() -> None:
    average = "A weighted average price; prices ranged from ${} to $40.00.".format
    assert labels(average("38.02"), average("1,039.01"), "A weighted average.", average("38.02")) == \
        ["weighted_average_38_02", "weighted_average_1039_01", "weighted_average", "weighted_average_38_02_2"]
    assert labels(average("38.02")) == ["weighted_average"]


def test_a_label_is_never_a_number_nor_taken_for_one() -> None:
    assert labels("Held by F1.", "Held by 2012 LLC.", "Held by 2012.") == ["f1", "llc", "holder"]


@pytest.mark.parametrize(("footnotes", "cited", "named"), [
    ("F1 F2", "F1 F2 F1", "F1 F2"),
    ("F1 F2", "F1", "F1 F2"),
    ("F1 F2 F3 F4 F5", "F1 F2 F4 F5 F3", "F1 F2 F4 F5"),
    ("F1 F2 F3 F4 F5", "F5 F1 F3 F2 F4", "F1 F2 F4"),
    ("F1 F2 F3 F4", "F1 F2 F4", "F1 F2 F3"),
    ("F2 F1", "F1 F2", ""),
    ("F1 F3 F4", "F1 F3 F4", "F1"),
    ("F1", "F1 F2", "F1"),
    ("F1 F3", "F2 F1 F3", "F1 F3"),
    ("F2 F3", "F2 F3", ""),
    ("", "F1", ""),
    ("", "", ""),
])  # fmt: skip
def test_as_many_footnotes_have_names_as_get_their_numbers_back(footnotes: str, cited: str, named: str) -> None:
    assert nameable(footnotes.split(), cited.split()) == {*named.split()}


def test_footnotes_beyond_99_have_names_only_if_all_have() -> None:
    ids = [f"F{number}" for number in range(1, 121)]
    assert nameable(ids, ids) == {*ids}
    assert nameable(ids, reversed(ids)) == set()


@given(st.sets(st.integers(1, 12)), st.lists(st.integers(1, 12), max_size=15))
def test_with_their_names_footnotes_are_numbered_as_they_were(footnotes: set[int], cited: list[int]) -> None:
    ids, citations = [f"F{number}" for number in sorted(footnotes)], [f"F{number}" for number in cited]
    names = {footnote: footnote.replace("F", "name_") for footnote in nameable(ids, citations)}
    tree: dict[str, Any] = {"footnotes": {names.get(footnote, footnote): "text" for footnote in ids},
            "non_derivative_table": [{"kind": "holding", "security_title": {"footnotes": [
                names.get(citation, citation) for citation in citations]}}]}
    number_footnotes(tree, {}, {}, [])
    assert [footnote["id"] for footnote in tree["footnotes"]] == ids
    assert tree["non_derivative_table"][0]["security_title"]["footnotes"] == citations


@pytest.mark.parametrize("text", ["weighted ", "held by A.", "owned by the ", "$ 1,", "a" * 50, "held  "])
def test_a_hostile_text_takes_no_time(text: str) -> None:
    start = time.perf_counter()
    labels(*[text * SEARCHED] * 99)
    assert time.perf_counter() - start < 2
