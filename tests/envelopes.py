"""Files as they reach a legal team: a filing by DOE JANE in each of the wrappers that EDGAR and filers put about it."""

from __future__ import annotations

from base64 import encodebytes

from form4gen import to_xml

from .rules.filings import filing

EXAMPLE = filing("reporting_owners: [{name: DOE JANE}]\nissuer: {name: EXAMPLE CORP}")
PUBLISHED = to_xml(EXAMPLE, "disseminated")
SENT = to_xml(filing("reporting_owners: [{ccc: aaaa1aa#}]"), "submission")
LISTING = SENT.replace(b"    <ownerSignature>",
                       b"    <remarks>Exhibit 24 - Power of Attorney</remarks>\n\n    <ownerSignature>")
"""The same with a list of what is enclosed."""


def full_submission(document: bytes = PUBLISHED, form: str = "4", before: str = "", after: str = "") -> bytes:
    """A ``.txt`` as EDGAR keeps it."""
    head = f"""{before}<SEC-DOCUMENT>0009999901-26-000001.txt : 20260602
<SEC-HEADER>0009999901-26-000001.hdr.sgml : 20260602
<ACCEPTANCE-DATETIME>20260602164512
ACCESSION NUMBER:\t\t0009999901-26-000001
CONFORMED SUBMISSION TYPE:\t{form}
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t20260601
FILED AS OF DATE:\t\t20260602
</SEC-HEADER>
<DOCUMENT>
<TYPE>{form}
<SEQUENCE>1
<FILENAME>doc4.xml
<TEXT>
<XML>
"""
    return head.encode() + document + f"</XML>\n</TEXT>\n</DOCUMENT>\n{after}</SEC-DOCUMENT>\n".encode()


EXHIBIT = "<DOCUMENT>\n<TYPE>EX-24\n<SEQUENCE>2\n<FILENAME>poa.txt\n<TEXT>\nPOWER OF ATTORNEY\n</TEXT>\n</DOCUMENT>\n"
LINES_BEFORE = 15
"""Lines of a full submission before its document."""


def feed(document: bytes = PUBLISHED) -> bytes:
    """An ``.nc`` of the feed, whose lines end in carriage returns."""
    head = ("<SUBMISSION>\n<ACCESSION-NUMBER>0009999901-26-000001\n<TYPE>4\n<PUBLIC-DOCUMENT-COUNT>1\n"
            "<FILING-DATE>20260602\n<DOCUMENT>\n<TYPE>4\n<SEQUENCE>1\n<FILENAME>doc4.xml\n<TEXT>\n<XML>\n")
    whole = head.encode() + document + b"</XML>\n</TEXT>\n</DOCUMENT>\n</SUBMISSION>\n"
    return whole.replace(b"\n", b"\r")


def entry(name: str, kind: str, data: bytes) -> str:
    return f"""    <edgarDocument>
        <documentName>{name}</documentName>
        <documentType>{kind}</documentType>
        <documentMimeBlock>
{encodebytes(data).decode()}        </documentMimeBlock>
    </edgarDocument>
"""


CONTACT = """    <pointOfContact>
        <contactName>Pat Roe</contactName>
        <contactPhoneNumber>555-0100</contactPhoneNumber>
        <contactEmailAddress>pat@example.com</contactEmailAddress>
    </pointOfContact>
    <notificationAddresses>
        <notificationEmailAddress>filings@example.com</notificationEmailAddress>
    </notificationAddresses>
"""


def to_send(document: bytes = SENT, form: str = "4", kind: str = "4", beside: str = "") -> bytes:
    """An ``edgarSubmission``, the primary document behind whatever stands beside it."""
    return f"""<?xml version="1.0"?>
<edgarSubmission>
    <submissionType>{form}</submissionType>
    <testOrLive>TEST</testOrLive>
{beside}{entry("doc4.xml", kind, document)}</edgarSubmission>
""".encode()
