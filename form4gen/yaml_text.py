"""Form4 -> YAML as an author writes it: short forms, named footnotes, and nothing that says nothing.

Read back, it reports the same (``same_filing``). Verbatim, it is the same field by field: false boxes, empty elements and
the spelling of flags are kept. What EDGAR alone gives a filing, and a CCC, are written in neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from form4gen.ccc import CCC
from form4gen.complete import NO_TEXT, takes_short_citations
from form4gen.element import Declared, Element, Row, declared, is_footnotable
from form4gen.filing import TABLES, Address, Coding, Footnote, Form4, Ownership, Relationship, ReportingOwner
from form4gen.footnote_labels import labelled, nameable
from form4gen.lexical import Flag
from form4gen.same_filing import facts
from form4gen.yaml_layout import Alias, Anchor, Block, Tree, entry

BLANK_LINE_BEFORE: Final = ("reporting_owners", "under_10b5_1_plan", *TABLES, "footnotes", "remarks", "signatures")
HEADINGS: Final = {
    "non_derivative_table": "Table I: non-derivative securities",
    "derivative_table": "Table II: derivative securities",
    "footnotes": "Explanation of Responses",
}
"""Comments above the parts that the printed form calls by another name."""


def to_yaml(form4: Form4, verbatim: bool = False) -> str:
    """The filing as an author's YAML; ``verbatim`` keeps what makes no difference to what it reports."""
    tree = _Author(_footnote_names(form4), verbatim).filing(form4)
    return "".join(f"{line}\n" for key, value in tree.items() for line in (*_heading(key), *entry(key, value)))


def _heading(key: str) -> Iterator[str]:
    if key in BLANK_LINE_BEFORE:
        yield ""
    if key in HEADINGS:
        yield f"# {HEADINGS[key]}"


def _footnote_names(form4: Form4) -> dict[str, str]:
    """A name for each footnote's number; the number itself where a name would not get it back."""
    ids = [footnote.id for footnote in form4.footnotes]
    cited = [citation for table in TABLES for row in getattr(form4, table) for citation in _cited(row)]
    named = nameable(ids, cited) if len({*ids}) == len(ids) else set()
    labels = labelled((footnote.id, footnote.text) for footnote in form4.footnotes if footnote.id in named)
    return {footnote: labels.get(footnote, footnote) for footnote in (*ids, *cited)}


def _cited(element: Element) -> Iterator[str]:
    """Every citation in a row or a part of one, in the order of the printed form."""
    for one in _in_column_order(type(element)):
        value = getattr(element, one.name)
        if one.kind == "citations":
            yield from value
        elif isinstance(value, Element):
            yield from _cited(value)


def _in_column_order(cls: type[Element]) -> list[Declared]:
    """The fields of a class, a row's in the order of the printed form's columns."""
    return sorted(declared(cls), key=lambda one: one.where.column or 0)


