"""A source's bytes -> a filing and everything that is to be said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from form4gen.ccc import masked
from form4gen.complete import complete
from form4gen.draft import Draft
from form4gen.envelope import opened
from form4gen.file_draft import draft_of
from form4gen.filing import Form4
from form4gen.finding import Finding, Severity, in_order
from form4gen.lexical import FOOTNOTE_ID_FORM
from form4gen.opened import Opened
from form4gen.plain_text import in_plain_text
from form4gen.rules import check
from form4gen.rules.text import IS_READABLE
from form4gen.shape import to_form4
from form4gen.situation import Situation
from form4gen.submission import Submission
from form4gen.versions import Profile

MOST_FINDINGS: Final = 1_000
"""How many findings are kept. A filing has no use for so many; a file that was never one may have them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the draft with its source, the filing if its shape allows one, and the findings in order of place.

    ``submission``: what was enclosed with the filing, where it came in a submission to send. ``filed_on``: the day it was
    filed, where it came in a published one, and ``accession_number``, EDGAR's number of it.
    ``replaced``: what was read as plain ASCII, where that was asked for. ``source``: the author's text in YAML or JSON,
    where the filing is read from one as it stands, and no CCC is known to be in it.
    """

    draft: Draft
    form4: Form4 | None
    findings: tuple[Finding, ...]
    submission: Submission | None = None
    filed_on: date | None = None
    replaced: tuple[str, ...] = ()
    source: bytes | None = field(default=None, repr=False)
    accession_number: str | None = None

    @property
    def would_be_suspended(self) -> bool:
        return any(finding.severity is Severity.SUSPEND for finding in self.findings)


def read_source(source: bytes, situation: Situation | None = None, into_ascii: bool = False) -> Reading:
    """Read and check a filing in YAML, JSON or XML, out of whatever it comes wrapped in; its first bytes show what it is.

    ``situation``: what is known beside the filing. Where it does not say whether XML is to be sent or was published, the
    file itself tells. ``into_ascii``: read text as plain ASCII wherever a spelling is known.
    """
    file = opened(source)
    draft = draft_of(file)
    draft, replaced = in_plain_text(draft) if into_ascii else (draft, ())
    draft = draft if draft.from_xml else complete(draft)
    form4, faults = to_form4(draft)
    judged = [] if form4 is None else check(form4, _seen(file, draft, form4, situation))
    return _reading(file, draft, form4, [*faults, *(placed(finding, draft) for finding in judged)], replaced)


def read_unjudged(source: bytes) -> Reading:
    """Read a filing as ``read_source`` does, but ask no rule: what is found is wrong with its text or its shape."""
    file = opened(source)
    draft = draft_of(file)
    draft = draft if draft.from_xml else complete(draft)
    return _reading(file, draft, *to_form4(draft))


def _reading(file: Opened, draft: Draft, form4: Form4 | None, findings: list[Finding],
             replaced: tuple[str, ...] = ()) -> Reading:
    """What was read, without a secret in what is shown of it."""
    told = [_without_secrets(finding, draft) for finding in _bounded(in_order(_told(file, findings)))]
    shown = tuple(_without_secrets(finding, draft) for finding in draft.findings)
    draft = replace(draft, findings=shown) if shown != draft.findings else draft
    as_written = None if draft.from_xml or replaced or draft.secrets or form4 is None else file.document
    return Reading(draft, form4, tuple(told), file.submission, file.filed_on, replaced, as_written, file.accession_number)


def _seen(file: Opened, draft: Draft, form4: Form4, situation: Situation | None) -> Situation:
    """The situation with what the file itself tells."""
    known = situation or Situation()
    told = file.profile or (profile_of(form4) if draft.from_xml else "draft")
    return known._replace(profile=known.profile or told, filed_on=known.filed_on or file.filed_on,
                          submission=known.submission or file.submission)


def _told(file: Opened, findings: list[Finding]) -> list[Finding]:
    """The findings in a document and in what encloses it, apart where each has lines of its own."""
    if file.document is None or not file.enclosed:
        return findings
    return [*file.findings, *(replace(one, message=f"in the enclosed {file.enclosed}: {one.message}") for one in findings)]


def profile_of(form4: Form4) -> Profile:
    """Whether an XML document is one to send or one that EDGAR published: it takes CCCs out, and puts names in."""
    published = form4.issuer.name and all(owner.name for owner in form4.reporting_owners)
    sent = any(owner.ccc for owner in form4.reporting_owners)
    return "disseminated" if (form4.schema_version or published) and not sent else "submission"


def _bounded(findings: list[Finding]) -> list[Finding]:
    """The first findings, and how many more there are."""
    if len(findings) <= MOST_FINDINGS:
        return findings
    more = len(findings) - MOST_FINDINGS
    return [*findings[:MOST_FINDINGS], IS_READABLE.found((), f"there are {more:,} more findings; mend these first")]


def _without_secrets(finding: Finding, draft: Draft) -> Finding:
    """A finding that shows no CCC, wherever in the filing its text stands."""
    if not draft.secrets:
        return finding
    place = tuple(masked(step, draft.secrets) if isinstance(step, str) else step for step in finding.place)
    return replace(finding, message=masked(finding.message, draft.secrets), place=place)


def placed(finding: Finding, draft: Draft) -> Finding:
    """A finding with its place in the draft's source, and the author's own names beside the footnotes' numbers."""
    def named(match: re.Match[str]) -> str:
        name = draft.footnote_names.get(match[0], match[0])
        return match[0] if name == match[0] else f"{match[0]} ({name})"

    message = re.sub(rf"\b{FOOTNOTE_ID_FORM}\b", named, finding.message)
    return replace(finding, message=message, mark=finding.mark or draft.mark(finding.place))
