"""The PDF of the printed form, read back."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pytest

from form4gen import drawing, read
from form4gen.drawing import missing_fonts
from form4gen.filing import Form4
from form4gen.metadata import CREATOR
from form4gen.pdf import to_pdf
from form4gen.printed import LONGEST_FOOT_NAME, printed
from form4gen.printing import Printing
from form4gen.versions import EDITIONS, edition_of, version_of
from tests.cells import drawn
from tests.page_words import misprints
from tests.pages import to_html
from tests.test_printed import DOE, HOLDING, OPTION, OPTION_HELD, SALE, filing

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(autouse=True)
def _no_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever the renderer warns of is a fault of our template or stylesheet."""
    caplog.set_level(logging.WARNING)
    yield
    assert [record.getMessage() for record in caplog.records] == []


def reader(form4: Form4, **options: Any) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(to_pdf(form4, Printing(**options))))


def text(form4: Form4, **options: Any) -> str:
    return "\n".join(page.extract_text() for page in reader(form4, **options).pages)


def packed(words: str) -> str:
    """Without blanks, which a line's end may put anywhere in a word too long for its box."""
    return re.sub(r"\s", "", words)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_form_says_what_the_filing_says(edition: str) -> None:
    said = packed(text(filing(derivative_table=[OPTION], footnotes=[{"id": "F1", "text": "Vests in 2027."}]),
                       edition=edition))
    for words in ("SEC Form 4", "DOE JANE", "EXAMPLE CORP [ XMPL ]", "08/03/2026", "$43.88", "211,458",
                  "Stock Option (right to buy)", "400,000", "1. Vests in 2027.", "/s/ Jane Doe", "08/05/2026",
                  "Persons who respond", "3235-0287"):
        assert packed(words) in said


def test_the_edition_follows_from_the_filing() -> None:
    assert "SEC 1474 (03-26)" in text(filing())
    assert "SEC 1474 (03-26)" not in text(filing(schema_version="X0508"))
    assert "Rule10b5-1(c)" in packed(text(filing(schema_version="X0508")))
    assert "10b5-1" not in text(filing(schema_version="X0306"))


def test_the_form_of_2014_fits_one_page() -> None:
    form4 = read((EXAMPLES / "sonus-abbott-2014.form4.yaml").read_bytes())
    assert len(reader(form4).pages) == 1


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_every_example_prints(example: str) -> None:
    form4 = read((EXAMPLES / example).read_bytes())
    assert all(packed(signature.name) in packed(text(form4)) for signature in form4.signatures)


def test_the_same_filing_gives_the_same_bytes() -> None:
    first = to_pdf(filing(derivative_table=[OPTION]))
    assert to_pdf(filing(derivative_table=[OPTION])) == first
    assert b"CreationDate" not in first


def test_the_document_names_itself() -> None:
    document = reader(filing())
    assert document.metadata is not None
    assert (document.metadata.title, document.metadata.creator, document.metadata.producer) == (
        "Form 4 - DOE JANE - EXAMPLE CORP - 2026-08-03", CREATOR, CREATOR)
    assert str(document.root_object["/Lang"]) == "en"
    assert tuple(document.pages[0].mediabox[2:]) == (612, 792)


def test_draft_stands_on_every_page_and_only_then() -> None:
    long = filing(non_derivative_table=[SALE] * 30, derivative_table=[OPTION] * 30)
    draft = reader(long, draft=True)
    assert len(draft.pages) > 1
    assert all("DRAFT" in page.extract_text() for page in draft.pages)
    assert "DRAFT" not in text(long)


def test_draft_is_drawn_before_the_words_it_stands_behind() -> None:
    (page,) = reader(filing(), draft=True).pages
    assert page.extract_text().index("DRAFT") < page.extract_text().index("SEC Form 4")


def test_no_word_of_a_filing_is_markup() -> None:
    hostile = '<img src="file:///etc/passwd"><style>*{display:none}</style>&amp;{{ 7 * 7 }}'
    form4 = filing(footnotes=[{"id": "F1", "text": hostile}], remarks=hostile)
    assert "<img" not in to_html(form4, edition="X06")
    assert packed(text(form4)).count(packed(hostile)) == 2


