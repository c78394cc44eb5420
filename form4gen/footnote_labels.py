"""Names for footnotes that only have numbers, so that a person can cite them: ``plan``, ``tax``, ``doe_family_trust``.

A name is what the footnote speaks of first: a subject that footnotes of Form 4 often have, the holder of the securities,
or its own telling words. It only helps the reader of the YAML; in the XML and on the form footnotes are numbered.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count, dropwhile, islice
from typing import Final

from form4gen.footnote_names import FOOTNOTE_NUMBER

OPENING: Final = 160
"""Characters in which a footnote comes to its subject."""
SEARCHED: Final = 1_000
"""Characters that are searched at all: the longest footnote that EDGAR takes."""

AVERAGE: Final = "weighted_average"
SUBJECTS: Final = (
    (AVERAGE, r"weighted.{0,3}average|\b(sold|purchased) in multiple transactions"),
    ("plan", r"10b5-1"),
    ("correction", r"\binadvertent|\bomitted\b|\berror\b|\berroneous"),
    ("gift", r"\bgift"),
    ("tax", r"\btax(es)?\b|withh[eo]ld"),
    ("purchase_plan", r"\b(stock|share) purchase plan|\bESPP\b"),
    ("dividend", r"\bdividend"),
    ("vesting", r"\bvest(s|ed|ing)?\b"),
    ("conversion", r"\bconver(t|ts|ted|tible|sion)\b"),
    ("merger", r"\bmerger\b|\bbusiness combination\b|\breorganization\b"),
    ("lock_up", r"\block.?up\b"),
    ("distribution", r"\bdistribut"),
    ("phantom_stock", r"\bphantom\b|\bhypothetical\b"),
    ("deferral", r"\bdefer"),
    ("retainer", r"\bretainer\b|\bin lieu of\b"),
)
"""What happened, or is promised: a name, and the words that tell."""
CIRCUMSTANCES: Final = (
    ("spouse", r"\b(spouse|wife|husband)\b"),
    ("trust", r"\btrust"),
    ("disclaimer", r"\bdisclaims?\b"),
    ("expiration", r"\bexpir(e|es|ed|ing|ation)\b"),
    ("restricted_stock", r"\brestricted stock|\bRSUs?\b"),
    ("award", r"\b(grant|award)(s|ed)?\b"),
    ("exercise", r"\bexercis(e|es|ed|able)\b"),
    ("price", r"\bprices?\b"),
    ("holder", r"\b(held|owned|holds|owns)\b|\brecord holder"),
)
"""What else a footnote may speak of."""
HELD_BY = re.compile(
    r"\b(?:[Hh]eld|[Oo]wned)(?: directly| of record| beneficially| solely| indirectly)?(?: by| in)(?: [Tt]he| a)? ")
"""What stands before a holder's name."""
INITIAL = re.compile(r"[A-Z]\.")
NO_HOLDER: Final = frozenset(("reporting", "issuer", "company", "mr", "ms", "mrs", "dr"))
MOST_WORDS: Final = 3
"""Words of a name."""
SAYS_LITTLE: Final = frozenset((
    "a", "an", "and", "any", "april", "are", "as", "at", "august", "be", "been", "being", "by", "company",
    "december", "does", "each", "exchange", "february", "following", "footnote", "for", "form", "from", "had",
    "has", "have", "having", "he", "her", "herein", "him", "his", "holds", "if", "in", "include", "included",
    "includes", "including", "into", "is", "issued", "issuer", "it", "its", "january", "july", "june", "made",
    "march", "may", "more", "mr", "ms", "november", "number", "october", "of", "on", "one", "or", "other", "per",
    "person", "persons", "pursuant", "received", "reflect", "reflects", "report", "reported", "reporting",
    "represent", "represented", "representing", "represents", "result", "same", "securities", "security", "see",
    "september", "set", "share", "shares", "she", "such", "table", "that", "the", "their", "them", "there", "these",
    "they", "this", "those", "to", "under", "upon", "was", "were", "which", "who", "whom", "will", "with",
))  # fmt: skip
"""Words that begin many footnotes and tell none apart."""
PRICE = re.compile(r"\$ ?([0-9][0-9,]*)\.?([0-9]*)")
OTHER: Final = "note"


