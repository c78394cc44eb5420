"""``package`` and ``unpack`` as a user runs them: what they write, what they say, how they exit."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from form4gen.cli import app
from form4gen.edgar_submission import to_submission
from form4gen.envelope import opened
from form4gen.package import Consignment, packaged
from form4gen.reading import read_source
from form4gen.submission import Document, Submission

EXAMPLES = Path(__file__).parent.parent / "examples"
GOOD = (EXAMPLES / "gift-2026.form4.yaml").read_text(encoding="utf-8")
OF_2014 = (EXAMPLES / "sonus-abbott-2014.form4.yaml").read_text(encoding="utf-8")
LISTED = f'{GOOD}\nremarks: "Exhibit List: Exhibit 24 - Power of Attorney"\n'
SUSPENDED = GOOD.replace("    ownership: direct", "    ownership: {direct_or_indirect: D, nature: By trust}")
OWNER = "0009999904"
NOTHING = Submission()
CCC = "abcd#234"
IS_A_TEST = "doe.form4.yaml: this is a TEST submission: EDGAR checks it and files nothing; --live makes the one to file\n"
IS_LIVE = "doe.form4.yaml: this is a LIVE submission: what EDGAR accepts of it is filed and published\n"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("FORM4GEN_CCC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(f"FORM4GEN_CCC_{OWNER}", CCC)


def run(*words: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, words, input=given)


def source(text: str = GOOD, name: str = "doe.form4.yaml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def exhibit(name: str, data: bytes = b"POWER OF ATTORNEY\r\nI appoint Pat Roe.\r\n") -> str:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_bytes(data)
    return name


def files() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*") if path.is_file())


def submission(enclosed: Submission = NOTHING, name: str = "doe.xml") -> str:
    Path("doe.submission.xml").write_bytes(to_submission(Document(name, "4", b"<ownershipDocument/>"), enclosed))
    return "doe.submission.xml"


def test_a_test_submission_is_the_default() -> None:
    result = run("package", source())
    assert (result.exit_code, result.stdout, result.stderr) == (0, "wrote doe.submission.xml\n", IS_A_TEST)
    assert b"<testOrLive>TEST</testOrLive>" in Path("doe.submission.xml").read_bytes()


def test_live_needs_saying() -> None:
    result = run("package", source(), "--live")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "wrote doe.submission.xml\n", IS_LIVE)
    assert b"<testOrLive>LIVE</testOrLive>" in Path("doe.submission.xml").read_bytes()


def test_only_its_owner_can_read_it() -> None:
    run("package", source())
    assert stat.S_IMODE(Path("doe.submission.xml").stat().st_mode) == 0o600


def test_packed_and_unpacked_is_what_build_makes_and_what_was_enclosed() -> None:
    words = ("--exhibit", exhibit("poa.txt"), "--exhibit", f"CORRESP={exhibit('more/letter.htm', b'<p>Dear Sirs</p>')}")
    assert run("package", source(LISTED), *words).exit_code == 0
    assert run("build", "doe.form4.yaml", "--only", "xml").exit_code == 0
    result = run("unpack", "doe.submission.xml", "-o", "received")
    assert (result.exit_code, result.stdout, result.stderr) == \
        (0, "wrote received/doe.xml (4)\nwrote received/poa.txt (EX-24)\nwrote received/letter.htm (CORRESP)\n", "")
    for packed, unpacked in (("doe.xml", "doe.xml"), ("poa.txt", "poa.txt"), ("more/letter.htm", "letter.htm")):
        assert Path(packed).read_bytes() == Path("received", unpacked).read_bytes()
    assert stat.S_IMODE(Path("received/doe.xml").stat().st_mode) == 0o600


def test_contact_and_addresses() -> None:
    words = ("--contact-name", " Pat Roe", "--contact-phone", "555-0100", "--contact-email", "pat@example.com",
             "--notify", "a@example.com", "--notify", "b@example.com")
    assert run("package", source(), *words).exit_code == 0
    assert opened(Path("doe.submission.xml").read_bytes()).submission == \
        Submission((), "Pat Roe", "555-0100", "pat@example.com", ("a@example.com", "b@example.com"))
    assert run("unpack", "doe.submission.xml").stderr == """\