def test_nothing_is_ever_fetched(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    page = "<html lang=en><img src='file:///etc/passwd'><link rel=stylesheet href='https://example.com/a.css'>"
    monkeypatch.setattr(drawing, "page_html", lambda *_, **__: page)
    to_pdf(filing())
    refused = [record.getMessage() for record in caplog.records]
    caplog.clear()
    assert len(refused) == 2
    assert all("the printed form fetches nothing" in message for message in refused)


def test_a_machine_without_the_fonts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_EQUALS", {"Liberation Sans": {"No Such Font"}})
    assert missing_fonts.__wrapped__() == ("Liberation Sans",)


MARKS = [f"F{number}" for number in range(1, 100)]
BY_TRUST = {"direct_or_indirect": "I", "nature": {
    "value": "By the Doe Family Generation-Skipping Trust f/b/o Jane Doe/John Doe", "footnotes": MARKS[:7]}}


def largest() -> Form4:
    """As much as EDGAR takes: 30 and 30 rows, 99 footnotes of 1,000 characters, 10 owners, 10 signatures."""
    most = {"value": "999999999999.9999", "footnotes": MARKS[:3]}
    sales = [SALE | {"shares": most, "price_per_share": most, "ownership": BY_TRUST,
                     "security_title": f"Class A Common Stock, voting, of series {number}"} for number in range(30)]
    options = [OPTION | {"shares": most, "ownership": BY_TRUST, "exercise_date": {"footnotes": MARKS[:9]},
                         "security_title": f"Option number {number}"} for number in range(30)]
    owners = [DOE | {"name": f"DOE JANE {number} " + "PARTNERS " * 15, "address": {
        "street1": "W" * 40, "street2": "1 EXAMPLE STREET", "city": "SAINT-AUGUSTIN-DE-DESMAURES", "state": "MA",
        "zip_code": "01886-1234"}} for number in range(10)]
    notes = [{"id": mark, "text": f"Note {mark}: " + ("so " * 330 if number % 2 else "y" * 990)}
             for number, mark in enumerate(MARKS)]
    signatures = [{"name": f"{number}" + "Z" * 254, "date": "2026-08-05"} for number in range(10)]
    return filing(non_derivative_table=sales, derivative_table=options, reporting_owners=owners, footnotes=notes,
                  remarks="remark " * 285, signatures=signatures)


@pytest.fixture(scope="module")
def largest_pdf() -> bytes:
    return to_pdf(largest())


@pytest.fixture(scope="module")
def largest_pages(largest_pdf: bytes) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(BytesIO(largest_pdf)).pages)


def misprinted(form4: Form4, pdf: bytes | None = None) -> list[str]:
    """What is not whole and alone in its own box; what covers other words, leaves the paper or has lost its heading."""
    return misprints(drawn(pdf or to_pdf(form4)), printed(form4, edition_of(version_of(form4))))


def test_every_datum_of_the_largest_filing_is_in_its_own_box(largest_pdf: bytes) -> None:
    assert misprinted(largest(), largest_pdf) == []


def test_nothing_of_the_largest_filing_is_lost(largest_pages: list[pypdf.PageObject]) -> None:
    said = packed("".join(page.extract_text() for page in largest_pages))
    for number in range(30):
        assert packed(f"Class A Common Stock, voting, of series {number}") in said
    assert said.count("$999,999,999,999.9999") == 30
    assert said.count("999,999,999,999.9999") == 90
    assert said.count("yyyyyyyyyy") >= 50 * 90
    assert all(f"NoteF{number}:" in said for number in range(1, 100))
    assert said.count("remark") == 285
    assert all(f"{number}" + "Z" * 254 in said for number in range(10))


