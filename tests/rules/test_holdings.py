"""HLD: what is said of the shares owned, row by row."""

from __future__ import annotations

import pytest

from .filings import said

HELD_DIRECTLY = "direct_or_indirect: D"


def bought(shares: str, owned: str, way: str = "A", day: str = "2026-06-01", ownership: str = HELD_DIRECTLY,
           title: str = "Common Stock") -> str:
    code = "P" if way == "A" else "S"
    return (f"{{security_title: {title}, transaction_date: {day}, shares: {shares}, acquired_disposed: {way}, "
            f"coding: {{form_type: 4, code: {code}, equity_swap_involved: 0}}, price_per_share: 10.25, "
            f"shares_owned_following: {owned}, ownership: {{{ownership}}}}}")


def sold(shares: str, owned: str, day: str = "2026-06-01", ownership: str = HELD_DIRECTLY) -> str:
    return bought(shares, owned, "D", day, ownership)


def held(owned: str, ownership: str = HELD_DIRECTLY, title: str = "Common Stock") -> str:
    return f"{{security_title: {title}, shares_owned_following: {owned}, ownership: {{{ownership}}}}}"


def of_table_I(*rows: str, more: str = "") -> list[str]:
    """What is said of shares owned, with the footnote F1 beside the first row's code."""
    first = rows[0].replace("equity_swap_involved: 0", "equity_swap_involved: 0, footnotes: [F1]")
    found = said(f"non_derivative_table: [{', '.join([first, *rows[1:]])}]\n{more}")
    return [each for each in found if each.startswith("HLD")]


SECOND = "HLD001 non_derivative_table[1].shares_owned_following: "
WAY_OUT = "correct it, or explain it in a footnote beside it"


def test_HLD001_more_than_was_acquired() -> None:
    assert of_table_I(bought("100", "1100"), bought("100", "1250")) == [
        f"{SECOND}1,100 before, 100 acquired, so 1,200; the row says 1,250; {WAY_OUT}"
    ]


def test_HLD001_less_than_was_left() -> None:
    assert of_table_I(bought("100", "1100"), sold("0.5", "1099.4")) == [
        f"{SECOND}1,100 before, 0.5 disposed of, so 1,099.5; the row says 1,099.4; {WAY_OUT}"
    ]


def test_HLD001_more_disposed_of_than_was_owned() -> None:
    assert of_table_I(bought("100", "1100"), sold("2000", "0")) == [
        f"{SECOND}1,100 before, 2,000 disposed of, more than was owned; the row says 0; {WAY_OUT}"
    ]


def test_HLD001_row_by_row() -> None:
    assert of_table_I(bought("100", "1100"), sold("50", "1050"), bought("0.25", "1050.25")) == []


def test_HLD001_listed_backwards() -> None:
    assert of_table_I(sold("50", "1050", "2026-06-02"), bought("100", "1100")) == []


def test_HLD001_listed_out_of_the_order_of_days() -> None:
    rows = [bought("1", "1001", day="2026-06-02"), bought("5", "1006", day="2026-06-03"), bought("10", "1000")]
    assert of_table_I(*rows) == []
    assert len(of_table_I(*rows[:2], bought("10", "999"))) == 1


def test_HLD001_listed_by_day_and_backwards_within_it() -> None:
    second_day = [bought("1", "1006", day="2026-06-02"), bought("5", "1005", day="2026-06-02")]
    assert of_table_I(bought("10", "1000"), *second_day) == []


def test_HLD001_total_after_all_on_every_row() -> None:
    assert of_table_I(bought("100", "1150"), bought("50", "1150")) == []


def test_HLD001_total_that_cannot_remain() -> None:
    assert [each.split()[0] for each in of_table_I(bought("100", "120"), bought("50", "120"))] == ["HLD001"]


def test_HLD001_difference_explained_beside_it() -> None:
    assert of_table_I(bought("100", "1100"), bought("100", "{value: 1250, footnotes: [F1]}")) == []


@pytest.mark.parametrize("ownership", [
    "direct_or_indirect: I, nature: By Spouse",
    "direct_or_indirect: I, nature: {value: By Trust, footnotes: [F1]}",
])
def test_HLD001_another_form_of_ownership(ownership: str) -> None:
    first = bought("100", "1100", ownership="direct_or_indirect: I, nature: By Trust")
    assert of_table_I(first, bought("100", "400", ownership=ownership)) == []


