"""Signatures against tampering: what is changed shows, what may be added does not break them, and pdfsig agrees."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import crl as asn1_crl
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields as pyhanko_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

import form4gen
from form4gen.certificates import Evidence, certificates_in, revocation_in, unfit
from form4gen.free_margin import BAND
from form4gen.signature_check import Signature, Verification, verified
from form4gen.signature_place import NoPlaceError, Place, place_of
from form4gen.signed_pdf import UnreadablePdfError, opened
from form4gen.signing import SigningRefusedError, Stamping, signed
from form4gen.signing_key import CredentialError, from_pkcs12
from tests.authority import NOW, PASSWORD, Authority, Certified, authority, certified, crl, time_stamper

EXAMPLE = Path(__file__).parent.parent / "examples" / "gift-2026.form4.yaml"
ATTACHED = b"<ownershipDocument>" + b"an attachment of a filing " * 40 + b"</ownershipDocument>"
RANGE = re.compile(rb"/ByteRange ?\[(\d+) (\d+) (\d+) (\d+)")
NEW = Place("signature-1", is_new=True)


@pytest.fixture(scope="module")
def ca() -> Authority:
    return authority()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A printed form with an attachment, its page and the attachment not compressed, so that a test can change a letter."""
    made = BytesIO()
    with pikepdf.open(BytesIO(form4gen.to_pdf(form4gen.read(EXAMPLE.read_bytes())))) as document:
        document.attachments["doe.xml"] = pikepdf.AttachedFileSpec(document, ATTACHED, filename="doe.xml")
        document.save(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                      object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


@pytest.fixture(scope="module")
def by_three(pdf: bytes, ca: Authority) -> bytes:
    for one in (ca.jane, ca.richard, ca.ann):
        pdf = sign(pdf, one, visible=True)
    return pdf


def sign(pdf: bytes, by: Certified, *, visible: bool = False, stamping: Stamping | None = None) -> bytes:
    return signed(pdf, from_pkcs12(by.p12(), PASSWORD), place_of(opened(pdf), None, visible), NOW, stamping or Stamping())


def trusting(*anchors: Certified, crls: tuple[bytes, ...] = ()) -> Evidence:
    found = Evidence(anchors=tuple(one for anchor in anchors for one in certificates_in(anchor.pem)))
    for data in crls:
        found |= revocation_in(data)
    return found


def problems(pdf: bytes, evidence: Evidence | None = None) -> list[str]:
    return [problem for one in verified(pdf, NOW, evidence).signatures for problem in one.problems]


def pdfsig(pdf: bytes, tmp_path: Path) -> list[tuple[bool, bool]]:
    """What poppler says of each signature: whether it is valid, and whether it covers the whole file."""
    if not (program := shutil.which("pdfsig")):
        pytest.skip("pdfsig (Debian: poppler-utils) is not there")
    file = tmp_path / "signed.pdf"
    file.write_bytes(pdf)
    said = subprocess.run([program, "-nocert", file], capture_output=True, text=True, check=False, cwd=tmp_path,
                          env={**os.environ, "HOME": str(tmp_path), "LC_ALL": "C"}).stdout
    return [("Signature is Valid." in one, "Total document signed" in one and "Not total" not in one)
            for one in re.split(r"^Signature #", said, flags=re.MULTILINE)[1:] if "Signature Validation" in one]


def ours(found: Verification) -> list[tuple[bool, bool]]:
    return sorted((one.is_intact, one.covers_file) for one in found.signatures)


def test_three_owners_sign_and_every_signature_is_fine(by_three: bytes, ca: Authority, tmp_path: Path) -> None:
    found = verified(by_three, NOW, trusting(ca.root))
    assert [(one.field, one.signer, one.issuer, one.claimed, one.is_trusted) for one in found.signatures] == [
        (f"signature-{number}", signer, "EXAMPLE CA", NOW, True)
        for number, signer in enumerate(("DOE JANE", "ROE RICHARD", "POE ANN"), 1)]
    assert [one.signed_later for one in found.signatures] == [("signature-2", "signature-3"), ("signature-3",), ()]
    assert [one.covers_file for one in found.signatures] == [False, False, True]
    assert found.is_fine
    assert sorted(pdfsig(by_three, tmp_path)) == ours(found) == [(True, False), (True, False), (True, True)]


def test_what_was_there_stays_byte_for_byte(pdf: bytes, ca: Authority) -> None:
    once = sign(pdf, ca.jane)
    assert once.startswith(pdf)
    assert sign(once, ca.richard).startswith(once)


def test_the_metadata_stay_as_they_were(ca: Authority) -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(form4gen.to_pdf(form4gen.read(EXAMPLE.read_bytes())))) as document:
        with document.open_metadata() as metadata:
            metadata["pdfaid:part"] = "3"
        document.save(made)
    before, after = pikepdf.open(made), pikepdf.open(BytesIO(sign(made.getvalue(), ca.jane)))
    assert before.Root.Metadata.read_raw_bytes() == after.Root.Metadata.read_raw_bytes()
    assert dict(before.docinfo) == dict(after.docinfo)


