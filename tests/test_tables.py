"""A filing as rows of tables: under which columns its values come, and what each footnote explains."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from form4gen import read
from form4gen.lexical import Amount
from form4gen.reading import read_unjudged
from form4gen.tables import TABLES, Origin, Rows, add, no_rows

from .rules.filings import filing

DOE = Origin("doe")


def rows_of(change: str = "{}", origin: Origin = DOE) -> Rows:
    rows = no_rows()
    add(rows, filing(change), origin)
    return rows


def shown(rows: Rows, table: str) -> list[dict[str, object]]:
    """The rows of a table without what is empty."""
    columns = [column.name for column in TABLES[table]]
    return [{name: cell for name, cell in zip(columns, row, strict=True) if cell is not None} for row in rows[table]]


def test_the_tables_have_the_secs_names() -> None:
    assert {table: " ".join(column.name for column in columns) for table, columns in TABLES.items()} == {
        "filings": "filing sha256 accession_number filed_on schema_version form period_of_report "
                   "date_of_original_submission not_subject_to_section_16 issuer_cik issuer_name issuer_trading_symbol "
                   "issuer_foreign_trading_symbol "
                   "under_10b5_1_plan remarks",
        "owners": "filing owner_number reporting_owner_cik reporting_owner_name non_us_address street1 street2 city "
                  "non_us_state_territory state country zip_code state_description good_address is_director is_officer "
                  "is_ten_percent_owner is_other officer_title other_text",
        "transactions": "filing table_number row_number security_title conversion_or_exercise_price transaction_date "
                        "deemed_execution_date form_type code equity_swap_involved timeliness shares total_value "
                        "price_per_share acquired_disposed exercise_date expiration_date underlying_title "
                        "underlying_shares underlying_value shares_owned_following value_owned_following "
                        "direct_or_indirect nature",
        "holdings": "filing table_number row_number security_title conversion_or_exercise_price exercise_date "
                    "expiration_date underlying_title underlying_shares underlying_value shares_owned_following "
                    "value_owned_following direct_or_indirect nature",
        "footnotes": "filing footnote text",
        "citations": "filing table_number row_number field citation_number footnote",
        "signatures": "filing signature_number signature_name signature_date",
    }


def test_a_filing_has_a_row_with_what_is_known_of_its_file() -> None:
    rows = rows_of("remarks: Exhibit 24", Origin("a/doe.txt", "ab" * 32, "0009999901-26-000001", date(2026, 6, 2)))
    assert shown(rows, "filings") == [{
        "filing": "a/doe.txt", "sha256": "ab" * 32, "accession_number": "0009999901-26-000001",
        "filed_on": date(2026, 6, 2), "form": "4", "period_of_report": date(2026, 6, 1), "issuer_cik": "0000012345",
        "issuer_name": "EXAMPLE CORP", "issuer_trading_symbol": "XMPL", "under_10b5_1_plan": False, "remarks": "Exhibit 24",
    }]


def test_transactions_of_both_tables_stand_in_one_with_the_number_of_their_row() -> None:
    assert shown(rows_of(), "transactions") == [{
        "filing": "doe", "table_number": "I", "row_number": 1, "security_title": "Common Stock",
        "transaction_date": date(2026, 6, 1), "form_type": "4", "code": "P", "equity_swap_involved": False,
        "shares": Decimal(100), "price_per_share": Decimal("10.25"), "acquired_disposed": "A",
        "shares_owned_following": Decimal(1100), "direct_or_indirect": "D",
    }, {
        "filing": "doe", "table_number": "II", "row_number": 1, "security_title": "Stock Option (right to buy)",
        "conversion_or_exercise_price": Decimal("10.25"), "transaction_date": date(2026, 6, 1), "form_type": "4",
        "code": "A", "equity_swap_involved": False, "shares": Decimal(400), "price_per_share": Decimal(0),
        "acquired_disposed": "A", "exercise_date": date(2027, 6, 1), "expiration_date": date(2036, 6, 1),
        "underlying_title": "Common Stock", "underlying_shares": Decimal(400), "shares_owned_following": Decimal(400),
        "direct_or_indirect": "D",
    }]  # fmt: skip


HOLDING = """
non_derivative_table:
  - {}
  - {security_title: Common Stock, shares_owned_following: 7.5, ownership: {direct_or_indirect: I, nature: By trust}}
  - {security_title: Preferred Stock, value_owned_following: 900, ownership: {direct_or_indirect: D}}
