"""The commands as a user runs them: what they print, what they write, how they exit."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from form4gen import outputs, read, to_pdf
from form4gen.cli import COMMANDS, app
from form4gen.rules import CATALOGUE

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
EXAMPLES = Path(__file__).parent.parent / "examples"
GOOD = (EXAMPLES / "gift-2026.form4.yaml").read_text(encoding="utf-8")
SUSPENDED = GOOD.replace("    ownership: direct", "    ownership: {direct_or_indirect: D, nature: By trust}")
UNREADABLE = GOOD.replace("shares: 1200", "shares: 1,200")


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, words, input=given)


def source(text: str = GOOD, name: str = "doe.form4.yaml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_check_of_a_good_file() -> None:
    result = run("check", source())
    assert (result.exit_code, result.stdout) == (0, "1 file, no findings\n")


def test_check_shows_the_line_and_exits_1() -> None:
    result = run("check", source(SUSPENDED))
    assert result.exit_code == 1
    assert result.stdout.startswith("doe.form4.yaml:25:48: suspend NAT002 direct-row-has-no-nature: 'By trust'")


def test_check_of_several_files_in_json() -> None:
    result = run("check", source(), source(UNREADABLE, "bad.yaml"), "--format", "json")
    files = json.loads(result.stdout)["files"]
    assert result.exit_code == 1
    assert [(file["file"], [finding["rule"] for finding in file["findings"]]) for file in files] == \
        [("doe.form4.yaml", []), ("bad.yaml", ["TXT005"])]


TWO = SUSPENDED.replace("{is_director: true}", "{is_director: true, officer_title: Chair}")


@pytest.mark.parametrize("words", [
    ("--select", "NAT002"), ("--select", "nat002,FTN001"), ("--select", "direct-row-has-no-nature"), ("--family", "NAT"),
    ("--select", "NAT002,"), ("--family", ",NAT, ,"),
    ("--family", "FTN, nat"), ("--family", "FTN", "--select", "NAT002"), ("--family", "FTN", "--family", "NAT"),
])
def test_what_is_selected_is_shown_and_everything_is_counted(words: tuple[str, ...]) -> None:
    said = run("check", source(TWO), *words).stdout
    assert re.findall("^doe.*?: [a-z]+ ([A-Z0-9]{6}) ", said, re.MULTILINE) == ["NAT002"]
    assert said.endswith("\n2 findings in 1 file: 1 suspend, 1 practice; 1 not shown\n")


def test_what_is_not_shown_fails_all_the_same() -> None:
    result = run("check", source(TWO), "--family", "TXN")
    assert (result.exit_code, result.stdout) == (1, "2 findings in 1 file: 1 suspend, 1 practice; 2 not shown\n")
    assert json.loads(run("check", source(TWO), "--family", "TXN", "--format", "json").stdout)["not_shown"] == 2
    assert run("check", source(TWO), "--family", "TXN", "--format", "github").stdout == result.stdout


@pytest.mark.parametrize(("words", "hint"), [
    (("--select", "NAT02"), "there is no rule 'NAT02'; did you mean NAT002"),
    (("--select", "NAT002,direct-row-has-nature"), "there is no rule 'direct-row-has-nature'; did you mean"),
    (("--family", "NAX"), "there is no family 'NAX'; did you mean NAT?"), (("--select", ""), "there is no rule ''"),
    (("--select", " ,"), "there is no rule ''"), (("--family", ","), "there is no family ''"),
    (("--select", "nat"), "NAT is a family: --family NAT"), (("--family", "nat002"), "NAT002 is a rule: --select NAT002"),
    (("--family", "direct-row-has-no-nature"), "direct-row-has-no-nature is a rule: --select direct-row-has-no-nature"),
])
def test_an_unknown_rule_or_family_is_a_wrong_call(words: tuple[str, ...], hint: str) -> None:
    result = run("check", source(), *words)
    assert result.exit_code == 2
    assert hint in result.stderr


def test_a_rule_is_no_family_of_the_list() -> None:
    result = run("rules", "--family", "NAT002")
    assert result.exit_code == 2
    assert "NAT002 is a rule: form4gen explain NAT002" in result.stderr


@pytest.mark.parametrize("option", ["--as-of", "--filed"])
@pytest.mark.parametrize("word", ["2026-02-30", "02/03/2026", "20260203", "2026-W06-1", "''"])
def test_a_day_that_is_none(option: str, word: str) -> None:
    result = run("check", source(), option, word.strip("'"))
    assert result.exit_code == 2
    assert result.stderr.endswith(f"'{option}': {word} is no day of the calendar; write it as YYYY-MM-DD\n")
    assert f"{option} YYYY-MM-DD" in run("check", "--help").stdout


@pytest.mark.parametrize("command", ["check", "build", "due"])
def test_an_empty_file_name(command: str) -> None:
    result = run(command, source(), "")
    assert result.exit_code == 2
    assert "'' is no file name" in result.stderr
    assert result.stdout == ""


def test_nothing_is_checked_where_one_of_several_files_is_absent() -> None:
    assert run("check", source(UNREADABLE), "nowhere.yaml").stdout == ""


def test_check_for_code_scanning_and_for_annotations() -> None:
    file = source(SUSPENDED)
    (log,) = json.loads(run("check", file, "--format", "sarif").stdout)["runs"]
    assert [found["ruleId"] for found in log["results"]] == ["NAT002"]
    result = run("check", file, "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=doe.form4.yaml,line=25,col=48,")


def test_completion_knows_rules_and_families() -> None:
    assert completions("check --select FTN001,NAT00")[:2] == ["FTN001,NAT001", "FTN001,NAT002"]
    assert completions("check --family N") == ["NAT"]
    assert completions("explain NAT")[:2] == ["NAT", "NAT001"]


def completions(line: str) -> list[str]:
    environment = {"_FORM4GEN_COMPLETE": "complete_bash", "COMP_WORDS": f"form4gen {line}",
                   "COMP_CWORD": str(len(line.split()))}
    return CliRunner().invoke(app, prog_name="form4gen", env=environment).stdout.split()


def test_check_reads_standard_input() -> None:
    assert run("check", "-", given=GOOD).exit_code == 0
    assert "<stdin>:21:13: suspend TXT005" in run("check", "-", given=UNREADABLE).stdout


def test_fail_on_moves_the_line() -> None:
    practice = GOOD.replace("{is_director: true}", '{is_director: true, officer_title: "Chair"}')
    assert run("check", source(practice)).exit_code == 0
    assert run("check", source(practice), "--fail-on", "practice").exit_code == 1


def test_as_of_judges_by_the_rules_of_a_day() -> None:
    old = source(GOOD.replace("under_10b5_1_plan: false", ""))
    assert "DOC002" in run("check", old).stdout
    assert run("check", old, "--as-of", "2014-03-19").exit_code == 0


@pytest.mark.parametrize("words", [
    ("check", "nowhere.yaml"), ("check",), ("build", "nowhere.yaml"), ("check", "."), ("explain", "NAT999"),
    ("check", "x", "--format", "html"), ("build", "-"), ("codes", "planets"),
])  # fmt: skip
def test_a_wrong_call_exits_2(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_a_day_of_filing_that_is_mistyped_hides_nothing() -> None:
    late = source(GOOD.replace("date: 2026-06-11", "date: 2026-06-25"))
    for words in ((), ("--filed", "2025-06-25")):
        result = run("check", late, *words)
        assert (result.exit_code, "DAY006" in result.stdout, "DAY010" in result.stdout) == (1, True, bool(words))


CURLY = GOOD + "remarks: The issuer\u2019s\n"


def test_check_as_ascii_says_what_would_be_replaced() -> None:
    result = run("check", source(CURLY), "--ascii", "--format", "json")
    assert result.exit_code == 0
    assert result.stderr == "doe.form4.yaml: U+2019 (Right single quotation mark) was read as '\n"
    assert json.loads(result.stdout)["files"][0]["findings"] == []
    assert run("check", source(GOOD), "--ascii").stderr == ""
    assert "DOC007" in run("check", source(CURLY)).stdout


@pytest.mark.parametrize("profile", ["submission", "disseminated"])
def test_check_as_ascii_is_not_for_xml_which_is_sent_as_it_is(profile: str) -> None:
    run("build", source(), "--only", "xml", "--profile", profile)
    result = run("check", source(), "doe.xml", "--ascii")
    assert (result.exit_code, result.stdout) == (2, "")
    assert " ".join(result.stderr.split()).endswith(
        "--ascii with check is for drafts in YAML or JSON; an XML file is sent as it is: "
        "build --ascii writes one in plain ASCII")
    assert run("build", "doe.xml", "--ascii", "--only", "xml", "-o", "out").exit_code == 0


def test_what_no_rule_was_asked_about_is_said() -> None:
    note = "doe.form4.yaml: the rules were not asked; they are when these findings are mended\n"
    file = source(UNREADABLE)
    assert run("check", file).stdout.endswith(f"\n\n{note}1 finding in 1 file: 1 suspend\n")
    assert note in run("check", file, "--family", "NAT").stdout
    assert note in run("build", file).stderr
    assert "not asked" not in run("check", source(SUSPENDED)).stdout
    assert "the rules are asked when they are mended" in " ".join(run("check", "--help").stdout.split())


def test_a_ccc_file_that_is_taken_for_another_is_not_shown() -> None:
    Path("cccs.txt").write_text("0009999904: efgh#567\n")
    for words in (("cccs.txt",), (source(), "--closures", "cccs.txt")):
        for form in ("text", "json", "github"):
            result = run("check", *words, "--format", form)
            assert "efgh" not in result.output
    assert "cccs.txt, line 1: it is neither" in result.stderr


def test_no_more_is_read_than_a_table_may_have() -> None:
    for words, most in ((("check", "--closures"), "100,000"), (("due", "--closures"), "100,000"),
                        (("build", "--ccc-file"), "1,000,000")):
        result = run(words[0], source(), words[1], "/dev/zero")
        assert result.exit_code == 2
        assert f"/dev/zero has more than {most} bytes" in result.stderr
    Path("cl.txt").write_text("# " + "x" * 99_998)
    assert run("check", source(), "--closures", "cl.txt").exit_code == 0


def in_a_shell(words: str) -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} -m form4gen {words}"
    return subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_or_closed_stream_is_no_fault_of_ours() -> None:
    source()
    full = in_a_shell("check doe.form4.yaml >/dev/full")
    assert (full.returncode, full.stderr) == (2, "form4gen: standard output cannot be written: No space left on device\n")
    assert in_a_shell("schema >/dev/full").returncode == 2
    assert in_a_shell("check nowhere.yaml 2>/dev/full").returncode == 2
    assert in_a_shell("check doe.form4.yaml >&-").returncode == 0
    assert in_a_shell("check doe.form4.yaml 2>&-").stdout == "1 file, no findings\n"
    assert "standard input is closed" in in_a_shell("check - <&-").stderr
    assert "standard output is closed" in in_a_shell("build - --only xml < doe.form4.yaml >&-").stderr
    assert in_a_shell("build doe.form4.yaml --only xml <&- >&- 2>&-").returncode == 0
    assert Path("doe.xml").read_bytes().startswith(b"<?xml")


def test_what_is_said_on_standard_error_is_not_said_elsewhere() -> None:
    source(UNREADABLE)
    assert in_a_shell("build doe.form4.yaml 2>&-").stdout == ""


def test_a_fault_of_ours_beside_the_streams_is_no_full_disk(monkeypatch: pytest.MonkeyPatch,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    import form4gen.__main__ as program

    def broken(*_: Any) -> None:
        raise FileNotFoundError(2, "No such file or directory", "form4gen/schemas/x")

    monkeypatch.setattr("form4gen.reading.read_source", broken)
    monkeypatch.setattr("form4gen.cli.files.reported", lambda _: nullcontext())
    monkeypatch.setattr(sys, "argv", ["form4gen", "check", source()])
    with pytest.raises(SystemExit) as stopped:
        program.main()
    assert stopped.value.code == 3
    assert "FileNotFoundError" in capsys.readouterr().err


def test_a_file_name_is_shown_without_control_characters() -> None:
    name = source(UNREADABLE, "a\n\x1b[2J.yaml")
    shown = "a??[2J.yaml"
    assert run("check", name).stdout.startswith(f"{shown}:21:13: suspend TXT005")
    assert f"{shown}: nothing was written" in run("build", name).stderr
    assert run("build", source(GOOD, name), "--only", "xml").stdout == "wrote a??[2J.xml\n"


def test_build_writes_xml_and_pdf_beside_the_source() -> None:
    result = run("build", source())
    assert result.exit_code == 0
    assert result.stdout == "wrote doe.xml\nwrote doe.pdf\n"
    assert result.stderr == "doe.form4.yaml: no CCC for reporting owner 0009999904: EDGAR needs one\n"
    assert Path("doe.xml").read_bytes().startswith(b'<?xml version="1.0"?>\n<ownershipDocument>\n')
    assert Path("doe.pdf").read_bytes().startswith(b"%PDF-")


def test_build_again_writes_over_its_own_files() -> None:
    run("build", source())
    Path("doe.form4.yaml").write_text(GOOD.replace("1200", "1300"), encoding="utf-8")
    assert run("build", "doe.form4.yaml").exit_code == 0
    assert b"<value>1300</value>" in Path("doe.xml").read_bytes()


@pytest.mark.parametrize("ending", ["xml", "pdf"])
def test_build_does_not_write_over_a_strangers_file(ending: str) -> None:
    Path(f"doe.{ending}").write_text("mine")
    result = run("build", source())
    assert (result.exit_code, Path(f"doe.{ending}").read_text()) == (2, "mine")
    assert "was not made by form4gen" in result.stderr
    assert run("build", "doe.form4.yaml", "--force").exit_code == 0
    assert Path(f"doe.{ending}").read_text(encoding="latin-1") != "mine"


def test_build_never_writes_over_its_source() -> None:
    run("build", source(), "--only", "xml", "--profile", "disseminated")
    published = Path("doe.xml").read_bytes()
    result = run("build", "doe.xml", "--only", "xml", "--force")
    assert (result.exit_code, Path("doe.xml").read_bytes()) == (2, published)
    result = run("build", "doe.xml")
    assert (result.exit_code, result.stdout, Path("doe.xml").read_bytes()) == (0, "wrote doe.pdf\n", published)
    assert "doe.xml is the source, so its XML is not written again; -o DIR writes it elsewhere" in result.stderr
    assert run("build", "doe.xml", "-o", "out").exit_code == 0


def test_build_monochrome_is_what_the_library_draws_in_black() -> None:
    assert run("build", source(), "--monochrome", "--only", "pdf").exit_code == 0
    source_text = Path("doe.form4.yaml").read_bytes()
    form4 = read(source_text)
    assert Path("doe.pdf").read_bytes() == to_pdf(form4, monochrome=True, source=source_text)
    assert to_pdf(form4, monochrome=True, source=source_text) != to_pdf(form4, source=source_text)


def test_build_of_two_sources_with_one_name_is_refused() -> None:
    assert run("build", source(), source(name="doe.yaml")).exit_code == 2
    assert not Path("doe.xml").exists()


def test_build_writes_nothing_that_edgar_would_suspend() -> None:
    result = run("build", source(SUSPENDED), source(name="good.yaml"), "-o", "out")
    assert result.exit_code == 1
    assert "doe.form4.yaml: nothing was written: EDGAR would suspend it (--draft builds it all the same)" in result.stderr
    assert sorted(path.name for path in Path("out").iterdir()) == ["good.pdf", "good.xml"]


def test_build_draft_writes_it_all_the_same_unless_there_is_no_filing() -> None:
    result = run("build", source(SUSPENDED), "--draft")
    assert (result.exit_code, Path("doe.pdf").exists(), Path("doe.xml").exists()) == (1, True, True)
    refused = run("build", source(UNREADABLE, "bad.yaml"), "--draft")
    assert (refused.exit_code, Path("bad.pdf").exists()) == (1, False)
    assert "the findings leave no filing to write" in refused.stderr


def test_build_from_standard_input_to_standard_output() -> None:
    result = run("build", "-", "--only", "xml", given=GOOD)
    assert result.exit_code == 0
    assert result.stdout.startswith('<?xml version="1.0"?>\n<ownershipDocument>')
    assert run("build", "-", "-o", "out", given=GOOD).stdout == "wrote out/form4.xml\nwrote out/form4.pdf\n"


def test_a_ccc_from_the_environment_or_a_file_goes_into_the_xml_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORM4GEN_CCC_9999904", "abcd#234")
    result = run("build", source())
    assert b"<rptOwnerCcc>abcd#234</rptOwnerCcc>" in Path("doe.xml").read_bytes()
    assert b"abcd#234" not in Path("doe.pdf").read_bytes()
    assert "abcd#234" not in result.output
    assert stat.S_IMODE(Path("doe.xml").stat().st_mode) == outputs.PRIVATE
    Path("cccs.yaml").write_text("0009999904: efgh#567\n")
    run("build", "doe.form4.yaml", "--ccc-file", "cccs.yaml")
    assert b"<rptOwnerCcc>efgh#567</rptOwnerCcc>" in Path("doe.xml").read_bytes()


@pytest.mark.parametrize(("text", "why"), [
    ("efgh#567", "line 1 is not 'CIK: CCC'"), ("# ours\n\n9999904: efgh#567\n9999905 efgh#567", "line 4 is not 'CIK: CCC'"),
    ("0009999904: efgh#567\n0009999904: efgh#567", "line 2 gives a CCC for a CIK that has one"),
    ("0009999904: efgh#567\n9999904: efgh#568", "line 2 gives a CCC for a CIK that has one"),
    ("9999904: efgh#567 # of Roe", "line 1 is not 'CIK: CCC'"), ("# none", "it has no line 'CIK: CCC'"),
    ("", "it has no line 'CIK: CCC'")])
def test_a_ccc_file_that_cannot_be_read_is_refused_without_showing_it(text: str, why: str) -> None:
    Path("cccs.yaml").write_text(text)
    result = run("build", source(), "--ccc-file", "cccs.yaml")
    assert (result.exit_code, f"cccs.yaml is no list of CCCs: {why}" in result.stderr) == (2, True)
    assert "efgh#56" not in result.output


def test_a_ccc_that_cannot_be_one_is_named_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORM4GEN_CCC_9999904", "hunter2")
    result = run("build", source(), "--only", "xml")
    assert "the CCC given for reporting owner 0009999904 was not used: a CCC has 8 visible characters" in result.stderr
    assert "hunter2" not in result.output


def test_an_old_filing_is_written_by_its_schema_and_says_so() -> None:
    text = (EXAMPLES / "sonus-abbott-2014.form4.yaml").read_text(encoding="utf-8")
    result = run("build", source(text), "--only", "xml")
    assert "the XML is of schema X0306, as the filing's dates imply; EDGAR takes X0609 today" in result.stderr
    typing_error = source(GOOD.replace("date: 2026-06-11", "date: 2016-06-11"), "typo.yaml")
    assert "X0306" not in run("build", typing_error, "--only", "xml").stderr
    assert b"<aff10b5One>false</aff10b5One>" in Path("typo.xml").read_bytes()


@pytest.mark.parametrize("words", [
    ("check", "-", "-"), ("build", "doe.form4.yaml", "-o", "file/x"), ("build", "taken.yaml"), ("build", "doe.form4.yaml",
    "--ccc-file", "none")])  # fmt: skip
def test_what_the_system_refuses_is_a_wrong_call(words: tuple[str, ...]) -> None:
    source()
    source(name="taken.yaml")
    Path("file").touch()
    Path("taken.xml").mkdir()
    assert run(*words, given=GOOD).exit_code == 2


def test_a_console_that_lacks_a_character_is_no_fault(tmp_path: Path) -> None:
    source(GOOD.replace("/s/ Mary Roe", "/s/ \u4e2d"))
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run([sys.executable, "-m", "form4gen", "check", "doe.form4.yaml"], env=environment, cwd=tmp_path,
                           capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "U+4E2D" in ended.stdout


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_result_is_for_those_whom_the_umask_lets(mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        run("build", source(), "--only", "xml")
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("doe.xml").stat().st_mode) == mode


def test_a_folder_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run("build", source(), "--only", "xml")
    assert result.exit_code == 2
    assert "doe.xml cannot be written: No space left on device" in result.stderr
    assert [path.name for path in Path().iterdir()] == ["doe.form4.yaml"], "not even half a file"


@pytest.mark.parametrize(("word", "said"), [
    ("NAT002", "NAT002 direct-row-has-no-nature (suspend)\n"), ("direct-row-has-no-nature", "NAT002 "),
    ("nat002", "NAT002 "), ("F", "F  Payment of exercise price or tax liability"), ("k", "K  Transaction in equity swap"),
    ("natureofownership", "Ownership.nature: "), ("MA", "State code MA: MASSACHUSETTS\n"),
    ("shares", "NonDerivativeTransaction.shares: "),
    ("nat", "NAT: nature of ownership\n\nNAT001  suspend   An indirectly "),
    ("issuer.cik", "Issuer.cik: "), ("non_derivative_table[0].shares", "NonDerivativeTransaction.shares: "),
    ("practice", "practice: EDGAR accepts it; careful filers do otherwise\n"), ("S/K", "S  Open market or private sale"),
    ("x0609", "X0609: the schema version in force from 2026-03-18\n\nprinted   edition X06 of the form\n"),
    ("X0508", "X0508: the schema version in force from 2023-03-20 to 2026-03-17\n"),
    ("X0306", "X0306: the schema version in force from 2012-07-01 to 2023-03-19\n"),
])  # fmt: skip
def test_explain(word: str, said: str) -> None:
    assert run("explain", word).stdout.startswith(said)


def test_explain_of_a_rule_shows_its_reason_its_examples_and_its_severity_in_words() -> None:
    assert run("explain", "NAT002").stdout == """\
