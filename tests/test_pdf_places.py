"""Where the marks and words of the printed form stand, and in what colour, read back from the PDF."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import pikepdf
import pypdf
import pytest

from form4gen.filing import Form4
from form4gen.pdf import to_pdf
from form4gen.printing import Printing
from form4gen.versions import EDITIONS, Edition
from tests.test_pdf import BOX, Word, packed, text
from tests.test_printed import DOE, OPTION, SALE, filing, table_ii

pytestmark = pytest.mark.skipif(not which("pdftotext"), reason="poppler's pdftotext tells where each word stands")
NOBODY = {"is_director": "0"}


def words(form4: Form4, folder: Path, edition: Edition = "X06") -> list[Word]:
    """The words of the first page, in reading order."""
    (folder / "form.pdf").write_bytes(to_pdf(form4, Printing(edition=edition)))
    boxes = subprocess.run(["pdftotext", "-l", "1", "-bbox", "form.pdf", "-"], cwd=folder, capture_output=True, text=True,
                           check=True).stdout
    return [Word(float(left), float(top), float(right), float(bottom), said)
            for left, top, right, bottom, said in BOX.findall(boxes)]


def middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def labels_of_the_marks(found: list[Word]) -> list[str]:
    """For each X on the form, the nearest word to its right on its line."""
    labels = [word for word in found if word.text != "X"]
    marked = []
    for mark in (word for word in found if word.text == "X"):
        beside = [word for word in labels if word.left > mark.right and abs(middle(word) - middle(mark)) < 8]
        marked.append(min(beside, key=lambda word: (round(word.left), abs(middle(word) - middle(mark)))).text)
    return marked


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("flag", "label"), [
    ("is_director", "Director"), ("is_ten_percent_owner", "10%"), ("is_officer", "Officer"), ("is_other", "Other")])
def test_a_relationship_is_marked_before_its_own_words(flag: str, label: str, edition: Edition, tmp_path: Path) -> None:
    found = words(filing(reporting_owners=[DOE | {"relationship": {flag: "1"}}]), tmp_path, edition)
    assert sorted(labels_of_the_marks(found)) == sorted([label, "Form"])


@pytest.mark.parametrize(("owners", "line"), [(1, "One"), (2, "More")])
def test_the_line_for_one_person_or_for_more_is_marked(owners: int, line: str, tmp_path: Path) -> None:
    found = words(filing(reporting_owners=[DOE | {"relationship": NOBODY, "cik": str(n)} for n in range(owners)]), tmp_path)
    (mark,) = [word for word in found if word.text == "X"]
    said = min((word for word in found if word.text in ("One", "More")), key=lambda word: abs(middle(word) - middle(mark)))
    assert said.text == line
    assert said.left > mark.right


@pytest.mark.parametrize(("box", "first", "last"), [
    ("not_subject_to_section_16", "Check", "1(b)."), ("under_10b5_1_plan", "indicate", "10.")])
def test_a_check_box_is_marked_beside_its_own_text(box: str, first: str, last: str, tmp_path: Path) -> None:
    found = words(filing(**{box: "1"}, reporting_owners=[DOE | {"relationship": NOBODY}]), tmp_path)
    mark = min((word for word in found if word.text == "X"), key=lambda word: word.top)
    opening = next(word for word in found if word.text == first)
    closing = next(word for word in found if word.text == last and word.top > opening.top)
    assert opening.top < middle(mark) < closing.bottom
    assert mark.right < opening.left


def test_x04_has_its_plan_box_in_a_row_between_item_1_and_table_i(tmp_path: Path) -> None:
    form4 = filing(under_10b5_1_plan="1", reporting_owners=[DOE | {"relationship": NOBODY}])
    found = words(form4, tmp_path, "X04")
    mark = min((word for word in found if word.text == "X" and word.right < 60), key=lambda word: word.top)
    row, zip_code, table_i = (next(word for word in found if word.text == text)
                              for text in ("Indication", "(Zip)", "Non-Derivative"))
    opening = next(word for word in found if word.text == "indicate")
    assert zip_code.bottom < row.top < row.bottom < mark.bottom < table_i.top
    assert mark.right < opening.left
    assert opening.top < middle(mark) < opening.bottom + 8, "the second of two lines"


def test_the_words_of_the_newest_edition_are_all_there() -> None:
    owner = DOE | {"relationship": {"is_officer": "1", "officer_title": "Treasurer", "is_other": "1", "other_text": "Heir"},
                   "address": {"street1": "MAIN 1", "non_us_state_territory": "BAVARIA", "country": "2M"}}
    signatures = [{"name": "One", "date": "2026-08-05"}, {"name": "Two", "date": "2026-08-06"}]
    form4 = filing(issuer={"cik": "1", "trading_symbol": "XMPL", "foreign_trading_symbol": "XMP.DE"}, signatures=signatures,
                   reporting_owners=[owner])
    said = text(form4, edition="X06")
    assert all(word in said for word in ("Treasurer", "Heir", "BAVARIA", "GERMANY", "XMP.DE", "08/05/2026", "08/06/2026"))
    assert all(word in packed(text(form4, edition="X03")) for word in ("Treasurer", "Heir", "BAVARIA"))
    assert "2M" not in said


def test_every_owner_of_a_joint_filing_is_listed() -> None:
    owners = [DOE | {"cik": str(number), "name": f"OWNER {number}"} for number in range(1, 4)]
    said = packed(text(filing(reporting_owners=owners), plain=True))
    assert [said.count(f"OWNER{number}") for number in range(1, 4)] == [2, 1, 1]


def test_a_state_abroad_was_a_code_and_its_territory_only_where_there_is_none() -> None:
    both = DOE | {"address": {"state": "A6", "non_us_state_territory": "ONTARIO"}}
    assert "A6" in text(filing(reporting_owners=[both]), edition="X03")
    assert "ONTARIO" in text(filing(reporting_owners=[both]), edition="X06")


def test_the_footnotes_of_table_iis_code_stand_at_its_amount() -> None:
    cells = table_ii(shares={"value": "400000", "footnotes": ["F1"]}, acquired_disposed={"value": "D", "footnotes": ["F2"]})
    assert cells[7].marks == ("(1)", "(2)")


def drawn(form4: Form4, edition: Edition = "X03") -> tuple[list[tuple[str, float]], set[tuple[float, ...]]]:
    """Each piece of text with its height on the page, and the colours that are set."""
    pieces: list[tuple[str, float]] = []
    colours: set[tuple[float, ...]] = set()

    def on_operator(operator: bytes, operands: Any, *_: Any) -> None:
        if operator == b"rg":
            colours.add(tuple(round(float(part), 2) for part in operands))

    def on_text(piece: str, matrix: Any, text_matrix: Any, *_: Any) -> None:
        if piece.strip():
            pieces.append((piece.strip(), text_matrix[5] * matrix[3] + matrix[5]))

    page = pypdf.PdfReader(BytesIO(to_pdf(form4, Printing(edition=edition)))).pages[0]
    page.extract_text(visitor_operand_before=on_operator, visitor_text=on_text)
    return pieces, colours


def test_data_are_blue_footnotes_green_and_the_form_black() -> None:
    colours = drawn(filing(footnotes=[{"id": "F1", "text": "A note."}]))[1]
    assert {(0.0, 0.0, 1.0), (0.0, 0.5, 0.0), (0.0, 0.0, 0.0)} <= colours
    assert (0.0, 0.5, 0.0) not in drawn(filing())[1]


def colours(pdf: bytes) -> set[tuple[str, ...]]:
    """Every colour that the content of the pages sets, with the operator that sets it (ISO 32000-1, table 74)."""
    operators = {"g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS", "sh"}
    with pikepdf.open(BytesIO(pdf)) as document:
        contents: list[Any] = list(document.pages)
        contents += [part for part in document.objects
                     if isinstance(part, pikepdf.Stream) and part.get("/Subtype") == "/Form"]
        return {(str(step.operator), *map(str, step.operands)) for content in contents
                for step in pikepdf.parse_content_stream(content) if str(step.operator) in operators}


def full_of_colours() -> Form4:
    """A filing with something in every part of the form that has a colour."""
    marked = {"value": "35000", "footnotes": ["F1"]}
    boxes = {"is_officer": "1", "officer_title": "Treasurer", "is_other": "1", "other_text": "Heir"}
    return filing(non_derivative_table=[SALE | {"shares": marked}] * 30, derivative_table=[OPTION],
                  reporting_owners=[DOE | {"relationship": boxes}, DOE | {"cik": "8"}], under_10b5_1_plan="1",
                  footnotes=[{"id": "F1", "text": "A note."}], remarks="A remark.", not_subject_to_section_16="1")


@pytest.mark.parametrize("edition", EDITIONS)
def test_monochrome_is_without_a_colour(edition: Edition) -> None:
    form4 = full_of_colours()
    plain = colours(to_pdf(form4, Printing(edition=edition, draft=True)))
    black = colours(to_pdf(form4, Printing(edition=edition, draft=True, monochrome=True)))
    assert {("rg", "0", "0", "1"), ("rg", "0", "0", "0")} <= plain
    assert {operator for operator, *_ in black} <= {"rg", "RG"}
    assert [colour for colour in black if len(set(colour[1:])) > 1] == []
    assert plain - black == {colour for colour in plain if len(set(colour[1:])) > 1}, "greys stay as they are"


def test_monochrome_moves_nothing(tmp_path: Path) -> None:
    form4 = full_of_colours()
    found = []
    for monochrome in (False, True):
        (tmp_path / "form.pdf").write_bytes(to_pdf(form4, Printing(monochrome=monochrome)))
        found.append(subprocess.run(["pdftotext", "-bbox", "form.pdf", "-"], cwd=tmp_path, capture_output=True, text=True,
                                    check=True).stdout)
    assert found[0] == found[1]
    assert len(BOX.findall(found[0])) > 500


def test_a_footnotes_mark_is_raised() -> None:
    shares = {"value": "35000", "footnotes": ["F1"]}
    pieces = dict(drawn(filing(non_derivative_table=[SALE | {"shares": shares}]))[0])
    assert pieces["(1)"] - pieces["35,000"] > 2
