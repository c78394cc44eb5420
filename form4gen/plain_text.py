"""Plain ASCII for what word processors write: curly quotes, long dashes, accents."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from form4gen.draft import CCC_KEY, Draft, Tree

IN_ASCII: Final = {
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
    "\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": "",
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u2032": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    "\u2026": "...", "\u2022": "*", "\u00b7": "*", "\u00d7": "x", "\u2044": "/", "\u00a7": "Section ",
    "\u00bc": "1/4", "\u00bd": "1/2", "\u00be": "3/4", "\ufb01": "fi", "\ufb02": "fl",
    "\u00a9": "(c)", "\u00ae": "(R)", "\u2122": "(TM)", "\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "JPY",
    "\u00df": "ss", "\u00c6": "AE", "\u00e6": "ae", "\u00d8": "O", "\u00f8": "o", "\u0152": "OE", "\u0153": "oe",
    "\u0141": "L", "\u0142": "l", "\u0110": "D", "\u0111": "d",
}
"""What stands for a character that ASCII lacks, unless it is a letter with an accent."""

_SPOKEN: Final = {" ": "a blank", "": "nothing", None: "it in words"}


def plain(character: str) -> str | None:
    """A character in ASCII: itself, a plain one, or the letter without its accent; None where no spelling is known."""
    if character.isascii() or character in IN_ASCII:
        return IN_ASCII.get(character, character)
    if unicodedata.combining(character):
        return ""
    letter = unicodedata.normalize("NFD", character).encode("ascii", errors="ignore").decode()
    return letter if letter and character.isalpha() else None


def in_ascii(character: str) -> str:
    """What to write for a character, in words where it cannot be shown."""
    spelling = plain(character)
    return _SPOKEN.get(spelling) or str(spelling).strip()


def named(character: str) -> str:
    """A character's number and name: ``U+2019 (Right single quotation mark)``."""
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'no name').capitalize()})"


def in_plain_text(draft: Draft) -> tuple[Draft, tuple[str, ...]]:
    """The draft with its texts in ASCII wherever a spelling is known, and what was replaced, a line for each character.

    Keys and CCCs are left as they are, and so is the source; the marks point at what its author wrote.
    """
    replaced: Counter[str] = Counter()
    tree = _plain(draft.tree, replaced)
    return replace(draft, tree=tree), tuple(
        f"{named(odd)} was read as {in_ascii(odd)}" + (f", {times} times" if times > 1 else "")
        for odd, times in sorted(replaced.items()))


def _plain(tree: Tree, replaced: Counter[str]) -> Tree:
    if isinstance(tree, Mapping):
        return {key: value if key.lower() == CCC_KEY else _plain(value, replaced) for key, value in tree.items()}
    if not isinstance(tree, str):
        return [_plain(value, replaced) for value in tree]
    if tree.isascii():
        return tree
    spelled = {character: plain(character) for character in set(tree)}
    replaced.update(odd for odd in tree if not odd.isascii() and spelled[odd] is not None)
    return "".join(_beside(before, character, spelled[character]) for before, character in pairwise(["", *tree]))


def _beside(before: str, character: str, spelling: str | None) -> str:
    """A spelling, kept apart from a digit before it: 1½ is 1 1/2, not 11/2."""
    if spelling is None:
        return character
    return f" {spelling}" if len(spelling) > 1 and spelling[0].isdigit() and before.isdigit() else spelling