@pytest.mark.parametrize("what", [b"DOE", ATTACHED[:40]], ids=["page", "attachment"])
def test_a_changed_byte_in_a_page_or_an_attachment_shows(what: bytes, pdf: bytes, by_three: bytes, tmp_path: Path) -> None:
    if what == b"DOE":  # the page's text is glyphs: take a byte within its content stream
        with pikepdf.open(BytesIO(pdf)) as document:
            what = document.pages[0].Contents.read_raw_bytes()[:200]
    at = by_three.index(what) + len(what) // 2
    changed = by_three[:at] + bytes([by_three[at] ^ 1]) + by_three[at + 1:]
    found = verified(changed, NOW)
    assert [one.is_intact for one in found.signatures] == [False] * 3
    assert all("the digest does not match" in one.problems[0] for one in found.signatures)
    assert sorted(pdfsig(changed, tmp_path)) == ours(found)


def test_an_update_that_changes_the_page_shows(by_three: bytes, tmp_path: Path) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(by_three))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"0 0 100 100 re f"))
    writer.update_container(page)
    updated = BytesIO()
    writer.write(updated)
    found = verified(updated.getvalue(), NOW)
    assert not found.is_fine
    for one in found.signatures:
        assert one.is_intact
        assert not one.covers_file
        assert one.problems[0].startswith("the document was changed after it, and not by signing or filling in: ")
    assert sorted(pdfsig(updated.getvalue(), tmp_path)) == ours(found)


def test_an_update_that_adds_a_signature_is_fine(pdf: bytes, ca: Authority, tmp_path: Path) -> None:
    twice = sign(sign(pdf, ca.jane), ca.richard)
    assert problems(twice) == []
    assert sorted(pdfsig(twice, tmp_path)) == ours(verified(twice, NOW)) == [(True, False), (True, True)]


def test_bytes_after_the_end_show(pdf: bytes, ca: Authority, tmp_path: Path) -> None:
    longer = sign(pdf, ca.jane) + b"% and more\n"
    assert not verified(longer, NOW).is_fine
    assert pdfsig(longer, tmp_path) == [(True, False)]


def test_an_unsigned_file_has_no_signature(pdf: bytes, tmp_path: Path) -> None:
    assert verified(pdf, NOW) == Verification((), ())
    assert not verified(pdf, NOW).is_fine
    assert pdfsig(pdf, tmp_path) == []


def test_every_flipped_byte_of_what_is_signed_shows(pdf: bytes, ca: Authority) -> None:
    whole = sign(pdf, ca.jane)
    ((start, before, after, length),) = [map(int, found) for found in RANGE.findall(whole)]
    covered = [*range(start, before), *range(after, after + length)]
    chosen = [*random.Random(4).sample(covered, 250), *covered[before - 60:before + 60], *covered[-200:]]
    for at in chosen:
        flipped = bytearray(whole)
        flipped[at] ^= 1 << (at % 8)
        try:
            assert not verified(bytes(flipped), NOW).is_fine, at
        except UnreadablePdfError:
            continue


def test_every_truncated_file_is_reported(pdf: bytes, ca: Authority) -> None:
    whole = sign(sign(pdf, ca.jane), ca.richard)
    first = len(sign(pdf, ca.jane))
    for end in sorted(random.Random(16).sample(range(len(whole)), 120)):
        try:
            found = verified(whole[:end], NOW)
        except UnreadablePdfError:
            continue
        assert not found.is_fine or (abs(end - first) < 200 and len(found.signatures) == 1), end


def test_garbage_is_no_pdf() -> None:
    noise = random.Random(1934)
    for length in (0, 1, 8, 100, 5000):
        with pytest.raises(UnreadablePdfError):
            verified(noise.randbytes(length), NOW)
        with pytest.raises(UnreadablePdfError):
            verified(b"%PDF-1.7\n" + noise.randbytes(length), NOW)


