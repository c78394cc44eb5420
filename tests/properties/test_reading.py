"""Whatever is given, the answer is a filing or findings, never a traceback; and a filing survives its XML."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from form4gen import Form4, to_xml
from form4gen.reading import read_source
from form4gen.report import Checked, as_json, as_text

from ..envelopes import feed, full_submission, to_send

EXAMPLES = [path.read_bytes() for path in sorted((Path(__file__).parents[2] / "examples").glob("*.form4.yaml"))]
PUBLISHED = [to_xml(form4, "disseminated") for form4 in (read_source(source).form4 for source in EXAMPLES) if form4]
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good source with a stretch of it replaced."""
    source = draw(st.sampled_from([*EXAMPLES, *PUBLISHED]))
    start = draw(st.integers(0, len(source)))
    length = draw(st.integers(0, 40))
    return source[:start] + draw(st.binary(max_size=12)) + source[start + length :]


def is_answered(source: bytes) -> None:
    reading = read_source(source)
    assert reading.form4 is not None or reading.findings
    for finding in reading.findings:
        assert finding.message
        assert finding.mark is not None
        assert finding.mark.line >= 1
        assert finding.mark.column >= 1
    checked = [Checked.of("x", reading.draft, reading.findings, reading.form4 is not None)]
    assert as_text(checked)
    assert as_json(checked)


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(source: bytes) -> None:
    is_answered(source)


@given(damaged())
@settings(max_examples=300)
def test_a_damaged_filing_is_answered(source: bytes) -> None:
    is_answered(source)


SCALARS = st.text(CHARACTERS, max_size=12) | st.sampled_from(["4", "D", "2026-06-01", "1.5", "true", "[a]", "1 [a]", ""])
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["issuer", "reporting_owners", "non_derivative_table", "derivative_table", "footnotes", "code", "ccc",
                     "shares", "ownership", "indirect", "relationship", "address", "coding", "kind", "value", "a"]),
    inner, max_size=4), max_leaves=12)


@st.composite
def wrapped(draw: st.DrawFn) -> bytes:
    """Any bytes, or a damaged filing, in any wrapper, which may be damaged or wrapped again."""
    inner = draw(st.binary(max_size=80) | damaged())
    for wrap in draw(st.lists(st.sampled_from(WRAPPERS), min_size=1, max_size=2)):
        inner = wrap(inner)
    start = draw(st.integers(0, len(inner)))
    return inner[:start] + draw(st.binary(max_size=6)) + inner[start + draw(st.integers(0, 20)) :]


def zipped(inner: bytes) -> bytes:
    """The same bytes at every time: a second that passes while hypothesis draws would be an example that changes."""
    return gzip.compress(inner, mtime=0)


WRAPPERS: list[Callable[[bytes], bytes]] = [full_submission, feed, to_send, zipped, lambda inner: b"\n".join(
    inner[at : at + 120] for at in range(0, len(inner), 120))]


@given(wrapped())
@settings(max_examples=300)
def test_whatever_comes_in_a_wrapper_is_answered(source: bytes) -> None:
    is_answered(source)


@given(TREES)
def test_any_tree_is_answered(tree: Any) -> None:
    is_answered(json.dumps(tree, ensure_ascii=False).encode())


AMOUNTS = st.decimals(0, 10**11, places=4).map(lambda number: f"{number:f}") | st.sampled_from([".25", "5.", "007"])
DAYS = st.dates().map(str) | st.sampled_from(["2014-01-30-05:00", "2026-06-01Z"])
TEXT = st.text(CHARACTERS, min_size=1, max_size=30)
NOTES = st.lists(st.integers(1, 99).map("F{}".format), max_size=3)


def reported(values: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"value": values}, optional={"footnotes": NOTES})


