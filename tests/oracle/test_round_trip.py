"""Real filings, read and written again, report the same filing; our XML is valid by the SEC's own XSDs."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from form4gen import Form4, read, to_xml
from form4gen.reading import read_source
from form4gen.resources import resource

pytestmark = pytest.mark.oracle
EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.form4.yaml"))
NOT_EDGARS_BYTES = 4
"""Corpus files whose bytes their host changed: indentation, line ends."""


def schema(path: Path) -> etree.XMLSchema:
    """One of the SEC's XSDs; its include names the common part by a path of the SEC's own."""
    document = etree.parse(path)
    for include in document.iter("{*}include"):
        include.set("schemaLocation", path.with_name("ownershipDocumentCommon.xsd.xml").as_uri())
    return etree.XMLSchema(document)


def test_every_filing_read_and_written_again_is_the_same(shared: Path, tmp_path: Path) -> None:
    corpus = sorted((shared / "corpus" / "form4").glob("*.xml"))
    exact = 0
    for path in corpus:
        data = path.read_bytes()
        written = to_xml(read(data), "disseminated")
        exact += written.strip() == data.strip()
        (tmp_path / path.name).write_bytes(written)
    judge = shared / "bin" / "same_filing.py"
    judged = subprocess.run([sys.executable, judge, shared / "corpus" / "form4", tmp_path], capture_output=True, text=True,
                            check=False)
    assert (judged.returncode, judged.stdout) == (0, f"{len(corpus)}/{len(corpus)} the same\n")
    assert exact == len(corpus) - NOT_EDGARS_BYTES


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.name))
def test_the_secs_xsd_accepts_every_example(shared: Path, path: Path) -> None:
    form4 = read(path.read_bytes())
    if path.name == "sonus-abbott-2014.form4.yaml":
        judge = schema(shared / "edgar" / "xsd-x0306" / "ownership4Document.xsd.xml")
    else:
        name = "ownership4Document.xsd.xml" if form4.form == "4" else "ownership4ADocument.xsd.xml"
        judge = schema(shared / "edgar" / "xsd" / name)
    for profile in ("submission", "disseminated"):
        judge.assertValid(etree.fromstring(to_xml(form4, profile)))


@pytest.mark.parametrize(("ours", "theirs"), [("form4.xsd", "ownership4Document.xsd.xml"),
                                              ("form4a.xsd", "ownership4ADocument.xsd.xml")])
def test_our_xsd_judges_as_the_secs_does(shared: Path, ours: str, theirs: str) -> None:
    mine = etree.XMLSchema(etree.parse(resource("schemas", ours)))
    their = schema(shared / "edgar" / "xsd" / theirs)
    verdicts = set()
    for mutant in mutants(shared, "4/A" if ours == "form4a.xsd" else "4"):
        verdict = their.validate(mutant)
        verdicts.add(verdict)
        assert mine.validate(mutant) == verdict, etree.tostring(mutant).decode()
    assert verdicts == {True, False}


def mutants(shared: Path, form: str) -> Iterator[etree._Element]:
    """Our examples and recent filings, each whole and with one thing changed, the same at every run."""
    chance = random.Random(4)
    sources = [to_xml(as_form(read(path.read_bytes()), form), "disseminated") for path in EXAMPLES]
    recent = sorted((shared / "corpus" / "form4").glob("*_X0609_*.xml"))[:12]
    sources += [to_xml(as_form(read(path.read_bytes()), form), "disseminated") for path in recent]
    for source in sources:
        yield etree.fromstring(source)
        for _ in range(40):
            root = etree.fromstring(source)
            mutate(chance.choice(list(root.iter())[1:]), chance)
            yield root


def as_form(form4: Form4, form: str) -> Form4:
    original = form4.period_of_report if form == "4/A" else None
    return form4.model_copy(update={"form": form, "date_of_original_submission": original})


TEXTS = ["", " ", "x", "1", "true", "TRUE", "-1", "1e3", "1.2345", "1.23456", "1000000000000", ".5", "5.", "1,0", "A", "K",
         "E", "D", "4/A", "MA", "X1", "A0", "C2", "2014-02-30", "2014-01-30-05:00", "F1", *("x" * n for n in
         (8, 11, 15, 31, 41, 51, 61, 101, 151, 256, 2001))]  # fmt: skip


def mutate(element: etree._Element, chance: random.Random) -> None:
    """Drop, repeat, move, rename, retype or mark one element."""
    parent = element.getparent()
    assert parent is not None
    change = chance.randrange(6)
    if change == 0:
        parent.remove(element)
    elif change == 1:
        parent.append(etree.fromstring(etree.tostring(element)))
    elif change == 2:
        parent.insert(chance.randrange(len(parent)), element)
    elif change == 3:
        element.tag = chance.choice(["unknown", "value", "footnoteId", "rptOwnerState"])
    elif change == 4 and "id" in element.attrib:
        element.set("id", chance.choice(["F0", "F01", "F99", "F100", "f1", ""]))
    else:
        element.text = chance.choice(TEXTS)


def test_the_secs_forms_3_and_5_are_told_apart(shared: Path) -> None:
    others = sorted((shared / "corpus" / "other-forms").glob("*.xml"))
    assert len(others) > 10
    for path in others:
        findings = read_source(path.read_bytes()).findings
        assert [finding.rule for finding in findings] == ["TXT016"], path.name
