"""SUB008 and SUB009: what is said of enclosed texts."""

from __future__ import annotations

import pytest

from form4gen.submission import Document, Submission

from .filings import said


def enclosing(text: bytes, name: str = "cover.txt") -> list[str]:
    return said(submission=Submission((Document(name, "COVER", text),)))


def test_SUB008_odd_characters_with_their_lines() -> None:
    assert enclosing("Dear Sirs\nThe issuer\u2019s \u4e2d\u2019".encode()) == [
        "SUB008 documents[0]: cover.txt, line 2: U+2019 (Right single quotation mark) is not ASCII; write '",
        "SUB008 documents[0]: cover.txt, line 2: U+4E2D (Cjk unified ideograph-4e2d) is not ASCII; write it in words",
    ]


def test_SUB008_bytes_of_another_encoding() -> None:
    assert enclosing(b"Dear Sirs\nthe issuer\x92s plan") == [
        "SUB008 documents[0]: cover.txt, line 2: byte 0x92 is neither ASCII nor UTF-8; save the file as plain ASCII text"
    ]


def test_SUB008_no_more_than_five_are_told() -> None:
    assert len(enclosing("\u00e0\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6".encode())) == 5


def test_SUB008_a_page_has_references() -> None:
    assert enclosing(b"<p>The issuer&#8217;s plan</p>", "cover.htm") == []
    assert len(enclosing("<p>The issuer\u2019s plan</p>".encode(), "cover.htm")) == 1


@pytest.mark.parametrize("name", ["cover.txt", "cover.htm"])
def test_SUB008_control_characters(name: str) -> None:
    way_out = "is a control character; leave it out, and save the file as plain ASCII text"
    assert enclosing(b"Dear\nSirs\x00\x1b\x7f\x00", name) == [
        f"SUB008 documents[0]: {name}, line 2: U+{number:04X} {way_out}" for number in (0, 0x1B, 0x7F)]
    assert enclosing("Dear Sirs".encode("utf-16-le"), name) == [f"SUB008 documents[0]: {name}, line 1: U+0000 {way_out}"]


def test_SUB008_tabs_line_ends_and_new_pages() -> None:
    assert enclosing(b"\tDear Sirs\r\n\x0cThe issuer~\r") == []


def test_SUB009_a_line_of_81_characters() -> None:
    assert enclosing(b"x" * 80 + b"\r\n" + b"y" * 81 + b"\r\n") == [
        "SUB009 documents[0]: cover.txt, line 2, has 81 characters, of which it may have 80; break it"
    ]


def test_SUB009_lines_of_a_table() -> None:
    wide, wider = b"x" * 132, b"y" * 133
    assert enclosing(b"\n".join([b"<TABLE>", wide, b"</TABLE>"])) == []
    assert enclosing(b"\n".join([b"<TABLE>", wider, b"</TABLE>", wide])) == [
        "SUB009 documents[0]: cover.txt, line 2, has 133 characters, of which it may have 132; break it",
        "SUB009 documents[0]: cover.txt, line 4, has 132 characters, of which it may have 80; break it",
    ]


def test_SUB009_lines_of_a_page() -> None:
    assert enclosing(b"<p>" + b"x" * 300, "cover.htm") == []
