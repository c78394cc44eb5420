"""XML is checked too: each finding at its line and column, by the schema version that judges the document."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from form4gen import Form4, read, to_xml
from form4gen.cli import app
from form4gen.finding import Severity
from form4gen.reading import read_source
from form4gen.situation import Situation
from form4gen.versions import Profile

EXAMPLES: Final = Path(__file__).parent.parent / "examples"
CCC: Final = "abcd*1ef"


def written(example: str, profile: Profile) -> str:
    """An example as the XML to send, with CCCs, or as EDGAR would publish it."""
    form4 = read((EXAMPLES / f"{example}.form4.yaml").read_bytes())
    owners = [{**dict(owner), "ccc": CCC} for owner in form4.reporting_owners]
    return to_xml(Form4.model_validate({**dict(form4), "reporting_owners": owners}), profile).decode()


def refusals(text: str, as_of: date | None = None) -> list[tuple[str, str]]:
    """Rule and line:column of what would suspend a document."""
    found = read_source(text.encode(), Situation(as_of=as_of)).findings
    return [(one.rule, f"{one.mark.line}:{one.mark.column}" if one.mark else "")
            for one in found if one.severity is Severity.SUSPEND]


SENT: Final = written("joint-filing-2026", "submission")
PUBLISHED: Final = written("joint-filing-2026", "disseminated")


def test_what_our_writer_writes_would_not_be_suspended() -> None:
    assert refusals(SENT) == refusals(PUBLISHED) == []


Change = tuple[str, str]
ATTRIBUTE: Change = ('<footnote id="F2">', '<footnote id="F2" lang="en">')
NO_ATTRIBUTE: Change = ('<footnote id="F2">', "<footnote>")
MISSING: Change = ("        <issuerCik>0000012345</issuerCik>\n", "")
MISSING_IN_A_GROUP: Change = ("""\
                <transactionAcquiredDisposedCode>
                    <value>D</value>
                </transactionAcquiredDisposedCode>
""", "")
NEITHER_OF_TWO: Change = ("""\
                <sharesOwnedFollowingTransaction>
                    <value>3100000</value>
                </sharesOwnedFollowingTransaction>
""", "")
BOTH_OF_TWO: Change = ("""\
            </postTransactionAmounts>
""", """\
                <valueOwnedFollowingTransaction>
                    <value>1</value>
                </valueOwnedFollowingTransaction>
            </postTransactionAmounts>
""")
TITLE = """\
            <securityTitle>
                <value>Common Stock</value>
            </securityTitle>
"""
DATE = """\
            <transactionDate>
                <value>2026-06-15</value>
            </transactionDate>
