"""What a build makes of a reading: the XML, the PDF, or a reason why not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from form4gen.credentials import told_in, unusable, with_cccs, without_ccc
from form4gen.drawing_process import forget, meanwhile, settle
from form4gen.filing import Form4
from form4gen.printing import Copy, Printing
from form4gen.reading import Reading
from form4gen.rules.amendment import is_explained
from form4gen.versions import CURRENT, Profile, version_of

if TYPE_CHECKING:
    from lxml import etree

AUTHENTICATION: Final = "authentication.pdf"
ATTESTATION: Final = "attestation.pdf"
_MADE: Final[Mapping[Copy, tuple[str, ...]]] = {
    "conformed": ("xml", "pdf"), "wet-ink": ("xml", "wet-ink.pdf"), "authentication": (AUTHENTICATION, ATTESTATION)}


class Order(NamedTuple):
    """What is wanted: ``only`` the XML or the PDF, or all; the XML's profile; how the PDF is printed.

    A draft of either is asked for with the printing.
    """

    only: Literal["xml", "pdf"] | None = None
    profile: Profile = "submission"
    printing: Printing = Printing()

    @property
    def endings(self) -> tuple[str, ...]:
        """How the files made end: ``x.pdf`` is the conformed copy, so no other takes its name."""
        return tuple(ending for ending in _MADE[self.printing.copy] if ending.endswith(self.only or ""))


class Made(NamedTuple):
    """A file made: its ending, its bytes, whether it holds a CCC, and what its reader should know."""

    ending: str
    data: bytes
    is_secret: bool = False
    notes: tuple[str, ...] = ()


class RefusedError(Exception):
    """Nothing is built; the message says why."""


def built(reading: Reading, order: Order, cccs: Mapping[str, str]) -> list[Made]:
    """Everything ordered, or nothing.

    ``cccs``: owners' passwords by CIK, for those the filing does not give. Raises ``RefusedError`` where there is no
    filing, or EDGAR would suspend it and no draft was asked for; ``NoEngineError`` where none can draw it.
    """
    if reading.form4 is None:
        raise RefusedError("the findings leave no filing to write")
    form4 = reading.form4
    if not order.printing.draft and (reason := draft_only(reading, form4)):
        raise RefusedError(f"{reason} (--draft builds it all the same)")
    if place := told_in(form4, cccs):
        raise RefusedError(f"a CCC stands in {place}, which is published and printed; take it out, and if others may have "
                           "seen it, ask EDGAR for a new one")
    try:
        made = [_xml(form4, order, cccs) if ending == "xml" else _pdf(ending, form4, reading, order, cccs)
                for ending in order.endings]
        settle()
    finally:
        forget()
    return made


def draft_only(reading: Reading, form4: Form4) -> str | None:
    """Why a filing is built as a draft and not otherwise, if so."""
    if reading.would_be_suspended:
        return "EDGAR would suspend it"
    return None if is_explained(form4) else "the amendment is not explained"


def _xml(form4: Form4, order: Order, cccs: Mapping[str, str]) -> Made:
    from form4gen.ownership_xml import to_xml

    if order.profile == "disseminated":
        return Made("xml", to_xml(form4, "disseminated"))
    form4 = with_cccs(form4, cccs)
    data = to_xml(form4, "submission")
    if version_of(form4) == CURRENT and not order.printing.draft:
        meanwhile(partial(_demand_valid, data, form4))
    lacking = without_ccc(form4)
    notes = [f"no CCC for reporting owner {cik}: EDGAR needs one" for cik in lacking]
    notes += [f"the CCC given for reporting owner {cik} was not used: {reason}" for cik, reason in unusable(form4, cccs)]
    if version_of(form4) != CURRENT:
        notes.append(f"the XML is of schema {version_of(form4)}, as the filing's dates imply; EDGAR takes {CURRENT} today")
    return Made("xml", data, len(lacking) < len(form4.reporting_owners), tuple(notes))


def _pdf(ending: str, form4: Form4, reading: Reading, order: Order, cccs: Mapping[str, str]) -> Made:
    from form4gen.engines import missing_fonts, to_pdf

    printing = order.printing
    if ending in _MADE["authentication"]:
        data = _to_be_signed(ending, form4, printing)
    else:
        data = to_pdf(form4, printing, source=reading.source, secrets=cccs.values())
    return Made(ending, data, notes=tuple(
        f"the font {family} is missing, so lines may break elsewhere (Debian: fonts-liberation)"
        for family in missing_fonts(printing.engine)))


def _to_be_signed(ending: str, form4: Form4, printing: Printing) -> bytes:
    from form4gen.authentication import to_attestation, to_authentication

    if ending == ATTESTATION:
        return to_attestation(form4, draft=printing.draft)
    return to_authentication(form4, filed_on=printing.filed_on, draft=printing.draft)


def _demand_valid(data: bytes, form4: Form4) -> None:
    """A filing without a suspending finding is valid by our own schema; if not, a rule is missing."""
    from lxml import etree

    name = "form4.xsd" if form4.form == "4" else "form4a.xsd"
    schema = _schema(name)
    if not schema.validate(etree.fromstring(data)):
        lines = ", ".join(str(entry.line) for entry in schema.error_log)
        raise AssertionError(f"the XML breaks {name} on line {lines}")


@cache
def _schema(name: str) -> etree.XMLSchema:
    from lxml import etree

    from form4gen.resources import resource

    return etree.XMLSchema(etree.parse(resource("schemas", name)))
