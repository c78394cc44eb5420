"""DRV: what is said of the two sides of an exercise or conversion."""

from __future__ import annotations

import pytest

from .filings import said

FOLLOWING = "shares_owned_following: {value: 900, footnotes: [F1]}, ownership: {direct_or_indirect: D}"


def coding(code: str, way: str, day: str = "2026-06-01") -> str:
    return (f"transaction_date: {day}, coding: {{form_type: 4, code: {code}, equity_swap_involved: 0}}, "
            f"acquired_disposed: {way}")


def acquired(shares: str = "100", code: str = "M", title: str = "Common Stock", price: str = "10.25", way: str = "A",
             day: str = "2026-06-01") -> str:
    """A row of Table I."""
    return (f"{{security_title: {title}, {coding(code, way, day)}, shares: {shares}, price_per_share: {price}, "
            f"{FOLLOWING}}}")


def disposed(shares: str = "100", code: str = "M", title: str = "Common Stock", price: str = "10.25",
             of: str = "Stock Option (right to buy)") -> str:
    """A row of Table II."""
    return (f"{{security_title: {of}, conversion_or_exercise_price: {price}, {coding(code, 'D')}, "
            f"shares: {shares}, price_per_share: 0, exercise_date: 2026-06-01, expiration_date: 2036-06-01, "
            f"underlying_security: {{title: {title}, shares: {shares}}}, {FOLLOWING}}}")


def exercise(table_i: list[str], table_ii: list[str], more: str = "", footnote: str = "It has vested.") -> list[str]:
    """What is said of the exercises in these rows."""
    found = said(f"""
        non_derivative_table: [{', '.join(table_i)}]
        derivative_table: [{', '.join(table_ii)}]
        footnotes: {{F1: "{footnote}"}}
        {more}
        """)
    return [each for each in found if each.startswith("DRV01")]


AMENDED = "form: 4/A\n        date_of_original_submission: 2026-06-02"


def test_both_sides() -> None:
    assert exercise([acquired()], [disposed()]) == []


def test_DRV010_acquired_without_a_row_in_table_II() -> None:
    assert exercise([acquired(code="C")], ["{}"]) == [
        "DRV010 non_derivative_table[0].coding.code: C (conversion) acquires 'Common Stock', and Table II reports no "
        "transaction of code C; report there the derivative security disposed of"
    ]


@pytest.mark.parametrize("code", "MXCO")
def test_DRV010_of_every_exercise(code: str) -> None:
    assert [each.split()[0] for each in exercise([acquired(code=code)], ["{}"])] == ["DRV010"]


def test_DRV010_another_code_in_table_II() -> None:
    assert len(exercise([acquired(code="C"), acquired(code="M")], [disposed(code="M")])) == 1


def test_DRV010_put_exercised() -> None:
    assert exercise([acquired(code="X", way="D")], ["{}"]) == []


def test_DRV010_derivative_security_disposed_of_in_table_I() -> None:
    assert exercise([acquired(), acquired(way="D", title="Stock Units")], ["{}"]) == []


def test_DRV010_amendment_of_one_side() -> None:
    assert exercise([acquired()], ["{}"], AMENDED) == []


def test_DRV010_table_II_is_full() -> None:
    assert exercise([acquired()], ["{coding: {code: A}}", *[disposed(code="X")] * 29]) == []


def test_DRV011_nothing_shown_of_what_is_brought() -> None:
    assert exercise(["{}"], [disposed(title="Class A Common Stock")]) == [
        "DRV011 derivative_table[0].underlying_security.title: M (exercise or conversion) brings 'Class A Common Stock', "
        "of which no row shows what is owned; report it in Table I, or say in a footnote that cash was paid"
    ]


@pytest.mark.parametrize("row", [
    "{security_title: Class A  COMMON stock, shares_owned_following: 5, ownership: {direct_or_indirect: D}}",
    acquired(title="Class A Common Stock"),
])
def test_DRV011_a_holding_or_a_transaction_shows_it(row: str) -> None:
    assert exercise(["{}", row], [disposed(title="Class A Common Stock")]) == []


@pytest.mark.parametrize("row", [
    acquired(title="American Depositary Shares"),
    "{security_title: Class A Common Stock (par $1), shares_owned_following: 5, ownership: {direct_or_indirect: D}}",
])
def test_DRV011_class_by_another_title(row: str) -> None:
    assert exercise(["{}", row], [disposed(title="Class A Common Stock")]) == []


@pytest.mark.parametrize("row", [
    acquired(title="American Depositary Shares", day="2026-06-02"),
    acquired(title="American Depositary Shares", code="X"),
    acquired(title="American Depositary Shares", way="D"),
])
def test_DRV011_another_class_by_another_exercise(row: str) -> None:
    assert "DRV011" in [each.split()[0] for each in exercise(["{}", row], [disposed(title="Class A Common Stock")])]


def test_DRV011_deferred() -> None:
    assert exercise(["{}"], [disposed(title="Class A Common Stock")], footnote="Receipt was deferred.") == []


