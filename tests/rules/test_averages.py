"""FTN: what is said of weighted average prices, their ranges and the undertaking."""

from __future__ import annotations

import pytest

from .filings import said

ASKED = "The reporting person undertakes to provide, upon request, the number of shares at each separate price."


def averaged(text: str, price: str = "10.25", more: str = "", code: str = "P") -> list[str]:
    """What is said of the base filing's purchase at a price that footnote F2 explains."""
    cited = f"{{value: {price}, footnotes: [F2]}}" if price else "{value: ~, footnotes: [F2]}"
    return said(f"""
        non_derivative_table: [{{coding: {{code: {code}}}, price_per_share: {cited}}}]
        footnotes: {{F2: "{text}"{more}}}
        """)


def ids(lines: list[str]) -> list[str]:
    return [line.split()[0] for line in lines]


NO_RANGE = (
    "FTN008 footnotes[1].text: footnote F2 calls a price a weighted average but gives no range; write the lowest "
    'and the highest price, "at prices ranging from $10.01 to $10.98"'
)


@pytest.mark.parametrize("text", ["Weighted average price.", "A weighted average price of $10.25 in several."])
def test_FTN008_average_without_a_range(text: str) -> None:
    assert averaged(f"{text} {ASKED}") == [NO_RANGE]


@pytest.mark.parametrize("text", [
    "Weighted average price, ranging from $10.01 to $10.98.",
    "Weighted average price of several at $10.01, $10.05 and $10.50.",
    "Weighted average price; for the range see Exhibit 99.1.", "Average price.",
    "Weighted average price of shares from the dividend reinvestment plan.",
    "The volume weighted average price of that day.", "The trading-day weighted average price under the note.",
    "A single price, not a weighted average price.", "The weighted average purchase price when acquired was $5.00.",
    "Weighted average price, from 10 to 11 dollars.",
])
def test_FTN008_average_with_a_range_or_none_to_give(text: str) -> None:
    assert averaged(f"{text} {ASKED}") == []


def test_FTN008_range_in_another_footnote_of_the_row() -> None:
    assert said(f"""
        non_derivative_table: [{{price_per_share: {{value: 10.25, footnotes: [F2]}}}}]
        footnotes: {{F1: "At prices ranging from $10.01 to $10.98.", F2: "Weighted average price. {ASKED}"}}
        """) == []


NOT_IN_DOLLARS = (
    "FTN008 footnotes[1].text: footnote F2 calls a price a weighted average but gives no range in US dollars, in which "
    "prices are reported (Instruction 5(a)); write the lowest and the highest in them too"
)


@pytest.mark.parametrize("span", [
    "35.10 to 35.90 euros", "C$50.10 to C$50.90", "CAD 50.10 to CAD 50.90", "HK$42.10 to HK$43.90", "GBP 8.10 to GBP 8.20",
    "$50.10 to $50.90 Canadian",
])
def test_FTN008_range_in_another_currency(span: str) -> None:
    assert averaged(f"Weighted average price; converted from prices ranging from {span}. {ASKED}") == [NOT_IN_DOLLARS]


def test_FTN008_range_in_another_currency_and_in_dollars() -> None:
    span = "C$14.10 to C$14.50 (US$10.20 to US$10.50)"
    assert averaged(f"Weighted average price, ranging from {span}. {ASKED}") == []


def test_FTN008_prices_in_a_footnote_of_something_else() -> None:
    row = "{price_per_share: {value: 10.25, footnotes: [F2]}}"
    options, average = "Options have exercise prices of $12.40 and $13.50.", f"Weighted average price. {ASKED}"
    assert said(f'non_derivative_table: [{row}]\nfootnotes: {{F1: "{options}", F2: "{average}"}}') == [NO_RANGE]


def two_footnotes(span: str) -> list[str]:
    row = "{price_per_share: {value: 10.25, footnotes: [F2, F3]}}"
    texts = f'F2: "This is the weighted average price. {ASKED}", F3: "Prices ranged from {span}."'
    return said(f"non_derivative_table: [{row}]\nfootnotes: {{{texts}}}")


def test_FTN009_and_FTN010_see_the_range_in_a_second_footnote_of_the_price() -> None:
    assert two_footnotes("$10.01 to $10.98") == []
    assert two_footnotes("$9.75 to $11.25") == [
        "FTN009 footnotes[2].text: footnote F3: $11.25 - $9.75 = $1.50, and one line holds the transactions within $1.00; "
        "report a line for each dollar, with its own average, or correct the range"
    ]
    assert two_footnotes("$10.30 to $10.50") == [
        "FTN010 non_derivative_table[0].price_per_share: '10.25' is not within the range of footnote F3, $10.30 to $10.50; "
        "correct the price or the range"
    ]


def test_FTN008_average_of_what_is_no_open_market_transaction() -> None:
    change = "price_per_share: {value: 3.50, footnotes: [F2]}, coding: {code: A}"
    assert said(f'derivative_table: [{{{change}}}]\nfootnotes: {{F2: "Weighted average price."}}') == []


@pytest.mark.parametrize(("day", "found"), [("2008-06-24", []), ("2008-06-25", ["FTN008", "FTN011"])])
def test_FTN008_and_FTN011_judge_by_the_letter_from_its_day_on(day: str, found: list[str]) -> None:
    change = f"""
        period_of_report: {day}
        non_derivative_table: [{{transaction_date: {day}, price_per_share: {{value: 10.25, footnotes: [F2]}}}}]
        derivative_table: ~
        under_10b5_1_plan: ~
        signatures: [{{date: {day}}}]
        footnotes: {{F2: Weighted average price.}}
        """
    assert ids(said(change)) == found


