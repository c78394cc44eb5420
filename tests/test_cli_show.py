"""``show`` as a user runs it: what it prints, what it draws, how it exits."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import yaml
from PIL import Image
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from form4gen import read, to_pdf, to_xml
from form4gen.cli import app

ROOT = Path(__file__).parent.parent
GIFT = (ROOT / "examples" / "gift-2026.form4.yaml").read_text(encoding="utf-8")
SUSPENDED = GIFT.replace("    ownership: direct", "    ownership: {direct_or_indirect: D, nature: By trust}")
AMENDED = GIFT.replace("form: 4\n", "form: 4/A\ndate_of_original_submission: 2026-06-12\n")
UNREADABLE = GIFT.replace("shares: 1200", "shares: 1,200")
ROW = re.search(r"  - security_title.*?ownership: direct\n", GIFT, re.DOTALL)
assert ROW
LONG = GIFT.replace(ROW[0], ROW[0] * 30)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)


def run(*words: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, ("show", *words), input=given)


def source(text: str | bytes = GIFT, name: str = "roe.form4.yaml") -> str:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def pictures() -> list[str]:
    return sorted(path.name for path in Path().rglob("*.png"))


def size_of(name: str) -> tuple[int, int]:
    with Image.open(name) as picture:
        return picture.size


def frequent_colours(name: str) -> set[object]:
    with Image.open(name) as picture:
        return {colour for count, colour in picture.getcolors(1 << 24) or [] if count > 5_000}


def test_the_form_is_plain_text_of_80_columns_where_it_is_piped() -> None:
    result = run(source())
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Form 4 - ROE MARY - EXAMPLE CORP - 2026-06-10"
    assert "│    Amount                            │ 1,200                                 │" in lines
    assert max(map(cell_len, lines)) == 80
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("width", [60, 132, 200])
def test_it_is_as_wide_as_columns_says(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(cell_len, run(source()).stdout.splitlines())) == width


def in_a_terminal(*words: str, **environment: str) -> str:
    """What the program writes to a terminal."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen([sys.executable, "-m", "form4gen", "show", *words], stdout=theirs, stderr=theirs,
                               env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "200",
                                    "NO_COLOR": "", **environment})
    os.close(theirs)
    said = b""
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        try:
            while more := terminal.read(65_536):
                said += more
        except OSError:  # the terminal's other end is closed
            pass
    assert program.wait() == 0
    return said.decode()


def test_a_terminal_gets_blue_data_and_green_notes() -> None:
    said = in_a_terminal(source())
    assert "\x1b[94mEXAMPLE CORP\x1b[0m [ \x1b[94mXMPL\x1b[0m ]" in said
    assert "\x1b[94mG\x1b[0m \x1b[32m(1)\x1b[0m" in said
    assert "\x1b[32m1. Represents a bona fide gift" in said


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_that_wants_no_colour_gets_none(name: str, value: str) -> None:
    said = in_a_terminal(source(), **{name: value})
    assert "1,200" in said
    assert "\x1b" not in said


def test_lines_are_ascii_where_standard_output_is() -> None:
    ended = subprocess.run([sys.executable, "-m", "form4gen", "show", source()], capture_output=True, check=True,
                           env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "COLUMNS": "80"})
    lines = ended.stdout.decode("ascii").splitlines()
    assert "|    Amount                            | 1,200                                 |" in lines
    assert "+--------------------------------------+---------------------------------------+" in lines


def test_whatever_can_be_read_is_shown() -> None:
    xml = to_xml(read(GIFT), "disseminated")
    shown = run(source()).stdout
    assert run(source(xml, "roe.xml")).stdout == run("-", given=GIFT).stdout == shown
    assert run(source(gzip.compress(xml), "roe.xml.gz")).stdout == shown
    form4 = Path(source(json.dumps(yaml.load(GIFT, yaml.BaseLoader)), "roe.form4.json"))
    assert run(str(form4)).stdout == shown


