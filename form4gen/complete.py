"""Expands what an author may write short. Draft in, Draft out; the result says the same at greater length.

| written | stands for |
|---|---|
| ``shares: 26990 [tax]`` | ``shares: {value: 26990, footnotes: [tax]}`` (numbers, dates and codes) |
| ``exercise_date: [vesting]`` | ``exercise_date: {footnotes: [vesting]}`` |
| ``code: F`` | ``coding: {form_type: 4, code: F, equity_swap_involved: false}`` |
| ``code: S/K`` | the same with ``equity_swap_involved: true`` |
| ``ownership: direct`` | ``ownership: {direct_or_indirect: D}`` |
| ``ownership: {indirect: By trust}`` | ``ownership: {direct_or_indirect: I, nature: By trust}`` |
| ``relationship: {officer: EVP}`` | ``relationship: {is_officer: true, officer_title: EVP}`` |
| ``relationship: {other: Trustee}`` | ``relationship: {is_other: true, other_text: Trustee}`` |
| a row with a transaction's values, or without | ``kind: transaction``, or ``kind: holding`` |
| an address with a country, or with a state | ``non_us_address: true``, or ``false``; ``non_us_address: ~`` says neither |
| no ``period_of_report`` | the earliest transaction date |
| footnotes named by the author | F1, F2, ... in order of first citation on the printed form (``footnote_names``) |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, get_origin

from form4gen.draft import Draft, Tree
from form4gen.element import Declared, Element, declared, is_footnotable
from form4gen.filing import ROW_CLASSES, TABLES, Address, Form4, Place
from form4gen.finding import Finding, Mark
from form4gen.footnote_names import number_footnotes
from form4gen.lexical import Amount, Day
from form4gen.rules import text as rules

SHORT_FORMS: Final = {
    "Relationship": ("officer", "other"),
    "Ownership": ("indirect",),
    "NonDerivativeTransaction": ("code",),
    "DerivativeTransaction": ("code",),
}
"""Keys an author may write that the model does not have, by the class they are written in."""

ONLY_IN_TRANSACTIONS: Final = {"code"}.union(
    *(set(rows["transaction"].model_fields) - set(rows["holding"].model_fields) for rows in ROW_CLASSES.values()))
"""Keys that make a row a transaction."""
USUAL_CODING: Final = {"form_type": "4", "equity_swap_involved": "false"}
NO_TEXT: Final = ("true", "false", "yes", "no")



def complete(draft: Draft) -> Draft:
    """The draft with every short form expanded. Marks stay true: an expansion only deepens a path."""
    if not isinstance(draft.tree, Mapping):
        return draft
    work = _Expansion(dict(draft.marks), dict(draft.keys), list(draft.findings), _labels(draft.tree))
    work.refuse_edgars_own(Form4, draft.tree, ())
    groups = {one.name for one in declared(Form4) if one.kind in ("element", "elements")}
    given = {key: value for key, value in draft.tree.items() if value != "" or key not in groups}
    tree: dict[str, Any] = {key: work.part(key, value) for key, value in given.items()}
    earliest = _earliest_transaction_date(tree)
    if "period_of_report" not in tree and earliest:
        tree["period_of_report"] = earliest
    names = number_footnotes(tree, work.marks, work.keys, work.findings)
    return replace(draft, tree=tree, marks=work.marks, keys=work.keys, findings=tuple(work.findings), footnote_names=names)


def _labels(tree: Mapping[str, Tree]) -> set[str]:
    footnotes = tree.get("footnotes")
    return set(footnotes) if isinstance(footnotes, Mapping) else set()


def _earliest_transaction_date(tree: Mapping[str, Any]) -> str | None:
    rows = [row for table in TABLES for row in _items(tree.get(table)) if isinstance(row, Mapping)]
    dates = [row["transaction_date"] for row in rows if "transaction_date" in row]
    texts = [date.get("value") if isinstance(date, Mapping) else date for date in dates]
    days = [text.split()[0] for text in texts if isinstance(text, str) and _is_day(text)]
    return min(days, default=None)


def _is_day(text: str) -> bool:
    try:
        Day(_split(text)[0])
    except ValueError:
        return False
    return True


def _items(tree: Any) -> list[Any]:
    return tree if isinstance(tree, list) else []


@dataclass
class _Expansion:
    """The marks and findings of one completion, and the footnotes' names."""

    marks: dict[Place, Mark]
    keys: dict[Place, Mark]
    findings: list[Finding]
    labels: set[str] = field(default_factory=set)

    def moved(self, old: Place, new: Place) -> None:
        """Let what was written at one place be found at another."""
        if old in self.marks:
            self.marks[new] = self.marks[old]
        if old in self.keys:
            self.keys[new] = self.keys[old]

    def refuse_edgars_own(self, cls: type[Element], written: Mapping[str, Tree], place: Place) -> None:
        """Report what EDGAR alone gives a filing; sent, it would be discarded with a warning."""
        for one in declared(cls):
            if one.where.by_edgar and one.name in written:
                here = (*place, one.name)
                message = f"{one.name} is EDGAR's to give; leave it out"
                self.findings.append(rules.IS_KNOWN.found(here, message, self.keys.get(here)))

    def part(self, key: str, value: Tree) -> Any:
        """One part of the filing, expanded."""
        if key in TABLES:
            return [self.row(key, row, (key, number)) for number, row in enumerate(value)] \
                if isinstance(value, list) else value
        if key == "reporting_owners" and isinstance(value, list):
            return [self.owner(owner, (key, number)) for number, owner in enumerate(value)]
        return value

    def owner(self, owner: Tree, place: Place) -> Any:
        if not isinstance(owner, Mapping):
            return owner
        expanded: dict[str, Any] = dict(owner)
        relationship, address = owner.get("relationship"), owner.get("address")
        if isinstance(relationship, Mapping):
            expanded["relationship"] = self.relationship(relationship, (*place, "relationship"))
        if isinstance(address, Mapping):
            self.refuse_edgars_own(Address, address, (*place, "address"))
            is_unsaid = (*place, "address", "non_us_address") in self.keys and "non_us_address" not in address
            expanded["address"] = address if is_unsaid else _with_flag(address)
        return expanded

    def relationship(self, written: Mapping[str, Tree], place: Place) -> dict[str, Any]:
        expanded: dict[str, Any] = dict(written)
        for short, flag, said in (("officer", "is_officer", "officer_title"), ("other", "is_other", "other_text")):
            if expanded.get(short) in NO_TEXT:
                message = f"{short} takes a text, {said}; for the box alone write {flag}: {expanded[short]}"
                self.findings.append(rules.HAS_SHAPE.found((*place, short), message, self.marks.get((*place, short))))
            if short in expanded and said not in expanded:
                expanded = {flag: "true", **expanded, said: expanded[short]}
                del expanded[short]
                self.moved((*place, short), (*place, said))
                if flag not in written:
                    self.moved((*place, short), (*place, flag))
        return expanded

    def row(self, table: str, row: Tree, place: Place) -> Any:
        if not isinstance(row, Mapping):
            return row
        kind = row.get("kind", "transaction" if ONLY_IN_TRANSACTIONS & set(row) else "holding")
        expanded: dict[str, Any] = {"kind": kind, **row}
        coding = row.get("coding")
        if "code" in row and "coding" not in row:
            expanded["coding"] = self.code(expanded.pop("code"), (*place, "code"), (*place, "coding"))
        elif isinstance(coding, Mapping):
            expanded["coding"] = {**USUAL_CODING, **coding}
        if "ownership" in row:
            expanded["ownership"] = self.ownership(row["ownership"], (*place, "ownership"))
        cls = ROW_CLASSES[table].get(str(kind))
        return self.values(declared(cls), expanded, place) if cls else expanded

    def code(self, written: Any, old: Place, new: Place) -> dict[str, Any]:
        """A coding from a code: ``F``, ``S/K``, ``F [tax]``; what is none of these is left to be reported."""
        for name in ((), ("code",), ("footnotes",)):
            self.moved(old, (*new, *name))
        if not isinstance(written, str):
            return {**USUAL_CODING, "code": written}
        value, cited = _split(written)
        coding: dict[str, Any] = {**USUAL_CODING, "code": value.removesuffix("/K")}
        if value.endswith("/K"):
            coding["equity_swap_involved"] = "true"
        return {**coding, "footnotes": cited} if cited else coding

    def ownership(self, written: Tree, place: Place) -> Any:
        """``direct``, ``D`` or ``{indirect: nature}`` as the model has it."""
        if isinstance(written, str):
            value, cited = _split(written)
            code = {"direct": "D", "indirect": "I"}.get(value.lower(), value)
            self.moved(place, (*place, "direct_or_indirect"))
            return {"direct_or_indirect": {"value": code, "footnotes": cited} if cited else {"value": code}}
        if isinstance(written, Mapping) and "indirect" in written and "direct_or_indirect" not in written:
            rest = {key: value for key, value in written.items() if key != "indirect"}
            self.moved((*place, "indirect"), (*place, "nature"))
            return {"direct_or_indirect": "I", "nature": written["indirect"], **rest}
        return written

    def values(self, fields: tuple[Declared, ...], tree: dict[str, Any], place: Place) -> dict[str, Any]:
        """The footnoted values of a row or part of one, in the long form."""
        for one in fields:
            if one.kind != "element" or one.name not in tree:
                continue
            here, value = (*place, one.name), tree[one.name]
            if is_footnotable(one.types[0]):
                tree[one.name] = self.footnoted(one.types[0], value, here)
            elif isinstance(value, Mapping):
                tree[one.name] = self.values(declared(one.types[0]), dict(value), here)
        return tree

    def footnoted(self, cls: Any, value: Any, place: Place) -> Any:
        """A value with its citations; text is left alone, for a bracket may belong to it."""
        if isinstance(value, list):
            return {"footnotes": value}
        if not isinstance(value, str):
            return value
        if takes_short_citations(cls):
            bare, cited = _split(value)
            return {**({"value": bare} if bare or not cited else {}), **({"footnotes": cited} if cited else {})}
        bare, cited = _split(value)
        if cited and set(cited) <= self.labels:
            message = (f"is the bracket of {value!r} part of the text? To cite, write {{value: {bare}, "
                       f"footnotes: [{', '.join(cited)}]}}; to keep the bracket, write {{value: '{value}'}}")
            self.findings.append(rules.CITES_IN_LONG_FORM.found(place, message, self.marks.get(place)))
        return {"value": value}


def _with_flag(address: Mapping[str, Tree]) -> dict[str, Any]:
    """An address that says whether it is outside the US, where its state or country tells."""
    given = {key for key in ("country", "state") if str(address.get(key, "")).strip()}
    if "non_us_address" in address or not given:
        return dict(address)
    return {"non_us_address": "true" if "country" in given else "false", **address}


def takes_short_citations(cls: Any) -> bool:
    """Whether a value cites behind itself, in brackets: a number, a date or a code, and no text."""
    held = declared(cls)[0].types[0]
    return held in (Amount, Day) or get_origin(held) is Literal


def _split(written: str) -> tuple[str, list[str]]:
    """``26990 [tax, plan]`` -> ``26990`` and ``[tax, plan]``; what ends in no such brackets is left as it is."""
    if "]" not in written:
        return written, []
    value, cited = written.strip(), list[str]()
    while value.endswith("]") and "[" in value:
        start = value.rindex("[")
        names = value[start + 1 : -1].replace(",", " ").split()
        if not names or "]" in value[start:-1]:
            break
        value, cited = value[:start].rstrip(), [*names, *cited]
    return (value, cited) if cited else (written, [])
