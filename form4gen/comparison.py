"""What changed between two filings: boxes, owners, rows, footnotes and signatures.

A footnote is what it says and what cites it: its number is no part of it, and a citation that comes or goes is a change of
the footnote, not of the row. What EDGAR treats as the same is no change (``same_filing``), nor are another order of rows,
blanks and line ends in a text, zeros before a CIK, and a name that one of the two filings leaves to EDGAR.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from form4gen.element import declared
from form4gen.filing import TABLES, Form4, Issuer, Place, ReportingOwner
from form4gen.matching import Pair, is_reordered
from form4gen.same_parts import CITATIONS, Moves, Note, carried, citers, moves, notes, same_parts, values
from form4gen.same_text import plain


class ValueChange(NamedTuple):
    """A value within a part, and its text before and after; "" where there is none."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the filing that changed; where it stands in the old filing and in the new, None where it does not.

    ``values``: what changed; of a part added or removed, everything. ``cited_no_more`` and ``cited_now``: of a footnote,
    the values in the old filing and in the new whose citation went or came.
    """

    old: Place | None
    new: Place | None
    values: tuple[ValueChange, ...]
    cited_no_more: tuple[Place, ...] = ()
    cited_now: tuple[Place, ...] = ()

    @property
    def kind(self) -> Literal["changed", "added", "removed"]:
        return "added" if self.old is None else "removed" if self.new is None else "changed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two filings, which parts of their lists are the same (by the list's name, in order), and what changed.

    ``reordered``: the lists whose parts stand in another order, which is no change.
    """

    old: Form4
    new: Form4
    pairs: Mapping[str, tuple[Pair, ...]]
    changes: tuple[Change, ...]
    reordered: tuple[str, ...]

    @property
    def leaves_rows_out(self) -> bool:
        """Whether the new filing amends the old one and lacks rows of it, which does not mean that they were withdrawn.

        "Do not repeat lines of transaction information that were disclosed in the original Form and are not being amended"
        (Form 4, General Instruction 9).
        """
        removed = (change.old for change in self.changes if change.old is not None and change.new is None)
        return (self.old.form, self.new.form) == ("4", "4/A") and any(place[0] in TABLES for place in removed)


def compared(old: Form4, new: Form4) -> Comparison:
    """What changed from an old filing to a new one."""
    pairs = same_parts(old, new)
    changes: list[Change] = []
    for one in declared(Form4):
        if one.name == CITATIONS:
            changes += _note_changes(old, new, pairs)
        elif one.name in pairs:
            changes += _list_changes(one.name, getattr(old, one.name), getattr(new, one.name), pairs[one.name])
        elif not one.where.by_edgar:
            told = _value_changes((one.name,), getattr(old, one.name), getattr(new, one.name))
            changes += [Change((one.name,), (one.name,), told)] if told else []
    reordered = tuple(name for name, found in pairs.items() if name != CITATIONS and is_reordered(found))
    return Comparison(old, new, pairs, tuple(changes), reordered)


def _list_changes(name: str, old: tuple[Any, ...], new: tuple[Any, ...], pairs: tuple[Pair, ...]) -> Iterator[Change]:
    for one, other in pairs:
        told = _value_changes((name,), None if one is None else old[one], None if other is None else new[other])
        if told or one is None or other is None:
            yield Change(_at(name, one), _at(name, other), told)


def _at(name: str, number: int | None) -> Place | None:
    return None if number is None else (name, number)


SUPPLIED: Final = {(part, one.name) for part, cls in (("issuer", Issuer), ("reporting_owners", ReportingOwner))
                   for one in declared(cls) if one.where.profile == "disseminated"}
"""What a filer may leave to EDGAR."""


def _value_changes(part: Place, old: Any, new: Any) -> tuple[ValueChange, ...]:
    """The values that differ between two states of a part; every one where a state is None."""
    before, after = values(old, part), values(new, part)
    changes = (ValueChange(place, before.get(place, ""), after.get(place, "")) for place in {**after, **before})
    may_be_supplied = old is not None and new is not None
    return tuple(change for change in changes
                 if plain(change.old, change.place) != plain(change.new, change.place)
                 and not (may_be_supplied and (*part, *change.place) in SUPPLIED and not (change.old and change.new)))


def _note_changes(old: Form4, new: Form4, pairs: Mapping[str, tuple[Pair, ...]]) -> Iterator[Change]:
    olds, news, citing, citing_new = notes(old), notes(new), citers(old), citers(new)
    moved = moves(pairs)
    for one, other in pairs[CITATIONS]:
        before, after = (None if one is None else olds[one]), (None if other is None else news[other])
        was = citing.get(before.id, []) if before else []
        now = citing_new.get(after.id, []) if after else []
        if before and after:
            was, now = _moved_citations(old, new, was, now, moved)
        texts = ValueChange(("text",), _text(old, one, before), _text(new, other, after))
        told = (texts,) if plain(texts.old) != plain(texts.new) else ()
        if told or was or now or not (before and after):
            yield Change(_at(CITATIONS, one), _at(CITATIONS, other), told, tuple(was), tuple(now))


def _text(form4: Form4, number: int | None, note: Note | None) -> str:
    """A footnote's text as it was written."""
    return form4.footnotes[number].text if number is not None and note is not None and note.is_there else ""


def _moved_citations(old: Form4, new: Form4, was: list[Place], now: list[Place], moved: Moves,
                     ) -> tuple[list[Place], list[Place]]:
    """The citations that went and came, but for those that went or came with the value or the row that cites."""
    back = {name: {other: one for one, other in rows.items()} for name, rows in moved.items()}
    afterwards, before = set(now), {carried(place, moved) for place in was}
    gone = [place for place in was if _is_given(new, carried(place, moved)) and carried(place, moved) not in afterwards]
    come = [place for place in now if _is_given(old, carried(place, back)) and place not in before]
    return gone, come


def _is_given(form4: Form4, place: Place | None) -> bool:
    """Whether a filing gives a value at a place."""
    value: Any = form4 if place is not None else None
    for step in place or ():
        value = value[step] if isinstance(step, int) else getattr(value, step, None)
    return value is not None
