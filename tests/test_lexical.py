"""The text EDGAR accepts for one value, and that it comes back as it went in."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from form4gen.lexical import Amount, Day, Flag


@pytest.mark.parametrize("text", ["0", "26990", "10.10", "47.40", ".25", "5.", "135027.0000", "0001", "999999999999.9999"])
def test_an_amount_gives_its_text_back(text: str) -> None:
    assert str(Amount(text)) == text
    assert Amount(text) == Decimal(text)


@pytest.mark.parametrize("text", ["", ".", "1,000", "$5", "-1", "+1", "1e3", "1_000", " 1", "1 ", "NaN", "1.2.3", "٣"])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        Amount(text)
    assert error.value.context == {"reason": "form"}


def test_a_fifth_decimal_is_refused_unless_it_is_zero() -> None:
    assert [str(Amount(text)) for text in ("1.2345", "1.23450", "0.00000")] == ["1.2345", "1.23450", "0.00000"]
    with pytest.raises(PydanticCustomError) as error:
        Amount("1.23451")
    assert error.value.context == {"reason": "decimals"}


def test_an_amount_beyond_edgars_largest_is_refused() -> None:
    with pytest.raises(PydanticCustomError) as error:
        Amount("1000000000000")
    assert error.value.context == {"reason": "size"}


def test_an_amount_is_made_of_decimals_and_integers_but_never_of_floats() -> None:
    assert str(Amount(Decimal("3.40"))) == "3.40"
    assert str(Amount(Decimal("1E+3"))) == "1000"
    assert str(Amount(400000)) == "400000"
    with pytest.raises(PydanticCustomError):
        Amount(3.4)  # type: ignore[arg-type]
    with pytest.raises(PydanticCustomError):
        Amount(True)


@given(st.decimals(min_value=0, max_value=Decimal("999999999999.9999"), places=4))
def test_amounts_calculate_exactly(number: Decimal) -> None:
    assert Amount(str(number)) + Amount("0.0001") == number + Decimal("0.0001")


def test_a_day_keeps_its_time_zone() -> None:
    day = Day("2014-01-30-05:00")
    assert (day, day.text) == (date(2014, 1, 30), "2014-01-30-05:00")
    assert Day("2014-01-30Z").text == "2014-01-30Z"


@pytest.mark.parametrize(("text", "reason"), [
    ("2014-02-30", "calendar"), ("2014-13-01", "calendar"), ("0000-01-01", "calendar"),
    ("2014-2-3", "form"), ("3/17/2014", "form"), ("20140317", "form"), ("2014-03-17T00:00", "form"), ("", "form"),
    ("2014-03-17-15:00", "form"), (" 2014-03-17", "form"),
])  # fmt: skip
def test_what_is_no_day_is_refused(text: str, reason: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        Day(text)
    assert error.value.context == {"reason": reason}


def test_what_dates_own_methods_make_of_a_day_is_a_day() -> None:
    day = Day("2026-03-18Z")
    assert (day.replace(day=2).text, (day + timedelta(days=1)).isoformat()) == ("2026-03-02", "2026-03-19")
    assert Day.fromisoformat("2026-03-18") == day


def test_a_day_is_made_of_dates_but_not_of_numbers() -> None:
    assert Day(date(2026, 3, 18)).text == "2026-03-18"
    with pytest.raises(PydanticCustomError):
        Day(20260318)


@pytest.mark.parametrize(("text", "truth"), [("true", True), ("1", True), ("false", False), ("0", False)])
def test_a_flag_keeps_its_spelling(text: str, truth: bool) -> None:
    assert (Flag(text).text, bool(Flag(text))) == (text, truth)
    assert Flag(text) == truth


@pytest.mark.parametrize("text", ["", "yes", "TRUE", "True", "on", "2", "X"])
def test_what_is_no_flag_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        Flag(text)


def test_flags_of_one_meaning_are_equal_and_hash_alike() -> None:
    assert Flag("1") == Flag("true") != Flag("0")
    assert len({Flag("1"), Flag("true"), Flag(True)}) == 1
    assert Flag("1") != "1"
    assert repr(Flag("1")) == "Flag('1')"


@pytest.mark.parametrize("value", [Amount(".25"), Day("2014-01-30-05:00"), Flag("1")])
def test_copies_keep_the_text(value: Amount | Day | Flag) -> None:
    assert copy.deepcopy(value).text == value.text
    assert pickle.loads(pickle.dumps(value)).text == value.text
