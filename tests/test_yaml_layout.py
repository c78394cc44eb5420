"""How nested text is laid out as YAML."""

from __future__ import annotations

import pytest

from form4gen.yaml_layout import WIDTH, Alias, Anchor, Block, Tree, entry


def laid_out(tree: Tree) -> str:
    return "\n".join(entry("key", tree))


@pytest.mark.parametrize(("text", "written"), [
    ("0001640147", "0001640147"), ("ON", "ON"), ("10.10", "10.10"), ("By trust, for a child", "By trust, for a child"),
    ("26990 [tax]", "26990 [tax]"), ("/s/ Jane Doe", "/s/ Jane Doe"), ("$0.01 par value", "$0.01 par value"),
    ("", '""'), ("~", '"~"'), ("null", '"null"'), ("[vesting]", '"[vesting]"'), ("By: Jane Doe", '"By: Jane Doe"'),
    ("Suite#5", "Suite#5"), ("Suite #5", '"Suite #5"'), ("- a", '"- a"'), ("a ", '"a "'), ("a:", '"a:"'),
    ('say "a"', 'say "a"'), ('"a" \\ b', '"\\"a\\" \\\\ b"'), ("É. Dô", "É. Dô"),
    ("a\tb", r'"a\tb"'), ("a\xa0b", r'"a\xa0b"'), ("a\u2028b", r'"a\u2028b"'), ("\U000e0001", r'"\U000e0001"'),
])  # fmt: skip
def test_a_text_has_quotes_only_where_it_needs_them(text: str, written: str) -> None:
    assert laid_out(text) == f"key: {written}"


def test_between_braces_a_text_needs_quotes_more_often() -> None:
    assert laid_out({"a": "Doe, Jane", "b": "5 [tax]", "c": "plain"}) == 'key: {a: "Doe, Jane", b: "5 [tax]", c: plain}'
    assert laid_out({"a": "b:?", "c": "d?"}) == 'key: {a: "b:?", c: "d?"}'
    assert laid_out("b:?") == "key: b:?"


def test_a_value_that_is_not_given_is_a_tilde() -> None:
    assert laid_out({"a": None}) == "key: {a: ~}"


def test_a_text_with_lines_of_its_own_stands_by_them() -> None:
    assert laid_out("one\n\n  two") == "key: |-\n  one\n\n    two"


@pytest.mark.parametrize("text", ["one\n", "\none", " one\ntwo", "one \ntwo", "one\r\ntwo"])
def test_a_text_whose_lines_could_not_be_seen_stands_in_quotes(text: str) -> None:
    assert laid_out(text).startswith('key: "')
    assert "\n" not in laid_out(text)


def test_a_long_text_is_folded_at_single_blanks() -> None:
    text = "word " * 30 + "word  word"
    first, second, third = laid_out(text).split("\n")
    assert (first, f"{second[2:]} {third[2:]}") == ("key: >-", text)
    assert len(second) <= WIDTH < len(f"{second} word")
    assert third.endswith("word  word")


def test_a_long_text_with_a_blank_at_its_end_is_folded_in_quotes() -> None:
    first, second = laid_out("word " * 30).split("\n")
    assert first.startswith('key: "word word')
    assert second.endswith('word "')


def test_a_group_stands_on_one_line_where_it_fits() -> None:
    assert laid_out({"a": {"b": "c"}, "d": ["e", "f"]}) == "key: {a: {b: c}, d: [e, f]}"
    assert laid_out({"a": "x" * 60, "b": "y" * 60}) == f"key:\n  a: {'x' * 60}\n  b: {'y' * 60}"
    assert laid_out({"a": "b\nc"}) == "key:\n  a: |-\n    b\n    c"


def test_a_block_never_stands_on_one_line() -> None:
    assert laid_out(Block({"a": "b"})) == "key:\n  a: b"
    assert laid_out([Block({"a": "b", "c": "d"}), Block({"e": "f"})]) == "key:\n  - a: b\n    c: d\n\n  - e: f"


def test_a_list_of_groups_has_an_item_a_line_and_a_list_of_words_has_one_line() -> None:
    assert laid_out([{"a": "b"}, {"c": "d"}]) == "key:\n  - {a: b}\n  - {c: d}"
    assert laid_out(["a", "b"]) == "key: [a, b]"
    assert laid_out(["word " * 40]).startswith('key:\n  - "word')


def test_nothing_is_written_as_such() -> None:
    assert [laid_out({}), laid_out(Block()), laid_out([])] == ["key: {}", "key: {}", "key: []"]


def test_a_group_may_be_shared() -> None:
    assert laid_out([{"a": Anchor("b", {"c": "d"})}, {"a": Alias("b")}]) == "key:\n  - {a: &b {c: d}}\n  - {a: *b}"
    assert laid_out(Anchor("b", {"c": "d"})) == "key: &b {c: d}"
    assert laid_out(Anchor("b", {"c": "word " * 40})).split("\n")[:2] == ["key: &b", f'  c: "{"word " * 23}word']
