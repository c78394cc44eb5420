"""``import`` as a user runs it: what it writes, what it says, how it exits."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from form4gen import read, to_xml
from form4gen.cli import app
from form4gen.reading import read_source
from form4gen.same_filing import same_filing

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
EXAMPLE = (Path(__file__).parent.parent / "examples" / "gift-2026.form4.yaml").read_bytes()
XML = to_xml(read(EXAMPLE), "disseminated")
OWNER = b"<rptOwnerCik>0009999904</rptOwnerCik>"
WITH_CCC = XML.replace(OWNER, OWNER + b"<rptOwnerCcc>abcd#234</rptOwnerCcc>")


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ("import", *words), input=given)


def source(data: bytes = XML, name: str = "doe.xml") -> str:
    Path(name).write_bytes(data)
    return name


def written() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*.yaml"))


def test_import_writes_yaml_beside_the_source() -> None:
    result = run(source())
    assert (result.exit_code, result.stdout, result.stderr) == (0, "wrote doe.form4.yaml\n", "")
    again = read(Path("doe.form4.yaml").read_bytes())
    assert same_filing(again, read(XML))
    assert to_xml(again, "disseminated") == XML


def test_import_of_several_into_a_folder() -> None:
    result = run(source(), source(name="roe.xml"), "-o", "filings/2026")
    assert (result.exit_code, written()) == (0, ["filings/2026/doe.form4.yaml", "filings/2026/roe.form4.yaml"])


def test_import_into_a_file_of_a_given_name() -> None:
    assert run(source(), "-o", "mine.form4.yaml").exit_code == 0
    assert written() == ["mine.form4.yaml"]
    refused = run("doe.xml", source(name="roe.xml"), "-o", "ours.yaml")
    assert (refused.exit_code, written()) == (2, ["mine.form4.yaml"])
    assert "-o ours.yaml takes one filing; give a folder for several" in refused.stderr


def test_import_from_standard_input_and_to_standard_output() -> None:
    assert run("-", given=XML).stdout.startswith("form: 4\nissuer: ")
    assert run(source(), "-o", "-").stdout == run("-", given=XML).stdout
    assert written() == []
    assert run("-", "-o", "filings", given=XML).stdout == "wrote filings/form4.form4.yaml\n"


def test_import_to_standard_output_takes_one_filing() -> None:
    assert run(source(), source(name="roe.xml"), "-o", "-").exit_code == 2


@pytest.mark.parametrize(("output", "said"), [
    ("", "-o '' is no file name"),
    ("doe.xml", "-o doe.xml: what is written here ends in .yaml or .yml, or goes into a folder"),
    ("Doe.JSON", "-o Doe.JSON: what is written here ends in .yaml or .yml, or goes into a folder"),
])  # fmt: skip
def test_import_takes_no_file_of_another_sort_for_a_folder(output: str, said: str) -> None:
    refused = run(source(), "-o", output, "--force")
    assert (refused.exit_code, written()) == (2, [])
    assert said in " ".join(refused.stderr.split())
    assert Path("doe.xml").read_bytes() == XML


def test_a_folder_may_be_called_as_a_file_is() -> None:
    Path("filings.xml").mkdir()
    assert run(source(), "-o", "filings.xml").stdout == "wrote filings.xml/doe.form4.yaml\n"


def test_import_writes_over_nothing_unless_it_is_forced() -> None:
    Path("doe.form4.yaml").write_text("mine")
    refused = run(source(), source(name="roe.xml"))
    assert (refused.exit_code, Path("doe.form4.yaml").read_text(), written()) == (2, "mine", ["doe.form4.yaml"])
    assert "doe.form4.yaml is there already; --force writes over it, -o elsewhere" in " ".join(refused.stderr.split())
    assert run("doe.xml", "--force").exit_code == 0
    assert Path("doe.form4.yaml").read_text().startswith("form: 4\n")


def test_import_never_writes_over_a_source_nor_two_over_each_other() -> None:
    refused = run(source(EXAMPLE, "doe.form4.yaml"), "--force")
    assert (refused.exit_code, Path("doe.form4.yaml").read_bytes()) == (2, EXAMPLE)
    assert run(source(), source(EXAMPLE, "doe.json"), "--force").exit_code == 2
    Path("sub").mkdir()
    assert run(source(), source(name="sub/doe.xml"), "-o", "out").exit_code == 2
    assert not Path("out").exists()


@pytest.mark.parametrize(("data", "said"), [
    (XML.replace(b"<documentType>4<", b"<documentType>3<"), "TXT016"),
    (b"<html><body>Request Rate Threshold Exceeded</body></html>", "TXT0"),
    (XML[:900], "TXT001"),
    (b"", "TXT001"),
])  # fmt: skip
def test_what_is_no_form_4_is_said_and_the_others_go_on(data: bytes, said: str) -> None:
    result = run(source(data, "bad.xml"), source())
    assert (result.exit_code, written()) == (1, ["doe.form4.yaml"])
    assert said in result.stderr
    assert "bad.xml: nothing was written: the findings leave no filing to write" in result.stderr


def test_a_filing_that_edgar_would_suspend_is_imported_to_be_mended() -> None:
    end = b"</directOrIndirectOwnership>"
    explained = XML.replace(end, end + b"<natureOfOwnership><value>By trust</value></natureOfOwnership>")
    result = run(source(explained))
    assert (result.exit_code, written()) == (1, ["doe.form4.yaml"])
    assert "suspend NAT002" in result.stderr
    assert "ownership: {direct_or_indirect: D, nature: By trust}" in Path("doe.form4.yaml").read_text()


def test_a_filing_that_yaml_could_not_hold_is_not_written() -> None:
    note = b'<footnote id="F1">'
    result = run(source(XML.replace(note, (note + b"a</footnote>") * 4000 + note)))
    assert (result.exit_code, written()) == (1, [])
    assert "doe.xml: nothing was written: the filing is larger than form4gen reads in YAML" in result.stderr


def test_a_ccc_is_left_out_and_that_is_said() -> None:
    result = run(source(WITH_CCC))
    assert result.exit_code == 0
    assert result.stderr.endswith("doe.xml: the CCC of reporting owner 0009999904 was left out\n")
    assert "abcd#234" not in result.output + Path("doe.form4.yaml").read_text()


def test_verbatim_keeps_every_field() -> None:
    data = XML.replace(b">true</isDirector>", b">1</isDirector>\n            <isOfficer>0</isOfficer>")
    assert data != XML
    assert run(source(data), "--verbatim").exit_code == 0
    again = read_source(Path("doe.form4.yaml").read_bytes()).form4
    assert again is not None
    assert to_xml(again, "disseminated") == data


def test_json_becomes_yaml_too() -> None:
    tree = yaml.load(EXAMPLE, Loader=yaml.BaseLoader)  # every value is text
    assert run(source(json.dumps(tree).encode(), "doe.json")).exit_code == 0
    assert read(Path("doe.form4.yaml").read_bytes()) == read(EXAMPLE)


def test_enclosed_documents_are_left_out_and_that_is_said() -> None:
    def enclosed(name: str, kind: str, data: bytes) -> str:
        return f"<edgarDocument><documentName>{name}</documentName><documentType>{kind}</documentType>" \
            f"<documentMimeBlock>{b64encode(data).decode()}</documentMimeBlock></edgarDocument>"

    parts = enclosed("doe.xml", "4", XML) + enclosed("power.txt", "EX-24", b"POWER OF ATTORNEY")
    submission = f"<edgarSubmission><submissionType>4</submissionType>{parts}</edgarSubmission>"
    result = run(source(submission.encode()), "--fail-on", "suspend")
    assert written() == ["doe.form4.yaml"]
    assert result.stderr.endswith("doe.xml: enclosed documents were left out: power.txt\n")