"""


def test_a_row_that_reports_no_transaction_is_among_the_holdings() -> None:
    rows = rows_of(HOLDING)
    assert [row[1:3] for row in rows["transactions"]] == [("I", 1), ("II", 1)]
    assert shown(rows, "holdings") == [
        {"filing": "doe", "table_number": "I", "row_number": 2, "security_title": "Common Stock",
         "shares_owned_following": Decimal("7.5"), "direct_or_indirect": "I", "nature": "By trust"},
        {"filing": "doe", "table_number": "I", "row_number": 3, "security_title": "Preferred Stock",
         "value_owned_following": Decimal(900), "direct_or_indirect": "D"},
    ]


def test_numbers_are_the_filings_own_to_the_last_digit() -> None:
    cells = {cell for row in rows_of("non_derivative_table: [{shares: 999999999999.9999, price_per_share: 10.10}]")
             ["transactions"] for cell in row if isinstance(cell, Decimal)}
    assert {"999999999999.9999", "10.10"} <= {str(cell) for cell in cells}
    assert all(isinstance(cell, Amount) for cell in cells)


CITING = """
non_derivative_table:
  - security_title: {value: Common Stock, footnotes: [F3]}
    coding: {form_type: 4, code: S, equity_swap_involved: false, footnotes: [F2]}
    shares: {value: 100, footnotes: [F1, F3]}
    price_per_share: {value: ~, footnotes: [F2]}
    ownership: {direct_or_indirect: I, nature: {value: By trust, footnotes: [F1]}}
derivative_table:
  - exercise_date: {value: ~, footnotes: [F3]}
    underlying_security: {title: {value: Common Stock, footnotes: [F1]}, shares: {value: 400, footnotes: [F2]}}
footnotes: {F2: Second., F3: Third.}
"""


def test_every_citation_says_which_value_it_explains() -> None:
    rows = rows_of(CITING)
    assert rows["citations"] == [("doe", *cited) for cited in [
        ("I", 1, "security_title", 1, "F3"), ("I", 1, "code", 1, "F2"), ("I", 1, "shares", 1, "F1"),
        ("I", 1, "shares", 2, "F3"), ("I", 1, "price_per_share", 1, "F2"), ("I", 1, "nature", 1, "F1"),
        ("II", 1, "exercise_date", 1, "F3"), ("II", 1, "underlying_title", 1, "F1"),
        ("II", 1, "underlying_shares", 1, "F2")]]
    assert rows["footnotes"] == [
        ("doe", "F1", "Shares were acquired under the issuer's purchase plan."), ("doe", "F2", "Second."),
        ("doe", "F3", "Third.")]
    fields = {row[3] for row in rows["citations"]}
    assert fields <= {column.name for column in TABLES["transactions"]}


def test_what_a_footnote_stands_in_the_place_of_is_empty() -> None:
    first, second = shown(rows_of(CITING), "transactions")
    assert "price_per_share" not in first
    assert "exercise_date" not in second


def test_every_owner_has_a_row_and_every_signature() -> None:
    rows = rows_of("""
reporting_owners:
  - {}
  - {cik: 9999902, name: ROE RICHARD, relationship: {is_director: true, is_ten_percent_owner: 1, is_other: false}}
