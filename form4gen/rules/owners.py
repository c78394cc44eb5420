"""OWN: reporting owners, their addresses and their relationships to the issuer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from form4gen.filing import Address, Form4, Place
from form4gen.finding import SPEC, Cite, Severity
from form4gen.places import COUNTRIES, OBSOLETE_COUNTRIES, STATES, UNITED_STATES
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import limits

COUNTRY_SINCE: Final = "X0609"
"""The schema version that gave addresses a country, and took the countries from the list of states."""
LONGEST_TERRITORY: Final = 30


@rule("OWN001", Severity.SUSPEND, Cite(SPEC, "3.5, element reportingOwner"))
def filing_has_reporting_owners(form4: Form4) -> Iterator[Found]:
    """A filing has one to ten reporting owners.

    A larger group files further Forms 4 for the rest; `form4gen build --split` makes them, "Filing 1 of 2" and so on.

    Wrong:
        reporting_owners: []
    Right:
        reporting_owners: [{cik: 0009999901, relationship: {is_director: true}}]
    """
    least, most = limits("reporting_owners")
    if len(form4.reporting_owners) < least:
        yield ("reporting_owners",), "no one reports; write the reporting owner's CIK and relationship"
    if len(form4.reporting_owners) > most:
        message = (f"there are {len(form4.reporting_owners)} reporting owners, of which EDGAR takes {most}; "
                   "build --split makes further filings")
        yield ("reporting_owners", most), message


@rule("OWN002", Severity.SUSPEND, Cite(SPEC, "4.3.2"))
def owner_appears_once(form4: Form4) -> Iterator[Found]:
    """A reporting owner appears once.

    CIKs are numbers: leading zeros do not tell two owners apart.

    Wrong:
        reporting_owners:
          - cik: 0009999901
          - {cik: 9999901, relationship: {is_ten_percent_owner: true}}
    Right:
        reporting_owners:
          - cik: 0009999901
          - {cik: 9999902, relationship: {is_ten_percent_owner: true}}
        signatures: [{}, {name: /s/ Richard Roe, date: 2026-06-02}]
    """
    first: dict[int, int] = {}
    for number, owner in enumerate(form4.reporting_owners):
        if first.setdefault(int(owner.cik), number) != number:
            message = (f"{owner.cik!r} is the CIK of reporting_owners[{first[int(owner.cik)]}] too; "
                       "name an owner once, with every relationship")
            yield ("reporting_owners", number, "cik"), message


@rule("OWN003", Severity.SUSPEND, Cite(SPEC, "section 5, invalid reporting owner CIK"))
def owner_cik_identifies_a_person(form4: Form4) -> Iterator[Found]:
    """A reporting owner's CIK identifies a person.

    A CIK of zeros alone identifies no one; it is a stand-in that was never replaced.

    Wrong:
        reporting_owners: [{cik: 0000000000}]
    Right:
        reporting_owners: [{cik: 0009999901}]
    """
    for number, owner in enumerate(form4.reporting_owners):
        if int(owner.cik) == 0:
            yield ("reporting_owners", number, "cik"), f"{owner.cik!r} is no one's CIK; write the reporting owner's"


@rule("OWN004", Severity.SUSPEND, Cite(SPEC, "3.3 cm(1)"))
def owner_has_a_relationship(form4: Form4) -> Iterator[Found]:
    """A reporting owner has at least one relationship to the issuer.

    Whoever is no director, officer or ten percent owner checks "Other" and says why (Instruction 1(d)).

    Wrong:
        reporting_owners: [{relationship: {is_officer: false, officer_title: ~}}]
    Right:
        reporting_owners: [{relationship: {is_officer: false, officer_title: ~, is_director: true}}]
    """
    for number, owner in enumerate(form4.reporting_owners):
        to_issuer = owner.relationship
        if not any((to_issuer.is_director, to_issuer.is_officer, to_issuer.is_ten_percent_owner, to_issuer.is_other)):
            message = ("no relationship to the issuer is true; "
                       "write is_director, is_officer, is_ten_percent_owner or is_other: true")
            yield ("reporting_owners", number, "relationship"), message


@rule("OWN005", Severity.SUSPEND, Cite(SPEC, "3.3 cm(2)"))
def officer_has_a_title(form4: Form4) -> Iterator[Found]:
    """An officer has a title.

    A title too long for its 30 characters is cut, or is given in the remarks and here as "See Remarks".

    Wrong:
        reporting_owners: [{relationship: {is_officer: true, officer_title: ~}}]
    Right:
        reporting_owners: [{relationship: {is_officer: true, officer_title: General Counsel}}]
    """
    for number, owner in enumerate(form4.reporting_owners):
        if owner.relationship.is_officer and not (owner.relationship.officer_title or "").strip():
            message = "the owner is an officer without a title; write officer_title"
            yield ("reporting_owners", number, "relationship", "officer_title"), message


@rule("OWN006", Severity.SUSPEND, Cite(SPEC, "3.3 cm(3)"))
def other_owner_says_why(form4: Form4) -> Iterator[Found]:
    """A reporting owner who checks "Other" says why the owner reports.

    Wrong:
        reporting_owners: [{relationship: {is_other: true}}]
    Right:
        reporting_owners: [{relationship: {is_other: true, other_text: Member of a 10% group}}]
    """
    for number, owner in enumerate(form4.reporting_owners):
        if owner.relationship.is_other and not (owner.relationship.other_text or "").strip():
            message = "is_other is true, but nothing says why the owner reports; write other_text"
            yield ("reporting_owners", number, "relationship", "other_text"), message


@rule("OWN007", Severity.PRACTICE, Cite("Form 4", "item 5, give title below and specify below"))
def text_stands_below_its_box(form4: Form4) -> Iterator[Found]:
    """A title is given for an officer, and a text for an other person.

    The form prints both below their boxes. With the box empty, readers cannot tell which of the two is meant.

    Wrong:
        reporting_owners: [{relationship: {is_director: true, is_officer: false, officer_title: Chairman}}]
    Right:
        reporting_owners: [{relationship: {is_director: true, is_officer: true, officer_title: Chairman}}]
    """
    for number, owner in enumerate(form4.reporting_owners):
        to_issuer = owner.relationship
        for flag, box, name in (("is_officer", to_issuer.is_officer, "officer_title"),
                                ("is_other", to_issuer.is_other, "other_text")):
            text = getattr(to_issuer, name)
            if text and not box:
                message = f"{text!r} is given, but {flag} is not true; make it true, or drop {name}"
                yield ("reporting_owners", number, "relationship", name), message


@rule("OWN008", Severity.SUSPEND, Cite(SPEC, "3.5, element rptOwnerNonUSAddressFlag"))
def address_says_where_it_is(form4: Form4, version: str) -> Iterator[Found]:
    """From schema X0609 on, an address says whether it is in the US.

    In YAML, a state or a country says it. The flag is mandatory within an address, but in March 2026 EDGAR took filings
    whose address had a US state and no flag; so a state alone is let pass.

    Wrong:
        reporting_owners: [{address: {state: ~}}]
    Right:
        reporting_owners: [{address: {state: MA}}]
    """
    for place, address in _addresses(form4, version):
        if address.non_us_address is None and not _said(address.state):
            message = ("nothing says whether the address is in the US; "
                       "write its state, or non_us_address: true and its country")
            yield place, message


@rule("OWN009", Severity.SUSPEND, Cite(SPEC, "3.3 cm(10)"))
def us_address_has_a_state(form4: Form4, version: str) -> Iterator[Found]:
    """From schema X0609 on, an address in the US has its state.

    Wrong:
        reporting_owners: [{address: {non_us_address: false, state: ~}}]
    Right:
        reporting_owners: [{address: {non_us_address: false, state: MA}}]
    """
    for place, address in _addresses(form4, version):
        if address.non_us_address is not None and not address.non_us_address and not _said(address.state):
            message = "the address is in the US (non_us_address: false) but has no state; write its state"
            yield (*place, "state"), message


@rule("OWN010", Severity.SUSPEND, Cite(SPEC, "3.3 cm(9)"))
def address_abroad_has_a_country(form4: Form4, version: str) -> Iterator[Found]:
    """From schema X0609 on, an address outside the US has its country.

    Wrong:
        reporting_owners: [{address: {non_us_address: true, state: ~, city: LONDON, zip_code: EC2V 7HH}}]
    Right:
        reporting_owners: [{address: {country: X0, state: ~, city: LONDON, zip_code: EC2V 7HH}}]
    """
    for place, address in _addresses(form4, version):
        if address.non_us_address and not _said(address.country):
            message = "the address is outside the US (non_us_address: true) but has no country; write its country"
            yield (*place, "country"), message


@rule("OWN011", Severity.SUSPEND, Cite(SPEC, "3.6.6, appendix A"))
def state_is_on_the_list(form4: Form4, version: str) -> Iterator[Found]:
    """A state is one of EDGAR's state codes.

    Since schema X0609 these are the 57 codes of US states and territories; provinces of Canada are countries to
    EDGAR. Before, the list held the countries too.

    Wrong:
        reporting_owners: [{address: {state: A6, non_us_address: false}}]
    Right:
        reporting_owners: [{address: {state: NY, non_us_address: false}}]
    """
    listed = STATES if version >= COUNTRY_SINCE else STATES | COUNTRIES | OBSOLETE_COUNTRIES
    for place, address in _addresses(form4):
        state = _said(address.state)
        if state and state not in listed:
            yield (*place, "state"), f"{state!r} {_not_a_state(state)}"


@rule("OWN012", Severity.SUSPEND, Cite(SPEC, "3.6.2, appendix H"))
def country_is_on_the_list(form4: Form4, version: str) -> Iterator[Found]:
    """A country is one of EDGAR's country codes.

    EDGAR's codes are its own (2M is Germany, X0 the United Kingdom). The schema still lists 22 codes of countries that
    are no more; EDGAR suspends a filing that has one.

    Wrong:
        reporting_owners: [{address: {country: UK, state: ~}}]
    Right:
        reporting_owners: [{address: {country: X0, state: ~}}]
    """
    for place, address in _addresses(form4, version):
        country = _said(address.country)
        if country and country not in COUNTRIES:
            yield (*place, "country"), f"{country!r} {_not_a_country(country)}"


@rule("OWN013", Severity.PRACTICE, Cite(SPEC, "3.6.6, domestic and foreign labels"))
def address_is_in_one_place(form4: Form4, version: str) -> Iterator[Found]:
    """An address is in the US or outside it, not both.

    The printed form has one line for the state, in the US or abroad; of an address with both, readers see one.

    Wrong:
        reporting_owners: [{address: {state: MA, country: X0}}]
    Right:
        reporting_owners: [{address: {state: ~, country: X0}}]
    """
    for place, address in _addresses(form4, version):
        country, territory = _said(address.country), _said(address.non_us_state_territory)
        abroad = not _said(address.state) if address.non_us_address is None else bool(address.non_us_address)
        if abroad and _said(address.state):
            yield (*place, "state"), f"{address.state!r} is a US state, but the address is outside the US; drop one"
        if abroad and country == UNITED_STATES:
            yield (*place, "country"), f"{country!r} is the US, but the address is outside the US; drop one"
        if not abroad and country not in ("", UNITED_STATES):
            yield (*place, "country"), f"{country!r} is not the US, but the address is in the US; drop one"
        if not abroad and territory:
            yield (*place, "non_us_state_territory"), f"{territory!r} is not in the US, but the address is; drop one"


@rule("OWN014", Severity.WARN, Cite(SPEC, "3.5, element rptOwnerNonUSStateTerritory, and 3.1"))
def territory_fits(form4: Form4, version: str) -> Iterator[Found]:
    """A state or territory outside the US has at most 30 characters.

    The specification keeps 30, its schema takes 40; what is beyond 30 may be lost.

    Wrong:
        reporting_owners:
          - address: {state: ~, country: X0, non_us_state_territory: Bournemouth Christchurch and Poole}
    Right:
        reporting_owners:
          - address: {state: ~, country: X0, non_us_state_territory: Dorset}
    """
    for place, address in _addresses(form4, version):
        territory = _said(address.non_us_state_territory)
        if len(territory) > LONGEST_TERRITORY:
            message = f"{territory!r} has {len(territory)} characters, and EDGAR keeps {LONGEST_TERRITORY}; shorten it"
            yield (*place, "non_us_state_territory"), message


def _addresses(form4: Form4, version: str = COUNTRY_SINCE) -> Iterator[tuple[Place, Address]]:
    """The owners' addresses; none under a schema version that does not tell addresses in the US from others."""
    for number, owner in enumerate(form4.reporting_owners):
        if owner.address is not None and version >= COUNTRY_SINCE:
            yield ("reporting_owners", number, "address"), owner.address


def _said(code: str | None) -> str:
    """A text without the blanks by which EDGAR lets a place be left empty."""
    return (code or "").strip()


def _not_a_state(code: str) -> str:
    if code == UNITED_STATES:
        return f"({COUNTRIES[code]}) is a country to EDGAR; write the state, such as NY"
    if code in OBSOLETE_COUNTRIES:
        return f"({OBSOLETE_COUNTRIES[code]}) is an obsolete country code; write the present one as country, and no state"
    if code in COUNTRIES:
        return f"({COUNTRIES[code]}) is a country to EDGAR; write country: {code}, and no state"
    return "is none of EDGAR's state codes; write one, such as NY, or a country"


def _not_a_country(code: str) -> str:
    if code in OBSOLETE_COUNTRIES:
        return f"({OBSOLETE_COUNTRIES[code]}) is an obsolete country code; write the present one"
    if code in STATES:
        return f"is a US state ({STATES[code]}), not a country; write it as state"
    return "is none of EDGAR's country codes, which are its own: 2M is GERMANY, X0 UNITED KINGDOM"
