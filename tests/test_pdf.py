"""The PDF of the printed form, read back."""

from __future__ import annotations

import logging
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple

import pypdf
import pytest

from form4gen import pdf, read
from form4gen.document_of_record import CREATOR
from form4gen.filing import Form4
from form4gen.pdf import missing_fonts, to_pdf
from form4gen.printing import Printing
from form4gen.versions import EDITIONS
from tests.pages import to_html
from tests.test_printed import DOE, HOLDING, OPTION, OPTION_HELD, SALE, filing

EXAMPLES = Path(__file__).parent.parent / "examples"
MARGIN = 27
"""Points; the margin is 28.8, and Table II stands out by a u and a bit."""
HAIR = 0.3


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
    monkeypatch.setattr(pdf, "page_html", lambda *_, **__: page)
    to_pdf(filing())
    refused = [record.getMessage() for record in caplog.records]
    caplog.clear()
    assert len(refused) == 2
    assert all("the printed form fetches nothing" in message for message in refused)


def test_a_machine_without_the_fonts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_EQUALS", {"Liberation Sans": {"No Such Font"}})
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
def largest_pages() -> list[pypdf.PageObject]:
    return list(reader(largest()).pages)


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


@pytest.mark.skipif(not which("pdftotext"), reason="poppler's pdftotext tells where each word stands")
def test_no_word_leaves_the_paper_or_covers_another(tmp_path: Path) -> None:
    (tmp_path / "largest.pdf").write_bytes(to_pdf(largest(), Printing(plain=True)))
    boxes = subprocess.run(["pdftotext", "-bbox", "largest.pdf", "-"], cwd=tmp_path, capture_output=True, text=True,
                           check=True).stdout
    for page in boxes.split("<page ")[1:]:
        words = [Word(float(left), float(top), float(right), float(bottom), said)
                 for left, top, right, bottom, said in BOX.findall(page)]
        assert len(words) > 40
        assert min(word.left for word in words) >= MARGIN
        assert max(word.right for word in words) <= 612 - MARGIN
        assert max(word.bottom for word in words) <= 792 - MARGIN
        assert [(one, other) for one, other in combinations(words, 2) if one.covers(other)] == []


BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


class Word(NamedTuple):
    """A word and its box, in points from the paper's upper left corner; the box is as high as the type's line."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def covers(self, other: Word) -> bool:
        """Whether the two share more than a hair's width, and half the height of the lower."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > HAIR and down > min(self.bottom - self.top, other.bottom - other.top) / 2


def test_a_row_is_never_divided() -> None:
    tall = SALE | {"ownership": BY_TRUST}
    pages = reader(filing(non_derivative_table=[tall] * 12)).pages
    assert len(pages) > 1
    whole = [page.extract_text().count("Common Stock") for page in pages]
    assert [page.extract_text().count("f/b/o") for page in pages] == whole


@pytest.mark.parametrize("signers", [1, 2, 3])
def test_no_heading_is_parted_from_what_it_heads(signers: int) -> None:
    notes = [{"id": f"F{number}", "text": f"Note number {number} says something."} for number in range(1, 8)]
    signatures = [{"name": f"/s/ Doe {number}", "date": "2026-08-05"} for number in range(signers)]
    for rows in range(1, 13):
        pages = reader(filing(non_derivative_table=[SALE] * rows, footnotes=notes, remarks="A remark.",
                              signatures=signatures)).pages
        ends = [page.extract_text().strip().splitlines()[-1] for page in pages]
        assert not [end for end in ends if end.startswith(("Explanation", "Remarks:", "/s/"))], rows


def test_a_long_name_in_one_word_covers_nothing(tmp_path: Path) -> None:
    form4 = filing(issuer={"cik": "1", "name": "W" * 60, "trading_symbol": "XMPL"})
    assert packed("1. Name and Address of Reporting Person") in packed(text(form4))
    (tmp_path / "form.pdf").write_bytes(to_pdf(form4))
    boxes = subprocess.run(["pdftotext", "-bbox", "form.pdf", "-"], cwd=tmp_path, capture_output=True, text=True,
                           check=True).stdout
    words = [Word(float(left), float(top), float(right), float(bottom), said)
             for left, top, right, bottom, said in BOX.findall(boxes)]
    assert [(one, other) for one, other in combinations(words, 2) if one.covers(other)] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_holdings_and_odd_boxes_print_without_a_warning(edition: str) -> None:
    form4 = filing(non_derivative_table=[HOLDING], derivative_table=[OPTION_HELD], not_subject_to_section_16="1",
                   under_10b5_1_plan="1", form="4/A", date_of_original_submission="2026-08-04",
                   reporting_owners=[DOE | {"name": None}, DOE])
    assert "08/04/2026" in text(form4, edition=edition)
