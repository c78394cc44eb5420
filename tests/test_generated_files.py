"""What is generated is committed, and current: ``make generate`` writes it anew."""

from __future__ import annotations

import pytest

from .generated import ROOT, generated


@pytest.mark.parametrize("name", generated())
def test_a_generated_file_is_current(name: str) -> None:
    assert (ROOT / name).read_bytes() == generated()[name], "run: make generate"
