"""What the commands do with a file that is no filing: say so, exit 1, write nothing, and stay small."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from form4gen.cli import app

from .envelopes import PUBLISHED, SENT, full_submission, to_send

ROOT = Path(__file__).parent.parent
MOST_MEMORY = 200_000
"""Kilobytes."""
MEASURED = """\
import sys
from form4gen.__main__ import main
try:
    main()
finally:
    [peak] = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
    print(peak.split()[1], file=sys.stderr)
"""


@pytest.mark.parametrize(("name", "source", "says"), [
    ("form-3.xml", PUBLISHED.replace(b"<documentType>4<", b"<documentType>3<"), "this is a Form 3"),
    ("form-5.txt", full_submission(form="5"), "this is a Form 5"),
    ("form-144.xml", to_send(form="144"), "this is a Form 144"),
    ("cut-short.xml", PUBLISHED[:900], "the file is cut short; fetch it again"),
    ("cut-short.txt", full_submission()[:1500], "the file is cut short; fetch it again"),
    ("cut-short.xml.gz", gzip.compress(PUBLISHED)[:300], "this gzip file is cut short"),
    ("refused.xml", b"<html><h1>Request Rate Threshold Exceeded</h1></html>", "sec.gov refuses a request"),
    ("pdf.xml", b"%PDF-1.7\n\xe2", "this is a PDF"),
    ("word.txt", b"PK\x03\x04\x14\x00word/document.xml", "this is a Word file"),
    ("empty.txt", b"", "the file is empty"),
])  # fmt: skip
def test_a_file_that_is_no_form_4_is_a_finding_and_nothing_is_written(
        name: str, source: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(source)
    checked = CliRunner().invoke(app, ["check", str(path)])
    built = CliRunner().invoke(app, ["build", str(path), "-o", str(tmp_path / "out")])
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert says in checked.stdout
    assert says in built.stderr
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(("name", "made"), [("doe.txt", full_submission()), ("doe.xml.gz", gzip.compress(PUBLISHED)),
                                            ("doe.submission.xml", to_send(SENT))])
def test_a_filing_in_a_wrapper_is_checked_and_built(name: str, made: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(made)
    assert CliRunner().invoke(app, ["check", str(path)]).exit_code == 0
    assert CliRunner().invoke(app, ["build", str(path), "--only", "xml", "-o", str(tmp_path / "out")]).exit_code == 0
    assert [written.name for written in (tmp_path / "out").iterdir()] == [f"{name.split('.x')[0].removesuffix('.txt')}.xml"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it in /proc")
@pytest.mark.parametrize("head", [b"remarks: ", PUBLISHED, full_submission(), b"<html>", b"%PDF-1.7\n", to_send()[:-20]],
                         ids=["yaml", "xml", "txt", "html", "pdf", "submission"])
def test_a_file_of_100_mb_is_refused_within_200_mb_of_memory(head: bytes, tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.write(head)
        file.truncate(100_000_000)
    ended = subprocess.run([sys.executable, "-c", MEASURED, "check", str(path)], capture_output=True, text=True,
                           check=False, cwd=ROOT)
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout.endswith("1 finding in 1 file: 1 suspend\n")
    assert int(ended.stderr.split()[-1]) < MOST_MEMORY
