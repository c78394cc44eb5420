"""ISS: what is said of the issuer."""

from __future__ import annotations

import pytest

from .filings import said


def test_ISS001_blank_trading_symbol() -> None:
    assert said('issuer: {trading_symbol: "  "}') == [
        "ISS001 issuer.trading_symbol: the trading symbol is blank; write the issuer's, as its exchange lists it"
    ]


@pytest.mark.parametrize("symbol", ["NONE", "n/a", "LEN, LEN.B"])
def test_ISS001_whatever_stands_there_is_a_symbol(symbol: str) -> None:
    assert said(f'issuer: {{trading_symbol: "{symbol}"}}') == []


def test_ISS002_cik_of_zeros() -> None:
    assert said("issuer: {cik: 0000000000}") == ["ISS002 issuer.cik: '0000000000' is no one's CIK; write the issuer's"]


def test_ISS002_cik_without_leading_zeros() -> None:
    assert said("issuer: {cik: 12345}") == []
