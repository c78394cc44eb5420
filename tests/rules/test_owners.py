"""OWN: what is said of reporting owners."""

from __future__ import annotations

from datetime import date

import pytest

from .filings import said

ADDRESS = "reporting_owners[0].address"
RELATIONSHIP = "reporting_owners[0].relationship"
IN_2014 = date(2014, 3, 19)
FOR_ALL = 'signatures: [{name: "/s/ Jane Doe, on behalf of each reporting owner"}]'


def owners(count: int) -> str:
    each = (f"{{cik: {number}, relationship: {{is_director: true}}}}" for number in range(1, count + 1))
    return f"reporting_owners: [{', '.join(each)}]\n{FOR_ALL}"


def address(values: str) -> str:
    return f"reporting_owners: [{{address: {{{values}}}}}]"


def relationship(values: str) -> str:
    return f"reporting_owners: [{{relationship: {{{values}}}}}]"


def test_OWN001_no_owner() -> None:
    assert said("reporting_owners: []") == [
        "OWN001 reporting_owners: no one reports; write the reporting owner's CIK and relationship"
    ]


def test_OWN001_eleven_owners() -> None:
    assert said(owners(11)) == [
        "OWN001 reporting_owners[10]: there are 11 reporting owners, of which EDGAR takes 10; "
        "build --split makes further filings"
    ]


def test_OWN001_ten_owners() -> None:
    assert said(owners(10)) == []


def test_OWN002_the_same_owner_twice() -> None:
    second = "{cik: 9999901, relationship: {is_ten_percent_owner: true}}"
    assert said(f"reporting_owners: [{{}}, {second}]") == [
        "OWN002 reporting_owners[1].cik: '9999901' is the CIK of reporting_owners[0] too; "
        "name an owner once, with every relationship"
    ]


def test_OWN002_two_owners() -> None:
    second = "{cik: 9999902, relationship: {is_ten_percent_owner: true}}"
    assert said(f"reporting_owners: [{{}}, {second}]\n{FOR_ALL}") == []


def test_OWN003_cik_of_zeros() -> None:
    assert said("reporting_owners: [{cik: 000}]") == [
        "OWN003 reporting_owners[0].cik: '000' is no one's CIK; write the reporting owner's"
    ]


def test_OWN004_no_relationship() -> None:
    assert said(relationship("is_officer: false, officer_title: ~, is_director: 0")) == [
        f"OWN004 {RELATIONSHIP}: no relationship to the issuer is true; "
        "write is_director, is_officer, is_ten_percent_owner or is_other: true"
    ]


@pytest.mark.parametrize("flag", ["is_director", "is_ten_percent_owner"])
def test_OWN004_one_relationship(flag: str) -> None:
    assert said(relationship(f"is_officer: ~, officer_title: ~, {flag}: 1")) == []


@pytest.mark.parametrize("title", ["~", '""', '" "'])
def test_OWN005_officer_without_a_title(title: str) -> None:
    assert said(relationship(f"officer_title: {title}")) == [
        f"OWN005 {RELATIONSHIP}.officer_title: the owner is an officer without a title; write officer_title"
    ]


def test_OWN006_other_person_without_a_text() -> None:
    assert said(relationship("is_other: true")) == [
        f"OWN006 {RELATIONSHIP}.other_text: is_other is true, but nothing says why the owner reports; write other_text"
    ]


def test_OWN006_other_person_with_a_text() -> None:
    assert said(relationship("is_other: true, other_text: Trustee")) == []


def test_OWN007_title_of_no_officer() -> None:
    assert said(relationship("is_director: true, is_officer: false")) == [
        f"OWN007 {RELATIONSHIP}.officer_title: 'Chief Financial Officer' is given, but is_officer is not true; "
        "make it true, or drop officer_title"
    ]


def test_OWN007_text_of_no_other_person() -> None:
    assert said(relationship("other_text: Trustee")) == [
        f"OWN007 {RELATIONSHIP}.other_text: 'Trustee' is given, but is_other is not true; "
        "make it true, or drop other_text"
    ]


def test_OWN007_empty_text_of_no_other_person() -> None:
    assert said(relationship('is_other: false, other_text: ""')) == []


NOWHERE = (
    f"OWN008 {ADDRESS}: nothing says whether the address is in the US; "
    "write its state, or non_us_address: true and its country"
)


def test_OWN008_address_without_state_or_country() -> None:
    assert said(address("state: ~")) == [NOWHERE]


def test_OWN008_address_with_a_blank_state() -> None:
    assert said(address('state: "  "')) == [NOWHERE]


def test_OWN008_no_address_at_all() -> None:
    assert said("reporting_owners: [{address: ~}]") == []


