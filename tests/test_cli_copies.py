"""``build --copy`` as a user runs it: which files it writes, and when it writes none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_authentication import authentication, line
from tests.test_cli import GOOD, SUSPENDED, run, source

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
CCC = "no CCC for reporting owner 0009999904: EDGAR needs one\n"
BOTH = ["doe.attestation.pdf", "doe.authentication.pdf"]


def there(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir() if not path.name.endswith(".yaml"))


def test_no_copy_takes_the_name_of_another() -> None:
    assert run("build", source()).stdout == "wrote doe.xml\nwrote doe.pdf\n"
    conformed = Path("doe.pdf").read_bytes()
    assert run("build", source(), "--copy", "conformed").exit_code == 0
    assert Path("doe.pdf").read_bytes() == conformed
    wet_ink = run("build", source(), "--copy", "wet-ink")
    assert (wet_ink.exit_code, wet_ink.stdout) == (0, "wrote doe.xml\nwrote doe.wet-ink.pdf\n")
    documents = run("build", source(), "--copy", "authentication")
    assert (documents.exit_code, documents.stdout) == (0, "wrote doe.authentication.pdf\nwrote doe.attestation.pdf\n")
    assert documents.stderr == "", "no XML is written, so no CCC is missed"
    assert Path("doe.pdf").read_bytes() == conformed
    assert there() == [*BOTH, "doe.pdf", "doe.wet-ink.pdf", "doe.xml"]
    again = run("build", source(), "--copy", "authentication")
    assert again.exit_code == 0, "what form4gen made is made again"


def test_the_documents_are_those_of_the_source() -> None:
    run("build", source(), "--copy", "authentication")
    assert Path("doe.authentication.pdf").read_bytes() == authentication(GOOD)


def test_only_one_of_the_two() -> None:
    assert run("build", source(), "--copy", "wet-ink", "--only", "pdf").stdout == "wrote doe.wet-ink.pdf\n"
    assert run("build", source(), "--copy", "wet-ink", "--only", "xml", "-o", "x").stdout == "wrote x/doe.xml\n"
    assert run("build", source(), "--copy", "authentication", "--only", "pdf", "-o", "y").exit_code == 0
    assert there("y") == BOTH
    refused = run("build", source(), "--copy", "authentication", "--only", "xml")
    assert refused.exit_code == 2
    assert "--copy authentication makes PDFs only, so not with --only xml" in " ".join(refused.stderr.split())


def test_standard_input_needs_a_folder_for_two_documents() -> None:
    refused = run("build", "-", "--copy", "authentication", "--only", "pdf", given=GOOD)
    assert refused.exit_code == 2
    assert "standard input needs -o DIR" in refused.stderr
    assert run("build", "-", "--copy", "wet-ink", "--only", "pdf", given=GOOD).stdout_bytes.startswith(b"%PDF-")
    assert run("build", "-", "--copy", "authentication", "-o", "out", given=GOOD).exit_code == 0
    assert there("out") == ["form4.attestation.pdf", "form4.authentication.pdf"]


@pytest.mark.parametrize("copy", ["wet-ink", "authentication"])
def test_what_edgar_would_suspend_is_not_for_signing(copy: str) -> None:
    refused = run("build", source(SUSPENDED), "--copy", copy)
    assert refused.exit_code == 1
    assert "nothing was written: EDGAR would suspend it (--draft builds it all the same)" in refused.stderr
    assert there() == []
    run("build", source(SUSPENDED), "--copy", copy, "--draft")
    made = [name for name in there() if name.endswith(".pdf")]
    assert len(made) == (1 if copy == "wet-ink" else 2)
    assert all("DRAFT" in line(Path(name).read_bytes()) for name in made)


def test_the_day_of_filing_is_judged_and_printed() -> None:
    result = run("build", source(), "--copy", "authentication", "--filed", "2026-06-12")
    assert result.exit_code == 0
    assert "Filed on 06/12/2026 Keep until (five years on) 06/12/2031" in line(Path("doe.authentication.pdf").read_bytes())
    late = run("build", source(), "--copy", "authentication", "--filed", "2026-06-25")
    assert late.exit_code == 1
    assert "DAY006" in late.stderr, "a late report is still one to sign"
    assert "06/25/2031" in line(Path("doe.authentication.pdf").read_bytes())
    assert run("build", source(), "--filed", "2026-02-30").exit_code == 2


def test_files_of_others_are_left_alone() -> None:
    Path("doe.attestation.pdf").write_bytes(b"%PDF-1.7 signed by hand and scanned")
    refused = run("build", source(), "--copy", "authentication")
    assert refused.exit_code == 2
    assert "doe.attestation.pdf was not made by form4gen as it is" in " ".join(refused.stderr.split())
    assert there() == ["doe.attestation.pdf"]
    assert run("build", source(), "--copy", "authentication", "--force").exit_code == 0


def test_the_parts_of_a_split_filing_have_copies_of_their_own() -> None:
    row = GOOD[GOOD.index("  - security_title"):GOOD.index("footnotes:")]
    large = source(GOOD.replace(row, row * 31))
    run("build", large, "--split", "--copy", "wet-ink", "--draft")
    run("build", large, "--split", "--copy", "authentication", "--draft")
    assert there() == [f"doe.{number}.{ending}" for number in (1, 2) for ending in (
        "attestation.pdf", "authentication.pdf", "wet-ink.pdf", "xml")]


def test_an_unknown_copy() -> None:
    assert run("build", source(), "--copy", "carbon").exit_code == 2
