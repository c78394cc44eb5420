"""Which part of one list is which of another."""

from __future__ import annotations

import pytest

from form4gen.matching import MOST_COMPARED, Likeness, Pair, is_reordered, matched


def letters(old: str, new: str) -> list[str]:
    """Pairs of one-letter parts; capitals are like small letters by half, and like nothing else."""
    def like(one: int, other: int) -> Likeness:
        return (0.5 if old[one].lower() == new[other].lower() else 0.0,)

    return [f"{'-' if one is None else old[one]}{'-' if other is None else new[other]}"
            for one, other in matched(old, new, like, 0.5)]


@pytest.mark.parametrize(("old", "new", "pairs"), [
    ("abc", "abc", "aa bb cc"),
    ("abc", "cab", "cc aa bb"),
    ("aA", "Aa", "AA aa"),
    ("a", "A", "aA"),
    ("ab", "xb", "a- -x bb"),
    ("abcd", "ad", "aa b- c- dd"),
    ("ad", "abcd", "aa -b -c dd"),
    ("xab", "ba", "x- bb aa"),
    ("aa", "aaa", "aa aa -a"),
    ("Aa", "aa", "aa Aa"),
    ("", "a", "-a"),
    ("a", "", "a-"),
])  # fmt: skip
def test_equal_parts_come_first_then_likely_ones_and_removed_ones_where_they_stood(old: str, new: str, pairs: str) -> None:
    assert " ".join(letters(old, new)) == pairs


def test_the_likeliest_pair_comes_first() -> None:
    likeness = [[0.6, 0.8], [0.5, 0.7]]
    assert matched("ab", "xy", lambda one, other: (likeness[one][other],), 0.5) == ((1, 0), (0, 1))


def test_what_is_as_likely_is_decided_by_the_second_likeness_then_by_nearness() -> None:
    assert matched("ab", "xy", lambda _one, _other: (0.5,), 0.5) == ((0, 0), (1, 1))
    assert matched("ab", "xy", lambda one, other: (0.5, float(one != other)), 0.5) == ((1, 0), (0, 1))


def test_a_list_no_filing_has_is_not_compared_part_by_part_to_its_end() -> None:
    many = range(3 * MOST_COMPARED)
    asked: list[Pair] = []

    def like(one: int, other: int) -> Likeness:
        asked.append((one, other))
        return (1.0,)

    pairs = matched([f"a{one}" for one in many], [f"b{one}" for one in many], like, 0.5)
    assert len(asked) == MOST_COMPARED ** 2
    assert sorted(pair[0] for pair in pairs if pair[0] is not None) == list(many)
    assert sorted(pair[1] for pair in pairs if pair[1] is not None) == list(many)


@pytest.mark.parametrize(("pairs", "expected"), [
    ([(0, 0), (1, 1)], False), ([(1, 0), (0, 1)], True), ([(2, None), (0, 0), (None, 1), (1, 2)], False)])
def test_an_order_is_another_where_what_both_have_turned_round(pairs: list[Pair], expected: bool) -> None:
    assert is_reordered(pairs) is expected
