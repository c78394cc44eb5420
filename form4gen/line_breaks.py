"""Where a line of the printed form may end, and so how wide its longest word is and how many lines a text takes.

A browser breaks printable ASCII by a table of its own, not by Unicode's rules: never after "/", but after "-" and "?",
and before an opening bracket that follows a sign: ``10b5-|1``, ``(1)|(2)``. Found out with every pair of characters in
Chromium 156, which prints sec.gov's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from form4gen.advance_widths import Face, advances

_AFTER_HYPHEN: Final = r"(?<=-)(?=[^\s!$),./:;?\]}0-9])|(?<=[0-9A-Za-z]-)(?=[0-9])"
_AFTER_QUESTION_MARK: Final = r"(?<=\?)(?=[^\s!\"'),./:;?\]}])"
_BEFORE_OPENING_BRACKET: Final = r"(?<=[!\"#%&)*+,.:;=>\\\]|}~?-])(?=[(<\[{])"
_BREAK: Final = re.compile(f"{_AFTER_HYPHEN}|{_AFTER_QUESTION_MARK}|{_BEFORE_OPENING_BRACKET}")
_PIECE_ENDS: Final = re.compile(rf"(?<=[^ ])(?= )|{_BREAK.pattern}")
_UNICODE_WOULD_BREAK: Final = re.compile(r"(?<=[!$%)*+,./:;=>\\\]|}~-])(?=[^\s\u200b])(?<![0-9][.,](?=[0-9]))")
_UNICODE_WOULD_JOIN: Final = re.compile(r"(?<=[(\[{]) | (?=[!),./:;?\]}])|(?<=[\"']) (?=[(\[{])")
_ZERO_WIDTH_SPACE: Final = "\u200b"
_WORD_JOINER: Final = "\u2060"
MOST_KEPT: Final = 1024
"""Texts whose measures are kept: the form has some eighty of its own, each of which is measured several times a page."""
MARKS: Final = _ZERO_WIDTH_SPACE + _WORD_JOINER
"""What `breakable` adds to a text; neither is drawn."""


class Run(NamedTuple):
    """Text in one face, at a size in u."""

    text: str
    face: Face
    size: float


class _Piece(NamedTuple):
    """What a line never divides: its width in u, and that of the blank after it."""

    width: float
    blank: float


def breakable(text: str) -> str:
    """The text with invisible marks that let a renderer following Unicode's rules break it where a browser does."""
    text = _BREAK.sub(_ZERO_WIDTH_SPACE, text)
    text = _UNICODE_WOULD_BREAK.sub(_WORD_JOINER, text)
    return _UNICODE_WOULD_JOIN.sub(f"{_ZERO_WIDTH_SPACE} ", text)


def widest_piece(runs: Sequence[Run]) -> float:
    """The width in u of the widest part of a text that no line may divide; 0 if there is none."""
    return max((piece.width for piece in _pieces(tuple(runs))), default=0.0)


def text_width(runs: Sequence[Run]) -> float:
    """The width in u of a text on one line."""
    return sum(sum(advances(*run)) for run in runs)


def line_count(runs: Sequence[Run], width: float) -> int:
    """How many lines a text takes in a column of ``width`` u; none if it is empty."""
    lines, used = 0, float("inf")
    for piece in _pieces(tuple(runs)):
        if used + piece.width > width + _TOLERANCE:
            lines, used = lines + max(1, _forced_lines(piece.width, width)), 0.0
        used += piece.width + piece.blank
    return lines


_TOLERANCE: Final = 1 / 64
"""A browser counts in 64ths of a pixel."""


def _forced_lines(piece: float, width: float) -> int:
    """Lines for a piece wider than its column, which is then broken anywhere."""
    return -int(-piece // width) if width > 0 else 1


@lru_cache(maxsize=MOST_KEPT)
def _pieces(runs: tuple[Run, ...]) -> tuple[_Piece, ...]:
    return tuple(_measured(runs))


def _measured(runs: tuple[Run, ...]) -> Iterator[_Piece]:
    text = "".join(run.text for run in runs)
    reached = list(accumulate((step for run in runs for step in advances(*run)), initial=0.0))
    ends = [0, *(end.start() for end in _PIECE_ENDS.finditer(text)), len(text)]
    for start, end in pairwise(ends):
        first = start + (text[start:end].startswith(" "))
        if first < end:
            blank = reached[end + 1] - reached[end] if text[end:end + 1] == " " else 0.0
            yield _Piece(reached[end] - reached[first], blank)
