"""ISS: what is said of the issuer."""

from __future__ import annotations

import pytest

from .filings import said


def test_ISS001_blank_trading_symbol() -> None:
    assert said('issuer: {trading_symbol: "  "}') == [
        "ISS001 issuer.trading_symbol: the trading symbol is blank; write the issuer's, as its exchange lists it"
    ]


@pytest.mark.parametrize("symbol", ["NONE", "LEN, LEN.B", "NA", "BRK/A", "OTCM", "x"])
def test_ISS001_whatever_stands_there_is_a_symbol(symbol: str) -> None:
    assert said(f'issuer: {{trading_symbol: "{symbol}"}}') == []


def test_ISS002_cik_of_zeros() -> None:
    assert said("issuer: {cik: 0000000000}") == ["ISS002 issuer.cik: '0000000000' is no one's CIK; write the issuer's"]


def test_ISS002_cik_without_leading_zeros() -> None:
    assert said("issuer: {cik: 12345}") == []


@pytest.mark.parametrize("symbol", ["NYSE: XMPL", "NYSE XMPL", "Nasdaq:XM", "OTC XMPL", "AMEX/XMPL"])
def test_ISS003_an_exchange_before_the_symbol(symbol: str) -> None:
    assert said(f'issuer: {{trading_symbol: "{symbol}"}}') == [
        f"ISS003 issuer.trading_symbol: {symbol!r} names an exchange; write the symbol alone"
    ]


@pytest.mark.parametrize("symbol", ["[XMPL]", "(XMPL)", "'XMPL'", "XMPL]"])
def test_ISS003_brackets_and_quotes(symbol: str) -> None:
    assert said(f'issuer: {{trading_symbol: "{symbol}"}}') == [
        f"ISS003 issuer.trading_symbol: {symbol!r} has brackets or quotes; write the symbol alone"
    ]


@pytest.mark.parametrize("symbol", ["N/A", "n/a", "TBD", "not listed", "-", "--"])
def test_ISS004_no_symbol(symbol: str) -> None:
    assert said(f'issuer: {{trading_symbol: "{symbol}"}}') == [
        f"ISS004 issuer.trading_symbol: {symbol!r} is no symbol; write the issuer's, or NONE if it has none"
    ]
