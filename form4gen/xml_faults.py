"""What an XML element holds that the declarations do not allow: unknown, repeated, misplaced or stray parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from form4gen.element import Declared, Element, declared
from form4gen.filing import Place
from form4gen.finding import Finding, Mark
from form4gen.rules import text as rules
from form4gen.xml_nodes import ABOUT_SCHEMAS, BLANKS, Document, Node, has_text

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What may stand in the element at a path below a class's own.

    ``elements``: its elements in EDGAR's order, each with its rank and with the field that it gives; a container of other
    elements gives none, and ``inside`` tells what may stand in it. ``of_rows``: whether they stand in any order.
    ``has_text``: whether it holds text.
    """

    elements: Mapping[str, tuple[int, Declared | None]]
    inside: Mapping[str, _Allowed]
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
    inside = {} if rows else {tag: _allowed(cls, (*at, tag)) for tag, (_, one) in ranked.items() if one is None}
    attributes = frozenset(name for name in below if name.startswith("@"))
    return _Allowed(ranked, inside, attributes, rows is not None, "." in below)


def undeclared(cls: type[Element], node: Node, place: Place, document: Document) -> Iterable[Finding]:
    """Everything in an element of a class that is not declared there. Elements of other classes answer for themselves."""
    return () if _is_plain(node, _allowed(cls, ()), document) else _undeclared(cls, node, place, document, ())


def _is_plain(node: Node, allowed: _Allowed, document: Document) -> bool:
    """Whether an element is like most, so that there is nothing to tell and it need not be looked at closely."""
    if node.keys() or allowed.of_rows or (node.text and node.text.strip(BLANKS) and not allowed.has_text):
        return False
    furthest = -1
    for child in node:
        rank, one = allowed.elements.get(child.tag, _NOWHERE)
        if rank < furthest or (rank == furthest and not _may_be_repeated(one)) or (child.tail and child.tail.strip(BLANKS)):
            return False
        furthest = rank
        if one is None:
            is_plain = _is_plain(child, allowed.inside[child.tag], document)
        else:
            is_plain = one.kind == "element" or _is_plain_leaf(one, child, document)
        if not is_plain:
            return False
    return True


def _is_plain_leaf(one: Declared, node: Node, document: Document) -> bool:
    if one.kind == "leaf":
        return not len(node) and not node.keys()
    return one.kind != "citations" or (not len(node) and node.keys() == ["id"] and document.is_empty(node))


_NOWHERE: Final = (-2, None)
"""The rank of an element that is not declared: before all others, so that it is out of order."""


def _undeclared(cls: type[Element], node: Node, place: Place, document: Document, at: Path) -> Iterator[Finding]:
    """Everything that is not declared in an element that is not plain.

    ``at``: the path of a container in the class's own element, such as transactionAmounts, if the node is one.
    """
    allowed = _allowed(cls, at)
    if node.keys():
        yield from _attributes(node, allowed.attributes, place, document)
    if not allowed.has_text and has_text(node):
        yield _unknown(f"<{node.tag}> holds text beside its elements", document.text_mark(node), place)
    if allowed.of_rows:
        yield from (_unknown_element(child, list(allowed.elements), place, document)
                    for child in node if child.tag not in allowed.elements)
        return
    furthest, is_in_order = -1, True
    for child in node:
        known = allowed.elements.get(child.tag)
        if known is None:
            yield _unknown_element(child, list(allowed.elements), place, document)
            continue
        rank, one = known
        if one is None:
            yield from _undeclared(cls, child, place, document, (*at, child.tag))
        elif one.kind == "citations" or (one.kind == "leaf" and (len(child) or child.keys())):
            yield from _in_a_leaf(one, child, place, document)
        is_in_order = is_in_order and (rank > furthest or (rank == furthest and _may_be_repeated(one)))
        furthest = rank
    if not is_in_order:
        yield from _misplaced(allowed, node, place, document)


def _in_a_leaf(one: Declared, node: Node, place: Place, document: Document) -> Iterator[Finding]:
    """What stands in an element that gives a value or cites a footnote, beside that."""
    yield from _attributes(node, _ID if one.kind == "citations" else frozenset(), place, document)
    yield from (_unknown_element(inner, [], place, document) for inner in node)
    if one.kind == "citations" and not document.is_empty(node):
        yield _unknown(f"<{node.tag}> holds text; it only names a footnote", document.text_mark(node), place)


_ID: Final = frozenset({"@id"})


def _misplaced(allowed: _Allowed, node: Node, place: Place, document: Document) -> Iterator[Finding]:
    """Elements that stand a second time, or after one that EDGAR has behind them."""
    furthest, seen = 0, set()
    for child in node:
        if child.tag not in allowed.elements:
            continue
        rank, one = allowed.elements[child.tag]
        if child.tag in seen and not _may_be_repeated(one):
            yield rules.IS_GIVEN_ONCE.found(place, f"<{child.tag}> stands here a second time", document.mark(child))
        if rank < furthest:
            message = f"<{child.tag}> stands after <{list(allowed.elements)[furthest]}>; EDGAR's order has it before"
            yield rules.IS_IN_ORDER.found(place, message, document.mark(child))
        furthest = max(furthest, rank)
        seen.add(child.tag)


def _may_be_repeated(one: Declared | None) -> bool:
    return one is not None and one.kind in ("elements", "citations")


def _attributes(node: Node, known: frozenset[str], place: Place, document: Document) -> Iterator[Finding]:
    for name in node.keys():  # noqa: SIM118 - an element is no mapping; its items are its children
        if f"@{name}" not in known and name not in ABOUT_SCHEMAS:
            yield _unknown(f"<{node.tag}> has an attribute {name!r} that Form 4 does not know", document.mark(node), place)


def _unknown_element(node: Node, known: list[str], place: Place, document: Document) -> Finding:
    near = get_close_matches(node.tag, known, n=1)
    hint = f"; did you mean <{near[0]}>?" if near else ""
    return _unknown(f"<{node.tag}> is no element of this part of a Form 4{hint}", document.mark(node), place)


def _unknown(message: str, mark: Mark, place: Place) -> Finding:
    return rules.IS_KNOWN.found(place, message, mark)
