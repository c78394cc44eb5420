"""DOC008 and OWN015: what is said of XML to be sent."""

from __future__ import annotations

from form4gen.lexical import Flag
from form4gen.reading import read_source
from form4gen.rules import check
from form4gen.situation import Situation

from .filings import filing, said

TO_SEND = "issuer: {name: ~}\nreporting_owners: [{name: ~, ccc: 'abcd#234'}]\n"


def test_DOC008_everything_that_edgar_supplies() -> None:
    address = filing().reporting_owners[0].address
    assert address is not None
    described = address.model_copy(update={"state_description": "MASSACHUSETTS", "good_address": Flag(True)})
    owner = filing(TO_SEND).reporting_owners[0].model_copy(update={"name": "DOE JANE", "address": described})
    form4 = filing().model_copy(update={"schema_version": "X0609", "reporting_owners": (owner,)})
    found = check(form4, Situation(profile="submission"))
    assert [f"{each.rule} {each.where}: {each.message}" for each in found] == [
        "DOC008 issuer.name: 'EXAMPLE CORP' is EDGAR's to supply, and is discarded if it is sent; leave <issuerName> out",
        "DOC008 reporting_owners[0].address.good_address: 'true' is EDGAR's to supply, and is discarded if it is sent; "
        "leave <rptOwnerGoodAddress> out",
        "DOC008 reporting_owners[0].address.state_description: 'MASSACHUSETTS' is EDGAR's to supply, and is discarded if "
        "it is sent; leave <rptOwnerStateDescription> out",
        "DOC008 reporting_owners[0].name: 'DOE JANE' is EDGAR's to supply, and is discarded if it is sent; "
        "leave <rptOwnerName> out",
        "DOC008 schema_version: 'X0609' is EDGAR's to supply, and is discarded if it is sent; leave <schemaVersion> out",
    ]


def test_DOC008_a_published_document_and_a_draft_have_names() -> None:
    assert said(profile="disseminated") == []
    assert said(profile="draft") == []
    assert said() == []


def test_DOC008_an_empty_element() -> None:
    assert said("issuer: {name: ' '}\nreporting_owners: [{name: '', ccc: 'abcd#234'}]", profile="submission") == []


def test_OWN015_an_owner_without_a_ccc() -> None:
    second = ("reporting_owners:\n  - {name: ~}\n"
              "  - {cik: 0009999902, name: ~, ccc: 'abcd#234', relationship: {is_director: true}}\n"
              "signatures: [{}, {name: /s/ Richard Roe, date: 2026-06-02}]\n")
    assert said(f"issuer: {{name: ~}}\n{second}", profile="submission") == [
        "OWN015 reporting_owners[0].ccc: reporting owner 0009999901 has no CCC, without which EDGAR takes no submission; "
        "form4gen build adds it from --ccc-file or the environment"
    ]


def test_OWN015_every_owner_has_one() -> None:
    assert said(TO_SEND, profile="submission") == []


def test_OWN015_a_published_document_and_a_draft_have_none() -> None:
    assert said("reporting_owners: [{name: ~}]", profile="disseminated") == []
    assert said("reporting_owners: [{name: ~}]", profile="draft") == []


XML = """<?xml version="1.0"?>
<ownershipDocument>
  <documentType>4</documentType>
  <periodOfReport>2026-06-01</periodOfReport>
  <notSubjectToSection16>true</notSubjectToSection16>
  <issuer>
    <issuerCik>12345</issuerCik><issuerName>EXAMPLE CORP</issuerName><issuerTradingSymbol>XMPL</issuerTradingSymbol>
  </issuer>
  <reportingOwner>
    <reportingOwnerId><rptOwnerCik>9999901</rptOwnerCik>CCC</reportingOwnerId>
    <reportingOwnerRelationship><isDirector>1</isDirector></reportingOwnerRelationship>
  </reportingOwner>
  <aff10b5One>0</aff10b5One>
  <ownerSignature><signatureName>/s/ Jane Doe</signatureName><signatureDate>2026-06-02</signatureDate></ownerSignature>
</ownershipDocument>
"""


def rules_of(ccc: str) -> list[tuple[str, int]]:
    found = read_source(XML.replace("CCC", ccc).encode()).findings
    assert not any("abcd#234" in finding.message for finding in found)
    return [(finding.rule, finding.mark.line) for finding in found if finding.mark]


def test_xml_tells_by_itself_whether_it_is_to_be_sent() -> None:
    assert rules_of("<rptOwnerCcc>abcd#234</rptOwnerCcc>") == [("DOC008", 7)]
    assert rules_of("") == [("DOC008", 7), ("OWN015", 10)]
    assert rules_of("<rptOwnerName>DOE JANE</rptOwnerName>") == []
