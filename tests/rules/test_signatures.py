"""SIG: what is said of signatures."""

from __future__ import annotations

import pytest

from form4gen.submission import Document, Submission

from .filings import said

ANOTHER = 'signatures: [{name: "/s/ John Roe, Attorney-in-Fact for Jane Doe"}]\n'
POWER = Document("ex24.txt", "EX-24", b"Power of attorney")
OTHER_EXHIBIT = Submission((Document("ex99.txt", "EX-99", b"Joint filer information"),))
JOINT = "reporting_owners: [{}, {cik: 0009999902, relationship: {is_ten_percent_owner: true}}]\n"
ENTITY = "relationship: {is_officer: ~, officer_title: ~, is_ten_percent_owner: true}"


def signatures(count: int) -> str:
    return f"signatures: [{', '.join(['{name: /s/ Jane Doe, date: 2026-06-02}'] * count)}]"


def test_SIG001_no_signature() -> None:
    assert said("signatures: []") == ["SIG001 signatures: no one has signed; write the signature's name and date"]


def test_SIG001_eleven_signatures() -> None:
    assert said(signatures(11)) == [
        "SIG001 signatures[10]: there are 11 signatures, and EDGAR takes 10; put the rest into an exhibit"
    ]


def test_SIG001_ten_signatures_of_one_owner() -> None:
    assert said(signatures(10)) == []


def test_SIG002_blank_signature() -> None:
    assert said('signatures: [{name: "  "}]') == [
        "SIG002 signatures[0].name: the signature is blank; write the signer's name as signed"
    ]


def signed(name: str) -> str:
    return f'signatures: [{{name: "{name}"}}]'


@pytest.mark.parametrize("name", [
    "/s/ John Roe, Attorney-in-Fact for Jane Doe", "/s/ John Roe by Power of Attorney", "/s/ John Roe under POA",
    "John Roe, atty-in-fact", "/s/ John Roe, attorney in fact",
])  # fmt: skip
def test_SIG003_no_power_of_attorney_is_enclosed(name: str) -> None:
    listed = f"{signed(name)}\nremarks: Exhibit 99 - Joint filer information"
    assert said(listed, submission=OTHER_EXHIBIT) == [
        f"SIG003 signatures[0].name: {name!r} signs for another, and no exhibit 24 is enclosed; "
        "enclose the power of attorney, unless one still in effect is on file"
    ]


def test_SIG003_enclosures_that_are_not_known() -> None:
    assert said(ANOTHER) == []


def test_SIG003_nothing_is_enclosed() -> None:
    assert said(ANOTHER, submission=Submission()) == []


def test_SIG003_a_word_of_the_power_on_file() -> None:
    words = "remarks: The power of attorney is on file; see Exhibit 99."
    assert said(f"{ANOTHER}{words}", submission=OTHER_EXHIBIT) == []


def test_SIG003_the_power_is_enclosed() -> None:
    listed = f"{ANOTHER}remarks: Exhibit 24.1 - authority to sign"
    assert said(listed, submission=Submission((POWER._replace(type="EX-24.1"),))) == []


def test_SIG003_an_owners_own_signature() -> None:
    listed = f"{signed('/s/ Jane Doe, President')}\nremarks: Exhibit 99 - Joint filer information"
    assert said(listed, submission=OTHER_EXHIBIT) == []


@pytest.mark.parametrize("owner", ["EXAMPLE FUND LP", "Example Capital, L.L.C.", "EXAMPLE CORP /DE/", "Example 2011 Trust"])
def test_SIG004_bare_name_for_an_entity(owner: str) -> None:
    assert said(f'reporting_owners: [{{name: "{owner}", {ENTITY}}}]') == [
        "SIG004 signatures[0].name: '/s/ Jane Doe' signs for an entity; "
        'write the capacity too, such as "/s/ Jane Doe, President"'
    ]


