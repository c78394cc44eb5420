"""What a part of a filing and a value in it are called on the form.

"Table I, row 2 (Common Stock, 2026-06-01, P)" is a part; "column 4 Amount" a value in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from form4gen.element import declared
from form4gen.filing import ROW_CLASSES, Address, AnyRow, Coding, Form4, Place, Relationship, Transaction
from form4gen.lexical import Flag
from form4gen.same_parts import notes

TABLE_NAMES: Final = {"non_derivative_table": "Table I", "derivative_table": "Table II"}
_ALONE: Final = {
    "form": "Form type", "period_of_report": "Box 3, Date of Earliest Transaction",
    "date_of_original_submission": "Box 4, Date of Original Filed",
    "not_subject_to_section_16": "Check box, No longer subject to Section 16",
    "under_10b5_1_plan": "Check box, Rule 10b5-1(c) plan", "issuer": "Box 2, Issuer", "remarks": "Remarks",
}
"""Parts that a filing has once."""
_LISTS: Final = {"reporting_owners": "reporting owners", "signatures": "signatures"} | {
    name: f"rows of {title}" for name, title in TABLE_NAMES.items()}
_VALUES: Final[Mapping[str, Mapping[Place, str]]] = {
    "issuer": {
        ("cik",): "CIK", ("name",): "Issuer Name", ("trading_symbol",): "Ticker or Trading Symbol",
        ("foreign_trading_symbol",): "(2a) Foreign Trading Symbol"},
    "reporting_owners": {
        ("cik",): "CIK", ("name",): "box 1 Name", ("address", "non_us_address"): "box 1 Non-US Address",
        ("address", "street1"): "box 1 Street, first line", ("address", "street2"): "box 1 Street, second line",
        ("address", "city"): "box 1 City", ("address", "state"): "box 1 State",
        ("address", "non_us_state_territory"): "box 1 State or Territory outside the US",
        ("address", "country"): "box 1 Country", ("address", "zip_code"): "box 1 Zip",
        ("relationship", "is_director"): "box 5 Director", ("relationship", "is_officer"): "box 5 Officer",
        ("relationship", "is_ten_percent_owner"): "box 5 10% Owner", ("relationship", "is_other"): "box 5 Other",
        ("relationship", "officer_title"): "box 5 Officer's title", ("relationship", "other_text"): "box 5 Other, text"},
    "signatures": {("name",): "Signature of Reporting Person", ("date",): "Date"},
    "footnotes": {("text",): "text"},
    "non_derivative_table": {("shares",): "Amount"},
    "derivative_table": {("shares",): "Number", ("total_value",): "Value"},
}
_IN_ROWS: Final[Mapping[Place, str]] = {
    ("security_title",): "Title", ("conversion_or_exercise_price",): "Conversion or Exercise Price",
    ("transaction_date",): "Transaction Date", ("deemed_execution_date",): "Deemed Execution Date",
    ("coding",): "Code", ("coding", "code"): "Code", ("coding", "form_type"): "Form type",
    ("coding", "equity_swap_involved"): "Equity swap (K)", ("timeliness",): "Timeliness",
    ("acquired_disposed",): "(A) or (D)", ("price_per_share",): "Price", ("exercise_date",): "Date Exercisable",
    ("expiration_date",): "Expiration Date", ("underlying_security", "title"): "Title",
    ("underlying_security", "shares"): "Amount or Number of Shares", ("underlying_security", "value"): "Value",
    ("shares_owned_following",): "Amount Owned Following", ("value_owned_following",): "Value Owned Following",
    ("ownership", "direct_or_indirect"): "Direct (D) or Indirect (I)", ("ownership", "nature"): "Nature of Ownership",
}
FLAGS: Final = frozenset(
    one.name for cls in (Form4, Address, Relationship, Coding) for one in declared(cls) if one.types[0] is Flag)


def list_name(name: str) -> str:
    """``rows of Table I``."""
    return _LISTS[name]


def part_name(form4: Form4, place: Place) -> str:
    """A box, owner, row, footnote or signature of a filing as a reader knows it."""
    name, *number = place
    if not number:
        return _ALONE[str(name)]
    at = int(number[0])
    if name in TABLE_NAMES:
        return f"{row_name(place)} ({', '.join(_told(getattr(form4, str(name))[at]))})"
    if name == "footnotes":
        there = form4.footnotes[at : at + 1] or notes(form4)[at : at + 1]
        return f"Footnote {there[0].id.removeprefix('F')}"
    part = getattr(form4, str(name))[at]
    return f"Signature of {part.name}" if name == "signatures" else \
        f"Reporting owner {' '.join(filter(None, (part.name, f'(CIK {part.cik})')))}"


def row_name(place: Place) -> str:
    """``Table I, row 2``."""
    return f"{TABLE_NAMES[str(place[0])]}, row {int(place[1]) + 1}"


def value_name(part: Place, place: Place) -> str:
    """A value within a part: ``column 4 Amount``, ``box 1 City``; "" for a part that is itself one value."""
    if not place:
        return ""
    names = {**(_IN_ROWS if part[0] in TABLE_NAMES else {}), **_VALUES[str(part[0])]}
    where = place if place in names else place[:-1]
    return f"{_column_name(part, where)}{names[where]}"


def _column_name(part: Place, place: Place) -> str:
    """``column 2A `` as the form numbers it; "" outside the tables."""
    if part[0] not in TABLE_NAMES:
        return ""
    boxes = ROW_CLASSES[str(part[0])]["transaction"].boxes
    return f"column {boxes[column(part, place)].partition('.')[2]} "


def column(part: Place, place: Place) -> int:
    """The printed column of a value in a row, from 0; a value that declares none stands in its holder's. Elsewhere 0."""
    if part[0] not in TABLE_NAMES:
        return 0
    row = ROW_CLASSES[str(part[0])]["transaction"]
    holder = next(one for one in declared(row) if one.name == place[0])
    within = next((one.where.column for one in declared(holder.types[0]) if place[1:2] == (one.name,)), None)
    return (holder.where.column or 0) + (within or 0)


def _told(row: AnyRow) -> tuple[str, ...]:
    """What tells a row from others at sight."""
    if isinstance(row, Transaction):
        coding = (row.coding.code,) if row.coding else ()
        return (row.security_title.value, row.transaction_date.value.isoformat(), *coding)
    nature = row.ownership.nature
    return row.security_title.value, "holding", nature.value if nature and nature.value else \
        row.ownership.direct_or_indirect.value
