"""The TXT family: what its examples call wrong breaks the rule, and what they call right does not."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from form4gen.reading import read_source
from form4gen.rules import CATALOGUE
from form4gen.rules.catalogue import Rule
from form4gen.yaml_draft import read_yaml

from .envelopes import SENT, to_send
from .rules.filings import BASE, merged

TEXT_RULES = [rule for rule in CATALOGUE.values() if rule.check is None]


def broken_by(source: str) -> set[str]:
    return {finding.rule for finding in read_source(source.encode()).findings}


def whole(example: str) -> str:
    """A filing with the example in it."""
    if example.startswith("<edgarSubmission>"):
        form, kind = re.findall("Type>([^<]+)</", example)
        return to_send(SENT, form, kind).decode()
    if example.startswith("<"):
        form = "" if "documentType" in example else "<documentType>4</documentType>"
        return f"<ownershipDocument>{form}{example}</ownershipDocument>"
    base = yaml.load(BASE.read_text(encoding="utf-8"), yaml.BaseLoader)
    return json.dumps(merged(base, yaml.load(example, yaml.BaseLoader)))


def is_a_tree(example: str) -> bool:
    """Whether the example is a fault in a filing, and not in the text that holds it."""
    return not read_yaml(example.encode()).findings


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: str(rule.id))
def test_the_examples_of_a_text_rule(rule: Rule) -> None:
    wrong = whole(rule.wrong) if rule.wrong.startswith("<") or is_a_tree(rule.wrong) else rule.wrong
    assert rule.id in broken_by(wrong)
    assert rule.id not in broken_by(whole(rule.right))
