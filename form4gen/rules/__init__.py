"""The rules of a Form 4: one module for each part of the form; importing it enters its rules into the catalogue."""

from __future__ import annotations

from datetime import date

from form4gen.filing import Form4
from form4gen.finding import Finding, in_order
from form4gen.rules import (
    derivatives,
    document,
    footnotes,
    issuer,
    owners,
    ownership,
    signatures,
    text,
    transactions,
)
from form4gen.rules.catalogue import CATALOGUE, Situation, rule
from form4gen.versions import version_of

__all__ = [
    "CATALOGUE", "check", "derivatives", "document", "footnotes", "issuer", "owners", "ownership", "rule", "signatures",
    "text", "transactions",
]


def check(form4: Form4, as_of: date | None = None) -> list[Finding]:
    """Everything the rules find in a filing, in order of place; the findings have no mark, for there is no text here.

    ``as_of``: the day whose schema judges the filing, if not the one it was made under (``versions.version_of``).
    """
    situation = Situation(version_of(form4, as_of))
    judges = (entry for entry in CATALOGUE.values() if entry.check)
    return in_order(finding for entry in judges for finding in entry.run(form4, situation))
