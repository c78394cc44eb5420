"""Form 4 -> rows of tidy tables: filings, owners, transactions, holdings, footnotes, citations, signatures.

The columns follow from the declarations, under the SEC's names. Table I and II go into one table of transactions and one of
holdings, with the same columns. A footnote's citation has a row of its own, with the column whose value it explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from form4gen.ccc import CCC
from form4gen.element import Declared, Element, Row, declared, is_footnotable
from form4gen.filing import (
    DerivativeHolding,
    DerivativeTransaction,
    Form4,
    NonDerivativeHolding,
    NonDerivativeTransaction,
    ReportingOwner,
    Signature,
)
from form4gen.lexical import Amount, Cik, Day, Flag

Type = Literal["text", "number", "amount", "day", "flag"]
Cell = str | int | Decimal | date | bool | None


class Column(NamedTuple):
    """A column: its name, and what its values are. ``amount``: shares or US dollars; ``flag``: true or false."""

    name: str
    type: Type = "text"


class Origin(NamedTuple):
    """Where a filing comes from: the name of its file, and what is known of it beside the filing.

    ``sha256``: of the file's bytes, hexadecimal. ``accession_number``, ``filed_on``: as EDGAR's header gives them.
    """

    filing: str
    sha256: str | None = None
    accession_number: str | None = None
    filed_on: date | None = None


CIK_DIGITS: Final = 10
_PREFIXES: Final = {Form4: "", ReportingOwner: "reporting_owner_", Signature: "signature_"}
"""What stands before the names of a part's own fields."""
_PREFIXES_WITHIN: Final = {"issuer": "issuer_", "underlying_security": "underlying_"}
"""The same for the fields of a part of a part; the others' names say what they are of."""
_CODING: Final = "coding"

_FILING: Final = Column("filing")
_ROW: Final = (_FILING, Column("table_number"), Column("row_number", "number"))


class _Step(NamedTuple):
    """A field of a part: the column that it gives or that its footnotes explain, or the prefix of its own fields."""

    attribute: str
    kind: Literal["value", "citations", "part"]
    name: str
    type: Type = "text"
    is_cik: bool = False


@cache
def _steps(cls: type[Element], prefix: str) -> tuple[_Step, ...]:
    """The fields of a class that go into the table of its holder. A CCC goes nowhere."""
    return tuple(_step(one, prefix) for one in declared(cls) if one.kind != "elements" and one.name != CCC)


def _step(one: Declared, prefix: str) -> _Step:
    if one.kind == "element":
        within = f"{prefix}{one.name}" if is_footnotable(one.types[0]) else _PREFIXES_WITHIN.get(one.name, "")
        return _Step(one.name, "part", within)
    # The value of a footnoted field has the field's name, and so have its footnotes; those of a coding explain the code.
    if one.kind == "citations":
        return _Step(one.name, "citations", prefix or "code")
    name = prefix if one.where.path == "value" else f"{prefix}{one.name}"
    return _Step(one.name, "value", name, _type(one.types[0]), one.types[0] == Cik)


def _type(annotation: Any) -> Type:
    types: dict[Any, Type] = {Amount: "amount", Day: "day", Flag: "flag"}
    return types.get(annotation, "text")


def _columns(cls: type[Element], prefix: str) -> Iterator[Column]:
    for step in _steps(cls, prefix):
        if step.kind == "value":
            yield Column(step.name, step.type)
        elif step.kind == "part":
            part = next(one.types[0] for one in declared(cls) if one.name == step.attribute)
            yield from _columns(part, step.name)


def _columns_of(*rows: type[Element]) -> tuple[Column, ...]:
    """The columns of a table that holds rows of several kinds, in EDGAR's order; the first kind has the most."""
    return tuple(dict.fromkeys(column for cls in rows for column in _columns(cls, _PREFIXES.get(cls, ""))))


TABLES: Final[Mapping[str, tuple[Column, ...]]] = {
    "filings": (_FILING, Column("sha256"), Column("accession_number"), Column("filed_on", "day"), *_columns_of(Form4)),
    "owners": (_FILING, Column("owner_number", "number"), *_columns_of(ReportingOwner)),
    "transactions": (*_ROW, *_columns_of(DerivativeTransaction, NonDerivativeTransaction)),
    "holdings": (*_ROW, *_columns_of(DerivativeHolding, NonDerivativeHolding)),
    "footnotes": (_FILING, Column("footnote"), Column("text")),
    "citations": (*_ROW, Column("field"), Column("citation_number", "number"), Column("footnote")),
    "signatures": (_FILING, Column("signature_number", "number"), *_columns_of(Signature)),
}
"""The tables and their columns."""
_NUMERALS: Final = {"non_derivative_table": "I", "derivative_table": "II"}

Rows = dict[str, list[tuple[Cell, ...]]]


def no_rows() -> Rows:
    return {name: [] for name in TABLES}


def add(rows: Rows, form4: Form4, origin: Origin) -> None:
    """Add a filing's rows to those of each table."""
    filing = origin.filing
    rows["filings"].append((*origin, *_cells(form4, "filings", len(origin))))
    for number, owner in enumerate(form4.reporting_owners, 1):
        rows["owners"].append((filing, number, *_cells(owner, "owners", 2)))
    for (table, index), row in form4.rows():
        _add_row(rows, row, (filing, _NUMERALS[str(table)], int(index) + 1))
    rows["footnotes"] += [(filing, footnote.id, footnote.text) for footnote in form4.footnotes]
    for number, signature in enumerate(form4.signatures, 1):
        rows["signatures"].append((filing, number, *_cells(signature, "signatures", 2)))


def _add_row(rows: Rows, row: Row, key: tuple[Cell, ...]) -> None:
    table = "transactions" if isinstance(row, NonDerivativeTransaction | DerivativeTransaction) else "holdings"
    values: dict[str, Cell] = {}
    cited: list[tuple[str, tuple[str, ...]]] = []
    _gather(row, "", values, cited)
    rows[table].append((*key, *(values.get(column.name) for column in TABLES[table][len(key):])))
    rows["citations"] += [(*key, field, number, footnote) for field, footnotes in cited
                          for number, footnote in enumerate(footnotes, 1)]


def _cells(part: Element, table: str, after: int) -> Iterator[Cell]:
    """The values of a part that is a row of a table, for the columns after so many."""
    values: dict[str, Cell] = {}
    _gather(part, _PREFIXES[type(part)], values, [])
    return (values.get(column.name) for column in TABLES[table][after:])


def _gather(part: Element, prefix: str, values: dict[str, Cell], cited: list[tuple[str, tuple[str, ...]]]) -> None:
    """Every value of a part by its column, and the footnotes that explain each. What is empty is no value."""
    for attribute, kind, name, type_, is_cik in _steps(type(part), prefix):
        value = getattr(part, attribute)
        if value is None or value == "":
            continue
        if kind == "part":
            _gather(value, name, values, cited)
        elif kind == "citations":
            cited.append((name, value))
        elif type_ == "flag":
            values[name] = bool(value)
        else:
            values[name] = value.zfill(CIK_DIGITS) if is_cik else value
