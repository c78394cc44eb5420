"""Findings as GitHub's workflow commands: a line each, and no way for a filing to write another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from form4gen.finding import SPEC, Cite, Finding, Mark, Severity
from form4gen.github import as_github
from form4gen.report import Checked

FINDING = Finding("NAT002", "direct-row-has-no-nature", Severity.SUSPEND, "'By trust' is wrong", ("derivative_table", 0),
                  Cite(SPEC, "3.3"), Mark(13, 5, 9))
SOURCE = "EDGAR Ownership XML Technical Specification v5.5, 3.3"


def commands(*findings: Finding, file: str = "doe.form4.yaml") -> list[str]:
    return as_github([Checked(file, "", findings)]).splitlines()


def test_a_finding_is_a_command_and_the_last_line_counts() -> None:
    assert commands(FINDING) == [
        "::error file=doe.form4.yaml,line=13,col=5,endColumn=9,title=NAT002 direct-row-has-no-nature::"
        f"'By trust' is wrong%0Aderivative_table[0]; {SOURCE}",
        "1 finding in 1 file: 1 suspend",
    ]


def test_a_finding_without_a_place_annotates_the_file() -> None:
    assert commands(replace(FINDING, place=(), mark=None), file="./a/b.yaml")[0] == \
        f"::error file=a/b.yaml,title=NAT002 direct-row-has-no-nature::'By trust' is wrong%0A{SOURCE}"


@pytest.mark.parametrize(("severity", "level"), [("suspend", "error"), ("rule", "error"), ("warn", "warning"),
                                                 ("practice", "notice")])
def test_a_severity_is_a_level(severity: str, level: str) -> None:
    assert commands(replace(FINDING, severity=Severity(severity)))[0].startswith(f"::{level} ")


def test_nothing_that_an_author_wrote_begins_a_command() -> None:
    name = "a,line=1::x\r\n::stop-commands::y%0A.yaml"
    spoken = replace(FINDING, message="5%\r\n::add-mask::x", place=("a\n::debug::", 0))
    first, last = commands(spoken, file=name)
    assert first.startswith("::error file=a%2Cline=1%3A%3Ax??%3A%3Astop-commands%3A%3Ay%250A.yaml,line=13,")
    assert first.split("::", 2)[2] == f"5%25??::add-mask::x%0Aa?::debug::[0]; {SOURCE}"
    assert last == "1 finding in 1 file: 1 suspend"


def test_a_file_that_is_no_filing_yet_is_said_not_to_be_judged() -> None:
    files = [Checked("::stop-commands::a", "", [FINDING], is_judged=False), Checked("b", "", [])]
    assert as_github(files).splitlines()[1:] == [
        "::notice file=%3A%3Astop-commands%3A%3Aa,title=not judged::::stop-commands::a: the rules were not asked; they are "
        "when these findings are mended", "1 finding in 2 files: 1 suspend"]


def test_what_is_not_shown_is_no_command() -> None:
    assert as_github([Checked("a", "", [FINDING]).showing(())]) == "1 finding in 1 file: 1 suspend; 1 not shown\n"
