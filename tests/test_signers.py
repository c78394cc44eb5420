"""Who signs, and for whom: what typed signatures tell, and what they leave open."""

from __future__ import annotations

from typing import Any

import pytest

from form4gen import Form4, Relationship, ReportingOwner
from form4gen.signers import Place, capacity, is_named, places, relationship, signed_for, signer
from tests.test_printed import filing

JANE = {"cik": "0009999901", "name": "DOE JANE A", "relationship": {"is_director": "1"}}
RICHARD = {"cik": "0009999902", "name": "Roe Richard", "relationship": {"is_officer": "1", "officer_title": "CFO"}}
FUND = {"cik": "0009999903", "name": "EXAMPLE FUND LP /DE/", "relationship": {"is_ten_percent_owner": "1"}}
GP = {"cik": "0009999904", "name": "Example Fund GP LLC", "relationship": {"is_ten_percent_owner": "1"}}


def signed(*names: str, owners: list[dict[str, Any]]) -> Form4:
    return filing(reporting_owners=owners, signatures=[{"name": name, "date": "2026-08-05"} for name in names])


@pytest.mark.parametrize(("typed", "name", "said"), [
    ("/s/ Jane Doe", "Jane Doe", ""),
    ("Jane Doe", "Jane Doe", ""),
    ("/s/Jane A. Doe, Jr.", "Jane A. Doe, Jr.", ""),
    ("/s/ Jane Doe, President", "Jane Doe", "President"),
    ("EXAMPLE FUND LP By: Example Fund GP LLC, its General Partner\nBy: /s/ Jane Doe, Managing Member", "Jane Doe",
     "Managing Member"),
    ("Example Fund LP by Jane Doe as CFO of Example Fund LP", "Jane Doe", "CFO of Example Fund LP"),
    ("By: Its: Authorized Signatory /s/ Jane Doe", "Jane Doe", "Authorized Signatory"),
    ("By: Example Advisors LP, Name: Jane Doe, Title: President /s/ Jane Doe", "Jane Doe", "President"),
    ("/s/ Jane Doe, on behalf of herself and each other reporting person", "Jane Doe",
     "on behalf of herself and each other reporting person"),
    ("Example Fund, L.P.", "", ""),
    ("EXAMPLE FUND LP", "", ""),
    ("/s/", "", ""),
    ("", "", ""),
    ("/s/ ____", "", ""),
])
def test_a_signature_tells_who_signed_and_what_is_said_behind_the_name(typed: str, name: str, said: str) -> None:
    who = signer(typed)
    assert (who.name, who.said, who.is_attorney) == (name, said, False)


@pytest.mark.parametrize(("typed", "name"), [
    ("/s/ John Poe, Attorney-in-Fact", "John Poe"),
    ("/s/ John Poe, as attorney-in-fact for Jane Doe", "John Poe"),
    ("/s/ Jane Doe by John Poe, Attorney-in-Fact", "John Poe"),
    ("Jane A. Doe, by John Poe, as Attorney in Fact", "John Poe"),
    ("By: John Poe by Power of Attorney For: Jane Doe", "John Poe"),
    ("/s/ by John Poe as atty-in-fact for Jane Doe", "John Poe"),
    ("/s/ John Poe, by power of attorney", "John Poe"),
    ("John Poe, pursuant to a Power of Attorney", "John Poe"),
    ("/s/ John Poe under POA", "John Poe"),
    ("Attorney-In-Fact: John Poe", "John Poe"),
    ("/s/ John Poe, on behalf of Jane Doe through Power of Attorney", "John Poe"),
    ("By: John Poe, Attorney-in-fact For: the Reporting Person", "John Poe"),
    ("JANE DOE /s/ John Poe, Attorney-in-Fact for Jane A. Doe (power of attorney on file)", "John Poe"),
])
def test_an_attorney_in_fact_is_named_as_such(typed: str, name: str) -> None:
    owner = ReportingOwner.model_validate(JANE)
    who = signer(typed)
    assert (who.name, capacity(who, owner)) == (name, "Attorney-in-fact for DOE JANE A")


def test_an_attorney_of_another_than_the_owner_is_named_as_the_signature_has_it() -> None:
    who = signer("EXAMPLE FUND LP By: /s/ John Poe, Attorney-in-Fact for Ann Roe, Managing Member")
    assert capacity(who, ReportingOwner.model_validate(FUND)) == "Attorney-in-fact for Ann Roe, Managing Member"
    nameless = ReportingOwner.model_validate(JANE | {"name": None})
    assert capacity(signer("/s/ John Poe, Attorney-in-Fact"), nameless) == "Attorney-in-fact"


