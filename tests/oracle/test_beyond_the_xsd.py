"""What EDGAR's rules ask beyond its XSD: each rule broken once, by name, in XML to be sent made from our examples.

The findings are looked at everywhere; the verdict of the SEC's XSD only where its files are.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from form4gen.finding import Severity
from form4gen.reading import read_source
from form4gen.situation import Situation
from form4gen.submission import Document, Submission
from tests.oracle.mutants import CCC, Position, accepts, examples, parsed, position, schema

SUSPEND, WARN, PRACTICE = Severity.SUSPEND, Severity.WARN, Severity.PRACTICE
TODAY: Final = date(2026, 11, 23)
BASES: Final = {base.name.partition("-")[0]: base for base in examples()
                if (base.profile, base.form) == ("submission", "4")}


class Breach(NamedTuple):
    """``what`` breaks ``rule`` in an example: behind ``behind``, ``old`` becomes ``new``, and is seen at the first ``at``.

    ``old``: what stands first or, if ``every``, wherever it stands; ``...`` in it is anything. ``xsd``: whether the SEC's
    XSD accepts the result.
    """

    what: str
    example: str
    old: str
    new: str
    rule: str
    at: str
    severity: Severity = SUSPEND
    xsd: bool = True
    behind: str = "<ownershipDocument"
    every: bool = False

    def __str__(self) -> str:
        return self.what


FOREIGN, OFFICER = "non", "rsu"
CODING: Final = """\
            <transactionCoding>
                <transactionFormType>4</transactionFormType>
                <transactionCode>P</transactionCode>
                <equitySwapInvolved>false</equitySwapInvolved>
            </transactionCoding>
"""
FLAG: Final = "<rptOwnerNonUSAddressFlag>true</rptOwnerNonUSAddressFlag>"
NATURE: Final = """\
                <natureOfOwnership>
                    <value>By Spouse</value>
                </natureOfOwnership>
"""
DIRECT: Final = "</directOrIndirectOwnership>\n"
UNDERLYING: Final = """\
                <underlyingSecurityShares>
                    <value>2500</value>
                </underlyingSecurityShares>
