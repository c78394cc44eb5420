"""A printed text that carries what stood there before: old words, new words, and those that stayed.

It is the text as it is printed, the old words beside the new, so that whoever lays a page out need not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal, NamedTuple

State = Literal["same", "old", "new"]


class Piece(NamedTuple):
    """A stretch of a text, and whether it stood there before, stands there now, or both."""

    text: str
    state: State = "same"


class Revised(str):
    """Printed text of several pieces."""

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def __new__(cls, pieces: Iterable[Piece]) -> Revised:
        kept = tuple(piece for piece in pieces if piece.text)
        made = super().__new__(cls, "".join(piece.text for piece in kept))
        made.pieces = kept
        return made


@dataclass(frozen=True, slots=True)
class RevisedMark:
    """A check box that was marked and is not (``old``), or is and was not (``new``); either way something is printed."""

    state: Literal["old", "new"]


Mark = bool | RevisedMark


def replaced(old: str, new: str) -> str:
    """A text whose old state is struck whole; the text itself where nothing changed."""
    if old == new:
        return new
    return Revised([Piece(old, "old"), Piece(" " if old and new else ""), Piece(new, "new")])


def remarked(old: bool, new: bool) -> Mark:
    return new if old == new else RevisedMark("new" if new else "old")


def opposite(mark: Mark) -> Mark:
    """The mark of a box that is marked where this one is not."""
    if isinstance(mark, RevisedMark):
        return RevisedMark("old" if mark.state == "new" else "new")
    return not mark


MOST_COMPARED: Final = 250_000
"""Pairs of words compared in a text, which is 500 words against 500; of a longer stretch the whole is replaced."""


def reworded(old: str, new: str) -> str:
    """A text with the words that went and came; the text itself where nothing changed."""
    if old == new:
        return new
    words = _states(old.split(" ") if old else [], new.split(" ") if new else [])
    stretches = [Piece(" ".join(word for word, _ in group), state) for state, group in groupby(words, lambda word: word[1])]
    return Revised(piece for number, stretch in enumerate(stretches)
                   for piece in (Piece(" " if number else ""), stretch))


def _states(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, State]]:
    """Each word with its state: the longest run of words common to both stays."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    before, after = old[start:len(old) - end], new[start:len(new) - end]
    yield from ((word, "same") for word in new[:start])
    if len(before) * len(after) > MOST_COMPARED:
        yield from ((word, "old") for word in before)
        yield from ((word, "new") for word in after)
    else:
        yield from _middle(before, after)
    yield from ((word, "same") for word in new[len(new) - end:])


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words at the start are the same."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(old), len(new)))


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, State]]:
    """By the longest common subsequence: ``kept[i][j]`` is how long it is behind the first i old words and j new ones."""
    kept = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            kept[i][j] = kept[i + 1][j + 1] + 1 if old[i] == new[j] else max(kept[i + 1][j], kept[i][j + 1])
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            yield new[j], "same"
            i, j = i + 1, j + 1
        elif j == len(new) or (i < len(old) and kept[i + 1][j] >= kept[i][j + 1]):
            yield old[i], "old"
            i += 1
        else:
            yield new[j], "new"
            j += 1
