"""What a visible signature looks like: the words "Digitally signed", by whom and when, as a PDF page of the field's size.

The page embeds its fonts and uses no transparency, as PDF/A-3 (ISO 19005-3, 6.2.11.4 and 6.2.10) asks of what shows it.
"""

from __future__ import annotations

from datetime import datetime
from math import floor
from typing import Final

from form4gen.no_fetching import NoFetching
from form4gen.quick_import import weasyprint
from form4gen.templates import environment

_TALL: Final = 30.0
"""Points of height from which the words stand on three lines."""
_LARGEST: Final = 7.0
_SMALLEST: Final = 3.0
_LEADING: Final = 1.2
_WIDEST_LETTER: Final = 0.62
"""Ems that a letter of the sans face takes, on average, at most: capitals have 0.61."""


def words(signer: str, at: datetime, height: float) -> list[str]:
    """The lines of an appearance."""
    when = f"{at:%Y-%m-%d %H:%M:%S} {at:%z}"
    if height < _TALL:
        return [f"Digitally signed by {signer}", when]
    return ["Digitally signed by", signer, when]


def appearance(signer: str, at: datetime, width: float, height: float) -> bytes:
    """A PDF of one page, ``width`` by ``height`` points, that shows who signed and when (with its offset from UTC)."""
    lines = words(signer, at, height)
    size = min(_LARGEST, height / (len(lines) * _LEADING), width / (max(map(len, lines)) * _WIDEST_LETTER))
    template = environment().get_template("signature.html.j2")
    html = template.render(lines=lines, width=width, height=height, size=max(_SMALLEST, floor(100 * size) / 100))
    pdf: bytes = weasyprint.HTML(string=html, url_fetcher=NoFetching()).write_pdf()
    return pdf
