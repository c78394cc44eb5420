"""The words of the documents by which those who signed a filing authenticate their typed signatures.

The authentication document: "a signature page or other document authenticating, acknowledging, or otherwise adopting" the
typed signature, signed before or at the time of the filing and kept for five years; 17 CFR 232.302(b)(1). The attestation:
signed once by hand by whoever means to sign the former electronically, and kept for as long as they may and at least
seven years after they last did; 17 CFR 232.302(b)(2).
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from form4gen.filing import Form4, ReportingOwner
from form4gen.printed import foot, title
from form4gen.printed_rows import day, one_line
from form4gen.printed_signing import (
    DATE,
    Field,
    Line,
    SigningBlock,
    amended,
    blank,
    date_field,
    form_line,
    issuer_name,
    numbered,
    owner_name,
    signature_field,
)
from form4gen.record_parts import RecordFile
from form4gen.signers import Signer, capacity, signed_for, signer

YEARS_KEPT: Final = 5

_AUTHENTICATION: Final = "Signature authentication document"
_ATTESTATION: Final = "Attestation for electronic signatures"
_WHICH: Final = (
    "the filing in XML, in the profile that EDGAR publishes, without CCCs. Neither the file that is sent to EDGAR, which "
    "has the CCCs and lacks the names, nor EDGAR's own copy need be the same byte for byte."
)
_ADOPTED: Final = (
    "I authenticate, acknowledge and adopt as mine the signature shown above, which appears in typed form in the filing "
    "described above. I sign this document before, or at the time, the filing is made."
)
_HOW: Final = (
    "Sign by hand or electronically. Whoever signs electronically has first signed by hand the attestation that 17 CFR "
    "232.302(b)(2) asks for. The signing process must require a physical, logical or digital credential that authenticates "
    "the signer's identity, reasonably provide for non-repudiation, attach the signature to this document or associate it "
    "with it logically, and record its date and time (EDGAR Filer Manual, Volume II, section 5.1.2)."
)
_KEPT: Final = (
    "The filer keeps this document until five years after the filing's date, and furnishes a copy to the Commission or its "
    "staff on request (17 CFR 232.302(b))."
)
_AGREED: Final = (
    "I agree that, when I use electronic signatures for purposes of 17 CFR 232.302(b)(1), the use of my electronic "
    "signature constitutes the legal equivalent of my manual signature for purposes of authenticating the signature to any "
    "filing for which it is provided."
)
_BY_HAND: Final = (
    "To be signed by hand, once, before the signer first signs an authentication document electronically "
    "(17 CFR 232.302(b)(2)). An electronic signature does not do here."
)
_KEPT_LONGER: Final = (
    "The filer keeps this document for as long as the signer may use an electronic signature to sign authentication "
    "documents, and for at least seven years after the date of the most recent one that was signed electronically; and "
    "furnishes a copy to the Commission or its staff on request (17 CFR 232.302(b))."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the facts below it, and sentences below these."""

    heading: str
    facts: tuple[Line, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document for one person to sign: what stands above the line, the line, and what stands below."""

    heading: str
    rule: str
    above: tuple[Section, ...]
    block: SigningBlock
    below: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class DocumentToSign:
    """The documents of one kind for the signers of a filing, a page each."""

    title: str
    foot: str
    pages: tuple[DocumentPage, ...]


def printed_authentication(form4: Form4, xml: RecordFile, filed_on: date | None) -> DocumentToSign:
    """The words of the signature authentication document, a page for each typed signature.

    ``xml``: the file that the document carries and whose hash it states. ``filed_on``: the day of the filing, if it is
    known; the document is kept until five years after it.
    """
    signers = [signer(one_line(signature.name)) for signature in form4.signatures]
    recipients = numbered([who.name for who in signers])
    whose = [tuple(form4.reporting_owners[owner] for owner in owners) for owners in signed_for(form4)]
    pages = tuple(
        _authentication(form4, xml, filed_on, _Signature(number + 1, who, owners, recipient))
        for number, (who, owners, recipient) in enumerate(zip(signers, whose, recipients, strict=True)))
    return DocumentToSign(f"{_AUTHENTICATION} - {title(form4)}", f"{_AUTHENTICATION} - {foot(form4)}", pages)


def printed_attestation(form4: Form4) -> DocumentToSign:
    """The words of the attestation for electronic signatures, a page for each person who signed the filing.

    It is signed by hand, so it has no form fields.
    """
    signers = [signer(one_line(signature.name)) for signature in form4.signatures]
    filers: dict[int, list[ReportingOwner]] = {}
    for number, owners in zip(numbered([who.name for who in signers]), signed_for(form4), strict=True):
        filers.setdefault(number, []).extend(form4.reporting_owners[owner] for owner in owners)
    names = {number: who.name for number, who in zip(numbered([who.name for who in signers]), signers, strict=True)}
    pages = tuple(_attestation(names[number], tuple(dict.fromkeys(owners)) or form4.reporting_owners)
                  for number, owners in filers.items())
    return DocumentToSign(f"{_ATTESTATION} - {title(form4)}", f"{_ATTESTATION} - {foot(form4)}", pages)


@dataclass(frozen=True, slots=True)
class _Signature:
    """A typed signature: its number from 1, what it tells, whom it is for, and its signer's number."""

    number: int
    who: Signer
    owners: tuple[ReportingOwner, ...]
    recipient: int


def _authentication(form4: Form4, xml: RecordFile, filed_on: date | None, signature: _Signature) -> DocumentPage:
    number, who = signature.number, signature.who
    signs_for = owner_name(signature.owners[0]) if len(signature.owners) == 1 else who.name or f"signer {number}"
    count = len(form4.signatures)
    return DocumentPage(
        f"{_AUTHENTICATION.upper()}{f' {number} OF {count}' if count > 1 else ''}",
        "Regulation S-T, Rule 302(b)(1), 17 CFR 232.302(b)(1)",
        (_filing(form4, xml), _typed(form4, signature), Section("Authentication", sentences=(_ADOPTED,))),
        SigningBlock(
            Line("Signature", "", signature_field(number, signs_for, signature.recipient)),
            (Line(DATE, "", date_field(number, signs_for, signature.recipient)),
             Line("Time, with time zone", "", Field(f"time.{number}", f"Time of the signature of {signs_for}"))),
            (_name(number, who.name), _capacity(number, who, signature.owners))),
        (Section("Electronic signature", (
            blank("Attestation signed on", "", f"attestation.{number}",
                  "Day on which the signer signed the attestation for electronic signatures, if this is signed "
                  "electronically"),), (_HOW,)),
         Section("Retention", _retention(number, filed_on), (_KEPT,))))


def _filing(form4: Form4, xml: RecordFile) -> Section:
    return Section("The filing", (
        form_line(form4),
        *amended(form4),
        Line("Issuer", f"{issuer_name(form4)}, CIK {form4.issuer.cik}"),
        Line("Reporting person" + ("s" if len(form4.reporting_owners) > 1 else ""), _named(form4.reporting_owners)),
        Line("Date of earliest transaction", day(form4.period_of_report)),
        Line(f"SHA-256 of {xml.name}", xml.sha256),
    ), (f"{xml.name} is the file of {len(xml.data):,} bytes that this PDF and the printed form carry: "
        + _WHICH,))


def _typed(form4: Form4, signature: _Signature) -> Section:
    typed = form4.signatures[signature.number - 1]
    power = Line("Authority", "Power of attorney (Form 4, General Instruction 7(a))")
    return Section("The signature", (
        Line("As typed in the filing", one_line(typed.name)),
        Line("Date as typed in the filing", day(typed.date)),
        blank("Signed for", _named(signature.owners), f"owner.{signature.number}",
              "Reporting persons for whom the signature is"),
        *((power,) if signature.who.is_attorney else ()),
    ))


def _name(number: int, name: str) -> Line:
    return blank("Name", name, f"name.{number}", "Name of the signer")


def _capacity(number: int, who: Signer, owners: Sequence[ReportingOwner]) -> Line:
    """In which capacity someone signs for one owner, or in the words of the signature for several."""
    of_each = {capacity(who, owner) for owner in owners}
    of_all = f"Attorney-in-fact for {who.principal or 'the reporting persons'}" if who.is_attorney else who.said
    words = of_each.pop() if len(of_each) == 1 else of_all
    return blank("Capacity", words, f"capacity.{number}", "Capacity of the signer")


def _retention(number: int, filed_on: date | None) -> tuple[Line, ...]:
    return (blank("Filed on", day(filed_on), f"filed.{number}", "Day of the filing"),
            blank("Keep until (five years on)", day(filed_on and years_on(filed_on, YEARS_KEPT)),
                  f"retention.{number}", "Day five years after the filing's date"))


def years_on(start: date, years: int) -> date:
    """The same day some years later; the first of March, for a leap day in a year without one, so that none is lost."""
    is_lost = (start.month, start.day) == (2, 29) and not isleap(start.year + years)
    return date(start.year + years, 3, 1) if is_lost else start.replace(year=start.year + years)


def _attestation(name: str, filers: Sequence[ReportingOwner]) -> DocumentPage:
    return DocumentPage(
        _ATTESTATION.upper(), "Regulation S-T, Rule 302(b)(2), 17 CFR 232.302(b)(2)",
        (Section("The signer", (Line("Name", name), Line("Signs for", _named(filers)))),
         Section("Attestation", sentences=(_AGREED,))),
        SigningBlock(Line("Signature, by hand", ""), (Line(DATE, ""),), (Line("Name", name),)),
        (Section("How to sign", sentences=(_BY_HAND,)),
         Section("Retention", (Line("Last one signed electronically", ""),
                               Line("Keep until (seven years on)", "")), (_KEPT_LONGER,))))


def _named(owners: Sequence[ReportingOwner]) -> str:
    return "; ".join(f"{owner_name(owner)}, CIK {owner.cik}" if owner.name else owner_name(owner) for owner in owners)
