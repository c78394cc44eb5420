"""The rules and 333 filings that EDGAR accepted: what EDGAR took, no rule may refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from form4gen.finding import Severity
from form4gen.rules import check
from form4gen.shape import to_form4
from form4gen.xml_draft import read_xml

pytestmark = pytest.mark.oracle


def test_no_rule_refuses_a_filing_that_edgar_accepted(shared: Path) -> None:
    filings = sorted((shared / "corpus" / "form4").glob("*.xml"))
    refused = {}
    for path in filings:
        form4, faults = to_form4(read_xml(path.read_bytes()))
        found = faults if form4 is None else check(form4)
        if refusals := [finding for finding in found if finding.severity is Severity.SUSPEND]:
            refused[path.name] = refusals
    assert refused == {}
    assert len(filings) == 333
