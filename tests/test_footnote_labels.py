"""What a footnote that only had a number is called."""

from __future__ import annotations

import time

import pytest

from form4gen.footnote_labels import SEARCHED, kept, labelled


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


@pytest.mark.parametrize(("names", "cited", "is_kept"), [
    (["F1", "F2"], ["F1", "F2", "F1"], True),
    (["F1", "F2"], ["F1"], True),
    (["F1", "F2"], ["F2", "F1"], False),
    (["F2", "F1"], ["F1", "F2"], False),
    (["F1", "F3"], ["F1", "F3"], False),
    (["F1"], ["F1", "F2"], False),
])  # fmt: skip
def test_numbers_are_kept_if_they_are_those_a_name_would_get(names: list[str], cited: list[str], is_kept: bool) -> None:
    assert kept(dict.fromkeys(names, "a name"), cited) is is_kept


@pytest.mark.parametrize("text", ["weighted ", "held by A.", "owned by the ", "$ 1,", "a" * 50, "held  "])
def test_a_hostile_text_takes_no_time(text: str) -> None:
    start = time.perf_counter()
    labels(*[text * SEARCHED] * 99)
    assert time.perf_counter() - start < 2