def test_FTN008_says_it_once_of_a_footnote_that_two_rows_cite() -> None:
    row = "{price_per_share: {value: 10.25, footnotes: [F2]}}"
    derivative = "{coding: {code: P}, price_per_share: {value: 10.25, footnotes: [F2]}}"
    change = f"non_derivative_table: [{row}]\nderivative_table: [{derivative}]\n"
    text = f'footnotes: {{F2: "Weighted average. {ASKED}"}}'
    assert [line for line in said(change + text) if line.startswith("FTN008")] == [NO_RANGE]


def test_FTN009_range_of_more_than_a_dollar() -> None:
    assert averaged(f"Weighted average price, ranging from $9.75 to $1,010.76. {ASKED}") == [
        "FTN009 footnotes[1].text: footnote F2: $1,010.76 - $9.75 = $1,001.01, and one line holds the transactions within "
        "$1.00; report a line for each dollar, with its own average, or correct the range"
    ]


@pytest.mark.parametrize("span", ["$9.75 to $10.75", "$10.01 to $11.00", "$10.25 to $10.25"])
def test_FTN009_range_of_a_dollar(span: str) -> None:
    assert averaged(f"Weighted average price, ranging from {span}. {ASKED}") == []


def test_FTN009_a_cent_more_than_a_dollar() -> None:
    assert ids(averaged(f"Weighted average price, ranging from $9.75 to $10.76. {ASKED}")) == ["FTN009"]


def test_FTN009_of_several_ranges_the_one_about_the_price_counts() -> None:
    text = f"Weighted average prices, from $10.01 to $10.98 and from $11.00 to $20.00. {ASKED}"
    assert averaged(text) == []
    assert ids(averaged(text, "15")) == ["FTN009"]


def test_FTN009_range_where_the_price_is_in_a_footnote_alone() -> None:
    assert "FTN009" in ids(averaged(f"Weighted average price of $10, ranging from $9.00 to $10.50. {ASKED}", price=""))


def test_FTN010_price_above_its_range() -> None:
    assert averaged(f"Weighted average price, ranging from $10.01 to $10.20. {ASKED}") == [
        "FTN010 non_derivative_table[0].price_per_share: '10.25' is not within the range of footnote F2, $10.01 to $10.20; "
        "correct the price or the range"
    ]


def test_FTN010_price_below_both_ranges() -> None:
    assert averaged(f"Weighted average prices, from $11.01 to $11.20 and from $12.00 to $12.10. {ASKED}") == [
        "FTN010 non_derivative_table[0].price_per_share: '10.25' is not within the range of footnote F2, "
        "$11.01 to $11.20 or $12.00 to $12.10; correct the price or the range"
    ]


def test_FTN010_shows_three_ranges_of_many() -> None:
    spans = "; ".join(f"from ${whole}.00 to ${whole}.90" for whole in range(20, 25))
    assert averaged(f"Weighted average prices, {spans}. {ASKED}") == [
        "FTN010 non_derivative_table[0].price_per_share: '10.25' is not within the range of footnote F2, "
        "$20.00 to $20.90 or $21.00 to $21.90 or $22.00 to $22.90; correct the price or the range"
    ]


@pytest.mark.parametrize(("price", "span"), [
    ("10.25", "$10.25 to $10.30"), ("10.25", "$10.20 to $10.25"), ("10.2549", "$10.20 to $10.25"),
    ("10.26", "$10.10 to $10.255"), ("10.2499", "$10.25 to $10.30"), ("10.4", "$10 to $11"),
])
def test_FTN010_price_within_its_range_but_for_rounding(price: str, span: str) -> None:
    assert averaged(f"Weighted average price, ranging from {span}. {ASKED}", price) == []


@pytest.mark.parametrize(("price", "span"), [
    ("10.2551", "$10.20 to $10.25"), ("10.2", "$10.21 to $10.25"), ("9.99", "$10 to $11"), ("11.4", "$10.50 to $11"),
    ("10.2549", "$10.2500 to $10.2540"),
])
def test_FTN010_price_outside_its_range(price: str, span: str) -> None:
    assert ids(averaged(f"Weighted average price, ranging from {span}. {ASKED}", price)) == ["FTN010"]


def test_FTN011_average_without_an_undertaking() -> None:
    assert averaged("Weighted average price, ranging from $10.01 to $10.98.") == [
        "FTN011 footnotes[1].text: footnote F2 reports a weighted average price, but no footnote undertakes to give the "
        "staff, the issuer and any security holder, upon request, the number of shares at each price"
    ]


def test_FTN011_says_it_once_of_a_filing() -> None:
    row, text = "{price_per_share: {value: 10.25, footnotes: [F2, F3]}}", "Weighted average price, from $10.01 to $10.98."
    assert ids(said(f'non_derivative_table: [{row}]\nfootnotes: {{F2: "{text}", F3: "{text}"}}')) == ["FTN011"]


def test_FTN011_undertaking_in_the_remarks() -> None:
    change = "non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]"
    text = 'footnotes: {F2: "Weighted average price, ranging from $10.01 to $10.98."}'
    assert said(f'{change}\n{text}\nremarks: "{ASKED}"') == []


def test_FTN011_undertaking_in_another_footnote() -> None:
    change = "non_derivative_table: [{price_per_share: {value: 10.25, footnotes: [F2]}}]"
    assert said(f'{change}\nfootnotes: {{F1: "{ASKED}", F2: "Weighted average, from $10.01 to $10.98."}}') == []


def test_FTN011_price_that_is_no_average() -> None:
    assert averaged("The price includes no commission.") == []
