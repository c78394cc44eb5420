"""The rules and 333 filings that EDGAR accepted: what EDGAR took, no rule may refuse; and what they find else is known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from form4gen.finding import Finding, Severity
from form4gen.rules import check
from form4gen.shape import to_form4
from form4gen.xml_draft import read_xml

pytestmark = pytest.mark.oracle

KNOWN = {
    "DAY005": 1,
    "DAY006": 6,
    "DAY009": 6,
    "DOC010": 2,
    "DOC017": 1,
    "DRV002": 1,
    "DRV011": 1,
    "DRV012": 1,
    "FTN008": 18,
    "FTN009": 1,
    "FTN010": 1,
    "HLD001": 1,
    "HLD003": 1,
    "HLD005": 6,
    "OWN017": 2,
    "TXN003": 1,
    "TXN004": 1,
    "TXN006": 3,
    "TXN007": 2,
    "TXN010": 2,
    "TXN031": 1,
    "TXN032": 2,
}
"""How often each rule finds something. Whoever changes a number has looked at the filings that make the difference."""


@pytest.fixture(scope="module")
def found(shared: Path) -> dict[str, list[Finding]]:
    """What is found in each filing."""
    found = {}
    for path in sorted((shared / "corpus" / "form4").glob("*.xml")):
        form4, faults = to_form4(read_xml(path.read_bytes()))
        found[path.name] = faults if form4 is None else check(form4)
    return found


def test_no_rule_refuses_a_filing_that_edgar_accepted(found: dict[str, list[Finding]]) -> None:
    refused = {name: refusals for name, findings in found.items()
               if (refusals := [finding for finding in findings if finding.severity is Severity.SUSPEND])}
    assert refused == {}
    assert len(found) == 333


def test_what_else_the_rules_find_is_known(found: dict[str, list[Finding]]) -> None:
    assert Counter(finding.rule for findings in found.values() for finding in findings) == KNOWN
