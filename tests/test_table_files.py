"""Tables as files: CSV to the letter, Parquet by its types, and the same bytes whatever the portions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from form4gen import tables_csv, tables_parquet
from form4gen.bulk import Format
from form4gen.lexical import Amount, Day
from form4gen.tables import TABLES, Cell

from .test_tables import CITING, rows_of

FORMATS = pytest.mark.parametrize("written_as", [tables_csv, tables_parquet], ids=["csv", "parquet"])


def file_of(written_as: Format, table: str, *parts: Iterable[tuple[Cell, ...]]) -> bytes:
    file = io.BytesIO()
    writer = written_as.Writer(file, table)
    for part in parts:
        writer.add(written_as.encoded(table, list(part)))
    writer.close()
    return file.getvalue()


def test_csv_has_numbers_as_written_days_and_true_and_false() -> None:
    rows = rows_of("non_derivative_table: [{shares: 10.10, price_per_share: .25, transaction_date: 2026-06-01-05:00}]")
    head, first, *_ = file_of(tables_csv, "transactions", rows["transactions"]).decode().split("\n")
    assert head == ",".join(column.name for column in TABLES["transactions"])
    assert first == "doe,I,1,Common Stock,,2026-06-01,,4,P,false,,10.10,,.25,A,,,,,,1100,,D,"


def test_csv_gives_every_text_back() -> None:
    text = 'He said "no",\nthen\r\nleft; = -1 '
    data = file_of(tables_csv, "footnotes", [("doe", "F1", text)])
    assert data == b'filing,footnote,text\ndoe,F1,"He said ""no"",\nthen\r\nleft; = -1 "\n'
    assert list(csv.reader(io.StringIO(data.decode(), newline="")))[1] == ["doe", "F1", text]


def test_parquet_has_types_of_its_own() -> None:
    table = pq.read_table(io.BytesIO(file_of(tables_parquet, "transactions", rows_of(CITING)["transactions"])))
    types = {field.name: field.type for field in table.schema}
    assert types["shares"] == types["underlying_value"] == pa.decimal128(16, 4)
    assert types["transaction_date"] == pa.date32()
    assert types["equity_swap_involved"] == pa.bool_()
    assert types["row_number"] == pa.int32()
    assert {types[name] for name in ("filing", "table_number", "code", "nature")} == {pa.string()}
    assert table.column("shares").to_pylist() == [Decimal(100), Decimal(400)]
    assert table.column("price_per_share").to_pylist() == [None, Decimal(0)]
    assert table.column("transaction_date").to_pylist() == [date(2026, 6, 1)] * 2


@pytest.mark.parametrize("text", ["999999999999.9999", "0", ".25", "5.", "10.100000000000", "0.0001"])
def test_parquet_holds_every_amount_that_edgar_takes(text: str) -> None:
    batch = tables_parquet.encoded("holdings", [tuple(
        Amount(text) if column.name == "shares_owned_following" else None for column in TABLES["holdings"])])
    assert batch.column("shares_owned_following").to_pylist() == [Decimal(text)]


@FORMATS
@pytest.mark.parametrize("table", TABLES)
def test_a_table_without_rows_has_its_columns(written_as: Format, table: str) -> None:
    data = file_of(written_as, table, [])
    names = [column.name for column in TABLES[table]]
    if written_as is tables_csv:
        assert data.decode() == ",".join(names) + "\n"
    else:
        assert pq.read_table(io.BytesIO(data)).schema.names == names


@FORMATS
def test_a_table_is_known_by_its_name_and_by_nothing_else(written_as: Format) -> None:
    data = file_of(written_as, "owners", rows_of()["owners"])
    assert written_as.is_ours(io.BytesIO(data), "owners")
    assert not written_as.is_ours(io.BytesIO(data), "signatures")
    for other in (b"", b"filing,footnote\n", b"PAR1", b"PAR1" + bytes(40) + b"PAR1", data[: len(data) // 4]):
        assert not written_as.is_ours(io.BytesIO(other), "owners")


def test_a_parquet_file_of_someone_else_is_not_ours() -> None:
    file = io.BytesIO()
    pq.write_table(pa.table({"filing": ["doe"]}), file)
    assert not tables_parquet.is_ours(io.BytesIO(file.getvalue()), "filings")


NOTES: list[tuple[Cell, ...]] = [(f"doe{number}", f"F{number % 99 + 1}", "text " * (number % 40)) for number in range(1000)]


@FORMATS
@pytest.mark.parametrize("size", [1, 7, 64, 999, 1000])
def test_the_same_rows_are_the_same_bytes_in_whatever_parts(written_as: Format, size: int,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_parquet, "ROWS_OF_A_GROUP", 64)
    parts = [NOTES[start : start + size] for start in range(0, len(NOTES), size)]
    assert file_of(written_as, "footnotes", *parts, []) == file_of(written_as, "footnotes", NOTES)


def test_rows_are_written_in_groups_of_a_set_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_parquet, "ROWS_OF_A_GROUP", 64)
    metadata = pq.read_metadata(io.BytesIO(file_of(tables_parquet, "footnotes", NOTES[:500], NOTES[500:])))
    sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    assert sizes == [64] * 15 + [40]
    assert pq.read_table(io.BytesIO(file_of(tables_parquet, "footnotes", NOTES))).to_pylist()[999] == \
        dict(zip(("filing", "footnote", "text"), NOTES[999], strict=True))


def test_a_day_is_a_date_whatever_stands_behind_it() -> None:
    rows: list[tuple[Cell, ...]] = [("doe", 1, "Jane Doe", Day("2026-06-02-05:00"))]
    assert file_of(tables_csv, "signatures", rows).decode().split("\n")[1] == "doe,1,Jane Doe,2026-06-02"
    assert tables_parquet.encoded("signatures", rows).column("signature_date").to_pylist() == [date(2026, 6, 2)]
