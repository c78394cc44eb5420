"""SUB007 and SUB018: pictures that no page shows, and files that are not what their names say."""

from __future__ import annotations

import pytest

from form4gen.submission import Document

from .test_enclosures import cover, enclosing


def test_SUB007_picture_that_no_page_shows() -> None:
    page = cover("c.htm", '<img src="other.gif">')
    assert enclosing(page, Document("p.gif", "GRAPHIC", b"GIF89a"), cover("c.txt", "p.gif")) == [
        "SUB007 documents[1].name: no enclosed .htm document shows the picture p.gif; show it there, or leave it out"
    ]


@pytest.mark.parametrize("shown", ["abc.gif", "b-c.gif", "x.c.gif", "c.gif2", "c.gif_old"])
def test_SUB007_picture_whose_name_is_a_part_of_anothers(shown: str) -> None:
    page = cover("c.htm", f'<img src="{shown}">')
    assert enclosing(page, Document("c.gif", "GRAPHIC", b"GIF89a")) == [
        "SUB007 documents[1].name: no enclosed .htm document shows the picture c.gif; show it there, or leave it out"
    ]


@pytest.mark.parametrize("shown", ["'c.gif'", "./c.gif", "c.gif"])
def test_SUB007_picture_however_it_is_written(shown: str) -> None:
    assert enclosing(cover("c.htm", f"<img src={shown}>"), Document("c.gif", "GRAPHIC", b"GIF89a")) == []


def test_SUB007_picture_whose_name_is_no_text() -> None:
    found = enclosing(cover("c.htm"), Document("p\udcff.gif", "GRAPHIC", b"GIF89a"))
    assert [line.split()[0] for line in found] == ["SUB001", "SUB007"]


def test_SUB007_picture_that_a_page_shows() -> None:
    assert enclosing(cover("c.htm", '<IMG SRC="P.GIF">'), Document("p.gif", "GRAPHIC", b"GIF89a")) == []


@pytest.mark.parametrize("text", ["<p>See p.gif</p>", '<!-- <img src="p.gif"> -->', "<!-- a <!-- b --> <p>p.gif",
                                  '<!-- <img src="p.gif">'])
def test_SUB007_picture_that_a_page_only_writes_of(text: str) -> None:
    assert len(enclosing(cover("c.htm", text), Document("p.gif", "GRAPHIC", b"GIF89a"))) == 1


def test_SUB007_picture_behind_a_comment() -> None:
    page = cover("c.htm", "<!-- one --><!-- two <b> --><p>\n<img\nsrc='p.gif'><!-- three -->")
    assert enclosing(page, Document("p.gif", "GRAPHIC", b"GIF89a")) == []


@pytest.mark.parametrize(("data", "kind"), [(b"%PDF-1.7\n", "PDF"), (b"{\\rtf1 Dear Sirs}", "RTF")])
@pytest.mark.parametrize("name", ["cover.txt", "cover.htm"])
def test_SUB018_no_text(name: str, data: bytes, kind: str) -> None:
    assert enclosing(Document(name, "COVER", data)) == [
        f"SUB018 documents[0]: {name} is a file of the kind {kind}; save it as plain text, and enclose that"]
    assert enclosing(Document(name, "COVER", b"Of " + data)) == []


@pytest.mark.parametrize(("data", "kind"), [(b"PK\x03\x04\x14\x00", "Word (.docx) or ZIP"),
                                            (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word (.doc)")])
def test_SUB018_what_a_word_processor_saves(data: bytes, kind: str) -> None:
    assert f"SUB018 documents[0]: cover.txt is a file of the kind {kind}; save it as plain text, and enclose that" in \
        enclosing(Document("cover.txt", "COVER", data))


PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(("name", "data"), [("p.gif", PNG), ("p.jpg", PNG), ("p.gif", b"\xff\xd8\xff\xe0"),
                                            ("p.jpg", b"GIF89a"), ("p.gif", b"GIF88a")])
def test_SUB018_picture_of_another_kind(name: str, data: bytes) -> None:
    assert enclosing(cover("c.htm", f"<img src={name}>"), Document(name, "GRAPHIC", data)) == [
        f"SUB018 documents[1]: {name} does not begin as a picture of its kind does; save it anew as {name[1:]}, or leave "
        "it out"]


@pytest.mark.parametrize(("name", "data"), [("p.gif", b"GIF87a"), ("p.gif", b"GIF89a"), ("p.jpg", b"\xff\xd8\xff\xe1"),
                                            ("p.JPG", b"\xff\xd8\xff\xdb")])
def test_SUB018_picture_of_its_kind(name: str, data: bytes) -> None:
    assert not [line for line in enclosing(Document(name, "GRAPHIC", data)) if line.startswith("SUB018")]
