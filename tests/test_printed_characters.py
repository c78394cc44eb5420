"""The characters that the printed form has: no others reach a page."""

from __future__ import annotations

import subprocess
from shutil import which

import pytest
from fontTools.ttLib import TTFont

from form4gen.drawing import missing_fonts
from form4gen.printed_characters import in_the_fonts


@pytest.mark.parametrize(("text", "shown"), [
    ("Plain (A) $1.50", "Plain (A) $1.50"),
    ("Soci\xe9t\xe9 \u2013 \u201cA\u201d \u20ac", "Soci\xe9t\xe9 \u2013 \u201cA\u201d \u20ac"),
    ("e\u0301", "\u00e9"),
    ("x\u0302", "x?"),
    ("\u5f20\u4f1f", "??"),
    ("\U0001f600", "?"),
    ("a\xa0b", "a b"),
    ("a\xadb", "a?b"),
    ("\uf001", "?"),
    ("two\nlines", "two\nlines"),
])
def test_what_the_fonts_lack_shows_as_a_question_mark(text: str, shown: str) -> None:
    assert in_the_fonts(text) == shown


@pytest.mark.skipif(not which("fc-match"), reason="fontconfig's fc-match finds the fonts' files")
@pytest.mark.parametrize("face", ["Sans:regular", "Sans:bold", "Sans:italic", "Serif:regular"])
def test_the_fonts_have_each_character_that_is_kept(face: str) -> None:
    if missing_fonts():
        pytest.skip(f"the page is set in {' and '.join(missing_fonts())}, which this machine lacks")
    path = subprocess.run(["fc-match", "-f", "%{file}", f"Liberation {face}"], capture_output=True, text=True,
                          check=True).stdout
    glyphs = TTFont(path).getBestCmap()
    kept = [character for character in map(chr, range(0x20, 0xffff))
            if not 0xd800 <= ord(character) < 0xe000 and in_the_fonts(character) == character not in "\u200b\u2060"]
    assert len(kept) > 500
    assert {character for character in kept if ord(character) not in glyphs} == set()
    drawn = [glyphs[ord(character)] for character in kept]
    assert len(set(drawn)) == len(drawn), "one glyph for two characters, which a reader of the page could not tell apart"
