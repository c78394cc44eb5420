"""A filing survives its YAML: what it reports as an author would write it, every field of it verbatim."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from form4gen import Form4, to_xml
from form4gen.ccc import CCC
from form4gen.reading import read_source
from form4gen.same_filing import same_filing
from form4gen.yaml_draft import read_yaml
from form4gen.yaml_layout import WIDTH, Block, entry
from form4gen.yaml_text import to_yaml
from tests.properties.test_reading import AMOUNTS, DAYS, FILINGS, NOTES, reported, reported_or_footnoted

ODD = [
    "~", "null", "[x]", "By trust [F1]", "a: b", "a #b", "#a", "- a", "-", "?", "*a", "&a", "!a", "%a", "@a", "`a", "|",
    ">", "'", '"', "a:", ":a", "a:?", "a::b", "{a}", "a, b", "true", "no", " a", "a ", "a\n", "\na", "a\n\nb", "a\n  b",
    "a \nb", "a\tb", "\t", "\n", "a\rb", "a\r\nb", "a\x85b", "a\u2028b", "\ufeffa", "a\xa0b", "\u202ea", "---", "...",
    "--- a", "<<", "=", "A\\nB", "\\", "word " * 70, " word  word" * 30, "x" * 300, "two\nlines " * 20, "é" * 130,
    "\U0001f4c8 \U000e0001", "F1", "10.10",
]  # fmt: skip
XML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\t\n\r\x85\x7f",
                                 exclude_characters="\ufffe\uffff"), max_size=300)
TEXTS = st.sampled_from(ODD) | XML_TEXT
SHORT = TEXTS.map(lambda text: text[:30])
FULL = SHORT.filter(bool)


@given(st.lists(TEXTS, max_size=5))
@settings(max_examples=300)
def test_a_text_survives_its_layout_in_every_place(texts: list[str]) -> None:
    group = {f"k{number}": text for number, text in enumerate(texts)}
    tree: dict[str, Any] = {"group": group, "block": Block(group), "list": [{"a": {"b": text}} for text in texts],
                            "blocks": [Block({"a": text}) for text in texts], "texts": texts, "nothing": {}, "none": []}
    written = "".join(f"{line}\n" for key, value in tree.items() for line in entry(key, value))
    draft = read_yaml(written.encode())
    assert (draft.findings, draft.tree) == ((), tree)
    assert all(line == line.rstrip() for line in written.split("\n")), "no blank stands where nobody sees it"


@given(st.lists(st.text("ab.,", min_size=1, max_size=12), min_size=80, max_size=90).map(" ".join))
def test_a_long_text_of_short_words_keeps_to_the_width(text: str) -> None:
    lines = list(entry("key", text, "    "))
    assert len(lines) > 1
    assert max(map(len, lines)) <= WIDTH


FLAGS = st.sampled_from(["true", "false", "1", "0"])
PLACES = st.sampled_from(["MA", "X0", "", "  "])
ADDRESSES = st.fixed_dictionaries({}, optional={
    "street1": SHORT, "non_us_state_territory": SHORT, "state": PLACES, "country": PLACES,
    "zip_code": st.sampled_from(["", "0"]), "non_us_address": FLAGS})
RELATIONSHIPS = st.fixed_dictionaries({}, optional={
    "is_director": FLAGS, "is_officer": FLAGS, "officer_title": SHORT, "is_other": FLAGS, "other_text": SHORT})
OWNERS = st.fixed_dictionaries(
    {"cik": st.just("007"), "relationship": RELATIONSHIPS}, optional={"name": SHORT, "address": ADDRESSES})
OWNERSHIPS = st.fixed_dictionaries(
    {"direct_or_indirect": reported(st.sampled_from("DI"))}, optional={"nature": reported(SHORT)})
EMPTY: st.SearchStrategy[dict[str, Any]] = st.just({})
TRANSACTIONS = st.fixed_dictionaries(
    {"kind": st.just("transaction"), "security_title": reported(FULL), "transaction_date": reported(DAYS),
     "shares": reported(AMOUNTS), "acquired_disposed": reported(st.sampled_from("AD")), "ownership": OWNERSHIPS,
     "price_per_share": reported_or_footnoted(AMOUNTS), "value_owned_following": reported(AMOUNTS)},
    optional={"deemed_execution_date": EMPTY | reported_or_footnoted(DAYS), "coding": st.fixed_dictionaries(
        {"form_type": st.sampled_from("45"), "code": st.sampled_from("SG"), "equity_swap_involved": FLAGS},
        optional={"footnotes": NOTES}),
        "timeliness": EMPTY | reported(st.sampled_from(["", "E", "L"])) | st.fixed_dictionaries({"footnotes": NOTES})})
NUMBERED = st.lists(TEXTS, max_size=4).map(
    lambda texts: [{"id": f"F{number}", "text": text} for number, text in enumerate(texts, 1)])
ODD_FILINGS = st.builds(
    lambda filing, changes: {**filing, **changes}, FILINGS,
    st.fixed_dictionaries({"reporting_owners": st.lists(OWNERS, max_size=2).map(lambda owners: owners + owners)}, optional={
        "non_derivative_table": st.lists(TRANSACTIONS, max_size=2), "derivative_table": st.just([]), "footnotes": NUMBERED,
        "remarks": TEXTS, "date_of_original_submission": DAYS, "under_10b5_1_plan": FLAGS,
        "signatures": st.lists(st.fixed_dictionaries(
            {"name": TEXTS.map(lambda text: text[:255]).filter(bool), "date": DAYS}), max_size=2)}))


def as_form4(tree: Any) -> Form4:
    return Form4.model_validate(without_edgars_own(tree))


def without_edgars_own(tree: Any) -> Any:
    """A tree without what EDGAR alone gives a filing, which no author writes."""
    if isinstance(tree, list):
        return [without_edgars_own(part) for part in tree]
    if not isinstance(tree, dict):
        return tree
    own = ("schema_version", "state_description", "good_address")
    return {key: without_edgars_own(value) for key, value in tree.items() if key not in own}


def read_again(text: str) -> Form4:
    form4 = read_source(text.encode()).form4
    assert form4 is not None, text
    return form4


def as_xml(form4: Form4) -> tuple[bytes, bytes]:
    return to_xml(form4, "disseminated", "X0609"), to_xml(form4, "submission", "X0609")


@given(FILINGS | ODD_FILINGS)
@settings(max_examples=400)
def test_a_filing_survives_its_yaml(tree: dict[str, Any]) -> None:
    form4 = as_form4(tree)
    assert same_filing(read_again(to_yaml(form4)), form4)


@given(FILINGS | ODD_FILINGS)
@settings(max_examples=400)
def test_verbatim_every_field_of_a_filing_survives(tree: dict[str, Any]) -> None:
    form4 = as_form4(tree)
    again = read_again(to_yaml(form4, verbatim=True))
    assert again == form4
    assert as_xml(again) == as_xml(form4)


@given(FILINGS)
def test_no_ccc_gets_into_yaml(tree: dict[str, Any]) -> None:
    owners = [{**owner, "ccc": "abcd#234"} for owner in tree["reporting_owners"]]
    form4 = as_form4({**tree, "reporting_owners": owners})
    for verbatim in (False, True):
        text = to_yaml(form4, verbatim)
        assert f"{CCC}:" not in text
        assert "abcd#234" not in text
        assert same_filing(read_again(text), form4)
