"""The layouts of the first years are read as today's, with every value in its place."""

from __future__ import annotations

import pytest

from form4gen import to_xml
from form4gen.finding import Severity
from form4gen.reading import Reading, read_source

HEAD = """\
<?xml version="1.0"?>
<ownershipDocument>
    <schemaVersion>X0101</schemaVersion>
    <documentType>4</documentType>
    <periodOfReport>2003-07-01</periodOfReport>
    <notSubjectToSection16>0</notSubjectToSection16>
    <issuer>
        <issuerCik>0000012345</issuerCik>
        <issuerName>EXAMPLE CORP</issuerName>
        <issuerTradingSymbol>XMPL</issuerTradingSymbol>
    </issuer>
    <reportingOwner>
        <reportingOwnerId>
            <rptOwnerCik>0009999901</rptOwnerCik>
            <rptOwnerName>DOE JANE</rptOwnerName>
        </reportingOwnerId>
        <reportingOwnerRelationship>
            <isDirector>1</isDirector>
        </reportingOwnerRelationship>
    </reportingOwner>
"""
FOOT = """\
    <footnotes>
        <footnote id="F1">Acquired under the issuer's purchase plan.</footnote>
    </footnotes>
    <remarks></remarks>
    <ownerSignature>
        <signatureName>Jane Doe</signatureName>
        <signatureDate>2003-07-02</signatureDate>
    </ownerSignature>
</ownershipDocument>
"""
TRANSACTION = """\
    <nonDerivativeSecurity>
        <securityTitle><value>Common Stock</value></securityTitle>
        <transactionDate><value>2003-07-01</value></transactionDate>
        <transactionCoding>
            <transactionFormType>4</transactionFormType>
            <transactionCode>P</transactionCode>
            <equitySwapInvolved>0</equitySwapInvolved>
        </transactionCoding>
        <transactionTimeliness><value></value></transactionTimeliness>
        <transactionAmounts>
            <transactionShares><value>100</value></transactionShares>
            <transactionValue><value>12.5</value><footnoteId id="F1"/></transactionValue>
            <transactionAcquiredDisposedCode><value>A</value></transactionAcquiredDisposedCode>
        </transactionAmounts>
        <postTransactionAmounts>
            <sharesOwnedFollowingTransaction><value>900</value></sharesOwnedFollowingTransaction>
        </postTransactionAmounts>
        <ownershipNature>
            <directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>
        </ownershipNature>
    </nonDerivativeSecurity>
"""
DERIVATIVE = """\
    <derivativeSecurity>
        <securityTitle><value>Stock Option (right to buy)</value></securityTitle>
        <conversionOrExercisePrice><value></value><footnoteId id="F1"/></conversionOrExercisePrice>
        <transactionDate><value>2003-07-01</value></transactionDate>
        <transactionCoding>
            <transactionFormType>4</transactionFormType>
            <transactionCode>A</transactionCode>
            <equitySwapInvolved>0</equitySwapInvolved>
        </transactionCoding>
        <transactionAmounts>
            <transactionShares><value>50</value></transactionShares>
            <transactionValue><value>0</value></transactionValue>
            <transactionAcquiredDisposedCode><value>A</value><footnoteId id="F1"/></transactionAcquiredDisposedCode>
        </transactionAmounts>
        <exerciseDate><value/><footnoteId id="F1"/></exerciseDate>
        <expirationDate><value>2013-07-01</value><footnoteId id="F1"/></expirationDate>
        <underlyingSecurity>
            <underlyingSecurityTitle><value>Common Stock</value></underlyingSecurityTitle>
            <underlyingSecurityShares><value>50</value></underlyingSecurityShares>
        </underlyingSecurity>
        <postTransactionAmounts>
            <sharesOwnedFollowingTransaction><value>50</value></sharesOwnedFollowingTransaction>
        </postTransactionAmounts>
        <ownershipNature>
            <directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>
        </ownershipNature>
    </derivativeSecurity>
"""


def holding(amounts: str) -> str:
    """A row without a transaction, as filings of 2003 wrote it."""
    return f"""\
    <nonDerivativeSecurity>
        <securityTitle><value>Class B Common Stock</value></securityTitle>
        {amounts}
        <ownershipNature>
            <directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>
        </ownershipNature>
    </nonDerivativeSecurity>
"""


def shares(number: str) -> str:
    return f"<transactionShares><value>{number}</value></transactionShares>"


def reading(rows: str, **changes: str) -> Reading:
    text = HEAD + rows + FOOT
    for old, new in changes.items():
        text = text.replace(old, new)
    return read_source(text.encode())


def test_rows_below_the_root_are_read_as_rows_of_tables() -> None:
    read = reading(TRANSACTION + DERIVATIVE + TRANSACTION)
    assert read.findings == ()
    assert read.form4 is not None
    assert [(where, row.kind, row.security_title.value) for where, row in read.form4.rows()] == [
        (("non_derivative_table", 0), "transaction", "Common Stock"),
        (("non_derivative_table", 1), "transaction", "Common Stock"),
        (("derivative_table", 0), "transaction", "Stock Option (right to buy)"),
    ]


def test_the_transactions_value_is_its_price_per_share() -> None:
    read = reading(TRANSACTION)
    assert read.form4 is not None
    [(_, row)] = read.form4.transactions()
    assert (str(row.price_per_share.value), row.price_per_share.footnotes) == ("12.5", ("F1",))
    assert [str(given.value) for given in (row.shares, row.shares_owned_following) if given] == ["100", "900"]


