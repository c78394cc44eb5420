"""What is put into ASCII, and what is left alone."""

from __future__ import annotations

import pytest

from form4gen.complete import complete
from form4gen.plain_text import in_plain_text, plain
from form4gen.yaml_draft import read_yaml


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
    source = "footnotes: {pl\u00e1n: \u00e1}\nreporting_owners: [{ccc: \u00e1bcd#234}]"
    before = read_yaml(source.encode())
    after, _ = in_plain_text(before)
    assert after.tree == {"footnotes": {"pl\u00e1n": "a"}, "reporting_owners": [{"ccc": "\u00e1bcd#234"}]}
    assert (after.text, after.marks, after.secrets) == (source, before.marks, before.secrets)


def test_a_footnote_may_keep_the_name_its_author_gave_it() -> None:
    source = "footnotes: {pl\u00e1n: \u00e1}\nnon_derivative_table: [{shares: '1 [pl\u00e1n]'}]"
    after, _ = in_plain_text(complete(read_yaml(source.encode())))
    assert after.footnote_names == {"F1": "pl\u00e1n"}
