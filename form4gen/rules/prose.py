"""What prose says of plans, days and prices: patterns for footnotes and remarks.

Anyone wrote these texts, at any length, so no pattern has one unbounded repetition within another, or two in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

Range = tuple[Decimal, Decimal]
"""The least and the greatest of several prices."""

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_ALONE: Final = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_MONTH: Final = rf"{_MONTH_ALONE}\.?"
_DAYS: Final = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    rf"\b{_MONTH}\s{{0,9}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,9}}(?P<year>\d{{4}})\b",
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,9}}(?:(?:day\s{{1,9}})?of\s{{1,9}})?{_MONTH},?\s{{1,9}}(?P<year>\d{{4}})\b",
    r"(?<![\w/.-])(?P<month>\d{1,2})(?P<mark>[/.-])(?P<day>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\w/-])",
    rf"(?<![\w-])(?P<day>\d{{1,2}})(?P<mark>[.-]){_MONTH_ALONE}(?P=mark)(?P<year>\d{{4}}|\d{{2}})(?![\w-])",
    r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\w-])",
))
"""June 1, 2026; 1 June 2026, 1st day of June 2026; 6/1/2026 or 06-01-26; 1-Jun-2026; 2026-06-01."""

_SENTENCE: Final = re.compile(r"(?<=[a-z\d()%-]{3})(?<!Corp)\.\s{1,9}(?=[A-Z])|;\s")
"""Where one sentence ends and another begins: not behind "Mr." or "Inc."."""
_ADOPTED: Final = re.compile(r"\b(?:adopt|enter|establish|dated\b|implement|modif)", re.IGNORECASE)
_ANY_PLAN: Final = re.compile(r"\b(?:plan|arrangement)\b", re.IGNORECASE)

_PLAN: Final = re.compile(r"10b\W{0,3}5\W{0,3}1(?!\d)", re.IGNORECASE)
_UNDER: Final = re.compile(r"\b(?:pursuant|under|accordance|compliance|reliance)\b", re.IGNORECASE)
_NOT_UNDER: Final = re.compile(
    r"\b(?:not?|never|neither|nor|none|without|outside|other than|will|would|terminat\w*|cancel\w*|expired)\b",
    re.IGNORECASE)
_BEFORE: Final = 200
_BEHIND: Final = 80
"""How many characters before a mention of Rule 10b5-1 and behind it may still speak of it."""

_NUMBER: Final = r"\d[\d,]{0,14}"
_AMOUNT: Final = rf"{_NUMBER}(?:\.\d{{1,9}})?"
_PRICE: Final = re.compile(
    rf"(?<![\w.,$])(?=[U\s$\d])(?:(?:US|U\.S\.)?\s?\$\s?(?P<dollars>{_AMOUNT}|\.\d{{1,9}})"
    rf"|(?P<named>{_AMOUNT})(?=(?:\s(?:to|and|through|-)\s{_AMOUNT})?\s(?:US |U\.S\. )?dollars?\b)"
    rf"|(?P<bare>{_NUMBER}\.\d{{2,9}})(?![\w%]))")
"""$10.25, US$ 1,010.5, $.25, 10 dollars; without sign and name only what has cents, 10.25. Commas may stand wherever
a slip has put them: $1,0140.50 is read as it was typed, for a rule to wonder at. How one begins comes first, since most
characters of a text begin none."""

_CURRENCIES: Final = (
    "euros?", "EUR", "CAD", "GBP", "HKD", "CHF", "JPY", "AUD", "ILS", "NIS", "SEK", "NOK", "DKK", "RMB", "CNY", "INR",
    "BRL", "MXN", "SGD", "yen", "yuan", "pounds?", "pence", "francs?", "shekels?", "rupees?", "pesos?", "renminbi",
    "Canadian", "Australian", "Hong Kong", "Singapore", "Canada")
_CURRENCY: Final = rf"(?:{'|'.join(_CURRENCIES)})"
_OTHER_DOLLARS: Final = ("C", "CA", "CDN", "HK", "A", "AU", "S", "R", "NT", "NZ", "MX")
_FOREIGN: Final = re.compile(
    rf"(?:\b{_CURRENCY}|\b(?:{'|'.join(_OTHER_DOLLARS)})\s?\$|[\u00a3\u20ac\u00a5])\s?{_AMOUNT}"
    rf"|(?<![\w.,]){_AMOUNT}(?:\s(?:to|and|through|-)\s\$?{_AMOUNT})?,?\s(?:per share\s)?(?:in\s)?{_CURRENCY}\b",
    re.IGNORECASE)
"""A price in another currency than US dollars, or a range of them: C$10.25, EUR 10.25, 10.25 to 10.98 euros."""
_WORDS_OF_CURRENCIES: Final = frozenset(
    name.lower().split()[0] for names in _CURRENCIES for name in (names.removesuffix("s?"), names.replace("?", "")))
_LETTERS: Final = re.compile(r"[a-z]+")
_BEHIND_A_NAME: Final = "".join(rf"|(?<=\b{name}\$)|(?<=\b{name}\s\$)" for name in _OTHER_DOLLARS)
_SIGN_OF_A_CURRENCY: Final = re.compile(rf"[$\u00a3\u20ac\u00a5](?:(?<!\$){_BEHIND_A_NAME})", re.IGNORECASE)
"""Without such a word or sign a text has no such price, which is found sooner so than by trying each character."""

_WORDS_OF_A_RANGE: Final = re.compile(r"[a-z]+|[\u2013\u2014-]")
_FILLERS: Final = frozenset({
    "a", "ads", "an", "at", "common", "each", "high", "inclusive", "of", "ordinary", "per", "price", "prices", "share",
    "shares", "unit", "up", "us", "usd", "dollar", "dollars",
})
_FAR: Final = 90
"""Characters between two prices of one range, or before them, that may tell that they are one."""

_WEIGHTED_AVERAGE: Final = re.compile(r"\bweighted[\s-]{1,9}(?:mean|average)", re.IGNORECASE)
_NOT_OF_TRANSACTIONS: Final = re.compile(r"(?:volume|time|trading[\s-]days?|daily|days?)[\s-]\Z", re.IGNORECASE)
_DENIED: Final = re.compile(r"\b(?:not?|nor|never|neither)\s(?:\w{1,12}\s){0,3}\Z", re.IGNORECASE)
_OF_WHAT_WAS_PAID: Final = re.compile(
    r"\bwhen\s(?:\w{1,12}\s)?(?:acquired|purchased|bought)\b|\b(?:cost|exercise price|conversion price)\b",
    re.IGNORECASE)
"""An average of what the securities once cost, or of what an option asks, and not of the prices reported."""
_NEAR: Final = 40
_UNDERTAKES: Final = re.compile(r"\bundert(?:ak|ook)", re.IGNORECASE)
_REQUEST: Final = re.compile(r"\brequest", re.IGNORECASE)
_PROVIDE: Final = re.compile(r"\b(?:provid|suppl|furnish|available|disclos|give|deliver)", re.IGNORECASE)
_FOOTNOTE: Final = re.compile(
    r"\bfootnotes?\s{0,3}[(\[]?F?(?P<first>\d{1,2})\b"
    r"(?:[)\]]?,?\s{0,3}(?:,|-|&|and|or|to|through)\s{0,3}[(\[]?F?(?P<second>\d{1,2})\b(?!\.\d|/|,\d))?"
    r"(?![)\]]?\s{1,3}(?:to|of|in)\s{1,3}(?!this\b|th(?:e|ese)\s{1,3}foot))", re.IGNORECASE)
"""A footnote by its number, or two; not the footnote of another document, "footnote 3 to the financial statements"."""


def names_plan(text: str) -> bool:
    """Whether a text speaks of Rule 10b5-1."""
    return _PLAN.search(text) is not None


def says_under_plan(text: str) -> bool:
    """Whether a text says that something was done under a Rule 10b5-1 plan, and does not deny it in the same breath."""
    around = (_around(text, mention) for mention in _PLAN.finditer(text))
    return any(_UNDER.search(words) and not _NOT_UNDER.search(words) for words in around)


def _around(text: str, mention: re.Match[str]) -> str:
    """The rest of the sentence about a mention, as far as it matters."""
    before = text[max(0, mention.start() - _BEFORE) : mention.start()].rsplit(". ", 1)[-1]
    return before + " " + text[mention.end() : mention.end() + _BEHIND].split(". ", 1)[0]


def days(text: str) -> list[date]:
    """The days a text gives in full, in words or digits; a month alone is no day."""
    return list(_days(text))


@lru_cache(maxsize=32)
def _days(text: str) -> tuple[date, ...]:
    return tuple(day for pattern in _DAYS for written in pattern.finditer(text) for day in _day(written))


def adoption_days(text: str) -> list[date]:
    """The days on which a text says that something was adopted, entered into or established.

    A text that does not name Rule 10b5-1 itself must speak of a plan in the same sentence.
    """
    named = names_plan(text)
    return [day for sentence in _SENTENCE.split(text)
            if _ADOPTED.search(sentence) and (named or _ANY_PLAN.search(sentence)) for day in days(sentence)]


def _day(written: re.Match[str]) -> Iterator[date]:
    month, year = written["month"].lower(), int(written["year"])
    number = int(month) if month.isdecimal() else _MONTHS.index(month) + 1
    try:
        yield date(year if year > 99 else 2000 + year, number, int(written["day"]))
    except ValueError:
        return


def says_weighted_average(text: str) -> bool:
    """Whether a text calls a price a weighted average of several.

    A volume weighted one, or one of trading days, is the market's and not of transactions; one of cost is another price.
    """
    return "weighted" in text.lower() and any(
        not (_NOT_OF_TRANSACTIONS.search(before) or _DENIED.search(before) or _OF_WHAT_WAS_PAID.search(after))
        for before, after in _beside(text))


def _beside(text: str) -> Iterator[tuple[str, str]]:
    """What stands shortly before each weighted average, and behind it in the same sentence."""
    for said in _WEIGHTED_AVERAGE.finditer(text):
        before, after = text[max(0, said.start() - _NEAR) : said.start()], text[said.end() : said.end() + _BEHIND]
        yield before, _SENTENCE.split(after, maxsplit=1)[0]


def prices(text: str) -> list[Decimal]:
    """The prices in US dollars that a text gives."""
    return [_amount(written) for written in _priced(text)]


def in_another_currency(text: str) -> bool:
    """Whether a text gives a price in another currency than US dollars."""
    return _may_name_a_currency(text) and _FOREIGN.search(text) is not None


@lru_cache(maxsize=32)
def _priced(text: str) -> tuple[re.Match[str], ...]:
    """The prices in US dollars, in a text without those in other currencies."""
    return tuple(_PRICE.finditer(_FOREIGN.sub("~", text) if _may_name_a_currency(text) else text))


def _may_name_a_currency(text: str) -> bool:
    has_word = not _WORDS_OF_CURRENCIES.isdisjoint(_LETTERS.findall(text.lower()))
    return has_word or _SIGN_OF_A_CURRENCY.search(text) is not None


@lru_cache(maxsize=32)
def price_ranges(text: str) -> tuple[Range, ...]:
    """The ranges of prices in US dollars that a text gives: from one to another, between two, the highest and lowest."""
    found, first = [], None
    for written in _priced(text):
        if first is not None and _is_a_range(first, written):
            found.append((min(_amount(first), _amount(written)), max(_amount(first), _amount(written))))
            first = None
        else:
            first = written
    return tuple(found)


def _amount(written: re.Match[str]) -> Decimal:
    return Decimal((written["dollars"] or written["named"] or written["bare"]).replace(",", ""))


def _is_a_range(first: re.Match[str], second: re.Match[str]) -> bool:
    text = first.string
    if second.start() - first.end() > _FAR:
        return False
    between = _WORDS_OF_A_RANGE.findall(text[first.end() : second.start()].lower())
    before = text[max(0, first.start() - _FAR) : first.start()].lower()
    joined = [word for word in between if word not in _FILLERS]
    if joined == ["and"]:
        return "between" in before or "rang" in before
    if "low" in before or "high" in before:
        return any(word.startswith(("low", "high", "to")) for word in between)
    return joined in (["to"], ["through"], ["-"], ["\u2013"], ["\u2014"])


def undertakes(text: str) -> bool:
    """Whether a text promises information upon request, whatever its words."""
    return bool(_UNDERTAKES.search(text) or (_REQUEST.search(text) and _PROVIDE.search(text)))


def footnotes_named(text: str) -> list[int]:
    """The numbers of the footnotes of this filing that a text refers the reader to."""
    if "footnote" not in text.lower():
        return []
    found = [(written["first"], written["second"]) for written in _FOOTNOTE.finditer(text)]
    return [int(number) for pair in found for number in pair if number]
