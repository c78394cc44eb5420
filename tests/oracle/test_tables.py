"""Every row of every real filing, by XPath from its XML, is a row of the tables, value by value and note by note."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from lxml import etree
from typer.testing import CliRunner

from form4gen.cli import app

pytestmark = pytest.mark.oracle
ROW = {
    "security_title": "securityTitle",
    "conversion_or_exercise_price": "conversionOrExercisePrice",
    "transaction_date": "transactionDate",
    "deemed_execution_date": "deemedExecutionDate",
    "form_type": "transactionCoding/transactionFormType",
    "code": "transactionCoding/transactionCode",
    "equity_swap_involved": "transactionCoding/equitySwapInvolved",
    "timeliness": "transactionTimeliness",
    "shares": "transactionAmounts/transactionShares",
    "total_value": "transactionAmounts/transactionTotalValue",
    "price_per_share": "transactionAmounts/transactionPricePerShare",
    "acquired_disposed": "transactionAmounts/transactionAcquiredDisposedCode",
    "exercise_date": "exerciseDate",
    "expiration_date": "expirationDate",
    "underlying_title": "underlyingSecurity/underlyingSecurityTitle",
    "underlying_shares": "underlyingSecurity/underlyingSecurityShares",
    "underlying_value": "underlyingSecurity/underlyingSecurityValue",
    "shares_owned_following": "postTransactionAmounts/sharesOwnedFollowingTransaction",
    "value_owned_following": "postTransactionAmounts/valueOwnedFollowingTransaction",
    "direct_or_indirect": "ownershipNature/directOrIndirectOwnership",
    "nature": "ownershipNature/natureOfOwnership",
}
FILING = {
    "schema_version": "schemaVersion", "form": "documentType", "period_of_report": "periodOfReport",
    "date_of_original_submission": "dateOfOriginalSubmission", "not_subject_to_section_16": "notSubjectToSection16",
    "issuer_cik": "issuer/issuerCik", "issuer_name": "issuer/issuerName",
    "issuer_trading_symbol": "issuer/issuerTradingSymbol",
    "issuer_foreign_trading_symbol": "issuer/issuerForeignTradingSymbol", "under_10b5_1_plan": "aff10b5One",
    "remarks": "remarks",
}  # fmt: skip
ADDRESS = {"non_us_address": "NonUSAddressFlag", "street1": "Street1", "street2": "Street2", "city": "City",
           "non_us_state_territory": "NonUSStateTerritory", "state": "State", "country": "Country", "zip_code": "ZipCode",
           "state_description": "StateDescription", "good_address": "GoodAddress"}
OWNER = {
    "reporting_owner_cik": "reportingOwnerId/rptOwnerCik", "reporting_owner_name": "reportingOwnerId/rptOwnerName",
    **{name: f"reportingOwnerAddress/rptOwner{tag}" for name, tag in ADDRESS.items()},
    **{name: f"reportingOwnerRelationship/{tag}" for name, tag in {
        "is_director": "isDirector", "is_officer": "isOfficer", "is_ten_percent_owner": "isTenPercentOwner",
        "is_other": "isOther", "officer_title": "officerTitle", "other_text": "otherText"}.items()},
}  # fmt: skip
FLAGS = {"equity_swap_involved", "not_subject_to_section_16", "under_10b5_1_plan", "non_us_address", "good_address",
         "is_director", "is_officer", "is_ten_percent_owner", "is_other"}
AMOUNTS = {"conversion_or_exercise_price", "shares", "total_value", "price_per_share", "underlying_shares",
           "underlying_value", "shares_owned_following", "value_owned_following"}
DAYS = {"transaction_date", "deemed_execution_date", "exercise_date", "expiration_date", "period_of_report",
        "date_of_original_submission"}


def text_of(part: Any, path: str) -> str:
    """The text of a value, or of a plain element; empty where there is none."""
    found = part.xpath(f"{path}/value") or part.xpath(path)
    return "".join(found[0].itertext()) if found and not found[0].xpath("*") else ""


def plain(name: str, text: str) -> str:
    """A text as CSV has it: values of these kinds may stand between blanks, and a day has no time zone there."""
    if name in FLAGS:
        return {"1": "true", "0": "false", "": ""}.get(text.strip(), text.strip())
    if name in DAYS:
        return text[:10]
    return text.strip() if name in AMOUNTS or name == "timeliness" else text


def values(part: Any, paths: dict[str, str]) -> dict[str, str]:
    return {name: plain(name, text_of(part, path)) for name, path in paths.items()}


def table_rows(root: Any) -> Iterator[tuple[dict[str, str], Any]]:
    for numeral, tag in (("I", "nonDerivativeTable"), ("II", "derivativeTable")):
        for number, row in enumerate(root.xpath(f"{tag}/*"), 1):
            yield {"table_number": numeral, "row_number": str(number)}, row


def citations(key: dict[str, str], row: Any) -> Iterator[dict[str, str]]:
    for field, path in ROW.items():
        holder = "transactionCoding" if field == "code" else path
        for number, footnote in enumerate(row.xpath(f"{holder}/footnoteId/@id"), 1):
            yield {**key, "field": field, "citation_number": str(number), "footnote": footnote}


def expected(path: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of every table, read from a filing's XML without form4gen."""
    root = etree.fromstring(path.read_bytes())
    rows = [(key, row) for key, row in table_rows(root)]
    held = {"transactions": [(key, row) for key, row in rows if row.tag.endswith("Transaction")],
            "holdings": [(key, row) for key, row in rows if row.tag.endswith("Holding")]}
    return {
        "filings": [values(root, FILING)],
        "owners": [{"owner_number": str(number), **values(owner, OWNER)}
                   for number, owner in enumerate(root.xpath("reportingOwner"), 1)],
        **{table: [{**key, **values(row, ROW)} for key, row in found] for table, found in held.items()},
        "footnotes": [{"footnote": note.get("id"), "text": "".join(note.itertext())}
                      for note in root.xpath("footnotes/footnote")],
        "citations": [cited for key, row in rows for cited in citations(key, row)],
        "signatures": [{"signature_number": str(number), "signature_name": text_of(one, "signatureName"),
                        "signature_date": text_of(one, "signatureDate")[:10]}
                       for number, one in enumerate(root.xpath("ownerSignature"), 1)],
    }


