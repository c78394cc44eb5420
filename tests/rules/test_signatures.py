"""SIG: what is said of signatures."""

from __future__ import annotations

from .filings import said


def signatures(count: int) -> str:
    return f"signatures: [{', '.join(['{name: /s/ Jane Doe, date: 2026-06-02}'] * count)}]"


def test_SIG001_no_signature() -> None:
    assert said("signatures: []") == ["SIG001 signatures: no one has signed; write the signature's name and date"]


def test_SIG001_eleven_signatures() -> None:
    assert said(signatures(11)) == [
        "SIG001 signatures[10]: there are 11 signatures, and EDGAR takes 10; put the rest into an exhibit"
    ]


def test_SIG001_ten_signatures_of_one_owner() -> None:
    assert said(signatures(10)) == []


def test_SIG002_blank_signature() -> None:
    assert said('signatures: [{name: "  "}]') == [
        "SIG002 signatures[0].name: the signature is blank; write the signer's name as signed"
    ]