def test_HLD001_another_class() -> None:
    assert of_table_I(bought("100", "1100"), bought("100", "400", title="Class B Common Stock")) == []


def test_HLD001_one_owner_has_one_line_of_direct_holdings() -> None:
    footnoted = "direct_or_indirect: {value: D, footnotes: [F1]}"
    assert len(of_table_I(bought("100", "1100"), bought("100", "400", ownership=footnoted))) == 1


def test_HLD001_owners_that_nothing_tells_apart() -> None:
    two = "reporting_owners: [{}, {cik: 0009999902, relationship: {is_director: true}}]"
    assert of_table_I(bought("100", "1100"), bought("100", "400"), more=two) == []


def test_HLD001_amendment_of_some_lines() -> None:
    amended = "form: 4/A\ndate_of_original_submission: 2026-06-02"
    assert of_table_I(bought("100", "1100"), bought("100", "400"), more=amended) == []


def granted(owned: str, price: str) -> str:
    """A second option in Table II."""
    return f"""
        derivative_table:
          - {{}}
          - security_title: Stock Option (right to buy)
            conversion_or_exercise_price: {price}
            transaction_date: 2026-06-01
            coding: {{form_type: 4, code: A, equity_swap_involved: false}}
            shares: 100
            acquired_disposed: A
            price_per_share: 0
            exercise_date: 2027-06-01
            expiration_date: 2036-06-01
            underlying_security: {{title: Common Stock, shares: 100}}
            shares_owned_following: {owned}
            ownership: {{direct_or_indirect: D}}
        """


def test_HLD001_options_on_the_same_terms() -> None:
    assert said(granted("600", "10.25")) == [
        "HLD001 derivative_table[1].shares_owned_following: 400 before, 100 acquired, so 500; the row says 600; " + WAY_OUT
    ]
    assert said(granted("500", "10.25")) == []


def test_HLD001_grants_that_each_show_their_own_number() -> None:
    assert said(granted("100", "10.25")) == []
    assert len(said(granted("100", "10.25").replace("code: A", "code: P").replace("price_per_share: 0", ONE))) == 1


ONE = "price_per_share: 1"
WRITTEN = """
non_derivative_table: [{{shares: 100}}]
footnotes: []
derivative_table:
  - security_title: {title}
    coding: {{code: S}}
    acquired_disposed: D
    price_per_share: 1
    shares: 10
    shares_owned_following: 10
  - security_title: {title}
    conversion_or_exercise_price: 10.25
    transaction_date: 2026-06-01
    coding: {{form_type: 4, code: {code}, equity_swap_involved: false}}
    shares: 10
    acquired_disposed: {way}
    price_per_share: 1
    exercise_date: 2027-06-01
    expiration_date: 2036-06-01
    underlying_security: {{title: Common Stock, shares: 100}}
    shares_owned_following: {owned}
    ownership: {{direct_or_indirect: D}}
"""


def of_options(title: str, code: str, way: str, owned: str) -> list[str]:
    """What is said of what is owned, where ten options are disposed of, ten are owned and another row follows."""
    found = said(WRITTEN.format(title=title, code=code, way=way, owned=owned))
    return [each.split()[0] for each in found if each.startswith("HLD")]


@pytest.mark.parametrize(("title", "code", "way", "owned"), [
    ("Call Option (obligation to sell)", "P", "A", "5"), ("Written Call Option", "P", "A", "5"),
    ("Call Option (short)", "P", "A", "5"), ("Call Option", "S", "D", "20"), ("Call Option", "E", "A", "0"),
])
def test_HLD001_short_position(title: str, code: str, way: str, owned: str) -> None:
    assert of_options(title, code, way, owned) == []


@pytest.mark.parametrize(("title", "code", "way", "owned"), [
    ("Call Option (right to buy)", "P", "A", "5"), ("Call Option", "S", "D", "7"), ("Call Option", "H", "D", "5"),
])
def test_HLD001_long_position(title: str, code: str, way: str, owned: str) -> None:
    assert of_options(title, code, way, owned) == ["HLD001"]