TRANSACTED = {"transaction_date", "deemed_execution_date", "form_type", "code", "equity_swap_involved", "timeliness",
              "shares", "total_value", "price_per_share", "acquired_disposed"}
FEWEST = 333
"""Real filings, each with a row of every table or more, though of holdings and notes not in each."""
BESIDE = {"filing", "sha256", "accession_number", "filed_on"}


@pytest.fixture(scope="module")
def tables(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    for to in ("csv", "parquet"):
        result = CliRunner().invoke(app, ["read", str(shared / "corpus" / "form4"), "--to", to, "-o", str(folder)])
        assert (result.exit_code, result.stderr) == (0, "")
    return folder


def in_csv(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TABLES = ("filings", "owners", "transactions", "holdings", "footnotes", "citations", "signatures")


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_the_xml_is_a_row_of_the_table(shared: Path, tables: Path, table: str) -> None:
    wanted = [{"filing": str(path), **row} for path in sorted((shared / "corpus" / "form4").glob("*.xml"))
              for row in expected(path)[table]]
    if table == "holdings":
        assert not any(row[name] for row in wanted for name in TRANSACTED)
        wanted = [{name: cell for name, cell in row.items() if name not in TRANSACTED} for row in wanted]
    kept = {"filing"} | (set(wanted[0]) if table == "filings" else set())
    found = [{name: cell for name, cell in row.items() if name in kept or name not in BESIDE}
             for row in in_csv(tables, table)]
    assert len(found) == len(wanted) >= FEWEST
    for one, other in zip(found, wanted, strict=True):
        assert one == other


@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_what_csv_does(tables: Path, table: str) -> None:
    def shown(cell: Any) -> Any:
        return {True: "true", False: "false"}[cell] if isinstance(cell, bool) else "" if cell is None else cell

    text = in_csv(tables, table)
    typed = pq.read_table(tables / f"{table}.parquet").to_pylist()
    assert len(text) == len(typed)
    for one, other in zip(text, typed, strict=True):
        assert {name: Decimal(cell) if isinstance(other[name], Decimal) else cell for name, cell in one.items()} == \
            {name: cell if isinstance(cell, Decimal) else str(shown(cell)) for name, cell in other.items()}
