"""DRV: what is said of derivative securities."""

from __future__ import annotations

import pytest

from .filings import said


def test_DRV001_underlying_security_without_an_amount() -> None:
    assert said("derivative_table: [{underlying_security: {shares: ~}}]") == [
        "DRV001 derivative_table[0].underlying_security: 'Common Stock' has no amount; "
        "write its shares or its value, or a footnote that says why there is none"
    ]


@pytest.mark.parametrize("amount", ["shares: 0", "shares: ~, value: 4100", "shares: {footnotes: [F1]}"])
def test_DRV001_an_amount_of_either_kind_or_a_footnote(amount: str) -> None:
    assert said(f"derivative_table: [{{underlying_security: {{{amount}}}}}]") == []


def test_DRV002_exercise_that_acquires_the_option() -> None:
    assert said("derivative_table: [{coding: {code: M}}]") == [
        "DRV002 derivative_table[0].acquired_disposed: M (exercise or conversion) acquires 'Stock Option (right to buy)' "
        "in Table II, where it is a disposition of the derivative security; write D, and what it brings as acquired in "
        "Table I"
    ]


TWICE_CONVERTIBLE = """
derivative_table:
  - security_title: Series A Preferred Stock
    coding: {code: C}
    acquired_disposed: D
    underlying_security: {title: Class B Common Stock}
  - security_title: Class B  common stock
    conversion_or_exercise_price: {footnotes: [F1]}
    transaction_date: 2026-06-01
    coding: {form_type: 4, code: CODE, equity_swap_involved: false}
    shares: 400
    acquired_disposed: A
    price_per_share: 0
    exercise_date: {footnotes: [F1]}
    expiration_date: {footnotes: [F1]}
    underlying_security: {title: Class A Common Stock, shares: 400}
    shares_owned_following: 400
    ownership: {direct_or_indirect: D}
"""


def of_table_II(change: str) -> list[str]:
    return [each for each in said(change) if each.startswith("DRV")]


def test_DRV002_conversion_into_a_convertible_class() -> None:
    assert of_table_II(TWICE_CONVERTIBLE.replace("CODE", "C")) == []


def unexplained(rows: str) -> str:
    """The rows without a footnote."""
    return rows.replace("price: {footnotes: [F1]}", "price: 1").replace("date: {footnotes: [F1]}", "date: 2026-06-01")


def test_DRV002_conversion_into_a_class_by_a_longer_title() -> None:
    longer = TWICE_CONVERTIBLE.replace("{title: Class B Common Stock}", "{title: Class B Common Stock (par $1)}")
    assert longer != TWICE_CONVERTIBLE
    assert of_table_II(unexplained(longer.replace("CODE", "C"))) == []


DEFERRED = TWICE_CONVERTIBLE.replace("CODE", "C").replace("Class B  common stock", "Deferred Stock Units")


@pytest.mark.parametrize(("filing", "count"), [
    (DEFERRED, 0),
    (DEFERRED.replace("transaction_date: 2026-06-01", "transaction_date: 2026-06-02"), 1),
    (unexplained(DEFERRED), 1),
])
def test_DRV002_units_deferred_that_day_as_a_footnote_says(filing: str, count: int) -> None:
    assert [each.split()[0] for each in of_table_II(filing) if each.startswith("DRV002")] == ["DRV002"] * count


@pytest.mark.parametrize("code", "MXCO")
@pytest.mark.parametrize(("title", "count"), [("Put Option (obligation to buy)", 0), ("Put Option (right to sell)", 1)])
def test_DRV002_obligation_that_ends(code: str, title: str, count: int) -> None:
    found = of_table_II(f"derivative_table: [{{coding: {{code: {code}}}, security_title: {title}}}]")
    assert [each.split()[0] for each in found] == ["DRV002"] * count


def test_DRV002_exercise_beside_a_conversion() -> None:
    [message] = of_table_II(TWICE_CONVERTIBLE.replace("CODE", "X"))
    assert message.startswith("DRV002 derivative_table[1].acquired_disposed: X (exercise) acquires 'Class B  common stock'")


def test_DRV003_long_position_acquired() -> None:
    assert said("derivative_table: [{coding: {code: H}}]") == [
        "DRV003 derivative_table[0].acquired_disposed: H (expiration of a long position) is not acquired (A); "
        "write D, or code: E for a short position"
    ]


