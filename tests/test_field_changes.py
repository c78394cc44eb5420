"""What an update may do to the fields of a PDF of the form, and the near miss that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from form4gen.agreement import agreement
from form4gen.printing import Printing
from form4gen.record import DamagedRecordError, read_record
from form4gen.signature_place import place_of
from form4gen.signed_pdf import opened
from form4gen.signing import Stamping, signed
from form4gen.signing_key import from_pkcs12
from tests.authority import NOW, PASSWORD, Authority, authority, time_stamper
from tests.test_record import GIFT, built, with_update

Change = Callable[[IncrementalPdfFileWriter], None]
JOINT = (Path(__file__).parent.parent / "examples" / "joint-filing-2026.form4.yaml").read_bytes()


@pytest.fixture(scope="module")
def gift() -> bytes:
    return built(GIFT)


@pytest.fixture(scope="module")
def copy() -> bytes:
    """A copy to sign, with signature fields and with text fields."""
    return built(JOINT, Printing(copy="wet-ink"))


@pytest.fixture(scope="module")
def ca() -> Authority:
    return authority()


def faults(pdf: bytes) -> tuple[str, ...]:
    return agreement(read_record(pdf)).faults


def of_field(name: str) -> str:
    return f"its form (field {name}) was changed after it was made"


def script() -> DictionaryObject:
    action = DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")})
    return DictionaryObject({pdf_name("/K"): action})


def looks(writer: IncrementalPdfFileWriter) -> DictionaryObject:
    """An appearance that says what the form does not."""
    helvetica = DictionaryObject({pdf_name("/Type"): pdf_name("/Font"), pdf_name("/Subtype"): pdf_name("/Type1"),
                                  pdf_name("/BaseFont"): pdf_name("/Helvetica")})
    fonts = DictionaryObject({pdf_name("/Font"): DictionaryObject({pdf_name("/H"): helvetica})})
    drawn = StreamObject(DictionaryObject({
        pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): numbers(0, 0, 612, 16), pdf_name("/Resources"): fonts}),
        stream_data=b"BT /H 11 Tf 40 4 Td (AMENDED: the gift was of 900,000 shares) Tj ET")
    return DictionaryObject({pdf_name("/N"): writer.add_object(drawn)})


def numbers(*values: int) -> ArrayObject:
    return ArrayObject(map(NumberObject, values))


def in_the_margin(writer: IncrementalPdfFileWriter, value: dict[str, Any]) -> None:
    """A signature field in the bottom margin, with something to see, and a value that may be no signature."""
    kept = {pdf_name(f"/{key}"): one for key, one in value.items()}
    field = writer.add_object(DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Widget"), pdf_name("/FT"): pdf_name("/Sig"),
        pdf_name("/T"): pdf_string("z"), pdf_name("/F"): NumberObject(4), pdf_name("/Rect"): numbers(0, 4, 612, 20),
        pdf_name("/V"): DictionaryObject(kept), pdf_name("/AP"): looks(writer)}))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[pdf_name("/Annots")] = ArrayObject([field])
    writer.update_container(page)
    writer.root[pdf_name("/AcroForm")] = DictionaryObject({pdf_name("/Fields"): ArrayObject([field])})
    writer.update_root()


@pytest.mark.parametrize("value", [
    {}, {"Type": pdf_name("/Sig")}, {"ByteRange": numbers(0, 1, 2, 3)}, {"Contents": ByteStringObject(b"1")},
    {"ByteRange": numbers(0, 10, 20, 30), "Contents": ByteStringObject(b"1")},
    {"ByteRange": numbers(0, 55_000, 55_010, 900_000), "Contents": ByteStringObject(b"1")},
    {"ByteRange": numbers(0, 51_000, 51_010), "Contents": ByteStringObject(b"1")},
    {"Type": pdf_name("/Other"), "ByteRange": numbers(0, 51_000, 51_010, 10), "Contents": ByteStringObject(b"1")},
], ids=["nothing", "type", "no-contents", "no-range", "range-of-little", "range-of-more", "range-of-three", "no-signature"])
def test_what_is_no_signature_may_not_be_seen_in_the_margin(gift: bytes, value: dict[str, Any]) -> None:
    assert len(gift) < 51_000
    assert faults(with_update(gift, partial(in_the_margin, value=value))) == (
        "page 1 was changed after it was made", of_field("z"))


def test_a_range_over_all_that_was_there_is_a_signature_that_verify_judges(gift: bytes) -> None:
    value: dict[str, Any] = {"ByteRange": numbers(0, len(gift), len(gift) + 10, 10), "Contents": ByteStringObject(b"1")}
    found = read_record(with_update(gift, partial(in_the_margin, value=value)))
    assert (agreement(found).faults, found.signed) == ((), ("z",))


def fields_of(writer: IncrementalPdfFileWriter) -> Iterator[tuple[str, IndirectObject]]:
    """The fields by their full names."""
    for parent in map(writer.root["/AcroForm"]["/Fields"].raw_get, range(len(writer.root["/AcroForm"]["/Fields"]))):
        above = parent.get_object()
        yield above["/T"], parent
        for kid in map(above["/Kids"].raw_get, range(len(above["/Kids"]))):
            yield f"{above['/T']}.{kid.get_object()['/T']}", kid


def entry(writer: IncrementalPdfFileWriter, name: str, **values: Any) -> None:
    """Other entries in a field."""
    field = dict(fields_of(writer))[name].get_object()
    for key, value in values.items():
        field[pdf_name(f"/{key}")] = value
    writer.update_container(field)


def hidden(writer: IncrementalPdfFileWriter) -> None:
    added = DictionaryObject({pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): pdf_string("hid")})
    added[pdf_name("/AA")] = script()
    writer.root["/AcroForm"]["/Fields"].append(writer.add_object(added))
    writer.update_container(writer.root["/AcroForm"]["/Fields"])


def another_parent(writer: IncrementalPdfFileWriter) -> None:
    kid = dict(fields_of(writer))["date.1"]
    above = DictionaryObject({pdf_name("/T"): pdf_string("p"), pdf_name("/Kids"): ArrayObject([kid]),
                              pdf_name("/AA"): script()})
    entry(writer, "date.1", Parent=writer.add_object(above))


def of_the_form(writer: IncrementalPdfFileWriter, **values: Any) -> None:
    for key, value in values.items():
        writer.root["/AcroForm"][pdf_name(f"/{key}")] = value
    writer.update_container(writer.root["/AcroForm"])


def one_less(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/AcroForm"]["/Fields"].pop()
    writer.update_container(writer.root["/AcroForm"]["/Fields"])


def look(writer: IncrementalPdfFileWriter, name: str) -> None:
    entry(writer, name, AP=looks(writer))


@pytest.mark.parametrize(("change", "fault"), [
    (another_parent, of_field("date.1")),
    (hidden, of_field("hid")),
    (partial(entry, name="date", AA=script()), of_field("date")),
    (partial(entry, name="date.1", AA=script()), of_field("date.1")),
    (partial(entry, name="date.1", A=script()), of_field("date.1")),
    (partial(entry, name="signature.1", TU=pdf_string("Signature of another")), of_field("signature.1")),
    (partial(entry, name="signature.1", T=pdf_string("other")), of_field("signature.other")),
    (partial(entry, name="signature.1", V=DictionaryObject()), of_field("signature.1")),
    (partial(look, name="signature.1"), of_field("signature.1")),
    (partial(entry, name="date.1", FT=pdf_name("/Btn")), of_field("date.1")),
    (partial(entry, name="date.1", Rect=numbers(0, 0, 612, 792)), of_field("date.1")),
    (partial(entry, name="date.1", F=NumberObject(6)), of_field("date.1")),
    (partial(entry, name="date.1", Ff=NumberObject(1 << 12)), of_field("date.1")),
    (partial(of_the_form, XFA=pdf_string("<xdp/>")), "its form (/XFA) was changed after it was made"),
    (partial(of_the_form, CO=ArrayObject()), "its form (/CO) was changed after it was made"),
    (partial(of_the_form, DA=pdf_string("/Sans 90 Tf")), "its form (/DA) was changed after it was made"),
    (partial(of_the_form, DR=DictionaryObject()), "its form (/DR) was changed after it was made"),
], ids=["parent", "hidden", "action-above", "actions", "action", "tooltip", "name", "no-signature", "looks-unsigned",
        "kind", "place", "invisible", "many-lines", "xfa", "order", "letters", "fonts"])
def test_what_a_field_is_does_and_is_called_stays(copy: bytes, change: Change, fault: str) -> None:
    assert fault in faults(with_update(copy, change))


def test_a_field_that_is_gone_is_told(copy: bytes) -> None:
    assert faults(with_update(copy, one_less))


def test_a_signature_field_that_nobody_signed_may_not_be_added_anywhere(copy: bytes) -> None:
    def add(writer: IncrementalPdfFileWriter) -> None:
        append_signature_field(writer, SigFieldSpec("unseen"))

    assert faults(with_update(copy, add))[-1] == of_field("unseen")


def fill(writer: IncrementalPdfFileWriter) -> None:
    """As a viewer does it: a text with its looks, the time, and a form that says that looks are to be made."""
    entry(writer, "date.1", V=pdf_string("06/16/2026"), M=pdf_string("D:20260616120000Z"), AP=looks(writer))
    of_the_form(writer, NeedAppearances=BooleanObject(True))


def test_a_field_may_be_filled_in_and_that_is_said(copy: bytes) -> None:
    found = read_record(with_update(copy, fill))
    assert (agreement(found).faults, found.filled, found.signed) == ((), ("date.1",), ())


def test_whoever_signs_may_lock_and_whoever_fills_in_may_add_a_font(copy: bytes) -> None:
    def lock(writer: IncrementalPdfFileWriter) -> None:
        entry(writer, "date.1", F=NumberObject(132), Ff=NumberObject(1))
        fonts = writer.root["/AcroForm"]["/DR"]["/Font"]
        fonts[pdf_name("/Helv")] = DictionaryObject({pdf_name("/Type"): pdf_name("/Font")})
        writer.update_container(fonts)

    assert faults(with_update(copy, lock)) == ()


def test_several_sign_with_time_stamps_and_fill_in(copy: bytes, ca: Authority) -> None:
    pdf = copy
    for number, one in enumerate((ca.jane, ca.richard, ca.ann), 1):
        stamping = Stamping(time_stamper(ca.clock)) if number == 2 else Stamping()
        place = place_of(opened(pdf), f"signature.{number}", number != 3)
        pdf = signed(pdf, from_pkcs12(one.p12(), PASSWORD), place, NOW, stamping)
        pdf = with_update(pdf, fill)
    found = read_record(pdf)
    assert (agreement(found).faults, found.signed, found.filled) == (
        (), ("signature.1", "signature.2", "signature.3"), ("date.1",))


def test_a_new_signature_may_be_unseen_or_in_the_margin(gift: bytes, ca: Authority) -> None:
    pdf = gift
    for is_visible in (True, False):
        pdf = signed(pdf, from_pkcs12(ca.jane.p12(), PASSWORD), place_of(opened(pdf), None, is_visible), NOW)
    found = read_record(pdf)
    assert (agreement(found).faults, found.signed) == ((), ("signature-1", "signature-2"))


def test_a_page_that_fields_lead_to_is_told_as_a_page(copy: bytes) -> None:
    def draw(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        page[pdf_name("/Contents")] = writer.add_object(StreamObject(stream_data=b"0 0 100 100 re f"))
        writer.update_container(page)

    assert faults(with_update(copy, draw)) == ("page 1 was changed after it was made",)


def test_a_form_that_is_none_is_damage(copy: bytes) -> None:
    def circle(writer: IncrementalPdfFileWriter) -> None:
        named = dict(fields_of(writer))
        entry(writer, "date", Kids=ArrayObject([named["date.1"], named["date.1"]]))

    with pytest.raises(DamagedRecordError, match="cannot be read whole"):
        read_record(with_update(copy, circle))
