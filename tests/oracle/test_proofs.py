"""A proof of a real filing has every word of its document of record, and in the same place.

Every twelfth filing is drawn by both engines; all of them where ``FORM4GEN_THOROUGH`` is set. The judge is the one that
compares the form with sec.gov's page: it counts heights from the start of the part of the form that a word stands in, so
that a page which ends a few lines sooner moves nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from form4gen import Printing, read, to_pdf
from form4gen.engines import missing_fonts

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not which("pdftotext"), reason="poppler's pdftotext tells where each word stands"),
]
SHARED = Path(os.environ.get("FORM4GEN_SHARED", Path(__file__).resolve().parents[3] / "shared"))
STEP = 1 if os.environ.get("FORM4GEN_THOROUGH") else 12
FILINGS = sorted(path.name for path in (SHARED / "corpus" / "form4").glob("*.xml"))[::STEP]
FIGURES = re.compile(r"in-place ([\d.]+) %  present ([\d.]+) %  extra ([\d.]+) %")
IN_PLACE = 99.0
"""Percent at least: a line that the engines end elsewhere by a hair moves a word or two."""
EXTRA = 0.5
"""Percent at most: a line that ends where its page does is drawn on the next one too, outside of what is seen there."""


@pytest.mark.parametrize("name", FILINGS)
def test_a_proof_has_every_word_in_its_place(shared: Path, tmp_path: Path, name: str) -> None:
    if missing := missing_fonts("plutoprint"):
        pytest.skip(f"the page is set in {' and '.join(missing)}, which this machine lacks")
    form4 = read((shared / "corpus" / "form4" / name).read_bytes())
    (tmp_path / "record.pdf").write_bytes(to_pdf(form4, Printing(plain=True)))
    (tmp_path / "proof.pdf").write_bytes(to_pdf(form4, Printing(plain=True, engine="plutoprint")))
    judge = [sys.executable, str(shared / "bin" / "page_likeness.py")]
    words = subprocess.run([*judge, "--words", str(tmp_path / "record.pdf")], capture_output=True, check=True)
    (tmp_path / "record.words.json").write_bytes(words.stdout)
    verdict = subprocess.run([*judge, str(tmp_path / "proof.pdf"), str(tmp_path / "record.words.json")],
                             capture_output=True, text=True, check=True).stdout
    found = FIGURES.search(verdict)
    assert found, verdict
    in_place, present, extra = map(float, found.groups())
    assert present == 100
    assert extra <= EXTRA
    assert in_place >= IN_PLACE
