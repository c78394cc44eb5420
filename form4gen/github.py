"""Findings as GitHub's workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from form4gen.ccc import masked
from form4gen.finding import Finding, Severity
from form4gen.report import NOT_JUDGED, Checked, summary, visible

LEVELS: Final = {Severity.SUSPEND: "error", Severity.RULE: "error", Severity.WARN: "warning", Severity.PRACTICE: "notice"}

_IN_TEXT: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = {**_IN_TEXT, **str.maketrans({":": "%3A", ",": "%2C"})}
"""What would end a command or a property before its time: nothing that an author wrote may begin another command."""


def as_github(files: Iterable[Checked]) -> str:
    """A command for each finding, and for each file that no rule was asked about; then the line that counts them."""
    files = list(files)
    commands = [_command(file, finding) for file in files for finding in file.findings]
    commands += [_unjudged(_name(file)) for file in files if not file.is_judged]
    return "\n".join([*commands, summary(files)]) + "\n"


def _unjudged(name: str) -> str:
    return f"::notice file={_in_property(name)},title=not judged::{name.translate(_IN_TEXT)}: {NOT_JUDGED}"


def _command(file: Checked, finding: Finding) -> str:
    properties = ",".join(f"{name}={_in_property(value)}" for name, value in _properties(file, finding))
    message, where = (visible(masked(said, file.secrets)) for said in (finding.message, finding.where))
    text = f"{message}\n{f'{where}; ' if where else ''}{finding.citation}"
    return f"::{LEVELS[finding.severity]} {properties}::{text.translate(_IN_TEXT)}"


def _name(file: Checked) -> str:
    return visible(PurePath(file.file).as_posix())


def _in_property(text: str) -> str:
    return text.translate(_IN_PROPERTY)


def _properties(file: Checked, finding: Finding) -> Iterator[tuple[str, str]]:
    yield "file", _name(file)
    if mark := finding.mark:
        yield "line", str(mark.line)
        yield "col", str(mark.column)
        yield "endColumn", str(max(mark.column, mark.end_column))
    yield "title", f"{finding.rule} {finding.name}"
