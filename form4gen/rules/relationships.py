"""OWN: what an owner is to the issuer, in the words of box 5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4, Place, Relationship
from form4gen.finding import CFR, FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule

LONGEST_TITLE: Final = 30
FPI_OWNERS_SINCE: Final = "X0609"
"""The schema version with which directors and officers of foreign private issuers began to report."""

TITLE_WORDS: Final = (
    "accounting", "administration", "administrative", "administrator", "affairs", "analytics", "chairman",
    "commercial", "communications", "compliance", "controller", "corporate", "corporation", "counsel",
    "development", "director", "engineering", "executive", "financial", "general", "information", "innovation",
    "international", "investment", "investments", "manager", "management", "manufacturing", "marketing", "medical",
    "officer", "operating", "operations", "people", "planning", "president", "principal", "procurement", "products",
    "production", "regulatory", "research", "resources", "revenue", "secretary", "security", "services",
    "solutions", "strategic", "strategy", "sustainability", "technical", "technology", "transformation",
    "treasurer", "worldwide",
)  # fmt: skip
"""The words that end officers' titles; a title that ends inside one of them was cut."""
USUAL_SHORT_FORMS: Final = (
    "admin", "comm", "corp", "dev", "dir", "eng", "exec", "fin", "gen", "info", "int", "intl", "mgr", "mkt", "ops",
    "prod", "rev", "sec", "strat", "tech",
)  # fmt: skip
"""Beginnings of those words that filers write on purpose, with or without a period."""

