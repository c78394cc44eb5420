"""Findings as text with the source line, and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from form4gen.finding import Finding, Mark, Severity

JSON_VERSION: Final = 1
WIDEST: Final = 160
"""Columns of a source line that are shown."""

CCC: Final = "ccc"
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for YAML, so that the lines shown are those that are counted."""
_STYLES: Final = {Severity.SUSPEND: "31;1", Severity.RULE: "31", Severity.WARN: "33", Severity.PRACTICE: "36"}


class Checked(NamedTuple):
    """A file's name, its text, what was found in it, and the CCCs that its lines must not show.

    ``not_shown``: what was found too, but is counted only, for its reader did not ask for it.
    """

    file: str
    text: str
    findings: Sequence[Finding]
    secrets: frozenset[str] = frozenset()
    not_shown: Sequence[Finding] = ()

    def showing(self, rules: Container[str]) -> Checked:
        """The same file, showing the findings of some rules alone."""
        shown = [finding for finding in self.findings if finding.rule in rules]
        rest = [finding for finding in self.findings if finding.rule not in rules]
        return self._replace(findings=shown, not_shown=[*self.not_shown, *rest])


def as_text(files: Iterable[Checked], colour: bool = False) -> str:
    """Each finding with its place, its reason and the source line it is about; then a line that counts them."""
    files = list(files)
    blocks = ["\n".join(_lines(file, lines, finding, colour))
              for file in files for lines in [_LINE_END.split(file.text)] for finding in file.findings]
    return "\n\n".join([*blocks, summary(files)]) + "\n"


def as_json(files: Iterable[Checked]) -> str:
    """One object: ``{"version": 1, "not_shown": 0, "files": [{"file": ..., "findings": [...]}]}``."""
    files = list(files)
    listed = [{"file": file.file, "findings": [_record(found, file.secrets) for found in file.findings]} for file in files]
    return json.dumps({"version": JSON_VERSION, "not_shown": not_shown(files), "files": listed}, indent=2) + "\n"


def summary(files: Sequence[Checked]) -> str:
    """``3 findings in 2 files: 1 suspend, 2 practice; 1 not shown``, or ``2 files, no findings``."""
    counts = Counter(finding.severity for file in files for finding in (*file.findings, *file.not_shown))
    number = f"{len(files)} file{'' if len(files) == 1 else 's'}"
    if not counts:
        return f"{number}, no findings"
    kinds = ", ".join(f"{counts[severity]} {severity.value}" for severity in Severity if counts[severity])
    total = sum(counts.values())
    hidden = f"; {not_shown(files)} not shown" if not_shown(files) else ""
    return f"{total} finding{'' if total == 1 else 's'} in {number}: {kinds}{hidden}"


def not_shown(files: Sequence[Checked]) -> int:
    """How many findings of files are counted but not shown."""
    return sum(len(file.not_shown) for file in files)


def masked(line: str, secrets: Iterable[str] = ()) -> str:
    """A line with every CCC in it as stars of the same length."""
    for secret in secrets:
        line = line.replace(secret, "*" * len(secret))
    return line


def _lines(file: Checked, lines: Sequence[str], finding: Finding, colour: bool) -> Iterator[str]:
    mark = finding.mark
    at = f"{file.file}:{mark.line}:{mark.column}" if mark else file.file
    severity = finding.severity.value
    if colour:
        severity = f"\x1b[{_STYLES[finding.severity]}m{severity}\x1b[0m"
    yield f"{at}: {severity} {finding.rule} {finding.name}: {masked(finding.message, file.secrets)}"
    if mark and CCC not in finding.where.lower():
        yield from snippet(lines, mark, file.secrets)
    place = f"{masked(finding.where, file.secrets)}; " if finding.where else ""
    yield f"    = {place}{finding.citation}"


def snippet(lines: Sequence[str], mark: Mark, secrets: Iterable[str] = ()) -> Iterator[str]:
    """The source line of a mark with carets under it; of a long line, the part around them.

    Nothing where there is no stretch to show, or where a CCC may stand: on a line that speaks of one, or the next.
    """
    if mark.line > len(lines) or mark.end_column == mark.column:
        return
    line = masked(lines[mark.line - 1], secrets).replace("\t", " ")
    start = max(0, mark.column - 1 - WIDEST // 2) if mark.column > WIDEST else 0
    shown = line[start : start + WIDEST]
    if not shown.strip() or any(CCC in near.lower() for near in lines[max(0, mark.line - 2) : mark.line]):
        return
    carets = max(1, min(mark.end_column, start + len(shown) + 1) - mark.column)
    number = str(mark.line)
    yield f"    {number} | {shown}"
    yield f"    {' ' * len(number)} | {' ' * (mark.column - 1 - start)}{'^' * carets}"


def _record(finding: Finding, secrets: Iterable[str]) -> dict[str, str | int | None]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": masked(finding.message, secrets),
        "line": finding.mark.line if finding.mark else None,
        "column": finding.mark.column if finding.mark else None,
        "place": masked(finding.where, secrets),
        "citation": str(finding.citation),
    }
