"""What is generated is committed, and current: ``make generate`` writes it anew."""

from __future__ import annotations

import pytest

from .generated import ROOT, generated, stale


@pytest.mark.parametrize("name", generated())
def test_a_generated_file_is_current(name: str) -> None:
    assert (ROOT / name).read_bytes() == generated()[name], "run: make generate"


def test_no_page_stays_behind_its_rules() -> None:
    assert stale() == [], "run: make generate"