_LAST_WORD = re.compile(r"[A-Za-z]+\Z")
_LEADS_ON = re.compile(r"(?:[,&/-]|\b(?:and|of|the|for))\Z", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\bsee\b[^.;]{0,20}?\b(remark|footnote|explanation)", re.IGNORECASE)
_OWN_BOX: Final = {
    "is_director": re.compile(r"(?:member of (?:the )?)?(?:board of )?directors?", re.IGNORECASE),
    "is_officer": re.compile(r"(?:executive )?officer", re.IGNORECASE),
    "is_ten_percent_owner": re.compile(r"(?:more than )?(?:10%|10 percent|ten percent) (?:owner|(?:stock|share)?holder)",
                                       re.IGNORECASE),
}  # fmt: skip
"""What a text beside "Other" says when it only repeats the name of another box."""


@rule("OWN016", Severity.RULE, Cite("Form 4", "item 5, give title below and specify below"))
def text_points_at_what_is_there(form4: Form4) -> Iterator[Found]:
    """A title or text that says "See Remarks" finds the remarks there.

    The form asks for the title itself; what its 30 characters cannot hold may stand in the remarks or in a footnote
    (Instruction 6(a)), but then it must stand there.

    Wrong:
        reporting_owners: [{relationship: {officer_title: See Remarks}}]
    Right:
        reporting_owners: [{relationship: {officer_title: See Remarks}}]
        remarks: "Title: Executive Vice President, Chief Operating Officer"
    """
    written = {"remark": form4.remarks, "footnote": form4.footnotes, "explanation": form4.footnotes or form4.remarks}
    for place, text in _texts(form4):
        pointed = _ELSEWHERE.search(text)
        if pointed and not written[pointed[1].lower()]:
            kind = {"remark": "no remarks", "footnote": "no footnotes"}.get(pointed[1].lower(), "no footnotes or remarks")
            yield place, f"{text!r} points elsewhere, but there are {kind}; write the title there, or here"


@rule("OWN017", Severity.PRACTICE, Cite(FORM, "6(a)"))
def title_is_whole(form4: Form4) -> Iterator[Found]:
    """An officer's title is not cut in the middle of a word.

    EDGAR takes 30 characters. A title that fills them and ends inside a word looks cut; where the whole does not fit,
    filers write "See Remarks" and give it there, or shorten its words.

    Wrong:
        reporting_owners: [{relationship: {officer_title: "EVP, Chief Human Resources Off"}}]
    Right:
        reporting_owners: [{relationship: {officer_title: Chief Human Resources Officer}}]
    """
    for number, owner in enumerate(form4.reporting_owners):
        title = owner.relationship.officer_title or ""
        if len(title) == LONGEST_TITLE and _is_cut(title):
            message = (f"{title!r} fills all {LONGEST_TITLE} characters and looks cut; shorten its words, "
                       'or write "See Remarks" and the whole title in the remarks')
            yield ("reporting_owners", number, "relationship", "officer_title"), message


@rule("OWN018", Severity.PRACTICE, Cite(CFR, "240.3a12-3(b)"))
def foreign_issuer_has_no_reports_of_ten_percent_owners(form4: Form4, version: str) -> Iterator[Found]:
    """An owner of ten percent alone reports only if the issuer is no foreign private issuer.

    Since 18 March 2026 the directors and officers of foreign private issuers report; their ten percent owners still do
    not. That an issuer has a symbol abroad does not prove it a foreign private issuer: companies of the US are listed
    abroad too. So this is a question, not a verdict.

    Wrong:
        issuer: {foreign_trading_symbol: 0001.XX}
        reporting_owners: [{relationship: {is_officer: ~, officer_title: ~, is_ten_percent_owner: true}}]
    Right:
        issuer: {foreign_trading_symbol: 0001.XX}
        reporting_owners: [{relationship: {is_ten_percent_owner: true}}]
    """
    symbol = (form4.issuer.foreign_trading_symbol or "").strip()
    for number, owner in enumerate(form4.reporting_owners):
        if version >= FPI_OWNERS_SINCE and symbol and _is_ten_percent_owner_alone(owner.relationship):
            message = (f"the issuer has a foreign trading symbol ({symbol!r}) and the owner is a ten percent owner alone; "
                       "if the issuer is a foreign private issuer, this owner need not report")
            yield ("reporting_owners", number, "relationship", "is_ten_percent_owner"), message


@rule("OWN019", Severity.PRACTICE, Cite(FORM, "1(d)"))
def other_is_none_of_the_boxes(form4: Form4) -> Iterator[Found]:
    """The box "Other" is for a relationship that has no box of its own.

    A person who is no officer, director or ten percent holder checks "Other" and says why. A text that names one of
    the three leaves its box empty, where readers and programs look first.

    Wrong:
        reporting_owners: [{relationship: {is_other: true, other_text: Director}}]
    Right:
        reporting_owners: [{relationship: {is_director: true}}]
    """
    for number, owner in enumerate(form4.reporting_owners):
        text = (owner.relationship.other_text or "").strip()
        for box, names in _OWN_BOX.items():
            if names.fullmatch(text) and not getattr(owner.relationship, box):
                message = f"{text!r} has a box of its own, which is not checked; write {box}: true, and no other_text"
                yield ("reporting_owners", number, "relationship", "other_text"), message


def _texts(form4: Form4) -> Iterator[tuple[Place, str]]:
    """The officers' titles and the reasons of others."""
    for number, owner in enumerate(form4.reporting_owners):
        for name in ("officer_title", "other_text"):
            text = getattr(owner.relationship, name)
            if text:
                yield ("reporting_owners", number, "relationship", name), text


def _is_cut(title: str) -> bool:
    last = _LAST_WORD.search(title)
    word = last[0].lower() if last else ""
    is_begun = bool(word) and word not in TITLE_WORDS and any(whole.startswith(word) for whole in TITLE_WORDS)
    return bool(_LEADS_ON.search(title)) or (is_begun and word not in USUAL_SHORT_FORMS)


def _is_ten_percent_owner_alone(to_issuer: Relationship) -> bool:
    others = (to_issuer.is_director, to_issuer.is_officer, to_issuer.is_other)
    return bool(to_issuer.is_ten_percent_owner) and not any(others)
