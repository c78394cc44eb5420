"""SUB: what is said of the documents enclosed."""

from __future__ import annotations

import pytest

from form4gen.submission import Document, Submission

from .filings import said

LISTED = "remarks: 'Exhibit List: Exhibit 24 - Power of Attorney. Exhibit 99 - Trades'"


def cover(name: str = "cover.txt", text: str = "Dear Sirs", kind: str = "COVER") -> Document:
    return Document(name, kind, text.encode())


def enclosing(*documents: Document, change: str = "{}") -> list[str]:
    return said(change, submission=Submission(documents))


def test_SUB_nothing_enclosed() -> None:
    assert enclosing() == []


@pytest.mark.parametrize(("name", "wrong"), [
    ("Cover.txt", "does not begin with a letter a to z"),
    ("1cover.txt", "does not begin with a letter a to z"),
    ("coVer.txt", "has characters other than a to z, 0 to 9, _ - and ."),
    ("cover 1.txt", "has characters other than a to z, 0 to 9, _ - and ."),
    ("c\u00f6ver.txt", "has characters other than a to z, 0 to 9, _ - and ."),
    ("a_b_c.txt", "has more than one underscore"), ("a-b-c.txt", "has more than one hyphen"),
    ("a.b.txt", "has more than one period"), ("cover", "has no extension"), ("cover.", "has no extension"),
    (f"{'c' * 29}.txt", "has 33 characters, of which EDGAR takes 32"),
    ("A.b_c_d.txt", "does not begin with a letter a to z; has more than one underscore; has more than one period"),
])  # fmt: skip
def test_SUB001_name_against_the_convention(name: str, wrong: str) -> None:
    assert [each for each in enclosing(cover(name)) if each.startswith("SUB001")] == [
        f"SUB001 documents[0].name: the file name {name!r} {wrong}; give the file another name, such as ex24.txt"
    ]


@pytest.mark.parametrize("name", [f"{'c' * 28}.txt", "a_b-c.htm", "c1.txt", "c.htm"])
def test_SUB001_name_of_the_convention(name: str) -> None:
    assert enclosing(cover(name)) == []


@pytest.mark.parametrize("name", ["cover.doc", "cover.xml", "cover.html", "cover.png"])
def test_SUB002_another_kind_of_file(name: str) -> None:
    assert enclosing(cover(name)) == [
        f"SUB002 documents[0].name: {name!r} ends in .{name.split('.')[1]}; "
        "EDGAR takes .txt, .htm, .jpg and .gif beside a Form 4"
    ]


def test_SUB003_a_pdf_is_discarded_and_no_more() -> None:
    assert enclosing(cover("cover.pdf", "%PDF-1.4 \u00e9")) == [
        "SUB003 documents[0].name: 'cover.pdf' is a PDF, which EDGAR discards; enclose its text as .txt or .htm"
    ]


@pytest.mark.parametrize("kind", ["EX-10", "EX-99a", "EX99", "ex-99", "LETTER", "4", "", "COVERING"])
def test_SUB004_type_that_is_not_listed(kind: str) -> None:
    assert enclosing(cover(kind=kind)) == [
        f"SUB004 documents[0].type: {kind!r}, the type of cover.txt, is none of EDGAR's: "
        "CORRESP, COVER, EX-24, EX-99, GRAPHIC, or EX-99.1"
    ]


def test_SUB004_type_that_is_too_long() -> None:
    assert enclosing(cover(kind="COVER.of_fifteen_chars")) == [
        "SUB004 documents[0].type: 'COVER.of_fifteen_chars', the type of cover.txt, has more than 20 characters; shorten it"
    ]


@pytest.mark.parametrize("kind", ["COVER", "COVER.1", "CORRESP.i_wrote_this", "EX-24", "EX-99.myExhibit"])
def test_SUB004_type_that_is_listed(kind: str) -> None:
    assert enclosing(cover(kind=kind), change=f"remarks: Exhibit {kind[3:5]}" if kind.startswith("EX") else "{}") == []


@pytest.mark.parametrize(("kind", "name", "most"), [("COVER", "COVER", 10), ("CORRESP.1", "CORRESP", 100)])
def test_SUB005_too_many(kind: str, name: str, most: int) -> None:
    documents = [cover(f"c{number}.txt", kind=kind) for number in range(most + 1)]
    assert enclosing(*documents) == [
        f"SUB005 documents: there are {most + 1} documents of the type {name}, and EDGAR takes {most}; enclose fewer"
    ]
    assert enclosing(*documents[1:]) == []


def test_SUB005_exhibits_and_pictures_count_together() -> None:
    page = cover("c.htm", "".join(f'<img src="p{number}.gif">' for number in range(500)))
    pictures = [Document(f"p{number}.gif", "GRAPHIC", b"GIF89a") for number in range(500)]
    exhibit = cover("e.txt", kind="EX-24")
    listed = "remarks: Exhibit 24 - Power of Attorney"
    assert enclosing(page, exhibit, *pictures, change=listed) == [
        "SUB005 documents: there are 501 documents of the type exhibits and pictures, and EDGAR takes 500; enclose fewer"
    ]
    assert enclosing(page, exhibit, *pictures[1:], change=listed) == []


