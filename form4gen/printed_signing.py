"""The words where a copy of the form is signed, on the form itself or on signature pages behind it.

An only reporting owner signs on the form. Of several each signs a page of their own, which names the designated filer and
what is in items 2 and 3. Source: Form 4, General Instructions 4(b)(v) and 7; the printed form's closing lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from form4gen.filing import Form4, ReportingOwner
from form4gen.printed_rows import day, one_line
from form4gen.signers import Place, Signer, capacity, places, signer

SIGNATURE: Final = "** Signature of Reporting Person"
DATE: Final = "Date"


@dataclass(frozen=True, slots=True)
class Field:
    """A form field: its name, the text that tells what to enter, and the strings by which e-signing services find it."""

    name: str
    tooltip: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A fact, or a line to write on where there are no words; with a field, if it may be written on with a computer."""

    label: str
    words: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class SigningBlock:
    """Where one person signs: lines for the signature, and for its date (and time); and who that person is."""

    signature: Line
    moments: tuple[Line, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SignaturePage:
    """A page for one signature to a joint filing: which filing it is, and where to sign."""

    title: str
    facts: tuple[Line, ...]
    block: SigningBlock


@dataclass(frozen=True, slots=True)
class Signing:
    """What takes the place of the typed signatures: blocks on the form, or a reference to the pages behind it."""

    blocks: tuple[SigningBlock, ...]
    reference: str
    pages: tuple[SignaturePage, ...]


def printed_signing(form4: Form4) -> Signing:
    """The words where a copy of a filing is signed."""
    where = places(form4)
    recipients = numbered([_signer(form4, place).name for place in where])
    blocks = tuple(_block(form4, place, number, recipient)
                   for number, (place, recipient) in enumerate(zip(where, recipients, strict=True), start=1))
    if len(form4.reporting_owners) < 2:
        return Signing(blocks, "", ())
    pages = tuple(_page(form4, place, block, number, len(blocks))
                  for number, (place, block) in enumerate(zip(where, blocks, strict=True), start=1))
    return Signing((), f"See signature pages 1 {'and' if len(pages) == 2 else 'to'} {len(pages)}", pages)


def numbered(names: Sequence[str]) -> tuple[int, ...]:
    """For each place to sign the number of its signer: the same for who signs in several, its own where none is known."""
    keys = [name or number for number, name in enumerate(names)]
    known = list(dict.fromkeys(keys))
    return tuple(known.index(key) + 1 for key in keys)


def signature_field(number: int, who: str, recipient: int) -> Field:
    """The field for a signature; ``who`` signs, or is signed for. ``recipient``: of an e-signing service, from 1."""
    return Field(f"signature.{number}", f"Signature of {who}", (
        f"{{{{Sig_es_:signer{recipient}:signature}}}}", f"[sig|req|signer{recipient}]", f"/sig{recipient}/"))


def date_field(number: int, who: str, recipient: int) -> Field:
    """The field for the date of a signature."""
    return Field(f"date.{number}", f"Date of the signature of {who}", (
        f"{{{{Dte_es_:signer{recipient}:date}}}}", f"[date|req|signer{recipient}]", f"/date{recipient}/"))


def blank(label: str, words: str, name: str, tooltip: str) -> Line:
    """A line with words, or with a field where there are none."""
    return Line(label, words, None if words else Field(name, tooltip))


def owner_name(owner: ReportingOwner) -> str:
    """An owner's name, or CIK where the filing has no name."""
    return one_line(owner.name) or f"CIK {owner.cik}"


def form_line(form4: Form4) -> Line:
    return Line("Form", f"Form {form4.form}, Statement of Changes in Beneficial Ownership")


def issuer_name(form4: Form4) -> str:
    """The issuer's name and its trading symbol, as box 2 has them."""
    return f"{one_line(form4.issuer.name)} [ {one_line(form4.issuer.trading_symbol)} ]".strip()


def amended(form4: Form4) -> tuple[Line, ...]:
    """Item 4, where there is one."""
    original = day(form4.date_of_original_submission)
    return (Line("Date of original filed (item 4)", original),) if original else ()


def _block(form4: Form4, place: Place, number: int, recipient: int) -> SigningBlock:
    owner = None if place.owner is None else form4.reporting_owners[place.owner]
    who = _signer(form4, place)
    named = owner_name(owner) if owner else who.name or f"signer {number}"
    acts_as = capacity(who, owner) if owner else who.said
    return SigningBlock(
        Line(SIGNATURE, "", signature_field(number, named, recipient)),
        (Line(DATE, "", date_field(number, named, recipient)),),
        (blank("Name", who.name, f"name.{number}", f"Name of the person who signs for {named}"),
         blank("Capacity", acts_as, f"capacity.{number}", f"Capacity of the person who signs for {named}")))


def _signer(form4: Form4, place: Place) -> Signer:
    return signer("" if place.signature is None else one_line(form4.signatures[place.signature].name))


def _page(form4: Form4, place: Place, block: SigningBlock, number: int, count: int) -> SignaturePage:
    owner = None if place.owner is None else form4.reporting_owners[place.owner]
    return SignaturePage(f"SIGNATURE PAGE {number} OF {count}", (
        form_line(form4),
        Line("Designated filer (item 1)", owner_name(form4.reporting_owners[0])),
        Line("Issuer (item 2)", issuer_name(form4)),
        Line("Date of earliest transaction (item 3)", day(form4.period_of_report)),
        *amended(form4),
        blank("Reporting person", owner_name(owner) if owner else "", f"owner.{number}",
              "Reporting person for whom this page is signed"),
    ), block)