@pytest.mark.parametrize(("code", "way"), [("H", "D"), ("E", "A")])
def test_DRV003_positions_that_expire(code: str, way: str) -> None:
    assert said(f"derivative_table: [{{coding: {{code: {code}}}, acquired_disposed: {way}}}]") == []


@pytest.mark.parametrize("title", ["Stock Option", "Employee stock options", "Non-Qualified OPTION",
                                   "Computershare Stock Option"])
def test_DRV004_option_to_do_what(title: str) -> None:
    assert said(f"derivative_table: [{{security_title: {title}}}]") == [
        f"DRV004 derivative_table[0].security_title: {title!r} does not say what it is a right or an obligation to; "
        "write it behind: (right to buy)"
    ]


@pytest.mark.parametrize("title", ["Option (Right to Buy)", "Call Option", "Put option (obligation to buy)",
                                   "Option to purchase common stock", "Stock Option (Right to Acquire)",
                                   "Options to Acquire Common Stock", "Puts and options", "Optional Shares",
                                   "Restricted Stock Units"])
def test_DRV004_option_that_says_what_to_do(title: str) -> None:
    assert said(f"derivative_table: [{{security_title: {title}}}]") == []


def exercised(changes: str) -> list[str]:
    """What is said of an exercise whose row in Table II is changed."""
    return said(f"""
        non_derivative_table: [{{coding: {{code: X}}}}]
        derivative_table:
          - {{coding: {{code: X}}, acquired_disposed: D, underlying_security: {{shares: 100}}, {changes}}}
        """)


def test_DRV005_exercise_with_a_price_of_its_own() -> None:
    assert exercised("price_per_share: 10.25") == [
        "DRV005 derivative_table[0].price_per_share: X (exercise) leaves column 8 blank, and here it is 10.25; write 0: "
        "the exercise or conversion price stands in conversion_or_exercise_price"
    ]


@pytest.mark.parametrize("price", ["0", "{footnotes: [F1]}", "{value: 10.25, footnotes: [F1]}"])
def test_DRV005_no_price_or_a_footnote(price: str) -> None:
    assert exercised(f"price_per_share: {price}") == []


def test_DRV005_award_with_a_price() -> None:
    assert said("derivative_table: [{price_per_share: 1.5}]") == []


@pytest.mark.parametrize("title", ["Stock Option (right to buy)", "Warrants"])
def test_DRV006_no_exercise_price(title: str) -> None:
    assert said(f"derivative_table: [{{security_title: {title}, conversion_or_exercise_price: 0}}]") == [
        f"DRV006 derivative_table[0].conversion_or_exercise_price: {title!r} has an exercise price of 0; "
        "write the price, or a footnote on why"
    ]


@pytest.mark.parametrize(("title", "price"), [
    ("Warrants", "0.0001"), ("Warrants", "{value: 0, footnotes: [F1]}"), ("Warrants", "{footnotes: [F1]}"),
    ("Restricted Stock Units", "0"),
])
def test_DRV006_an_exercise_price_a_footnote_or_no_option(title: str, price: str) -> None:
    assert said(f"derivative_table: [{{security_title: {title}, conversion_or_exercise_price: {price}}}]") == []


@pytest.mark.parametrize("title", ["Employee Stock Option", "Option (Right to Buy)", "Put options", "Stock Warrants",
                                   "Warrants to Purchase Common Stock", "Non-Qualified Options", "Option to acquire shares",
                                   "Series A Convertible Preferred Stock", "4% Convertible Senior Notes due 2030"])
def test_DRV007_derivative_security_in_table_I(title: str) -> None:
    assert said(f"non_derivative_table: [{{security_title: {title}}}]") == [
        f"DRV007 non_derivative_table[0].security_title: {title!r} is a derivative security; "
        "report it in derivative_table, with its price and dates"
    ]


@pytest.mark.parametrize("title", ["Common Stock underlying warrants held", "Restricted Stock Units", "Warrant Shares",
                                   "Series A Preferred Stock", "Notes due 2030", "Optional Shares",
                                   "Non-convertible Preferred Stock", "Nonconvertible Preferred Stock",
                                   "Common Stock issuable upon conversion of Convertible Notes",
                                   "Common Stock underlying Warrants to Purchase Common Stock"])
def test_DRV007_other_security_in_table_I(title: str) -> None:
    assert said(f"non_derivative_table: [{{security_title: {title}}}]") == []