def test_an_edition_can_be_asked_for() -> None:
    assert "2a. Foreign Trading Symbol" in run(source()).stdout
    assert "2a. Foreign Trading Symbol" not in run(source(), "--edition", "X05").stdout


def test_what_edgar_would_suspend_is_shown_as_a_draft() -> None:
    result = run(source(SUSPENDED))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].strip() == "DRAFT"
    assert "By trust" in result.stdout
    assert result.stderr == ("roe.form4.yaml: DRAFT, because EDGAR would suspend it; 1 finding in 1 file: 1 suspend; "
                             "form4gen check says more\n")


def test_an_amendment_without_an_explanation_is_a_draft_as_in_build() -> None:
    amended = run(source(AMENDED))
    assert (amended.exit_code, amended.stdout.splitlines()[0]) == (0, "Form 4/A - ROE MARY - EXAMPLE CORP - 2026-06-10")
    unexplained = run(source(AMENDED.replace("Represents", "EXPLAIN THIS AMENDMENT. Represents")))
    assert (unexplained.exit_code, unexplained.stdout.splitlines()[0].strip()) == (0, "DRAFT")
    assert "DRAFT, because the amendment is not explained; " in unexplained.stderr


def test_a_finding_that_stops_nothing_is_counted_and_no_more() -> None:
    result = run(source(GIFT.replace("date: 2026-06-11", "date: 2026-06-18")))
    assert result.exit_code == 0
    assert "DRAFT" not in result.stdout + result.stderr
    assert re.fullmatch("roe.form4.yaml: [0-9]+ findings? in 1 file: 1 rule.*; form4gen check says more\n", result.stderr)


def test_what_is_no_filing_gives_its_findings() -> None:
    result = run(source(UNREADABLE))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "suspend TXT005" in result.stderr
    assert result.stderr.endswith("roe.form4.yaml: the findings leave no filing to show\n")


def test_a_ccc_is_not_shown() -> None:
    result = run(source(GIFT.replace("cik: 0009999904", "cik: 0009999904\n    ccc: 'abcd#234'")))
    assert result.exit_code == 0
    assert "abcd#234" not in result.stdout + result.stderr


@pytest.mark.parametrize("words", [
    ("none.yaml",), ("",), (".",), ("roe.form4.yaml", "--dpi", "150"), ("roe.form4.yaml", "-o", "out"),
    ("roe.form4.yaml", "--page", "1"), ("roe.form4.yaml", "--force"), ("-", "--png"),
    ("roe.form4.yaml", "--png", "--dpi", "35"), ("roe.form4.yaml", "--png", "--dpi", "601"),
    ("roe.form4.yaml", "--png", "--page", "0"), ("roe.form4.yaml", "--png", "--page", "1-2"),
    ("roe.form4.yaml", "--png", "--page", "2"), ("roe.form4.yaml", "--png", "--page", ""),
])
def test_wrong_usage(words: tuple[str, ...]) -> None:
    source()
    result = run(*words)
    assert (result.exit_code, result.stdout, pictures()) == (2, "", [])


def test_one_page_is_one_picture_beside_its_source() -> None:
    os.mkdir("filings")
    result = run(source(name="filings/roe.form4.yaml"), "--png")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "wrote filings/roe.png\n", "")
    assert size_of("filings/roe.png") == (1275, 1650)


def test_several_pages_are_numbered() -> None:
    result = run(source(LONG), "--png", "-o", "out/pages", "--dpi", "50")
    count = len(pypdf.PdfReader(BytesIO(to_pdf(read(LONG)))).pages)
    assert result.stdout == "".join(f"wrote out/pages/roe.{number}.png\n" for number in range(1, count + 1))
    assert size_of("out/pages/roe.1.png") == (425, 550)


