"""Who signs a filing: what a typed signature tells of its signer, and for which of the reporting owners it is.

A signature is a free text, so what it does not tell plainly is left open: a name or a capacity that is not known is empty,
to be filled in by whoever signs. Source: Form 4, General Instructions 4(b)(v) and 7.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from form4gen.filing import Form4, Relationship, ReportingOwner

_KINDS: Final = (r"L\.?L\.?C|L\.?P|L\.?L\.?P|L\.?T\.?D|LIMITED|INC|INCORPORATED|CORP|CORPORATION|TRUST|FUND|PARTNERS|"
                 r"PARTNERSHIP|HOLDINGS|FOUNDATION|PLC|N\.?V|S\.?A|GMBH")
ENTITY: Final = re.compile(rf"\b(?:{_KINDS})\.?(?:\s*/[^/]*/?)?\Z", re.IGNORECASE)
"""How the name of a corporation, partnership, trust or other entity ends; EDGAR may put its state behind: ``CORP /DE/``."""
BY_ANOTHER: Final = re.compile(r"\bat(?:torne)?t?y[ -]+in[ -]+fact\b|\bpower of att|\bPOA\b", re.IGNORECASE)
"""The words of a signature by an attorney-in-fact."""

_BY: Final = re.compile(
    r"(?:\A|(?<=[\s,;]))by:?\s+(?!an?\b|and\b|the\b|virtue|power|POA\b|its\b|his\b|her\b|their\b|at(?:torne)?t?y)",
    re.IGNORECASE)
"""Before the one who signs for another; "by power of attorney" is no such place."""
_BEFORE_THE_NAME: Final = re.compile(r"\A(?:name|attorney[ -]+in[ -]+fact)\s*:\s*", re.IGNORECASE)
_AFTER_THE_NAME: Final = re.compile(
    r"[;:(]|,(?!\s*(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|Esq|J\.?D|CPA|CFA)\b)|\s[-/|]+\s|"
    r"\s(?:as|by|under|for|on behalf|pursuant|through|individually|at(?:torne)?t?y|power|POA|authorized|its|title)\b",
    re.IGNORECASE)
_ENTITY_GOES_ON: Final = re.compile(rf",\s*(?:{_KINDS})\b", re.IGNORECASE)
_AS: Final = re.compile(r"\Aas\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_FOR: Final = re.compile(r"\bfor\b\s*[:,]?\s+(.+)", re.IGNORECASE)
_STATED: Final = re.compile(r"\b(?:its|title):\s*([^,;:/]*[^,;:/\s])", re.IGNORECASE)
_THE_OWNER: Final = re.compile(r"(?:the|each)\s+reporting\s+(?:person|owner)\b", re.IGNORECASE)


class Signer(NamedTuple):
    """What a signature tells of who signed: the name; what is said behind it; and, of an attorney-in-fact, for whom."""

    name: str
    said: str
    is_attorney: bool
    principal: str


class Place(NamedTuple):
    """A place to sign: the numbers of the reporting owner and of the typed signature, from 0; None where not known."""

    owner: int | None
    signature: int | None


def signer(typed: str) -> Signer:
    """What a typed signature tells of its signer."""
    text = " ".join(typed.split())
    name, said = _name_and_rest(_of_one_hand(text))
    attorney = BY_ANOTHER.search(text)
    principal = _FOR.search(text, attorney.end()) if attorney else None
    stated = _STATED.search(text)
    return Signer(name, said or (stated[1] if stated else ""), attorney is not None, principal[1] if principal else "")


def capacity(who: Signer, owner: ReportingOwner) -> str:
    """In which capacity someone signs for a reporting owner; empty where that is not known."""
    if who.is_attorney:
        is_for_owner = not who.principal or is_named(owner, who.principal) or _THE_OWNER.match(who.principal)
        principal = (owner.name or who.principal) if is_for_owner else who.principal
        return f"Attorney-in-fact for {' '.join(principal.split())}" if principal else "Attorney-in-fact"
    if not _is_entity(owner) and is_named(owner, who.name):
        return relationship(owner.relationship)
    return who.said


def relationship(to_issuer: Relationship) -> str:
    """What an owner is to the issuer, in the words of box 5."""
    words = ("Director" if to_issuer.is_director else "",
             (to_issuer.officer_title or "Officer") if to_issuer.is_officer else "",
             "10% Owner" if to_issuer.is_ten_percent_owner else "",
             (to_issuer.other_text or "Other") if to_issuer.is_other else "")
    return ", ".join(" ".join(word.split()) for word in words if word) or "Reporting Person"


def is_named(owner: ReportingOwner, text: str) -> bool:
    """Whether a text names an owner: an entity in full; a person, to EDGAR DOE JANE A, by the first two of these names."""
    if _is_entity(owner):
        return f" {_plain(owner.name or '')} " in f" {_plain(text)} "
    names = [word for word in _plain(owner.name or "").split() if len(word) > 1][:2]
    return bool(names) and set(names) <= set(_plain(text).split())


def signed_for(form4: Form4) -> tuple[tuple[int, ...], ...]:
    """For each signature, the numbers of the owners whom it is for; none, where it does not tell.

    One signature is for all owners, and all signatures are for an only one. Of as many signatures as owners, each is for
    one: by the names in it, and in their order where these do not decide. Otherwise the names decide.
    """
    owners, signatures = form4.reporting_owners, form4.signatures
    if len(owners) < 2 or len(signatures) == 1:
        return (tuple(range(len(owners))),) * len(signatures)
    named = tuple(tuple(number for number, owner in enumerate(owners) if is_named(owner, signature.name))
                  for signature in signatures)
    return _one_each(named) if len(signatures) == len(owners) else named


def places(form4: Form4) -> tuple[Place, ...]:
    """Where to sign: for every owner each signature that is theirs, or an open one; then those that are left over."""
    whose = signed_for(form4)
    found: list[Place] = []
    for owner in range(len(form4.reporting_owners)):
        theirs = [Place(owner, number) for number, owners in enumerate(whose) if owner in owners]
        found += theirs or [Place(owner, None)]
    if any(place.signature is None for place in found):
        return tuple(found)
    return (*found, *(Place(None, number) for number, owners in enumerate(whose) if not owners))


def _of_one_hand(text: str) -> str:
    """The part of a signature that begins with the name of who signed."""
    before, _, after = text.rpartition("/s/") if "/s/" in text else text.rpartition("/S/")
    hand = after if any(map(str.isalpha, after)) else before
    for by in _BY.finditer(hand):
        if any(map(str.isalpha, hand[by.end():])):
            after = hand[by.end():]
    return _BEFORE_THE_NAME.sub("", (after or hand).strip(" ,;"))


def _name_and_rest(hand: str) -> tuple[str, str]:
    """The name of who signed and what follows it; nothing, where the name is an entity's or none at all."""
    ends = _AFTER_THE_NAME.search(hand)
    at = ends.start() if ends else len(hand)
    name, rest = hand[:at].strip(" ,;:-"), _AS.sub("", hand[at:].strip(" ,;:-"))
    is_entity = ENTITY.search(name) or _ENTITY_GOES_ON.match(hand, at)
    return ("", "") if is_entity or not any(map(str.isalpha, name)) else (name, rest)


def _one_each(named: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """One owner for each signature, where leaving out whoever is taken leaves one for each; else in their order."""
    open_ = {number: set(owners) or set(range(len(named))) for number, owners in enumerate(named)}
    taken: dict[int, int] = {}
    while sure := [number for number, owners in open_.items() if len(owners) == 1]:
        [owner] = open_.pop(sure[0])
        taken[sure[0]] = owner
        for owners in open_.values():
            owners.discard(owner)
    if open_:
        return tuple((number,) for number in range(len(named)))
    return tuple((taken[number],) for number in range(len(named)))


def _is_entity(owner: ReportingOwner) -> bool:
    return bool(ENTITY.search((owner.name or "").strip()))


def _plain(name: str) -> str:
    """A name as it compares with another: "Example Fund, L.P." with "EXAMPLE FUND LP /DE/"."""
    words = re.sub(r"[,;:()\"]", " ", re.sub(r"\s/[^/]*/?\s*\Z", "", name)).replace(".", "")
    return " ".join(words.lower().split())
