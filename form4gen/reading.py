"""A source's bytes -> a filing and everything that is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from form4gen.complete import complete
from form4gen.draft import LARGEST, Draft
from form4gen.filing import Form4
from form4gen.finding import Finding, Severity, in_order
from form4gen.rules import check
from form4gen.shape import to_form4
from form4gen.xml_draft import read_xml
from form4gen.yaml_draft import read_yaml


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the draft with its source, the filing if its shape allows one, and the findings in order of place."""

    draft: Draft
    form4: Form4 | None
    findings: tuple[Finding, ...]

    @property
    def would_be_suspended(self) -> bool:
        return any(finding.severity is Severity.SUSPEND for finding in self.findings)


def read_source(source: bytes, as_of: date | None = None) -> Reading:
    """Read and check a filing in YAML, JSON or XML; which of them it is shows in its first character.

    ``as_of``: the day whose rules judge it, if not the day it was signed.
    """
    draft = read_xml(source) if is_xml(source) and len(source) <= LARGEST else complete(read_yaml(source))
    form4, faults = to_form4(draft)
    found = [] if form4 is None else [placed(finding, draft) for finding in check(form4, as_of)]
    return Reading(draft, form4, tuple(in_order([*faults, *found])))


def is_xml(source: bytes) -> bool:
    """Whether a source begins as XML does."""
    return source.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def placed(finding: Finding, draft: Draft) -> Finding:
    """A finding with its place in the draft's source."""
    return finding if finding.mark else replace(finding, mark=draft.mark(finding.place))
