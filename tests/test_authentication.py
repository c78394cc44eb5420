"""The signature authentication document and the attestation for electronic signatures, read back."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import which

import pikepdf
import pypdf
import pytest

import form4gen
from form4gen import Form4, read, to_attestation, to_authentication, to_pdf, to_xml
from form4gen.agreement import agreement
from form4gen.printed_authentication import years_on
from form4gen.printing import Printing
from form4gen.record import NoRecordError, read_record
from form4gen.signature_check import verified
from form4gen.signature_place import place_of
from form4gen.signed_pdf import opened
from form4gen.signing import signed
from form4gen.signing_key import from_pkcs12
from tests.authority import NOW, PASSWORD, authority
from tests.pdf_a import faults
from tests.screen_reader import said
from tests.test_copies import GIFT, JOINT, drawn_black, fields, named, text
from tests.test_printed import DOE, filing

BY_ATTORNEY = GIFT.replace("/s/ Mary Roe", "'/s/ John Poe, Attorney-in-Fact for Mary Roe'")
FILED = date(2026, 6, 12)


@cache
def authentication(source: str, filed_on: date | None = None) -> bytes:
    return to_authentication(read(source), filed_on=filed_on)


@cache
def attestation(source: str) -> bytes:
    return to_attestation(read(source))


def line(pdf: bytes, page: int = 0) -> str:
    """The words of a page in one line."""
    return " ".join(text(pdf, page).split())


def pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(BytesIO(pdf)).pages)


def test_the_document_tells_which_signature_to_which_filing_it_authenticates() -> None:
    page = line(authentication(GIFT))
    for words in (
        "SIGNATURE AUTHENTICATION DOCUMENT Regulation S-T, Rule 302(b)(1), 17 CFR 232.302(b)(1)",
        "Form Form 4, Statement of Changes in Beneficial Ownership", "Issuer EXAMPLE CORP [ XMPL ], CIK 0000012345",
        "Reporting person ROE MARY, CIK 0009999904", "Date of earliest transaction 06/10/2026",
        "As typed in the filing /s/ Mary Roe", "Date as typed in the filing 06/11/2026",
        "Signed for ROE MARY, CIK 0009999904", "Name Mary Roe", "Capacity Director",
        "I authenticate, acknowledge and adopt as mine the signature shown above, which appears in typed form in the "
        "filing described above. I sign this document before, or at the time, the filing is made.",
        "Signature Date Time, with time zone", "17 CFR 232.302(b)(2)", "EDGAR Filer Manual, Volume II, section 5.1.2",
    ):
        assert words in page
    assert pages(authentication(GIFT)) == 1


def test_the_hash_is_that_of_the_xml_within_and_of_the_printed_form() -> None:
    form4 = read(GIFT)
    copies = [pikepdf.open(BytesIO(pdf)) for pdf in (authentication(GIFT), to_pdf(form4, source=GIFT.encode()))]
    carried = [copy.attachments["form4.xml"].get_file().read_bytes() for copy in copies]
    assert carried == [to_xml(form4, "disseminated")] * 2
    digest = sha256(carried[0]).hexdigest()
    assert f"SHA-256 of form4.xml {digest} form4.xml is the file of {len(carried[0]):,} bytes" in line(authentication(GIFT))
    assert f"<form4gen:xmlSha256>{digest}<".encode() in copies[0].Root.Metadata.read_bytes()
    assert list(copies[0].attachments) == ["form4.xml"]
    other = authentication(GIFT.replace("shares: 1200", "shares: 1201"))
    assert digest not in line(other)


def test_the_day_until_which_it_is_kept_follows_from_the_day_of_filing() -> None:
    known, open_ = authentication(GIFT, FILED), authentication(GIFT)
    assert "Filed on 06/12/2026 Keep until (five years on) 06/12/2031" in line(known)
    assert "Filed on Keep until (five years on) The filer keeps this document until five years after the filing's date" \
        in line(open_)
    assert {"filed.1", "retention.1"} <= set(named(open_))
    assert not {"filed.1", "retention.1"} & set(named(known))


@pytest.mark.parametrize(("start", "end"), [
    (date(2026, 6, 12), date(2031, 6, 12)), (date(2028, 2, 29), date(2033, 3, 1)), (date(2027, 2, 28), date(2032, 2, 28)),
])
def test_five_years_end_no_day_too_early(start: date, end: date) -> None:
    assert years_on(start, 5) == end


def test_an_attorney_in_fact_authenticates_as_such() -> None:
    page = line(authentication(BY_ATTORNEY))
    assert "As typed in the filing /s/ John Poe, Attorney-in-Fact for Mary Roe" in page
    assert "Authority Power of attorney (Form 4, General Instruction 7(a))" in page
    assert "Name John Poe Capacity Attorney-in-fact for ROE MARY" in page
    assert "Authority" not in line(authentication(GIFT))


def test_each_signature_has_a_page() -> None:
    pdf = authentication(JOINT)
    assert pages(pdf) == 3
    for number, owner in enumerate(("Example Capital Fund LP, CIK 0009999905", "Example Capital GP LLC, CIK 0009999906",
                                    "DOE ALEX, CIK 0009999907")):
        page = line(pdf, number)
        assert f"SIGNATURE AUTHENTICATION DOCUMENT {number + 1} OF 3" in page
        assert f"Signed for {owner}" in page
        assert f"and others - XMPL - page {number + 1} of 3" in page
        assert "Reporting persons Example Capital Fund LP, CIK 0009999905; Example Capital GP LLC, CIK 0009999906; " \
            "DOE ALEX, CIK 0009999907" in page


def of_several(*signatures: str) -> Form4:
    owners = [DOE, DOE | {"cik": "10", "name": "ROE RICHARD"}, DOE | {"cik": "11", "name": None}]
    return filing(reporting_owners=owners, signatures=[{"name": name, "date": "2026-08-05"} for name in signatures])


def test_one_signature_for_all_has_one_page_that_says_so() -> None:
    pdf = to_authentication(of_several("/s/ Jane Doe, on behalf of herself and each other reporting person"))
    assert pages(pdf) == 1
    assert "Signed for DOE JANE, CIK 9; ROE RICHARD, CIK 10; CIK 11" in line(pdf)
    assert "Capacity on behalf of herself and each other reporting person" in line(pdf)
    assert named(pdf)["signature.1"] == "Signature of Jane Doe"
    by_attorney = to_authentication(of_several("/s/ John Poe, Attorney-in-Fact"))
    assert "Name John Poe Capacity Attorney-in-fact for the reporting persons" in line(by_attorney)


def test_whom_a_signature_is_for_is_filled_in_where_it_does_not_tell() -> None:
    pdf = to_authentication(of_several("/s/ Jane Doe", "/s/ A. B."))
    assert "Signed for DOE JANE, CIK 9" in line(pdf, 0)
    assert named(pdf)["owner.2"] == "Reporting persons for whom the signature is"
    assert named(pdf)["capacity.2"] == "Capacity of the signer"
    assert named(pdf)["signature.2"] == "Signature of A. B."


def test_an_amendment_names_its_original() -> None:
    amendment = filing(form="4/A", date_of_original_submission="2026-08-04")
    assert "Form Form 4/A, Statement of Changes in Beneficial Ownership Date of original filed (item 4) 08/04/2026" in \
        line(to_authentication(amendment))


def test_there_are_lines_for_signature_date_and_time() -> None:
    pdf = authentication(GIFT)
    assert named(pdf) == {
        "attestation.1": "Day on which the signer signed the attestation for electronic signatures, if this is signed "
                         "electronically",
        "date.1": "Date of the signature of ROE MARY", "filed.1": "Day of the filing",
        "retention.1": "Day five years after the filing's date", "signature.1": "Signature of ROE MARY",
        "time.1": "Time of the signature of ROE MARY"}
    for field in fields(authentication(GIFT)):
        left, bottom, right, _ = field.box
        assert max(drawn_black(pdf, 0, (left + 0.5, bottom - 0.75, right - 0.5, bottom))) == 1
    assert re.findall(r"/(?:sig|date)\d/", text(pdf)) == ["/sig1/", "/date1/"]


def test_the_attestation_is_signed_by_hand_so_it_has_no_field_and_no_anchor() -> None:
    pdf = attestation(GIFT)
    page = line(pdf)
    for words in (
        "ATTESTATION FOR ELECTRONIC SIGNATURES Regulation S-T, Rule 302(b)(2), 17 CFR 232.302(b)(2)",
        "Name Mary Roe Signs for ROE MARY, CIK 0009999904",
        "I agree that, when I use electronic signatures for purposes of 17 CFR 232.302(b)(1), the use of my electronic "
        "signature constitutes the legal equivalent of my manual signature for purposes of authenticating the signature to "
        "any filing for which it is provided.",
        "To be signed by hand, once, before the signer first signs an authentication document electronically",
        "for at least seven years after the date of the most recent one",
    ):
        assert words in page
    assert fields(pdf) == []
    assert not re.search(r"/sig|_es_|\[sig", text(pdf))
    assert "form4.xml" not in pikepdf.open(BytesIO(pdf)).attachments


def test_each_person_attests_once_however_often_they_signed() -> None:
    pdf = attestation(JOINT)
    assert pages(pdf) == 1
    assert "Name Alex Doe Signs for Example Capital Fund LP, CIK 0009999905; Example Capital GP LLC, CIK 0009999906; " \
        "DOE ALEX, CIK 0009999907" in line(pdf)
    two = to_attestation(of_several("/s/ Jane Doe", "/s/ Richard Roe", "EXAMPLE FUND, LP"))
    assert pages(two) == 3
    assert "Name Jane Doe Signs for DOE JANE, CIK 9" in line(two, 0)
    assert "Name Signs for CIK 11" in line(two, 2), "a line to write the name on"


@pytest.mark.parametrize("make", [to_authentication, to_attestation])
def test_the_same_filing_gives_the_same_bytes(make: object) -> None:
    assert callable(make)
    first = make(read(JOINT))
    assert make(read(JOINT)) == first
    assert b"CreationDate" not in first


def test_the_documents_are_documents_of_record() -> None:
    for pdf, title in ((authentication(GIFT), "Signature authentication document - Form 4 - ROE MARY - EXAMPLE CORP - "
                        "2026-06-10"),
                       (attestation(GIFT), "Attestation for electronic signatures - Form 4 - ROE MARY - EXAMPLE CORP - "
                        "2026-06-10")):
        document = pikepdf.open(BytesIO(pdf))
        assert str(document.docinfo.Title) == title
        assert str(document.Root.Lang) == "en"
        metadata = document.Root.Metadata.read_bytes()
        for said_of_itself in (b"<pdfaid:part>3<", b"<pdfuaid:part>1<", b"<form4gen:copy>authentication<"):
            assert said_of_itself in metadata
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"


@pytest.mark.skipif(not which("pdfinfo"), reason="poppler's pdfinfo reads the tags")
def test_what_a_screen_reader_says_of_the_attestation(tmp_path: Path) -> None:
    told = [(one.tag, one.text) for one in said(attestation(GIFT), tmp_path)]
    assert told[:6] == [
        ("H1", "ATTESTATION FOR ELECTRONIC SIGNATURES"), ("P", "Regulation S-T, Rule 302(b)(2), 17 CFR 232.302(b)(2)"),
        ("H2", "The signer"), ("P", "Name"), ("P", "Mary Roe"), ("P", "Signs for")]
    assert [text for tag, text in told if tag == "H2"] == ["The signer", "Attestation", "How to sign", "Retention"]


@pytest.mark.parametrize("source", [GIFT, JOINT, BY_ATTORNEY], ids=["one", "joint", "by an attorney-in-fact"])
def test_the_documents_have_no_fault_by_pdf_a_and_pdf_ua(source: str) -> None:
    assert faults(authentication(source, FILED)) == []
    assert faults(authentication(source)) == []
    assert faults(attestation(source)) == []


def test_the_page_is_what_is_printed_of_the_xml_that_it_carries() -> None:
    for pdf in (authentication(JOINT), authentication(JOINT, FILED)):
        found = agreement(read_record(pdf))
        assert found.faults == ()
        assert "byte for byte" in found.notes[0]
    assert read_record(authentication(JOINT, FILED)).printing == Printing(copy="authentication", filed_on=FILED)
    forged = authentication(JOINT, FILED).replace(b"<form4gen:filedOn>2026-06-12<", b"<form4gen:filedOn>2026-06-13<")
    assert agreement(read_record(forged)).faults
    with pytest.raises(NoRecordError, match="it carries no filing"):
        read_record(attestation(JOINT))


def test_a_draft_says_so_on_every_page() -> None:
    for make in (to_authentication, to_attestation):
        pdf = make(read(JOINT), draft=True)
        assert all("DRAFT" in text(pdf, page) for page in range(pages(pdf)))
        assert not re.search(r"/sig|_es_|\[sig", text(pdf))
    assert "DRAFT" not in text(authentication(JOINT)) + text(attestation(JOINT))


def test_no_word_of_a_filing_is_markup() -> None:
    hostile = "<b>{{ 7 * 7 }}</b><input name=x.1>&amp;"
    form4 = filing(reporting_owners=[DOE | {"name": hostile}], signatures=[{"name": hostile, "date": "2026-08-05"}])
    for pdf in (to_authentication(form4), to_attestation(form4)):
        assert hostile.replace(" ", "") in text(pdf).replace(" ", "").replace("\n", "")
        assert not [field for field in fields(pdf) if field.name.startswith("x")]


def test_the_largest_filing_is_authenticated_on_ten_documents() -> None:
    owners = [DOE | {"cik": f"{number}", "name": f"DOE JANE {number} " + "PARTNERS " * 15} for number in range(1, 11)]
    signatures = [{"name": f"/s/ Jane Doe {number}, {'Z' * 235}", "date": "2026-08-05"} for number in range(1, 11)]
    pdf = to_authentication(filing(reporting_owners=owners, signatures=signatures))
    assert len([field for field in fields(pdf) if field.kind == "/Sig"]) == 10
    whole = re.sub(r"\s", "", text(pdf))
    assert all(f"SIGNATUREAUTHENTICATIONDOCUMENT{number}OF10" in whole for number in range(1, 11))
    assert whole.count("Z" * 235) == 20, "as typed, and as the capacity"


def test_a_signed_document_verifies() -> None:
    ca = authority()
    pdf = authentication(JOINT)
    for place, one in (("signature.1", ca.jane), ("signature.2", ca.richard)):
        pdf = signed(pdf, from_pkcs12(one.p12(), PASSWORD), place_of(opened(pdf), place, True), NOW)
    found = verified(pdf, NOW)
    assert [(one.field, one.problems) for one in found.signatures] == [("signature.1", ()), ("signature.2", ())]
    assert found.empty == ("signature.3",)


def test_the_documents_are_made_from_python() -> None:
    form4 = form4gen.read(GIFT)
    assert form4gen.to_authentication(form4, filed_on=FILED) == authentication(GIFT, FILED)
    assert form4gen.to_attestation(form4) == attestation(GIFT)
