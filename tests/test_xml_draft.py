"""EDGAR's XML read: every element accounted for, nothing unsafe done."""

from __future__ import annotations

import pytest

from form4gen import read
from form4gen.draft import DEEPEST
from form4gen.finding import Mark
from form4gen.ownership_xml import to_xml
from form4gen.reading import read_source
from form4gen.shape import to_form4
from form4gen.xml_draft import decoded, read_xml

SMALLEST = """\
<?xml version="1.0"?>
<ownershipDocument>

    <documentType>4</documentType>

    <periodOfReport>2026-06-01</periodOfReport>

    <notSubjectToSection16>1</notSubjectToSection16>

    <issuer>
        <issuerCik>0000012345</issuerCik>
        <issuerTradingSymbol>XMPL</issuerTradingSymbol>
    </issuer>

    <reportingOwner>
        <reportingOwnerId>
            <rptOwnerCik>0009999901</rptOwnerCik>
        </reportingOwnerId>
        <reportingOwnerRelationship>
            <isDirector>1</isDirector>
        </reportingOwnerRelationship>
    </reportingOwner>

    <aff10b5One>0</aff10b5One>

    <ownerSignature>
        <signatureName>/s/ Jane Doe</signatureName>
        <signatureDate>2026-06-02</signatureDate>
    </ownerSignature>
</ownershipDocument>
"""


def messages(text: str) -> list[str]:
    return [finding.message for finding in read_xml(text.encode()).findings]


def written_again(text: str) -> str:
    form4, faults = to_form4(read_xml(text.encode()))
    assert form4 is not None, faults
    return to_xml(form4, version="X0609").decode()


def test_the_smallest_filing_is_read_and_written_to_the_letter() -> None:
    assert messages(SMALLEST) == []
    assert written_again(SMALLEST) == SMALLEST


@pytest.mark.parametrize("part", [
    "<remarks></remarks>",
    "<footnotes></footnotes>",
    "<nonDerivativeTable></nonDerivativeTable>",
    "<derivativeTable></derivativeTable>",
    "<remarks>two\n  lines &amp; &quot;quotes&quot; 'and' &lt;angles&gt; </remarks>",
])  # fmt: skip
def test_absent_empty_and_filled_stay_apart(part: str) -> None:
    text = SMALLEST.replace("    <ownerSignature>", f"    {part}\n\n    <ownerSignature>")
    assert written_again(text) == text


def test_text_and_elements_know_their_line_and_column() -> None:
    draft = read_xml(SMALLEST.encode())
    assert draft.marks["issuer", "cik"] == Mark(11, 20, 30)
    assert draft.keys["issuer", "cik"] == Mark(11, 9, 19)
    assert draft.marks["signatures", 0] == Mark(26, 5, 20)


def test_comments_are_passed_over() -> None:
    assert messages(SMALLEST.replace("<issuer>", "<!-- checked --><issuer>")) == []


@pytest.mark.parametrize(("change", "message"), [
    (("<issuer>", "<issuer><issuerCIK>1</issuerCIK>"),
     "<issuerCIK> is no element of this part of a Form 4; did you mean <issuerCik>?"),
    (("<issuerCik>", "<issuerCik type='a'>"), "<issuerCik> has an attribute 'type' that Form 4 does not know"),
    (("<reportingOwnerId>", "<reportingOwnerId x='1'>"),
     "<reportingOwnerId> has an attribute 'x' that Form 4 does not know"),
    (("<issuer>", "<issuer>EXAMPLE CORP"), "<issuer> holds text beside its elements"),
    (("<reportingOwnerId>", "<reportingOwnerId>a"), "<reportingOwnerId> holds text beside its elements"),
    (("4</doc", "4<b/></doc"), "<b> is no element of this part of a Form 4"),
    (("<aff10b5One>0</aff10b5One>", "<aff10b5One>0</aff10b5One><aff10b5One>1</aff10b5One>"),
     "<aff10b5One> stands here a second time"),
    (("<aff10b5One>", "<remarks></remarks><aff10b5One>"),
     "<aff10b5One> stands after <remarks>; EDGAR's order has it before"),
    (("<ownerSignature>", "<derivativeTable><derivativeRow/></derivativeTable><ownerSignature>"),
     "<derivativeRow> is no element of this part of a Form 4; did you mean <derivativeHolding>?"),
    (("<ownerSignature>", "<footnotes/><footnotes/><ownerSignature>"), "<footnotes> stands here a second time"),
])  # fmt: skip
def test_what_form_4_does_not_have_is_reported(change: tuple[str, str], message: str) -> None:
    assert messages(SMALLEST.replace(*change, 1)) == [message]


@pytest.mark.parametrize(("source", "message"), [
    (b"<a>Doe\x92s</a>", "byte 0x92 is not UTF-8 (Windows-1252 would make it '\u2019'); save the file as UTF-8"),
    (b"<a>\x81</a>", "byte 0x81 is not UTF-8; save the file as UTF-8"),
    (b"<a>\xc3\xa9</a \xe9>", "byte 0xE9 is not UTF-8 (Windows-1252 would make it '\xe9'); save the file as UTF-8"),
    ("<a \u00d7></a>".encode(), "this is not well-formed XML: not well-formed (invalid token)"),
    (b"<?xml version='1.0' encoding='ascii'?><a>\xe9</a>",
     "this is not well-formed XML: not well-formed (invalid token); <a> of line 1 is still open"),
])  # fmt: skip
def test_a_byte_of_another_encoding_is_named(source: bytes, message: str) -> None:
    assert [finding.message for finding in read_xml(source).findings] == [message]


