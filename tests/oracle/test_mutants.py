"""Thousands of mutants: our XSDs judge each as the SEC's do, and our findings say so at the place that was changed.

Where a fault may be seen. Let E be the element that was changed. A finding is at the mutated place if its line and column
are those of a position from E's start tag to its end, or in the stretch that was put in; at its parent if they are those of
the parent's start tag. If E was dropped, only the parent is left. Where the order or number of elements was changed, or
two were given the same name or id, a sibling's start tag will do too, for which of the two is at fault is a matter of
view: EDGAR's parser blames the first element it did not expect, and so do we. A change of the document type turns the
filing into one of another form, and shows at the date of the original too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from lxml import etree

from form4gen.finding import Finding, Severity
from form4gen.places import STATES
from form4gen.reading import read_source
from form4gen.resources import resource
from form4gen.situation import Situation
from tests.oracle.forbidden import broken
from tests.oracle.mutants import Base, Mutant, accepts, examples, filings, mutants, parsed, schema

pytestmark = pytest.mark.oracle

CHUNKS: Final = 8
IN_A_CHUNK: Final = 1_400
"""Mutants of one seed: 11,200 in all, of which the SEC's XSD rejects some 7,000."""
LEAST_REJECTED: Final = 5_000 // CHUNKS
LEAST_ACCEPTED: Final = 300
TODAY: Final = date(2026, 11, 23)
"""A day on which the schema in force judges every filing, whenever it was made."""


class Judges(NamedTuple):
    """The XSDs of the SEC and ours, by form; and the filings to be changed."""

    theirs: dict[str, etree.XMLSchema]
    ours: dict[str, etree.XMLSchema]
    bases: list[Base]


@pytest.fixture(scope="module")
def judges(shared: Path) -> Judges:
    folder = shared / "edgar" / "xsd"
    theirs = {"4": schema(folder / "ownership4Document.xsd.xml"), "4/A": schema(folder / "ownership4ADocument.xsd.xml")}
    ours = {"4": etree.XMLSchema(etree.parse(resource("schemas", "form4.xsd"))),
            "4/A": etree.XMLSchema(etree.parse(resource("schemas", "form4a.xsd")))}
    return Judges(theirs, ours, [*examples(), *filings(shared / "corpus" / "form4", frozenset(STATES))])


def chunk(judges: Judges, seed: int) -> Iterator[tuple[Mutant, etree._Element | None]]:
    for mutant in mutants(judges.bases, seed, IN_A_CHUNK):
        yield mutant, parsed(mutant.data)


def is_accepted(judges: Judges, mutant: Mutant, document: etree._Element | None) -> bool:
    """The SEC's verdict, by the XSD of the form that the document says it is."""
    said = None if document is None else document.findtext("documentType")
    return accepts(judges.theirs.get(said or "", judges.theirs[mutant.base.form]), document)


def refusals(mutant: Mutant) -> list[Finding]:
    found = read_source(mutant.data, Situation(as_of=TODAY, profile=mutant.base.profile)).findings
    return [finding for finding in found if finding.severity is Severity.SUSPEND]


def test_every_base_is_accepted_by_the_secs_xsd(judges: Judges) -> None:
    assert len(judges.bases) > 300
    assert [base.name for base in judges.bases if not accepts(judges.theirs[base.form], parsed(base.data))] == []


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_our_xsds_judge_as_the_secs_do(judges: Judges, seed: int) -> None:
    assert [(mutant.what, mutant.base.name, form) for mutant, document in chunk(judges, seed) for form in ("4", "4/A")
            if accepts(judges.ours[form], document) != accepts(judges.theirs[form], document)] == []


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_what_the_secs_xsd_rejects_is_refused_at_its_place(judges: Judges, seed: int) -> None:
    rejected, missed = 0, []
    for mutant, document in chunk(judges, seed):
        if not is_accepted(judges, mutant, document):
            rejected += 1
            marks = [finding.mark for finding in refusals(mutant)]
            if not any(mark is not None and mutant.holds((mark.line, mark.column)) for mark in marks):
                missed.append((mutant.what, mutant.base.name, mutant.within, marks))
    assert missed == []
    assert rejected > LEAST_REJECTED


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_what_the_secs_xsd_accepts_is_refused_by_edgars_rules_alone(judges: Judges, seed: int) -> None:
    accepted, apart = 0, []
    for mutant, document in chunk(judges, seed):
        if document is not None and is_accepted(judges, mutant, document):
            accepted += 1
            found, expected = {finding.rule for finding in refusals(mutant)}, broken(document, mutant.base.profile)
            if found != expected:
                apart.append((mutant.what, mutant.base.name, found, expected))
    assert apart == []
    assert accepted > LEAST_ACCEPTED


def test_the_stream_is_repeatable(judges: Judges) -> None:
    once, again = (list(mutants(judges.bases, 1, 100)) for _ in range(2))
    assert once == again
    assert once != list(mutants(judges.bases, 2, 100))