def test_OWN008_there_was_no_such_question_before_schema_X0609() -> None:
    assert said(address("state: ~"), as_of=date(2026, 3, 17)) == []
    assert said(address("state: ~"), as_of=date(2026, 3, 18)) == [NOWHERE]


def test_OWN009_address_in_the_us_without_a_state() -> None:
    assert said(address("non_us_address: false, state: ~")) == [
        f"OWN009 {ADDRESS}.state: the address is in the US (non_us_address: false) but has no state; write its state"
    ]


def test_OWN009_state_may_be_missing_in_2014() -> None:
    assert said(address("non_us_address: false, state: ~"), as_of=IN_2014) == []


def test_OWN010_address_abroad_without_a_country() -> None:
    assert said(address("non_us_address: true, state: ~")) == [
        f"OWN010 {ADDRESS}.country: the address is outside the US (non_us_address: true) but has no country; "
        "write its country"
    ]


def test_OWN010_address_abroad_with_a_country() -> None:
    assert said(address("non_us_address: true, state: ~, country: X0")) == []


def test_OWN011_province_of_canada_as_a_state() -> None:
    assert said(address("state: A6")) == [
        f"OWN011 {ADDRESS}.state: 'A6' (ONTARIO, CANADA) is a country to EDGAR; write country: A6, and no state"
    ]


def test_OWN011_the_united_states_and_a_country_that_is_no_more_as_a_state() -> None:
    assert said(address("state: X1")) == [
        f"OWN011 {ADDRESS}.state: 'X1' (UNITED STATES) is a country to EDGAR; write the state, such as NY"]
    assert said(address("state: Y2")) == [
        f"OWN011 {ADDRESS}.state: 'Y2' (YUGOSLAVIA) is an obsolete country code; write the present one as country, and no "
        "state"]


def test_OWN011_unknown_state() -> None:
    assert said(address("state: ZZ")) == [
        f"OWN011 {ADDRESS}.state: 'ZZ' is none of EDGAR's state codes; write one, such as NY, or a country"
    ]


@pytest.mark.parametrize("state", ["PR", "B5", "DC"])
def test_OWN011_territories_are_states(state: str) -> None:
    assert said(address(f"state: {state}")) == []


@pytest.mark.parametrize("state", ["A6", "X1", "2F", "NY"])
def test_OWN011_countries_present_and_past_were_states_in_2014(state: str) -> None:
    assert said(address(f"state: {state}"), as_of=IN_2014) == []


def test_OWN011_unknown_state_in_2014() -> None:
    assert [line.split(":")[0] for line in said(address("state: ZZ"), as_of=IN_2014)] == [f"OWN011 {ADDRESS}.state"]


@pytest.mark.parametrize(("country", "why"), [
    ("I8", "'I8' (GERMANY (WEST)) is an obsolete country code; write the present one"),
    ("CA", "'CA' is a US state (CALIFORNIA), not a country; write it as state"),
    ("UK", "'UK' is none of EDGAR's country codes, which are its own: 2M is GERMANY, X0 UNITED KINGDOM"),
])
def test_OWN012_no_country(country: str, why: str) -> None:
    assert said(address(f"state: ~, country: {country}")) == [f"OWN012 {ADDRESS}.country: {why}"]


@pytest.mark.parametrize("country", ["2M", "X0", "A6", "Z4"])
def test_OWN012_country(country: str) -> None:
    assert said(address(f"state: ~, country: {country}")) == []


@pytest.mark.parametrize(("values", "where", "why"), [
    ("state: MA, country: X0", "state", "'MA' is a US state, but the address is outside the US; drop one"),
    ("non_us_address: false, country: X0", "country", "'X0' is not the US, but the address is in the US; drop one"),
    ("non_us_address: true, state: ~, country: X1", "country",
     "'X1' is the US, but the address is outside the US; drop one"),
    ("non_us_state_territory: Kent", "non_us_state_territory", "'Kent' is not in the US, but the address is; drop one"),
])
def test_OWN013_address_in_the_us_and_abroad(values: str, where: str, why: str) -> None:
    assert said(address(values)) == [f"OWN013 {ADDRESS}.{where}: {why}"]


def test_OWN013_address_in_the_us_with_the_us_as_country() -> None:
    assert said(address("non_us_address: false, country: X1")) == []


def test_OWN014_long_territory() -> None:
    assert said(address(f"state: ~, country: X0, non_us_state_territory: {'K' * 31}")) == [
        f"OWN014 {ADDRESS}.non_us_state_territory: '{'K' * 31}' has 31 characters, and EDGAR keeps 30; shorten it"
    ]


def test_OWN014_longest_territory() -> None:
    assert said(address(f"state: ~, country: X0, non_us_state_territory: {'K' * 30}")) == []
