"""Real filings of other forms, as they are and as EDGAR wraps them: each is refused with a finding that names its form."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from form4gen.finding import Severity
from form4gen.reading import read_source

from ..envelopes import full_submission, to_send

pytestmark = pytest.mark.oracle
MEANINGS = {"3": "initial statement of beneficial ownership", "5": "annual statement of changes in beneficial ownership"}


def others(shared: Path) -> list[Path]:
    return sorted((shared / "corpus" / "other-forms").glob("*.xml"))


def test_every_other_form_is_named_in_every_wrapper(shared: Path) -> None:
    for path in others(shared):
        source, form = path.read_bytes(), path.name.partition("_")[0]
        message = f"this is a Form {form} ({MEANINGS[form]}); form4gen reads and writes Form 4 and 4/A"
        for wrapped in (source, full_submission(source, form), to_send(source, form, form), gzip.compress(source)):
            reading = read_source(wrapped)
            assert [(finding.rule, finding.message) for finding in reading.findings] == [("TXT016", message)], path.name
            assert reading.form4 is None
    assert len(others(shared)) > 10


def test_a_wrapper_that_calls_another_form_a_form_4_deceives_nobody(shared: Path) -> None:
    for path in others(shared):
        findings = read_source(full_submission(path.read_bytes(), "4")).findings
        assert [finding.rule for finding in findings] == ["TXT016"], path.name


def on_one_line(source: bytes) -> bytes:
    """A filing as some filers' programs write it: no line end but those within its text."""
    return re.sub(rb">\s*\n\s*<", b"><", source).replace(b'<?xml version="1.0"?>', b'<?xml version="1.0"?>\n')


def broken(source: bytes, width: int) -> bytes:
    return b"\n".join(line[at : at + width] for line in source.split(b"\n") for at in range(0, len(line) or 1, width))


@pytest.mark.parametrize("width", [120, 1023, 1024])
def test_every_filing_is_the_same_out_of_a_full_submission_with_broken_lines(shared: Path, width: int) -> None:
    filings = sorted((shared / "corpus" / "form4").glob("*.xml"))
    for path in filings:
        source = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        reading = read_source(full_submission(broken(on_one_line(source), width)))
        assert reading.form4 == read_source(source).form4, path.name
        assert not [finding for finding in reading.findings if finding.severity is Severity.SUSPEND], path.name
    assert len(filings) == 333


def test_no_line_end_of_a_real_filing_is_taken_for_a_break(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "form4").glob("*.xml")):
        source = path.read_bytes()
        assert read_source(full_submission(source)).form4 == read_source(source).form4, path.name