def test_SUB006_two_files_of_one_name() -> None:
    assert enclosing(cover(), cover("c.txt"), cover()) == [
        "SUB006 documents[2].name: 'cover.txt' is the name of documents[0] too; give each file its own"
    ]


@pytest.mark.parametrize("text", ["", " \n"])
def test_SUB010_empty_document(text: str) -> None:
    assert enclosing(cover(text=text)) == ["SUB010 documents[0]: cover.txt is empty; write it, or leave it out"]


def test_SUB015_exhibit_that_the_form_does_not_list() -> None:
    words = "remarks: See the exhibit. Exhibit 24 is on file. 99 shares"
    assert enclosing(cover("a.txt", kind="EX-99.1"), change=words) == [
        "SUB015 documents[0]: the form lists no exhibit 99, which a.txt is; "
        'write "Exhibit 99.1" and what it is in the remarks'
    ]


@pytest.mark.parametrize("words", [
    "Exhibit 99.1 - Trades", "Exhibits: EX-99.1 Trades", "See Exhibit No. 99", "Ex. 99", "EXHIBIT # 99", "exhibit 99.2",
])
def test_SUB015_exhibit_that_the_form_lists(words: str) -> None:
    assert enclosing(cover("a.txt", kind="EX-99.1"), change=f"remarks: '{words}'") == []
    assert enclosing(cover("a.txt", kind="EX-99.1"), change=f"footnotes: {{F1: '{words}'}}") == []


def test_SUB016_exhibit_that_is_not_enclosed() -> None:
    assert enclosing(cover("a.txt", kind="EX-24"), change=LISTED) == [
        "SUB016 remarks: 'Exhibit 99' is listed, but no EX-99 is enclosed; enclose it, or say where it was filed"
    ]
    assert enclosing(change="footnotes: {F1: See Exhibit 99.1.}") == [
        "SUB016 footnotes[0].text: 'Exhibit 99' is listed, but no EX-99 is enclosed; enclose it, or say where it was filed"
    ]


@pytest.mark.parametrize("words", [
    "Exhibit 24 - Power of Attorney. The reporting person disclaims ownership except to the extent of her interest.",
    "Exhibit 24 is attached to the Form.", "Exhibit 24 - Power given to the attorney",
    "Exhibit 24. The option was granted under the plan previously reported.", "Exhibit 24 of the Form 30",
    f"Exhibit 24 to this form,{' and' * 50} incorporated", f"Incorporated{' and' * 50} as told: Exhibit 24",
])
def test_SUB016_exhibit_of_this_filing(words: str) -> None:
    assert enclosing(change=f"remarks: '{words}'") == [
        "SUB016 remarks: 'Exhibit 24' is listed, but no EX-24 is enclosed; enclose it, or say where it was filed"
    ]


@pytest.mark.parametrize("words", [
    "Exhibit 99.1 to the Current Report of May 2, 2025", "Exhibit 99 to its Registration Statement",
    "Exhibit 99.2 to the issuer's annual report", "Exhibit 99 to the Schedule 13D",
    f"Exhibit 99 to this form,{' and' * 40} incorporated", f"Incorporated{' and' * 40} as told: Exhibit 99",
])
def test_SUB016_exhibit_to_another_report(words: str) -> None:
    assert enclosing(change=f'remarks: "{words}"') == []


@pytest.mark.parametrize("words", [
    "Exhibit 24 to the Form 3 filed on 2 May 2025", "Power of attorney previously filed as Exhibit 24",
    "Incorporated by reference to Exhibit 99.1 of the Form 8-K", "Exhibit 10.1", "Exhibit 990", "Example 24",
])
def test_SUB016_exhibit_of_another_filing(words: str) -> None:
    assert enclosing(change=f"remarks: '{words}'") == []


def test_SUB016_enclosures_that_are_not_known() -> None:
    assert said(LISTED) == []


def test_SUB017_two_exhibits_of_one_number() -> None:
    trades, joint = cover("a.txt", kind="EX-99"), cover("b.txt", kind="EX-99")
    assert enclosing(trades, joint, change="remarks: Exhibit 99.1, Exhibit 99.2") == [
        "SUB017 documents[1].type: b.txt and a.txt are both EX-99; number them EX-99.1, EX-99.2"
    ]


def test_SUB017_two_exhibits_with_subparts_and_two_covers() -> None:
    exhibits = cover("a.txt", kind="EX-99.1"), cover("b.txt", kind="EX-99.2")
    assert enclosing(*exhibits, cover("c.txt"), cover("d.txt"), change="remarks: Exhibit 99.1, Exhibit 99.2") == []
