"""What ``explain``, ``rules`` and ``codes`` say: the catalogue, the codes and the fields, as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import groupby

from form4gen.codes import TRANSACTION_CODES
from form4gen.element import declared
from form4gen.field_reference import PARTS, described, find
from form4gen.places import COUNTRIES, OBSOLETE_COUNTRIES, STATES
from form4gen.rules import CATALOGUE
from form4gen.rules.catalogue import Rule


def explain(word: str) -> str | None:
    """What there is to say about a rule's id or name, a code, an element or a field; None if nothing."""
    rule = _rule(word)
    if rule is not None:
        return f"{rule.id} {rule.name} ({rule.severity.value})\n{rule.citation}\n\n{rule.doc}\n"
    if word.upper() in TRANSACTION_CODES:
        code = TRANSACTION_CODES[word.upper()]
        sent = "" if code.sent else "\nNot sent as a code: EDGAR prints it from the form type (V) or the swap flag (K).\n"
        return f"{code.code}  {code.meaning}\n{code.group}\nSource: Form 4, General Instruction 8\n{sent}"
    places = {"State": STATES, "Country": COUNTRIES, "Obsolete country": OBSOLETE_COUNTRIES}
    upper = word.upper()
    named = [f"{kind} code {upper}: {table[upper]}" for kind, table in places.items() if upper in table]
    if named:
        return "\n".join(named) + "\n"
    fields = ["\n".join(_field_lines(cls.__name__, described(cls, one))) for cls, one in find(word)]
    return "\n\n".join(fields) + "\n" if fields else None


def nearest(word: str) -> list[str]:
    """What the author may have meant to have explained."""
    known = {*CATALOGUE, *(rule.name for rule in CATALOGUE.values())}
    known |= {name for cls in PARTS for one in declared(cls) for name in (one.name, one.steps[-1])}
    return get_close_matches(word, sorted(known), n=3)


def rules() -> str:
    """The catalogue, a line a rule."""
    wide = max(len(rule.name) for rule in CATALOGUE.values())
    lines = (f"{rule.id}  {rule.severity.value:<8}  {rule.name:<{wide}}  {rule.title}"
             for rule in sorted(CATALOGUE.values(), key=lambda rule: rule.id))
    return "\n".join(lines) + "\n"


def transaction_codes() -> str:
    """The transaction codes in the SEC's groups."""
    blocks = (f"{group}\n" + _table({code.code: code.meaning for code in codes})
              for group, codes in groupby(TRANSACTION_CODES.values(), key=lambda code: code.group))
    return "\n".join(blocks)


def states() -> str:
    """The codes that rptOwnerState takes."""
    return _table(STATES)


def countries() -> str:
    """The codes that rptOwnerCountry takes, and those it takes no longer."""
    return f"{_table(COUNTRIES)}\nObsolete: EDGAR suspends a filing with one of these\n{_table(OBSOLETE_COUNTRIES)}"


def _rule(word: str) -> Rule | None:
    return next((rule for rule in CATALOGUE.values() if word.upper() == rule.id or word.lower() == rule.name), None)


def _table(entries: Mapping[str, str]) -> str:
    return "".join(f"  {code:<3} {meaning}\n" for code, meaning in entries.items())


def _field_lines(part: str, cells: Iterable[str]) -> list[str]:
    name, element, box, kind, footnotes, required, meaning = (re.sub(r"\[(.*?)\]\(.*?\)", r"\1", cell) for cell in cells)
    return [f"{part}.{name.strip('`')}: {meaning}", f"  element    {element.strip('`')}", f"  box        {box or '-'}",
            f"  type       {kind}", f"  footnotes  {footnotes}", f"  required   {required}"]