NAT002 direct-row-has-no-nature (suspend)

A directly owned row gives no nature of ownership.

Column 7 of Table I and column 11 of Table II explain indirect ownership. EDGAR
suspends a filing that fills them beside a "D"; what is to be said about direct
ownership goes into a footnote.

Wrong:
    non_derivative_table:
      - ownership: {direct_or_indirect: D, nature: By trust}

Right:
    non_derivative_table:
      - ownership: {direct_or_indirect: I, nature: By trust}

severity  suspend: EDGAR does not accept it
source    EDGAR Ownership XML Technical Specification v5.5, 3.3 cm(5)
page      docs/rules/NAT.md#nat002-direct-row-has-no-nature
"""


@pytest.mark.parametrize(("columns", "longest"), [(60, 60), (100, 100), (300, 100)])
def test_explain_is_as_wide_as_the_terminal_but_no_wider_than_reads_well(columns: int, longest: int,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("explain", "F").stdout.splitlines()
    assert longest - 15 < max(map(len, lines)) <= longest
    assert lines[1].startswith("   ")


def test_explain_breaks_no_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert "docs/rules/NAT.md#nat002-direct-row-has-no-nature\n" in run("explain", "NAT002").stdout


@pytest.mark.parametrize("code", ["K", "V"])
def test_explain_of_a_code_that_is_not_sent_says_how_it_comes_about(code: str) -> None:
    assert "\nwritten   b" in run("explain", code).stdout
    assert f"code: {code}\n" not in run("explain", code).stdout


def test_explain_of_a_word_names_the_rules_that_speak_of_it() -> None:
    result = run("explain", "thousands")
    assert result.exit_code == 2
    assert "nothing is known of 'thousands'; rules that speak of it: " in result.stderr
    assert "TXT005" in result.stderr
    assert "speak" not in run("explain", "zzz").stderr


def test_explain_of_a_common_word_names_the_first_rules_only() -> None:
    said = run("explain", "the").stderr.replace("\n", " ")
    assert re.search(r"speak of it: ([A-Z]{3}\d{3}, ){7}[A-Z]{3}\d{3} and \d+ more: form4gen rules", said)


@pytest.mark.parametrize("word", ["*", "", " ", "K/K", "S/", "/K", "S/S", "X0407", "X06"])
def test_explain_of_what_is_no_word_of_ours(word: str) -> None:
    result = run("explain", word)
    assert (result.exit_code, result.stdout) == (2, "")
    assert ("'' is no word to explain" in result.stderr) is not bool(word.strip())
    assert "mean *" not in result.stderr


def test_explain_of_a_code_beside_k_explains_both() -> None:
    assert re.findall(r"^([A-Z])  ", run("explain", "S/K").stdout, re.MULTILINE) == ["S", "K"]


def test_explain_suggests_what_was_meant() -> None:
    assert "did you mean NAT002" in run("explain", "NAT02").stderr.replace("\n", " ")
    assert "natureOfOwnership" in run("explain", "natureOwnership").stderr


def test_the_lists() -> None:
    assert re.search("^NAT002  suspend   direct-row-has-no-nature +A directly", run("rules").stdout, re.MULTILINE)
    assert "Rule 16b-3 Transaction Codes\n  A   Grant, award" in run("codes").stdout
    assert "  MA  MASSACHUSETTS\n" in run("codes", "states").stdout
    assert "  2M  GERMANY\n" in run("codes", "countries").stdout
    assert json.loads(run("schema").stdout)["title"] == "SEC Form 4"
    assert "<xs:schema" in run("schema", "form4a.xsd").stdout
    assert run("--version").stdout == "form4gen 0.1.0\n"


def test_rules_of_a_family_and_as_json() -> None:
    ids = sorted(rule_id for rule_id in CATALOGUE if rule_id.startswith("NAT"))
    assert [line[:6] for line in run("rules", "--family", "nat").stdout.splitlines()] == ids
    listed = json.loads(run("rules", "--family", "NAT", "--format", "json").stdout)
    assert listed["version"] == 1
    assert [rule["id"] for rule in listed["rules"]] == ids
    assert listed["rules"][1] == {
        "id": "NAT002", "name": "direct-row-has-no-nature", "family": "NAT", "severity": "suspend",
        "title": CATALOGUE["NAT002"].title, "reason": CATALOGUE["NAT002"].reason, "wrong": CATALOGUE["NAT002"].wrong,
        "right": CATALOGUE["NAT002"].right, "citation": str(CATALOGUE["NAT002"].citation),
    }


def test_help_has_examples_and_exit_codes() -> None:
    assert "Exit codes: 0 fine, 1 findings that fail, 2 usage" in " ".join(run("--help").stdout.split())
    assert "Examples: form4gen build doe.form4.yaml -o filings/" in run("build", "--help").stdout


def test_a_fault_of_ours_exits_3_without_a_traceback(monkeypatch: pytest.MonkeyPatch,
                                                     capsys: pytest.CaptureFixture[str]) -> None:
    import form4gen.__main__ as program

    def broken(*_: Any) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("form4gen.reading.read_source", broken)
    monkeypatch.setattr(sys, "argv", ["form4gen", "check", source()])
    with pytest.raises(SystemExit) as stopped:
        program.main()
    assert stopped.value.code == 3
    said = capsys.readouterr().err
    assert said.startswith("form4gen: a fault of form4gen, not of your file: ZeroDivisionError at test_cli.py")


def test_output_that_nobody_reads_is_no_fault() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as pipe:
        ended = subprocess.run([sys.executable, "-m", "form4gen", "schema"], stdout=pipe, stderr=subprocess.PIPE,
                               check=False)
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_colour_is_for_terminals_and_not_with_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    from form4gen.cli.files import has_colour

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert has_colour(Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert not has_colour(Terminal())
    monkeypatch.delenv("TERM")
    assert has_colour(Terminal())
    assert not has_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not has_colour(Terminal())


def test_every_command_is_found_in_its_module() -> None:
    modules = dict.fromkeys(COMMANDS.values())
    registered = [(one.name or one.callback.__name__, module) for module in modules
                  for one in import_module(f"form4gen.cli.{module}").app.registered_commands if one.callback]
    assert registered == list(COMMANDS.items())


def test_a_command_that_there_is_not_is_told_from_all_of_them() -> None:
    ended = subprocess.run([sys.executable, "-m", "form4gen", "chekc"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.splitlines()[-1]) == (2, "Error: No such command 'chekc'. Did you mean 'check'?")


def test_an_interrupted_command_ends_as_shells_have_it_and_without_a_traceback() -> None:
    program = """
