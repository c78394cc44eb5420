"""Findings as text and JSON; the exact text is in ``cases``."""

from __future__ import annotations

import json
from dataclasses import replace

from form4gen.finding import SPEC, Cite, Finding, Mark, Severity, in_order
from form4gen.report import Checked, as_json, as_text, masked, snippet


def finding(line: int = 1, severity: Severity = Severity.SUSPEND, message: str = "wrong") -> Finding:
    return Finding("NAT002", "direct-row-has-no-nature", severity, message, ("derivative_table", 0, "shares"),
                   Cite(SPEC, "3.3"), Mark(line, 3, 6))


def test_json_is_one_object_with_everything_a_program_needs() -> None:
    listed = json.loads(as_json([Checked("a.yaml", "", [finding()]), Checked("b.yaml", "", [])]))
    assert listed == {"version": 1, "files": [
        {"file": "a.yaml", "findings": [{
            "rule": "NAT002", "name": "direct-row-has-no-nature", "severity": "suspend", "message": "wrong", "line": 1,
            "column": 3, "place": "derivative_table[0].shares",
            "citation": "EDGAR Ownership XML Technical Specification v5.5, 3.3"}]},
        {"file": "b.yaml", "findings": []},
    ]}


def test_a_finding_without_a_text_has_no_line() -> None:
    built = Finding("SIG001", "filing-is-signed", Severity.SUSPEND, "unsigned", (), Cite(SPEC, "3.5"))
    assert as_text([Checked("filing", "", [built])]).splitlines()[:2] == [
        "filing: suspend SIG001 filing-is-signed: unsigned",
        "    = EDGAR Ownership XML Technical Specification v5.5, 3.5",
    ]
    assert json.loads(as_json([Checked("filing", "", [built])]))["files"][0]["findings"][0]["line"] is None


def test_the_last_line_counts_by_severity() -> None:
    files = [Checked("a", "", [finding(), finding(2, Severity.WARN)]), Checked("b", "", [finding(3, Severity.WARN)])]
    assert as_text(files).splitlines()[-1] == "3 findings in 2 files: 1 suspend, 2 warn"
    assert as_text([Checked("a", "", [])]) == "1 file, no findings\n"


def test_colour_is_for_the_severity_alone() -> None:
    assert "\x1b[31;1msuspend\x1b[0m NAT002" in as_text([Checked("a", "", [finding()])], colour=True)
    assert "\x1b" not in as_text([Checked("a", "", [finding()])])


def test_a_long_line_is_shown_around_the_place() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    _, _ = shown = list(snippet(line, Mark(1, 501, 505)))
    at = shown[1].index("^")
    assert shown[0][at : at + 4] == "HERE"
    assert shown[1].count("^") == 4
    assert len(shown[0]) < 180


def test_findings_come_in_order_of_place_and_none_is_lost() -> None:
    first, second, other = finding(1), finding(2), finding(2, message="wrong too")
    assert in_order([other, second, first, first]) == [first, second, other]


def test_findings_without_a_text_come_in_order_of_row() -> None:
    tenth, second = (replace(finding(), place=("derivative_table", row), mark=None) for row in (10, 2))
    assert in_order([tenth, second]) == [second, tenth]


def test_a_ccc_never_shows() -> None:
    assert masked("- {cik: 1, ccc: abcd#234, name: x}") == "- {cik: 1, ccc: ********, name: x}"
    assert masked('"CCC": "abcd#234"') == '"CCC": "********"'
    assert masked("<rptOwnerCcc>abcd#234</rptOwnerCcc>") == "<rptOwnerCcc>********</rptOwnerCcc>"
    assert masked("odd: a b,c}d", secrets={"a b,c}d"}) == "odd: *******"