def test_pages_can_be_chosen() -> None:
    assert run(source(LONG), "--png", "--page", "2").stdout == "wrote roe.2.png\n"
    assert pictures() == ["roe.2.png"]
    refused = run(source(LONG), "--png", "--page", "1,99")
    assert (refused.exit_code, pictures()) == (2, ["roe.2.png"])
    assert "--page 99: the form has" in refused.stderr


def test_standard_input_is_drawn_into_a_folder() -> None:
    assert run("-", "--png", "-o", ".", given=GIFT).stdout == "wrote form4.png\n"


def test_the_pictures_of_a_draft_say_so() -> None:
    assert run(source(SUSPENDED), "--png").exit_code == 0
    Path("roe.png").rename("draft.png")
    assert run(source(SUSPENDED.replace("D, nature: By trust", "I, nature: By trust")), "--png").exit_code == 0
    draft, plain = frequent_colours("draft.png"), frequent_colours("roe.png")
    assert draft - plain == {(228, 228, 228)}, "the grey of the word DRAFT in form4.css"


def test_a_pdf_of_ours_gives_the_pictures_of_its_filing() -> None:
    run(source(LONG), "--png", "-o", "filing")
    result = run(source(to_pdf(read(LONG)), "roe.pdf"), "--png", "-o", "pdf")
    assert result.exit_code == 0
    drawn = {folder: {path.name: path.read_bytes() for path in Path(folder).iterdir()} for folder in ("filing", "pdf")}
    assert drawn["pdf"] == drawn["filing"]
    assert len(drawn["pdf"]) > 1


def test_other_pdfs_are_refused() -> None:
    ours = source(to_pdf(read(GIFT)), "roe.pdf")
    others = source(b"%PDF-1.7\n%%EOF\n", "other.pdf")
    only_end = b"1 0 obj\n<</ID [(form4gen " + b"0" * 64 + b")]>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    broken = source(b"%PDF-1.7\n" + only_end, "broken.pdf")
    for words, why in (((ours,), "--png makes pictures"), ((others,), "form4gen did not make"),
                       ((others, "--png"), "form4gen did not make"), ((broken, "--png"), "cannot be read"),
                       ((ours, "--png", "--edition", "X05"), "as they are")):
        result = run(*words)
        assert (result.exit_code, pictures()) == (2, [])
        assert why in " ".join(result.stderr.replace("│", " ").split())


def test_our_pictures_are_made_again_and_nothing_else_is_written_over() -> None:
    assert [run(source(), "--png").exit_code for _ in range(2)] == [0, 0]
    Path("roe.png").write_bytes(b"mine")
    refused = run(source(), "--png")
    assert (refused.exit_code, Path("roe.png").read_bytes()) == (2, b"mine")
    assert run(source(), "--png", "--force").exit_code == 0
    assert Path("roe.png").read_bytes().startswith(b"\x89PNG")


def test_no_page_is_written_where_one_may_not_be() -> None:
    Path("roe.2.png").write_bytes(b"mine")
    assert run(source(LONG), "--png").exit_code == 2
    assert pictures() == ["roe.2.png"]


def test_a_picture_of_another_form_is_named() -> None:
    assert run(source(LONG), "--png").exit_code == 0
    Path("roe.7.png").write_bytes(b"mine")
    left = [name for name in pictures() if name != "roe.7.png"]
    result = run(source(), "--png")
    assert result.stdout == "wrote roe.png\n"
    assert result.stderr == "".join(f"{name} was made of another form and is no page of this one\n" for name in left)


def test_a_folder_that_cannot_be_made_is_wrong_usage() -> None:
    Path("file").write_bytes(b"")
    result = run(source(), "--png", "-o", "file/folder")
    assert (result.exit_code, result.stdout) == (2, "")


def test_pictures_need_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    result = run(source(), "--png")
    assert (result.exit_code, pictures()) == (2, [])
    assert "pip install 'form4gen[pdf]'" in result.stderr
    assert run(source()).exit_code == 0