@dataclass(frozen=True, slots=True)
class _Author:
    """Writes the parts of a filing, with the author's names of footnotes by their numbers."""

    names: Mapping[str, str]
    verbatim: bool

    def filing(self, form4: Form4) -> dict[str, Tree]:
        tree = self.fields(form4)
        if self.verbatim:
            return tree
        earliest = min((row.transaction_date.value.text for _, row in form4.transactions()), default=None)
        if form4.period_of_report.text == earliest and form4.form == "4":  # an amendment may have other lines
            del tree["period_of_report"]
        return {**tree, "reporting_owners": _sharing_addresses([self.owner(owner) for owner in form4.reporting_owners])}

    def fields(self, element: Element) -> dict[str, Tree]:
        """The fields of a part that say something."""
        return {one.name: self.value(one, getattr(element, one.name))
                for one in _in_column_order(type(element)) if self.is_said(one, element)}

    def is_said(self, one: Declared, element: Element) -> bool:
        value = getattr(element, one.name)
        if value is None or one.where.by_edgar or one.name == CCC:
            return False
        if one.required:
            return True
        if value == ():
            return self.verbatim and one.name in element.model_fields_set
        return self.verbatim or any(facts(value, (one.name,)))

    def value(self, one: Declared, value: Any) -> Tree:
        if one.name == "footnotes":
            return self.footnotes(value)
        if isinstance(value, tuple):
            return [self.element(part) for part in value]
        return self.element(value) if isinstance(value, Element) else self.text(value)

    def text(self, value: Any) -> str:
        if isinstance(value, Flag) and not self.verbatim:
            return "true" if value else "false"
        return str(getattr(value, "text", value))

    def element(self, element: Element) -> Tree:
        """A part of a filing, in its short form where it has one."""
        if isinstance(element, Coding):
            return self.coding(element)
        if isinstance(element, Ownership):
            return self.ownership(element)
        if isinstance(element, Relationship):
            return self.relationship(element)
        if isinstance(element, Address):
            return self.address(element)
        if isinstance(element, Row):
            return self.row(element)
        if isinstance(element, ReportingOwner):
            return self.owner(element)
        return self.footnoted(element) if is_footnotable(type(element)) else self.fields(element)

    def citations(self, footnotes: Iterable[str]) -> list[str]:
        return [self.names[footnote] for footnote in footnotes]

    def footnoted(self, reported: Any) -> Tree:
        """A value with its citations: ``26990 [tax]``, ``[vesting]``, or the long form where a text is explained."""
        cited = self.citations(reported.footnotes)
        if reported.value is None:
            return cited or {}
        text = self.text(reported.value)
        if takes_short_citations(type(reported)) and text:
            return _with_citations(text, cited)
        long: dict[str, Tree] = {"value": text, "footnotes": cited} if cited else {"value": text}
        return long if cited or text.rstrip().endswith("]") else text

    def coding(self, coding: Coding) -> Tree:
        """``S``, ``S/K [swap]``; a Form 5 transaction as ``{code: G, form_type: 5}``."""
        swap, cited = self.text(coding.equity_swap_involved), self.citations(coding.footnotes)
        if coding.form_type == "4" and swap in ("true", "false"):
            return _with_citations(coding.code + ("/K" if swap == "true" else ""), cited)
        tree: dict[str, Tree] = {"code": coding.code, "form_type": coding.form_type, "equity_swap_involved": swap}
        if swap == "false":
            del tree["equity_swap_involved"]
        return {**tree, "footnotes": cited} if cited else tree

    def row(self, row: Row) -> Block:
        """A row with ``code`` for a usual coding; its kind is told by what it has."""
        tree = self.fields(row)
        return Block({"code" if key == "coding" and isinstance(value, str) else key: value for key, value in tree.items()})

    def ownership(self, ownership: Ownership) -> Tree:
        """``direct``, ``indirect [trust]``, or ``{indirect: By trust}``."""
        tree = self.fields(ownership)
        form = ownership.direct_or_indirect
        if "nature" not in tree:
            return _with_citations("direct" if ownership.is_direct else "indirect", self.citations(form.footnotes))
        return tree if ownership.is_direct or form.footnotes else {"indirect": tree["nature"]}

    def owner(self, owner: ReportingOwner) -> Block:
        """An owner, the name first."""
        tree = self.fields(owner)
        return Block({"name": tree["name"], **tree} if "name" in tree else tree)

    def relationship(self, relationship: Relationship) -> Tree:
        """The boxes that are checked; ``officer: title`` for an officer with a title."""
        tree = self.fields(relationship)
        for flag, said, short in (("is_officer", "officer_title", "officer"), ("is_other", "other_text", "other")):
            if tree.get(flag) == "true" and tree.get(said, NO_TEXT[0]) not in NO_TEXT:
                text = tree.pop(said)
                tree = {(short if key == flag else key): (text if key == flag else value) for key, value in tree.items()}
        return tree

    def address(self, address: Address) -> Tree:
        """The address; its country or state says whether it is outside the US."""
        tree = self.fields(address)
        said = tree.pop("non_us_address", None)
        is_given = {key for key in ("country", "state") if str(tree.get(key, "")).strip()}
        implied = "true" if "country" in is_given else "false" if is_given else None
        if not self.verbatim:
            # False and absent are the same, so a country alone needs a word that it is not outside the US.
            said, implied = said or "false", implied or "false"
        return tree if said == implied else {"non_us_address": said, **tree}

    def footnotes(self, footnotes: tuple[Footnote, ...]) -> Tree:
        """By name; as a list where two have one id, which only a list can say."""
        if len({footnote.id for footnote in footnotes}) < len(footnotes):
            return [Block({"id": footnote.id, "text": footnote.text}) for footnote in footnotes]
        return Block({self.names[footnote.id]: footnote.text for footnote in footnotes})


def _sharing_addresses(owners: list[Block]) -> list[Tree]:
    """Owners of whom those at one address share it: ``&address`` at the first, ``*address`` at the others."""
    addresses = [owner.get("address") for owner in owners]
    names: dict[int, str] = {}
    for number, (owner, address) in enumerate(zip(owners, addresses, strict=True)):
        if isinstance(address, Mapping) and addresses.count(address) > 1:
            first = addresses.index(address)
            name = names.setdefault(first, f"address_{len(names) + 1}" if names else "address")
            owner["address"] = Anchor(name, address) if number == first else Alias(name)
    return [*owners]


def _with_citations(text: str, cited: list[str]) -> str:
    return f"{text} [{', '.join(cited)}]" if cited else text