@pytest.mark.parametrize(("source", "message"), [
    ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a document type declaration (DTD) is never read"),
    ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "a document type declaration (DTD) is never read"),
    ('<?xml-stylesheet href="a"?><a/>', "the processing instruction <?xml-stylesheet ...?> would suspend the filing"),
    ("<a>&undefined;</a>", "this is not well-formed XML: undefined entity; <a> of line 1 is still open"),
    ("<a><b></a>", "this is not well-formed XML: mismatched tag; <b> of line 1 is still open"),
    (" <?xml version='1.0'?><a/>",
     "the XML declaration (<?xml ...?>) is not the first thing in the file; delete what stands before it"),
    ("<a>\n<b>text", "the XML ends here, and <b> of line 2 is still open: the file is cut short; fetch it again"),
    ("<a>\n<b", "what begins here never ends, and <a> of line 1 is still open: the file is cut short; fetch it again"),
    ("<a><![CDATA[x",
     "what begins here never ends, and <a> of line 1 is still open: the file is cut short; fetch it again"),
    ("<?xml version='1.0'?>", "this is not well-formed XML: no element found"),
    ("<a", "this is not well-formed XML: unclosed token"),
    ("<a>" * 1000, f"elements are nested more than {DEEPEST} deep"),
    ("<a>" + "<b/>" * 10_000 + "</a>", "there are more than 10,000 elements"),
    ('<?xml version="1.1"?><a/>', "the XML is of version 1.1; EDGAR takes 1.0 alone"),
    ('<?xml version="1.0" encoding="EBCDIC-FOO"?><a/>', "the XML names an encoding that does not exist"),
    ("<ownershipDocument/>", "there is no <documentType> to say that this is a Form 4"),
    ("<submission/>", "the root element is <submission>, not <ownershipDocument>"),
    ("<ownershipDocument><documentType> </documentType></ownershipDocument>",
     "this is a Form (blank); form4gen reads and writes Form 4 and 4/A"),
    ("<ownershipDocument><documentType>3</documentType></ownershipDocument>",
     "this is a Form 3 (initial statement of beneficial ownership); form4gen reads and writes Form 4 and 4/A"),
])  # fmt: skip
def test_what_is_unsafe_or_no_form_4_is_refused_whole(source: str, message: str) -> None:
    draft = read_xml(source.encode())
    assert [finding.message for finding in draft.findings] == [message]
    assert draft.tree == {}


def test_encodings_that_xml_names_are_read() -> None:
    text = SMALLEST.replace('"1.0"?>', '"1.0" encoding="ISO-8859-1"?>').replace("Jane", "Zoë")
    draft = read_xml(text.encode("latin-1"))
    assert (draft.findings, "Zoë" in draft.text) == ((), True)
    assert decoded(b"<a>\xff</a>") == "<a>\ufffd</a>"


def test_numbers_and_flags_may_stand_between_blanks_as_the_secs_schema_has_it() -> None:
    text = SMALLEST.replace("<isDirector>1</isDirector>", "<isDirector> 1\n</isDirector>")
    assert written_again(text) == SMALLEST


def test_a_carriage_return_survives() -> None:
    text = SMALLEST.replace("/s/ Jane Doe", "/s/ Jane&#13;Doe")
    assert written_again(text) == text


def test_text_in_a_citation_is_reported() -> None:
    table = "<nonDerivativeTable><nonDerivativeHolding><securityTitle><value>a</value><footnoteId id='F1'>b</footnoteId>" \
            "</securityTitle></nonDerivativeHolding></nonDerivativeTable>"
    assert messages(SMALLEST.replace("<ownerSignature>", f"{table}<ownerSignature>")) == \
        ["<footnoteId> holds text; it only names a footnote"]


def test_utf_16_is_told_by_its_mark() -> None:
    assert [finding.rule for finding in read_source(SMALLEST.encode("utf-16")).findings] == ["OWN015"]


def test_a_text_is_read_whatever_encoding_its_declaration_names() -> None:
    text = SMALLEST.replace('"1.0"?>', '"1.0" encoding="ISO-8859-1"?>').replace("Jane", "Zo\xeb")
    assert read(text).signatures[0].name == "/s/ Zo\xeb Doe"


def test_xml_is_told_by_its_first_character_and_bounded_like_yaml() -> None:
    smallest = read_source(b"\xef\xbb\xbf\n" + SMALLEST.partition("\n")[2].encode())
    assert [finding.rule for finding in smallest.findings] == ["OWN015"]
    (finding,) = read_source(b"<a>" + b" " * 3_000_000).findings
    assert finding.message == "the file has more than 2,000,000 bytes; no Form 4 needs so many"
