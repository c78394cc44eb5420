"""A filing as an author's YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from form4gen import Form4
from form4gen.reading import read_source
from form4gen.same_filing import same_filing
from form4gen.yaml_text import to_yaml

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.form4.yaml"))
XML = """\
<ownershipDocument>
  <schemaVersion>X0609</schemaVersion>
  <documentType>4</documentType>
  <periodOfReport>2026-06-01</periodOfReport>
  <notSubjectToSection16>0</notSubjectToSection16>
  <issuer><issuerCik>0000012345</issuerCik><issuerName>EXAMPLE CORP</issuerName>
    <issuerTradingSymbol>XMPL</issuerTradingSymbol></issuer>
  <reportingOwner>
    <reportingOwnerId><rptOwnerCik>0009999901</rptOwnerCik><rptOwnerName>DOE JANE</rptOwnerName></reportingOwnerId>
    <reportingOwnerAddress><rptOwnerNonUSAddressFlag>false</rptOwnerNonUSAddressFlag>
      <rptOwnerStreet1>1 MAIN STREET</rptOwnerStreet1><rptOwnerStreet2></rptOwnerStreet2>
      <rptOwnerCity>BOSTON</rptOwnerCity><rptOwnerState>MA</rptOwnerState>
      <rptOwnerZipCode>02110</rptOwnerZipCode><rptOwnerStateDescription></rptOwnerStateDescription></reportingOwnerAddress>
    <reportingOwnerRelationship><isDirector>0</isDirector><isOfficer>1</isOfficer>
      <officerTitle>EVP, Treasurer</officerTitle><otherText></otherText></reportingOwnerRelationship>
  </reportingOwner>
  <aff10b5One>0</aff10b5One>
  <nonDerivativeTable>
    <nonDerivativeTransaction>
      <securityTitle><value>Common Stock</value></securityTitle>
      <transactionDate><value>2026-06-01</value></transactionDate>
      <deemedExecutionDate></deemedExecutionDate>
      <transactionCoding><transactionFormType>4</transactionFormType><transactionCode>F</transactionCode>
        <equitySwapInvolved>0</equitySwapInvolved></transactionCoding>
      <transactionAmounts>
        <transactionShares><value>100.0</value><footnoteId id="F1"/></transactionShares>
        <transactionPricePerShare><footnoteId id="F2"/><footnoteId id="F3"/></transactionPricePerShare>
        <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode></transactionAmounts>
      <postTransactionAmounts><sharesOwnedFollowingTransaction><value>900</value></sharesOwnedFollowingTransaction>
      </postTransactionAmounts>
      <ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature>
    </nonDerivativeTransaction>
    <nonDerivativeHolding>
      <securityTitle><value>Common Stock</value><footnoteId id="F4"/></securityTitle>
      <postTransactionAmounts><sharesOwnedFollowingTransaction><value>50</value></sharesOwnedFollowingTransaction>
      </postTransactionAmounts>
      <ownershipNature><directOrIndirectOwnership><value>I</value></directOrIndirectOwnership>
        <natureOfOwnership><value>By trust</value></natureOfOwnership></ownershipNature>
    </nonDerivativeHolding>
  </nonDerivativeTable>
  <footnotes>
    <footnote id="F1">Shares withheld to pay taxes.</footnote>
    <footnote id="F2">Each unit converts into a share.</footnote>
    <footnote id="F3">The units converted on June 1.</footnote>
    <footnote id="F4">Held by the Doe Family Trust.
See also Remarks.</footnote>
  </footnotes>
  <remarks></remarks>
  <ownerSignature><signatureName>/s/ Jane Doe</signatureName><signatureDate>2026-06-02</signatureDate></ownerSignature>
</ownershipDocument>
"""
NATURAL = """\
form: 4
issuer: {cik: 0000012345, name: EXAMPLE CORP, trading_symbol: XMPL}

reporting_owners:
  - name: DOE JANE
    cik: 0009999901
    address: {street1: 1 MAIN STREET, city: BOSTON, state: MA, zip_code: 02110}
    relationship: {officer: "EVP, Treasurer"}

under_10b5_1_plan: false