def test_DRV011_settled_in_cash() -> None:
    brought = [disposed(title="Class A Common Stock")]
    assert exercise(["{}"], brought, footnote="Each unit was settled in cash.") == []
    assert len(exercise(["{}"], brought, footnote="A cashless exercise.")) == 1


def test_DRV011_amendment_of_one_side() -> None:
    assert exercise(["{}"], [disposed(title="Class A Common Stock")], AMENDED) == []


def test_DRV011_award_brings_nothing_yet() -> None:
    assert exercise(["{}"], ["{underlying_security: {title: Class A Common Stock}}"]) == []


def test_DRV012_unequal_sides() -> None:
    assert exercise([acquired("1000")], [disposed("10000")]) == [
        "DRV012 non_derivative_table[0].shares: 1,000 'Common Stock' acquired, but 10,000 underlie what Table II disposes "
        "of by that code that day; correct the one that is wrong, or explain it in a footnote beside it"
    ]


def test_DRV012_two_options_and_one_row_of_shares() -> None:
    assert exercise([acquired("150")], [disposed("100"), disposed("50")]) == []
    assert len(exercise([acquired("151")], [disposed("100"), disposed("50")])) == 1


def test_DRV012_fraction_rounded_away() -> None:
    assert exercise([acquired("100")], [disposed("100.6")]) == []
    assert len(exercise([acquired("99")], [disposed("100.6")])) == 1


EXPLAINED = "{value: 100, footnotes: [F1]}"


@pytest.mark.parametrize(("shares", "row"), [
    ("{value: 60, footnotes: [F1]}", disposed("100")),
    ("60", disposed("100").replace("shares: 100, price", f"shares: {EXPLAINED}, price")),
    ("60", disposed("100").replace("shares: 100}", f"shares: {EXPLAINED}}}")),
])
def test_DRV012_explained_beside_a_number(shares: str, row: str) -> None:
    assert exercise([acquired(shares)], [row]) == []


def test_DRV012_footnote_elsewhere_explains_nothing() -> None:
    cash = "Each unit is the right to one share or, as the company elects, cash."
    assert len(exercise([acquired("70")], [disposed("100")], footnote=cash)) == 1


def test_DRV012_stock_appreciation_right_brings_fewer() -> None:
    assert exercise([acquired("50")], [disposed("100", of="Stock Appreciation Rights")]) == []
    assert len(exercise([acquired("50")], [disposed("100", of="Stock Rights")])) == 1


def test_DRV012_another_day_is_another_exercise() -> None:
    assert exercise([acquired("60", day="2026-06-02")], [disposed("100")]) == []


def test_DRV012_amendment_of_some_lines() -> None:
    assert exercise([acquired("60")], [disposed("100")], AMENDED) == []


def test_DRV012_underlying_shares_given_by_a_footnote() -> None:
    number = "underlying_security: {title: Common Stock, shares: {footnotes: [F1]}}"
    row = disposed("60").replace("underlying_security: {title: Common Stock, shares: 60}", number)
    assert number in row
    assert exercise([acquired("100")], [row]) == []


def test_DRV013_paid_another_price() -> None:
    assert exercise([acquired(price="10.52")], [disposed("40"), disposed("60", price="9")]) == [
        "DRV013 non_derivative_table[0].price_per_share: 10.52 was paid, but the exercise price in Table II is 10.25 or 9; "
        "correct the one that is wrong"
    ]


@pytest.mark.parametrize("price", ["10.250", "0", "{footnotes: [F1]}", "{value: 10.5, footnotes: [F1]}"])
def test_DRV013_paid_the_exercise_price_or_explained(price: str) -> None:
    assert exercise([acquired(price=price)], [disposed()]) == []


def test_DRV013_exercise_price_given_by_a_footnote() -> None:
    assert exercise([acquired(price="3")], [disposed("50"), disposed("50", price="{footnotes: [F1]}")]) == []


def days_apart(day: str, code: str = "M", owned: str = "900", more: str = "") -> list[str]:
    """What is said of an acquisition on a day of its own, without a footnote on its row."""
    row = acquired(day=day, code=code).replace("{value: 900, footnotes: [F1]}", owned)
    return exercise([row], [disposed()], more)


def test_DRV014_acquired_on_another_day() -> None:
    assert days_apart("2026-06-02") == [
        "DRV014 non_derivative_table[0].transaction_date: M (exercise or conversion) acquires 'Common Stock' on "
        "2026-06-02, and Table II disposes of nothing by that code that day; correct the day that is wrong, or report "
        "what was disposed of"
    ]


def test_DRV014_acquired_that_day_explained_or_amended() -> None:
    assert days_apart("2026-06-01") == []
    assert days_apart("2026-06-02", owned="{value: 900, footnotes: [F1]}") == []
    assert days_apart("2026-06-02", more=AMENDED) == []


def test_DRV014_no_such_code_in_table_II_is_DRV010() -> None:
    assert [each.split()[0] for each in days_apart("2026-06-02", code="X")] == ["DRV010"]
