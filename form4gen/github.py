"""Findings as GitHub's workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from form4gen.finding import Finding, Severity
from form4gen.report import Checked, masked, summary

LEVELS: Final = {Severity.SUSPEND: "error", Severity.RULE: "error", Severity.WARN: "warning", Severity.PRACTICE: "notice"}

_IN_TEXT: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = {**_IN_TEXT, **str.maketrans({":": "%3A", ",": "%2C"})}
"""What would end a command or a property before its time: nothing that an author wrote may begin another command."""


def as_github(files: Iterable[Checked]) -> str:
    """A command for each finding; then the line that counts them."""
    files = list(files)
    commands = [_command(file, finding) for file in files for finding in file.findings]
    return "\n".join([*commands, summary(files)]) + "\n"


def _command(file: Checked, finding: Finding) -> str:
    properties = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in _properties(file, finding))
    place = f"{finding.where}; " if finding.where else ""
    text = masked(f"{finding.message}\n{place}{finding.citation}", file.secrets)
    return f"::{LEVELS[finding.severity]} {properties}::{text.translate(_IN_TEXT)}"


def _properties(file: Checked, finding: Finding) -> Iterator[tuple[str, str]]:
    yield "file", PurePath(file.file).as_posix()
    if mark := finding.mark:
        yield "line", str(mark.line)
        yield "col", str(mark.column)
        yield "endColumn", str(max(mark.column, mark.end_column))
    yield "title", f"{finding.rule} {finding.name}"
