"""The rules of a Form 4: one module for each part of the form; importing it enters its rules into the catalogue."""

from __future__ import annotations

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
from form4gen.rules.catalogue import CATALOGUE, rule
from form4gen.situation import Situation

__all__ = [
    "CATALOGUE", "check", "derivatives", "document", "footnotes", "issuer", "owners", "ownership", "rule", "signatures",
    "text", "transactions",
]


def check(form4: Form4, situation: Situation | None = None) -> list[Finding]:
    """Everything the rules find in a filing, in order of place; the findings have no mark, for there is no text here.

    ``situation``: what is known beside the filing; nothing, if it is not given.
    """
    judges = (entry for entry in CATALOGUE.values() if entry.check)
    return in_order(finding for entry in judges for finding in entry.run(form4, situation or Situation()))
