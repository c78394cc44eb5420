"""SEC Form 4 from text: read, check, write EDGAR's ownership XML, print the form.

    form4 = form4gen.read(text)             # YAML, JSON or XML
    findings = form4gen.check(form4)        # or check(text), with line and column
    xml = form4gen.to_xml(form4)
    pdf = form4gen.to_pdf(form4)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from datetime import date

    from form4gen.element import Reported, ReportedIfAny, ReportedOrFootnoted, Unfootnoted
    from form4gen.filing import (
        Address,
        Coding,
        DerivativeHolding,
        DerivativeTransaction,
        Footnote,
        Form4,
        Issuer,
        NonDerivativeHolding,
        NonDerivativeTransaction,
        Ownership,
        Relationship,
        ReportingOwner,
        Signature,
        UnderlyingSecurity,
    )
    from form4gen.finding import Cite, Finding, Mark, Severity
    from form4gen.lexical import Amount, Day, Flag
    from form4gen.missing_engine import NoEngineError
    from form4gen.printing import Copy, Engine, Printing
    from form4gen.reading import Reading
    from form4gen.situation import Situation
    from form4gen.submission import Document, Submission
    from form4gen.versions import Edition, Profile

__all__ = [
    "Address", "Amount", "Cite", "Coding", "Day", "DerivativeHolding", "DerivativeTransaction", "Document", "Engine",
    "Finding", "Flag", "Footnote", "Form4", "Issuer", "Mark", "NoEngineError", "NonDerivativeHolding",
    "NonDerivativeTransaction", "Ownership", "Printing", "Relationship", "Reported", "ReportedIfAny", "ReportedOrFootnoted",
    "ReportingOwner", "Severity", "Signature", "Situation", "Submission", "UnderlyingSecurity", "Unfootnoted",
    "UnreadableError", "check", "read", "to_attestation", "to_authentication", "to_pdf", "to_xml",
]  # fmt: skip

__version__ = "0.1.0"

_MODULES: Final = {
    "element": ("Reported", "ReportedIfAny", "ReportedOrFootnoted", "Unfootnoted"),
    "filing": ("Address", "Coding", "DerivativeHolding", "DerivativeTransaction", "Footnote", "Form4", "Issuer",
               "NonDerivativeHolding", "NonDerivativeTransaction", "Ownership", "Relationship", "ReportingOwner",
               "Signature", "UnderlyingSecurity"),
    "finding": ("Cite", "Finding", "Mark", "Severity"),
    "lexical": ("Amount", "Day", "Flag"),
    "missing_engine": ("NoEngineError",),
    "printing": ("Engine", "Printing"),
    "situation": ("Situation",),
    "submission": ("Document", "Submission"),
}  # fmt: skip
"""Where the names of the package are, so that a module is imported with the first of its names that is asked for."""
_HOME: Final = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'form4gen' has no attribute {name!r}")
    return getattr(import_module(f"form4gen.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class UnreadableError(ValueError):
    """No filing can be made of the text; ``findings`` say why, each with line and column."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(f"{finding.where}: {finding.message}" for finding in findings))
        self.findings = findings


def read(source: str | bytes) -> Form4:
    """The filing in a text of YAML, JSON or XML (the text itself, not a file's name).

    Raises ``UnreadableError`` where its shape allows no filing; what the rules say of it, ``check`` tells.
    """
    reading = _reading(source)
    if reading.form4 is None:
        raise UnreadableError(list(reading.findings))
    return reading.form4


def check(source: str | bytes | Form4, situation: Situation | None = None) -> list[Finding]:
    """What is to be said about a filing, in order of place; nothing if all is well.

    ``situation``: what is known beside the filing, such as ``Situation(filed_on=date(2026, 6, 12))``. Findings in a text
    have a ``mark``.
    """
    from form4gen.filing import Form4

    if isinstance(source, Form4):
        from form4gen.rules import check as check_form4

        return check_form4(source, situation)
    return list(_reading(source, situation).findings)


def to_xml(form4: Form4, profile: Profile = "submission", version: str | None = None) -> bytes:
    """The filing as EDGAR's ownershipDocument.

    ``profile``: ``submission``, what is sent, or ``disseminated``, what EDGAR publishes. ``version``: the schema version to
    write for, if not the one which judges the filing: EDGAR's own, or that of the latest day the filing speaks of.
    """
    from form4gen.ownership_xml import to_xml as write

    return write(form4, profile, version)


def to_pdf(form4: Form4, printing: Printing | None = None, *, edition: Edition | None = None, copy: Copy = "conformed",
           draft: bool = False, plain: bool = False, monochrome: bool = False, source: bytes | None = None) -> bytes:
    """The filing as the printed form, a PDF that carries the filing's XML and its source; or a proof of it.

    ``printing``: all that follows but ``source`` at once, and who draws the form: ``Printing(engine="plutoprint")`` draws a
    proof, which has the looks of the form and carries nothing, in a tenth of the time that drawing takes.
    ``edition``: ``X03``, ``X04``, ``X05`` or ``X06``, if not that of the schema version which judges the filing. ``copy``:
    with the signatures as typed, or ``wet-ink``, with lines and fields to sign. ``draft``: DRAFT on every page. ``plain``:
    no foot on the pages of a long form. ``monochrome``: in black, without colours. ``source``: the text in YAML or JSON
    from which the filing was read; without it, the PDF carries the filing written as YAML.

    Raises ``ValueError`` for what the engine does not draw, and ``NoEngineError`` where it is not installed.
    """
    from form4gen.engines import to_pdf as draw
    from form4gen.printing import Printing

    asked = Printing(edition=edition, draft=draft, plain=plain, monochrome=monochrome, copy=copy)
    if printing is not None and asked != Printing():
        raise ValueError("say how to print it with printing or by name, not both")
    return draw(form4, printing or asked, source=source)


def to_authentication(form4: Form4, *, filed_on: date | None = None, draft: bool = False) -> bytes:
    """The signature authentication document of Rule 302(b)(1), 17 CFR 232.302(b)(1), as a PDF: a page for each signature.

    It carries the filing's XML, as ``to_xml(form4, "disseminated")`` writes it, and states its SHA-256. ``filed_on``: the
    day of the filing, if it is known, for the day until which the document is kept. ``draft``: DRAFT on every page.
    """
    from form4gen.authentication import to_authentication as draw

    return draw(form4, filed_on=filed_on, draft=draft)


def to_attestation(form4: Form4, *, draft: bool = False) -> bytes:
    """The attestation for electronic signatures, 17 CFR 232.302(b)(2), as a PDF: a page for each person who signed.

    It is signed by hand. ``draft``: DRAFT on every page.
    """
    from form4gen.authentication import to_attestation as draw

    return draw(form4, draft=draft)


def _reading(source: str | bytes, situation: Situation | None = None) -> Reading:
    from form4gen.reading import read_source

    if isinstance(source, str):
        # A text is decoded already, whatever encoding its XML declaration names.
        import re

        source = re.sub(r"\A(\s*<\?xml[^>]*?)\sencoding=(?:'[^'>]*'|\"[^\">]*\")", r"\1", source)
        source = source.encode("utf-8", errors="surrogatepass")
    return read_source(source, situation)