def test_a_signature_of_another_authority_is_not_trusted(pdf: bytes, ca: Authority) -> None:
    other = certified("OTHER CA")
    (problem,) = problems(sign(pdf, certified("DOE JANE", other)), trusting(ca.root))
    assert problem == "the certificate of its signer is not trusted: it leads to no trust anchor that was given"
    assert problems(sign(pdf, certified("DOE JANE", other))) == []
    assert problems(sign(pdf, certified("DOE JANE", other)), trusting(ca.root, other)) == []


def test_the_certificates_between_come_with_the_key(pdf: bytes, ca: Authority) -> None:
    between = certified("ISSUING CA", ca.root, is_authority=True)
    jane = certified("DOE JANE", between)
    for chain, is_trusted in (((between, ca.root), True), ((), False)):
        made = signed(pdf, from_pkcs12(jane.p12(*chain), PASSWORD), NEW, NOW)
        assert [one.is_trusted for one in verified(made, NOW, trusting(ca.root)).signatures] == [is_trusted]


def test_a_certificate_that_expired_since_needs_a_time_stamp(pdf: bytes, ca: Authority) -> None:
    old = certified("DOE JANE", ca.root, days=(-400, -100))
    then = NOW - timedelta(days=200)
    (problem,) = problems(sign(pdf, old), trusting(ca.root))
    assert problem.endswith("it is out of its time of validity, and no trusted time stamp shows that it was valid when it "
                            "signed")
    stamped = sign(pdf, old, stamping=Stamping(time_stamper(ca.clock, then)))
    (found,) = verified(stamped, NOW, trusting(ca.root)).signatures
    assert (found.problems, found.is_trusted, found.stamped) == ((), True, (then, "EXAMPLE CLOCK"))


def test_a_time_stamp_needs_an_anchor_too(pdf: bytes, ca: Authority) -> None:
    clock = certified("OTHER CLOCK", certified("OTHER CA"), rsa_key=True, used_for=("digital_signature",),
                      purposes=(ExtendedKeyUsageOID.TIME_STAMPING,))
    (problem,) = problems(sign(pdf, ca.jane, stamping=Stamping(time_stamper(clock))), trusting(ca.root))
    assert problem == "the certificate of its time stamp, OTHER CLOCK: it leads to no trust anchor that was given"


def test_revocation_is_judged_by_what_is_at_hand(pdf: bytes, ca: Authority) -> None:
    once = sign(pdf, ca.jane)
    (unknown,) = verified(once, NOW, trusting(ca.root)).signatures
    (good,) = verified(once, NOW, trusting(ca.root, crls=(crl(ca.root),))).signatures
    (bad,) = verified(once, NOW, trusting(ca.root, crls=(crl(ca.root, ca.jane),))).signatures
    assert [note.split(":")[0] for note in unknown.notes] == ["whether the certificate was revoked is not known"]
    assert (unknown.is_trusted, good.is_trusted, good.notes, bad.is_trusted) == (True, True, (), False)
    assert "it was revoked on " in bad.problems[0]


def test_evidence_is_kept_in_the_document(pdf: bytes, ca: Authority) -> None:
    evidence = trusting(ca.root, crls=(crl(ca.root),))
    lasting = sign(pdf, ca.jane, stamping=Stamping(time_stamper(ca.clock), evidence))
    with pikepdf.open(BytesIO(lasting)) as document:
        (kept,) = document.Root.DSS.CRLs
        assert asn1_crl.CertificateList.load(kept.read_bytes()).dump() == crl_of(evidence)
        assert len(document.Root.DSS.Certs) >= 2
    (found,) = verified(lasting, NOW, trusting(ca.root)).signatures
    assert (found.problems, found.notes, found.covers_file) == ((), (), True)
    with pytest.raises(SigningRefusedError, match="certificate"):
        sign(pdf, ca.jane, stamping=Stamping(time_stamper(ca.clock), trusting(ca.root, crls=(crl(ca.root, ca.jane),))))


def crl_of(evidence: Evidence) -> bytes:
    (only,) = evidence.crls
    data: bytes = only.dump()
    return data


