"""DRV: what is said of derivative securities."""

from __future__ import annotations

import pytest

from .filings import said


def test_DRV001_underlying_security_without_an_amount() -> None:
    assert said("derivative_table: [{underlying_security: {shares: ~}}]") == [
        "DRV001 derivative_table[0].underlying_security: 'Common Stock' has no amount; "
        "write its shares or its value, or a footnote that says why there is none"
    ]


@pytest.mark.parametrize("amount", ["shares: 0", "shares: ~, value: 4100", "shares: {footnotes: [F1]}"])
def test_DRV001_an_amount_of_either_kind_or_a_footnote(amount: str) -> None:
    assert said(f"derivative_table: [{{underlying_security: {{{amount}}}}}]") == []
