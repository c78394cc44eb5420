"""What a PDF of the form carries, read back; and whether its pages, its XML and its source agree."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from form4gen import record as record_module
from form4gen.agreement import SAME_BYTES, Agreement, agreement
from form4gen.ccc import is_about
from form4gen.outputs import first_revision
from form4gen.ownership_xml import to_xml
from form4gen.page_changes import changes
from form4gen.pdf import to_pdf
from form4gen.printing import Printing, made_with
from form4gen.reading import Reading, read_source
from form4gen.record import DamagedRecordError, NoRecordError, Record, properties, read_record
from tests.test_printed import filing

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.form4.yaml"))
GIFT = next(path for path in EXAMPLES if path.name.startswith("gift")).read_bytes()
MADE_WITH = made_with("weasyprint")


def reading(source: bytes) -> Reading:
    found = read_source(source)
    assert found.form4 is not None
    return found


def built(source: bytes, printing: Printing | None = None, secrets: tuple[str, ...] = ()) -> bytes:
    found = reading(source)
    assert found.form4 is not None
    return to_pdf(found.form4, printing, source=found.source, secrets=secrets)


def carried(record: Record) -> dict[str, bytes]:
    return {one.file.name: one.file.data for one in record.carried}


@pytest.fixture(scope="module")
def gift() -> bytes:
    return built(GIFT)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_pdf_gives_back_the_source_and_the_xml_and_agrees_with_both(path: Path) -> None:
    found = read_record(built(path.read_bytes()))
    form4 = reading(path.read_bytes()).form4
    assert form4 is not None
    assert carried(found) == {"form4.xml": to_xml(form4, "disseminated"), "form4.yaml": path.read_bytes()}
    assert [one.file.relationship for one in found.carried] == ["Alternative", "Source"]
    assert all(one.told == one.file.sha256 for one in found.carried)
    assert agreement(found) == Agreement((), (SAME_BYTES,), is_by_bytes=True)


def test_an_xml_source_comes_with_yaml_written_from_it() -> None:
    form4 = reading(GIFT).form4
    assert form4 is not None
    found = read_record(built(to_xml(form4, "disseminated")))
    assert carried(found)["form4.xml"] == to_xml(form4, "disseminated")
    again = reading(carried(found)["form4.yaml"]).form4
    assert again is not None
    assert to_xml(again, "disseminated") == to_xml(form4, "disseminated")
    assert agreement(found) == Agreement((), (SAME_BYTES,), is_by_bytes=True)


def test_json_is_carried_as_json() -> None:
    source = (Path(__file__).parent / "cases" / "ok" / "filing.json").read_bytes()
    assert carried(read_record(built(source)))["form4.json"] == source


@pytest.mark.parametrize("printing", [Printing(plain=True), Printing(draft=True), Printing(edition="X03")], ids=str)
def test_how_it_is_printed_is_known_again(printing: Printing) -> None:
    found = read_record(built(GIFT, printing))
    assert (found.printing, found.made_with, found.added, found.changed) == (printing, MADE_WITH, 0, ())
    assert agreement(found) == Agreement((), (SAME_BYTES,), is_by_bytes=True)


@pytest.mark.parametrize(("source", "secrets"), [
    (GIFT + b"# once it was ABCD#234\n", ("abcd#234",)),
    (GIFT.replace(b"    cik: ", b"    ccc: abcd#234\n    cik: ", 1), ()),
    (GIFT + b"# the CCC is abcd#234\n", ()),
    (GIFT + b"# once it was abcd#234\n", ("abcd#234",)),
], ids=["in-capitals", "given", "in-a-comment", "known-from-elsewhere"])
def test_no_ccc_is_ever_carried(source: bytes, secrets: tuple[str, ...]) -> None:
    pdf = built(source, secrets=secrets)
    found = read_record(pdf)
    assert not any(b"abcd#234" in data.lower() for data in [pdf, *inflated(pdf)])
    assert not is_about(carried(found)["form4.yaml"].decode())
    assert carried(found)["form4.xml"] == carried(read_record(built(GIFT)))["form4.xml"]
    assert agreement(found).faults == ()


def inflated(pdf: bytes) -> list[bytes]:
    """Every stream of a PDF as it is read."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [one.read_bytes() for one in document.objects if isinstance(one, pikepdf.Stream)]


