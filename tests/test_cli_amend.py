"""``amend`` and ``check --original`` as a user runs them, and ``build`` of what is not explained yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from form4gen import read, to_xml
from form4gen.cli import app

from .envelopes import full_submission

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
EXAMPLE = (Path(__file__).parent.parent / "examples" / "gift-2026.form4.yaml").read_bytes()
XML = to_xml(read(EXAMPLE), "disseminated")
DRAFT = "doe.4a.form4.yaml"


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, words, input=given)


def said(result: Result) -> str:
    """What went to standard error, without a terminal's line ends and frames."""
    return " ".join(result.stderr.replace("│", " ").split())


def source(data: bytes = XML, name: str = "doe.xml") -> str:
    Path(name).write_bytes(data)
    return name


def test_amend_writes_a_draft_beside_the_original() -> None:
    result = run("amend", source(), "--filed", "2026-06-12", "--rows", "I.1")
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"wrote {DRAFT}\n", "")
    form4 = read(Path(DRAFT).read_bytes())
    assert (form4.form, str(form4.date_of_original_submission), form4.signatures) == ("4/A", "2026-06-12", ())


def test_amend_knows_the_filing_date_of_edgars_own_file() -> None:
    assert run("amend", source(full_submission(XML), "doe.txt")).exit_code == 0
    first = read(Path(DRAFT).read_bytes()).date_of_original_submission
    assert first is not None
    wrong = run("amend", "doe.txt", "--filed", "2020-01-02", "--force")
    assert wrong.exit_code == 2
    assert f"doe.txt says that it was filed {first}, not 2020-01-02; leave --filed out, or correct it" in said(wrong)
    assert run("amend", "doe.txt", "--filed", str(first), "--force").exit_code == 0


def test_amend_guesses_no_filing_date() -> None:
    result = run("amend", source())
    assert (result.exit_code, list(Path().glob("*.yaml"))) == (2, [])
    assert "doe.xml does not say when it was filed, which is box 4 of an amendment; give the filing date" in said(result)


def test_amend_of_an_amendment_keeps_its_box_4() -> None:
    run("amend", source(), "--filed", "2026-06-12")
    assert run("amend", DRAFT, "-o", "second.yaml").exit_code == 0
    assert str(read(Path("second.yaml").read_bytes()).date_of_original_submission) == "2026-06-12"
    other = run("amend", DRAFT, "--filed", "2026-06-30", "-o", "third.yaml")
    assert "is an amendment of a Form 4 filed 2026-06-12, not 2026-06-30" in said(other)


def test_amend_writes_over_nothing() -> None:
    run("amend", source(), "--filed", "2026-06-12")
    Path(DRAFT).write_text("mine")
    again = run("amend", "doe.xml", "--filed", "2026-06-12")
    assert (again.exit_code, Path(DRAFT).read_text()) == (2, "mine")
    assert f"{DRAFT} is there already; --force writes over it" in said(again)
    assert run("amend", "doe.xml", "--filed", "2026-06-12", "--force").exit_code == 0
    itself = run("amend", DRAFT, "-o", DRAFT, "--force")
    assert (itself.exit_code, f"{DRAFT} is the original" in said(itself)) == (2, True)


def test_amend_into_a_folder_a_file_and_standard_output() -> None:
    words = ("amend", source(), "--filed", "2026-06-12", "-o")
    assert run(*words, "amended").stdout == f"wrote amended/{DRAFT}\n"
    assert run(*words, "mine.yaml").stdout == "wrote mine.yaml\n"
    assert run(*words, "-").stdout.encode() == Path("mine.yaml").read_bytes()
    assert run("amend", "-", "--filed", "2026-06-12", given=XML).stdout.encode() == Path("mine.yaml").read_bytes()


def test_amend_of_a_row_that_is_not_there_and_of_no_filing() -> None:
    refused = run("amend", source(), "--filed", "2026-06-12", "--rows", "I.9")
    assert (refused.exit_code, "there is no row I.9: Table I has 1 row" in said(refused)) == (2, True)
    result = run("amend", source(b"<a/>", "bad.xml"), "--filed", "2026-06-12")
    assert result.exit_code == 1
    assert "bad.xml: nothing was written: the findings leave no filing to amend" in result.stderr


SIGNATURE = "signatures: [{name: /s/ Jane Doe, date: 2026-06-15}]\n"


def test_build_makes_nothing_of_an_amendment_that_is_not_explained() -> None:
    run("amend", source(), "--filed", "2026-06-12")
    draft = Path(DRAFT).read_text()
    Path(DRAFT).write_text(draft + SIGNATURE)
    refused = run("build", DRAFT, "--only", "xml")
    assert (refused.exit_code, Path("doe.4a.xml").exists()) == (1, False)
    assert "nothing was written: the amendment is not explained (--draft builds it all the same)" in refused.stderr
    assert "rule DOC020 explanation-is-written" in refused.stderr
    assert run("build", DRAFT, "--only", "xml", "--draft", "-o", "drafts").exit_code == 1
    assert Path("drafts/doe.4a.xml").exists()
    Path(DRAFT).write_text(draft.replace("EXPLAIN THIS AMENDMENT: what", "Corrects what") + SIGNATURE)
    assert run("build", DRAFT, "--only", "xml").exit_code == 0
    assert Path("doe.4a.xml").exists()


def test_check_compares_an_amendment_with_its_original() -> None:
    run("amend", source(), "--filed", "2026-06-12")
    alone, beside = run("check", DRAFT), run("check", DRAFT, "--original", "doe.xml")
    assert "DOC023" not in alone.stdout
    assert "DOC023 amendment-changes-something: no value differs from the original" in beside.stdout
    header = run("check", DRAFT, "--original", source(full_submission(XML), "doe.txt"))
    assert "DOC026 box-4-is-the-day-the-original-was-filed: the original was filed 2026-06-02" in header.stdout


def test_check_beside_an_original_that_is_none() -> None:
    result = run("check", source(EXAMPLE, "doe.form4.yaml"), "--original", source())
    assert (result.exit_code, said(result)) == (
        0, "doe.form4.yaml: no amendment (form: 4), so it was not compared with doe.xml")
    twice = run("check", "-", "--original", "-", given=XML)
    assert (twice.exit_code, "standard input can be read once: as the original, or as the" in said(twice)) == (2, True)
    wrong = run("check", "doe.form4.yaml", "--original", source(b"<a/>", "bad.xml"))
    assert wrong.exit_code == 2
    assert "no Form 4 can be read in bad.xml; form4gen check bad.xml says why" in said(wrong)
    assert run("check", "doe.form4.yaml", "--original", "nowhere.xml").exit_code == 2
