"""Tables as Parquet: shares and dollars as decimals of four places, days as dates, numbers of rows as integers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from form4gen.tables import TABLES, Cell, Type

ENDING: Final = ".parquet"
MARK: Final = b"form4gen"
"""The key in a file's metadata by which it is known as ours; the value is the table's name."""
ROWS_OF_A_GROUP: Final = 20_000
"""So many rows are held in memory and written together; the same rows in other parts are the same file."""
_TYPES: Final[dict[Type, pa.DataType]] = {
    "text": pa.string(), "number": pa.int32(), "day": pa.date32(), "flag": pa.bool_(),
    "amount": pa.decimal128(16, 4),  # EDGAR's largest is 999999999999.9999, exact to the last digit.
}


@cache
def schema(table: str) -> pa.Schema:
    fields = [pa.field(column.name, _TYPES[column.type]) for column in TABLES[table]]
    return pa.schema(fields, metadata={MARK: table})


def encoded(table: str, rows: Sequence[Sequence[Cell]]) -> pa.RecordBatch:
    """Rows of a table."""
    of_table = schema(table)
    columns = zip(*rows, strict=True) if rows else [()] * len(of_table)
    arrays = [pa.array(cells, type=field.type) for cells, field in zip(columns, of_table, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=of_table)


def is_ours(file: BinaryIO, table: str) -> bool:
    """Whether a file says of itself that form4gen has made it of this table."""
    try:
        metadata = pq.read_schema(file).metadata or {}
    except (pa.ArrowException, OSError):
        return False
    return bool(metadata.get(MARK) == table.encode())


class Writer:
    """Writes a table into a file, group after group of rows."""

    def __init__(self, file: BinaryIO, table: str) -> None:
        self._held: list[pa.RecordBatch] = []
        self._number = 0
        self._writer = pq.ParquetWriter(file, schema(table), compression="zstd")

    def add(self, part: pa.RecordBatch) -> None:
        self._held.append(part)
        self._number += len(part)
        while self._number >= ROWS_OF_A_GROUP:
            self._write()

    def close(self) -> None:
        """Write what is held, and the file's end."""
        if self._number:
            self._write()
        self._writer.close()

    def abandon(self) -> None:
        """Write no more; else pyarrow would, when it lets the writer go."""
        self._writer.is_open = False

    def _write(self) -> None:
        held = pa.Table.from_batches(self._held).combine_chunks()
        self._writer.write_table(held[:ROWS_OF_A_GROUP])
        self._held = held[ROWS_OF_A_GROUP:].to_batches()
        self._number = sum(map(len, self._held))
