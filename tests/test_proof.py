"""Proofs, which plutoprint draws, read back: the words and pages of the document of record, and nothing else of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from form4gen import Printing, outputs, proof, read, to_pdf
from form4gen.filing import Form4
from form4gen.page_words import page_words
from form4gen.pdf import to_pdf as record_to_pdf
from form4gen.proof import SUBJECT, missing_fonts, to_proof
from form4gen.versions import EDITIONS
from tests.placed_words import overlaps, placed_words
from tests.test_pdf import largest
from tests.test_printed import DOE, OPTION, SALE, filing

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.form4.yaml"))
HOSTILE = '<img src="file:///etc/passwd"><style>*{display:none}</style>&amp;{{ 7 * 7 }}<script>1</script>'


def proof_of(form4: Form4, **options: Any) -> bytes:
    return to_pdf(form4, Printing(engine="plutoprint", **options))


def words(pdf: bytes) -> Counter[str]:
    """How often each word stands there."""
    return Counter(word for page in page_words(pdf) for word in page)


def packed(pdf: bytes) -> str:
    return "".join(word for page in page_words(pdf) for word in page)


def letters(pdf: bytes) -> Counter[str]:
    """How often each letter stands there; where one word ends and the next begins is pdfium's guess."""
    return Counter(packed(pdf))


def streams(pdf: bytes) -> list[bytes]:
    """What is drawn on each page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


@cache
def the_largest() -> tuple[bytes, bytes]:
    """The largest filing: its proof and its document of record."""
    return proof_of(largest()), to_pdf(largest())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_proof_has_the_letters_and_pages_of_the_document_of_record(path: Path) -> None:
    form4 = read(path.read_bytes())
    drawn, record = proof_of(form4), to_pdf(form4)
    assert letters(drawn) == letters(record)
    assert len(page_words(drawn)) == len(page_words(record))


def test_nothing_of_the_largest_filing_is_lost() -> None:
    drawn, record = the_largest()
    assert len(page_words(drawn)) == len(page_words(record)) > 10
    assert letters(drawn) == letters(record)


def test_no_word_of_the_largest_filing_covers_another_or_leaves_the_paper() -> None:
    drawn, _ = the_largest()
    for page in placed_words(drawn):
        assert list(overlaps(page)) == []
        assert [word for word in page if word.left < 28 or word.top < 28 or word.right > 585 or word.bottom > 774] == []


def test_headings_repeat_on_every_page_of_a_table() -> None:
    pages = [" ".join(page) for page in page_words(the_largest()[0])]
    for title, row in (("Table I -", "of series"), ("Table II -", "Option number")):
        with_rows = [page for page in pages if row in page]
        assert len(with_rows) > 1
        assert all(title in page for page in with_rows)


@pytest.mark.parametrize("rows", range(8, 30))
def test_no_heading_ends_a_page(rows: int) -> None:
    """Wherever the form's last part falls: with one row more, it stands some 16 points lower."""
    form4 = filing(non_derivative_table=[SALE] * rows, derivative_table=[], remarks="",
                   footnotes=[{"id": "F1", "text": "A note."}])
    for page in page_words(proof_of(form4, plain=True))[:-1]:
        said = " ".join(page)
        assert not said.endswith(("Explanation of Responses:", "Remarks:", "/s/ Jane Doe 08/05/2026"))
        assert "Table II" not in said or "11. Nature" in said.partition("Table II")[2]


def test_the_foot_counts_the_pages_of_several_and_stands_on_no_only_one() -> None:
    long = filing(non_derivative_table=[SALE] * 30, derivative_table=[OPTION] * 30)
    pages = [" ".join(page) for page in page_words(proof_of(long))]
    assert len(pages) > 2
    assert all(f"Form 4 - DOE JANE - XMPL - page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert "page" not in words(proof_of(long, plain=True))
    assert "page" not in words(proof_of(filing()))


def test_draft_stands_behind_the_words_of_every_page_and_only_then() -> None:
    long = filing(non_derivative_table=[SALE] * 30, derivative_table=[OPTION] * 30)
    pages = pypdf.PdfReader(BytesIO(proof_of(long, draft=True))).pages
    assert all("DRAFT" in page.extract_text() for page in pages)
    assert pages[0].extract_text().index("DRAFT") < pages[0].extract_text().index("SEC Form 4")
    assert "DRAFT" not in words(proof_of(long))


def test_monochrome_has_no_colour() -> None:
    colours = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) rg")
    [coloured], [grey] = streams(proof_of(filing())), streams(proof_of(filing(), monochrome=True))
    assert any(len(set(colour)) > 1 for colour in colours.findall(coloured))
    assert all(len(set(colour)) == 1 for colour in colours.findall(grey))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_is_drawn(edition: Any) -> None:
    form4 = filing(derivative_table=[OPTION])
    assert letters(proof_of(form4, edition=edition)) == letters(to_pdf(form4, edition=edition))


