"""``build --split`` as a user runs it: which files are written, what is said, and that all are written or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from form4gen import Form4, read
from form4gen.cli import app
from form4gen.yaml_text import to_yaml

from .test_split import CAUTION, IN_ORDER, LARGE, REPORTING, filing, holding, reported, row, said

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
SMALL = filing([row()])


def build(form4: Form4, *words: str) -> Result:
    Path("fund.form4.yaml").write_text(to_yaml(form4), encoding="utf-8")
    return CliRunner().invoke(app, ("build", "fund.form4.yaml", "--only", "xml", *words))


def written() -> list[str]:
    return sorted(path.name for path in Path().glob("*.xml"))


def filings() -> list[Form4]:
    return [read(Path(name).read_bytes()) for name in written()]


def test_without_split_nothing_is_made_of_what_overflows() -> None:
    result = build(LARGE)
    assert (result.exit_code, written()) == (1, [])
    assert "DOC005 table-fits: the table has 95 rows, of which EDGAR takes 30; build --split makes" in result.stderr
    assert "OWN001 filing-has-reporting-owners: there are 12 reporting owners" in result.stderr


def test_split_writes_every_filing_and_says_what_that_means() -> None:
    result = build(LARGE, "--split")
    assert (result.exit_code, result.stdout.splitlines()) == \
        (0, [f"wrote fund.{number}.xml" for number in range(1, 5)])
    assert result.stderr.splitlines() == [
        "fund.form4.yaml: this makes 4 filings, each numbered in its remarks",
        *(f"fund.form4.yaml: {note}" for note in (CAUTION, IN_ORDER)),
        *(f"fund.form4.yaml: no CCC for reporting owner {9999901 + number}: EDGAR needs one" for number in range(12))]


def test_split_by_default_has_every_row_and_owner_once() -> None:
    build(LARGE, "--split")
    rows = [line for one in filings() for line in said(one)]
    assert (len(rows), rows) == (95, said(LARGE))
    assert [owner.cik for one in filings() for owner in one.reporting_owners] == [str(9999901 + n) for n in range(12)]


@pytest.mark.parametrize("reporting", REPORTING)
def test_every_filing_of_a_split_passes_check(reporting: str) -> None:
    Path("cccs.txt").write_text("".join(f"{9999901 + number}: abcd#234\n" for number in range(12)), encoding="utf-8")
    build(LARGE, "--split", "--reporting", reporting, "--ccc-file", "cccs.txt")
    result = CliRunner().invoke(app, ("check", *written()))
    assert (result.exit_code, "suspend" in result.stdout, "rule" in result.stdout) == (0, False, False)


def test_split_with_every_row_for_every_owner() -> None:
    result = build(LARGE, "--split", "--reporting", "each")
    assert (result.exit_code, [len(one.reporting_owners) for one in filings()]) == (0, [10] * 4 + [2] * 4)
    assert reported(filings()) == reported([LARGE])
    assert "fund.form4.yaml: every row is in 2 filings, one for each group of owners\n" in result.stderr


def test_what_only_each_can_divide_is_refused_and_each_named() -> None:
    one_row = filing([row()], owners=11)
    result = build(one_row, "--split")
    assert (result.exit_code, written()) == (1, [])
    assert "; --reporting each lets every owner report every row" in result.stderr
    assert build(one_row, "--split", "--reporting", "each").exit_code == 0
    assert reported(filings()) == reported([one_row])


def test_reporting_without_split_is_wrong_usage() -> None:
    result = build(SMALL, "--reporting", "once")
    assert (result.exit_code, written(), "--reporting says how --split divides" in result.stderr) == (2, [], True)


def test_files_of_an_earlier_split_are_told_of() -> None:
    build(LARGE, "--split", "--reporting", "each")
    Path("fund.xml").write_bytes(Path("fund.1.xml").read_bytes())
    Path("fund.1.pdf").write_bytes(b"of the first")
    Path("fund.10.notes.xml").write_bytes(b"another's")
    told = [line for line in build(LARGE, "--split").stderr.splitlines() if "none of the filings made now" in line]
    assert [line.split()[1] for line in told] == [*(f"fund.{number}.xml" for number in range(5, 9)), "fund.xml"]
    assert "none of the filings" not in build(LARGE, "--split", "-o", "out").stderr
    Path("fund.5.form4.yaml").write_text(to_yaml(SMALL), encoding="utf-8")
    assert "fund.5.xml is there" not in build(LARGE, "fund.5.form4.yaml", "--split").stderr
    assert "fund.4.xml is there" in build(filing([row(number) for number in range(31)]), "--split").stderr


def test_split_of_what_fits_changes_nothing() -> None:
    result = build(SMALL, "--split")
    assert (result.exit_code, written(), "filings" in result.stderr) == (0, ["fund.xml"], False)
    assert filings()[0].remarks is None


def test_split_makes_a_pdf_of_each_filing_too() -> None:
    form4 = filing([row(number) for number in range(31)])
    Path("fund.form4.yaml").write_text(to_yaml(form4), encoding="utf-8")
    result = CliRunner().invoke(app, ("build", "fund.form4.yaml", "--split", "-o", "out"))
    assert (result.exit_code, sorted(path.name for path in Path("out").iterdir())) == \
        (0, ["fund.1.pdf", "fund.1.xml", "fund.2.pdf", "fund.2.xml"])


def test_what_cannot_be_split_is_refused_and_why_is_said() -> None:
    result = build(filing([row(), *map(holding, range(30))]), "--split")
    assert (result.exit_code, written()) == (1, [])
    assert "fund.form4.yaml: it cannot be split: it needs 2 filings or more, and EDGAR takes none without" in result.stderr
    assert "fund.form4.yaml: nothing was written: EDGAR would suspend it" in result.stderr


def test_what_edgar_suspends_for_another_reason_is_refused_whole() -> None:
    rows = [row(number) for number in range(31)]
    rows[3]["ownership"] = {"direct_or_indirect": "D", "nature": "By trust"}
    result = build(filing(rows), "--split")
    assert (result.exit_code, written()) == (1, [])
    assert "fund.form4.yaml, filing 1 of 2: nothing was written: EDGAR would suspend it" in result.stderr
    assert result.stderr.count("NAT002") == 1


def test_what_is_missing_is_not_put_right_by_a_split() -> None:
    result = build(filing([row(number) for number in range(31)], signatures=[]), "--split")
    assert (result.exit_code, written(), result.stderr.count("SIG001")) == (1, [], 1)


def test_a_footnote_that_nothing_cites_does_not_vanish_in_a_split() -> None:
    large = filing([row(number, "F1") for number in range(31)])
    uncited = large.footnotes[0].model_copy(update={"id": "F2", "text": "Uncited."})
    result = build(large.model_copy(update={"footnotes": (*large.footnotes, uncited)}), "--split")
    assert (result.exit_code, written(), "FTN001" in result.stderr) == (1, [], True)


def test_words_that_name_a_footnote_that_moves_are_told_of() -> None:
    large = filing([row(number, *{0: ("F1",), 30: ("F2",)}.get(number, ())) for number in range(31)])
    first, second = large.footnotes
    second = second.model_copy(update={"text": "As in footnote 2 of the plan; see footnote (1)."})
    result = build(large.model_copy(update={"footnotes": (first, second)}), "--split")
    assert "fund.form4.yaml, filing 2 of 2: footnote F1 speaks of footnote 1 by its number, which is not in this filing" \
        in result.stderr


def test_every_result_is_claimed_before_any_is_written() -> None:
    Path("fund.2.xml").write_text("mine")
    result = build(LARGE, "--split")
    assert (result.exit_code, written(), Path("fund.2.xml").read_text()) == (2, ["fund.2.xml"], "mine")


def test_several_filings_do_not_go_to_standard_output() -> None:
    words = ("build", "-", "--only", "xml", "--split")
    refused = CliRunner().invoke(app, words, input=to_yaml(LARGE))
    assert refused.exit_code == 2
    assert "--only to write one filing to standard output" in " ".join(refused.stderr.replace("│", " ").split())
    assert CliRunner().invoke(app, words, input=to_yaml(SMALL)).stdout.startswith("<?xml")
    assert CliRunner().invoke(app, (*words, "-o", "out"), input=to_yaml(LARGE)).exit_code == 0
    assert len(list(Path("out").glob("form4.*.xml"))) == 4
