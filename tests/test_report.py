"""Findings as text and JSON; the exact text is in ``cases``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from form4gen import ReportingOwner
from form4gen.ccc import masked
from form4gen.finding import CFR, SPEC, Cite, Finding, Mark, Severity, in_order
from form4gen.github import as_github
from form4gen.reading import read_source
from form4gen.report import Checked, as_json, as_text, snippet, visible
from form4gen.sarif import as_sarif

BASE = Path(__file__).parent / "base.form4.yaml"


def finding(line: int = 1, severity: Severity = Severity.SUSPEND, message: str = "wrong") -> Finding:
    return Finding("NAT002", "direct-row-has-no-nature", severity, message, ("derivative_table", 0, "shares"),
                   Cite(SPEC, "3.3"), Mark(line, 3, 6))


def checked(source: bytes, into_ascii: bool = False) -> Checked:
    reading = read_source(source, into_ascii=into_ascii)
    return Checked.of("x", reading.draft, reading.findings, reading.form4 is not None)


def test_a_section_of_the_regulations_is_cited_as_lawyers_do() -> None:
    assert str(Cite(CFR, "240.16a-3(g)(1)")) == "17 CFR 240.16a-3(g)(1)"
    assert str(Cite(SPEC, "3.3")) == "EDGAR Ownership XML Technical Specification v5.5, 3.3"


def test_json_is_one_object_with_everything_a_program_needs() -> None:
    listed = json.loads(as_json([Checked("a.yaml", "", [finding()]), Checked("b.yaml", "", [])]))
    assert listed == {"version": 1, "not_shown": 0, "files": [
        {"file": "a.yaml", "judged": True, "findings": [{
            "rule": "NAT002", "name": "direct-row-has-no-nature", "severity": "suspend", "message": "wrong", "line": 1,
            "column": 3, "place": "derivative_table[0].shares",
            "citation": "EDGAR Ownership XML Technical Specification v5.5, 3.3"}]},
        {"file": "b.yaml", "judged": True, "findings": []},
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


UNJUDGED = Checked("a", "", [finding()], is_judged=False)
NOT_ASKED = "the rules were not asked; they are when these findings are mended"


def test_a_file_that_is_no_filing_yet_is_said_not_to_be_judged() -> None:
    assert as_text([UNJUDGED, Checked("b", "", []), UNJUDGED._replace(file="c")]).split("\n\n")[-1] == \
        f"a: {NOT_ASKED}\nc: {NOT_ASKED}\n2 findings in 3 files: 2 suspend\n"
    assert as_text([UNJUDGED.showing(())]) == f"a: {NOT_ASKED}\n1 finding in 1 file: 1 suspend; 1 not shown\n"
    assert [file["judged"] for file in json.loads(as_json([UNJUDGED, Checked("b", "", [])]))["files"]] == [False, True]


@pytest.mark.parametrize(("source", "is_judged"), [
    ("form: 4", False), ("remarks: [", False), ("<x/>", False), ("<ownershipDocument><documentType>4</documentType>"
    "</ownershipDocument>", False), (BASE.read_text(encoding="utf-8"), True),
    (BASE.read_text(encoding="utf-8").replace("name: /s/", "name: \u2019/s/"), True),
])  # fmt: skip
def test_what_is_judged(source: str, is_judged: bool) -> None:
    assert (NOT_ASKED in every_report([checked(source.encode())])) is not is_judged


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


@pytest.mark.parametrize(("line", "column", "carets"), [
    ("name: \u682a\u5f0f \u4f1a", 10, "           ^^"), ("a\u0301\u200be x", 4, " ^"), ("\u00ad\ud55cx", 3, "   ^"),
    ("a\u0301", 2, " ^"), ("caf\u00e9 x", 6, "     ^"),
])
def test_carets_stand_under_what_a_terminal_shows(line: str, column: int, carets: str) -> None:
    assert list(snippet([line], Mark(1, column, column + 1)))[1] == f"      | {carets}"


def test_findings_come_in_order_of_place_and_none_is_lost() -> None:
    first, second, other = finding(1), finding(2), finding(2, message="wrong too")
    assert in_order([other, second, first, first]) == [first, second, other]


def test_findings_without_a_text_come_in_order_of_row() -> None:
    tenth, second = (replace(finding(), place=("derivative_table", row), mark=None) for row in (10, 2))
    assert in_order([tenth, second]) == [second, tenth]


HOSTILE = "\x1b]0;x\x07\x9b2J\u202e\u2066\u200f\u2028\n\r\t\x7f"
HARMLESS = "?]0;x??2J?????? ?"


@pytest.mark.parametrize("report", [as_text, as_github])
def test_nothing_that_a_user_wrote_commands_a_terminal(report: Callable[[list[Checked]], str]) -> None:
    spoken = replace(finding(message=f"bad {HOSTILE}"), place=(HOSTILE,), mark=Mark(1, 2, 3))
    said = report([Checked(f"a{HOSTILE}.yaml", f"form: 4 {HOSTILE[:11]}", [spoken], is_judged=False)])
    assert not set(HOSTILE) & set(said) - set("]0;x2J\n")
    assert f"bad {HARMLESS}" in said
    assert f"a{HARMLESS}.yaml" in said
    assert said.count("\n") == (7 if report is as_text else 3)


def test_a_line_with_control_characters_keeps_its_columns() -> None:
    assert list(snippet(["a\x1b[31m\u202e: 1,2\tx"], Mark(1, 10, 13))) == ["    1 | a?[31m?: 1,2 x", "      |          ^^^"]


def test_a_letter_that_is_no_control_character_stays() -> None:
    assert visible("caf\u00e9 \u682a \u05d0 \u2019 \U0001f600") == "caf\u00e9 \u682a \u05d0 \u2019 \U0001f600"


SECRET = "abcd#234"


def every_report(files: list[Checked]) -> str:
    """What each report says of files; a log of SARIF without its rules, whose examples may show an invented CCC."""
    (run,) = json.loads(as_sarif(files))["runs"]
    return as_text(files) + as_json(files) + as_github(files) + json.dumps({**run, "tool": None})


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
    "0001234567: abcd#234",
    "0001234567: abcd#234\n0001234568: efgh#234\n",
    "# ours\n0001234567:abcd#234\n0001234568:efgh#234\n",
    "'0001234567' : 'abcd#234'",
    "1234567: abcd#234 # Doe's\n8: [\n",
    "0001234567: [abcd#234",
    "0001234567:abcd#234:\nx: abcd#234",
    "reporting_owners:\n  - cik: x\n    ccc:   # Doe's\n\n      # it is\n\n      abcd#234: x: y\n",
    "reporting_owners:\n  - cik: x\n    ccc: |\n\n      a\n      abcd#234\n   b: [",
    "reporting_owners: [\n  {cik: x,\n   ccc:\n\n   abcd#234 }}]",
    "reporting_owners: [{cik: x, ccc: abcd#234}]\nremarks: 'abcd#234\nissuer: abcd#234: x",
    "ccc: x\nccc: abcd#234\nremarks: [abcd#234]",
    "ccc: {abcd#234}\nremarks: [abcd#234]",
    "x: &a abcd#234\nreporting_owners: [{cik: x, ccc: *a}]",
    "x: &a [abcd#234]\nccc: *a\nissuer: abcd#234",
    "reporting_owners: [{cik: x, rptOwnerCcc: abcd#234}]\nissuer: abcd#234",
    "reporting_owners: [{cik: x, my_ccc: {it: [abcd#234]}}]\nissuer: abcd#234",
    f"reporting_owners: [{{cik: x, ccc: abcd#234}}]\nissuer: {'x' * 76}abcd#234",
    "<ownershipDocument><documentType>4</documentType><rptOwnerCCC>abcd#234</rptOwnerCCC><remarks>abcd#234</remarks>\n"
    "<issuer>abcd#234</issuer></ownershipDocument>",
    "<ownershipDocument><documentType>4</documentType>\n<ccc>abcd#234</ccc>\n<remarks>a</remarks>\n"
    "<periodOfReport>abcd#234</periodOfReport></ownershipDocument>",
    "<ownershipDocument><documentType>4</documentType>\n<rptOwnerCcc><value>\nabcd#234</value></rptOwnerCcc>\n\n"
    "<periodOfReport>abcd#234</periodOfReport></ownershipDocument>",
    "<ownershipDocument><documentType>4</documentType><reportingOwner><reportingOwnerId>\n<rptOwnerCcc>efgh#567</rptOwnerCcc>"
    "\n<rptOwnerCcc>abcd#234</rptOwnerCcc></reportingOwnerId></reportingOwner>\n\n"
    "<periodOfReport>abcd#234</periodOfReport></ownershipDocument>",
    "<ownershipDocument><documentType>4</documentType>\n<owner ccc='abcd#234'/>\n\n"
    "<periodOfReport>abcd#234</periodOfReport></ownershipDocument>",
    "<ownershipDocument><documentType>abcd#234</documentType><ccc>abcd#234</ccc></ownershipDocument>",
    "<ownershipDocument><ccc>abcd#234</ccc>\n\n<remarks>abcd#234</remark></ownershipDocument>",
    "<ownershipDocument><rptOwnerCcc>\n<!-- a -->\n\n<?a?>abcd#234</rptOwnerCcc></ownershipDocument>",
    "<ownershipDocument><rptOwnerCcc>\n\n\nabcd#234&</rptOwnerCcc></ownershipDocument>",
])  # fmt: skip
def test_a_ccc_never_shows(source: str) -> None:
    reading = read_source(source.encode())
    assert reading.findings
    assert SECRET not in every_report([checked(source.encode())]) + repr(reading)


def test_a_ccc_with_a_curly_quote_shows_in_no_spelling() -> None:
    file = checked("reporting_owners: [{cik: x, ccc: abcd\u2019234}]\nissuer: abcd\u2019234".encode(), into_ascii=True)
    said = every_report([file])
    assert "abcd" not in said
    assert "'********' stands where a group of values belongs" in as_text([file])


@pytest.mark.parametrize("secret", ["ab\\d#234", "ab'd#234", "\u2018abcd#234\u2019"])
def test_a_ccc_shows_in_no_quotation(secret: str) -> None:
    tree = json.dumps({"reporting_owners": [{"cik": f'"{secret}"', "ccc": secret}], "issuer": secret})
    said = as_text([checked(tree.encode())])
    assert "d#234" not in said
    assert "********" in said


def test_of_two_cccs_the_longer_is_hidden_first() -> None:
    assert masked("abcd#234x abcd#234", {"abcd#234", "abcd#234x"}) == "********* ********"


def test_where_too_many_words_may_be_cccs_nothing_is_shown() -> None:
    words = " ".join(f"word{number:05}" for number in range(2000))
    for source in (f"x: 1,2\nccc: {words}", f"x: 1,2\nccc: [{words.replace(' ', ', ')}]",
                   f"<ownershipDocument><documentType>4</documentType><ccc>{words}</ccc></ownershipDocument>",
                   f"<ownershipDocument><ccc>{words}</ccc><word00001></x>"):
        (found,) = (file := checked(source.encode())).findings
        assert found.rule == "TXT001"
        assert "word" not in as_text([file]).replace("1,000 words", "")


def test_a_file_of_cccs_shows_no_line_and_a_filing_with_numbered_names_does() -> None:
    assert " | " not in as_text([checked(b"0001234567: 'my code'\n0001234568: x\n")])
    assert " | 12: 1,2 x" in as_text([Checked("x", "12: 1,2 x", [finding()])])
    named = b"form: 4\nfootnotes:\n  1: Acquired\nremarks: [Acquired]\n"
    assert "4 | remarks: [Acquired]" in as_text([checked(named)])


def test_a_file_that_cannot_be_read_shows_what_stands_after_the_ccc_and_is_none() -> None:
    source = "reporting_owners:\n  - cik: x\n    ccc:\n      abcd#234\n    name: x\nremarks: [\n  x: }]"
    assert "7 |   x: }]" in as_text([checked(source.encode())])


ONE_LINE = "<ownershipDocument><documentType>4</documentType><rptOwnerCcc>abcd#234</rptOwnerCcc>" + "<!-- -->" * 40 + \
    "<periodOfReport>2026-02-30</periodOfReport></ownershipDocument>"


def test_a_line_is_shown_where_the_ccc_stands_far_from_the_finding() -> None:
    said = as_text([checked(ONE_LINE.encode())])
    assert "<periodOfReport>2026-02-30</periodOfReport>" in said
    assert "rptOwnerCcc>" not in said.replace("<rptOwnerCcc> is no element", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_xml_counts_them(end: str) -> None:
    lines = ["<ownershipDocument><documentType>4</documentType>", "<remarks>a\x85b\u2028c\u2029d</remarks>", "",
             "<periodOfReport>2026-02-30</periodOfReport></ownershipDocument>"]
    said = as_text([checked(end.join(lines).encode())])
    assert f"4 | {lines[3]}\n      |                 ^^^^^^^^^^\n" in said


def test_a_ccc_that_is_a_key_too_shows_in_no_place() -> None:
    file = checked(b"reporting_owners: [{cik: x, ccc: abcd#234, abcd#234: x}]")
    assert "reporting_owners[0].********" in as_text([file])
    assert SECRET not in every_report([file])


def test_pythons_own_errors_show_no_ccc() -> None:
    with pytest.raises(ValidationError) as error:
        ReportingOwner.model_validate({"cik": "1", "ccc": "abcd#2345", "relationship": {}})
    assert "abcd" not in str(error.value)


def test_a_text_too_short_to_be_a_ccc_hides_nothing() -> None:
    assert "3 | issuer: 1,200" in as_text([checked(b"ccc: '1'\nremarks: x\nissuer: 1,200\n")])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_yaml_counts_them(end: str) -> None:
    text = as_text([checked(end.join(["remarks: 'a\u2028b'", "form: 4", "issuer: 1,200"]).encode())])
    assert " | issuer: 1,200\n" in text


def test_what_has_no_stretch_has_no_snippet() -> None:
    assert list(snippet(["form: 4"], Mark(1, 1, 1))) == []
    assert list(snippet(["form: 4"], Mark(2, 1, 2))) == []
