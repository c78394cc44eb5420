"""What is read in prose: plans, days, prices, ranges, undertakings, footnotes; and that it is read in linear time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from form4gen.rules.prose import (
    adoption_days,
    days,
    footnotes_named,
    in_another_currency,
    names_plan,
    price_ranges,
    prices,
    says_under_plan,
    says_weighted_average,
    undertakes,
)


@pytest.mark.parametrize("text", [
    "Sold under a Rule 10b5-1 plan.", "SOLD UNDER A 10B5-1 PLAN", "a 10b-5-1 plan", "Rule\n10b5-1(c)",
    "10b5\u20111", "10b51 plan",
])
def test_a_plan_is_named(text: str) -> None:
    assert names_plan(text)


@pytest.mark.parametrize("text", ["Exempt under Rule 16b-3(d).", "Rule 10b-5", "Rule 10b5-18", "a trading plan", ""])
def test_no_plan_is_named(text: str) -> None:
    assert not names_plan(text)


@pytest.mark.parametrize("text", [
    "The shares were sold pursuant to a Rule 10b5-1 trading plan.",
    "It was not planned. The sale was made under a Rule 10b5-1 plan. No shares remain.",
    "Converted in compliance with a 10b5-1 plan adopted by the holder",
    "Executed in accordance with a Rule 10b5-1 plan dated May 4, 2025",
])
def test_something_was_done_under_a_plan(text: str) -> None:
    assert says_under_plan(text)


@pytest.mark.parametrize("text", [
    "The gift was not made pursuant to a Rule 10b5-1 plan.",
    "No transaction was made under the Rule 10b5-1 plan.",
    "Shares that will be sold under a Rule 10b5-1 plan.",
    "The Rule 10b5-1 plan under which shares could be sold was terminated.",
    "The reporting person adopted a Rule 10b5-1 plan.",
    "Sold pursuant to the merger agreement.",
])
def test_nothing_was_done_under_a_plan(text: str) -> None:
    assert not says_under_plan(text)


@pytest.mark.parametrize("text", [
    "adopted on March 4, 2025", "ADOPTED MARCH  4, 2025.", "adopted on March\n4, 2025", "Mar. 4 2025", "March 4th, 2025",
    "4 March 2025", "the 4th of March, 2025", "3/4/2025", "(03/04/25)", "03-04-2025", "2025-03-04", "since 3/4/2025, and",
    "the 4th day of March 2025", "4-Mar-2025", "04-MAR-25", "4.Mar.2025",
])
def test_a_day(text: str) -> None:
    assert days(text) == [date(2025, 3, 4)]


@pytest.mark.parametrize("text", [
    "in March 2025", "first quarter of 2025", "on February 30, 2025", "13/13/2025", "a 3/4 interest", "Rule 16b-3",
    "1-800-555-0100", "1/48th of the shares", "Section 16(a)", "12.50-13.00", "4-Mar", "14-Mart.2025", "4th day 2025",
])
def test_no_day(text: str) -> None:
    assert days(text) == []


def test_several_days() -> None:
    assert days("adopted on May 4, 2024 and modified on 1/15/2025") == [date(2024, 5, 4), date(2025, 1, 15)]


@pytest.mark.parametrize("text", [
    "A Rule 10b5-1 plan adopted on March 4, 2025.", "On March 4, 2025 the owner entered into a 10b5-1 plan.",
    "Under a 10b5-1 plan. It was established by Mr. Roe on March 4, 2025.",
    "The trading plan was adopted on March 4, 2025.",
    "Sold under a plan of Example Corp. Plan dated March 4, 2025",
    "10b5-1 plan adopted Mar. 4, 2025. Held since May 1, 2020.",
])
def test_a_day_of_adoption(text: str) -> None:
    assert adoption_days(text) == [date(2025, 3, 4)]


@pytest.mark.parametrize("text", [
    "Sold under a 10b5-1 plan. The option vests in full on March 4, 2025.",
    "A 10b5-1 plan adopted; vested on March 4, 2025",
    "Under the adopted Rule 10b5-1. The shares were granted March 4, 2025", "The note was entered into on March 4, 2025.",
    "The plan of March 4, 2025",
])
def test_no_day_of_adoption(text: str) -> None:
    assert adoption_days(text) == []


@pytest.mark.parametrize("text", [
    "a weighted average price", "Weighted-average sale price", "the WEIGHTED  AVERAGE",
    "This is not one price. The weighted average price is reported.", "the weighted average price. Shares cost more.",
    "the volume weighted average of the day; the weighted average price is reported",
])
def test_a_weighted_average(text: str) -> None:
    assert says_weighted_average(text)


@pytest.mark.parametrize("text", [
    "the volume weighted average", "the volume-weighted average", "an average price", "",
    "the trading-day weighted average", "a time-weighted average", "is not a weighted average price",
    "not reported as the weighted average", "the weighted average price when first acquired", "weighted average cost",
    "a weighted average exercise price",
])
def test_no_weighted_average_of_transactions(text: str) -> None:
    assert not says_weighted_average(text)


@pytest.mark.parametrize(("text", "expected"), [
    ("at $10.25 and US$1,010.5", ["10.25", "1010.5"]),
    ("at $ 41, or $.25", ["41", "0.25"]),
    ("from 10.0050 to 10.25.", ["10.0050", "10.25"]),
    ("C$10.25 and HK$8.10 and 12.50%", []),
    ("99.1, 16 shares, Rule 144, 1,250 shares", []),
    ("up to $1,0140.50", ["10140.50"]),
    ("38 to 40.5 dollars, or 41 US dollars", ["38", "40.5", "41"]),
    ("10.25 euros, EUR 10.25, \u20ac10.25, 10.25 to 10.98 CAD, $10.25 Canadian", []),
    ("C$14.10 (US$10.20)", ["10.20"]),
])
def test_prices(text: str, expected: list[str]) -> None:
    assert prices(text) == [Decimal(price) for price in expected]


@pytest.mark.parametrize("text", [
    "at prices ranging from $10.01 to $10.98, inclusive", "ranging from $10.01 to 10.98", "within the range 10.01-10.98",
    "between $10.01 and $10.98", "from $10.01 per share to $10.98 per share", "$10.01 - $10.98", "$10.01\u2013$10.98",
    "from a low of $10.01 to a high of $10.98", "prices ranged from $10.01\n        through $10.98",
    "The highest price was $10.98 and the lowest price paid was $10.01.", "low: $10.01; high: $10.98",
    "a weighted average price of $10.50, at prices from $10.01 to $10.98 per share",
    "in a range of prices of $10.01 and $10.98", "from 10.01 to 10.98 dollars",
    f"The highest price{' of all the shares' * 3} was $10.98{' for them' * 6} and the lowest $10.01",
])
def test_a_range_of_prices(text: str) -> None:
    assert list(price_ranges(text)) == [(Decimal("10.01"), Decimal("10.98"))]


@pytest.mark.parametrize("text", [
    "sold at $10.01", "sold at $10.01 and $10.98", "sold at $10.01 and bought at $10.98",
    "an exercise price of $10.01; the price was $10.98",
    f"from $10.01{' ' * 90}to $10.98", f"high $10.98{' and so on' * 9} low $10.01", "from 10.01 to 10.98 euros",
    f"the high was {'paid and ' * 10}$10.98 low $10.01",
])
def test_no_range_of_prices(text: str) -> None:
    assert price_ranges(text) == ()


def test_several_ranges_of_prices() -> None:
    text = "ranging from $14.01 to $15.00 and $15.01 to $16.00, and between 16.01 and 16.50"
    assert list(price_ranges(text)) == [(Decimal(low), Decimal(high)) for low, high in (
        ("14.01", "15.00"), ("15.01", "16.00"), ("16.01", "16.50"))]


@pytest.mark.parametrize("text", [
    "The reporting person undertakes to provide full information.", "Details will be supplied upon request.",
    "Upon request by the staff the reporting person will provide the prices.", "Information is available on request",
])
def test_an_undertaking(text: str) -> None:
    assert undertakes(text)


@pytest.mark.parametrize("text", ["Sold at the request of the trustee.", "The plan provides for periodic sales.", ""])
def test_no_undertaking(text: str) -> None:
    assert not undertakes(text)


@pytest.mark.parametrize(("text", "expected"), [
    ("See footnote 3", [3]), ("see Footnote (3) above", [3]), ("footnote3)", [3]), ("footnote F3.", [3]),
    ("footnotes (2) through (27) to this Form 4", [2, 27]), ("Footnotes 1 and 2", [1, 2]), ("footnotes (1), (2)", [1, 2]),
    ("footnote 2, the Class A shares", [2]), ("described in footnote 1 to this Form", [1]), ("footnotes 4-6", [4, 6]),
    ("footnote 12 to the financial statements", []), ("footnote 3 of the original", []), ("this footnote", []),
    ("note 3", []), ("footnote 2023", []),
])
def test_footnotes_that_are_named(text: str, expected: list[int]) -> None:
    assert footnotes_named(text) == expected


MEGABYTE = 1_000_000
READERS = (
    names_plan, says_under_plan, days, adoption_days, says_weighted_average, prices, price_ranges, undertakes,
    footnotes_named,
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("piece", [
    " ", "1", "1,", "$1 to ", "$1.10 EUR", "high $1 low ", "weighted average ", "10b", "Jan ", "1-Jan-", "1st day of ",
    "abc. A", "1/1/", "footnote 1, ",
])
def test_a_megabyte_is_read_in_linear_time(reader: Callable[[str], object], piece: str) -> None:
    """Square time would take hours; what is allowed here is for slow machines."""
    started = time.process_time()
    reader(piece * (MEGABYTE // len(piece)))
    assert time.process_time() - started < 20


@pytest.mark.parametrize("currency", [
    "euro", "euros", "EUR", "eur", "CAD", "GBP", "HKD", "CHF", "JPY", "AUD", "ILS", "NIS", "SEK", "NOK", "DKK", "RMB",
    "CNY", "INR", "BRL", "MXN", "SGD", "yen", "yuan", "pound", "pounds", "pence", "franc", "francs", "shekel", "shekels",
    "rupee", "rupees", "peso", "pesos", "renminbi", "Canadian", "Australian", "Hong Kong", "Singapore", "Canada",
    "Euros", "PENCE",
])
def test_a_price_in_any_other_currency_is_seen(currency: str) -> None:
    assert in_another_currency(f"Sold at 10.25 {currency}.")
    assert in_another_currency(f"Sold at 10.25 to 10.98 per share in {currency}, inclusive.")
    assert in_another_currency(f"({currency}10.25)")
    assert prices(f"Sold at {currency} 10.25, which is $7.50.") == [Decimal("7.50")]


@pytest.mark.parametrize("sign", [
    "C$", "CA$", "CDN $", "HK$", "A$", "AU$", "S$", "R$", "NT$", "NZ$", "MX$", "hk$", "c $", "\u00a3", "\u20ac", "\u00a5",
])
def test_a_price_with_any_other_sign_is_seen(sign: str) -> None:
    assert in_another_currency(f"Sold at {sign}10.25.")
    assert in_another_currency(f"Sold at {sign} 10.25 a share.")
    assert prices(f"Sold at {sign}10.25 ($7.50).") == [Decimal("7.50")]


@pytest.mark.parametrize("text", [
    "Sold from $10.01 to $10.98.", "US$10.25", "a price of $10.25", "the euro and the yen", "10.25 eurobonds",
    "details of 10.25", "BASS $10.25",
])
def test_a_price_in_dollars_is_in_no_other_currency(text: str) -> None:
    assert not in_another_currency(text)
