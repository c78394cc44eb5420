"""The words on the pages of any PDF with their places, in points from the upper left corner, as pdfium finds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfPage

Letter = tuple[str, tuple[float, float, float, float]]
"""A letter and its box: left, bottom, right, top, from the lower left corner."""
HAIR = 0.6
"""Points by which the boxes of two letters may touch."""


class Word(NamedTuple):
    """A word, and the box that its letters fill."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Word) -> bool:
        return (min(self.right, other.right) - max(self.left, other.left) > HAIR
                and min(self.bottom, other.bottom) - max(self.top, other.top) > HAIR)


def placed_words(pdf: bytes) -> list[list[Word]]:
    """The words of each page."""
    return [list(_words(page)) for page in PdfDocument(pdf)]


def overlaps(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Words that are drawn one over the other."""
    from_the_top = sorted(words, key=lambda word: word.top)
    for number, word in enumerate(from_the_top):
        for other in from_the_top[number + 1:]:
            if other.top > word.bottom:
                break
            if word.covers(other):
                yield word, other


def _words(page: PdfPage) -> Iterator[Word]:
    """Letters between blanks; a word that goes on in the next line is two."""
    text, height = page.get_textpage(), page.get_height()
    letters: list[Letter] = []
    for place in range(text.count_chars()):
        letter = text.get_text_range(place, 1)
        box = text.get_charbox(place)
        if letters and (not letter.strip() or box[0] < letters[-1][1][0]):
            yield _word(letters, height)
            letters = []
        if letter.strip():
            letters.append((letter, box))
    if letters:
        yield _word(letters, height)


def _word(letters: list[Letter], height: float) -> Word:
    lefts, bottoms, rights, tops = zip(*(box for _, box in letters), strict=True)
    text = "".join(letter for letter, _ in letters)
    return Word(text, min(lefts), height - max(tops), max(rights), height - min(bottoms))
