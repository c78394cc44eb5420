"""What makes no difference to how a value reads: blanks and line ends, and the zeros before a CIK."""

from __future__ import annotations

import re
from typing import Final

from form4gen.filing import Place

_BLANKS: Final = re.compile("[ \t\r\n\x85\u2028\u2029]+")
"""What the printed form shows as one blank."""


def plain(text: str, place: Place = ()) -> str:
    """A text without what makes no difference to a value at a place."""
    text = _BLANKS.sub(" ", text).strip(" ")
    return text.lstrip("0") if place[-1:] == ("cik",) else text