doe.submission.xml: contact name: 'Pat Roe'
doe.submission.xml: contact phone number: '555-0100'
doe.submission.xml: contact email address: 'pat@example.com'
doe.submission.xml: notification addresses: 'a@example.com', 'b@example.com'
"""


@pytest.mark.parametrize("words", [("--contact-name", "Ren\u00e9e"), ("--contact-phone", "555\n0100"),
                                   ("--contact-email", "a\u001b@example.com")])
def test_a_contact_is_one_line_of_ascii(words: tuple[str, str]) -> None:
    result = run("package", source(), *words)
    assert (result.exit_code, files()) == (2, ["doe.form4.yaml"])
    assert "is not one line of plain ASCII" in result.stderr


@pytest.mark.parametrize(("words", "rule"), [
    (("--exhibit", "LETTER=letter.txt"), "SUB004"), (("--exhibit", "COVER=Letter.TXT"), "SUB001"),
    (("--exhibit", "COVER=letter.doc"), "SUB002"), (("--exhibit", "COVER=curly.txt"), "SUB008"),
    (("--exhibit", "logo.gif"), "SUB007"), (("--notify", "a at example.com"), "SUB011"),
    (("--contact-name", "Jane Doe of the Office of the General Counsel"), "SUB012"),
    (tuple(word for number in range(31) for word in ("--notify", f"a{number}@example.com")), "SUB013"),
])  # fmt: skip
def test_nothing_is_written_of_what_edgar_would_suspend(words: tuple[str, ...], rule: str) -> None:
    for name, data in (("letter.txt", b"Sirs"), ("Letter.TXT", b"Sirs"), ("letter.doc", b"Sirs"), ("logo.gif", b"GIF89a"),
                       ("curly.txt", "Sirs\u2019".encode())):
        exhibit(name, data)
    result = run("package", source(), *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"suspend {rule} " in result.stderr
    assert result.stderr.endswith("doe.form4.yaml: nothing was written: EDGAR would suspend it\n")
    assert not list(Path().glob("*.submission.xml"))


def test_long_lines_are_told_and_packed() -> None:
    result = run("package", source(), "--exhibit", exhibit("cover.txt", b"x" * 81))
    assert (result.exit_code, "warn SUB009 " in result.stderr) == (0, True)


def test_a_pdf_is_not_packed_since_it_would_not_be_filed() -> None:
    result = run("package", source(), "--exhibit", f"CORRESP={exhibit('letter.pdf', b'%PDF-1.4')}")
    assert (result.exit_code, files()) == (1, ["doe.form4.yaml", "letter.pdf"])
    assert "warn SUB003 " in result.stderr
    assert "nothing was written: EDGAR discards letter.pdf, a PDF, so it would not be filed" in result.stderr


def test_a_pdf_in_anothers_submission_is_unpacked() -> None:
    submission(Submission((Document("letter.pdf", "CORRESP", b"%PDF-1.4"),)))
    assert run("unpack", "doe.submission.xml").stdout.endswith("wrote doe/letter.pdf (CORRESP)\n")


@pytest.mark.parametrize("second", ["poa.txt", "more/poa.txt"])
def test_an_exhibit_given_twice_is_not_packed(second: str) -> None:
    result = run("package", source(LISTED), "--exhibit", exhibit("poa.txt"), "--exhibit", exhibit(second))
    assert (result.exit_code, Path("doe.submission.xml").exists()) == (1, False)
    assert "nothing was written: 2 of the enclosed documents have the file name poa.txt; give each its own" in result.stderr


@pytest.mark.parametrize("name", ["cover.txt", "corresp.htm"])
def test_an_exhibit_with_a_ccc_in_it_is_not_packed(name: str) -> None:
    result = run("package", source(), "--exhibit", exhibit(name, f"{OWNER}: {CCC}\n".encode()))
    assert (result.exit_code, files(), CCC in result.output) == (1, sorted([name, "doe.form4.yaml"]), False)
    assert f"nothing was written: {name} holds a reporting owner's CCC, and EDGAR publishes exhibits" in result.stderr
    assert run("package", "doe.form4.yaml", "--exhibit", exhibit(name, b"abcd#23 4\n")).exit_code == 0


@pytest.mark.parametrize("words", [("--live", "--test"), ("--test", "--live")])
def test_live_and_test_at_once_is_wrong_usage(words: tuple[str, str]) -> None:
    result = run("package", source(), *words)
    assert (result.exit_code, files(), "--live and --test contradict" in result.stderr) == (2, ["doe.form4.yaml"], True)


def test_test_may_be_said() -> None:
    assert run("package", source(), "--test").stderr == IS_A_TEST


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
@pytest.mark.parametrize(("mode", "is_told"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True), (0o620, True)])
def test_a_file_of_cccs_that_others_can_read_is_told_of(mode: int, is_told: bool) -> None:
    Path("cccs.txt").write_text(f"{OWNER}: {CCC}\n", encoding="utf-8")
    Path("cccs.txt").chmod(mode)
    result = run("package", source(), "--ccc-file", "cccs.txt")
    note = "cccs.txt: others than you can read or change this file of CCCs; chmod 600 keeps it yours\n"
    assert (result.exit_code, note in result.stderr) == (0, is_told)


def test_a_ccc_in_place_of_a_file_of_cccs_is_not_shown() -> None:
    for command in ("package", "build"):
        result = run(command, source(), "--ccc-file", CCC)
        assert (result.exit_code, files(), CCC in result.output) == (2, ["doe.form4.yaml"], False)
        assert "--ccc-file names no file that is there" in result.stderr


def test_an_exhibit_that_the_form_does_not_list_is_packed_and_fails() -> None:
    result = run("package", source(), "--exhibit", exhibit("poa.txt"))
    assert (result.exit_code, result.stdout) == (1, "wrote doe.submission.xml\n")
    assert "rule SUB015 " in result.stderr
    assert run("package", "doe.form4.yaml", "--exhibit", "poa.txt", "--fail-on", "suspend").exit_code == 0


def test_a_filing_that_edgar_would_suspend() -> None:
    result = run("package", source(SUSPENDED), "--live")
    assert (result.exit_code, files()) == (1, ["doe.form4.yaml"])
    assert "nothing was written: EDGAR would suspend it" in result.stderr


def test_a_file_without_a_filing() -> None:
    result = run("package", source("issuer: {cik: 1"))
    assert (result.exit_code, files()) == (1, ["doe.form4.yaml"])
    assert "nothing was written: the findings leave no filing to send" in result.stderr


@pytest.mark.parametrize("live", [(), ("--live",)])
def test_every_owner_needs_a_ccc_tested_or_live(live: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(f"FORM4GEN_CCC_{OWNER}")
    result = run("package", source(), *live)
    assert (result.exit_code, result.stderr, files()) == \
        (1, f"doe.form4.yaml: nothing was written: there is no CCC for reporting owner {OWNER}, "
            "without which EDGAR takes no submission\n", ["doe.form4.yaml"])


def test_a_ccc_that_cannot_be_one_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"FORM4GEN_CCC_{OWNER}", "short#1")
    result = run("package", source())
    assert result.exit_code == 1
    assert f"the one given for {OWNER} was not used: a CCC has 8 visible characters" in result.stderr
    assert "short" not in result.output


def test_a_ccc_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(f"FORM4GEN_CCC_{OWNER}")
    Path("cccs.txt").write_text(f"{OWNER}: {CCC}\n", encoding="utf-8")
    assert run("package", source(), "--ccc-file", "cccs.txt").exit_code == 0
    document = opened(Path("doe.submission.xml").read_bytes()).document
    assert document is not None
    assert f"<rptOwnerCcc>{CCC}</rptOwnerCcc>".encode() in document


def test_a_filing_of_another_schema_may_be_tested_and_not_filed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORM4GEN_CCC_9999999", CCC)
    refused = run("package", source(OF_2014), "--live")
    assert (refused.exit_code, files()) == (1, ["doe.form4.yaml"])
    assert "nothing was written: its dates imply schema X0306, and EDGAR takes X0609 today" in refused.stderr
    tested = run("package", "doe.form4.yaml")
    assert (tested.exit_code, tested.stdout) == (0, "wrote doe.submission.xml\n")
    assert "the XML is of schema X0306" in tested.stderr


@pytest.mark.parametrize(("name", "stem"), [("doe-2026.yaml", "doe-2026"), ("DOE.form4.yaml", "doe"),
                                            ("Doe 2026.yaml", "form4"), ("4.yaml", "form4"), (f"{'d' * 29}.yaml", "form4")])
def test_the_filing_has_a_name_that_edgar_takes(name: str, stem: str) -> None:
    assert run("package", source(name=name), "-o", "made.xml").exit_code == 0
    assert opened(Path("made.xml").read_bytes()).enclosed == f"{stem}.xml"


def test_where_it_is_written() -> None:
    assert run("package", source(), "-o", "to-send").stdout == "wrote to-send/doe.submission.xml\n"
    assert run("package", source(), "-o", "to-send/roe.xml").stdout == "wrote to-send/roe.xml\n"
    assert run("package", "-", "-o", "to-send", given=GOOD).stdout == "wrote to-send/form4.submission.xml\n"
    assert run("package", "-", given=GOOD).stdout.startswith('<?xml version="1.0"?>\n<edgarSubmission>\n')
    assert run("package", "doe.form4.yaml", "-o", "-").stdout == \
        Path("to-send/doe.submission.xml").read_text(encoding="ascii")


def test_our_own_file_is_written_again_and_no_other() -> None:
    run("package", source(LISTED), "--exhibit", exhibit("poa.txt"))
    assert run("package", "doe.form4.yaml", "--live", "--exhibit", "poa.txt").exit_code == 0
    changed = Path("doe.submission.xml").read_bytes().replace(b"<testOrLive>", b"<testOrLive> ")
    Path("doe.submission.xml").write_bytes(changed)
    result = run("package", "doe.form4.yaml", "--exhibit", "poa.txt")
    assert (result.exit_code, Path("doe.submission.xml").read_bytes()) == (2, changed)
    assert "--force writes over it" in result.stderr
    assert run("package", "doe.form4.yaml", "--exhibit", "poa.txt", "--force").exit_code == 0


def test_another_filing_in_a_submission_of_ours_is_not_written_over() -> None:
    submission()
    assert run("package", source()).exit_code == 2


def test_never_over_its_source() -> None:
    source(GOOD, "doe.xml")
    result = run("package", "doe.xml", "-o", "doe.xml", "--force")
    assert (result.exit_code, Path("doe.xml").read_text(encoding="utf-8")) == (2, GOOD)


def test_a_submission_is_not_packed_again() -> None:
    run("package", source())
    result = run("package", "doe.submission.xml", "-o", "again.xml")
    assert (result.exit_code, "is a submission already; form4gen unpack takes it apart" in result.stderr) == (2, True)
    assert files() == ["doe.form4.yaml", "doe.submission.xml"]


def test_what_was_unpacked_is_packed_again_to_the_same_bytes() -> None:
    words = ("--exhibit", exhibit("poa.txt"))
    run("package", source(LISTED), *words)
    run("unpack", "doe.submission.xml")
    assert run("package", "doe/doe.xml", "--exhibit", "doe/poa.txt").exit_code == 0
    assert Path("doe/doe.submission.xml").read_bytes() == Path("doe.submission.xml").read_bytes()


def test_a_submission_larger_than_form4gen_reads_is_not_made() -> None:
    result = run("package", source(), "--exhibit", exhibit("cover.txt", b"Dear Sirs\n" * 1_300_000))
    assert (result.exit_code, files()) == (1, ["cover.txt", "doe.form4.yaml"])
    assert "bytes, of which form4gen reads 16,000,000" in result.stderr


def test_a_package_that_does_not_read_back_is_a_fault_of_ours() -> None:
    sent = Consignment(Submission(contact_name=" Pat Roe"))
    with pytest.raises(AssertionError, match="does not read back"):
        packaged(read_source(GOOD.encode()), sent, {OWNER: CCC})


def test_the_ccc_is_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    stemmed = f"<rptOwnerCcc>{CCC}</rptOwnerCcc>".encode()
    shown = [CCC, *(b64encode(b" " * shift + stemmed)[4:-8].decode() for shift in range(3))]
    monkeypatch.delenv(f"FORM4GEN_CCC_{OWNER}")
    with_ccc = GOOD.replace(f"cik: {OWNER}", f'cik: {OWNER}\n    ccc: "{CCC}"')
    run("package", source(with_ccc))
    good = Path("doe.submission.xml").read_bytes()
    assert any(text.encode() in good.replace(b"\n", b"") for text in shown)
    wrong = with_ccc.replace("shares: 1200", "shares: 1,200"), with_ccc.replace("direct", "indirect")
    said = [run("package", source(text), "--force", *words).output for text in (with_ccc, *wrong)
            for words in ((), ("--live",), ("--exhibit", "no.txt"), ("--contact-name", "\u00e9"))]
    for damaged in (good, good[:-40], good.replace(b"PD94", b"P*94"), good.replace(b"doe.xml", b"../doe")):
        Path("doe.submission.xml").write_bytes(damaged)
        said += [run(*words, "doe.submission.xml").output for words in (("unpack", "--force"), ("check",))]
    assert all(said)
    assert not [text for text in said if any(secret in text for secret in shown)]


def test_unpack_into_a_folder_of_the_files_name() -> None:
    result = run("unpack", submission(Submission((Document("poa.txt", "EX-24", b"I appoint"),))))
    assert (result.exit_code, result.stdout) == (0, "wrote doe/doe.xml (4)\nwrote doe/poa.txt (EX-24)\n")
    assert Path("doe/poa.txt").read_bytes() == b"I appoint"


def test_unpack_from_standard_input() -> None:
    data = Path(submission()).read_bytes()
    assert run("unpack", "-", given=data).stdout == "wrote form4/doe.xml (4)\n"


def test_unpack_writes_over_nothing_without_force() -> None:
    submission(Submission((Document("poa.txt", "EX-24", b"new"),)))
    exhibit("doe/poa.txt", b"old")
    result = run("unpack", "doe.submission.xml")
    assert (result.exit_code, Path("doe/poa.txt").read_bytes(), Path("doe/doe.xml").exists()) == (2, b"old", False)
    assert "doe/poa.txt is there already; --force writes over it" in result.stderr
    assert run("unpack", "doe.submission.xml", "--force").exit_code == 0
    assert Path("doe/poa.txt").read_bytes() == b"new"


def test_unpack_writes_nothing_where_a_folder_has_a_documents_name() -> None:
    submission(Submission((Document("poa.txt", "EX-24", b"new"),)))
    Path("doe/poa.txt").mkdir(parents=True)
    result = run("unpack", "doe.submission.xml", "--force")
    assert (result.exit_code, files()) == (2, ["doe.submission.xml"])
    assert "doe/poa.txt is a folder" in result.stderr


def test_unpack_shows_no_control_characters_of_a_file_name() -> None:
    Path(submission()).rename("d\x1bo.submission.xml")
    assert run("unpack", "d\x1bo.submission.xml").stdout == "wrote d?o/doe.xml (4)\n"


@pytest.mark.parametrize("words", [("unpack", "doe.submission.xml"), ("build", "doe.form4.yaml", "--only", "xml")])
def test_standard_output_is_no_folder(words: tuple[str, ...]) -> None:
    source()
    submission()
    result = run(*words, "-o", "-")
    assert (result.exit_code, files()) == (2, ["doe.form4.yaml", "doe.submission.xml"])
    assert "-o - is standard output, which is no folder" in result.stderr


def test_unpack_of_closed_standard_input(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-m", "form4gen", "unpack", "-"], close_fds=True, cwd=tmp_path, check=False,
                           capture_output=True, text=True, preexec_fn=lambda: os.close(0))
    assert (ended.returncode, "standard input is closed" in ended.stderr) == (2, True)


@pytest.mark.parametrize("name", ["../poa.txt", "/tmp/poa.txt", "..", "more/poa.txt", "more\\poa.txt", "C:poa.txt", "",
                                  ".poa.txt", "POA.TXT", "poa", "poa.exe", "poa.txt:x", "poa .txt", "p\no.txt",
                                  "p" * 29 + ".txt"])
def test_unpack_writes_no_name_that_edgar_does_not_take(name: str) -> None:
    result = run("unpack", submission(Submission((Document(name, "EX-24", b"I appoint"),))))
    assert (result.exit_code, files()) == (1, ["doe.submission.xml"])
    assert result.stderr.startswith("doe.submission.xml: nothing was written: the file name '")


def test_unpack_holds_the_filing_to_the_same() -> None:
    result = run("unpack", submission(name="../doe.xml"))
    assert (result.exit_code, files()) == (1, ["doe.submission.xml"])


def test_unpack_of_a_submission_with_an_element_of_the_past() -> None:
    data = Path(submission()).read_bytes()
    old = data.replace(b"    <edgarDocument>", b"    <returnCopy>true</returnCopy>\n    <edgarDocument>")
    Path("doe.submission.xml").write_bytes(old)
    result = run("unpack", "doe.submission.xml")
    assert (result.exit_code, result.stdout) == (1, "wrote doe/doe.xml (4)\n")
    assert "line 5: <returnCopy> is no element of an edgarSubmission of today" in result.stderr


def test_unpack_of_two_documents_with_one_name() -> None:
    twice = Document("poa.txt", "EX-24", b"I appoint")
    result = run("unpack", submission(Submission((twice, twice))))
    assert (result.exit_code, result.stderr) == \
        (1, "doe.submission.xml: nothing was written: 2 documents have the file name poa.txt\n")


@pytest.mark.parametrize("block", ["SSBhcHBvaW50*", "SSBhcHBvaW5", "SSBh=cHBvaW50", "&#233;"])
def test_unpack_of_tampered_base64(block: str) -> None:
    good = Path(submission(Submission((Document("poa.txt", "EX-24", b"I appoint"),)))).read_bytes()
    Path("doe.submission.xml").write_bytes(good.replace(b"SSBhcHBvaW50", block.encode()))
    result = run("unpack", "doe.submission.xml")
    assert (result.exit_code, files()) == (1, ["doe.submission.xml"])
    assert "poa.txt is not enclosed in base64" in result.stderr
    assert result.stderr.endswith("nothing was written: not every document in it can be read\n")


@pytest.mark.parametrize("text", [GOOD, "<a/>", "", "<edgarSubmission/>", "<edgarSubmission>"])
def test_unpack_of_another_file(text: str) -> None:
    result = run("unpack", source(text, "x.xml"))
    assert (result.exit_code, files()) == (1, ["x.xml"])
    assert "x.xml: nothing was written: " in result.stderr


def test_unpack_of_no_file() -> None:
    assert run("unpack", "nowhere.xml").exit_code == 2