@pytest.mark.parametrize("name", [
    "/s/ Jane Doe, Secretary", "Example Fund LP by Jane Doe as CFO", "By: Jane Doe", "/s/ Jane Doe Managing Member",
    "/s/ Jane Doe on behalf of Example Fund", "/s/ Jane Doe, SVP", "Jane Doe EVP", "/s/ Jane Doe, C.F.O.",
    "/s/ Jane Doe, Head of Legal", "/s/ Jane Doe, Chairwoman", "Example Fund, L.P. By Jane Doe",
])
def test_SIG004_a_capacity(name: str) -> None:
    assert said(f'reporting_owners: [{{name: EXAMPLE FUND LP, {ENTITY}}}]\n{signed(name)}') == []


def test_SIG004_an_individual_beside_an_entity() -> None:
    assert said(f"reporting_owners: [{{}}, {{cik: 2, name: EXAMPLE FUND LP, {ENTITY}}}]\n"
                "signatures: [{}, {name: /s/ Jane Doe, date: 2026-06-02}]") == []


@pytest.mark.parametrize("name", ["/s/ Roe, Richard", "/s/ Jane Doe, Jr.", "/s/ Jane Doe; Richard Roe", "SVPatel"])
def test_SIG004_a_comma_is_no_capacity(name: str) -> None:
    assert said(f"reporting_owners: [{{name: EXAMPLE FUND LP, {ENTITY}}}]\n{signed(name)}") == [
        f"SIG004 signatures[0].name: '{name}' signs for an entity; "
        f'write the capacity too, such as "{name}, President"'
    ]


@pytest.mark.parametrize(("owner", "name"), [
    ("EXAMPLE FUND LP", "Example Fund, L.P."), ("EXAMPLE MEMBER LLC", "/s/ Example Member, LLC"),
])
def test_SIG004_an_entitys_own_name_is_no_capacity(owner: str, name: str) -> None:
    assert said(f"reporting_owners: [{{name: {owner}, {ENTITY}}}]\n{signed(name)}") == [
        f"SIG004 signatures[0].name: '{name}' signs for an entity; "
        'write the capacity too, such as "/s/ Jane Doe, President"'
    ]


@pytest.mark.parametrize("name", ["~", "LIMITED JANE", "TRUSTY JANE", "DOE JANE INCA"])
def test_SIG004_an_owner_that_is_no_entity_by_name(name: str) -> None:
    assert said(f'reporting_owners: [{{name: {name}}}]') == []


def test_SIG005_one_signature_of_two_owners() -> None:
    assert said(JOINT) == [
        "SIG005 signatures: there are 2 reporting owners and 1 signature that name no one else; "
        "sign for each owner, or say on whose behalf"
    ]


@pytest.mark.parametrize("name", [
    "/s/ Jane Doe, for herself and Richard Roe", "/s/ Jane Doe on behalf of each reporting person",
    "/s/ Jane Doe & Richard Roe", "/s/ John Roe Attorney-in-Fact", "Jane Doe individually and as trustee",
])
def test_SIG005_one_signature_for_several(name: str) -> None:
    assert said(JOINT + signed(name)) == []


def test_SIG005_signatures_in_an_exhibit() -> None:
    joint = f"{JOINT}remarks: Exhibit 99.1 - Signatures"
    assert said(joint, submission=Submission((Document("ex99.txt", "EX-99.1", b"Signatures"),))) == []


@pytest.mark.parametrize("name", ["/s/", "/S/ ________", "By:", "Signature: ____"])
def test_SIG006_no_one_is_named(name: str) -> None:
    assert said(signed(name)) == [
        f"SIG006 signatures[0].name: {name!r} names no one; write the signer's name as signed"
    ]


@pytest.mark.parametrize("name", ["/s/ X", "Jane Doe", "By: J. Doe", "Byron Fortitle"])
def test_SIG006_someone_is_named(name: str) -> None:
    assert said(signed(name)) == []
