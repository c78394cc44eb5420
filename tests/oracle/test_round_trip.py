"""Real filings, read and written again, report the same filing; our XML is valid by the SEC's own XSDs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from form4gen import read, to_xml
from form4gen.reading import read_source
from tests.oracle.mutants import EXAMPLES, schema

pytestmark = pytest.mark.oracle
NOT_EDGARS_BYTES = {
    "4_X0306_0001640147_1.xml": "without the XML declaration and the blank lines",
    "4_X0508_0001318605_1.xml": "indented by sixteen blanks more",
    "4_X0508_0001318605_2.xml": "without the blank lines",
    "4_X0508_0001860782_1.xml": "the line ends of a feed (CR)",
}
"""Corpus files whose bytes their host changed, and how."""


def test_every_filing_read_and_written_again_is_the_same(shared: Path, tmp_path: Path) -> None:
    corpus = sorted((shared / "corpus" / "form4").glob("*.xml"))
    inexact = set()
    for path in corpus:
        data = path.read_bytes()
        written = to_xml(read(data), "disseminated")
        if written.strip() != data.strip():
            inexact.add(path.name)
        (tmp_path / path.name).write_bytes(written)
    judge = shared / "bin" / "same_filing.py"
    judged = subprocess.run([sys.executable, judge, shared / "corpus" / "form4", tmp_path], capture_output=True, text=True,
                            check=False)
    assert (judged.returncode, judged.stdout) == (0, f"{len(corpus)}/{len(corpus)} the same\n")
    assert inexact == {*NOT_EDGARS_BYTES}


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


def test_the_secs_forms_3_and_5_are_told_apart(shared: Path) -> None:
    others = sorted((shared / "corpus" / "other-forms").glob("*.xml"))
    assert len(others) > 10
    for path in others:
        findings = read_source(path.read_bytes()).findings
        assert [finding.rule for finding in findings] == ["TXT016"], path.name
