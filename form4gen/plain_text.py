"""Plain ASCII for what word processors write: curly quotes, long dashes, accents."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from form4gen import ccc
from form4gen.draft import Draft, Tree
from form4gen.rules.text import IS_GIVEN_ONCE

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

    Keys and CCCs are left as they are, but for the footnotes' names, which are cited in texts; and so is the source: the
    marks point at what its author wrote.
    """
    replaced: Counter[str] = Counter()
    draft = _with_plain_names(replace(draft, tree=_plain(draft.tree, replaced)))
    secrets = draft.secrets.union(_spelled(secret, Counter()) for secret in draft.secrets)
    return replace(draft, secrets=secrets), tuple(
        f"{named(odd)} was read as {in_ascii(odd)}" + (f", {times} times" if times > 1 else "")
        for odd, times in sorted(replaced.items()))


def _plain(tree: Tree, replaced: Counter[str]) -> Tree:
    if isinstance(tree, Mapping):
        return {key: value if ccc.is_about(key) else _plain(value, replaced) for key, value in tree.items()}
    return _spelled(tree, replaced) if isinstance(tree, str) else [_plain(value, replaced) for value in tree]


def _spelled(text: str, replaced: Counter[str]) -> str:
    if text.isascii():
        return text
    spelled = {character: plain(character) for character in set(text)}
    replaced.update(odd for odd in text if not odd.isascii() and spelled[odd] is not None)
    return "".join(_beside(before, character, spelled[character]) for before, character in pairwise(["", *text]))


def _with_plain_names(draft: Draft) -> Draft:
    """The draft with the names of its footnotes in ASCII, as they are where they are cited."""
    written = draft.tree.get("footnotes") if isinstance(draft.tree, Mapping) else None
    if not isinstance(written, Mapping) or "".join(written).isascii():
        return draft
    names = {name: _spelled(name, Counter()) for name in written}
    findings, marks, keys, footnotes = list(draft.findings), dict(draft.marks), dict(draft.keys), dict[str, Tree]()
    for name, spelling in names.items():
        old, new = ("footnotes", name), ("footnotes", spelling)
        if spelling in footnotes or (spelling != name and spelling in written):
            message = f"in plain ASCII {name!r} and another footnote are both {spelling!r}; name one of them otherwise"
            findings.append(IS_GIVEN_ONCE.found(old, message, keys.get(old)))
        else:
            footnotes[spelling] = written[name]
            marks.update({new: marks[old]} if old in marks else {})
            keys.update({new: keys[old]} if old in keys else {})
    tree = {**draft.tree, "footnotes": footnotes} if isinstance(draft.tree, Mapping) else draft.tree
    return replace(draft, tree=tree, marks=marks, keys=keys, findings=tuple(findings))


def _beside(before: str, character: str, spelling: str | None) -> str:
    """A spelling, kept apart from a digit before it: 1½ is 1 1/2, not 11/2."""
    if spelling is None:
        return character
    return f" {spelling}" if len(spelling) > 1 and spelling[0].isdigit() and before.isdigit() else spelling