def test_headings_repeat_on_every_page_of_a_table(largest_pages: list[pypdf.PageObject]) -> None:
    for title, row in (("Table I -", "series"), ("Table II -", "Option")):
        with_rows = [page.extract_text() for page in largest_pages if re.search(rf"\b{row}\b", page.extract_text())]
        assert len(with_rows) > 1
        assert all(title in said for said in with_rows)


BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


class Word(NamedTuple):
    """A word and its box, in points from the paper's upper left corner; the box is as high as the type's line."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def test_a_row_is_never_divided() -> None:
    tall = SALE | {"ownership": BY_TRUST}
    pages = reader(filing(non_derivative_table=[tall] * 12)).pages
    assert len(pages) > 1
    whole = [page.extract_text().count("Common Stock") for page in pages]
    assert [page.extract_text().count("f/b/o") for page in pages] == whole


@pytest.mark.parametrize(("signers", "remarks", "notes"), [
    (1, "A remark.", range(7, 19)), (2, "", range(6, 18)), (3, "A remark.", range(9, 20))])
def test_no_heading_is_parted_from_what_it_heads(signers: int, remarks: str, notes: range) -> None:
    """Whichever line of the closing the page ends at, between its last and "Remarks:"."""
    signatures = [{"name": f"/s/ Doe {number}", "date": "2026-08-05"} for number in range(signers)]
    page_of_remarks = set()
    for number in notes:
        form4 = filing(signatures=signatures, remarks=remarks,
                       footnotes=[{"id": f"F{one}", "text": "A note."} for one in range(1, number + 1)])
        form = drawn(to_pdf(form4))
        assert misprints(form, printed(form4, "X06")) == [], number
        page_of_remarks |= {paragraph.pages for paragraph in form.paragraphs if paragraph.text == "Remarks:"}
    assert page_of_remarks == {(0,), (1,)}


@pytest.mark.parametrize(("rows", "page"), [(14, 0), (15, 1), (16, 1), (17, 1)])
def test_no_table_begins_with_a_heading_alone(rows: int, page: int) -> None:
    """With 15 rows above it, and 16, the heading of Table II would fit the first page, its row would not."""
    form4 = filing(non_derivative_table=[SALE] * rows, derivative_table=[OPTION])
    form = drawn(to_pdf(form4))
    assert misprints(form, printed(form4, "X06")) == []
    assert form.tables[1].title.pages == (page,)


def test_a_long_name_in_one_word_covers_nothing() -> None:
    form4 = filing(issuer={"cik": "1", "name": "W" * 60, "trading_symbol": "XMPL"})
    assert misprinted(form4) == []
    assert packed("1. Name and Address of Reporting Person") in packed(text(form4))


def test_a_foot_keeps_to_its_margin_however_wide_the_name() -> None:
    form4 = filing(non_derivative_table=[SALE] * 30, reporting_owners=[DOE | {"name": "W" * LONGEST_FOOT_NAME}])
    form = drawn(to_pdf(form4))
    assert misprints(form, printed(form4, "X06")) == []
    for number, sheet in enumerate(form.sheets, start=1):
        [foot] = [run for run in sheet.runs if run.box.top > 792 - 28.5]
        assert foot.text == f"Form 4 - {'W' * LONGEST_FOOT_NAME} - XMPL - page {number} of {len(form.sheets)}"


def test_a_longer_name_is_cut_in_the_foot_and_never_left_out() -> None:
    name = "W" * (LONGEST_FOOT_NAME + 1)
    assert printed(filing(reporting_owners=[DOE | {"name": name}]), "X06").foot == f"Form 4 - {name[:-1]} ... - XMPL"


@pytest.mark.parametrize("edition", EDITIONS)
def test_holdings_and_odd_boxes_print_without_a_warning(edition: str) -> None:
    form4 = filing(non_derivative_table=[HOLDING], derivative_table=[OPTION_HELD], not_subject_to_section_16="1",
                   under_10b5_1_plan="1", form="4/A", date_of_original_submission="2026-08-04",
                   reporting_owners=[DOE | {"name": None}, DOE])
    assert "08/04/2026" in text(form4, edition=edition)