def labelled(footnotes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A name for each footnote of ``(id, text)``, each its own, in the given order; the second of a kind has a 2."""
    texts = {footnote: text[:SEARCHED] for footnote, text in footnotes}
    subjects = {footnote: _subject(text) for footnote, text in texts.items()}
    are_many = Counter(subjects.values())[AVERAGE] > 1
    names: dict[str, str] = {}
    for footnote, subject in subjects.items():
        wanted = _with_price(subject, texts[footnote]) if subject == AVERAGE and are_many else subject
        taken = set(names.values())
        names[footnote] = next(name for name in _numbered(wanted) if name not in taken)
    return names


def nameable(footnotes: Iterable[str], cited: Iterable[str]) -> set[str]:
    """The footnotes that get their own numbers back when they have names, and the others have their numbers for names.

    Names are numbered in order of first citation, past the numbers that are taken (``footnote_names``). So as many have
    names as are first cited in the order of their numbers; a number that no footnote has ends what can be named. None has,
    where the footnotes do not stand in the order of their numbers, since only numbers keep another.
    """
    written = list(footnotes)
    order = list(dict.fromkeys([*cited, *written]))
    numbers = [int(footnote[1:]) for footnote in written]
    if numbers != sorted(numbers):
        return set()
    without_a_gap = {footnote for footnote, number in zip(written, numbers, strict=True)
                     if {f"F{before}" for before in range(1, number)} <= {*order}}
    named = _longest_ascent([int(footnote[1:]) for footnote in order if footnote in without_a_gap])
    found = {f"F{number}" for number in named}
    return found if all(FOOTNOTE_NUMBER.fullmatch(footnote) for footnote in order if footnote not in found) else set()


def _longest_ascent(numbers: Iterable[int]) -> tuple[int, ...]:
    """A longest subsequence of ascending numbers."""
    ascents: list[tuple[int, ...]] = []
    for number in numbers:
        at = bisect_left([ascent[-1] for ascent in ascents], number)
        ascents[at : at + 1] = [(*(ascents[at - 1] if at else ()), number)]
    return ascents[-1] if ascents else ()


def _subject(text: str) -> str:
    """What a footnote speaks of first; failing that, what it speaks of anywhere."""
    opening = text[:OPENING]
    return _spoken_of(SUBJECTS, opening) or _holder(opening) or _spoken_of(CIRCUMSTANCES, opening) \
        or _spoken_of(SUBJECTS, text) or _holder(text) or _spoken_of(CIRCUMSTANCES, text) or _telling_words(text)


def _spoken_of(subjects: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for name, words in subjects if re.search(words, text, re.IGNORECASE)), "")


def _holder(text: str) -> str:
    """The name of whoever holds the securities: ``doe_family_trust``."""
    found = HELD_BY.search(text)
    name = _joined(_proper_name(text[found.end() :])) if found else ""
    return "" if name.partition("_")[0] in NO_HOLDER else name


def _proper_name(text: str) -> Iterator[str]:
    """The words with capitals or digits that a text begins with, to the end of their phrase."""
    for word in text.split():
        if not (word[0].isupper() or word[0].isdigit()):
            break
        yield word
        if not word[-1].isalnum() and not INITIAL.fullmatch(word):
            break


def _telling_words(text: str) -> str:
    words = (word for word in re.findall(r"[A-Za-z]+", text) if word.lower() not in SAYS_LITTLE)
    return _joined(islice(words, MOST_WORDS - 1)) or OTHER


def _joined(words: Iterable[str]) -> str:
    """A name of the first words, without single letters; it begins with a letter."""
    parts = [part for part in re.findall(r"[a-z0-9]+", " ".join(words).lower()) if len(part) > 1]
    return "_".join(dropwhile(str.isdigit, parts[:MOST_WORDS]))


def _with_price(subject: str, text: str) -> str:
    """A name with the first price of the text, where several footnotes give average prices: ``weighted_average_38_02``."""
    price = PRICE.search(text)
    return f"{subject}_{'_'.join(filter(None, (price[1].replace(',', ''), price[2])))}" if price else subject


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}_{number}" for number in count(2))
