"""What ``explain``, ``rules`` and ``codes`` say: the catalogue, the codes and the fields, as text for a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import groupby
from textwrap import fill
from typing import Final

from form4gen.codes import TRANSACTION_CODES
from form4gen.element import declared
from form4gen.field_reference import PARTS, described, find
from form4gen.finding import Severity
from form4gen.places import COUNTRIES, OBSOLETE_COUNTRIES, STATES
from form4gen.rules import CATALOGUE
from form4gen.rules.catalogue import FAMILIES, Rule
from form4gen.rules.page import FOLDER, anchor
from form4gen.versions import edition_of, in_force

WIDTH: Final = 80
JSON_VERSION: Final = 1
_LETTER = re.compile("[A-Za-z]")
_HOW_WRITTEN: Final = {"K": "behind the transaction's own code: code: S/K",
                       "V": "by the form type: coding: {code: G, form_type: 5}"}
"""K and V are never sent as codes: EDGAR prints them from the swap flag and the form type."""
_BUILD: Final = {
    Severity.SUSPEND: "form4gen build writes nothing, unless --draft asks for it; check exits with 1.",
    Severity.RULE: "form4gen build writes it all the same, for a late report must still go; check exits with 1.",
    Severity.WARN: "form4gen build writes it all the same; check exits with 0, unless --fail-on warn asks for 1.",
    Severity.PRACTICE: "form4gen build writes it all the same; check exits with 0, unless --fail-on practice asks for 1.",
}


def explain(word: str, width: int = WIDTH) -> str | None:
    """What there is to say of a rule's id or name, a family, a severity, a code, a version or a field; None if nothing."""
    if not _LETTER.search(word):
        return None
    known = (_rule(word), _family(word), _severity(word), _codes(word.upper()), _places(word.upper()),
             _version(word.upper()), _fields(word))
    lines = next((lines for lines in map(list, known) if lines), None)
    return None if lines is None else "".join(f"{_wrapped(line, width)}\n" for line in lines)


def nearest(word: str) -> list[str]:
    """What the author may have meant to have explained."""
    known = {*CATALOGUE, *(rule.name for rule in CATALOGUE.values()), *FAMILIES, *Severity}
    known |= {name for cls in PARTS for one in declared(cls) for name in (one.name, one.steps[-1])}
    cased = {name.lower(): name for name in sorted(known) if _LETTER.search(name)}
    return [cased[name] for name in get_close_matches(word.lower(), cased, n=3)]


def speaking_of(word: str) -> list[str]:
    """The ids of the rules whose text has a word."""
    if not _LETTER.search(word):
        return []
    whole = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)
    return [rule.id for rule in _in_order(CATALOGUE) if whole.search(f"{rule.title} {rule.reason}")]


def rules(shown: Collection[str]) -> str:
    """The rules of some ids, a line each."""
    listed = _in_order(shown)
    wide = max((len(rule.name) for rule in listed), default=0)
    lines = (f"{rule.id}  {rule.severity.value:<8}  {rule.name:<{wide}}  {rule.title}\n" for rule in listed)
    return "".join(lines)


def rules_as_json(shown: Collection[str]) -> str:
    """The rules of some ids with their whole text, as one object."""
    listed = [{"id": rule.id, "name": rule.name, "family": rule.family, "severity": rule.severity.value,
               "title": rule.title, "reason": rule.reason, "wrong": rule.wrong, "right": rule.right,
               "citation": str(rule.citation)} for rule in _in_order(shown)]
    return json.dumps({"version": JSON_VERSION, "rules": listed}, indent=2) + "\n"


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


def _in_order(ids: Collection[str]) -> list[Rule]:
    return sorted((rule for rule in CATALOGUE.values() if rule.id in ids), key=lambda rule: rule.id)


