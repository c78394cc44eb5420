"""YAML and JSON as text: the traps of YAML's own typing, and what bounds a file."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest

from form4gen.draft import DEEPEST, LARGEST, MOST_VALUES
from form4gen.finding import Mark
from form4gen.yaml_draft import read_yaml


@pytest.mark.parametrize(("written", "kept"), [
    ("0001640147", "0001640147"), ("07030", "07030"), ("ON", "ON"), ("NO", "NO"), ("10.10", "10.10"), ("1e3", "1e3"),
    ("2014-02-30", "2014-02-30"), ("0x1F", "0x1F"), ("12:30:45", "12:30:45"), ("1_000", "1_000"), ("true", "true"),
    (".inf", ".inf"), ("'null'", "null"), ('"~"', "~"), ("NULL", "NULL"), ("!!str 07", "07"), ('"\\u0041"', "A"),
])  # fmt: skip
def test_a_scalar_stays_text(written: str, kept: str) -> None:
    assert read_yaml(f"value: {written}\n".encode()).tree == {"value": kept}


@pytest.mark.parametrize("nothing", ["null", "~"])
def test_an_unquoted_null_is_a_value_not_given(nothing: str) -> None:
    assert read_yaml(f"a: {nothing}\nb: 1\n".encode()).tree == {"b": "1"}


def test_an_empty_value_is_empty_text() -> None:
    assert read_yaml(b"remarks:\n").tree == {"remarks": ""}


def test_values_and_keys_know_their_place() -> None:
    draft = read_yaml(b"a:\n  - {b: c}\n  - 'd\n    e'\n")
    assert draft.marks["a", 0, "b"] == Mark(2, 9, 10)
    assert draft.keys["a", 0, "b"] == Mark(2, 6, 7)
    assert draft.marks["a", 1] == Mark(3, 5, 6), "what runs over lines is marked where it begins"
    assert draft.mark(("a", 0, "nowhere", 3)) == draft.marks["a", 0]


def test_a_key_given_twice_is_a_finding_and_the_first_stands() -> None:
    draft = read_yaml(b"shares: 1\nshares: 2\n")
    assert draft.tree == {"shares": "1"}
    assert [finding.rule for finding in draft.findings] == ["TXT004"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_read(encoding: str) -> None:
    assert read_yaml("city: MÜNCHEN\r\n".encode(encoding)).tree == {"city": "MÜNCHEN"}


def test_the_earlier_of_merged_groups_wins_and_what_is_written_wins_over_both() -> None:
    tree: Any = read_yaml(b"a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], z: 3}\n").tree
    assert tree["c"] == {"x": "1", "y": "1", "z": "3"}


@pytest.mark.parametrize(("source", "message"), [
    (b"<<: 3\n", "<< takes a group of keys, such as *address where &address stands before one"),
    (b"? [a]\n: b\n", "a key is plain text, not a list or a group"),
    (b"&a [*a]\n", "this alias (*) refers to no anchor (&) before it; text that begins with * needs quotes"),
    (b"a: !b c\n", "a tag (!) is not read: every value is text here; text that begins with ! needs quotes"),
    (b"a: @b\n", "text that begins with '@' needs quotes"),
    (b"a: \x07b\n", "character U+0007 cannot stand in a text file"),
    (b"a\x00:\x00", "character U+0000 cannot stand in a text file; if this is UTF-16, save it as UTF-8"),
    (b"a: '\n", "this is not YAML: while scanning a quoted scalar, found unexpected end of stream"),
    (b"# only a comment\n", "the file is empty"),
    (b"a: 1\n--- b\n", "a second document begins here; write one filing a file"),
    (b'a: "\\ud83d"\n', "this is not YAML: while parsing a quoted scalar, found invalid Unicode character escape code"),
])  # fmt: skip
def test_what_cannot_be_read_says_why(source: bytes, message: str) -> None:
    (finding,) = read_yaml(source).findings
    assert finding.message == message
    assert finding.mark is not None


def test_null_takes_back_what_a_merge_brought() -> None:
    tree: Any = read_yaml(b"a: &a {x: 1, y: 1}\nb: {<<: *a, y: ~}\nc: {y: null, <<: *a}\n").tree
    assert tree["b"] == tree["c"] == {"x": "1"}


def test_the_line_end_that_closes_a_block_is_no_part_of_its_text() -> None:
    assert read_yaml(b"a: |\n  one\n  two\nb: >\n  three\n  four\n\n").tree == {"a": "one\ntwo", "b": "three four"}


def test_an_alias_may_be_a_key() -> None:
    assert read_yaml(b"a: &k name\n*k : x\n").tree == {"a": "name", "name": "x"}


def test_nesting_is_bounded() -> None:
    deep = b"[" * DEEPEST + b"]" * DEEPEST
    assert read_yaml(deep).findings == ()
    (finding,) = read_yaml(b"[[" + deep + b"]]").findings
    assert finding.message == f"the text is nested more than {DEEPEST} deep"
    # Newer versions of libyaml stop by themselves before a thousand brackets; either way there is one finding, soon.
    (finding,) = read_yaml(b"[" * 100_000).findings
    assert "nest" in finding.message


def test_a_bomb_of_aliases_is_refused_in_little_memory() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 20)]
    tracemalloc.start()
    (finding,) = read_yaml("\n".join(lines).encode()).findings
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert finding.message == f"with its aliases the text holds more than {MOST_VALUES:,} values"
    assert peak < 20_000_000


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    tracemalloc.start()
    source = b"remarks: x\n" * 1_000_000
    (finding,) = read_yaml(source).findings
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert finding.message == f"the file has more than {LARGEST:,} bytes; no Form 4 needs so many"
    assert peak < 4 * len(source)


def test_many_values_are_bounded() -> None:
    (finding,) = read_yaml(b"".join(b"k%d: x\n" % number for number in range(MOST_VALUES + 1))).findings
    assert finding.message == f"the text holds more than {MOST_VALUES:,} values"
