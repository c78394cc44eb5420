"""Whole files in, the exact report out: ``cases/ok`` is silent, ``cases/bad/x.yaml`` says what ``x.yaml.out`` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from form4gen.reading import read_source
from form4gen.report import Checked, as_text

CASES = Path(__file__).parent / "cases"


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", sorted((CASES / "ok").iterdir()), ids=name)
def test_a_good_file_is_silent(path: Path) -> None:
    reading = read_source(path.read_bytes())
    assert reading.findings == ()
    assert reading.form4 is not None


@pytest.mark.parametrize("path", sorted(path for path in (CASES / "bad").iterdir() if path.suffix != ".out"), ids=name)
def test_a_bad_file_is_reported_to_the_letter(path: Path) -> None:
    reading = read_source(path.read_bytes())
    checked = Checked.of(path.name, reading.draft, reading.findings, reading.form4 is not None)
    assert as_text([checked]) == path.with_name(f"{path.name}.out").read_text(encoding="utf-8")


def test_every_report_has_its_case() -> None:
    reports = {path.name.removesuffix(".out") for path in (CASES / "bad").glob("*.out")}
    assert reports == {path.name for path in (CASES / "bad").iterdir() if path.suffix != ".out"}
