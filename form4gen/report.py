"""Findings as text with the source line, and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from form4gen.finding import Finding, Mark, Severity

JSON_VERSION: Final = 1
WIDEST: Final = 160
"""Columns of a source line that are shown."""

_CCC = re.compile(r"""(ccc["']?\s*[:>=]\s*["']?)([^"'\s,}<]+)""", re.IGNORECASE)
_STYLES: Final = {Severity.SUSPEND: "31;1", Severity.RULE: "31", Severity.WARN: "33", Severity.PRACTICE: "36"}


class Checked(NamedTuple):
    """A file's name, its text, what was found in it, and the CCCs that its lines must not show."""

    file: str
    text: str
    findings: Sequence[Finding]
    secrets: frozenset[str] = frozenset()


def as_text(files: Iterable[Checked], colour: bool = False) -> str:
    """Each finding with its place, its reason and the source line it is about; then a line that counts them."""
    files = list(files)
    blocks = ["\n".join(_lines(file, finding, colour)) for file in files for finding in file.findings]
    return "\n\n".join([*blocks, summary(files)]) + "\n"


def as_json(files: Iterable[Checked]) -> str:
    """One object: ``{"version": 1, "files": [{"file": ..., "findings": [...]}]}``."""
    listed = [{"file": file.file, "findings": [_record(finding) for finding in file.findings]} for file in files]
    return json.dumps({"version": JSON_VERSION, "files": listed}, indent=2) + "\n"


def summary(files: Sequence[Checked]) -> str:
    """``3 findings in 2 files: 1 suspend, 2 practice``, or ``2 files, no findings``."""
    counts = Counter(finding.severity for file in files for finding in file.findings)
    number = f"{len(files)} file{'' if len(files) == 1 else 's'}"
    if not counts:
        return f"{number}, no findings"
    kinds = ", ".join(f"{counts[severity]} {severity.value}" for severity in Severity if counts[severity])
    total = sum(counts.values())
    return f"{total} finding{'' if total == 1 else 's'} in {number}: {kinds}"


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with every CCC in it as stars, of the same length: those known, and whatever looks like one."""
    for secret in secrets:
        text = text.replace(secret, "*" * len(secret))
    return _CCC.sub(lambda match: match[1] + "*" * len(match[2]), text)


def _lines(file: Checked, finding: Finding, colour: bool) -> Iterator[str]:
    mark = finding.mark
    at = f"{file.file}:{mark.line}:{mark.column}" if mark else file.file
    severity = finding.severity.value
    if colour:
        severity = f"\x1b[{_STYLES[finding.severity]}m{severity}\x1b[0m"
    yield f"{at}: {severity} {finding.rule} {finding.name}: {finding.message}"
    if mark:
        yield from snippet(file.text, mark, file.secrets)
    place = f"{finding.where}; " if finding.where else ""
    yield f"    = {place}{finding.citation}"


def snippet(text: str, mark: Mark, secrets: Iterable[str] = ()) -> Iterator[str]:
    """The source line of a mark with carets under it; of a long line, the part around them."""
    lines = text.split("\n")
    if mark.line > len(lines):
        return
    line = masked(lines[mark.line - 1].rstrip("\r"), secrets).replace("\t", " ")
    start = max(0, mark.column - 1 - WIDEST // 2) if mark.column > WIDEST else 0
    shown = line[start : start + WIDEST]
    if not shown.strip():
        return
    carets = max(1, min(mark.end_column, start + len(shown) + 1) - mark.column)
    number = str(mark.line)
    yield f"    {number} | {shown}"
    yield f"    {' ' * len(number)} | {' ' * (mark.column - 1 - start)}{'^' * carets}"


def _record(finding: Finding) -> dict[str, str | int | None]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "line": finding.mark.line if finding.mark else None,
        "column": finding.mark.column if finding.mark else None,
        "place": finding.where,
        "citation": str(finding.citation),
    }