def reported_or_footnoted(values: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return reported(values) | st.fixed_dictionaries({"footnotes": NOTES.filter(bool)})


def one_of(*names: str, values: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[dict[str, Any]]:
    """Exactly one of several fields; or, with ``least`` 0, none."""
    given = [st.fixed_dictionaries({name: values}) for name in names]
    return st.one_of(*given, *([] if least else [st.just({})]))


def row(fields: dict[str, Any], *choices: st.SearchStrategy[dict[str, Any]],
        optional: dict[str, Any] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """A row with its fields, and with what is drawn for each choice."""
    return st.builds(lambda *parts: {key: value for part in parts for key, value in part.items()},
                     st.fixed_dictionaries(fields, optional=optional or {}), *choices)


FOLLOWING = one_of("shares_owned_following", "value_owned_following", values=reported(AMOUNTS))
TRANSACTED = one_of("shares", "total_value", values=reported(AMOUNTS))
OWNED = {"security_title": reported(TEXT),
         "ownership": st.fixed_dictionaries({"direct_or_indirect": reported(st.sampled_from("DI"))},
                                            optional={"nature": reported(TEXT)})}
DERIVED = {"conversion_or_exercise_price": reported_or_footnoted(AMOUNTS), "exercise_date": reported_or_footnoted(DAYS),
           "expiration_date": reported_or_footnoted(DAYS),
           "underlying_security": row({"title": reported(TEXT)}, one_of("shares", "value", least=0,
                                                                        values=reported_or_footnoted(AMOUNTS)))}
DONE = {"kind": st.just("transaction"), "transaction_date": reported(DAYS),
        "price_per_share": reported_or_footnoted(AMOUNTS), "coding": st.fixed_dictionaries({
            "form_type": st.sampled_from("45"), "code": st.sampled_from("ACDEFGHIJLMOPSUWXZ"),
            "equity_swap_involved": st.sampled_from(["0", "1", "true", "false"])}, optional={"footnotes": NOTES})}
MAYBE = {"deemed_execution_date": reported_or_footnoted(DAYS), "timeliness": reported(st.sampled_from(["", "E"]))}
HELD = {"kind": st.just("holding")}
FILINGS = st.fixed_dictionaries(
    {
        "period_of_report": DAYS,
        "issuer": st.fixed_dictionaries({"cik": st.from_regex("[0-9]{1,10}", fullmatch=True),
                                         "trading_symbol": st.text(CHARACTERS, min_size=1, max_size=10)},
                                        optional={
                                            "name": TEXT, "foreign_trading_symbol": st.text(CHARACTERS, max_size=14)}),
        "reporting_owners": st.lists(st.fixed_dictionaries(
            {"cik": st.from_regex("[0-9]{1,10}", fullmatch=True), "relationship": st.fixed_dictionaries(
                {}, optional={**dict.fromkeys(("is_director", "is_officer", "is_ten_percent_owner", "is_other"),
                                             st.sampled_from(["1", "false"])), "officer_title": TEXT, "other_text": TEXT})},
            optional={"name": TEXT, "address": st.fixed_dictionaries({}, optional={
                **dict.fromkeys(("street1", "street2", "city", "non_us_state_territory", "state_description"), TEXT),
                **dict.fromkeys(("state", "country"), st.sampled_from(["MA", "", "X0"])), "zip_code": st.just("01886"),
                **dict.fromkeys(("non_us_address", "good_address"), st.sampled_from(["true", "0"]))})}),
            min_size=1, max_size=3),
        "signatures": st.lists(st.fixed_dictionaries({"name": TEXT, "date": DAYS}), min_size=1, max_size=2),
    },
    optional={
        "form": st.sampled_from(["4", "4/A"]), "date_of_original_submission": DAYS, "schema_version": st.just("X0609"),
        "not_subject_to_section_16": st.sampled_from(["1", "0"]),
        "under_10b5_1_plan": st.sampled_from(["1", "false"]), "remarks": st.text(CHARACTERS, max_size=40),
        "non_derivative_table": st.lists(
            row({**OWNED, **DONE, "shares": reported(AMOUNTS), "acquired_disposed": reported(st.sampled_from("AD"))},
                FOLLOWING, optional=MAYBE)
            | row({**OWNED, **HELD}, FOLLOWING), max_size=3),
        "derivative_table": st.lists(
            row({**OWNED, **DERIVED, **DONE, "acquired_disposed": reported(st.sampled_from("AD"))},
                FOLLOWING, TRANSACTED, optional=MAYBE)
            | row({**OWNED, **DERIVED, **HELD}, FOLLOWING), max_size=3),
        "footnotes": st.lists(st.fixed_dictionaries({"id": st.integers(1, 99).map("F{}".format), "text": TEXT}),
                              max_size=3),
    },
)  # fmt: skip


@given(FILINGS)
@settings(max_examples=150)
def test_a_filing_survives_its_xml(tree: dict[str, Any]) -> None:
    form4 = Form4.model_validate(tree)
    written = to_xml(form4, "disseminated", "X0609")
    again = read_source(written).form4
    assert again == form4.model_copy(update={"schema_version": "X0609"})
    assert to_xml(again, "disseminated") == written