def test_an_owner_who_signs_does_so_as_what_box_5_says() -> None:
    jane, richard, fund = (ReportingOwner.model_validate(each) for each in (JANE, RICHARD, FUND))
    assert capacity(signer("/s/ Jane Doe, Director and more"), jane) == "Director"
    assert capacity(signer("Richard A. Roe"), richard) == "CFO"
    assert capacity(signer("/s/ Jane Doe"), richard) == "", "another than the owner, who does not say as what"
    assert capacity(signer("/s/ Jane Doe, General Partner"), fund) == "General Partner"


def test_the_words_of_box_5() -> None:
    everything = Relationship.model_validate({
        "is_director": "1", "is_officer": "true", "is_ten_percent_owner": "1", "is_other": "1",
        "officer_title": "EVP of  Strategy", "other_text": "Trustee"})
    assert relationship(everything) == "Director, EVP of Strategy, 10% Owner, Trustee"
    assert relationship(Relationship.model_validate({"is_officer": "1", "is_other": "1"})) == "Officer, Other"
    assert relationship(Relationship()) == "Reporting Person"


@pytest.mark.parametrize(("text", "named"), [
    ("Example Fund, L.P.", True), ("by Example Fund LP, its member", True), ("Example Fund GP LLC", False),
    ("An Example Fund LPX", False),
])
def test_an_entity_is_named_in_full(text: str, named: bool) -> None:
    assert is_named(ReportingOwner.model_validate(FUND), text) is named


def test_who_is_nobody_by_name_is_named_nowhere() -> None:
    assert not is_named(ReportingOwner.model_validate(JANE | {"name": None}), "Jane Doe")


def test_one_signature_is_for_all_and_all_are_for_one() -> None:
    assert signed_for(signed("/s/ Jane Doe", owners=[JANE, RICHARD, FUND])) == ((0, 1, 2),)
    assert signed_for(signed("/s/ Jane Doe", "/s/ Richard Roe", owners=[JANE])) == ((0,), (0,))


def test_as_many_signatures_as_owners_are_told_apart_by_names_whatever_their_order() -> None:
    assert signed_for(signed("/s/ Richard Roe", "/s/ Jane Doe", owners=[JANE, RICHARD])) == ((1,), (0,))
    by_jane = signed("/s/ Jane Doe, Member of Example Fund GP LLC, GP of Example Fund LP",
                     "/s/ Jane Doe, Member of Example Fund GP LLC", "/s/ Jane Doe", owners=[JANE, GP, FUND])
    assert signed_for(by_jane) == ((2,), (1,), (0,))


def test_a_signature_that_names_nobody_is_for_the_owner_who_is_left() -> None:
    assert signed_for(signed("/s/ J. D.", "/s/ Jane Doe", owners=[JANE, RICHARD])) == ((1,), (0,))


def test_where_names_do_not_decide_the_order_does() -> None:
    assert signed_for(signed("/s/ A. B.", "/s/ C. D.", owners=[JANE, RICHARD])) == ((0,), (1,))
    twins = [JANE, JANE | {"cik": "0009999909"}]
    assert signed_for(signed("/s/ Jane Doe", "/s/ Jane Doe", owners=twins)) == ((0,), (1,))


def test_every_owner_has_a_place_to_sign_though_nobody_signed_for_them() -> None:
    two_of_three = signed("/s/ Jane Doe", "/s/ A. B.", owners=[JANE, RICHARD, FUND])
    assert places(two_of_three) == (Place(0, 0), Place(1, None), Place(2, None))
    assert places(signed(owners=[JANE, RICHARD])) == (Place(0, None), Place(1, None))
    assert places(signed("/s/ Jane Doe", owners=[JANE, RICHARD])) == (Place(0, 0), Place(1, 0))


def test_a_signature_too_many_has_a_place_of_its_own() -> None:
    three_for_two = signed("/s/ Richard Roe", "/s/ Jane Doe", "/s/ A. B.", owners=[JANE, RICHARD])
    assert places(three_for_two) == (Place(0, 1), Place(1, 0), Place(None, 2))
    assert places(signed("/s/ Jane Doe", "/s/ A. B.", owners=[JANE])) == (Place(0, 0), Place(0, 1))
