"""What is said of a comparison: names from the form, as text for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from form4gen.comparison import compared
from form4gen.comparison_report import comparison_json, comparison_text
from form4gen.element import Element, declared
from form4gen.filing import ROW_CLASSES, Footnote, Form4, Issuer, Place, ReportingOwner, Signature
from form4gen.form_terms import part_name, value_name
from tests.rules.filings import filing


def test_the_first_line_counts_the_changes() -> None:
    same, one, two = (filing(change) for change in ("{}", "{remarks: Late.}", "{remarks: Late., form: 4/A}"))
    assert [comparison_text(compared(same, new), "a.xml", "b.yaml").splitlines()[0] for new in (same, one, two)] == [
        "a.xml -> b.yaml: no change", "a.xml -> b.yaml: 1 change", "a.xml -> b.yaml: 2 changes"]


def test_json_has_places_and_values_as_they_are_written() -> None:
    new = filing("{derivative_table: [{price_per_share: 0.50, shares: {value: 400, footnotes: [F1]}}]}")
    assert json.loads(comparison_json(compared(filing(), new), "a.xml", "b.yaml")) == {
        "version": 1, "old": "a.xml", "new": "b.yaml", "same": False, "changes": [
            {"kind": "changed", "part": "Table II, row 1 (Stock Option (right to buy), 2026-06-01, A)",
             "old_place": "derivative_table[0]", "new_place": "derivative_table[0]",
             "values": [{"name": "column 8 Price", "place": "derivative_table[0].price_per_share.value", "old": "0",
                         "new": "0.50"}], "cited_no_more": [], "cited_now": []},
            {"kind": "changed", "part": "Footnote 1", "old_place": "footnotes[0]", "new_place": "footnotes[0]",
             "values": [], "cited_no_more": [], "cited_now": ["derivative_table[0].shares"]}],
        "reordered": []}


def test_json_of_what_is_added_has_no_old_place_or_value() -> None:
    told = json.loads(comparison_json(compared(filing(), filing("{remarks: Late., footnotes: {F2: Gift.}}")), "a", "b"))
    note, remarks = told["changes"]
    assert (note["kind"], note["old_place"], note["new_place"]) == ("added", None, "footnotes[1]")
    assert (remarks["kind"], remarks["values"]) == ("changed", [
        {"name": "", "place": "remarks", "old": None, "new": "Late."}])


def test_json_says_when_nothing_changed() -> None:
    assert json.loads(comparison_json(compared(filing(), filing()), "a", "b")) == {
        "version": 1, "old": "a", "new": "b", "same": True, "changes": [], "reordered": []}


@pytest.mark.parametrize(("written", "shown"), [
    ("a\u200bb", "a\\u200bb"), ("a\u202eb", "a\\u202eb"), ("a\x9b31mb", "a\\x9b31mb"), ("a\xa0b", "a\\xa0b")])
def test_a_character_that_cannot_be_seen_is_spelled_out(written: str, shown: str) -> None:
    new = filing().model_copy(update={"remarks": written})
    assert comparison_text(compared(filing(), new), "a", "b").splitlines()[1] == f"Remarks: (nothing) -> {shown}"


def test_a_file_name_is_shown_as_safely_as_a_value() -> None:
    assert comparison_text(compared(filing(), filing()), "a\x1b[31m.xml", "b\n.xml") == \
        "a\\x1b[31m.xml -> b\\n.xml: no change\n"


def test_a_ccc_is_never_shown() -> None:
    old, new = (filing(f"{{remarks: {ccc}., reporting_owners: [{{ccc: '{ccc}x#234', cik: {cik}}}]}}")
                for ccc, cik in (("one", "0009999901"), ("two", "0009999902")))
    for told in (comparison_text(compared(old, new), "a", "b"), comparison_json(compared(old, new), "a", "b")):
        assert "0009999902" in told
        assert "#234" not in told


def leaves(cls: type[Element], place: Place = ()) -> Iterator[Place]:
    """Every place within a part where a value or a citation can stand."""
    for one in declared(cls):
        if one.where.by_edgar or one.name == "ccc":
            continue
        if one.kind == "element":
            yield from leaves(one.types[0], (*place, one.name))
        elif one.kind == "citations":
            yield place
        elif one.kind != "attribute":
            yield (*place, one.name)


@pytest.mark.parametrize(("name", "cls"), [
    ("issuer", Issuer), ("reporting_owners", ReportingOwner), ("footnotes", Footnote), ("signatures", Signature),
    *((table, cls) for table, kinds in ROW_CLASSES.items() for cls in kinds.values())])  # fmt: skip
def test_every_value_has_a_name(name: str, cls: type[Element]) -> None:
    names = [value_name((name, 0), place) for place in leaves(cls)]
    assert names
    assert all(name.strip() == name != "" for name in names)


def test_every_part_has_a_name() -> None:
    form4 = filing()
    places = [(one.name, 0) if one.kind == "elements" else (one.name,) for one in declared(Form4) if not one.where.by_edgar]
    names = [part_name(form4, place) for place in places]
    assert len(set(names)) == len(names) == len(places)


@pytest.mark.parametrize(("table", "place", "name"), [
    ("non_derivative_table", ("deemed_execution_date", "value"), "column 2A Deemed Execution Date"),
    ("non_derivative_table", ("ownership", "nature", "value"), "column 7 Nature of Ownership"),
    ("derivative_table", ("shares",), "column 5 Number"),
    ("derivative_table", ("total_value", "value"), "column 5 Value"),
    ("derivative_table", ("underlying_security", "value"), "column 7 Value"),
    ("derivative_table", ("underlying_security", "value", "value"), "column 7 Value"),
    ("derivative_table", ("underlying_security", "shares", "value"), "column 7 Amount or Number of Shares"),
    ("derivative_table", ("price_per_share", "value"), "column 8 Price"),
    ("derivative_table", ("ownership", "nature", "value"), "column 11 Nature of Ownership"),
])  # fmt: skip
def test_a_value_in_a_row_has_its_column_on_the_form(table: str, place: Place, name: str) -> None:
    assert value_name((table, 0), place) == name
