"""How much the form looks like the page sec.gov shows for the same filing, word by word."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from form4gen import Engine, Printing, read, to_pdf
from form4gen.engines import missing_fonts
from form4gen.printing import ENGINES

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not which("pdftotext"), reason="poppler's pdftotext tells where each word stands"),
]
PAGES = ("x03-alphabet-2022", "x03-google-2015", "x05-374water-2025", "x06-renasant-2026")
FIGURES = re.compile(r"in-place ([\d.]+) %  present ([\d.]+) %  extra ([\d.]+) %")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("tight", [False, True], ids=["", "tight"])
@pytest.mark.parametrize("name", PAGES)
def test_every_word_is_in_its_place(shared: Path, tmp_path: Path, name: str, tight: bool, engine: Engine) -> None:
    if missing := missing_fonts(engine):
        pytest.skip(f"the page is set in {' and '.join(missing)}, which this machine lacks")
    pages = shared / "edgar" / "pages"
    form4 = read((pages / f"{name}.xml").read_bytes())
    (tmp_path / "form.pdf").write_bytes(to_pdf(form4, Printing(plain=True, engine=engine)))
    judge = [sys.executable, str(shared / "bin" / "page_likeness.py"), str(tmp_path / "form.pdf"),
             str(pages / f"{name}.words.json"), *(["--tight"] if tight else [])]
    verdict = subprocess.run(judge, capture_output=True, text=True, check=True).stdout
    found = FIGURES.search(verdict)
    assert found, verdict
    assert tuple(map(float, found.groups())) == (100, 100, 0)
