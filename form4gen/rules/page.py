"""The catalogue as pages in Markdown: an index, and one page for each family of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from form4gen.finding import Severity
from form4gen.rules import CATALOGUE
from form4gen.rules.catalogue import FAMILIES, Rule

FOLDER: Final = "docs/rules"
"""Where the families' pages lie in the repository."""

HEAD: Final = """\
# The rules

What `form4gen check` looks for. Generated from the rules themselves by `form4gen.rules.page`.

A rule's title is true of a good filing. Its severity says what happens to a filing that breaks it:

| severity | if you file it as it is |
|---|---|
"""
FAMILY_HEAD: Final = """\
# {family}: {part}

Generated from the rules themselves. [All rules](index.md), and what the severities mean. An example shows only what
matters of a filing; `~` stands for a value that is not given.
"""


def index_page(folder: str = "") -> str:
    """Every rule in a table by family, linked to its text; ``folder`` leads from the page to the families' pages."""
    severities = "".join(f"| {severity.value} | {severity.meaning} |\n" for severity in Severity)
    families = (f"## [{family}]({folder}{family}.md): {FAMILIES[family]}\n\n{_table(rules, folder + family + '.md')}"
                for family, rules in families_with_rules().items())
    return "\n".join((HEAD + severities, *families))


def family_pages() -> dict[str, str]:
    """Each family's page by its path in the repository."""
    return {f"{FOLDER}/{family}.md": _family_page(family, rules) for family, rules in families_with_rules().items()}


def families_with_rules() -> dict[str, list[Rule]]:
    """The rules of each family that has any, in the order of the families and of the ids."""
    rules = sorted(CATALOGUE.values(), key=lambda rule: (list(FAMILIES).index(rule.family), rule.id))
    return {family: list(entries) for family, entries in groupby(rules, key=lambda rule: rule.family)}


def anchor(rule: Rule) -> str:
    """Where a rule's text begins on its family's page, as both GitHub and the site make it of the heading."""
    return f"{rule.id}-{rule.name}".lower()


def reason_and_examples(rule: Rule) -> str:
    """Why a rule holds, and its examples."""
    return "\n".join(_body(rule))


def _family_page(family: str, rules: list[Rule]) -> str:
    head = FAMILY_HEAD.format(family=family, part=FAMILIES[family])
    return "\n".join((head, _table(rules), *map(_entry, rules)))


def _table(rules: list[Rule], page: str = "") -> str:
    rows = (f"| [{rule.id}]({page}#{anchor(rule)}) | {rule.name} | {rule.severity.value} | {_text(rule.title)} |\n"
            for rule in rules)
    return "".join(("| id | name | severity | title |\n|---|---|---|---|\n", *rows))


def _entry(rule: Rule) -> str:
    authority = f"*{rule.severity.value}*: {rule.severity.meaning}. Source: {_text(str(rule.citation))}."
    return f"## {rule.id} {rule.name}\n\n**{_text(rule.title)}**\n\n{authority}\n\n{reason_and_examples(rule)}"


def _body(rule: Rule) -> Iterator[str]:
    if rule.reason:
        yield f"{_text(rule.reason)}\n"
    for label, example in (("Wrong", rule.wrong), ("Right", rule.right)):
        yield f"{label}:\n\n```{'xml' if example.startswith('<') else 'yaml'}\n{example}\n```\n"


def _text(text: str) -> str:
    """A rule's words, none of which Markdown may take for an element, for emphasis or for the end of a cell."""
    return re.sub(r"([<*_\[\]`|])", r"\\\1", text)
