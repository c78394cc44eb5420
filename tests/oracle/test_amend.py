"""Every real filing can be amended: the draft reads back as it was made, and lacks only what its author has to give."""

from __future__ import annotations

from pathlib import Path

import pytest

from form4gen import check, read
from form4gen.amendment import amended, rows_named, to_draft
from form4gen.reading import read_source
from form4gen.same_filing import same_filing
from form4gen.situation import Situation

pytestmark = pytest.mark.oracle
TO_DO = {"SIG001", "DOC020", "DOC023"}
"""Unsigned, unexplained, and nothing corrected. DOC002: the Rule 10b5-1(c) box, which older forms do not have."""


def test_every_filing_can_be_amended(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "form4").glob("*.xml")):
        original = read(path.read_bytes())
        filed = original.date_of_original_submission or max(signature.date for signature in original.signatures)
        draft = amended(original, filed, rows_named(original, "all"))
        reading = read_source(to_draft(original, draft).encode(), Situation(profile="draft", original=original))
        assert reading.form4 is not None, path.name
        assert same_filing(reading.form4, draft), path.name
        known = {finding.rule for finding in check(original)}
        asked = TO_DO | ({"DOC002"} if original.under_10b5_1_plan is None else set())
        assert {finding.rule for finding in reading.findings} - known == asked, path.name
