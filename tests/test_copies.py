"""Copies to sign, read back: what stands on the lines, the form fields over them, and the fields signed."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple

import pikepdf
import pypdf
import pypdfium2
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import enumerate_sig_fields

import form4gen
from form4gen import UnreadableError, read
from form4gen.agreement import agreement
from form4gen.pdf import to_pdf
from form4gen.printing import Printing
from form4gen.record import read_record
from form4gen.signature_check import verified
from form4gen.signature_place import place_of
from form4gen.signed_pdf import opened
from form4gen.signing import signed
from form4gen.signing_key import from_pkcs12
from tests.authority import NOW, PASSWORD, Authority, authority
from tests.pdf_a import faults
from tests.screen_reader import said, structure
from tests.test_printed import DOE, filing

EXAMPLES = Path(__file__).parent.parent / "examples"
GIFT = (EXAMPLES / "gift-2026.form4.yaml").read_text(encoding="utf-8")
JOINT = (EXAMPLES / "joint-filing-2026.form4.yaml").read_text(encoding="utf-8")
HAIR = 0.75
"""Points: as thick as a line to sign on."""
needs_poppler = pytest.mark.skipif(not which("pdftotext"), reason="poppler reads the PDF")


@cache
def wet_ink(source: str, *, draft: bool = False) -> bytes:
    return made(source, draft=draft)


def made(source: str, *, draft: bool = False) -> bytes:
    return to_pdf(read(source), Printing(copy="wet-ink", draft=draft), source=source.encode())


def text(pdf: bytes, page: int | None = None) -> str:
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return "\n".join(one.extract_text() for one in (pages if page is None else [pages[page]]))


class Field(NamedTuple):
    """A form field: its whole name, what it says of itself, and where it stands, in points from the lower left corner."""

    name: str
    kind: str
    tooltip: str
    page: int
    box: tuple[float, ...]
    document: pikepdf.Pdf
    widget: Any


def fields(pdf: bytes) -> list[Field]:
    document = pikepdf.open(BytesIO(pdf))
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    found = []
    for parent in document.Root.AcroForm.Fields if "/AcroForm" in document.Root else ():
        for kid in parent.Kids:
            page = pages[kid.P.objgen]
            assert kid.objgen in [annotation.objgen for annotation in document.pages[page].obj.Annots]
            box = tuple(map(float, kid.Rect))
            found.append(Field(f"{parent.T}.{kid.T}", str(kid.FT), str(kid.TU), page, box, document, kid))
    return sorted(found, key=lambda one: (one.page, one.name.partition(".")[2], one.name))


def named(pdf: bytes) -> dict[str, str]:
    return {field.name: field.tooltip for field in fields(pdf)}


def test_an_only_owner_signs_on_the_form() -> None:
    pdf = wet_ink(GIFT)
    assert "/s/" not in text(pdf), "what is signed by hand is not typed"
    assert "06/11/2026" not in text(pdf), "nor is the date"
    assert named(pdf) == {"signature.1": "Signature of ROE MARY", "date.1": "Date of the signature of ROE MARY"}
    closing = text(pdf).partition("Remarks:")[2]
    assert re.search(r"\*\* Signature of Reporting Person\s+Date\s+Name\s+Mary Roe\s+Capacity\s+Director", closing)


def test_the_conformed_copy_has_no_fields_and_is_as_it_was() -> None:
    pdf = to_pdf(read(GIFT), source=GIFT.encode())
    assert fields(pdf) == []
    assert b"/AcroForm" not in pdf
    assert "/s/ Mary Roe" in text(pdf)
    assert form4gen.to_pdf(read(GIFT), source=GIFT.encode()) == pdf
    assert form4gen.to_pdf(read(GIFT), source=GIFT.encode(), copy="wet-ink") == wet_ink(GIFT)


def test_both_copies_carry_the_same_files_and_say_which_they_are() -> None:
    copies = [pikepdf.open(BytesIO(pdf)) for pdf in (to_pdf(read(GIFT), source=GIFT.encode()), wet_ink(GIFT))]
    carried = [{name: file.get_file().read_bytes() for name, file in copy.attachments.items()} for copy in copies]
    assert carried[0] == carried[1]
    assert carried[0]["form4.yaml"] == GIFT.encode()
    kinds = [re.search(rb"<form4gen:copy>(.*?)<", copy.Root.Metadata.read_bytes()) for copy in copies]
    assert [kind[1] for kind in kinds if kind] == [b"conformed", b"wet-ink"]


def test_who_signs_for_an_owner_is_named_with_the_capacity() -> None:
    pdf = wet_ink(GIFT.replace("/s/ Mary Roe", "'/s/ John Poe, Attorney-in-Fact'"))
    assert re.search(r"Name\s+John Poe\s+Capacity\s+Attorney-in-fact for ROE MARY", text(pdf))
    assert named(pdf)["signature.1"] == "Signature of ROE MARY"


def test_what_the_signature_does_not_tell_is_left_to_be_filled_in() -> None:
    by_another = wet_ink(GIFT.replace("/s/ Mary Roe", "/s/ John Poe"))
    assert named(by_another)["capacity.1"] == "Capacity of the person who signs for ROE MARY"
    assert "name.1" not in named(by_another)
    unnamed = wet_ink(JOINT.replace("{name: /s/ Alex Doe", "{name: 'Example Capital Fund, LP'"))
    assert named(unnamed)["name.3"] == "Name of the person who signs for DOE ALEX"


def test_every_signature_of_an_only_owner_has_a_line() -> None:
    twice = GIFT.replace("signatures:\n", "signatures:\n  - {name: '/s/ Ann Poe, Trustee', date: 2026-06-11}\n")
    pdf = wet_ink(twice)
    assert [field.name for field in fields(pdf) if field.kind == "/Sig"] == ["signature.1", "signature.2"]
    assert re.search(r"Ann Poe\s+Capacity\s+Trustee.*Mary Roe\s+Capacity\s+Director", text(pdf), re.DOTALL)


def test_joint_filers_sign_a_page_each_after_the_form() -> None:
    pdf = wet_ink(JOINT)
    count = len(pypdf.PdfReader(BytesIO(pdf)).pages)
    assert "See signature pages 1 to 3" in text(pdf, count - 4)
    assert "/s/" not in text(pdf)
    owners = ["Example Capital Fund LP", "Example Capital GP LLC", "DOE ALEX"]
    for number, owner in enumerate(owners, start=1):
        page = " ".join(text(pdf, count - 4 + number).split())
        for words in (f"SIGNATURE PAGE {number} OF 3", "Form Form 4, Statement of Changes in Beneficial Ownership",
                      "Designated filer (item 1) Example Capital Fund LP", "Issuer (item 2) EXAMPLE CORP [ XMPL ]",
                      "Date of earliest transaction (item 3) 06/15/2026", f"Reporting person {owner}", "Name Alex Doe",
                      f"page {count - 3 + number} of {count}"):
            assert words in page
    assert [(field.name, field.page) for field in fields(pdf)] == [
        (f"{kind}.{number}", count - 4 + number) for number in (1, 2, 3) for kind in ("date", "signature")]
    assert [named(pdf)[f"signature.{number}"] for number in (1, 2, 3)] == [f"Signature of {owner}" for owner in owners]
    assert re.search(r"Capacity\s+Director, 10% Owner", text(pdf, count - 1)), "of the third owner, not of the first"


def test_two_joint_filers_and_the_pages_they_are_referred_to() -> None:
    two = filing(reporting_owners=[DOE, DOE | {"cik": "10", "name": "ROE RICHARD"}], form="4/A",
                 date_of_original_submission="2026-08-04")
    pdf = to_pdf(two, Printing(copy="wet-ink", plain=True))
    assert "See signature pages 1 and 2" in text(pdf)
    assert re.search(r"Form 4/A, Statement.*Date of original filed \(item 4\)\s+08/04/2026", text(pdf, -2), re.DOTALL)
    assert "page 2 of" not in text(pdf)


def one_for_all() -> bytes:
    owners = [DOE, DOE | {"cik": "10", "name": "EXAMPLE FUND LP"}, DOE | {"cik": "11", "name": None}]
    signatures = [{"name": "/s/ Jane Doe, on behalf of herself and each other reporting person", "date": "2026-08-05"}]
    return to_pdf(filing(reporting_owners=owners, signatures=signatures), Printing(copy="wet-ink"))


def test_one_who_signs_for_all_signs_a_page_for_each() -> None:
    pdf = one_for_all()
    assert named(pdf)["signature.2"] == "Signature of EXAMPLE FUND LP"
    assert named(pdf)["signature.3"] == "Signature of CIK 11"
    assert re.search(r"Name\s+Jane Doe\s+Capacity\s+Director", text(pdf, -3))
    assert re.search(r"Name\s+Jane Doe\s+Capacity\s+on behalf of herself and each other reporting person", text(pdf, -2))


def test_a_signature_for_nobody_in_particular_has_a_page_where_that_is_filled_in() -> None:
    owners = [DOE, DOE | {"cik": "10", "name": "ROE RICHARD"}]
    signatures = [{"name": f"/s/ {name}", "date": "2026-08-05"} for name in ("Jane Doe", "Richard Roe", "Ann Poe")]
    pdf = to_pdf(filing(reporting_owners=owners, signatures=signatures), Printing(copy="wet-ink"))
    assert named(pdf)["signature.3"] == "Signature of Ann Poe"
    assert named(pdf)["owner.3"] == "Reporting person for whom this page is signed"


def test_fields_are_empty_printed_and_have_an_appearance() -> None:
    """ISO 19005-3, 6.4.1; ISO 14289-1, 7.18.4."""
    pdf = wet_ink(JOINT.replace("{name: /s/ Alex Doe", "{name: 'Example Capital Fund, LP'"))
    document = pikepdf.open(BytesIO(pdf))
    form = document.Root.AcroForm
    assert "/NeedAppearances" not in form
    assert form.SigFlags == 1
    for field in fields(pdf):
        assert field.kind == ("/Sig" if field.name.startswith("signature") else "/Tx")
        assert field.widget.F == 4, "printed, and neither hidden nor without a view"
        assert not {"/V", "/A", "/AA", "/AS", "/MK"} & set(field.widget.keys())
        looks = field.widget.AP.N
        assert looks.read_bytes() == (b"" if field.kind == "/Sig" else b"/Tx BMC\nEMC")
        assert [float(one) for one in looks.BBox] == pytest.approx(
            [0, 0, field.box[2] - field.box[0], field.box[3] - field.box[1]], abs=0.01)
        assert (str(field.widget.get("/DA", "")) == "/Sans 9 Tf 0 g") == (field.kind == "/Tx")


def test_what_is_typed_into_a_field_has_an_embedded_font() -> None:
    document = pikepdf.open(BytesIO(wet_ink(GIFT)))
    font = document.Root.AcroForm.DR.Font.Sans
    assert (str(font.Subtype), str(font.Encoding)) == ("/TrueType", "/WinAnsiEncoding")
    assert (int(font.FirstChar), int(font.LastChar)) == (32, 255)
    assert len(font.Widths) == 224
    assert [int(font.Widths[ord(letter) - 32]) for letter in "A i"] == [667, 278, 222]
    program = font.FontDescriptor.FontFile2.read_bytes()
    assert (len(program), program[:4]) == (int(font.FontDescriptor.FontFile2.Length1), b"\0\1\0\0")


class Words(NamedTuple):
    """Some words on a page and their box, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def words(pdf: bytes, page: int, folder: Path) -> list[Words]:
    (folder / "copy.pdf").write_bytes(pdf)
    boxes = subprocess.run(["pdftotext", "-bbox", "-f", str(page + 1), "-l", str(page + 1), "copy.pdf", "-"], cwd=folder,
                           capture_output=True, text=True, check=True).stdout
    return [Words(float(left), 792 - float(bottom), float(right), 792 - float(top), said)
            for left, top, right, bottom, said in WORD.findall(boxes)]