@pytest.mark.parametrize("word", ["y" * 300, "https://www.example.com/" + "a" * 200])
def test_a_word_longer_than_its_line_is_broken_and_begins_a_line_of_its_own(word: str) -> None:
    form4 = filing(footnotes=[{"id": "F1", "text": f"See {word} and no more."}], remarks=word)
    drawn = proof_of(form4)
    assert packed(drawn).count(word) == 2
    [page] = placed_words(drawn)
    assert max(placed.right for placed in page) < 585
    before = next(placed for placed in page if placed.text == "See")
    assert next(placed for placed in page if placed.text.startswith(word[:20])).top > before.bottom - 1


def test_a_page_is_never_shrunk_to_what_is_too_wide_for_it() -> None:
    narrow, wide = (proof._drawn(f'<p class="sec">a</p><div style="width: {width}px; height: 1px"></div>', "", date.min)
                    for width in (10, 5000))
    assert placed_words(narrow) == placed_words(wide) != [[]]


def test_it_calls_itself_a_proof_and_is_no_more() -> None:
    reader = pypdf.PdfReader(BytesIO(proof_of(filing())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Proof of Form 4 - DOE JANE - EXAMPLE CORP - 2026-08-03"
    assert reader.metadata.subject == SUBJECT
    assert str(reader.metadata.creator).startswith("form4gen")
    assert set(reader.root_object) == {"/Type", "/Pages"}
    assert tuple(reader.pages[0].mediabox[2:]) == (612, 792)


def test_its_identifier_tells_it_from_a_document_of_record() -> None:
    drawn, record = proof_of(filing()), to_pdf(filing())
    for pdf, kind in ((drawn, (True, True, False)), (record, (True, False, True)), (b"%PDF-1.7\n", (False,) * 3)):
        assert (outputs.is_our_pdf(pdf), outputs.is_proof(pdf), outputs.is_record(pdf)) == kind
    identifiers = {str(pypdf.PdfReader(BytesIO(proof_of(form4))).trailer["/ID"])
                   for form4 in (filing(), filing(remarks="Another."), filing())}
    assert len(identifiers) == 2


def test_a_pdf_of_another_build_is_no_proof() -> None:
    with pytest.raises(AssertionError, match="cross-reference stream"):
        proof._identified(b"%PDF-1.4\ntrailer\n<< >>\n", "form4gen proof")


def said_by(program: str, *words: str, **environment: str) -> list[str]:
    """The lines that a Python of its own prints."""
    return subprocess.run([sys.executable, "-c", program, *words], cwd=ROOT, env=os.environ | environment, text=True,
                          capture_output=True, check=True).stdout.splitlines()


DIGESTS = """\
import hashlib, sys
from form4gen import Printing, read, to_pdf
for name in sys.argv[1:]:
    pdf = to_pdf(read(open(name, "rb").read()), Printing(engine="plutoprint"))
    print(hashlib.sha256(pdf).hexdigest())
"""


def test_two_processes_draw_the_same_bytes() -> None:
    names = [str(path) for path in EXAMPLES]
    first = said_by(DIGESTS, *names, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    second = said_by(DIGESTS, *names[::-1], PYTHONHASHSEED="77", TZ="America/New_York", LC_ALL="C")
    assert first == second[::-1]
    assert len(set(first)) == len(names)


def test_it_is_dated_by_the_signature_and_not_by_the_clock() -> None:
    created = pypdf.PdfReader(BytesIO(proof_of(filing()))).metadata
    assert created is not None
    assert created.creation_date_raw == "20260805000000Z" or created.creation_date_raw == "D:20260805000000Z"


BESIDE = """\
import hashlib, sys
from form4gen import Printing, read, to_pdf
form4 = read(open("examples/gift-2026.form4.yaml", "rb").read())
for engine in sys.argv[1:]:
    pdf = to_pdf(form4, Printing(engine=engine))
    print(engine, hashlib.sha256(pdf).hexdigest(), "weasyprint" in sys.modules)
"""


def test_neither_engine_changes_what_the_other_draws_nor_is_weasyprint_imported_for_a_proof() -> None:
    one, other = said_by(BESIDE, "plutoprint", "weasyprint"), said_by(BESIDE, "weasyprint", "plutoprint")
    assert [line.split()[2] for line in one] == ["False", "True"]
    assert sorted(line.split()[:2] for line in one) == sorted(line.split()[:2] for line in other)


def test_no_word_of_a_filing_is_markup() -> None:
    form4 = filing(footnotes=[{"id": "F1", "text": HOSTILE}], remarks=HOSTILE)
    assert packed(proof_of(form4)).count(re.sub(r"\s", "", HOSTILE)) == 2


def test_nothing_is_ever_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Told(proof._NoFetching):
        def fetch_url(self, url: str) -> Any:
            asked.append(url)
            super().fetch_url(url)

    page = "<html><img src='file:///etc/passwd'><link rel=stylesheet href='https://example.com/a.css'>"
    monkeypatch.setattr(proof, "page_html", lambda *_, **__: page)
    monkeypatch.setattr(proof, "_NO_FETCHING", Told())
    proof_of(filing())
    assert sorted(asked) == ["file:///etc/passwd", "https://example.com/a.css"]
    asked.clear()
    monkeypatch.undo()
    monkeypatch.setattr(proof, "_NO_FETCHING", Told())
    proof_of(filing(remarks=HOSTILE))
    assert asked == []


def test_it_carries_no_ccc() -> None:
    form4 = filing(reporting_owners=[DOE | {"ccc": "abcd1$wx"}])
    with pikepdf.open(BytesIO(proof_of(form4))) as document:
        inflated = [each.read_bytes() for each in document.objects if isinstance(each, pikepdf.Stream)]
        told = [str(value) for value in document.docinfo.values()]
    assert all(b"abcd1$wx" not in data for data in inflated)
    assert not any("abcd1$wx" in text for text in told)


def test_letters_that_the_fonts_lack_are_question_marks_in_the_title_too() -> None:
    form4 = filing(reporting_owners=[DOE | {"name": "DOE \u4e2d"}])
    metadata = pypdf.PdfReader(BytesIO(to_proof(form4, Printing(engine="plutoprint")))).metadata
    assert metadata is not None
    assert str(metadata.title).startswith("Proof of Form 4 - DOE ? -")


def test_only_the_fonts_of_the_form_are_in_it() -> None:
    fonts = {font for pdf in (proof_of(filing(remarks="10b5-1(c) f/b/o A/B")), the_largest()[0])
             for font in re.findall(rb"/BaseFont /[A-Z]{6}\+([\w-]+)", pdf)}
    assert all(font.startswith((b"LiberationS", b"Arial", b"Arimo", b"Tinos", b"TimesNewRoman")) for font in fonts)


def test_a_machine_without_the_fonts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert missing_fonts() == ()
    monkeypatch.setattr(proof, "_EQUALS", {"Liberation Sans": ("NoSuchFont",)})
    assert missing_fonts.__wrapped__() == ("Liberation Sans",)


@pytest.mark.parametrize(("options", "said"), [
    ({"copy": "wet-ink"}, "plutoprint draws proofs, and a 'wet-ink' copy is signed; WeasyPrint draws it"),
    ({"copy": "authentication"}, "plutoprint draws proofs, and a 'authentication' copy is signed; WeasyPrint draws it"),
    ({"edition": "X07"}, "'X07' is no edition of the form"),
])
def test_what_it_cannot_be_is_refused_by_name(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        proof_of(filing(), **options)


def test_what_draws_documents_of_record_draws_no_proof() -> None:
    with pytest.raises(ValueError, match=r"'plutoprint' draws no document of record; form4gen\.to_pdf has it draw a proof"):
        record_to_pdf(filing(), Printing(engine="plutoprint"))


def test_how_to_print_is_said_once() -> None:
    assert to_pdf(filing(), Printing(plain=True)) == to_pdf(filing(), plain=True)
    with pytest.raises(ValueError, match="say how to print it with printing or by name, not both"):
        to_pdf(filing(), Printing(engine="plutoprint"), draft=True)


def test_the_metadata_of_a_document_of_record_say_no_engine() -> None:
    assert Printing().in_words() == Printing(engine="plutoprint").in_words()
    assert "engine" not in Printing().in_words()


def test_the_day_of_a_document_may_be_the_first_of_the_calendar() -> None:
    assert proof._drawn("<p>a</p>", "", date.min).startswith(b"%PDF-")