"""

BREACHES: Final = (
    # 1: a transaction or the exit box
    Breach("no transaction and no exit box", "exit", ">true<", ">false<", "DOC001", "<nonDerivativeTable>"),
    Breach("no tables at all", "gift", "<nonDerivativeTable>...</footnotes>", "", "DOC001", "<ownershipDocument>"),
    # 2: nature of ownership
    Breach("a nature beside D", "gift", DIRECT, DIRECT + NATURE, "NAT002", "<natureOfOwnership>"),
    Breach("no nature beside I", "gift", "<value>D</value>\n                </direct",
           "<value>I</value>\n                </direct", "NAT001", "<ownershipNature>"),
    Breach("an empty nature beside I", "trust", "<value>By Spouse</value>", "<value></value>", "NAT001",
           "<natureOfOwnership>", behind="<value>2300"),
    # 3: footnotes
    Breach("a footnote that nothing cites", "gift", '<footnoteId id="F1"/>', "", "FTN001", "<footnote id"),
    Breach("a citation of no footnote", "gift", '<footnoteId id="F1"/>', '<footnoteId id="F1"/><footnoteId id="F2"/>',
           "FTN002", '<footnoteId id="F2"'),
    Breach("a footnote id twice", "gift", "</footnotes>", '<footnote id="F1">Again.</footnote></footnotes>', "FTN003",
           '<footnote id="F1">Again', xsd=False),
    Breach("a footnote cited twice in one element", "gift", '<footnoteId id="F1"/>', '<footnoteId id="F1"/>' * 2, "FTN004",
           "<transactionCoding>"),
    Breach("a footnote id with a zero", "gift", '<footnote id="F1"', '<footnote id="F01"', "TXT010", "<footnote id",
           xsd=False),
    Breach("a cited id with a small f", "gift", '<footnoteId id="F1"', '<footnoteId id="f1"', "TXT010", "<footnoteId",
           xsd=False),
    Breach("a citation in brackets", "gift", '<footnoteId id="F1"', '<footnoteId id="(1)"', "TXT010", "<footnoteId",
           xsd=False),
    Breach("a footnote of 1,001 characters", "gift", "Represents", "R" * 1001, "FTN005", "RRR"),
    Breach("an empty footnote", "gift", "Represents...</footnote>", "</footnote>", "FTN006", "<footnote id"),
    Breach("the footnote id F99", "gift", '"F1"', '"F99"', "FTN007", "<footnote id", WARN, every=True),
    # 4: CIKs and CCCs
    Breach("one owner twice", "joint", "0009999906", "9999905", "OWN002", "9999905<",
           behind="</rptOwnerCik>"),
    Breach("an issuer CIK of zeros", "gift", "<issuerCik>0000012345", "<issuerCik>0000000000", "ISS002", "0000000000"),
    Breach("an owner CIK of zeros", "gift", "<rptOwnerCik>0009999904", "<rptOwnerCik>0", "OWN003", "0<",
           behind="<rptOwnerCik"),
    Breach("no CCC", "gift", f"<rptOwnerCcc>{CCC}</rptOwnerCcc>", "", "OWN015", "<reportingOwnerId>"),
    Breach("a CCC that is not of ASCII", "gift", CCC, "abcd\u20ac1ef", "TXT010", "abcd"),
    # 5: relationships
    Breach("no relationship", "gift", "<isDirector>true", "<isDirector>false", "OWN004", "<reportingOwnerRelationship>"),
    Breach("an officer without a title", OFFICER, "<officerTitle>Chief Financial Officer</officerTitle>", "", "OWN005",
           "<reportingOwnerRelationship>"),
    Breach("another person without a reason", "exit", "<otherText>Former Chief Financial Officer</otherText>",
           "<otherText></otherText>", "OWN006", "<otherText>"),
    # 6: addresses
    Breach("an address without a flag", FOREIGN, FLAG, "", "OWN008", "<reportingOwnerAddress>"),
    Breach("an address in the US without a state", "gift", "<rptOwnerState>IL</rptOwnerState>", "", "OWN009",
           "<reportingOwnerAddress>"),
    Breach("an address abroad without a country", FOREIGN, "<rptOwnerCountry>2M</rptOwnerCountry>", "", "OWN010",
           "<reportingOwnerAddress>"),
    Breach("a state and a country", FOREIGN, "<rptOwnerCountry>", "<rptOwnerState>NY</rptOwnerState><rptOwnerCountry>",
           "OWN013", "NY", PRACTICE),
    Breach("a territory of 31 characters", FOREIGN, "BAVARIA", "B" * 31, "OWN014", "BBB", WARN),
    # 7: obsolete countries
    Breach("an obsolete country", FOREIGN, ">2M<", ">C2<", "OWN012", "C2"),
    # 8: what EDGAR supplies
    Breach("a schema version", "gift", "<documentType>", "<schemaVersion>X0609</schemaVersion><documentType>", "DOC008",
           "X0609", WARN),
    Breach("an issuer's name", "gift", "</issuerCik>", "</issuerCik><issuerName>EXAMPLE CORP</issuerName>", "DOC008",
           "EXAMPLE", WARN, behind="<issuer>"),
    Breach("an owner's name", "gift", "</rptOwnerCcc>", "</rptOwnerCcc><rptOwnerName>ROE MARY</rptOwnerName>", "DOC008",
           "ROE", WARN),
    Breach("a state's description", "gift", "</rptOwnerZipCode>",
           "</rptOwnerZipCode><rptOwnerStateDescription>ILLINOIS</rptOwnerStateDescription>", "DOC008", "ILLINOIS", WARN),
    Breach("a good address", "gift", "</rptOwnerZipCode>",
           "</rptOwnerZipCode><rptOwnerGoodAddress>true</rptOwnerGoodAddress>", "DOC008", "true", WARN,
           behind="</rptOwnerZipCode>"),
    # 10: processing instructions, the XML declaration
    Breach("a stylesheet", "gift", "<ownershipDocument>", '<?xml-stylesheet href="x.xsl"?><ownershipDocument>', "TXT001",
           "<?xml-stylesheet", behind="<?xml version"),
    Breach("another processing instruction", "gift", "\n    <issuer>", "\n<?page break?><issuer>", "TXT001", "<?page"),
    Breach("text before the XML declaration", "gift", "<?xml", " <?xml", "TXT001", "<?xml", xsd=False, behind=""),
    Breach("an XML version other than 1.0", "gift", '"1.0"', '"1.1"', "TXT001", "<?xml", behind="<?xml"),
    # a coding, a timeliness, an amount, a text: mandatory, though the XSD lets them go or be blank
    Breach("no transaction coding", "trust", CODING, "", "TXN001", "<nonDerivativeTransaction>"),
    Breach("a timeliness beside form type 4", "gift", "</transactionCoding>",
           "</transactionCoding><transactionTimeliness><value>E</value></transactionTimeliness>", "TXN002",
           "<transactionTimeliness>"),
    Breach("a bar for a timeliness", "gift", "</transactionCoding>",
           "</transactionCoding><transactionTimeliness><value>|</value></transactionTimeliness>", "TXT007", "|<"),
    Breach("no amount of the underlying security", OFFICER, UNDERLYING, "", "DRV001", "<underlyingSecurity>"),
    Breach("a blank trading symbol", "gift", ">XMPL<", "> <", "ISS001", "<issuerTradingSymbol>"),
    Breach("a blank signature", "gift", "/s/ Mary Roe", " ", "SIG002", "<signatureName>"),
    Breach("a curly quote", "exit", "Jane Doe", "Jane O\u2019Doe", "DOC007", "/s/"),
    Breach("a number with a plus", "gift", "<value>1200<", "<value>+1200<", "TXT005", "+1200"),
    Breach("a date before Christ", "gift", "<periodOfReport>", "<periodOfReport>-", "TXT006", "-2026"),
)


def broken(breach: Breach) -> bytes:
    data = BASES[breach.example].data.decode()
    behind = data.index(breach.behind)
    old = ".*?".join(map(re.escape, breach.old.split("...")))
    changed, times = re.subn(old, lambda _: breach.new, data[behind:], count=0 if breach.every else 1, flags=re.DOTALL)
    assert times, f"{breach.old} is not in the example"
    return (data[:behind] + changed).encode()


def said(data: bytes, submission: Submission | None = None) -> list[tuple[str, Severity, Position | None]]:
    found = read_source(data, Situation(as_of=TODAY, profile="submission", submission=submission)).findings
    return [(one.rule, one.severity, (one.mark.line, one.mark.column) if one.mark else None) for one in found]


def said_of(breach: Breach) -> list[tuple[str, Severity, Position | None]]:
    """What is found, of at least the breach's severity, and of rules that the example does not break itself."""
    known = {rule for rule, _, _ in said(BASES[breach.example].data)}
    return [one for one in said(broken(breach)) if one[0] not in known and one[1].rank <= breach.severity.rank]


