"""Which findings a report shows: ``--select`` and ``--family``. They are for reading; every finding counts all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Annotated

import typer


def _completed(known: list[str], incomplete: str) -> Iterator[str]:
    """What the last word of a list may become."""
    before, comma, word = incomplete.rpartition(",")
    yield from (f"{before}{comma}{name}" for name in known if name.startswith(word))


def _rule_ids(incomplete: str) -> list[str]:
    from form4gen.rules import CATALOGUE

    return list(_completed(sorted(CATALOGUE), incomplete))


def _families(incomplete: str) -> list[str]:
    from form4gen.rules.catalogue import FAMILIES

    return list(_completed(list(FAMILIES), incomplete))


def explained(incomplete: str) -> list[str]:
    """What ``explain`` completes: rules and families."""
    return [*_families(incomplete), *_rule_ids(incomplete)]


Select = Annotated[list[str] | None, typer.Option(metavar="RULE[,RULE...]", autocompletion=_rule_ids,
                                                  help="Show the findings of these rules alone. All are counted.")]
Family = Annotated[list[str] | None, typer.Option(metavar="FTN[,TXN...]", autocompletion=_families,
                                                  help="Show these families of rules alone.")]


def selected(rules: list[str] | None, families: list[str] | None, alone: str = "--select") -> set[str]:
    """The ids of the rules whose findings are shown: the named ones and those of the named families, or else all.

    ``alone``: what a command offers to someone who names a rule as a family.
    """
    from form4gen.rules import CATALOGUE
    from form4gen.rules.catalogue import FAMILIES

    if rules is None and families is None:
        return set(CATALOGUE)
    ids = {known: rule.id for rule in CATALOGUE.values() for known in (rule.id, rule.name)}
    named = _words(rules, ids, "there is no rule", FAMILIES, "a family: --family")
    of = _words(families, FAMILIES, "there is no family", ids, f"a rule: {alone}")
    return {ids[word] for word in named} | {rule.id for rule in CATALOGUE.values() if rule.family in of}


def _words(lists: list[str] | None, known: Collection[str], unknown: str, others: Collection[str], other: str) -> list[str]:
    """The words of comma-separated lists, in the case they are known by; a usage error where one is not known."""
    cased, elsewhere = ({name.lower(): name for name in names} for names in (known, others))
    words = [word.strip() for words in lists or () for word in words.split(",") if word.strip()]
    if lists and not words:
        raise typer.BadParameter(f"{unknown} ''")
    for word in words:
        if word.lower() in elsewhere:
            raise typer.BadParameter(f"{elsewhere[word.lower()]} is {other} {elsewhere[word.lower()]}")
        if word.lower() not in cased:
            near = ", ".join(cased[name] for name in get_close_matches(word.lower(), cased, n=3))
            raise typer.BadParameter(f"{unknown} {word!r}" + (f"; did you mean {near}?" if near else ""))
    return [cased[word.lower()] for word in words]
