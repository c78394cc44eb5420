"""The SEC's own XSD accepts every filing that a large one is split into."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from form4gen import Form4, read, to_xml
from form4gen.cli import app
from form4gen.lexical import Day
from form4gen.split import Reporting
from form4gen.yaml_text import to_yaml
from tests.oracle.mutants import schema
from tests.test_split import LARGE, REPORTING, parts, said

pytestmark = pytest.mark.oracle
AMENDMENT = LARGE.model_copy(update={"form": "4/A", "date_of_original_submission": Day("2026-06-02"), "remarks": "All."})


@pytest.mark.parametrize("reporting", REPORTING)
@pytest.mark.parametrize(("form4", "name"), [(LARGE, "ownership4Document"), (AMENDMENT, "ownership4ADocument")])
def test_the_secs_xsd_accepts_every_part(shared: Path, form4: Form4, name: str, reporting: Reporting) -> None:
    judge = schema(shared / "edgar" / "xsd" / f"{name}.xsd.xml")
    assert not judge.validate(etree.fromstring(to_xml(form4)))
    for part in parts(form4, reporting):
        judge.assertValid(etree.fromstring(to_xml(part)))


def test_split_as_it_is_by_default(shared: Path, tmp_path: Path) -> None:
    """95 rows, 12 owners and 60 footnotes, by the command line: valid filings, with every row and owner once."""
    source = tmp_path / "fund.form4.yaml"
    source.write_text(to_yaml(LARGE), encoding="utf-8")
    assert CliRunner().invoke(app, ("build", str(source), "--split", "--only", "xml")).exit_code == 0
    judge = schema(shared / "edgar" / "xsd" / "ownership4Document.xsd.xml")
    documents = [path.read_bytes() for path in sorted(tmp_path.glob("fund.*.xml"))]
    for document in documents:
        judge.assertValid(etree.fromstring(document))
    filings = [read(document) for document in documents]
    assert Counter(row for form4 in filings for row in said(form4)) == Counter(said(LARGE))
    assert Counter(owner.cik for form4 in filings for owner in form4.reporting_owners) == \
        Counter(owner.cik for owner in LARGE.reporting_owners)
    assert {note.text for form4 in filings for note in form4.footnotes} == {note.text for note in LARGE.footnotes}
    assert len(LARGE.footnotes) == 60