"""
ORDER: Change = (TITLE + DATE, DATE + TITLE)
CITATION: Change = ('<footnoteId id="F1"/>', '<footnoteId id="F3"/>')
NESTED_VALUE: Change = ("<value>39.5</value>", "<value>$39.50</value>")
SECOND_OWNER: Change = ("<rptOwnerCik>0009999906<", "<rptOwnerCik>CIK 9999906<")
SIGNATURE: Change = ("<signatureDate>2026-06-16</signatureDate>", "<signatureDate>June 16</signatureDate>")
BLANK_SIGNATURE: Change = ("<signatureName>/s/ Alex Doe<", "<signatureName> <")


@pytest.mark.parametrize(("change", "in_what_is_sent", "in_what_is_published"), [
    (ATTRIBUTE, [("TXT002", "145:9")], [("TXT002", "148:9")]),
    (NO_ATTRIBUTE, [("TXT003", "145:9")], [("TXT003", "148:9")]),
    (MISSING, [("TXT003", "8:5")], [("TXT003", "10:5")]),
    (MISSING_IN_A_GROUP, [("TXT003", "83:13")], [("TXT003", "86:13")]),
    (NEITHER_OF_TWO, [("TXT012", "94:13")], [("TXT012", "97:13")]),
    (BOTH_OF_TWO, [("TXT012", "98:17")], [("TXT012", "101:17")]),
    (ORDER, [("TXT015", "75:13")], [("TXT015", "78:13")]),
    (CITATION, [("FTN002", "102:21"), ("FTN001", "144:9")], [("FTN002", "105:21"), ("FTN001", "147:9")]),
    (NESTED_VALUE, [("TXT005", "88:28")], [("TXT005", "91:28")]),
    (SECOND_OWNER, [("TXT010", "33:26")], [("TXT010", "36:26")]),
    (SIGNATURE, [("TXT006", "150:24")], [("TXT006", "153:24")]),
    (BLANK_SIGNATURE, [("SIG002", "159:9")], [("SIG002", "162:9")]),
])  # fmt: skip
def test_a_fault_is_found_at_its_line_and_column(
    change: Change, in_what_is_sent: list[tuple[str, str]], in_what_is_published: list[tuple[str, str]],
) -> None:
    assert (refusals(SENT.replace(*change, 1)), refusals(PUBLISHED.replace(*change, 1))) == \
        (in_what_is_sent, in_what_is_published)


def test_a_ccc_that_is_missing_is_found_at_the_owner_who_lacks_it() -> None:
    second = SENT.replace(f"<rptOwnerCik>0009999906</rptOwnerCik>\n            <rptOwnerCcc>{CCC}</rptOwnerCcc>",
                          "<rptOwnerCik>0009999906</rptOwnerCik>")
    assert refusals(second) == [("OWN015", "32:9")]


# By which schema version a document is judged.

OF_2014: Final = written("sonus-abbott-2014", "disseminated")


@pytest.mark.parametrize(("as_of", "expected"), [
    (None, []),
    (date(2014, 3, 19), []),
    (date(2023, 3, 19), []),
    (date(2023, 3, 20), [("DOC002", "2:1")]),
    (date(2026, 11, 23), [("DOC002", "2:1")]),
])
def test_a_filing_of_2014_has_no_plan_box_and_needs_one_from_march_2023(
    as_of: date | None, expected: list[tuple[str, str]],
) -> None:
    assert refusals(OF_2014, as_of) == expected
    assert refusals(written("sonus-abbott-2014", "submission"), as_of) == expected


@pytest.mark.parametrize(("version", "expected"), [
    ("X0306", []),
    ("X0508", [("DOC002", "2:1")]),
    ("X0609", [("DOC002", "2:1")]),
])
def test_the_schema_version_in_a_document_judges_it(version: str, expected: list[tuple[str, str]]) -> None:
    assert refusals(OF_2014.replace("X0306", version)) == expected


def test_a_country_is_a_state_until_the_schema_of_2026() -> None:
    london = OF_2014.replace("<rptOwnerState>MA<", "<rptOwnerState>X0<")
    assert refusals(london) == []
    assert refusals(london.replace("X0306", "X0609")) == [("DOC002", "2:1"), ("OWN011", "25:28")]


def test_the_command_line_says_the_place_and_takes_the_day(tmp_path: Path) -> None:
    path = tmp_path / "filing.xml"
    path.write_text(OF_2014, encoding="ascii")
    words = ["check", str(path), "--fail-on", "suspend"]
    assert CliRunner().invoke(app, words).exit_code == 0
    judged = CliRunner().invoke(app, [*words, "--as-of", "2026-11-23"])
    assert judged.exit_code == 1
    assert f"{path}:2:1: suspend DOC002 plan-box-is-answered:" in judged.stdout


# What XML itself allows.

def test_a_fixed_blank_is_no_blank() -> None:
    assert refusals(SENT.replace("<issuer>", "<issuer>&#160;")) == [("TXT002", "8:13")]
    assert refusals(SENT.replace(">39.5<", ">39.5&#160;<")) == [("TXT005", "88:28")]


@pytest.mark.parametrize("text", [" ", "\n", "<![CDATA[]]>", "F1"])
def test_a_citation_holds_nothing_not_even_a_blank(text: str) -> None:
    assert refusals(SENT.replace('<footnoteId id="F1"/>', f'<footnoteId id="F1">{text}</footnoteId>', 1)) == [
        ("TXT002", "102:21" if text != "F1" else "102:41")]


def test_an_id_and_a_timeliness_may_stand_between_blanks() -> None:
    assert refusals(SENT.replace('<footnoteId id="F1"/>', '<footnoteId id=" F1 "/>')) == []
    early = SENT.replace("<transactionFormType>4<", "<transactionFormType>5<").replace(
        "</transactionCoding>", "</transactionCoding><transactionTimeliness><value> E </value></transactionTimeliness>")
    assert refusals(early) == []


XSI: Final = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def test_a_document_may_say_where_its_schema_is() -> None:
    said = f'<ownershipDocument {XSI} xsi:noNamespaceSchemaLocation="form4.xsd">'
    assert refusals(SENT.replace("<ownershipDocument>", said)) == []


@pytest.mark.parametrize(("change", "expected"), [
    (("<issuer>", f'<issuer {XSI} xsi:nil="true">'), [("TXT002", "8:5")]),
    (("<issuer>", '<issuer xml:lang="en">'), [("TXT002", "8:5")]),
    (("<issuer>", '<issuer xsi:nil="true">'), [("TXT001", "8:5")]),
    (("<ownershipDocument>", '<ownershipDocument xmlns="urn:x">'), [("TXT016", "2:1")]),
    (("<issuerCik>0000012345<", '<issuerCik xmlns="urn:x">0000012345<'), [("TXT002", "9:9"), ("TXT003", "8:5")]),
])  # fmt: skip
def test_no_element_is_in_a_namespace_nor_any_other_attribute(change: Change, expected: list[tuple[str, str]]) -> None:
    assert sorted(refusals(SENT.replace(*change, 1))) == expected


def test_a_namespace_is_named() -> None:
    (finding,) = read_source(SENT.replace("<ownershipDocument>", '<ownershipDocument xmlns="urn:x">').encode()).findings
    assert finding.message == "the root element is <{urn:x}ownershipDocument>, not <ownershipDocument>"
