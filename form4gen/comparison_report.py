"""What changed between two filings, in the form's own terms: as text, a line for each value, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from form4gen.comparison import Change, Comparison, ValueChange
from form4gen.filing import Form4, Place
from form4gen.finding import spelled
from form4gen.form_terms import FLAGS, TABLE_NAMES, column, list_name, part_name, row_name, value_name
from form4gen.revision import Revised, reworded
from form4gen.same_text import plain

JSON_VERSION: Final = 1
NOTHING: Final = "(nothing)"
RUNNING_TEXTS: Final = ("footnotes", "remarks")
LEFT_OUT: Final = ("An amendment does not repeat rows that it does not amend (General Instruction 9): a row removed here "
                   "stands as it was reported, unless a footnote says otherwise.")
"""What a reader may take for a row that was withdrawn."""
MARKS: Final = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}
"""As wdiff marks words."""


def comparison_text(comparison: Comparison, old: str, new: str) -> str:
    """A line for each value that changed; ``old`` and ``new``: the names of the files."""
    lines = [line for change in comparison.changes for line in _lines(comparison, change)]
    number = len(comparison.changes)
    counted = "no change" if not number else f"{number} change{'' if number == 1 else 's'}"
    notes = [f"The {list_name(name)} stand in another order." for name in comparison.reordered]
    notes += [LEFT_OUT] if comparison.leaves_rows_out else []
    return "\n".join([f"{_spelled_out(old)} -> {_spelled_out(new)}: {counted}", *lines, *notes]) + "\n"


def comparison_json(comparison: Comparison, old: str, new: str) -> str:
    """One object, documented in docs/diff.md: ``{"version": 1, "old": ..., "new": ..., "same": ..., "changes": [...]}``."""
    return json.dumps({
        "version": JSON_VERSION, "old": old, "new": new, "same": not comparison.changes,
        "changes": [_record(comparison, change) for change in comparison.changes],
        "reordered": list(comparison.reordered),
    }, indent=2) + "\n"


def _lines(comparison: Comparison, change: Change) -> Iterator[str]:
    part, name = _part(change), _spelled_out(_name(comparison, change))
    if change.kind != "changed":
        yield f"{name}: {change.kind}" + ("" if change.values else ", without a text")
        yield from (f"    {line}" for line in _whole(change))
    for value in _values(change) if change.kind == "changed" else ():
        yield f"{name}: {_worded(part, value.place)}{_changed(part, value)}"
    if change.kind == "changed":
        yield from (f"{name}: no longer cited in {_cited(place)}" for place in change.cited_no_more)
        yield from (f"{name}: now cited in {_cited(place)}" for place in change.cited_now)


def _whole(change: Change) -> list[str]:
    """Everything in a part that was added or removed."""
    part = _part(change)
    told = [f"{_worded(part, value.place)}{_shown(part, value.place, value.old or value.new)}" for value in _values(change)]
    return told + [f"cited in {_cited(place)}" for place in (*change.cited_no_more, *change.cited_now)]


def _values(change: Change) -> list[ValueChange]:
    """In the order of the printed columns."""
    return sorted(change.values, key=lambda value: column(_part(change), value.place))


def _part(change: Change) -> Place:
    part = change.new if change.new is not None else change.old
    assert part is not None, "a change has a place in one filing or in both"
    return part


def _name(comparison: Comparison, change: Change) -> str:
    """The part's name in the new filing, and its place in the old one where that was another."""
    form4: Form4 = comparison.new if change.new is not None else comparison.old
    name = part_name(form4, _part(change))
    if change.old is None or change.new is None or change.old == change.new:
        return name
    if change.new[0] in TABLE_NAMES:
        return name.replace(row_name(change.new), f"{row_name(change.new)}, was row {int(change.old[1]) + 1}", 1)
    was = part_name(comparison.old, change.old)
    return f"{name}, was {was.removeprefix('Footnote ')}" if change.new[0] == "footnotes" and was != name else name


def _worded(part: Place, place: Place) -> str:
    """What a value is called, where that is not plain from its part."""
    name = "" if part[0] in RUNNING_TEXTS else value_name(part, place)
    return f"{name} " if name else ""


def _cited(place: Place) -> str:
    return f"{row_name(place)}, {value_name(place[:2], place[2:])}"


def _changed(part: Place, value: ValueChange) -> str:
    if part[0] in RUNNING_TEXTS and value.old and value.new:
        pieces = reworded(plain(value.old), plain(value.new))
        if isinstance(pieces, Revised):
            marked = ((_spelled_out(piece.text), *MARKS[piece.state]) for piece in pieces.pieces)
            return "".join(f"{before}{text}{after}" for text, before, after in marked)
    return f"{_shown(part, value.place, value.old)} -> {_shown(part, value.place, value.new)}"


def _shown(part: Place, place: Place, text: str) -> str:
    if (place or part)[-1] in FLAGS:
        unanswered = "no answer" if part == ("under_10b5_1_plan",) else "not checked"
        return {"true": "checked", "false": "not checked"}.get(text, unanswered)
    return _spelled_out(plain(text)) or NOTHING


def _spelled_out(text: str) -> str:
    """A text that a terminal shows and does not obey; what cannot be seen is spelled out."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def _record(comparison: Comparison, change: Change) -> dict[str, Any]:
    part = _part(change)
    return {
        "kind": change.kind,
        "part": _name(comparison, change),
        "old_place": None if change.old is None else spelled(change.old),
        "new_place": None if change.new is None else spelled(change.new),
        "values": [{"name": value_name(part, value.place), "place": spelled((*part, *value.place)),
                    "old": value.old or None, "new": value.new or None} for value in _values(change)],
        "cited_no_more": [spelled(place) for place in change.cited_no_more],
        "cited_now": [spelled(place) for place in change.cited_now],
    }
