"""SIG: signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4
from form4gen.finding import CFR, FORM, SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import limits
from form4gen.signers import BY_ANOTHER, ENTITY
from form4gen.submission import Submission

_CONFORMED: Final = re.compile(r"/s/", re.IGNORECASE)
_NOT_A_NAME: Final = re.compile(r"/s/|\b(?:by|its|for|name|title|signature)\b", re.IGNORECASE)
_CAPACITY: Final = re.compile(
    r"\b(?:by|as|its|for|behalf|attorney|atty|signatory|authorized|capacity|title|president|chair|chair\w{2,6}|"
    r"chief|head|manager|managing|member|partner|trustee|officer|director|governor|secretary|treasurer|controller|counsel|"
    r"principal|founder|executor|administrator|agent|representative|custodian|proxy|guardian|"
    r"[CV][A-Z]O|[AES]?VP|GP)\b", re.IGNORECASE)
"""Words of a capacity. A comma is none: it stands in "Example Fund, L.P." and "Roe, Richard" too."""
_FOR_OTHERS: Final = re.compile(
    r"\b(?:behalf|each|both|and|for|individually|attorney|atty|POA|power|signatory|authorized|trustee|member|partner|manager|"
    r"president|officer|director)\b|[,;:&]", re.IGNORECASE)


@rule("SIG001", Severity.SUSPEND, Cite(SPEC, "3.5, element ownerSignature"))
def filing_is_signed(form4: Form4) -> Iterator[Found]:
    """A filing has one to ten signatures.

    They need not be as many as the reporting owners (4.3.7).

    Wrong:
        signatures: []
    Right:
        signatures: [{name: /s/ Jane Doe, date: 2026-06-02}]
    """
    least, most = limits("signatures")
    if len(form4.signatures) < least:
        yield ("signatures",), "no one has signed; write the signature's name and date"
    if len(form4.signatures) > most:
        message = f"there are {len(form4.signatures)} signatures, and EDGAR takes {most}; put the rest into an exhibit"
        yield ("signatures", most), message


@rule("SIG002", Severity.SUSPEND, Cite(SPEC, "section 5, mandatory element has no value"))
def signature_has_a_name(form4: Form4) -> Iterator[Found]:
    """A signature has the signer's name.

    Blanks alone are no signature.

    Wrong:
        signatures: [{name: " "}]
    Right:
        signatures: [{name: /s/ Jane Doe}]
    """
    for number, signature in enumerate(form4.signatures):
        if not signature.name.strip():
            yield ("signatures", number, "name"), "the signature is blank; write the signer's name as signed"


@rule("SIG003", Severity.PRACTICE, Cite(FORM, "7(a)"))
def authority_to_sign_is_confirmed(form4: Form4, submission: Submission | None) -> Iterator[Found]:
    """Who signs by a power of attorney has it enclosed, or on file.

    The authority is confirmed in an attachment (exhibit 24), unless a confirmation still in effect is on file with the
    Commission. Whether one is on file cannot be seen here; so this only asks, where other exhibits are enclosed and
    neither an exhibit 24 nor a word in the form tells of it.

    Wrong:
        signatures: [{name: "/s/ John Roe, Attorney-in-Fact"}]
        remarks: "Exhibit List: Exhibit 99 - Joint filer information"
        submission: {documents: [{name: ex99.txt, type: EX-99, text: Joint filer information}]}
    Right:
        signatures: [{name: "/s/ John Roe, Attorney-in-Fact"}]
        remarks: "Exhibit List: Exhibit 24 - Power of Attorney"
        submission: {documents: [{name: ex24.txt, type: EX-24, text: Power of attorney}]}
    """
    types = [document.type for document in submission.documents] if submission else []
    if not types or any(one.startswith("EX-24") for one in types):
        return
    words = [form4.remarks or "", *(footnote.text for footnote in form4.footnotes)]
    if any(BY_ANOTHER.search(text) for text in words):
        return
    for number, signature in enumerate(form4.signatures):
        if BY_ANOTHER.search(signature.name):
            message = (f"{signature.name!r} signs for another, and no exhibit 24 is enclosed; "
                       "enclose the power of attorney, unless one still in effect is on file")
            yield ("signatures", number, "name"), message


@rule("SIG004", Severity.RULE, Cite(FORM, "7(b)"))
def who_signs_for_an_entity_says_in_what_capacity(form4: Form4) -> Iterator[Found]:
    """Who signs for a corporation, partnership, trust or other entity says in what capacity.

    The instruction's example is "John Smith, Secretary, on behalf of X Corporation". Looked at only where every
    reporting owner is an entity by name, for else a bare signature may be an individual's own.

    Wrong:
        reporting_owners:
          - {name: EXAMPLE FUND LP, relationship: {is_officer: ~, officer_title: ~, is_ten_percent_owner: true}}
        signatures: [{name: /s/ Jane Doe}]
    Right:
        reporting_owners:
          - {name: EXAMPLE FUND LP, relationship: {is_officer: ~, officer_title: ~, is_ten_percent_owner: true}}
        signatures: [{name: "/s/ Jane Doe, General Partner, on behalf of Example Fund LP"}]
    """
    entities = [bool(ENTITY.search((owner.name or "").strip())) for owner in form4.reporting_owners]
    for number, signature in enumerate(form4.signatures if set(entities) == {True} else ()):
        signed = _without_owners(signature.name, form4)
        if signature.name.strip() and not _CAPACITY.search(signed):
            signer = signature.name if any(map(str.isalpha, _NOT_A_NAME.sub("", signed))) else "/s/ Jane Doe"
            message = f'{signature.name!r} signs for an entity; write the capacity too, such as "{signer}, President"'
            yield ("signatures", number, "name"), message


@rule("SIG005", Severity.PRACTICE, Cite(FORM, "4(b)(v)"))
def joint_filing_is_signed_for_each_owner(form4: Form4, submission: Submission | None) -> Iterator[Found]:
    """A joint filing is signed by each reporting owner, or on the owner's behalf.

    EDGAR counts nothing here, and one person may sign for several. Looked at only where there are fewer signatures than
    owners, none of them says more than a name, and no exhibit 99 is enclosed that might hold the others.

    Wrong:
        reporting_owners: [{}, {cik: 0009999902, name: ROE RICHARD, relationship: {is_ten_percent_owner: true}}]
    Right:
        reporting_owners: [{}, {cik: 0009999902, name: ROE RICHARD, relationship: {is_ten_percent_owner: true}}]
        signatures: [{}, {name: /s/ Richard Roe, date: 2026-06-02}]
    """
    owners = len({int(owner.cik) for owner in form4.reporting_owners})
    signed = [signature.name for signature in form4.signatures if signature.name.strip()]
    enclosed = submission.documents if submission else ()
    if not 0 < len(signed) < owners or any(document.type.startswith("EX-99") for document in enclosed):
        return
    if not any(_FOR_OTHERS.search(_CONFORMED.sub("", name)) for name in signed):
        message = (f"there are {owners} reporting owners and {len(signed)} signature{'' if len(signed) == 1 else 's'} that "
                   "name no one else; sign for each owner, or say on whose behalf")
        yield ("signatures",), message


@rule("SIG006", Severity.RULE, Cite(CFR, "232.302(a)"))
def signature_names_the_signer(form4: Form4) -> Iterator[Found]:
    """A signature names who signed.

    A signature in an electronic filing is the signer's name in typed form. "/s/" or a ruled line alone is a place that
    was left for one.

    Wrong:
        signatures: [{name: "/s/ ____________"}]
    Right:
        signatures: [{name: /s/ Jane Doe}]
    """
    for number, signature in enumerate(form4.signatures):
        left = _NOT_A_NAME.sub("", signature.name)
        if signature.name.strip() and not any(character.isalpha() for character in left):
            yield ("signatures", number, "name"), f"{signature.name!r} names no one; write the signer's name as signed"


def _without_owners(name: str, form4: Form4) -> str:
    """A signature without the reporting owners' own names, in which "member" or "trustee" is no capacity."""
    left = _plain(name)
    for owner in form4.reporting_owners:
        left = left.replace(_plain(owner.name or "") or " ", " ")
    return left


def _plain(name: str) -> str:
    """A name as it compares with another: "Example Fund, L.P." with "EXAMPLE FUND LP"."""
    return " ".join(name.lower().replace(",", " ").replace(".", "").split())