def _rule(word: str) -> Iterator[str]:
    for rule in CATALOGUE.values():
        if word.upper() == rule.id or word.lower() == rule.name:
            yield f"{rule.id} {rule.name} ({rule.severity.value})\n"
            yield f"{rule.title}\n"
            yield from (f"{paragraph}\n" for paragraph in rule.reason.split("\n\n") if paragraph)
            for label, example in (("Wrong", rule.wrong), ("Right", rule.right)):
                yield f"{label}:"
                yield from (f"    {line}" for line in f"{example}\n".split("\n"))
            yield f"severity  {rule.severity.value}: {rule.severity.meaning}"
            yield f"source    {rule.citation}"
            yield f"page      {FOLDER}/{rule.family}.md#{anchor(rule)}"


def _family(word: str) -> Iterator[str]:
    family = word.upper()
    if family in FAMILIES:
        yield f"{family}: {FAMILIES[family]}\n"
        listed = [rule for rule in _in_order(CATALOGUE) if rule.family == family]
        yield from (f"{rule.id}  {rule.severity.value:<8}  {rule.title}" for rule in listed)


def _severity(word: str) -> Iterator[str]:
    if word.lower() in list(Severity):
        severity = Severity(word.lower())
        number = sum(rule.severity is severity for rule in CATALOGUE.values())
        yield f"{severity.value}: {severity.meaning}\n"
        yield _BUILD[severity]
        yield f"{number} of the {len(CATALOGUE)} rules are of this severity; form4gen rules lists them."


def _codes(word: str) -> Iterator[str]:
    """A transaction code, or one with K beside it as the form prints them: ``S/K``."""
    own, beside, swap = word.partition("/")
    if not beside:
        yield from _code(own)
    elif swap == "K" and own in TRANSACTION_CODES and TRANSACTION_CODES[own].sent:
        yield from (*_code(own), "", *_code(swap))


def _code(code: str) -> Iterator[str]:
    if code in TRANSACTION_CODES:
        entry = TRANSACTION_CODES[code]
        yield f"{code}  {entry.meaning}\n"
        yield f"group     {entry.group}"
        yield f"written   {'code: ' + code if entry.sent else _HOW_WRITTEN[code]}"
        yield "source    Form 4, General Instruction 8"


def _places(code: str) -> Iterator[str]:
    for kind, table in (("State", STATES), ("Country", COUNTRIES), ("Obsolete country", OBSOLETE_COUNTRIES)):
        if code in table:
            yield f"{kind} code {code}: {table[code]}"


def _version(word: str) -> Iterator[str]:
    """The days of a schema version."""
    if days := in_force(word):
        since, until = (f" {name} {day}" if day else "" for name, day in zip(("from", "to"), days, strict=True))
        yield f"{word}: the schema version in force{since}{until}\n"
        yield f"printed   edition {edition_of(word)} of the form"


def _fields(word: str) -> Iterator[str]:
    """The fields of a name, of an element, or of a place as a finding spells it."""
    for number, (cls, one) in enumerate(find(word.rpartition(".")[2])):
        yield from ([""] if number else [])
        yield from _field_lines(cls.__name__, described(cls, one))


def _wrapped(line: str, width: int) -> str:
    """A line or paragraph that is broken to a width; an example is left as it is, and what has a label hangs beside it."""
    if line.startswith("    "):
        return line.rstrip()
    label = re.match(r"  [a-z]+ +|[a-z]+ {2,}|[A-Z]{3}[0-9]{3}  [a-z]+ +|[A-Z]  ", line)
    hanging = " " * label.end() if label else ""
    end = "\n" if line.endswith("\n") else ""
    return fill(line, width, subsequent_indent=hanging, break_on_hyphens=False, break_long_words=False) + end


def _table(entries: Mapping[str, str]) -> str:
    return "".join(f"  {code:<3} {meaning}\n" for code, meaning in entries.items())


def _field_lines(part: str, cells: Iterable[str]) -> list[str]:
    name, element, box, kind, footnotes, required, meaning = (re.sub(r"\[(.*?)\]\(.*?\)", r"\1", cell) for cell in cells)
    return [f"{part}.{name.strip('`')}: {meaning}", f"  element    {element.strip('`')}", f"  box        {box or '-'}",
            f"  type       {kind}", f"  footnotes  {footnotes}", f"  required   {required}"]
