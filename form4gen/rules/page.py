"""The catalogue as a page: this package's README.md, which a test keeps as it is generated here."""

from __future__ import annotations

from collections.abc import Iterator

from form4gen.rules import CATALOGUE
from form4gen.rules.catalogue import FAMILIES, Rule

HEAD = """\
# The rules

What `form4gen check` looks for. Generated from the rules themselves by `form4gen.rules.page.catalogue_page`.

A rule's title is true of a good filing. Its severity says what happens to a filing that breaks it:

| severity | if you file it as it is |
|---|---|
| suspend | EDGAR does not accept it |
| rule | EDGAR accepts it; a Commission rule or form instruction is not met |
| warn | EDGAR accepts it, and warns or discards a value |
| practice | EDGAR accepts it; careful filers do otherwise |

An example shows only what matters of a filing; `~` stands for a value that is not given.
"""


def catalogue_page() -> str:
    """The catalogue in Markdown: a table of the rules by family, then each rule's text with its example."""
    rules = sorted(CATALOGUE.values(), key=lambda rule: (list(FAMILIES).index(rule.id[:3]), rule.id))
    tables = (_table(family, [rule for rule in rules if rule.id.startswith(family)]) for family in FAMILIES)
    return "\n".join((HEAD, *filter(None, tables), *map(_entry, rules)))


def _table(family: str, rules: list[Rule]) -> str:
    if not rules:
        return ""
    rows = (f"| [{rule.id}](#{_anchor(rule)}) | {rule.name} | {rule.severity.value} | {rule.title} | {rule.citation} |"
            for rule in rules)
    head = "| id | name | severity | title | source |\n|---|---|---|---|---|"
    return "\n".join((f"## {family}: {FAMILIES[family]}\n", head, *rows, ""))


def _entry(rule: Rule) -> str:
    return "\n".join(_entry_lines(rule))


def _entry_lines(rule: Rule) -> Iterator[str]:
    yield f"### {_heading(rule)}\n\n**{rule.title}** ({rule.severity.value}; {rule.citation})\n"
    if rule.reason:
        yield f"{rule.reason}\n"
    for label, example in (("Wrong", rule.wrong), ("Right", rule.right)):
        yield f"{label}:\n\n```{'xml' if example.startswith('<') else 'yaml'}\n{example}\n```\n"


def _heading(rule: Rule) -> str:
    return f"{rule.id} {rule.name}"


def _anchor(rule: Rule) -> str:
    return _heading(rule).lower().replace(" ", "-")