def changed(pdf: bytes, old: bytes, new: bytes, name: str) -> bytes:
    """The PDF with other bytes in a file that it carries, as a forger would write it anew."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        stream = next(one.EF.F for one in document.Root.AF if str(one.UF) == name)
        data = stream.read_bytes().replace(old, new)
        assert data != stream.read_bytes()
        stream.write(data)
        document.save(made, deterministic_id=True)
    return made.getvalue()


def test_another_number_in_the_xml_is_found(gift: bytes) -> None:
    faults = agreement(read_record(changed(gift, b"<value>1200</value>", b"<value>1300</value>", "form4.xml"))).faults
    told = next(one.file.sha256 for one in read_record(gift).carried if one.file.name == "form4.xml")
    assert faults == (
        f"form4.xml has not the SHA-256 that the metadata tell, {told}",
        "form4.yaml does not report what form4.xml reports, first at non_derivative_table[0].shares.value",
        "the PDF is not what form4gen prints of the files: it was changed since, or printed with other fonts",
        "page 1 does not say what the files say: it has '1,200'; it lacks '1,300'",
    )


def test_another_source_is_found(gift: bytes) -> None:
    first, second, *_ = agreement(read_record(changed(gift, b"1200", b"1300", "form4.yaml"))).faults
    assert first.startswith("form4.yaml has not the SHA-256")
    assert second.startswith("form4.yaml does not report what form4.xml reports")


def test_pages_of_another_filing_are_found() -> None:
    ours, theirs = built(GIFT), built(GIFT.replace(b"shares: 1200", b"shares: 2100"))
    made = BytesIO()
    with pikepdf.open(BytesIO(ours)) as document, pikepdf.open(BytesIO(theirs)) as other:
        document.pages[0].Contents = document.copy_foreign(other.pages[0].Contents)
        document.save(made)
    faults = agreement(read_record(made.getvalue())).faults
    assert "page 1 does not say what the files say: it has '2,100'; it lacks '1,200'" in faults


def test_of_another_version_the_words_are_compared(gift: bytes) -> None:
    older = gift.replace(MADE_WITH.encode(), MADE_WITH.replace("0.1.0", "0.0.9").encode())
    faults, notes, is_by_bytes = agreement(read_record(older))
    assert (faults, is_by_bytes) == ((), False)
    maker = MADE_WITH.replace("0.1.0", "0.0.9")
    assert notes == (f"made with {maker}; this is {MADE_WITH}, so the words of the pages are compared and not their bytes",)


def updated(pdf: bytes, content: bytes) -> bytes:
    """The PDF with an update appended that draws something more on its first page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        number = document.pages[0].Contents.objgen[0]
        drawn = document.pages[0].Contents.read_bytes() + content
        root, size = document.trailer.Root.objgen[0], int(document.trailer.Size)
    start = len(pdf)
    stream = f"{number} 0 obj\n<</Length {len(drawn)}>>\nstream\n".encode() + drawn + b"\nendstream\nendobj\n"
    before = re.findall(rb"startxref\n([0-9]+)\n", pdf)[-1].decode()
    table = f"xref\n{number} 1\n{start:010} 00000 n \ntrailer\n<</Size {size} /Root {root} 0 R /Prev {before}>>\n"
    return pdf + stream + table.encode() + f"startxref\n{start + len(stream)}\n%%EOF\n".encode()


def test_an_update_that_draws_over_a_page_is_found(gift: bytes) -> None:
    later = updated(gift, b" q 1 1 1 rg 100 100 200 200 re f Q")
    found = read_record(later)
    assert (first_revision(later), found.added) == (gift, len(later) - len(gift))
    assert agreement(found).faults == ("page 1 was changed after it was made",)
    assert agreement(read_record(updated(gift, b""))).faults == ("page 1 was changed after it was made",), \
        "another stream in the page's place, whatever it draws"


class Update(IncrementalPdfFileWriter):
    """An update that leaves the metadata as they are, as a careful forger's would."""

    def _update_meta(self) -> None:
        pass