import os, signal
from form4gen import __main__
def interrupted(words):
    os.kill(os.getpid(), signal.SIGINT)
__main__._run = interrupted
__main__.main()
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


ENDS = """
import atexit, os, sys, threading, time
from form4gen import __main__
atexit.register(lambda: print("at the end"))
honest = os._exit
def leave(code):
    os.write(1, b"left at once")
    honest(code)
os._exit = leave
def work():
    while threading.main_thread().is_alive():
        time.sleep(0.01)
    print("worked", flush=True)
if {has_a_thread}:
    threading.Thread(target=work).start()
sys.argv = ["form4gen", *{words}]
__main__.run()
"""


@pytest.mark.parametrize(("words", "code"), [(["--version"], 0), (["chekc"], 2)])
@pytest.mark.parametrize("has_a_thread", [False, True])
def test_a_process_ends_when_all_is_done_with_the_code_of_the_command(words: list[str], code: int,
                                                                      has_a_thread: bool) -> None:
    program = ENDS.format(words=words, has_a_thread=has_a_thread)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    lines = ended.stdout.splitlines()
    assert (ended.returncode, "at the end" in lines) == (code, True)
    assert ("worked" in lines, "left at once" in ended.stdout) == (has_a_thread, not has_a_thread)


@pytest.mark.parametrize("watches", ["sys.setprofile(lambda *_: None)", "sys.settrace(lambda *_: None)"])
def test_a_process_that_is_watched_ends_as_any(watches: str) -> None:
    program = ENDS.replace("sys.argv =", f"{watches}\nsys.argv =").format(words=["--version"], has_a_thread=False)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.splitlines()[-1]) == (0, "at the end")
