"""The words of a printed page, by the boxes they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from form4gen.revision import Mark, opposite
from form4gen.versions import Edition


@dataclass(frozen=True, slots=True)
class Cell:
    """The words in one box: what stands there, the marks of the footnotes it cites, and whether a "$" precedes it."""

    text: str = ""
    marks: tuple[str, ...] = ()
    dollars: bool = False


EMPTY: Final = Cell()
TableRow: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class OwnerBlock:
    """Box 1: an owner's name and address. ``country`` is None where the edition has no line for it."""

    name: str
    streets: tuple[str, str]
    city: str
    state: str
    zip_code: str
    country: str | None


@dataclass(frozen=True, slots=True)
class RelationshipBoxes:
    """Box 5: which of its four boxes are marked, and the words below "Officer" and "Other".

    ``in_one_cell``: the older form centres both texts in one cell.
    """

    director: Mark
    ten_percent_owner: Mark
    officer: Mark
    other: Mark
    officer_title: str
    other_text: str
    in_one_cell: bool


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A signature line and its date."""

    name: str
    date: str


@dataclass(frozen=True, slots=True)
class Page:
    """The words on the printed form.

    ``foot`` names the filing on each page of several. A box the edition lacks is None. ``owners`` lists every reporting
    owner if there are several, the first included, and nobody if there is one. ``remarks`` is None where the filing has
    none; empty remarks keep their heading.
    """

    edition: Edition
    title: str
    foot: str
    no_longer_subject: Mark
    under_10b5_1_plan: Mark | None
    owner: OwnerBlock
    issuer_name: str
    trading_symbol: str
    foreign_trading_symbol: str | None
    earliest_transaction: str
    original_filed: str
    relationship: RelationshipBoxes
    one_reporting_person: Mark
    table_i: tuple[TableRow, ...]
    table_ii: tuple[TableRow, ...]
    owners: tuple[OwnerBlock, ...]
    footnotes: tuple[str, ...]
    remarks: str | None
    signatures: tuple[SignedBy, ...]
    form_number: str | None

    @property
    def more_reporting_persons(self) -> Mark:
        return opposite(self.one_reporting_person)

    @property
    def plan_box_has_a_row(self) -> bool:
        """Whether the Rule 10b5-1(c) box stands in a row above Table I, not in the head."""
        return self.edition == "X04"
