"""The measured page: where lines break, how wide columns are, how high rows."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from weasyprint.text.line_break import get_log_attrs

from form4gen.advance_widths import UNITS_PER_EM, Face, advances
from form4gen.columns import auto_columns, spread
from form4gen.layout import PAPER_WIDTH, WIDEST, Layout, laid_out
from form4gen.line_breaks import Run, breakable, line_count, text_width, widest_piece
from form4gen.printed import printed
from form4gen.versions import Edition
from tests.test_printed import DOE, OPTION, SALE, filing

INVISIBLE = "\u200b\u2060"
FONTS: dict[Face, str] = {"sans": "Liberation Sans", "sans bold": "Liberation Sans:bold", "serif": "Liberation Serif"}


def layout(edition: Edition = "X06", **changes: Any) -> Layout:
    return laid_out(printed(filing(**changes), edition))


def font_file(pattern: str) -> Path:
    if not which("fc-match"):
        pytest.skip("fontconfig's fc-match is not here to find the font")
    found = subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True, check=True).stdout
    if "Liberation" not in found:
        pytest.skip(f"{pattern} is not installed")
    return Path(found)


@pytest.mark.parametrize("face", FONTS)
def test_the_table_of_widths_is_the_fonts_own(face: Face) -> None:
    font = TTFont(font_file(FONTS[face]))
    glyphs, widths = font.getBestCmap(), font["hmtx"].metrics
    kerning = font["kern"].kernTables[0].kernTable
    letters = [chr(code) for code in range(32, 127)]
    assert font["head"].unitsPerEm == UNITS_PER_EM
    for first in letters:
        glyph = glyphs[ord(first)]
        assert advances(first, face, UNITS_PER_EM) == [widths[glyph][0]]
        for second in letters:
            closer = kerning.get((glyph, glyphs[ord(second)]), 0)
            assert advances(first + second, face, UNITS_PER_EM)[0] == widths[glyph][0] + closer, first + second


def test_a_letter_with_an_accent_is_as_wide_as_the_letter() -> None:
    assert advances("\u00e9", "serif", 10) == advances("e", "serif", 10)
    assert advances("\u4e2d", "serif", 10) == [10]


@pytest.mark.parametrize("lines", [
    "10b5-|1", "non-|US", "Right-|to-|Buy", "(Month/Day/Year)", "(1)|(2)|(13)", "why?|yes", "U.S.C.", "f/b/o",
    "minus(-5)", "C/O", "$0.33(1)", "12-|31-|2026", "end.|(a)", "-|-|a", "AT&T", "100%", "$1,000.50", "one |two",
    "CORP |/DE/ |By:", "[ |XMPL |]", "a |, |b",
])  # fmt: skip
def test_a_line_ends_where_a_browser_ends_it(lines: str) -> None:
    """Seen in Chromium; "|" marks each place where a line may end."""
    text = lines.replace("|", "")
    pieces = [piece.rstrip() for piece in lines.split("|")]
    assert [text[first:last].rstrip() for first, last in pairwise(places(text))] == pieces
    assert widest_piece([Run(text, "sans", 10)]) == pytest.approx(
        max(text_width([Run(piece, "sans", 10)]) for piece in pieces), abs=0.6), "but for kerning at the break"


def places(text: str) -> list[int]:
    """Where the renderer may end a line of a text that has our invisible marks, counted without them; and both ends."""
    marked = breakable(text)
    found = [place for place, attributes in enumerate(get_log_attrs(marked, "en")[0:len(marked)])
             if attributes.is_line_break and marked[:place].strip(INVISIBLE)]
    return [0, *(len(marked[:place].translate(dict.fromkeys(map(ord, INVISIBLE)))) for place in found), len(text)]


def test_the_widest_piece_spans_changes_of_type() -> None:
    runs = [Run("$", "sans", 13), Run("634.46", "serif", 13), Run("(2)", "serif", 8), Run("(13)", "serif", 8)]
    assert widest_piece(runs) == pytest.approx(text_width(runs[:3]))


@pytest.mark.parametrize(("text", "width", "lines"), [
    ("", 50, 0), ("one", 50, 1), ("one two", 17.1, 2), ("one two three", 1000, 1), ("X" * 40, 100, 3),
])  # fmt: skip
def test_lines_are_counted(text: str, width: float, lines: int) -> None:
    assert line_count([Run(text, "serif", 10)], width) == lines


@pytest.mark.parametrize(("least", "percent", "width", "widths"), [
    ((10, 10), (50, 50), 100, (50, 50)),
    ((80, 10), (50, 50), 100, (80, 20)),  # the second wants 40 above its least width; a quarter of that is there
    ((10, 10, 10), (35, 35, 0), 100, (35, 35, 30)),
    ((10, 10), (60, 60), 100, (60, 40)),  # percentages end at 100
    ((10, 10), (33, 33), 100, (50, 50)),
    ((10, 200, 40), (30, 30, 40), 100, (10, 50, 40)),  # too narrow: the widest gives way
], ids=str)  # fmt: skip
def test_columns_share_a_width(least: Any, percent: Any, width: float, widths: Any) -> None:
    assert auto_columns(least, percent, width) == pytest.approx(widths)


@pytest.mark.parametrize(("openers", "heights"), [((), (20, 60)), ((1,), (10, 70))])
def test_a_tall_cell_stretches_its_rows(openers: Any, heights: Any) -> None:
    assert spread((10, 30), range(2), 80, openers) == pytest.approx(heights)
    assert spread((10, 30), range(2), 40, openers) == (10, 30)


def test_without_derivatives_the_page_is_as_wide_as_table_ii_s_headings() -> None:
    """Measured on sec.gov's page: 810.1 u, and a scale of 0.6711 pt."""
    narrow = layout()
    assert narrow.width == pytest.approx(810.1, abs=0.1)
    assert narrow.scale == pytest.approx(0.6711, abs=0.0001)


