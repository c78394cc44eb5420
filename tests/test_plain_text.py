"""What is put into ASCII, and what is left alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from form4gen.complete import complete
from form4gen.finding import Mark
from form4gen.plain_text import in_plain_text, plain
from form4gen.reading import read_source
from form4gen.yaml_draft import read_yaml

BASE = Path(__file__).parent / "base.form4.yaml"


@pytest.mark.parametrize(("character", "spelling"), [
    ("a", "a"), ("\u2019", "'"), ("\u00a0", " "), ("\u200b", ""), ("\u00e9", "e"), ("\u0301", ""), ("\u212b", "A"),
    ("\u03b1", None), ("\u4e2d", None), ("\u2260", None), ("\u00b2", None), ("\u037e", None),
])
def test_a_character_in_ascii(character: str, spelling: str | None) -> None:
    assert plain(character) == spelling


@pytest.mark.parametrize(("text", "spelled"), [
    ("The issuer\u2019s \u201cPlan\u201d \u2013 2", "The issuer's \"Plan\" - 2"), ("1\u00bd shares", "1 1/2 shares"),
    ("\u00bd share", "1/2 share"), ("\u00a716", "Section 16"), ("Mu\u0308ller", "Muller"), ("\u03b1 \u00fc", "\u03b1 u"),
])
def test_a_text_in_ascii(text: str, spelled: str) -> None:
    draft, _ = in_plain_text(read_yaml(f"remarks: {text}".encode()))
    assert draft.tree == {"remarks": spelled}


def test_what_was_replaced_is_told() -> None:
    _, replaced = in_plain_text(read_yaml("remarks: \u2019a\u2019\nfootnotes: [{text: \u00fc\u4e2d}]".encode()))
    assert replaced == ("U+00FC (Latin small letter u with diaeresis) was read as u",
                        "U+2019 (Right single quotation mark) was read as ', 2 times")


def test_keys_cccs_and_the_source_are_left_alone() -> None:
    source = "n\u00e1me: \u00e1\nreporting_owners: [{ccc: \u00e1bcd#234, myCCC: \u00e1bcd#234}]"
    before = read_yaml(source.encode())
    after, _ = in_plain_text(before)
    assert after.tree == {"n\u00e1me": "a", "reporting_owners": [{"ccc": "\u00e1bcd#234", "myCCC": "\u00e1bcd#234"}]}
    assert (after.text, after.marks) == (source, before.marks)
    assert before.secrets == {"\u00e1bcd#234"}
    assert after.secrets == {"\u00e1bcd#234", "abcd#234"}


@pytest.mark.parametrize("value", [
    "'1 [g\u00edft]'", "{value: 1, footnotes: [g\u00edft]}", "'1\u00a0[g\u00edft]'", "'1 [gift]'",
])
def test_a_footnote_is_named_in_ascii_where_it_is_written_and_where_it_is_cited(value: str) -> None:
    source = f"footnotes: {{g\u00edft: \u00e1}}\nnon_derivative_table: [{{shares: {value}}}]"
    plain_text, _ = in_plain_text(read_yaml(source.encode()))
    after = complete(plain_text)
    assert (after.footnote_names, after.findings) == ({"F1": "gift"}, ())
    assert isinstance(after.tree, Mapping)
    assert after.tree["footnotes"] == [{"id": "F1", "text": "a"}]
    assert after.mark(("footnotes", 0, "text")) == Mark(1, 19, 20)
    assert after.mark(("footnotes", 0)) == Mark(1, 13, 17)


@pytest.mark.parametrize("names", ["{gift: a, g\u00edft: b}", "{g\u00edft: a, gift: b}", "{g\u00ecft: a, g\u00edft: b}"])
def test_two_footnotes_with_one_name_in_ascii_are_reported(names: str) -> None:
    after, _ = in_plain_text(read_yaml(f"footnotes: {names}".encode()))
    (found,) = after.findings
    assert found.rule == "TXT004"
    assert found.message == "in plain ASCII 'g\u00edft' and another footnote are both 'gift'; name one of them otherwise"


@pytest.mark.parametrize("footnotes", ["[{id: F1, text: \u00e1}]", "\u00e1", "{g\u4e2dft: a}", "{<<: {g\u00edft: a}}"])
def test_other_footnotes_are_read_all_the_same(footnotes: str) -> None:
    after, _ = in_plain_text(read_yaml(f"footnotes: {footnotes}".encode()))
    assert after.findings == ()


def test_what_is_worked_out_is_worked_out_from_the_plain_text() -> None:
    source = BASE.read_text(encoding="utf-8").replace("2026-06-01", "2026\u201106\u201101")
    source = re.sub("^period_of_report:.*\n", "", source, flags=re.MULTILINE)
    assert "2026\u201106\u201101" in source
    assert read_source(source.encode(), into_ascii=True).findings == ()
    assert {finding.rule for finding in read_source(source.encode()).findings} == {"TXT006"}
