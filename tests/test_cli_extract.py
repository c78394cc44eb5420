"""``extract`` as a user runs it, and what ``verify`` says of the filing that a PDF carries."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner, Result

from form4gen.cli import app
from tests.authority import PASSWORD, authority

ROOT = Path(__file__).parent.parent
SOURCE = (ROOT / "examples" / "gift-2026.form4.yaml").read_bytes()


@pytest.fixture(autouse=True)
def _built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("roe.form4.yaml").write_bytes(SOURCE)
    assert run("build", "roe.form4.yaml", "--only", "pdf").exit_code == 0


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, words, input=given)


def said(result: Result) -> str:
    """What was said, on one line, without the frame that a usage error is drawn in."""
    return " ".join(result.stderr.replace("│", " ").split())


def forged() -> None:
    """Another number in the XML that roe.pdf carries."""
    made = BytesIO()
    with pikepdf.open("roe.pdf") as document:
        stream = document.Root.AF[0].EF.F
        stream.write(stream.read_bytes().replace(b"<value>1200</value>", b"<value>2100</value>"))
        document.save(made)
    Path("roe.pdf").write_bytes(made.getvalue())


def test_the_files_are_written_and_all_agree() -> None:
    result = run("extract", "roe.pdf", "-o", "found")
    assert result.exit_code == 0
    xml, source = result.stdout.splitlines()[:2]
    assert (xml, source) == ("wrote found/roe.xml", "wrote found/roe.form4.yaml")
    assert result.stdout.splitlines()[-2:] == [
        "roe.pdf: the pages are, byte for byte, what this form4gen prints of the files",
        "roe.pdf: the pages and the files say the same"]
    assert Path("found/roe.form4.yaml").read_bytes() == SOURCE
    assert run("build", "found/roe.xml", "--only", "pdf", "-o", "again").exit_code == 0
    assert run("check", "found/roe.form4.yaml").exit_code == 0


def test_a_source_that_is_there_and_the_same_is_left_alone() -> None:
    before = Path("roe.form4.yaml").stat().st_mtime_ns
    result = run("extract", "roe.pdf")
    assert (result.exit_code, said(result)) == (0, "roe.form4.yaml is there already, and is the same")
    assert Path("roe.xml").exists()
    assert Path("roe.form4.yaml").stat().st_mtime_ns == before


def test_a_source_that_is_there_and_another_is_written_over_by_force_alone() -> None:
    Path("roe.form4.yaml").write_bytes(SOURCE + b"# later\n")
    result = run("extract", "roe.pdf")
    assert result.exit_code == 2
    assert "roe.form4.yaml is there already, and is another; --force writes over it" in said(result)
    assert not Path("roe.xml").exists(), "all or nothing"
    assert run("extract", "roe.pdf", "--force").exit_code == 0
    assert Path("roe.form4.yaml").read_bytes() == SOURCE


def test_a_forged_file_is_told_and_the_exit_code_says_so() -> None:
    forged()
    result = run("extract", "roe.pdf", "--check")
    assert result.exit_code == 1
    assert "roe.pdf: does not agree: form4.yaml does not report what form4.xml reports, first at " \
           "non_derivative_table[0].shares.value" in result.stdout.splitlines()
    assert sorted(path.name for path in Path().iterdir()) == ["roe.form4.yaml", "roe.pdf"], "nothing is written"


def test_json_says_the_same() -> None:
    result = run("extract", "roe.pdf", "-o", "found", "--format", "json")
    found = json.loads(result.stdout)
    assert list(found) == [
        "version", "file", "wrote", "agrees", "compared", "files", "made_with", "bytes_added_since", "faults", "notes"]
    assert (found["agrees"], found["wrote"]) == (True, ["found/roe.xml", "found/roe.form4.yaml"])
    assert [(one["name"], one["relationship"]) for one in found["files"]] == [
        ("form4.xml", "Alternative"), ("form4.yaml", "Source")]


@pytest.mark.parametrize(("words", "given", "code", "why"), [
    (("-",), b"", 1, "-: nothing was written: it is no PDF"),
    (("roe.form4.yaml",), None, 1, "roe.form4.yaml: nothing was written: it is no PDF"),
    (("-", "--check", "-o", "x"), b"", 2, "--check writes nothing, so -o and --force have nothing to say"),
    (("absent.pdf",), None, 2, "absent.pdf: No such file or directory"),
    (("roe.pdf", "-o", "-"), None, 2, "-o - is standard output"),
], ids=["empty", "yaml", "check-and-o", "absent", "stdout"])
def test_wrong_usage_is_told(words: tuple[str, ...], given: bytes | None, code: int, why: str) -> None:
    result = run("extract", *words, given=given)
    assert (result.exit_code, why in said(result)) == (code, True), said(result)


def test_standard_input_needs_a_folder() -> None:
    pdf = Path("roe.pdf").read_bytes()
    result = run("extract", "-", given=pdf)
    assert (result.exit_code, "need -o DIR" in said(result)) == (2, True)
    assert run("extract", "-", "--check", given=pdf).exit_code == 0
    assert run("extract", "-", "-o", "x", given=pdf).exit_code == 0
    assert sorted(path.name for path in Path("x").iterdir()) == ["form4.form4.yaml", "form4.xml"]


def sign(file: str, *words: str) -> None:
    ca = authority()
    Path("roe.p12").write_bytes(ca.jane.p12(ca.root))
    Path("password").write_bytes(PASSWORD)
    Path("password").chmod(0o600)
    result = run("sign", file, "--p12", "roe.p12", "--password-file", "password", *words)
    assert result.exit_code == 0, said(result)


def test_a_signed_form_still_agrees_and_verify_says_so() -> None:
    sign("roe.pdf", "--visible")
    sign("roe.signed.pdf", "--visible")
    result = run("extract", "roe.signed.pdf", "-o", "found")
    assert result.exit_code == 0, result.output
    assert Path("found/roe.form4.yaml").read_bytes() == SOURCE
    assert result.stdout.splitlines()[-2] == "roe.signed.pdf: signed since it was made: signature-1, signature-2; " \
                                             "form4gen verify judges signatures, extract does not"
    verified = run("verify", "roe.signed.pdf")
    assert verified.exit_code == 0, verified.output
    assert verified.stdout.splitlines()[-1] == "roe.signed.pdf: the pages and the files say the same"
    told = json.loads(run("verify", "roe.signed.pdf", "--format", "json").stdout)
    assert (told["fine"], told["record"]["agrees"]) == (True, True)


def test_verify_fails_a_signed_form_whose_files_are_not_what_is_printed() -> None:
    forged()
    sign("roe.pdf")
    verified = run("verify", "roe.signed.pdf")
    assert verified.exit_code == 1
    assert "roe.signed.pdf: signature-1 is fine, by DOE JANE" in verified.stdout, "the signer signed the forgery"
    assert "does not agree: form4.yaml does not report" in verified.stdout


def test_of_another_version_only_words_are_compared_and_that_is_not_enough_unasked() -> None:
    made = Path("roe.pdf").read_bytes().replace(b"form4gen 0.1.0", b"form4gen 0.0.9")
    Path("roe.pdf").write_bytes(made)
    result = run("extract", "roe.pdf", "--check")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == \
        "roe.pdf: the files say the same, and the pages have their words; that nothing covers these is not proven"
    assert run("extract", "roe.pdf", "--check", "--by-words").exit_code == 0
    assert json.loads(run("extract", "roe.pdf", "--check", "--format", "json").stdout)["compared"] == "words"
    sign("roe.pdf")
    assert (run("verify", "roe.signed.pdf").exit_code, run("verify", "roe.signed.pdf", "--by-words").exit_code) == (1, 0)


def test_verify_fails_a_signed_form_whose_filing_is_damaged() -> None:
    made = BytesIO()
    with pikepdf.open("roe.pdf") as document:
        del document.Root.AF[0]["/UF"]
        document.save(made)
    Path("roe.pdf").write_bytes(made.getvalue())
    sign("roe.pdf")
    result = run("verify", "roe.signed.pdf")
    assert result.exit_code == 1
    assert "roe.signed.pdf: it is damaged and cannot be read whole" in result.stdout


@pytest.mark.parametrize("word", ["abcd#234", "ABCD#234"])
def test_a_ccc_in_a_text_of_the_filing_is_never_built(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("poe.form4.yaml").write_bytes(SOURCE + f"remarks: see {word}\n".encode())
    monkeypatch.setenv("FORM4GEN_CCC_0009999904", "abcd#234")
    result = run("build", "poe.form4.yaml", "--draft")
    assert result.exit_code == 1
    assert "nothing was written: a CCC stands in remarks, which is published and printed" in said(result)
    assert word not in result.output + said(result)
    assert not list(Path().glob("poe.[xp]*"))


@pytest.mark.parametrize(("old", "new", "ccc", "place"), [
    (b"shares: 1200", b"shares: 1200", "00099999", None),
    (b"shares: 1200", b"shares: 12000000", "12000000", None),
    (b"shares: 1200", b"shares: 1200", "2026-06-", None),
    (b"shares: 1200", b"shares: 1200\nremarks: see 00099999", "00099999", "remarks"),
], ids=["cik", "number", "day", "text"])
def test_a_ccc_that_is_part_of_a_number_is_no_ccc_there(
        old: bytes, new: bytes, ccc: str, place: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    text, _, remarks = new.partition(b"\n")
    assert old in SOURCE
    source = SOURCE.replace(old, text) + (remarks + b"\n" if remarks else b"")
    Path("poe.form4.yaml").write_bytes(source)
    monkeypatch.setenv("FORM4GEN_CCC_0000000001", ccc)
    result = run("build", "poe.form4.yaml", "--draft", "--only", "pdf")
    assert (f"a CCC stands in {place}," in said(result)) == (place is not None), said(result)
    assert Path("poe.pdf").exists() == (place is None)


def test_what_has_no_effect_on_the_authentication_document_is_wrong_usage() -> None:
    for words, why in ((("--plain",), "are of the printed form"), (("--filed", "9998-01-01"), "is no day of a filing")):
        result = run("build", "roe.form4.yaml", "--copy", "authentication", "-o", "x", *words)
        assert (result.exit_code, why in said(result)) == (2, True), said(result)