def drawn_black(pdf: bytes, page: int, box: tuple[float, ...]) -> list[float]:
    """How much of each row of dots within a box is black, from its top, at eight dots a point."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=8).to_pil().convert("L")
    left, bottom, right, top = box
    cut = picture.crop((round(left * 8), round((792 - top) * 8), round(right * 8), round((792 - bottom) * 8)))
    rows = [cut.crop((0, row, cut.width, row + 1)).tobytes() for row in range(cut.height)]
    return [sum(dot < 128 for dot in row) / cut.width for row in rows]


@needs_poppler
@pytest.mark.parametrize(("source", "page"), [(GIFT, 0), (JOINT, -1)], ids=["on the form", "on a page of its own"])
def test_a_field_stands_on_its_line_and_covers_no_words(source: str, page: int, tmp_path: Path) -> None:
    pdf = wet_ink(source, draft=True)  # a draft has no words for services to find
    page %= len(pypdf.PdfReader(BytesIO(pdf)).pages)
    seen = [word for word in words(pdf, page, tmp_path) if word.text != "DRAFT"]
    on_page = [field for field in fields(pdf) if field.page == page]
    assert len(on_page) == 2
    for field in on_page:
        left, bottom, right, top = field.box
        assert right - left > 72
        assert top - bottom >= 36, "room for ink"
        assert max(drawn_black(pdf, page, (left, bottom + 0.5, right, top))) == 0, "nothing is drawn where it is signed"
        assert max(drawn_black(pdf, page, (left + 0.5, bottom - HAIR, right - 0.5, bottom))) == 1, "but the line below"
        assert [word for word in seen if word.left < right and word.right > left and word.bottom < top - 1
                and word.top > bottom + 1] == []
    below = {field.name.partition(".")[0]: min((word for word in seen if word.top <= field.box[1] + 1.5
             and abs(word.left - field.box[0]) < 2), key=lambda word: field.box[1] - word.top).text for field in on_page}
    assert below == {"signature": "**", "date": "Date"}


@needs_poppler
def test_services_find_their_anchors_over_the_lines(tmp_path: Path) -> None:
    pdf = wet_ink(JOINT)
    for field in fields(pdf):
        kind, _, number = field.name.partition(".")
        # Alex Doe signs all three pages, so is the one recipient of a service.
        anchors = {"signature": ["{{Sig_es_:signer1:signature}}", "[sig|req|signer1]", "/sig1/"],
                   "date": ["{{Dte_es_:signer1:date}}", "[date|req|signer1]", "/date1/"]}[kind]
        found = [word for word in words(pdf, field.page, tmp_path) if word.text in anchors]
        assert sorted(word.text for word in found) == sorted(anchors), number
        left, bottom, right, top = field.box
        assert all(left - 1 < word.left and word.right < right + 1 for word in found)
        assert all(bottom - 2 < word.bottom and word.top < top + 2 for word in found)


def test_recipients_are_numbered_by_who_signs() -> None:
    owners = [DOE, DOE | {"cik": "10", "name": "ROE RICHARD"}, DOE | {"cik": "11", "name": "EXAMPLE FUND LP"}]
    signatures = [{"name": name, "date": "2026-08-05"} for name in (
        "/s/ Jane Doe", "/s/ Richard Roe", "Example Fund LP, by: /s/ Jane Doe, General Partner")]
    pdf = to_pdf(filing(reporting_owners=owners, signatures=signatures), Printing(copy="wet-ink"))
    assert [re.findall(r"/sig\d+/", text(pdf, page)) for page in (-3, -2, -1)] == [["/sig1/"], ["/sig2/"], ["/sig1/"]]
    unknown = to_pdf(filing(reporting_owners=owners, signatures=[]), Printing(copy="wet-ink"))
    assert re.findall(r"/sig\d+/", text(unknown)) == ["/sig1/", "/sig2/", "/sig3/"]


@needs_poppler
def test_anchors_are_white_and_no_content(tmp_path: Path) -> None:
    pdf = wet_ink(GIFT)
    read_out = [one.text for one in said(pdf, tmp_path)]
    assert not [one for one in read_out if re.search(r"_es_|\[sig|\[date|/sig|/date", one)]
    inside, colour, shown = "", None, []
    document = pikepdf.open(BytesIO(pdf))
    for step in pikepdf.parse_content_stream(document.pages[0]):
        match str(step.operator):
            case "BDC":
                inside = str(step.operands[0])
            case "rg":
                colour = [float(one) for one in step.operands]
            case "TJ" | "Tj" if colour == [1, 1, 1]:
                shown.append(inside)
    assert shown == ["/Artifact"] * 6, "three for the signature and three for the date"


@needs_poppler
def test_a_draft_says_so_and_is_not_for_services(tmp_path: Path) -> None:
    pdf = wet_ink(JOINT, draft=True)
    pages = len(pypdf.PdfReader(BytesIO(pdf)).pages)
    assert all("DRAFT" in text(pdf, page) for page in range(pages))
    assert not re.search(r"/sig|_es_|\[sig", text(pdf))
    assert [one.text for one in said(pdf, tmp_path)].count("DRAFT") == pages


@needs_poppler
def test_a_screen_reader_comes_to_each_field_where_it_stands(tmp_path: Path) -> None:
    lines_of = structure(wet_ink(JOINT), tmp_path).splitlines()
    at = [number for number, line in enumerate(lines_of) if line.strip() == "Form"]
    assert len(at) == 6
    last = " ".join(line.strip().strip('"').strip() for line in lines_of[at[-2] - 7:] if '"' in line or "Form" in line)
    assert last.startswith("DOE ALEX Form Form ** Signature of Reporting Person Date Name Alex Doe Capacity Director, 10%")


def test_every_field_is_known_to_the_tree_and_the_page() -> None:
    """ISO 32000-1, 14.7.4.3 and 14.7.4.4: an OBJR under /Form, and StructParent back; 12.5.1: /Tabs /S."""
    document = pikepdf.open(BytesIO(wet_ink(JOINT)))
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    widgets = [annotation for page in document.pages for annotation in page.obj.get("/Annots", [])]
    assert len(widgets) == 6
    for widget in widgets:
        element = parents[int(widget.StructParent)]
        assert (str(element.S), str(element.K.Type), element.K.Obj.objgen) == ("/Form", "/OBJR", widget.objgen)
        assert widget.P.Tabs == "/S"
        assert element.K.Pg.objgen == widget.P.objgen


@pytest.mark.parametrize("source", [GIFT, JOINT], ids=["one", "joint"])
def test_the_same_filing_gives_the_same_bytes(source: str) -> None:
    assert made(source) == wet_ink(source)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name.partition(".")[0])
def test_a_copy_of_an_example_has_no_fault_by_pdf_a_and_pdf_ua(path: Path) -> None:
    assert faults(wet_ink(path.read_text(encoding="utf-8"))) == []


def test_a_copy_with_every_kind_of_field_and_odd_letters_has_no_fault() -> None:
    odd = wet_ink(JOINT.replace("{name: /s/ Alex Doe", "{name: 'Example \u4e2d Fund, LP'"), draft=True)
    assert {field.name for field in fields(odd)} > {"name.3", "capacity.3", "signature.3", "date.3"}
    assert faults(odd) == []


def test_what_a_copy_carries_is_what_its_pages_say() -> None:
    found = agreement(read_record(wet_ink(JOINT)))
    assert found.faults == ()
    assert "byte for byte" in found.notes[0]


def test_no_word_of_a_filing_is_markup_or_a_field() -> None:
    hostile = '"><input type=checkbox name=x.1>{{ 7 }}'
    form4 = filing(reporting_owners=[DOE | {"name": hostile}, DOE | {"cik": "10"}],
                   signatures=[{"name": f"/s/ Jane {hostile}", "date": "2026-08-05"}] * 2)
    pdf = to_pdf(form4, Printing(copy="wet-ink"))
    assert {field.name.partition(".")[0] for field in fields(pdf)} <= {"signature", "date", "name", "capacity"}
    assert named(pdf)["signature.1"] == f"Signature of {hostile}"
    assert hostile.replace(" ", "") in text(pdf).replace(" ", "").replace("\n", "")


def test_no_ccc_reaches_a_copy() -> None:
    secret = "zq#7pw!3"
    with_ccc = GIFT.replace("    cik: 0009999904", f'    cik: 0009999904\n    ccc: "{secret}"')
    form4 = read(with_ccc)
    assert form4.reporting_owners[0].ccc is not None
    pdfs = [to_pdf(form4, Printing(copy="wet-ink"), source=with_ccc.encode()),
            form4gen.to_authentication(form4), form4gen.to_attestation(form4)]
    for pdf in pdfs:
        document = pikepdf.open(BytesIO(pdf))
        everything = b"".join(one.read_bytes() for one in document.objects if isinstance(one, pikepdf.Stream))
        assert secret.encode() not in everything + pdf


def test_an_authentication_document_is_no_copy_of_the_form() -> None:
    with pytest.raises(ValueError, match="'authentication' is no copy of the form"):
        to_pdf(read(GIFT), Printing(copy="authentication"))
    with pytest.raises(ValueError, match="'carbon' is no copy of the form"):
        form4gen.to_pdf(read(GIFT), copy="carbon")  # type: ignore[arg-type]
    with pytest.raises(UnreadableError):
        read("form: 4")


@pytest.fixture(scope="module")
def ca() -> Authority:
    return authority()


def test_owners_sign_in_their_fields_one_after_another(ca: Authority, tmp_path: Path) -> None:
    pdf = wet_ink(JOINT)
    assert [name for name, _, _ in enumerate_sig_fields(opened(pdf))] == ["signature.1", "signature.2", "signature.3"]
    for owner, one in (("DOE ALEX", ca.ann), ("Example Capital Fund LP", ca.jane), ("signature.2", ca.richard)):
        pdf = signed(pdf, from_pkcs12(one.p12(), PASSWORD), place_of(opened(pdf), owner, True), NOW)
    assert agreement(read_record(pdf)).faults == (), "a signature is no change of the page"
    found = verified(pdf, NOW)
    assert [(one.field, one.problems, one.filled_later) for one in found.signatures] == [
        ("signature.3", (), ()), ("signature.1", (), ()), ("signature.2", (), ())]
    assert found.empty == ()
    if which("pdfsig"):
        (tmp_path / "signed.pdf").write_bytes(pdf)
        told = subprocess.run(["pdfsig", "-nocert", "signed.pdf"], cwd=tmp_path, capture_output=True, text=True,
                              check=False)
        assert told.stdout.count("Signature is Valid") == 3


def test_a_date_filled_in_after_a_signature_is_named_and_breaks_nothing(ca: Authority) -> None:
    pdf = wet_ink(JOINT)
    pdf = signed(pdf, from_pkcs12(ca.jane.p12(), PASSWORD), place_of(opened(pdf), "signature.1", False), NOW)
    pdf = filled(pdf, "date", 1, "06/16/2026")
    [signature] = verified(pdf, NOW).signatures
    assert (signature.problems, signature.filled_later) == ((), ("date.2",))


def filled(pdf: bytes, kind: str, number: int, value: str) -> bytes:
    """The PDF with a text in a field, as a viewer appends it."""
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string

    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    parents = [reference.get_object() for reference in writer.root["/AcroForm"]["/Fields"]]
    [kid] = [parent["/Kids"][number] for parent in parents if parent["/T"] == kind]
    kid[pdf_name("/V")] = pdf_string(value)
    writer.update_container(kid)
    updated = BytesIO()
    writer.write(updated)
    return updated.getvalue()


def test_the_largest_joint_filing_keeps_every_owner_and_signature() -> None:
    owners = [DOE | {"cik": f"{number}", "name": f"DOE JANE {number} " + "PARTNERS " * 15} for number in range(1, 11)]
    signatures = [{"name": f"/s/ Jane Doe {number}, {'Z' * 200}", "date": "2026-08-05"} for number in range(1, 11)]
    form4 = filing(reporting_owners=owners, signatures=signatures)
    pdf = to_pdf(form4, Printing(copy="wet-ink"))
    count = len(pypdf.PdfReader(BytesIO(pdf)).pages)
    assert [field.page for field in fields(pdf) if field.kind == "/Sig"] == list(range(count - 10, count))
    assert all(f"SIGNATURE PAGE {number} OF 10" in text(pdf, count - 11 + number) for number in range(1, 11))
