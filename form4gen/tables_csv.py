"""Tables as CSV: UTF-8, a first line with the columns' names, numbers as the filing writes them, nothing for no value.

Source: RFC 4180, but for its line ends, which are line feeds here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO, Final

from form4gen.tables import TABLES, Cell

ENDING: Final = ".csv"


def encoded(_table: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """Rows of a table."""
    return _lines(map(_shown, row) for row in rows)


def is_ours(file: BinaryIO, table: str) -> bool:
    """Whether a file begins as form4gen begins a table's."""
    head = _head(table)
    return file.read(len(head)) == head


class Writer:
    """Writes a table into a file, part after part."""

    def __init__(self, file: BinaryIO, table: str) -> None:
        self._file = file
        file.write(_head(table))

    def add(self, part: bytes) -> None:
        self._file.write(part)

    def close(self) -> None:
        """Nothing is kept back."""

    def abandon(self) -> None:
        """Nothing is to be undone."""


def _head(table: str) -> bytes:
    return _lines([[column.name for column in TABLES[table]]])


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _shown(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
