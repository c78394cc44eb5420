"""The rules of a Form 4: one module for each part of the form; importing it enters its rules into the catalogue."""

from __future__ import annotations

from form4gen.filing import Form4
from form4gen.finding import Finding, in_order
from form4gen.rules import (
    amendment,
    averages,
    derivatives,
    described,
    document,
    enclosed_files,
    enclosed_texts,
    enclosures,
    exercises,
    footnotes,
    form_types,
    holdings,
    issuer,
    lateness,
    lines,
    notices,
    original,
    owners,
    ownership,
    plan,
    prices,
    relationships,
    signatures,
    six_months,
    supplied,
    text,
    timing,
    transactions,
)
from form4gen.rules.catalogue import CATALOGUE, known, rule
from form4gen.situation import Situation

__all__ = [
    "CATALOGUE", "amendment", "averages", "check", "derivatives", "described", "document", "enclosed_files",
    "enclosed_texts", "enclosures", "exercises", "footnotes", "form_types", "holdings", "issuer", "lateness", "lines",
    "notices", "original", "owners", "ownership", "plan", "prices", "relationships", "rule", "signatures", "six_months",
    "supplied", "text", "timing", "transactions",
]


def check(form4: Form4, situation: Situation | None = None) -> list[Finding]:
    """Everything the rules find in a filing, in order of place; the findings have no mark, for there is no text here.

    ``situation``: what is known beside the filing; nothing, if it is not given.
    """
    beside = known(form4, situation or Situation())
    return in_order(finding for entry in CATALOGUE.values() if entry.check for finding in entry.run(form4, beside))
