"""``diff`` as a user runs it: what it says, what it writes, how it exits."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner, Result

from form4gen import read, to_xml
from form4gen.cli import app

EXAMPLE = (Path(__file__).parent.parent / "examples" / "gift-2026.form4.yaml").read_bytes()
CHANGED = EXAMPLE.replace(b"form: 4", b"remarks: Filed again.\nform: 4", 1)
XML = to_xml(read(EXAMPLE), "disseminated")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.form4.yaml").write_bytes(EXAMPLE)
    Path("new.form4.yaml").write_bytes(CHANGED)
    Path("doe.xml").write_bytes(XML)


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ("diff", *words), input=given)


def test_filings_that_differ() -> None:
    assert CHANGED != EXAMPLE
    result = run("old.form4.yaml", "new.form4.yaml")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == "old.form4.yaml -> new.form4.yaml: 1 change\nRemarks: (nothing) -> Filed again.\n"


def test_yaml_and_its_xml_do_not_differ() -> None:
    assert (run("old.form4.yaml", "doe.xml").stdout, run("doe.xml", "old.form4.yaml").exit_code) == (
        "old.form4.yaml -> doe.xml: no change\n", 0)


def test_either_comes_from_standard_input_but_not_both() -> None:
    assert run("-", "new.form4.yaml", given=XML).stdout.startswith("<stdin> -> new.form4.yaml: 1 change\n")
    assert run("old.form4.yaml", "-", given=XML).exit_code == 0
    refused = run("-", "-", given=XML)
    assert (refused.exit_code, "standard input can be read once" in refused.stderr) == (2, True)


def test_json_is_all_there_is_on_standard_output() -> None:
    result = run("old.form4.yaml", "new.form4.yaml", "--format", "json", "--pdf", "redline.pdf")
    assert json.loads(result.stdout)["same"] is False
    assert (result.exit_code, result.stderr) == (1, "wrote redline.pdf\n")


def test_the_redline_is_written_even_where_nothing_changed() -> None:
    assert run("old.form4.yaml", "doe.xml", "--pdf", "redline.pdf").exit_code == 0
    assert "COMPARISON" in pypdf.PdfReader(BytesIO(Path("redline.pdf").read_bytes())).pages[0].extract_text()
    assert run("old.form4.yaml", "new.form4.yaml", "--pdf", "redline.pdf").exit_code == 1, "it is ours"


@pytest.mark.parametrize("data", [b"", b"<html></html>", XML.replace(b"<documentType>4<", b"<documentType>3<"), XML[:900]])
def test_what_cannot_be_read_is_trouble_and_no_difference(data: bytes) -> None:
    Path("bad.xml").write_bytes(data)
    for words in (("bad.xml", "old.form4.yaml"), ("old.form4.yaml", "bad.xml")):
        result = run(*words, "--pdf", "redline.pdf")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "TXT0" in result.stderr
        assert result.stderr.endswith("bad.xml: the findings leave no filing to compare\n")
        assert "old.form4.yaml:" not in result.stderr
    assert not Path("redline.pdf").exists()


def test_a_file_that_is_not_there_is_trouble() -> None:
    assert run("old.form4.yaml", "none.xml").exit_code == 2


def test_a_filing_that_edgar_would_suspend_is_compared_all_the_same() -> None:
    end = b"</directOrIndirectOwnership>"
    Path("bad.xml").write_bytes(XML.replace(end, end + b"<natureOfOwnership><value>By trust</value></natureOfOwnership>"))
    result = run("doe.xml", "bad.xml")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "column 7 Nature of Ownership (nothing) -> By trust" in result.stdout


def test_the_redline_is_written_over_nothing_of_the_authors() -> None:
    Path("mine.pdf").write_bytes(b"mine")
    words = ("old.form4.yaml", "new.form4.yaml", "--pdf")
    refused = run(*words, "mine.pdf")
    assert (refused.exit_code, Path("mine.pdf").read_bytes()) == (2, b"mine")
    assert "--force writes over it" in refused.stderr
    assert run(*words, "mine.pdf", "--force").exit_code == 1
    assert Path("mine.pdf").read_bytes().startswith(b"%PDF-")
    assert run(*words, "new.form4.yaml", "--force").exit_code == 2
    assert Path("new.form4.yaml").read_bytes() == CHANGED
    assert run(*words, "none/redline.pdf").exit_code == 2
    dash = run(*words, "-")
    assert (dash.exit_code, dash.stdout, Path("-").exists()) == (2, "", False)
    assert "standard output has the report; --pdf takes a file" in dash.stderr
