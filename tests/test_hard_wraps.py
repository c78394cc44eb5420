"""Lines broken by a carrier are joined; line ends that a filer wrote are kept."""

from __future__ import annotations

import pytest

from form4gen.finding import Mark
from form4gen.hard_wraps import mended
from form4gen.reading import read_source
from form4gen.source_lines import SourceLines

from .envelopes import LINES_BEFORE, PUBLISHED, full_submission

ONE_LINE = PUBLISHED.replace(b'<?xml version="1.0"?>\n', b"").replace(b"\n", b"")


def wrapped(document: bytes, width: int) -> bytes:
    """Every line broken after a number of characters."""
    lines = (line[at : at + width] for line in document.split(b"\n") for at in range(0, len(line) or 1, width))
    return b"\n".join(lines)


@pytest.mark.parametrize("width", [40, 80, 119, 120, 121, 1023, 1024])
def test_a_broken_document_says_what_the_whole_one_says(width: int) -> None:
    assert read_source(full_submission(wrapped(ONE_LINE, width))).form4 == read_source(PUBLISHED).form4


def test_a_document_of_many_lines_is_mended_where_a_tag_shows_the_width() -> None:
    [long] = [line for line in PUBLISHED.split(b"\n") if len(line) > 75]
    parted = PUBLISHED.replace(long, long[:60] + b"\n" + long[60:])
    assert mended(parted) == (parted, ())
    number = PUBLISHED.split(b"\n").index(long) + 1
    width = len(long) - 5
    assert mended(wrapped(PUBLISHED, width)) == (PUBLISHED, ((number, width + 1),))


def test_no_width_but_one_is_taken_for_a_break() -> None:
    text = b"<a>\n" + b"x" * 120 + b"\nsecond paragraph\n" + b"y" * 300 + b"\nthird\n</a>"
    assert mended(text) == (text, ())


def test_a_break_at_edgars_width_is_joined_even_within_text() -> None:
    line = b"<footnote>" + b"word " * 203
    assert len(line[:1023]) == 1023
    assert mended(line[:1023] + b"\n" + line[1023:] + b"</footnote>") == (line + b"</footnote>", ((1, 1024),))


def test_a_line_end_of_the_filers_stays_beside_a_break_in_a_tag() -> None:
    text = b"<footnotes><foo\ntnote>first paragraph\nsecond</footno\nte></footnotes>"
    assert mended(text) == (b"<footnotes><footnote>first paragraph\nsecond</footnote></footnotes>", ((1, 16), (2, 15)))


@pytest.mark.parametrize("width", [40, 80, 119, 120, 121])
def test_blanks_that_the_ends_of_broken_lines_have_lost_are_put_back(width: int) -> None:
    text = b"Jane Doe holds them as  one of the trustees. " * 40
    document = ONE_LINE.replace(b"<remarks></remarks>", b"") \
        .replace(b"<ownerSignature>", b"<remarks>" + text[:1990] + b"</remarks><ownerSignature>")
    lines = wrapped(document, width).split(b"\n")
    stripped = b"\n".join(line.rstrip(b" ") for line in lines)
    assert stripped != b"\n".join(lines)
    assert read_source(full_submission(stripped)).form4 == read_source(document).form4


@pytest.mark.parametrize(("lines", "text"), [
    (b"note>one two th\nem", b"note>one two th em"),
    (b"note>one two t\nem", b"note>one two t  em"),
    (b"note>one two t\n em", b"note>one two t   em"),
    (b"note>one, twos\n em", b"note>one, twos   em"),
    (b"note>one, two\nem", b"note>one, two\nem"),
    (b"note>one two th\nem \nand", b"note>one two th\nem \nand"),
    (b"note>one two th\n  em", b"note>one two th\n  em"),
    (b"note>one two th\n\nem", b"note>one two th\n\nem"),
    (b"note>one, two;>\nem", b"note>one, two;>\nem"),
    (b"note>one two thi\nrd", b"note>one two third"),
])  # fmt: skip
def test_a_blank_is_put_back_only_where_one_was_lost_at_the_end_of_a_full_line(lines: bytes, text: bytes) -> None:
    """The width is 16, which the tag shows that is broken there."""
    assert mended(b"<footnotes><foot\n" + lines)[0] == b"<footnotes><foot" + text


def test_a_break_within_a_character_reference_is_joined_and_shows_the_width() -> None:
    text = b"<footnote>Doe &am\np; Roe hold th\nem</footnote>"
    assert mended(text) == (b"<footnote>Doe &amp; Roe hold th\nem</footnote>", ((1, 18),))
    assert mended(text.replace(b"hold th", b"both hold"))[0] == b"<footnote>Doe &amp; Roe both hold em</footnote>"
    assert mended(text.replace(b"hold th", b"to hold th"))[0] == b"<footnote>Doe &amp; Roe to hold them</footnote>"


@pytest.mark.parametrize("text", [
    b"<a>\n<b>\n</b>\n</a>",
    b'<footnoteId\nid="F1"/>',
    b"<a>1 < \n2></a>",
    b"<a>text\n</a>",
    b"<\n\n\n<",
    b"<a>Doe &\namp Roe</a>",
    b"<a>Doe &amp\n Roe;</a>",
    b"",
])  # fmt: skip
def test_what_is_not_broken_is_not_touched(text: bytes) -> None:
    assert mended(text) == (text, ())


def test_a_break_within_a_footnotes_id_is_joined() -> None:
    assert mended(b'<a/><footnoteId id="F\n1"/>') == (b'<a/><footnoteId id="F1"/>', ((1, 22),))


def test_a_finding_in_a_joined_line_has_the_line_and_column_of_the_file() -> None:
    faulty = wrapped(ONE_LINE.replace(b"<issuerCik>", b"<issuerCik>CIK"), 120)
    reading = read_source(full_submission(faulty))
    [mark] = [finding.mark for finding in reading.findings]
    assert mark is not None
    line = faulty.split(b"\n")[mark.line - LINES_BEFORE - 1]
    assert line[mark.column - 1 : mark.end_column - 1].startswith(b"CIK")
    assert mark.end_column <= len(line) + 1


def test_a_stretch_that_a_break_parts_is_shown_to_the_end_of_its_line() -> None:
    lines = SourceLines(10, 1, ((1, 21), (1, 41), (3, 5)))
    assert lines.mark(Mark(1, 15, 30)) == Mark(10, 15, 21)
    assert lines.mark(Mark(1, 21, 30)) == Mark(11, 1, 10)
    assert lines.mark(Mark(1, 45, 47)) == Mark(12, 5, 7)
    assert lines.mark(Mark(2, 3, 4)) == Mark(13, 3, 4)
    assert lines.mark(Mark(3, 6, 8)) == Mark(15, 2, 4)


def test_only_what_edgar_published_is_mended() -> None:
    broken = PUBLISHED.replace(b"</issuer>", b"</iss\nuer>")
    assert [finding.rule for finding in read_source(broken).findings] == ["TXT001"]
    assert read_source(full_submission(broken)).findings == ()