def test_a_signature_is_pades_and_claims_the_time_it_was_given(pdf: bytes, ca: Authority) -> None:
    (signature,) = opened(sign(pdf, ca.jane)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.md_algorithm == "sha256"
    assert signature.self_reported_timestamp == NOW


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_an_algorithm_that_protects_no_more_shows(algorithm: str, pdf: bytes, ca: Authority) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    clock = from_pkcs12(certified("DOE JANE", ca.root, rsa_key=True).p12(), PASSWORD)
    made = PdfSigner(PdfSignatureMetadata("old", algorithm), clock).sign_pdf(writer).getvalue()
    assert [problem.split(" (")[0] for problem in problems(made)] == \
        ["it is made with an algorithm that protects no more"] * (algorithm == "sha1")


def test_what_a_visible_signature_draws_has_its_fonts_and_no_transparency(by_three: bytes) -> None:
    with pikepdf.open(BytesIO(by_three)) as document:
        widgets = [field for field in document.Root.AcroForm.Fields if "/AP" in field]
        assert len(widgets) == 3
        for widget in widgets:
            form = widget.AP.N
            assert "/Group" not in form
            for state in form.Resources.get("/ExtGState", {}).values():
                assert (state.get("/ca", 1), state.get("/CA", 1), "/SMask" in state, "/BM" in state) == (1, 1, False, False)
            for font in form.Resources.Font.values():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert int(widget.F) & 0b100110 == 0b100
            assert str(widget.TU).startswith("Signature of ")
        assert "/NeedAppearances" not in document.Root.AcroForm


def test_a_visible_signature_says_who_and_when_in_the_margin(by_three: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(by_three)
    words = ["pdftotext", "-layout", "-x", "0", "-y", "764", "-W", "612", "-H", "28", "x.pdf", "-"]
    said = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert re.split(r" {2,}", said.splitlines()[0].strip()) == [
        f"Digitally signed by {name}" for name in ("DOE JANE", "ROE RICHARD", "POE ANN")]
    assert said.count(f"{NOW:%Y-%m-%d %H:%M:%S} +0000") == 3


def test_where_the_last_page_is_full_the_page_before_it_is_signed(pdf: bytes, ca: Authority) -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages.append(document.pages[0])
        document.save(made)
    places = []
    copy = made.getvalue()
    for _ in range(4):
        place = place_of(opened(copy), None, True)
        places.append(place)
        copy = signed(copy, from_pkcs12(ca.jane.p12(), PASSWORD), place, NOW)
    assert [place.page for place in places] == [1, 1, 1, 0]
    assert places[0].rectangle == places[3].rectangle == pytest.approx((28.8, BAND[0], 209.6, BAND[1]))
    assert problems(copy) == []


def test_an_invisible_field_is_off_the_page_and_printed(pdf: bytes, ca: Authority) -> None:
    with pikepdf.open(BytesIO(sign(pdf, ca.jane))) as document:
        (widget,) = document.Root.AcroForm.Fields
        assert [float(value) for value in widget.Rect] == [-9999.0] * 4
        assert int(widget.F) & 0b110 == 0b100


def with_fields(pdf: bytes, *owners: str) -> bytes:
    """The PDF with an empty signature field per owner, as a copy to sign has."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for number, owner in enumerate(owners, 1):
        pyhanko_fields.append_signature_field(writer, pyhanko_fields.SigFieldSpec(
            f"signature.{number}", box=(100, 100 + 40 * number, 300, 130 + 40 * number),
            readable_field_name=f"Signature of {owner}"))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_field_whose_own_name_has_a_period_is_not_signed(pdf: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(with_fields(pdf, "DOE JANE")))
    kid = writer.root["/AcroForm"]["/Fields"][0]
    kid[pdf_name("/T")] = pdf_string("a.b")
    writer.update_container(kid)
    made = BytesIO()
    writer.write(made)
    with pytest.raises(NoPlaceError, match=r"the form has a field named 'a\.b'"):
        place_of(opened(made.getvalue()), None, False)


def test_owners_sign_in_their_own_fields_in_any_order(pdf: bytes, ca: Authority, tmp_path: Path) -> None:
    copy = with_fields(pdf, "DOE JANE", "ROE RICHARD", "POE ANN")
    for wanted, one in (("poe ann", ca.ann), ("Signature.1", ca.jane)):
        place = place_of(opened(copy), wanted, True)
        copy = signed(copy, from_pkcs12(one.p12(), PASSWORD), place, NOW)
    found = verified(copy, NOW)
    assert [(one.field, one.signer, one.problems) for one in found.signatures] == [
        ("signature.3", "POE ANN", ()), ("signature.1", "DOE JANE", ())]
    assert found.empty == ("signature.2",)
    assert place_of(opened(copy), None, False).field == "signature.2"
    assert sorted(pdfsig(copy, tmp_path)) == ours(found)


def test_a_filled_in_form_field_is_named(pdf: bytes, ca: Authority) -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        field = document.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="date", Rect=[10, 40, 60, 60], F=4,
            DA="/F 0 Tf", P=document.pages[0].obj))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        document.pages[0].obj.Annots = pikepdf.Array([field])
        document.save(made)
    writer = IncrementalPdfFileWriter(BytesIO(sign(made.getvalue(), ca.jane)))
    entry = writer.root["/AcroForm"]["/Fields"][0]
    entry[NameObject("/V")] = pdf_string("2026-06-11")
    writer.update_container(entry)
    filled = BytesIO()
    writer.write(filled)
    (found,) = verified(filled.getvalue(), NOW).signatures
    assert (found.problems, found.filled_later, found.signed_later) == ((), ("date",), ())


def test_a_signature_that_cannot_be_read_fails_and_the_others_are_still_told(pdf: bytes, ca: Authority) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(with_fields(sign(pdf, ca.jane), "ROE RICHARD")))
    field = writer.root["/AcroForm"]["/Fields"][1]["/Kids"][0].get_object()
    field[pdf_name("/V")] = writer.add_object(DictionaryObject({pdf_name("/Type"): pdf_name("/Sig")}))
    writer.update_container(field)
    made = BytesIO()
    writer.write(made)
    found = {one.field: one for one in verified(made.getvalue(), NOW).signatures}
    assert found["signature.1"].problems[0].startswith("the signature cannot be read: ")
    assert found["signature-1"].is_intact


@pytest.mark.parametrize(("days", "used_for", "purposes", "why"), [
    ((-10, 300), ("digital_signature",), (), None),
    ((-10, 300), ("content_commitment",), (), None),
    ((-10, 300), (), (), None),
    ((-10, 300), ("digital_signature",), (ExtendedKeyUsageOID.EMAIL_PROTECTION,), None),
    ((-300, -1), ("digital_signature",), (), "expired on "),
    ((1, 300), ("digital_signature",), (), "is not valid before "),
    ((-10, 300), ("key_encipherment",), (), "is not made for signing documents, but for: key encipherment"),
    ((-10, 300), ("digital_signature",), (ExtendedKeyUsageOID.SERVER_AUTH,),
     "is not made for signing documents, but for: digital signature, server auth"),
])
def test_a_certificate_is_fit_to_sign_or_is_not(days: tuple[int, int], used_for: tuple[str, ...],
                                                purposes: tuple[ExtendedKeyUsageOID, ...], why: str | None,
                                                ca: Authority, pdf: bytes) -> None:
    one = certified("DOE JANE", ca.root, days=days, used_for=used_for, purposes=purposes)  # type: ignore[arg-type]
    (certificate,) = certificates_in(one.pem)
    said = unfit(certificate, NOW)
    assert said is None if why is None else said is not None and said.startswith(why)
    assert bool(problems(sign(pdf, one), trusting(ca.root))) is (why is not None)


def test_a_certified_document_that_permits_no_changes_is_not_signed(pdf: bytes, ca: Authority) -> None:
    author = from_pkcs12(ca.jane.p12(), PASSWORD)
    final = PdfSigner(PdfSignatureMetadata("author", certify=True, docmdp_permissions=pyhanko_fields.MDPPerm.NO_CHANGES),
                      author).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()
    with pytest.raises(SigningRefusedError, match="permits no changes"):
        signed(final, author, NEW, NOW)
    assert problems(final) == []


def test_a_key_file_is_opened_with_its_password_alone(ca: Authority) -> None:
    assert from_pkcs12(ca.jane.p12(password=b""), b"").signing_cert is not None
    for data, password in ((ca.jane.p12(), b"wrong"), (b"no PKCS#12", PASSWORD), (ca.jane.der, b"")):
        with pytest.raises(CredentialError, match="the password is wrong, or it is no PKCS#12 file") as error:
            from_pkcs12(data, password)
        assert error.value.__cause__ is None


def test_a_signature_without_anchors_is_not_judged_for_trust(pdf: bytes, ca: Authority) -> None:
    (found,) = verified(sign(pdf, ca.jane), NOW).signatures
    assert found == Signature("signature-1", "DOE JANE", "EXAMPLE CA", NOW, is_intact=True, covers_file=True)