def with_update(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The PDF with an update that pyHanko's writer appends."""
    writer: IncrementalPdfFileWriter = Update(BytesIO(pdf))
    change(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def another_file(writer: IncrementalPdfFileWriter) -> None:
    forged = writer.add_object(StreamObject(stream_data=b"<forged/>"))
    writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1] = writer.add_object(DictionaryObject({
        pdf_name("/Type"): pdf_name("/Filespec"), pdf_name("/UF"): pdf_string("form4.xml"),
        pdf_name("/EF"): DictionaryObject({pdf_name("/F"): forged})}))
    writer.update_container(writer.root["/Names"]["/EmbeddedFiles"]["/Names"])


def an_action(writer: IncrementalPdfFileWriter) -> None:
    writer.root[pdf_name("/OpenAction")] = DictionaryObject({
        pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")})
    writer.update_root()


def another_voice(writer: IncrementalPdfFileWriter) -> None:
    element = writer.root["/StructTreeRoot"]["/K"][0].get_object()["/K"][0].get_object()
    element[pdf_name("/ActualText")] = pdf_string("FORGED")
    writer.update_container(element)


def a_strip(writer: IncrementalPdfFileWriter) -> None:
    """A signature field that nobody signed, over the whole bottom margin."""
    append_signature_field(writer, SigFieldSpec("signature-1", box=(0, 0, 612, 28)))


@pytest.mark.parametrize(("change", "faults"), [
    (an_action, ("its /OpenAction was changed after it was made",)),
    (another_voice, ("its /StructTreeRoot was changed after it was made",)),
    (a_strip, ("page 1 was changed after it was made", "its form (field signature-1) was changed after it was made")),
], ids=["action", "voice", "strip"])
def test_whatever_else_an_update_changes_is_found(
        gift: bytes, change: Callable[[IncrementalPdfFileWriter], None], faults: tuple[str, ...]) -> None:
    assert agreement(read_record(with_update(gift, change))).faults == faults


def test_another_file_under_a_name_of_ours_is_found(gift: bytes) -> None:
    with pytest.raises(DamagedRecordError, match="cannot be read whole"):
        read_record(with_update(gift, another_file))


def test_a_filing_that_was_taken_out_is_missed(gift: bytes) -> None:
    def take_out(writer: IncrementalPdfFileWriter) -> None:
        del writer.root["/AF"], writer.root["/Names"]
        writer.update_root()

    with pytest.raises(DamagedRecordError, match="was taken out"):
        read_record(with_update(gift, take_out))


def test_objects_that_share_their_parts_are_compared_once(gift: bytes) -> None:
    """Forty dictionaries, each of which leads to the next by two ways, are a million million ways."""
    def weave(pdf: bytes) -> bytes:
        made = BytesIO()
        with pikepdf.open(BytesIO(pdf)) as document:
            last = document.make_indirect(pikepdf.Dictionary(End=True))
            for _ in range(40):
                last = document.make_indirect(pikepdf.Dictionary(A=last, B=last))
            document.pages[0].obj["/PieceInfo"] = last
            document.save(made)
        return made.getvalue()

    woven = weave(gift)
    assert changes(woven, updated(woven, b"")).changed == ("page 1",)


def test_pages_that_cannot_be_drawn_are_a_fault(gift: bytes) -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(gift)) as document:
        document.pages[0].obj["/Type"] = pikepdf.Name("/Other")
        document.save(made)
    assert any("cannot be" in fault for fault in agreement(read_record(made.getvalue())).faults)


@pytest.mark.parametrize(("pdf", "reason"), [
    (b"<?xml version='1.0'?>", "it is no PDF"),
    (b"%PDF-1.7\nand no more", "it is damaged and cannot be read whole (PdfError)"),
    (b"", "it is no PDF"),
], ids=["xml", "cut-short", "empty"])
def test_what_is_no_pdf_of_ours_is_said(pdf: bytes, reason: str) -> None:
    with pytest.raises(NoRecordError, match=re.escape(reason)):
        read_record(pdf)


def test_a_pdf_that_carries_nothing_is_said() -> None:
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(made)
    with pytest.raises(NoRecordError, match="it carries no filing"):
        read_record(made.getvalue())


def test_an_encrypted_pdf_is_said(gift: bytes) -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(gift)) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(NoRecordError, match=r"it is damaged and cannot be read whole \(PasswordError\)"):
        read_record(made.getvalue())


def test_a_bomb_is_not_inflated(gift: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_module, "LARGEST_FILE", 1_000_000)
    made = BytesIO()
    with pikepdf.open(BytesIO(gift)) as document:
        stream = document.Root.AF[0].EF.F
        stream.write(zlib.compress(bytes(1_000_001)), filter=pikepdf.Name.FlateDecode)
        document.save(made)
    with pytest.raises(NoRecordError, match=r"it is damaged and cannot be read whole \(ValueError\)"):
        read_record(made.getvalue())


def test_metadata_are_read_without_entities() -> None:
    with pytest.raises(ValueError, match="a document type"):
        properties(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def test_every_flipped_byte_is_a_fault_or_none_of_the_filing(gift: bytes) -> None:
    """Whatever is damaged, there is an answer and no traceback."""
    for place in range(0, len(gift), len(gift) // 12):
        damaged = bytearray(gift)
        damaged[place] ^= 0x15
        try:
            found = agreement(read_record(bytes(damaged)))
        except NoRecordError:
            continue
        assert found.faults


def test_no_word_of_a_filing_is_metadata() -> None:
    """A name that would end its element stays a name."""
    form4 = filing(issuer={"cik": "1", "name": "A </dc:title> & ]]> <b/> CO", "trading_symbol": "X"})
    pdf = to_pdf(form4)
    assert agreement(read_record(pdf)).faults == ()
    with pikepdf.open(BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert metadata["dc:title"] == str(document.docinfo.Title)
        assert "</dc:title> & ]]> <b/>" in metadata["dc:title"]


def test_a_source_that_spells_its_ccc_in_another_way_is_not_carried() -> None:
    """However the text hides it, the model has it."""
    source = GIFT.replace(b"    cik: ", b'    "c\\x63c": "\\x61bcd#234"\n    cik: ', 1)
    form4 = read_source(source).form4
    assert form4 is not None
    assert form4.reporting_owners[0].ccc is not None
    assert b"bcd#234" not in b"".join(inflated(to_pdf(form4, source=source)))
