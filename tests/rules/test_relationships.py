"""OWN: what is said of an owner's relationship to the issuer."""

from __future__ import annotations

from datetime import date

import pytest

from .filings import said

AT = "reporting_owners[0].relationship"
TEN_PERCENT = "is_officer: ~, officer_title: ~, is_ten_percent_owner: true"


def relationship(values: str) -> str:
    return f"reporting_owners: [{{relationship: {{{values}}}}}]\n"


def title(text: str) -> str:
    return relationship(f'officer_title: "{text}"')


@pytest.mark.parametrize("text", ["See Remarks", "see remarks below", "EVP (See Remarks)", "See Below in Remarks"])
def test_OWN016_no_remarks(text: str) -> None:
    assert said(title(text)) == [
        f"OWN016 {AT}.officer_title: {text!r} points elsewhere, but there are no remarks; write the title there, or here"
    ]


def test_OWN016_nothing_at_all() -> None:
    change = "derivative_table: [{}]\nnon_derivative_table: [{shares: 100}]\nfootnotes: ~\n"
    assert said(change + title("See footnote")) == [
        f"OWN016 {AT}.officer_title: 'See footnote' points elsewhere, but there are no footnotes; "
        "write the title there, or here"
    ]
    assert said(change + relationship('is_other: true, other_text: "See Explanation"')) == [
        f"OWN016 {AT}.other_text: 'See Explanation' points elsewhere, but there are no footnotes or remarks; "
        "write the title there, or here"
    ]


@pytest.mark.parametrize("text", [
    "See footnote 1", "See Explanation of Responses", "Overseer of Remarks", "CEO. See President",
])  # fmt: skip
def test_OWN016_what_is_there(text: str) -> None:
    assert said(title(text)) == []


def test_OWN016_remarks() -> None:
    assert said(title("See Remarks") + "remarks: Chief Operating Officer") == []


@pytest.mark.parametrize("text", [
    "EVP, Chief Human Resources Off", "Senior Vice President, Manufac", "Vice President, Legal Affairs,",
    "Vice President of Finance, and", "Chief Operating Officer, SVP &",
])  # fmt: skip
def test_OWN017_title_that_was_cut(text: str) -> None:
    assert len(text) == 30
    assert said(title(text)) == [
        f"OWN017 {AT}.officer_title: {text!r} fills all 30 characters and looks cut; shorten its words, "
        'or write "See Remarks" and the whole title in the remarks'
    ]


@pytest.mark.parametrize("text", [
    "President, Global Affairs, CLO", "SVP Powertrain and Energy Eng.", "SR Exec Advisor, Hawn Electric",
    "EVP, Chief Human Resources Of", "Chief Legal Officer, Secretary", "SVP, Chief Legal Officer & Sec",
])  # fmt: skip
def test_OWN017_title_that_fits(text: str) -> None:
    assert said(title(text)) == []


def test_OWN018_ten_percent_owner_of_an_issuer_with_a_foreign_symbol() -> None:
    assert said(f"issuer: {{foreign_trading_symbol: 2330.TW}}\n{relationship(TEN_PERCENT)}") == [
        f"OWN018 {AT}.is_ten_percent_owner: the issuer has a foreign trading symbol ('2330.TW') and the owner is a ten "
        "percent owner alone; if the issuer is a foreign private issuer, this owner need not report"
    ]


@pytest.mark.parametrize("values", [f"{TEN_PERCENT}, is_director: true", "is_ten_percent_owner: false",
                                    f"{TEN_PERCENT}, is_other: true, other_text: Trustee"])
def test_OWN018_owner_with_another_relationship(values: str) -> None:
    assert said(f"issuer: {{foreign_trading_symbol: 2330.TW}}\n{relationship(values)}") == []


@pytest.mark.parametrize("symbol", ["~", '""', '" "'])
def test_OWN018_issuer_without_a_foreign_symbol(symbol: str) -> None:
    assert said(f"issuer: {{foreign_trading_symbol: {symbol}}}\n{relationship(TEN_PERCENT)}") == []


def test_OWN018_a_filing_of_the_day_before() -> None:
    change = f"issuer: {{foreign_trading_symbol: 2330.TW}}\n{relationship(TEN_PERCENT)}"
    rules = [each.split()[0] for each in said(change, as_of=date(2026, 3, 17))]
    assert "OWN018" not in rules
    assert [each.split()[0] for each in said(change, as_of=date(2026, 3, 18))] == ["OWN018"]


@pytest.mark.parametrize(("text", "box"), [
    ("Director", "is_director"), ("Member of Board of Directors", "is_director"), ("10% Owner", "is_ten_percent_owner"),
    ("Ten percent holder", "is_ten_percent_owner"),
])  # fmt: skip
def test_OWN019_a_relationship_with_a_box_of_its_own(text: str, box: str) -> None:
    assert said(relationship(f'is_other: true, other_text: "{text}"')) == [
        f"OWN019 {AT}.other_text: {text!r} has a box of its own, which is not checked; write {box}: true, and no other_text"
    ]


@pytest.mark.parametrize("text", [
    "Former Director and 10% Owner", "Member of 10% owner group", "Director Emeritus", "Officer",
])  # fmt: skip
def test_OWN019_another_relationship(text: str) -> None:
    assert said(relationship(f'is_other: true, other_text: "{text}"')) == []
