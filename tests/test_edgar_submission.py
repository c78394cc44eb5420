"""The file to upload, as it is laid out."""

from __future__ import annotations

from base64 import b64encode

from form4gen.edgar_submission import to_submission
from form4gen.envelope import opened
from form4gen.submission import Document, Submission

PRIMARY = Document("doe.xml", "4", b"<ownershipDocument/>\n")
NOTHING = Submission()


def written(enclosed: Submission = NOTHING) -> str:
    return to_submission(PRIMARY, enclosed).decode("ascii")


def test_a_filing_alone() -> None:
    assert written() == """\
<?xml version="1.0"?>
<edgarSubmission>
    <submissionType>4</submissionType>
    <testOrLive>TEST</testOrLive>
    <edgarDocument>
        <documentName>doe.xml</documentName>
        <documentType>4</documentType>
        <documentMimeBlock>
PG93bmVyc2hpcERvY3VtZW50Lz4K
        </documentMimeBlock>
    </edgarDocument>
</edgarSubmission>
"""


def test_all_that_goes_with_it_in_the_order_of_the_schema() -> None:
    poa = Document("poa.txt", "EX-24.1", b"I appoint\r\n")
    enclosed = Submission((poa,), "Pat Roe", "555-0100", "pat@example.com", ("a@example.com", "b@example.com"))
    assert written(enclosed) == """\
<?xml version="1.0"?>
<edgarSubmission>
    <submissionType>4</submissionType>
    <testOrLive>TEST</testOrLive>
    <pointOfContact>
        <contactName>Pat Roe</contactName>
        <contactPhoneNumber>555-0100</contactPhoneNumber>
        <contactEmailAddress>pat@example.com</contactEmailAddress>
    </pointOfContact>
    <notificationAddresses>
        <notificationEmailAddress>a@example.com</notificationEmailAddress>
        <notificationEmailAddress>b@example.com</notificationEmailAddress>
    </notificationAddresses>
    <edgarDocument>
        <documentName>doe.xml</documentName>
        <documentType>4</documentType>
        <documentMimeBlock>
PG93bmVyc2hpcERvY3VtZW50Lz4K
        </documentMimeBlock>
    </edgarDocument>
    <edgarDocument>
        <documentName>poa.txt</documentName>
        <documentType>EX-24.1</documentType>
        <documentMimeBlock>
SSBhcHBvaW50DQo=
        </documentMimeBlock>
    </edgarDocument>
</edgarSubmission>
"""


def test_a_contact_with_a_phone_number_alone() -> None:
    text = written(Submission(contact_phone_number="555-0100"))
    assert "<pointOfContact>\n        <contactPhoneNumber>555-0100</contactPhoneNumber>\n    </pointOfContact>\n" in text


def test_an_amendment_to_be_filed() -> None:
    text = to_submission(PRIMARY._replace(type="4/A"), Submission(), "LIVE").decode()
    assert "<submissionType>4/A</submissionType>\n    <testOrLive>LIVE</testOrLive>\n" in text
    assert "<documentType>4/A</documentType>\n" in text


def test_base64_has_lines_of_76_columns() -> None:
    data = bytes(range(256)) * 3
    block = written(Submission((Document("logo.gif", "GRAPHIC", data),))).split("<documentMimeBlock>\n")[2].split("\n  ")[0]
    lines = block.split("\n")
    assert [len(line) for line in lines] == [76] * 13 + [36]
    assert "".join(lines) == b64encode(data).decode()


def test_marks_of_xml_in_a_contact_are_escaped() -> None:
    enclosed = Submission(contact_name="Roe & Doe <LLP>")
    assert "<contactName>Roe &amp; Doe &lt;LLP&gt;</contactName>" in written(enclosed)
    assert opened(written(enclosed).encode()).submission == enclosed


def test_the_file_is_ascii() -> None:
    enclosed = Submission(contact_name="Ren\u00e9e Roe")
    assert "<contactName>Ren&#233;e Roe</contactName>" in written(enclosed)
    assert opened(written(enclosed).encode()).submission == enclosed
