"""SARIF, judged by models that others generated from the standard's schema, and by what code scanning needs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from form4gen.finding import SPEC, Cite, Finding, Mark, Severity
from form4gen.reading import read_source
from form4gen.report import Checked
from form4gen.rules import CATALOGUE
from form4gen.sarif import as_sarif

CASES = Path(__file__).parent / "cases"
SOURCES = sorted(path for path in CASES.rglob("*.*") if path.suffix != ".out")
FINDING = Finding("NAT002", "direct-row-has-no-nature", Severity.SUSPEND, "wrong", ("derivative_table", 0, "ownership"),
                  Cite(SPEC, "3.3"), Mark(13, 5, 9))


def checked(path: Path) -> Checked:
    reading = read_source(path.read_bytes())
    return Checked.of(path.name, reading.draft, reading.findings, reading.form4 is not None)


def run_of(*files: Checked) -> Any:
    (run,) = json.loads(as_sarif(files))["runs"]
    return run


def results(*findings: Finding, file: str = "doe.form4.yaml") -> Any:
    return run_of(Checked(file, "", findings))["results"]


def uri_of(file: str) -> Any:
    return results(FINDING, file=file)[0]["locations"][0]["physicalLocation"]["artifactLocation"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_log_is_valid(path: Path) -> None:
    file = checked(path)
    log = Log.model_validate_json(as_sarif([file]))
    assert len(log.runs[0].results or []) == len(file.findings)


def test_a_log_of_many_files_is_valid_and_lists_each_once() -> None:
    files = [checked(path) for path in SOURCES]
    assert len(Log.model_validate_json(as_sarif(files)).runs[0].results or []) == sum(len(file.findings) for file in files)
    artifacts = run_of(*files, *files, *(file._replace(file=f"./{file.file}") for file in files))["artifacts"]
    assert sorted(artifact["location"]["uri"] for artifact in artifacts) == sorted({path.name for path in SOURCES})


def test_the_judge_can_say_no() -> None:
    log = json.loads(as_sarif([Checked("a", "", [FINDING])]))
    log["runs"][0]["results"][0]["severity"] = "suspend"
    log["runs"][0]["results"][0]["level"] = "suspend"
    with pytest.raises(ValueError, match="2 validation errors"):
        Log.model_validate(log)


def test_a_result_has_its_rule_its_level_and_its_place() -> None:
    (result,) = results(FINDING)
    fingerprint = result.pop("partialFingerprints")
    assert result == {
        "ruleId": "NAT002", "ruleIndex": sorted(CATALOGUE).index("NAT002"), "level": "error", "message": {"text": "wrong"},
        "locations": [{
            "physicalLocation": {"artifactLocation": {"uri": "doe.form4.yaml", "uriBaseId": "%SRCROOT%"},
                                 "region": {"startLine": 13, "startColumn": 5, "endColumn": 9}},
            "logicalLocations": [{"fullyQualifiedName": "derivative_table[0].ownership"}],
        }],
    }
    assert re.fullmatch("[0-9a-f]{16}:1", fingerprint["form4genFinding/v1"])


def test_a_finding_at_a_point_reaches_to_the_end_of_its_line_and_one_without_a_place_is_on_the_first() -> None:
    (point,) = results(replace(FINDING, mark=Mark(13, 5, 5)))
    (nowhere,) = results(replace(FINDING, mark=None, place=()))
    assert point["locations"][0]["physicalLocation"]["region"] == {"startLine": 13, "startColumn": 5}
    assert nowhere["locations"] == [{"physicalLocation": {
        "artifactLocation": {"uri": "doe.form4.yaml", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 1}}}]


@pytest.mark.parametrize(("severity", "level"), [("suspend", "error"), ("rule", "error"), ("warn", "warning"),
                                                 ("practice", "note")])
def test_a_severity_is_a_level(severity: str, level: str) -> None:
    assert results(replace(FINDING, severity=Severity(severity)))[0]["level"] == level


@pytest.mark.parametrize(("file", "uri"), [
    ("a/b c.yaml", "a/b%20c.yaml"), ("./a.yaml", "a.yaml"), ("1:2%.yaml", "1%3A2%25.yaml"),
    ("é#?.yaml", "%C3%A9%23%3F.yaml"), ("\udcff.yaml", "%FF.yaml"),
])
def test_a_name_is_a_uri_below_the_folder(file: str, uri: str) -> None:
    assert uri_of(file) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(("file", "uri"), [
    ("../a.yaml", "../a.yaml"), ("<stdin>", "%3Cstdin%3E"),
    (str(Path("/a b/c.yaml").absolute()), Path("/a b/c.yaml").as_uri()),
])
def test_what_is_not_below_the_folder_has_no_base(file: str, uri: str) -> None:
    assert uri_of(file) == {"uri": uri}


def test_every_rule_is_there_with_its_text() -> None:
    rules = run_of()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CATALOGUE)
    nat002 = next(rule for rule in rules if rule["id"] == "NAT002")
    entry = CATALOGUE["NAT002"]
    assert nat002["name"] == "DirectRowHasNoNature"
    assert nat002["shortDescription"] == {"text": entry.title}
    assert nat002["defaultConfiguration"] == {"level": "error"}
    assert nat002["properties"] == {"severity": "suspend", "citation": str(entry.citation), "tags": ["nature of ownership"]}
    assert "\n```yaml\n" in nat002["help"]["markdown"]


def test_no_text_is_longer_than_code_scanning_shows() -> None:
    rules = run_of()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules if len(rule["fullDescription"]["text"]) > 1024] == []


def fingerprints(*findings: Finding, file: str = "doe.form4.yaml") -> list[str]:
    return [result["partialFingerprints"]["form4genFinding/v1"] for result in results(*findings, file=file)]


def test_a_fingerprint_stays_when_lines_and_rows_move_and_tells_findings_apart() -> None:
    moved = replace(FINDING, mark=Mark(99, 1, 2), place=("derivative_table", 7, "ownership"))
    (known,) = fingerprints(FINDING)
    assert fingerprints(moved) == [known]
    assert fingerprints(FINDING, moved) == [known, known.replace(":1", ":2")]
    others = [replace(FINDING, rule="NAT001"), replace(FINDING, message="other"), replace(FINDING, place=("remarks",))]
    assert len({known, *fingerprints(*others), *fingerprints(FINDING, file="b.yaml")}) == 5


def test_what_is_not_shown_is_counted_beside_the_run() -> None:
    run = run_of(Checked("a", "", [FINDING]).showing(()))
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True, "properties": {"notShown": 1}}]


def test_a_file_that_is_no_filing_yet_is_said_not_to_be_judged() -> None:
    file = Checked("a b", "", [FINDING], is_judged=False)
    Log.model_validate_json(as_sarif([file]))
    (invocation,) = run_of(file, Checked("c", "", []))["invocations"]
    assert invocation == {"executionSuccessful": True, "properties": {"notShown": 0}, "toolExecutionNotifications": [{
        "level": "warning", "message": {"text": "the rules were not asked; they are when these findings are mended"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a%20b", "uriBaseId": "%SRCROOT%"}}}]}]}


def test_lines_end_as_the_parser_counts_them() -> None:
    xml, yaml = Checked("a.xml", "", [], from_xml=True), Checked("a.yaml", "", [])
    assert run_of(xml, xml)["newlineSequences"] == ["\r\n", "\r", "\n"]
    for files in ([yaml], [xml, yaml], []):
        assert run_of(*files)["newlineSequences"] == ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029"]


def test_a_fingerprint_is_of_the_file_however_it_is_named() -> None:
    assert fingerprints(FINDING, file="./a.yaml") == fingerprints(FINDING, file="a.yaml")
    assert fingerprints(FINDING, file="b/a.yaml") != fingerprints(FINDING, file="a.yaml")
    assert fingerprints(FINDING, file="\udcff.yaml") != fingerprints(FINDING, file="%FF.yaml")
