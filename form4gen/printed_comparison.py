"""Two filings -> the printed form of the new one, whose boxes also hold what stood in the old.

Rows, owners, footnotes and signatures stand beside those they were, removed ones where they stood. Footnotes have the new
filing's numbers, but for those that are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from form4gen.comparison import Comparison
from form4gen.filing import Form4
from form4gen.matching import Pair
from form4gen.page_parts import EMPTY, Cell, OwnerBlock, Page, RelationshipBoxes, SignedBy, TableRow
from form4gen.printed import printed
from form4gen.revision import Mark, remarked, replaced, reworded
from form4gen.same_parts import CITATIONS, notes
from form4gen.versions import Edition

Part = TypeVar("Part")
Numbers = Mapping[str, str]
"""The mark of an old footnote as the new filing has it; footnotes that are gone are not among them."""


def printed_comparison(comparison: Comparison, edition: Edition) -> Page:
    """The words on the printed form, each with its state."""
    old, new = _with_names(comparison)
    before, after = printed(_from_the_same_owner(old, comparison), edition), printed(new, edition)
    pairs, numbers = comparison.pairs, _numbers(comparison)
    is_joint = before.owners or after.owners
    return replace(
        after,
        title=f"Comparison - {after.title}",
        no_longer_subject=_mark(before.no_longer_subject, after.no_longer_subject),
        under_10b5_1_plan=None if after.under_10b5_1_plan is None else _mark(
            before.under_10b5_1_plan, after.under_10b5_1_plan),
        owner=_owner(before.owner, after.owner),
        issuer_name=replaced(before.issuer_name, after.issuer_name),
        trading_symbol=replaced(before.trading_symbol, after.trading_symbol),
        foreign_trading_symbol=_either(before.foreign_trading_symbol, after.foreign_trading_symbol, replaced),
        earliest_transaction=replaced(before.earliest_transaction, after.earliest_transaction),
        original_filed=replaced(before.original_filed, after.original_filed),
        relationship=_relationship(before.relationship, after.relationship),
        one_reporting_person=_mark(before.one_reporting_person, after.one_reporting_person),
        table_i=_table(before.table_i, after.table_i, pairs["non_derivative_table"], numbers),
        table_ii=_table(before.table_ii, after.table_ii, pairs["derivative_table"], numbers),
        owners=_merged(_owners(old, edition), _owners(new, edition), pairs["reporting_owners"], _owner, NO_OWNER)
        if is_joint else (),
        footnotes=_merged(before.footnotes, after.footnotes, pairs[CITATIONS], _footnote, ""),
        remarks=_either(before.remarks, after.remarks, reworded),
        signatures=_merged(before.signatures, after.signatures, pairs["signatures"], _signature, SignedBy("", "")),
    )


NO_OWNER = OwnerBlock("", ("", ""), "", "", "", None)


def _with_names(comparison: Comparison) -> tuple[Form4, Form4]:
    """Both filings, with the names that one of them leaves to EDGAR."""
    old, new = comparison.old, comparison.new
    found = [(one, other) for one, other in comparison.pairs["reporting_owners"] if one is not None and other is not None]
    olds, news = list(old.reporting_owners), list(new.reporting_owners)
    for one, other in found:
        olds[one], news[other] = _named(olds[one], news[other]), _named(news[other], olds[one])
    return (old.model_copy(update={"issuer": _named(old.issuer, new.issuer), "reporting_owners": tuple(olds)}),
            new.model_copy(update={"issuer": _named(new.issuer, old.issuer), "reporting_owners": tuple(news)}))


def _named(part: Any, other: Any) -> Any:
    return part if part.name else part.model_copy(update={"name": other.name})


def _from_the_same_owner(old: Form4, comparison: Comparison) -> Form4:
    """The old filing with the owner first who is first in the new one, so that boxes 1 and 5 speak of one person."""
    first = next((one for one, other in comparison.pairs["reporting_owners"] if other == 0), None)
    owners = old.reporting_owners
    if first is None:
        return old
    return old.model_copy(update={"reporting_owners": (owners[first], *owners[:first], *owners[first + 1:])})


def _owners(form4: Form4, edition: Edition) -> tuple[OwnerBlock, ...]:
    return tuple(printed(form4.model_copy(update={"reporting_owners": (owner,)}), edition).owner
                 for owner in form4.reporting_owners)


def _numbers(comparison: Comparison) -> Numbers:
    olds, news = notes(comparison.old), notes(comparison.new)
    return {_marked(olds[one].id): _marked(news[other].id) for one, other in comparison.pairs[CITATIONS]
            if one is not None and other is not None}


def _marked(footnote: str) -> str:
    return f"({footnote.removeprefix('F')})"


def _merged(old: Sequence[Part], new: Sequence[Part], pairs: Sequence[Pair], joined: Callable[[Part, Part], Part],
            nothing: Part) -> tuple[Part, ...]:
    """The parts of both lists, each once; ``nothing`` is what a part was before it was added, or is once removed."""
    states = ((_part(old, one, nothing), _part(new, other, nothing)) for one, other in pairs)
    return tuple(joined(before, after) for before, after in states if before != nothing or after != nothing)


def _part(parts: Sequence[Part], number: int | None, nothing: Part) -> Part:
    """A footnote that is cited and not there has a number beyond the last."""
    return nothing if number is None or number >= len(parts) else parts[number]


def _table(old: Sequence[TableRow], new: Sequence[TableRow], pairs: Sequence[Pair], numbers: Numbers,
           ) -> tuple[TableRow, ...]:
    width = len(next(iter((*old, *new)), ()))

    def joined(before: TableRow, after: TableRow) -> TableRow:
        return tuple(_cell(one, other, numbers) for one, other in zip(before, after, strict=True))

    return _merged(old, new, pairs, joined, (EMPTY,) * width)


def _cell(old: Cell, new: Cell, numbers: Numbers) -> Cell:
    kept = {numbers.get(mark) for mark in old.marks} & set(new.marks)
    gone = (replaced(numbers.get(mark, mark), "") for mark in old.marks if numbers.get(mark) not in kept)
    marks = (*gone, *(mark if mark in kept else replaced("", mark) for mark in new.marks))
    if (old.text, old.dollars) == (new.text, new.dollars):
        return replace(new, marks=marks)
    return Cell(replaced(_with_sign(old), _with_sign(new)), marks)


def _with_sign(cell: Cell) -> str:
    """The "$" is struck or underlined with its number."""
    return ("$" if cell.dollars else "") + cell.text


def _owner(old: OwnerBlock, new: OwnerBlock) -> OwnerBlock:
    first, second = (replaced(before, after) for before, after in zip(old.streets, new.streets, strict=True))
    return OwnerBlock(
        name=replaced(old.name, new.name), streets=(first, second), city=replaced(old.city, new.city),
        state=replaced(old.state, new.state), zip_code=replaced(old.zip_code, new.zip_code),
        country=_either(old.country, new.country, replaced))


def _relationship(old: RelationshipBoxes, new: RelationshipBoxes) -> RelationshipBoxes:
    return RelationshipBoxes(
        director=_mark(old.director, new.director), ten_percent_owner=_mark(old.ten_percent_owner, new.ten_percent_owner),
        officer=_mark(old.officer, new.officer), other=_mark(old.other, new.other),
        officer_title=replaced(old.officer_title, new.officer_title),
        other_text=replaced(old.other_text, new.other_text), in_one_cell=new.in_one_cell)


def _footnote(old: str, new: str) -> str:
    """A footnote's line; where it only got another number, the new one."""
    number, _, _ = new.partition(" ")
    text = old.partition(" ")[2]
    return reworded(f"{number} {text}" if old and new else old, new)


def _signature(old: SignedBy, new: SignedBy) -> SignedBy:
    return SignedBy(replaced(old.name, new.name), replaced(old.date, new.date))


def _mark(old: Mark | None, new: Mark | None) -> Mark:
    return remarked(bool(old), bool(new))


def _either(old: str | None, new: str | None, joined: Callable[[str, str], str]) -> str | None:
    """Both states of what a form may not have; None where neither has it."""
    return None if old is None and new is None else joined(old or "", new or "")