def test_no_example_would_be_suspended_or_discarded_in_part() -> None:
    assert {base.name: [rule for rule, severity, _ in said(base.data) if severity in (SUSPEND, WARN)]
            for base in BASES.values()} == {base.name: [] for base in BASES.values()}


@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_each_rule_is_found_alone_and_at_its_place(breach: Breach) -> None:
    data = broken(breach)
    at = data.index(breach.at.encode(), data.index(breach.behind.encode()))
    assert said_of(breach) == [(breach.rule, breach.severity, position(data, at))]


@pytest.mark.oracle
@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_the_secs_xsd_lets_it_pass(shared: Path, breach: Breach) -> None:
    judge = schema(shared / "edgar" / "xsd" / "ownership4Document.xsd.xml")
    assert accepts(judge, parsed(broken(breach))) == breach.xsd


NO_BREACH: Final = (
    Breach("no address, so that EDGAR takes the one it has", "gift", "<reportingOwnerAddress>...</reportingOwnerAddress>",
           "", "", ""),
    Breach("a US address without a flag, which EDGAR took in March 2026", "gift",
           "<rptOwnerNonUSAddressFlag>false</rptOwnerNonUSAddressFlag>", "", "", ""),
    Breach("a direct row with an empty nature", "gift", DIRECT, f"{DIRECT}<natureOfOwnership><value/></natureOfOwnership>",
           "", ""),
    Breach("an early report's timeliness", "gift", "<transactionFormType>4<...</transactionCoding>",
           "<transactionFormType>5</transactionFormType><transactionCode>G</transactionCode><equitySwapInvolved>0"
           '</equitySwapInvolved><footnoteId id="F1"/></transactionCoding><transactionTimeliness><value>E</value>'
           "</transactionTimeliness>", "", ""),
    Breach("a footnote of 1,000 characters", "gift", "Represents...</footnote>", "R" * 1000 + "</footnote>", "", ""),
    Breach("one signature for three owners", "joint", "<ownerSignature>...</ownerSignature>", "", "", ""),
    Breach("a territory of 30 characters", FOREIGN, "BAVARIA", "B" * 30, "", ""),
    Breach("a comment in a value", "gift", "<value>1200<", "<value>12<!-- not 1,200 -->00<", "", ""),
    Breach("where a schema is", "gift", "<ownershipDocument>", '<ownershipDocument xmlns:xsi="http://www.w3.org/2001/'
           'XMLSchema-instance" xsi:noNamespaceSchemaLocation="form4.xsd">', "", ""),
)
"""The near misses."""


@pytest.mark.parametrize("near_miss", NO_BREACH, ids=str)
def test_what_edgar_takes_is_not_refused(near_miss: Breach) -> None:
    assert said_of(near_miss) == []


@pytest.mark.oracle
@pytest.mark.parametrize("near_miss", NO_BREACH, ids=str)
def test_the_secs_xsd_takes_it_too(shared: Path, near_miss: Breach) -> None:
    assert accepts(schema(shared / "edgar" / "xsd" / "ownership4Document.xsd.xml"), parsed(broken(near_miss)))


# 9, 11, 12: what is enclosed.

LETTER: Final = Document("letter.htm", "COVER", b'<p>Dear Sirs</p><img src="map.gif">')
ENCLOSED: Final = (
    ("a PDF", Submission((Document("letter.pdf", "COVER", b"%PDF-1.4"),)), "SUB003", WARN),
    ("a picture that no page shows", Submission((Document("map.gif", "GRAPHIC", b"GIF89a"),)), "SUB007", SUSPEND),
    ("an address to notify given twice", Submission(notification_addresses=("a@example.com",) * 2), "SUB014", WARN),
    ("a picture that a page shows", Submission((LETTER, Document("map.gif", "GRAPHIC", b"GIF89a"))), None, WARN),
)


@pytest.mark.parametrize(("what", "submission", "rule", "severity"), ENCLOSED)
def test_what_is_enclosed_is_judged(what: str, submission: Submission, rule: str | None, severity: Severity) -> None:
    gift = BASES["gift"].data
    found = [one[:2] for one in said(gift, submission) if one not in said(gift) and one[1].rank <= WARN.rank]
    assert found == ([] if rule is None else [(rule, severity)]), what
