"""What a check says: a finding, its severity, its authority and its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from form4gen.filing import Place


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    SUSPEND = "suspend"
    RULE = "rule"
    WARN = "warn"
    PRACTICE = "practice"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)

    @property
    def meaning(self) -> str:
        """What happens if the filing goes out as it is."""
        return _MEANINGS[self]


_MEANINGS: Final = {
    Severity.SUSPEND: "EDGAR does not accept it",
    Severity.RULE: "EDGAR accepts it; a Commission rule or form instruction is not met",
    Severity.WARN: "EDGAR accepts it, and warns or discards a value",
    Severity.PRACTICE: "EDGAR accepts it; careful filers do otherwise",
}


SPEC: Final = "EDGAR Ownership XML Technical Specification v5.5"
XSD: Final = "EDGAR Ownership XSDs v5.5"
EFM: Final = "EDGAR Filer Manual, Volume II"
FORM: Final = "Form 4 General Instructions"
CFR: Final = "17 CFR"
STAFF: Final = "SEC staff"


class Cite(NamedTuple):
    """The authority for a rule: a source and the place in it."""

    source: str
    where: str

    def __str__(self) -> str:
        return f"{self.source}{' ' if self.source == CFR else ', '}{self.where}"


class Mark(NamedTuple):
    """A stretch of a source text: line and column from 1; ``end_column`` is just behind it, on the same line."""

    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found. ``mark`` is None where the filing was built in Python and has no text."""

    rule: str
    name: str
    severity: Severity
    message: str
    place: Place
    citation: Cite
    mark: Mark | None = None

    @property
    def where(self) -> str:
        return spelled(self.place)


def spelled(place: Place) -> str:
    """A place as an author reads it: ``non_derivative_table[0].shares``."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in order of place in the text; those without one first, in order of place in the filing.

    At one place, in order of rule. Nothing is dropped but exact repeats.
    """
    return sorted(dict.fromkeys(findings), key=_position)


def _position(finding: Finding) -> tuple[int, int, list[tuple[int, str]], str, str]:
    mark = finding.mark or Mark(0, 0, 0)
    steps = [(step, "") if isinstance(step, int) else (0, step) for step in finding.place]
    return mark.line, mark.column, steps, finding.rule, finding.message