# Table I: non-derivative securities
non_derivative_table:
  - security_title: Common Stock
    transaction_date: 2026-06-01
    code: F
    shares: 100.0 [tax]
    acquired_disposed: D
    price_per_share: [conversion, conversion_2]
    shares_owned_following: 900
    ownership: direct

  - security_title: {value: Common Stock, footnotes: [doe_family_trust]}
    shares_owned_following: 50
    ownership: {indirect: By trust}

# Explanation of Responses
footnotes:
  tax: Shares withheld to pay taxes.
  conversion: Each unit converts into a share.
  conversion_2: The units converted on June 1.
  doe_family_trust: |-
    Held by the Doe Family Trust.
    See also Remarks.

signatures:
  - {name: /s/ Jane Doe, date: 2026-06-02}
"""
KEPT_VERBATIM = [
    'period_of_report: 2026-06-01', 'not_subject_to_section_16: 0', 'remarks: ""', 'under_10b5_1_plan: 0',
    '    address: {street1: 1 MAIN STREET, street2: "", city: BOSTON, state: MA, zip_code: 02110}',
    '    relationship: {is_director: 0, is_officer: 1, officer_title: "EVP, Treasurer", other_text: ""}',
    '    coding: {code: F, form_type: 4, equity_swap_involved: 0}', '    deemed_execution_date: {}',
]  # fmt: skip


def filing(*changes: tuple[str, str]) -> Form4:
    source = XML
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    form4 = read_source(source.encode()).form4
    assert form4 is not None
    return form4


def lines(*changes: tuple[str, str], verbatim: bool = False) -> list[str]:
    """The lines that a change to the filing brings into its YAML."""
    before, form4 = to_yaml(filing(), verbatim).splitlines(), filing(*changes)
    written = to_yaml(form4, verbatim)
    again = read_source(written.encode()).form4
    assert again is not None
    assert same_filing(again, form4)
    return [line.strip() for line in written.splitlines() if line not in before]


def test_a_filing_is_written_as_an_author_writes_it() -> None:
    assert to_yaml(filing()) == NATURAL


def test_verbatim_keeps_what_reports_nothing() -> None:
    written = to_yaml(filing(), verbatim=True)
    assert [line for line in written.splitlines() if line not in NATURAL.splitlines()] == sorted(
        KEPT_VERBATIM, key=(written + "\n").index)
    assert "schema_version" not in written, "what EDGAR gives is no author's to write"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.name))
@pytest.mark.parametrize("verbatim", [False, True])
def test_every_example_is_written_so_that_it_reads_back(path: Path, verbatim: bool) -> None:
    form4 = read_source(path.read_bytes()).form4
    assert form4 is not None
    reading = read_source(to_yaml(form4, verbatim).encode())
    assert reading.form4 is not None
    assert same_filing(reading.form4, form4)
    assert reading.form4 == form4 or not verbatim
    assert reading.findings == ()


def test_a_period_of_report_that_is_not_the_earliest_transaction_is_written() -> None:
    assert lines(("<periodOfReport>2026-06-01", "<periodOfReport>2026-05-31")) == ["period_of_report: 2026-05-31"]


def test_an_unanswered_10b5_1_box_is_left_out() -> None:
    assert "under_10b5_1_plan" not in to_yaml(filing(("<aff10b5One>0</aff10b5One>", "")))


def test_a_box_that_is_checked_without_a_title() -> None:
    assert lines(("EVP, Treasurer", "")) == ["relationship: {is_officer: true}"]
    assert lines(("EVP, Treasurer", "no")) == ["relationship: {is_officer: true, officer_title: no}"]
    assert lines(("<isOfficer>1", "<isOfficer>0")) == ['relationship: {officer_title: "EVP, Treasurer"}']
    assert lines(("<isOfficer>1", "<isOfficer>0"), ("EVP, Treasurer", "")) == ["relationship: {}"]


def test_a_code_with_a_swap_and_a_form_5_transaction() -> None:
    assert lines(("<equitySwapInvolved>0", "<equitySwapInvolved>1")) == ["code: F/K"]
    cited = ("</transactionCoding>", '<footnoteId id="F1"/></transactionCoding>')
    assert lines(cited) == ["code: F [tax]"]
    assert lines(cited, ("FormType>4<", "FormType>5<")) == ["coding: {code: F, form_type: 5, footnotes: [tax]}"]


def test_ownership() -> None:
    explained = ("<value>I</value>", '<value>I</value><footnoteId id="F4"/>')
    assert lines(("By trust", "")) == ["ownership: indirect"]
    assert lines(explained) == ['ownership: {direct_or_indirect: "I [doe_family_trust]", nature: By trust}']
    assert lines(explained, ("By trust", "")) == ["ownership: indirect [doe_family_trust]"]
    assert lines(("<value>I</value>", "<value>D</value>")) == ["ownership: {direct_or_indirect: D, nature: By trust}"]


def test_a_text_with_a_bracket_behind_it_keeps_it() -> None:
    assert lines(("By trust", "By trust [tax]")) == ['ownership: {indirect: {value: "By trust [tax]"}}']
    assert lines(("By trust", "By [a] trust")) == ['ownership: {indirect: "By [a] trust"}']


def test_owners_at_one_address_share_it() -> None:
    start, end = XML.index("  <reportingOwner>"), XML.index("  <aff10b5One>")
    owner = XML[start:end]
    elsewhere = owner.replace("BOSTON", "SALEM")
    flag = "<rptOwnerNonUSAddressFlag>false</rptOwnerNonUSAddressFlag>"
    unsaid = owner.replace(flag, "")
    many = (owner, owner + elsewhere + unsaid + elsewhere + owner.replace("BOSTON", "LYNN"))
    assert [line for line in lines(many) if "address" in line] == [
        "address: &address {street1: 1 MAIN STREET, city: BOSTON, state: MA, zip_code: 02110}",
        "address: &address_2 {street1: 1 MAIN STREET, city: SALEM, state: MA, zip_code: 02110}",
        "address: *address", "address: *address_2",
        "address: {street1: 1 MAIN STREET, city: LYNN, state: MA, zip_code: 02110}"]  # fmt: skip
    assert not [line for line in lines(many, verbatim=True) if "*" in line]


def test_an_address_abroad_and_one_that_does_not_say_so() -> None:
    here, flag = "<rptOwnerState>MA</rptOwnerState>", "<rptOwnerNonUSAddressFlag>false</rptOwnerNonUSAddressFlag>"
    start = "address: {"
    end = "street1: 1 MAIN STREET, city: BOSTON, country: X0, zip_code: 02110}"
    abroad = (here, "<rptOwnerCountry>X0</rptOwnerCountry>")
    assert lines(abroad, (flag, flag.replace("false", "true"))) == [start + end]
    assert lines(abroad) == lines(abroad, (flag, "")) == [f"{start}non_us_address: false, {end}"]
    assert lines((flag, flag.replace("false", "1")))[0].startswith(f"{start}non_us_address: true, ")
    assert lines((flag, "")) == []


def test_verbatim_a_flag_that_is_absent_stays_absent() -> None:
    absent = ("<rptOwnerNonUSAddressFlag>false</rptOwnerNonUSAddressFlag>", "")
    assert lines(absent, verbatim=True) == [
        'address: {non_us_address: ~, street1: 1 MAIN STREET, street2: "", city: BOSTON, state: MA, zip_code: 02110}']
    again = read_source(to_yaml(filing(absent), verbatim=True).encode()).form4
    assert again is not None
    assert [owner.address and owner.address.non_us_address for owner in again.reporting_owners] == [None]


def test_footnotes_that_are_not_in_order_of_citation_keep_their_numbers() -> None:
    swapped = (('<footnoteId id="F1"/>', '<footnoteId id="F9"/>'), ('<footnote id="F1">', '<footnote id="F9">'))
    assert lines(*swapped)[:2] == ["shares: 100.0 [F9]", "price_per_share: [F2, F3]"]


def test_a_citation_of_no_footnote_and_two_footnotes_of_one_id_are_still_written() -> None:
    assert "shares: 100.0 [F7]" in lines(('<footnoteId id="F1"/>', '<footnoteId id="F7"/>'))
    assert "- id: F2" in lines(('<footnote id="F3">', '<footnote id="F2">'))


def test_a_ccc_is_never_written() -> None:
    owned = ("<rptOwnerName>DOE", "<rptOwnerCcc>abcd#234</rptOwnerCcc><rptOwnerName>DOE")
    assert to_yaml(filing(owned)) == NATURAL
    assert "abcd#234" not in to_yaml(filing(owned), verbatim=True)