def test_an_empty_value_beside_a_footnote_is_the_footnote_alone() -> None:
    read = reading(DERIVATIVE)
    assert read.form4 is not None
    [row] = read.form4.derivative_table
    assert (row.conversion_or_exercise_price.value, row.conversion_or_exercise_price.footnotes) == (None, ("F1",))
    assert (row.exercise_date.value, row.exercise_date.footnotes) == (None, ("F1",))
    assert str(row.expiration_date.value) == "2013-07-01"


@pytest.mark.parametrize("amounts", [
    f"<transactionAmounts>{shares('70')}</transactionAmounts>",
    f"<postTransactionAmounts>{shares('70').replace('transactionShares', 'sharesOwnedFollowingTransaction')}"
    "</postTransactionAmounts>",
])  # fmt: skip
def test_a_row_without_a_date_or_code_is_a_holding(amounts: str) -> None:
    read = reading(TRANSACTION + holding(amounts))
    assert read.findings == ()
    assert read.form4 is not None
    row = read.form4.non_derivative_table[1]
    assert row.kind == "holding"
    assert row.shares_owned_following is not None
    assert row.shares_owned_following.value == 70


def test_the_value_held_is_a_value() -> None:
    read = reading(TRANSACTION + holding(
        "<transactionAmounts><transactionValue><value>70</value></transactionValue></transactionAmounts>"))
    assert read.form4 is not None
    row = read.form4.non_derivative_table[1]
    assert row.shares_owned_following is None
    assert row.value_owned_following is not None
    assert row.value_owned_following.value == 70


def test_TXT020_what_a_holding_cannot_say_today_is_named_and_does_not_stop_the_reading() -> None:  # noqa: N802
    row = holding(f"<transactionTimeliness><value>E</value></transactionTimeliness><transactionAmounts>{shares('70')}"
                  "<transactionValue><value>9</value></transactionValue></transactionAmounts>")
    read = reading(TRANSACTION + row)
    line = (HEAD + TRANSACTION).count("\n") + 3
    assert [(finding.rule, finding.severity, finding.message, finding.mark and finding.mark.line)
            for finding in read.findings] == [
        ("TXT020", Severity.WARN, "<transactionTimeliness> ('E') of this holding has no place in today's layout, "
                                  "and is left out", line),
        ("TXT020", Severity.WARN, "<transactionValue> ('9') of this holding has no place in today's layout, "
                                  "and is left out", line),
    ]
    assert read.form4 is not None


def test_a_finding_keeps_its_line_in_the_old_layout() -> None:
    text = HEAD + TRANSACTION.replace("<value>100<", "<value>1,00<") + FOOT
    [finding] = read_source(text.encode()).findings
    assert finding.where == "non_derivative_table[0].shares.value"
    assert finding.mark is not None
    assert text.splitlines()[finding.mark.line - 1][finding.mark.column - 1 :].startswith("1,00")


def test_the_order_of_the_old_layout_is_no_fault() -> None:
    parts = TRANSACTION.splitlines(keepends=True)
    swapped = "".join([parts[0], parts[2], parts[1], *parts[3:]])
    assert reading(DERIVATIVE + swapped).findings == ()


def test_what_is_unknown_in_the_old_layout_is_reported() -> None:
    read = reading(TRANSACTION.replace("<ownershipNature>", "<odd/><ownershipNature>"))
    assert [finding.message for finding in read.findings] == ["<odd> is no element of this part of a Form 4"]


def test_a_document_without_a_version_is_read_by_its_layout() -> None:
    text = (HEAD + TRANSACTION + DERIVATIVE + FOOT).replace("    <schemaVersion>X0101</schemaVersion>\n", "")
    assert read_source(text.encode()).findings == ()


def test_a_filing_to_be_sent_today_has_no_version_and_no_old_layout() -> None:
    text = (HEAD + TRANSACTION + FOOT).replace("    <schemaVersion>X0101</schemaVersion>\n", "").replace("2003", "2026")
    assert "TXT002" in {finding.rule for finding in read_source(text.encode()).findings}


@pytest.mark.parametrize("period", ["2003-07-01", "2026-07-01"])
def test_an_empty_value_is_a_fault_in_a_filing_to_be_sent_today(period: str) -> None:
    form4 = reading(DERIVATIVE).form4
    assert form4 is not None
    sent = to_xml(form4, "submission", "X0202").decode().replace("<exerciseDate>", "<exerciseDate><value></value>")
    rules = [finding.rule for finding in read_source(sent.replace("2003-07-01", period, 1).encode()).findings]
    assert ("TXT006" in rules) == (period == "2026-07-01")


@pytest.mark.parametrize("version", ["X0201", "X0304", "X0609"])
def test_later_versions_have_no_rows_below_the_root(version: str) -> None:
    assert "<nonDerivativeSecurity> is no element of this part of a Form 4" in \
        [finding.message.partition(";")[0] for finding in reading(TRANSACTION, X0101=version).findings]


def test_an_empty_value_is_passed_over_to_x0202_and_no_further() -> None:
    form4 = reading(DERIVATIVE).form4
    assert form4 is not None
    today = to_xml(form4, "disseminated").decode()
    odd = today.replace("<exerciseDate>", "<exerciseDate><value></value>")
    assert odd != today
    assert read_source(odd.replace("X0101", "X0202").encode()).findings == ()
    [finding] = read_source(odd.replace("X0101", "X0303").encode()).findings
    assert finding.rule == "TXT006"


def test_what_is_written_has_todays_layout_and_reads_back() -> None:
    form4 = reading(TRANSACTION + DERIVATIVE).form4
    assert form4 is not None
    written = to_xml(form4, "disseminated")
    assert b"<nonDerivativeTable>" in written
    assert b"<schemaVersion>X0101</schemaVersion>" in written
    assert b"aff10b5One" not in written
    assert read_source(written).form4 == form4
