"""What of a source may be a CCC (an owner's EDGAR password), so that no report shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

CCC: Final = "ccc"
LEAST: Final = 6
"""A shorter word cannot be a CCC, and to hide it would hide half a line."""
MOST: Final = 1_000
"""How many words are kept from being shown; a filing has ten owners."""
TOO_MANY: Final = f"more than {MOST:,} words stand where a CCC belongs"

_AROUND: Final = "'\"\u2018\u2019\u201c\u201d:,[]{}"
"""What may stand beside a CCC and be no part of it."""
_KEY = re.compile(r"[\s{\[-]*[\"']?(?P<key>[A-Za-z_][A-Za-z0-9_]*)[\"']?\s*:(?:\s|$)")
_LISTED = re.compile(r"[ \t]*[\"']?[0-9]{1,10}[\"']?[ \t]*:[ \t]*(?P<rest>\S.*)")


def is_about(name: str) -> bool:
    """Whether a key, an element or a line speaks of a CCC."""
    return CCC in name.lower()


def secrets_in(text: str) -> Iterator[str]:
    """Every word of a text that could be a CCC: as it stands, without quotes and brackets, and as a message spells it."""
    for word in text.split():
        for bare in (word, word.strip(_AROUND)):
            if len(bare) >= LEAST:
                yield from (bare, spelled := bare.replace("\\", "\\\\"), spelled.replace("'", "\\'"))


def masked(text: str, secrets: Iterable[str]) -> str:
    """A text with every secret in it as stars of the same length, the longer ones first."""
    for secret in sorted([secret for secret in secrets if secret in text], key=len, reverse=True):
        text = text.replace(secret, "*" * len(secret))
    return text


def is_listed(line: str) -> bool:
    """Whether a line has the form ``CIK: CCC``, which a file for ``--ccc-file`` has."""
    return _LISTED.match(line) is not None


def listed_in(text: str) -> Iterator[str]:
    """What stands behind the CIKs of the first such lines."""
    for match in islice(filter(None, map(_LISTED.match, text.splitlines())), MOST):
        yield from secrets_in(match["rest"])


def may_stand_on(lines: Sequence[str], number: int) -> bool:
    """Whether a line of a YAML text that could not be read may hold a CCC.

    Line ``number`` (from 1) may if a line that speaks of one stands above it, and no key of lesser or equal indent between.
    """
    column: int | None = None
    for line in lines[:number]:
        key = _KEY.match(line)
        if is_about(line):
            column = key.start("key") if key else 0
        elif column is not None and key is not None and key.start("key") <= column:
            column = None
    return column is not None