def test_HLD002_short_position_expired_or_closed() -> None:
    row = "coding: {code: CODE}, price_per_share: 1, security_title: Call Option (TITLE), shares_owned_following: 0"
    for code, title in (("E", "right to buy"), ("P", "obligation to sell")):
        assert said(f"derivative_table: [{{{row.replace('CODE', code).replace('TITLE', title)}}}]") == []
    [message] = said(f"derivative_table: [{{{row.replace('CODE', 'P').replace('TITLE', 'right to buy')}}}]")
    assert message.startswith("HLD002 derivative_table[0]")


def test_HLD001_title_of_table_I_makes_no_short_position() -> None:
    rows = [bought("100", owned, title="Short Term Shares") for owned in ("1100", "1250")]
    assert len(of_table_I(*rows)) == 1


def test_HLD001_two_trusts_of_one_name() -> None:
    trusts = "direct_or_indirect: I, nature: By Trusts"
    assert of_table_I(sold("100", "900", ownership=trusts), sold("50", "500", ownership=trusts)) == [
        f"{SECOND}900 before, 50 disposed of, so 850; the row says 500; correct it, explain it in a footnote beside it, or "
        "say in the nature which trust or other holder it is"
    ]


def test_HLD001_options_on_other_terms() -> None:
    assert said(granted("600", "10.50")) == []


def test_HLD002_less_owned_than_acquired() -> None:
    assert of_table_I(bought("1000", "900")) == [
        "HLD002 non_derivative_table[0].shares_owned_following: 1,000 acquired, but only 900 owned following; "
        "correct one of the two"
    ]


@pytest.mark.parametrize("rows", [
    [bought("1000", "1000")],
    [bought("1000", "{value: 900, footnotes: [F1]}")],
    [bought("1000", "0"), sold("1000", "0")],
    [sold("1000", "900")],
])
def test_HLD002_all_owned_disposed_of_or_explained(rows: list[str]) -> None:
    assert of_table_I(*rows) == []


BY_SPOUSE, BY_TRUST = "direct_or_indirect: I, nature: By Spouse", "direct_or_indirect: I, nature: By Trust"


def test_HLD003_holding_listed_twice() -> None:
    again = held("40", "direct_or_indirect: I, nature: by  spouse")
    assert of_table_I(bought("1", "9"), held("300", BY_SPOUSE), again) == [
        "HLD003 non_derivative_table[2]: nothing tells this holding of 'Common Stock' from non_derivative_table[1]; "
        "drop one, or say in the nature or a footnote how they differ"
    ]


@pytest.mark.parametrize("other", [
    held("300", BY_TRUST), held("300", BY_SPOUSE, "Class B Common Stock"), held("{value: 300, footnotes: [F1]}", BY_SPOUSE),
    held("300", "direct_or_indirect: I, nature: {value: By Spouse, footnotes: [F1]}"),
    held("300", BY_SPOUSE, "{value: Common Stock, footnotes: [F1]}"),
])
def test_HLD003_holdings_that_something_tells_apart(other: str) -> None:
    assert of_table_I(bought("1", "9"), held("300", BY_SPOUSE), other) == []


def test_HLD004_holding_of_a_transaction() -> None:
    assert of_table_I(bought("1", "9"), held("9")) == [
        "HLD004 non_derivative_table[1]: non_derivative_table[0] shows already what is owned of 'Common Stock' in this "
        "form of ownership; drop this line, or say in the nature or a footnote how they differ"
    ]


@pytest.mark.parametrize("other", [held("9", BY_SPOUSE), held("{value: 9, footnotes: [F1]}"), held("9", title="Preferred")])
def test_HLD004_holding_in_another_form(other: str) -> None:
    assert of_table_I(bought("1", "9"), other) == []


@pytest.mark.parametrize("title", ["Common stock", "COMMON STOCK", "Common-Stock"])
def test_HLD005_class_spelled_otherwise(title: str) -> None:
    assert said(f"derivative_table: [{{underlying_security: {{title: {title}}}}}]") == [
        f"HLD005 derivative_table[0].underlying_security.title: {title!r} is spelled 'Common Stock' before; "
        "spell a class alike in every row"
    ]


@pytest.mark.parametrize("title", ["Common Stock", "Common  Stock", "Common Shares"])
def test_HLD005_class_spelled_alike_or_another(title: str) -> None:
    assert said(f"derivative_table: [{{underlying_security: {{title: {title}}}}}]") == []
