"""Any two filings can be compared, either way round; a filing does not differ from itself, however it is written."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from form4gen import Form4, read, to_xml
from form4gen.comparison import Change, compared
from form4gen.comparison_report import comparison_json, comparison_text
from form4gen.revision import Revised, reworded
from form4gen.same_parts import citers
from form4gen.versions import EDITIONS, Edition
from tests.pages import comparison_to_html
from tests.properties.test_reading import FILINGS
from tests.properties.test_yaml_text import ODD_FILINGS, as_form4

TREES = (FILINGS | ODD_FILINGS).filter(lambda tree: tree["reporting_owners"])


@given(TREES)
@settings(max_examples=150)
def test_a_filing_does_not_differ_from_itself_or_its_xml(tree: dict[str, Any]) -> None:
    form4 = as_form4(tree)
    for again in (form4, read(to_xml(form4, "disseminated", "X0609")), read(to_xml(form4, "submission", "X0609"))):
        assert compared(form4, again).changes == ()
        assert "<ins>" not in comparison_to_html(compared(form4, again), edition="X06")


def turned(form4: Form4, random: Random) -> Form4:
    """The filing with its lists in another order, and its footnotes renumbered if all that are cited are there."""
    names = ("non_derivative_table", "derivative_table", "reporting_owners", "signatures", "footnotes")
    lists = {name: tuple(random.sample(getattr(form4, name), len(getattr(form4, name)))) for name in names}
    there = [footnote.id for footnote in form4.footnotes]
    numbers = dict(zip(there, random.sample(there, len(there)), strict=True))
    tree = form4.model_copy(update=lists).model_dump(mode="json")
    return Form4.model_validate(renumbered(tree, numbers) if set(citers(form4)) <= set(there) else tree)


def renumbered(tree: Any, numbers: dict[str, str]) -> Any:
    """A filing's tree with other numbers wherever a footnote has its number or is cited."""
    if isinstance(tree, list):
        return [numbers[part] if isinstance(part, str) else renumbered(part, numbers) for part in tree]
    if isinstance(tree, dict):
        return {key: numbers[part] if key == "id" else renumbered(part, numbers) for key, part in tree.items()}
    return tree


@given(TREES, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_a_filing_does_not_differ_from_itself_in_another_order(tree: dict[str, Any], random: Random) -> None:
    form4 = as_form4({**tree, "reporting_owners": tree["reporting_owners"][:1], "footnotes": _distinct(tree)})
    assert compared(form4, turned(form4, random)).changes == ()


def _distinct(tree: dict[str, Any]) -> list[dict[str, Any]]:
    """Footnotes of different numbers."""
    return list({footnote["id"]: footnote for footnote in tree.get("footnotes", [])}.values())


def told(change: Change, back: bool = False) -> tuple[Any, ...]:
    """A change, or the change back."""
    turn = -1 if back else 1
    values = sorted((value.place, *(value.old, value.new)[::turn]) for value in change.values)
    return repr((change.old, change.new)[::turn]), values, *(change.cited_no_more, change.cited_now)[::turn]


@given(TREES, TREES, st.sampled_from(EDITIONS))
@settings(max_examples=150)
def test_any_two_filings_are_compared_and_the_way_back_is_the_same(one: dict[str, Any], other: dict[str, Any],
                                                                   edition: Edition) -> None:
    old, new = as_form4(one), as_form4(other)
    comparison = compared(old, new)
    assert sorted(map(told, comparison.changes)) == sorted(told(change, back=True) for change in compared(new, old).changes)
    assert comparison_text(comparison, "old", "new").replace("\n", "").isprintable()
    assert json.loads(comparison_json(comparison, "old", "new"))["same"] == (not comparison.changes)
    assert comparison_to_html(comparison, edition=edition)


WORDS = st.lists(st.sampled_from(["the", "shares", "of", "a", "trust", "<b>"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_a_reworded_text_holds_both_texts(old: str, new: str) -> None:
    text = reworded(old, new)
    if old == new:
        assert (text, isinstance(text, Revised)) == (new, False)
        return
    assert isinstance(text, Revised)
    for state, whole in (("old", old), ("new", new)):
        kept = " ".join(piece.text for piece in text.pieces if piece.state in (state, "same") and piece.text != " ")
        assert kept == whole
