"""Whatever a filing says, its tables say it: every value and every citation once, in CSV and in Parquet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow.parquet as pq
from hypothesis import given, settings

from form4gen import Form4, tables_csv, tables_parquet
from form4gen.ccc import CCC
from form4gen.lexical import Flag
from form4gen.tables import TABLES, Origin, Rows, add, no_rows

from .test_reading import FILINGS

KEYS = {"filing", "owner_number", "table_number", "row_number", "signature_number", "field", "citation_number"}


def said(part: Any) -> Iterator[Any]:
    """Every value in what the model holds, but for a CCC, a row's kind, and what is empty."""
    if isinstance(part, dict):
        for name, inner in part.items():
            yield from () if name in (CCC, "kind") else said(inner)
    elif isinstance(part, (list, tuple)):
        for inner in part:
            yield from said(inner)
    elif isinstance(part, Flag):
        yield bool(part)
    elif part not in (None, ""):
        yield part


def plain(cell: Any) -> str:
    """A value by what it is, so that 1 is not true, and a CIK has its zeros or not."""
    kind = "flag" if isinstance(cell, bool) else "number" if isinstance(cell, Decimal) else \
        "day" if isinstance(cell, date) else "text"
    return f"{kind} {cell.lstrip('0') if isinstance(cell, str) else cell}"


def rows_of(form4: Form4) -> Rows:
    rows = no_rows()
    add(rows, form4, Origin("doe"))
    return rows


@given(FILINGS)
@settings(max_examples=150)
def test_every_value_of_a_filing_is_in_its_tables_once(tree: dict[str, Any]) -> None:
    form4 = Form4.model_validate(tree)
    cells = [cell for table, rows in rows_of(form4).items() for row in rows
             for column, cell in zip(TABLES[table], row, strict=True) if cell is not None and column.name not in KEYS]
    model = {name: getattr(form4, name) for name in Form4.model_fields}
    assert Counter(map(plain, cells)) == Counter(map(plain, said(_opened(model))))


def _opened(part: Any) -> Any:
    """The model as mappings and lists, its values as they are."""
    if hasattr(part, "model_fields_set"):
        return {name: _opened(getattr(part, name)) for name in type(part).model_fields}
    if isinstance(part, dict):
        return {name: _opened(inner) for name, inner in part.items()}
    return [_opened(inner) for inner in part] if isinstance(part, tuple) else part


@given(FILINGS)
@settings(max_examples=60)
def test_csv_and_parquet_give_every_cell_back(tree: dict[str, Any]) -> None:
    for table, rows in rows_of(Form4.model_validate(tree)).items():
        names = [column.name for column in TABLES[table]]
        text = io.StringIO(tables_csv.encoded(table, rows).decode(), newline="")
        assert list(csv.reader(text)) == [["" if cell is None else {True: "true", False: "false"}[cell]
                                           if isinstance(cell, bool) else cell.isoformat()
                                           if isinstance(cell, date) else str(cell) for cell in row] for row in rows]
        file = io.BytesIO()
        writer = tables_parquet.Writer(file, table)
        writer.add(tables_parquet.encoded(table, rows))
        writer.close()
        found = pq.read_table(io.BytesIO(file.getvalue())).to_pylist()
        assert found == [dict(zip(names, row, strict=True)) for row in rows]
