"""Which characters the printed form has: those of its fonts, whichever of the same metrics a machine has.

EDGAR accepts ASCII alone, so the others only ever stand in a draft. No page shows a box or another font's letter where its
own has none, which PDF/A does not allow either (ISO 19005-3, 6.2.11.8).

Source: Windows Glyph List 4, the characters that Arial, Times New Roman and the Liberation fonts share.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

from form4gen.line_breaks import MARKS

_LETTERS: Final = "\xc0-\u017f\u0192\u01fa-\u01ff\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491" \
    "\u1e80-\u1e85\u1ef2\u1ef3\ufb01\ufb02"
_SIGNS: Final = "\xa1-\xac\xae-\xbf\u02c6\u02c7\u02c9\u02d8-\u02dd\u2013-\u2015\u2017-\u201e\u2020-\u2022\u2026\u2030" \
    "\u2032\u2033\u2039\u203a\u203c\u203e\u2044\u207f\u20a3\u20a4\u20a7\u20ac\u2105\u2113\u2116\u2122\u212e\u215b-\u215e" \
    "\u2190-\u2195\u2202\u2206\u220f\u2211\u2212\u221a\u221e\u221f\u2229\u222b\u2248\u2260\u2261\u2264\u2265"
_LACKING: Final = re.compile(f"[^\n -~{_LETTERS}{_SIGNS}{MARKS}]")
_NO_BREAK_SPACE: Final = "\xa0"
"""Its glyph is that of the blank, so that a reader of the page could not tell them apart."""


def in_the_fonts(text: str) -> str:
    """The text with "?" for every character that the fonts lack; letters with marks are composed first."""
    return _LACKING.sub("?", normalize("NFC", text).replace(_NO_BREAK_SPACE, " "))
