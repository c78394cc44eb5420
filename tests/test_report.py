"""Findings as text and JSON; the exact text is in ``cases``."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pydantic import ValidationError

from form4gen import ReportingOwner
from form4gen.finding import CFR, SPEC, Cite, Finding, Mark, Severity, in_order
from form4gen.github import as_github
from form4gen.reading import read_source
from form4gen.report import Checked, as_json, as_text, snippet
from form4gen.sarif import as_sarif


def finding(line: int = 1, severity: Severity = Severity.SUSPEND, message: str = "wrong") -> Finding:
    return Finding("NAT002", "direct-row-has-no-nature", severity, message, ("derivative_table", 0, "shares"),
                   Cite(SPEC, "3.3"), Mark(line, 3, 6))


def test_a_section_of_the_regulations_is_cited_as_lawyers_do() -> None:
    assert str(Cite(CFR, "240.16a-3(g)(1)")) == "17 CFR 240.16a-3(g)(1)"
    assert str(Cite(SPEC, "3.3")) == "EDGAR Ownership XML Technical Specification v5.5, 3.3"


def test_json_is_one_object_with_everything_a_program_needs() -> None:
    listed = json.loads(as_json([Checked("a.yaml", "", [finding()]), Checked("b.yaml", "", [])]))
    assert listed == {"version": 1, "not_shown": 0, "files": [
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


def test_what_is_not_shown_is_counted() -> None:
    warned = replace(finding(2, Severity.WARN), rule="FTN001")
    file = Checked("a", "", [finding(), warned]).showing({"FTN001"})
    assert as_text([file]).splitlines()[0].startswith("a:2:3: warn FTN001")
    assert as_text([file]).splitlines()[-1] == "2 findings in 1 file: 1 suspend, 1 warn; 1 not shown"
    assert as_text([file.showing(())]) == "2 findings in 1 file: 1 suspend, 1 warn; 2 not shown\n"
    listed = json.loads(as_json([file, file]))
    assert (listed["not_shown"], [[found["rule"] for found in each["findings"]] for each in listed["files"]]) == \
        (2, [["FTN001"], ["FTN001"]])


def test_colour_is_for_the_severity_alone() -> None:
    assert "\x1b[31;1msuspend\x1b[0m NAT002" in as_text([Checked("a", "", [finding()])], colour=True)
    assert "\x1b" not in as_text([Checked("a", "", [finding()])])


def test_a_long_line_is_shown_around_the_place() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    _, _ = shown = list(snippet([line], Mark(1, 501, 505)))
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


SECRET = "abcd#234"


def every_report(checked: list[Checked]) -> str:
    """What each report says of files; a log of SARIF without its rules, whose examples may show an invented CCC."""
    (run,) = json.loads(as_sarif(checked))["runs"]
    return as_text(checked) + as_json(checked) + as_github(checked) + json.dumps({**run, "tool": None})


@pytest.mark.parametrize("source", [
    "issuer: 5\nreporting_owners: [{cik: x, ccc: 'abcd#234'}]",
    "reporting_owners: [{cik: x, ccc: {value: 'abcd#234'}}]",
    "reporting_owners:\n  - cik: x\n    ccc:\n      - 'abcd#234'",
    "reporting_owners:\n  - cik: x\n    ccc: abcd#234x",
    "reporting_owners:\n  - {cik: x, ccc: abcd#234, name: [abcd#234]}\nremarks: [abcd#234]",
    "ccc: abcd#234\nccc: abcd#234",
    "ccc: *abcd#234",
    "ccc: !abcd#234",
    'ccc: "abcd#234',
    "ccc: abcd#234: x",
    '{"reporting_owners": [{"cik": "x", "CCC": "abcd#234"}]}',
    "<ownershipDocument><documentType>4</documentType><rptOwnerCcc x='1'>abcd#234</rptOwnerCcc></ownershipDocument>",
    "<ownershipDocument><documentType>4</documentType><reportingOwner><reportingOwnerId>\n<rptOwnerCcc>\nabcd#234\n"
    "</rptOwnerCcc></reportingOwnerId></reportingOwner></ownershipDocument>",
    "<ownershipDocument><rptOwnerCcc>abcd#234</rptOwner></ownershipDocument>",
])  # fmt: skip
def test_a_ccc_never_shows(source: str) -> None:
    reading = read_source(source.encode())
    checked = [Checked("x", reading.draft.text, reading.findings, reading.draft.secrets)]
    assert reading.findings
    assert SECRET not in every_report(checked) + repr(reading)


def test_a_ccc_that_is_a_key_too_shows_in_no_place() -> None:
    reading = read_source(b"reporting_owners: [{cik: x, ccc: abcd#234, abcd#234: x}]")
    checked = [Checked("x", reading.draft.text, reading.findings, reading.draft.secrets)]
    assert "reporting_owners[0].********" in as_text(checked)
    assert SECRET not in every_report(checked)


def test_pythons_own_errors_show_no_ccc() -> None:
    with pytest.raises(ValidationError) as error:
        ReportingOwner.model_validate({"cik": "1", "ccc": "abcd#2345", "relationship": {}})
    assert "abcd" not in str(error.value)


def test_a_text_too_short_to_be_a_ccc_hides_nothing() -> None:
    reading = read_source(b"ccc: '1'\nremarks: x\nissuer: 1,200\n")
    assert "3 | issuer: 1,200" in as_text([Checked("x", reading.draft.text, reading.findings, reading.draft.secrets)])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_yaml_counts_them(end: str) -> None:
    reading = read_source(end.join(["remarks: 'a\u2028b'", "form: 4", "issuer: 1,200"]).encode())
    text = as_text([Checked("x", reading.draft.text, reading.findings, reading.draft.secrets)])
    assert " | issuer: 1,200\n" in text


def test_what_has_no_stretch_has_no_snippet() -> None:
    assert list(snippet(["form: 4"], Mark(1, 1, 1))) == []
    assert list(snippet(["form: 4"], Mark(2, 1, 2))) == []
