"""What an XML element holds that the declarations do not allow: unknown, repeated, misplaced or stray parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from form4gen.element import Declared, Element, declared
from form4gen.filing import Place
from form4gen.finding import Finding, Mark
from form4gen.rules import text as rules
from form4gen.xml_nodes import ABOUT_SCHEMAS, Node

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What may stand in the element at a path below a class's own.

    ``elements``: its elements in EDGAR's order, each with its rank and with the field that it gives; a container of other
    elements gives none. ``of_rows``: whether they stand in any order. ``has_text``: whether it holds text.
    """

    elements: Mapping[str, tuple[int, Declared | None]]
    attributes: frozenset[str]
    of_rows: bool
    has_text: bool


@cache
def _allowed(cls: type[Element], at: Path) -> _Allowed:
    fields = {one.steps: one for one in declared(cls)}
    below = [path[len(at)] for path in fields if path[: len(at)] == at and len(path) > len(at)]
    rows = fields.get((*at, "*"))
    order = [row.tag for row in rows.types] if rows else \
        [name for name in dict.fromkeys(below) if name != "." and not name.startswith("@")]
    ranked = {tag: (rank, fields.get((*at, tag))) for rank, tag in enumerate(order)}
    return _Allowed(ranked, frozenset(name for name in below if name.startswith("@")), rows is not None, "." in below)


def undeclared(cls: type[Element], node: Node, place: Place, at: Path = ()) -> Iterator[Finding]:
    """Everything in an element of a class that is not declared there. Elements of other classes answer for themselves.

    ``at``: the path of a container in the class's own element, such as transactionAmounts, if the node is one.
    """
    allowed = _allowed(cls, at)
    if node.attributes:
        yield from _attributes(node, allowed.attributes, place)
    if node.text_span and not allowed.has_text:
        yield _unknown(f"<{node.tag}> holds text beside its elements", node.text_mark or node.mark, place)
    if not allowed.of_rows:
        yield from _misplaced(allowed, node, place)
    for child in node.children:
        if child.tag not in allowed.elements:
            yield _unknown_element(child, list(allowed.elements), place)
        elif not allowed.of_rows:
            one = allowed.elements[child.tag][1]
            if one is None:
                yield from undeclared(cls, child, place, (*at, child.tag))
            elif child.attributes or child.children or one.kind == "citations":
                yield from _in_a_leaf(one, child, place)


def _in_a_leaf(one: Declared, node: Node, place: Place) -> Iterator[Finding]:
    """What stands in an element that gives a value, beside it."""
    if one.kind not in ("leaf", "citations"):
        return
    if node.attributes:
        yield from _attributes(node, _ID if one.kind == "citations" else frozenset(), place)
    yield from (_unknown_element(inner, [], place) for inner in node.children)
    if one.kind == "citations" and node.pieces:
        yield _unknown(f"<{node.tag}> holds text; it only names a footnote", node.text_mark or node.mark, place)


_ID: Final = frozenset({"@id"})


def _misplaced(allowed: _Allowed, node: Node, place: Place) -> Iterator[Finding]:
    """Elements that stand a second time, or after one that EDGAR has behind them."""
    furthest, seen = 0, set()
    for child in node.children:
        if child.tag not in allowed.elements:
            continue
        rank, one = allowed.elements[child.tag]
        if child.tag in seen and (one is None or one.kind not in ("elements", "citations")):
            yield rules.IS_GIVEN_ONCE.found(place, f"<{child.tag}> stands here a second time", child.mark)
        if rank < furthest:
            message = f"<{child.tag}> stands after <{list(allowed.elements)[furthest]}>; EDGAR's order has it before"
            yield rules.IS_IN_ORDER.found(place, message, child.mark)
        furthest = max(furthest, rank)
        seen.add(child.tag)


def _attributes(node: Node, known: frozenset[str], place: Place) -> Iterator[Finding]:
    for name in node.attributes:
        if f"@{name}" not in known and name not in ABOUT_SCHEMAS:
            yield _unknown(f"<{node.tag}> has an attribute {name!r} that Form 4 does not know", node.mark, place)


def _unknown_element(node: Node, known: list[str], place: Place) -> Finding:
    near = get_close_matches(node.tag, known, n=1)
    hint = f"; did you mean <{near[0]}>?" if near else ""
    return _unknown(f"<{node.tag}> is no element of this part of a Form 4{hint}", node.mark, place)


def _unknown(message: str, mark: Mark, place: Place) -> Finding:
    return rules.IS_KNOWN.found(place, message, mark)
