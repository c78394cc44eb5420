"""Which owner, row, footnote and signature of one filing is which of another.

Owners are matched by CIK; rows by what they report, a transaction never with a holding; footnotes by what they say and what
cites them, whatever their numbers; signatures by who signed and when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from form4gen.filing import TABLES, Form4, Place, ReportingOwner
from form4gen.matching import Likeness, Pair, matched
from form4gen.same_filing import facts
from form4gen.same_text import plain

CITATIONS: Final = "footnotes"
LEAST_LIKENESS: Final = 0.5
LEAST_LIKE_TEXT: Final = 0.4
"""Of two footnotes or signatures, whose words or whose place may have changed altogether."""
WEIGHTS: Final[Mapping[Place, int]] = {
    ("security_title", "value"): 3, ("transaction_date", "value"): 2, ("coding", "code"): 2, ("shares", "value"): 2,
    ("ownership", "nature", "value"): 2, ("expiration_date", "value"): 2, ("conversion_or_exercise_price", "value"): 2,
    ("coding", "form_type"): 0,
}
"""How much a value tells which row it is; others count 1."""


class Note(NamedTuple):
    """A footnote as it is matched: its id, its text, and whether it is there: what is cited may not be."""

    id: str
    text: str
    is_there: bool = True


def notes(form4: Form4) -> tuple[Note, ...]:
    """A filing's footnotes in order, and behind them those that are cited and not there."""
    there = [Note(footnote.id, plain(footnote.text)) for footnote in form4.footnotes]
    given = {note.id for note in there}
    lacking = [name for name in citers(form4) if name not in given]
    return (*there, *(Note(name, "", False) for name in lacking))


def citers(form4: Form4) -> dict[str, list[Place]]:
    """The values that cite each footnote, by its id."""
    found: dict[str, list[Place]] = {}
    for place, row in form4.rows():
        for where, name in dict.fromkeys(cited(row)):
            found.setdefault(name, []).append((*place, *where))
    return found


def cited(part: Any) -> list[tuple[Place, str]]:
    """The values within a part that cite footnotes, and the footnotes' ids."""
    return [(place[: place.index(CITATIONS)], text) for place, text in facts(part) if CITATIONS in place]


def values(part: Any, at: Place = ()) -> dict[Place, str]:
    """The values within a part, its citations apart. ``at``: where the part stands."""
    return {place[len(at):]: text for place, text in facts(part, at) if CITATIONS not in place}


def same_parts(old: Form4, new: Form4) -> dict[str, tuple[Pair, ...]]:
    """The pairs of the parts of each list, by the list's name."""
    tables = {name: _rows(old, new, name) for name in TABLES}
    return {"reporting_owners": _owners(old, new), **tables, CITATIONS: _notes(old, new, tables),
            "signatures": _signatures(old, new)}


class Content(NamedTuple):
    """What a part holds: its kind, its values, and the texts of the footnotes they cite."""

    kind: str
    values: frozenset[tuple[Place, str]]
    cited: frozenset[tuple[Place, str]] = frozenset()


def row_contents(form4: Form4, table: str) -> list[Content]:
    """What the rows of a table hold."""
    texts = {note.id: note.text for note in notes(form4)}
    return [_content(row, texts) for row in getattr(form4, table)]


def _content(part: Any, texts: Mapping[str, str]) -> Content:
    told = frozenset((place, plain(text, place)) for place, text in values(part).items())
    return Content(type(part).__name__, told, frozenset((place, texts.get(name, name)) for place, name in cited(part)))


def _rows(old: Form4, new: Form4, name: str) -> tuple[Pair, ...]:
    olds, news = row_contents(old, name), row_contents(new, name)
    return matched(olds, news, lambda one, other: _like(olds[one], news[other]), LEAST_LIKENESS)


def _like(one: Content, other: Content) -> Likeness:
    """The part of all values that is the same in both, then of the citations."""
    if one.kind != other.kind:
        return 0.0, 0.0
    same, places = one.values & other.values, {place for place, _ in one.values | other.values}
    likeness = sum(WEIGHTS.get(place, 1) for place, _ in same) / sum(WEIGHTS.get(place, 1) for place in places)
    return likeness, len(one.cited & other.cited) / (len(one.cited | other.cited) or 1)


def _owners(old: Form4, new: Form4) -> tuple[Pair, ...]:
    olds, news = ([_content(owner, {}) for owner in form4.reporting_owners] for form4 in (old, new))

    def like(one: int, other: int) -> Likeness:
        is_same = _cik(old.reporting_owners[one]) == _cik(new.reporting_owners[other])
        return (1.0, 1.0) if is_same else _like(olds[one], news[other])

    return matched(olds, news, like, LEAST_LIKENESS)


def _cik(owner: ReportingOwner) -> int:
    return int(owner.cik)


def _signatures(old: Form4, new: Form4) -> tuple[Pair, ...]:
    olds, news = ([(plain(one.name), one.date) for one in form4.signatures] for form4 in (old, new))

    def like(one: int, other: int) -> Likeness:
        (name, day), (new_name, new_day) = olds[one], news[other]
        return ((_shared(Counter(name.split()), Counter(new_name.split())) + (day == new_day)) / 2,)

    return matched(olds, news, like, LEAST_LIKE_TEXT)


class _NoteContent(NamedTuple):
    """What a footnote says, or the number of one that is not there; how many values cite it, and their places in the new
    filing: None for those of rows that were removed.
    """

    text: str
    lacking: str
    cited: int
    citers: frozenset[Place | None]


def _notes(old: Form4, new: Form4, tables: Mapping[str, tuple[Pair, ...]]) -> tuple[Pair, ...]:
    """Footnotes of the same text first; then by their words and the values that cite them, half each, if anything does."""
    moved = moves(tables)
    olds = [_note_content(note, [carried(place, moved) for place in citing]) for note, citing in _cited_notes(old)]
    news = [_note_content(note, citing) for note, citing in _cited_notes(new)]
    words, new_words = ([Counter(note.text.split()) for note in listed] for listed in (olds, news))

    def like(one: int, other: int) -> Likeness:
        before, after = olds[one], news[other]
        number = before.cited + after.cited
        shared = 2 * len(before.citers & after.citers) / (number or 1)
        if (before.text, before.lacking) == (after.text, after.lacking):
            return 1.0, shared
        said = _shared(words[one], new_words[other])
        return (said + shared) / 2 if number else said, shared

    return matched(olds, news, like, LEAST_LIKE_TEXT)


def _cited_notes(form4: Form4) -> list[tuple[Note, list[Place]]]:
    citing = citers(form4)
    return [(note, citing.get(note.id, [])) for note in notes(form4)]


def _note_content(note: Note, citing: Sequence[Place | None]) -> _NoteContent:
    return _NoteContent(note.text, "" if note.is_there else note.id, len(citing), frozenset(citing))


Moves = Mapping[str, Mapping[int, int]]
"""By table, where the old rows stand in the new filing; those that were removed do not."""


def moves(pairs: Mapping[str, tuple[Pair, ...]]) -> Moves:
    """Where the rows went."""
    return {name: {old: new for old, new in pairs[name] if old is not None and new is not None} for name in TABLES}


def carried(place: Place, moved: Moves) -> Place | None:
    """Where in the new filing a value of an old row stands; None where the row was removed."""
    table, number, *rest = place
    row = moved[str(table)].get(int(number))
    return None if row is None else (table, row, *rest)


def _shared(words: Counter[str], others: Counter[str]) -> float:
    """The part of two texts' words that they share."""
    return 2 * (words & others).total() / (words.total() + others.total() or 1)