signatures: [{}, {name: /s/ Richard Roe, date: 2026-06-02-05:00}]
""")
    assert shown(rows, "owners") == [
        {"filing": "doe", "owner_number": 1, "reporting_owner_cik": "0009999901", "reporting_owner_name": "DOE JANE",
         "non_us_address": False, "street1": "1 MAIN STREET", "city": "BOSTON", "state": "MA", "zip_code": "02110",
         "is_officer": True, "officer_title": "Chief Financial Officer"},
        {"filing": "doe", "owner_number": 2, "reporting_owner_cik": "0009999902", "reporting_owner_name": "ROE RICHARD",
         "is_director": True, "is_ten_percent_owner": True, "is_other": False}]
    assert rows["signatures"] == [("doe", 1, "/s/ Jane Doe", date(2026, 6, 2)),
                                  ("doe", 2, "/s/ Richard Roe", date(2026, 6, 2))]


def test_a_ccc_is_in_no_table() -> None:
    rows = rows_of('reporting_owners: [{ccc: "abcd#234"}]')
    assert rows == rows_of()


def test_what_is_empty_is_no_value() -> None:
    assert rows_of('{remarks: "", reporting_owners: [{address: {street2: ""}}]}') == rows_of()


def old(tag: str, inside: str) -> str:
    return (f"<{tag}><securityTitle><value>Common Stock</value></securityTitle>{inside}<ownershipNature>"
            f"<directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature></{tag}>")


def value(tag: str, text: str) -> str:
    return f"<{tag}><value>{text}</value></{tag}>"


@pytest.mark.parametrize(("inside", "table", "expected"), [
    (value("transactionDate", "2003-06-02") + "<transactionAmounts>" + value("transactionShares", "5")
     + value("transactionValue", "10.50") + value("transactionAcquiredDisposedCode", "A") + "</transactionAmounts>"
     "<postTransactionAmounts>" + value("sharesOwnedFollowingTransaction", "25") + "</postTransactionAmounts>",
     "transactions", {"shares": Decimal(5), "price_per_share": Decimal("10.5"), "shares_owned_following": Decimal(25)}),
    ("<transactionAmounts>" + value("transactionShares", "25") + "</transactionAmounts>",
     "holdings", {"shares_owned_following": Decimal(25)}),
])  # fmt: skip
def test_the_rows_of_2003_are_in_todays_columns(inside: str, table: str, expected: dict[str, object]) -> None:
    document = f"""<ownershipDocument><schemaVersion>X0101</schemaVersion><documentType>4</documentType>
<periodOfReport>2003-06-02</periodOfReport><issuer><issuerCik>12345</issuerCik><issuerName>EXAMPLE CORP</issuerName>
<issuerTradingSymbol>XMPL</issuerTradingSymbol></issuer><reportingOwner><reportingOwnerId><rptOwnerCik>9999901</rptOwnerCik>
<rptOwnerName>DOE JANE</rptOwnerName></reportingOwnerId><reportingOwnerRelationship><isDirector>1</isDirector>
</reportingOwnerRelationship></reportingOwner>{old("nonDerivativeSecurity", inside)}</ownershipDocument>"""
    rows = no_rows()
    add(rows, read(document), Origin("doe"))
    (row,) = shown(rows, table)
    assert {name: cell for name, cell in row.items() if isinstance(cell, Decimal)} == expected
    assert shown(rows, "filings")[0]["issuer_cik"] == "0000012345"


def test_a_filing_is_read_without_a_rule_and_with_the_faults_of_its_text() -> None:
    broken = read_unjudged(b"<ownershipDocument>\n<documentType>4</ownershipDocument>")
    assert broken.form4 is None
    assert [finding.rule for finding in broken.findings] == ["TXT001"]
    early = read_unjudged(b"form: 4\nperiod_of_report: 2026-06-01\nissuer: {cik: 1, trading_symbol: X}\n"
                          b"reporting_owners: [{cik: 2, relationship: {}}]\n")
    assert (early.form4 is not None, early.findings) == (True, ())