def test_columns_fill_their_tables() -> None:
    wide = layout(derivative_table=[OPTION])
    assert sum(wide.table_i) + 2 == pytest.approx(wide.width)
    assert sum(wide.table_ii) + 2 == pytest.approx(wide.width + 9)
    assert sum(wide.items.columns) + 2 == pytest.approx(wide.width)
    assert sum(wide.head) == pytest.approx(wide.width)


def test_a_long_word_in_table_ii_widens_the_page() -> None:
    assert layout(derivative_table=[OPTION | {"security_title": "Nonqualifiedoption"}]).width > layout().width + 20


def test_a_word_too_long_for_any_page_stops_at_the_widest() -> None:
    nature = {"direct_or_indirect": "I", "nature": "W" * 100}
    assert layout(derivative_table=[OPTION | {"ownership": nature}]).width == WIDEST
    assert layout(non_derivative_table=[SALE | {"ownership": nature}]).width == WIDEST
    assert layout(derivative_table=[OPTION | {"ownership": nature}]).crowded
    assert not layout(derivative_table=[OPTION]).crowded
    assert PAPER_WIDTH / (WIDEST + 16) * 9 >= 4


@pytest.mark.parametrize(("edition", "rows"), [("X03", 3), ("X04", 3), ("X05", 3), ("X06", 4)])
def test_items_1_to_6_have_the_rows_of_their_edition(edition: Edition, rows: int) -> None:
    long, longer = (layout(edition, reporting_owners=[DOE | {"name": f"{'W' * 15} " * words}]) for words in (6, 7))
    assert len(long.items.rows) == rows
    assert sum(longer.items.rows) - sum(long.items.rows) == pytest.approx(18), "one more line of the owner's name"


def test_a_marked_box_takes_more_of_the_head() -> None:
    assert layout(not_subject_to_section_16="1").head[0] > layout().head[0]
