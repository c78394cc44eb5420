"""What a batch comes to: how many filings became what, and which rules found how much."""

from __future__ import annotations

from collections import Counter
from typing import Final, get_args

from form4gen.batch import Outcome
from form4gen.finding import Severity
from form4gen.manifest import Record, Status

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
MOST_RULES_NAMED: Final = 5


class Tally:
    """Counts, of which there are as many as rules, however many filings there are."""

    def __init__(self) -> None:
        self.statuses: Counter[Status] = Counter()
        self._unchanged = 0
        self._noted = 0
        self._findings: Counter[str] = Counter()
        self._filings: Counter[str] = Counter()
        self._severities: dict[str, Severity] = {}
        self._gravest = len(Severity)

    def add(self, outcome: Outcome) -> None:
        record = outcome.record
        self.statuses[record.status] += 1
        self._unchanged += not outcome.is_new
        self._noted += bool(record.notes)
        self._findings.update(found.rule for found in record.findings)
        self._filings.update({found.rule for found in record.findings})
        for found in record.findings:
            self._severities[found.rule] = found.severity
            self._gravest = min(self._gravest, found.severity.rank)

    def fails(self, fail_on: Severity) -> bool:
        """Whether a filing was not built, or has a finding as grave as that."""
        return self.statuses.total() > self.statuses["built"] or self._gravest <= fail_on.rank

    def as_text(self) -> str:
        """``3 filings: 2 built, 1 refused``, and a line for each rule that found something, the gravest first."""
        total = self.statuses.total()
        became = [f"{self.statuses[status]:,} {status}" for status in STATUSES if self.statuses[status]]
        unchanged = f"; {self._unchanged:,} unchanged since an earlier run" if self._unchanged else ""
        notes = f"; notes on {self._noted:,} in the manifest" if self._noted else ""
        rules = sorted(self._findings, key=lambda rule: (self._severities[rule].rank, -self._findings[rule], rule))
        return "\n".join([f"{_counted(total, 'filing')}: {', '.join(became) or 'nothing to build'}{unchanged}{notes}",
                          *map(self._line, rules)])

    def _line(self, rule: str) -> str:
        from form4gen.rules import CATALOGUE

        found, filings = _counted(self._findings[rule], "finding"), _counted(self._filings[rule], "filing")
        name = CATALOGUE[rule].name if rule in CATALOGUE else ""
        return f"    {self._severities[rule].value:8} {rule} {name}: {found} in {filings}"


def why_not(record: Record) -> str:
    """``refused: EDGAR would suspend it (NAT002)``: what became of a source that was not built, and why."""
    rules = list(dict.fromkeys(found.rule for found in record.findings if found.severity is Severity.SUSPEND))
    more = ", ..." if len(rules) > MOST_RULES_NAMED else ""
    named = f" ({', '.join(rules[:MOST_RULES_NAMED])}{more})" if rules and record.status != "failed" else ""
    return f"{record.status}: {record.reason}{named}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
