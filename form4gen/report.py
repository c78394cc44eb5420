"""Findings as text with the source line, and as JSON."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from form4gen import ccc
from form4gen.ccc import masked
from form4gen.draft import Draft
from form4gen.finding import Finding, Mark, Severity

JSON_VERSION: Final = 1
WIDEST: Final = 160
"""Characters of a source line that are shown."""
SOFT_HYPHEN: Final = "\u00ad"

_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for YAML, so that the lines shown are those that are counted."""
_XML_LINE_END = re.compile("\r\n|[\r\n]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal obeys and does not show: control characters, and those that turn the direction of what follows."""
NOT_JUDGED: Final = "the rules were not asked; they are when these findings are mended"
_STYLES: Final = {Severity.SUSPEND: "31;1", Severity.RULE: "31", Severity.WARN: "33", Severity.PRACTICE: "36"}


class Checked(NamedTuple):
    """A file's name, its text, what was found in it, and the CCCs that its lines must not show.

    ``not_shown``: what was found too, but is counted only, for its reader did not ask for it. ``is_judged``: whether there
    was a filing that rules could be asked about; ``is_read``: whether the text could be read at all.
    """

    file: str
    text: str
    findings: Sequence[Finding]
    secrets: frozenset[str] = frozenset()
    not_shown: Sequence[Finding] = ()
    from_xml: bool = False
    is_judged: bool = True
    is_read: bool = True

    @classmethod
    def of(cls, file: str, draft: Draft, findings: Sequence[Finding], is_judged: bool) -> Checked:
        return cls(file, draft.text, findings, draft.secrets, (), draft.from_xml, is_judged, draft.is_read)

    def showing(self, rules: Container[str]) -> Checked:
        """The same file, showing the findings of some rules alone."""
        shown = [finding for finding in self.findings if finding.rule in rules]
        rest = [finding for finding in self.findings if finding.rule not in rules]
        return self._replace(findings=shown, not_shown=[*self.not_shown, *rest])


def as_text(files: Iterable[Checked], colour: bool = False) -> str:
    """Each finding with its place, its reason and the source line it is about; then a line that counts them."""
    files = list(files)
    blocks = ["\n".join(_lines(file, lines, finding, colour))
              for file in files for lines in [_source_lines(file)] for finding in file.findings]
    unjudged = [f"{visible(file.file)}: {NOT_JUDGED}" for file in files if not file.is_judged]
    return "\n\n".join([*blocks, "\n".join([*unjudged, summary(files)])]) + "\n"


def as_json(files: Iterable[Checked]) -> str:
    """One object: ``{"version": 1, "not_shown": 0, "files": [{"file": ..., "judged": true, "findings": [...]}]}``."""
    import json  # Most reports are text.

    files = list(files)
    listed = [{"file": file.file, "judged": file.is_judged,
               "findings": [_record(found, file.secrets) for found in file.findings]} for file in files]
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


def visible(text: str) -> str:
    """A text as a terminal may be given it: nothing in it moves a cursor, turns a direction or ends a line."""
    return _UNSEEN.sub("?", text.replace("\t", " "))


def _source_lines(file: Checked) -> Sequence[str]:
    """The lines as the file's parser counts them, without CCCs."""
    return (_XML_LINE_END if file.from_xml else _LINE_END).split(masked(file.text, file.secrets))


def _lines(file: Checked, lines: Sequence[str], finding: Finding, colour: bool) -> Iterator[str]:
    mark = finding.mark
    name = visible(file.file)
    at = f"{name}:{mark.line}:{mark.column}" if mark else name
    severity = finding.severity.value
    if colour:
        severity = f"\x1b[{_STYLES[finding.severity]}m{severity}\x1b[0m"
    yield f"{at}: {severity} {finding.rule} {finding.name}: {visible(masked(finding.message, file.secrets))}"
    if mark and not ccc.is_about(finding.where) and not _may_hold_a_ccc(file, lines, mark.line):
        yield from snippet(lines, mark)
    place = f"{visible(masked(finding.where, file.secrets))}; " if finding.where else ""
    yield f"    = {place}{finding.citation}"


def _may_hold_a_ccc(file: Checked, lines: Sequence[str], number: int) -> bool:
    """Whether a line may hold a CCC that is not known as one: the text was not read, or is no filing but a list of them."""
    near = lines[max(0, number - 2) : number]
    if not file.is_judged and any(map(ccc.is_listed, near[-1:])):
        return True
    if file.is_read:
        return False
    return any(map(ccc.is_about, near)) or (not file.from_xml and ccc.may_stand_on(lines, number))


def snippet(lines: Sequence[str], mark: Mark) -> Iterator[str]:
    """The source line of a mark with carets under it; of a long line, the part around them.

    Nothing where there is no stretch to show, or where a CCC may stand: beside a word that speaks of one, or a line below.
    """
    if mark.line > len(lines) or mark.end_column == mark.column:
        return
    line = lines[mark.line - 1]
    start = max(0, mark.column - 1 - WIDEST // 2) if mark.column > WIDEST else 0
    shown = line[start : start + WIDEST]
    before = lines[mark.line - 2][-WIDEST:] if mark.line > 1 and start == 0 else ""
    if not shown.strip() or ccc.is_about(shown) or ccc.is_about(before):
        return
    left, marked = shown[: mark.column - 1 - start], shown[mark.column - 1 - start : mark.end_column - 1 - start]
    number = str(mark.line)
    yield f"    {number} | {visible(shown)}"
    yield f"    {' ' * len(number)} | {' ' * columns(left)}{'^' * max(1, columns(marked))}"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for one that joins another."""
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if character.isascii() or _UNSEEN.match(character):
        return 1
    joins = unicodedata.category(character) in ("Mn", "Me", "Cf") and character != SOFT_HYPHEN
    return 0 if joins else 2 if unicodedata.east_asian_width(character) in "WF" else 1


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
