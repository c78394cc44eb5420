"""What is built of a reading that is more than one filing: the filings, each judged by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from form4gen.filing import Form4
from form4gen.finding import Finding
from form4gen.reading import Reading
from form4gen.rules import check
from form4gen.situation import Situation
from form4gen.split import Reporting, UnsplittableError, overflows, split

_RULES_OF_OVERFLOW = ("DOC005", "OWN001", "SIG001", "FTN020")


class Part(NamedTuple):
    """A filing to build: its number if it is one of several, its reading, and what there is to say of it alone.

    The reading keeps the findings in the whole: what is wrong there is not put right by leaving it out of a part.
    """

    reading: Reading
    number: str = ""
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def name(self, ending: str) -> str:
        """``2.xml`` for the XML of the second filing, ``xml`` for that of the only one."""
        return f"{self.number}.{ending}" if self.number else ending


class Parts(NamedTuple):
    """The reading without the findings that splitting settles; the filings; and what there is to say of all of them."""

    reading: Reading
    parts: list[Part]
    notes: tuple[str, ...] = ()


def parts_of(reading: Reading, situation: Situation, reporting: Reporting) -> Parts:
    """The filings that a reading is split into. What cannot be split, or need not be, is one filing as it is."""
    form4 = reading.form4
    if form4 is None or not overflows(form4):
        return Parts(reading, [Part(reading)])
    try:
        made = split(form4, reporting)
    except UnsplittableError as why:
        return Parts(reading, [Part(reading)], (f"it cannot be split: {why}",))
    rest = replace(reading, findings=tuple(finding for finding in reading.findings if not _is_settled(finding)))
    parts = [_part(rest, filing.form4, situation, str(number), filing.notes)
             for number, filing in enumerate(made.filings, start=1)]
    return Parts(rest, parts, made.notes)


def _part(whole: Reading, form4: Form4, situation: Situation, number: str, notes: tuple[str, ...]) -> Part:
    known = situation._replace(filed_on=situation.filed_on or whole.filed_on,
                               submission=situation.submission or whole.submission)
    found = check(form4, known)
    said = {(finding.rule, finding.message) for finding in whole.findings}
    new = tuple(finding for finding in found if (finding.rule, finding.message) not in said)
    return Part(replace(whole, form4=form4, source=None, findings=(*whole.findings, *found)), number, new, notes)


def _is_settled(finding: Finding) -> bool:
    """Whether a finding is of what stands beyond a limit, and not of what is missing."""
    return finding.rule in _RULES_OF_OVERFLOW and len(finding.place) > 1
