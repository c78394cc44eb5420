"""Every example is a whole filing without a finding, as our own schemas, an editor and EDGAR would see it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from lxml import etree

from form4gen import Form4, to_xml
from form4gen.json_schema import json_schema
from form4gen.reading import read_source
from form4gen.resources import resource
from form4gen.versions import CURRENT, version_of

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.form4.yaml"))


def ids(path: Path) -> str:
    return path.name.removesuffix(".form4.yaml")


def filing(path: Path) -> Form4:
    form4 = read_source(path.read_bytes()).form4
    assert form4 is not None
    return form4


def test_the_examples_are_all_there() -> None:
    assert [ids(path) for path in EXAMPLES] == [
        "amendment-2026", "exit-box-2026", "gift-2026", "joint-filing-2026", "non-us-director-2026",
        "option-exercise-10b5-1-2026", "rsu-vesting-2026", "sonus-abbott-2014", "trust-purchase-2026",
    ]  # fmt: skip


@pytest.mark.parametrize("path", EXAMPLES, ids=ids)
def test_an_example_is_silent(path: Path) -> None:
    assert read_source(path.read_bytes()).findings == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=ids)
def test_an_example_is_valid_by_our_xsd(path: Path) -> None:
    form4 = filing(path)
    schema = etree.XMLSchema(etree.parse(resource("schemas", "form4.xsd" if form4.form == "4" else "form4a.xsd")))
    for profile in ("submission", "disseminated"):
        schema.assertValid(etree.fromstring(to_xml(form4, profile, CURRENT)) if version_of(form4) == CURRENT
                           else with_plan_box(form4, profile))


def with_plan_box(form4: Form4, profile: Any) -> etree._Element:
    """A filing of before 2023 as it would be today, with the box that its schema did not have."""
    return etree.fromstring(to_xml(Form4.model_validate({**dict(form4), "under_10b5_1_plan": False}), profile, CURRENT))


@pytest.mark.parametrize("path", EXAMPLES, ids=ids)
def test_an_editor_finds_no_fault_with_an_example(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    as_an_editor_sees_it = json.loads(json.dumps(yaml.safe_load(text), default=str))
    for tree in (as_an_editor_sees_it, yaml.load(text, yaml.BaseLoader)):
        assert [error.message for error in Draft202012Validator(json_schema()).iter_errors(tree)] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=ids)
def test_an_example_written_and_read_again_is_the_same_filing(path: Path) -> None:
    form4 = filing(path)
    again = read_source(to_xml(form4, "disseminated")).form4
    assert again is not None
    assert to_xml(again, "disseminated") == to_xml(form4, "disseminated")


@pytest.mark.parametrize(("path", "wrong"), [
    ("shares: 1200", "shares: 1,200"), ("shares: 1200", "shares: 1.23456"),
    ("code: G [gift]", "code: K"), ("date: 2026-06-11", "date: June 11"),
    ("is_director: true", "is_director: yes please"), ("trading_symbol: XMPL", "trading_symbol: TOOLONGSYMBOL"),
    ("acquired_disposed: D", "acquired_disposed: gave"), ("security_title:", "securty_title:"),
    ("cik: 0009999904", "cik: CIK9999904"), ("ownership: direct", "ownership: mine"),
])  # fmt: skip
def test_an_editor_sees_what_is_wrong(path: str, wrong: str) -> None:
    text = next(each for each in EXAMPLES if ids(each) == "gift-2026").read_text(encoding="utf-8")
    tree = yaml.load(text.replace(path, wrong), yaml.BaseLoader)
    assert not Draft202012Validator(json_schema()).is_valid(tree)
