"""What an XML element holds that the declarations do not allow: unknown, repeated, misplaced or stray parts."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from form4gen.element import Declared, Element, declared
from form4gen.filing import Place
from form4gen.finding import Finding, Mark
from form4gen.rules import text as rules
from form4gen.xml_nodes import ABOUT_SCHEMAS, BLANKS, Node

Path = tuple[str, ...]


def undeclared(cls: type[Element], node: Node, place: Place) -> Iterator[Finding]:
    """Everything in an element of a class that is not declared there. Elements of other classes answer for themselves."""
    fields = {one.steps: one for one in declared(cls)}
    yield from _attributes(node, {path[0] for path in fields}, place)
    yield from _within(fields, (), node, place)


def _within(fields: dict[Path, Declared], at: Path, node: Node, place: Place) -> Iterator[Finding]:
    """The same for the node at a path: the class's own element, or a container such as transactionAmounts."""
    rows = fields.get((*at, "*"))
    order = _order(fields, at) if rows is None else [cls.tag for cls in rows.types]
    if (".",) not in fields and node.text.strip(BLANKS):
        yield _unknown(f"<{node.tag}> holds text beside its elements", node.text_mark or node.mark, place)
    if rows is None:
        yield from _misplaced(fields, at, order, node, place)
    for child in node.children:
        if child.tag not in order:
            yield _unknown_element(child, order, place)
        elif rows is None:
            yield from _child(fields, (*at, child.tag), child, place)


def _order(fields: dict[Path, Declared], at: Path) -> list[str]:
    """The elements that may stand below a path, in EDGAR's order."""
    names = (path[len(at)] for path in fields if path[: len(at)] == at and len(path) > len(at))
    return [name for name in dict.fromkeys(names) if name != "." and not name.startswith("@")]


def _child(fields: dict[Path, Declared], at: Path, child: Node, place: Place) -> Iterator[Finding]:
    one = fields.get(at)
    if one is None:
        yield from _attributes(child, set(), place)
        yield from _within(fields, at, child, place)
    elif one.kind in ("leaf", "citations"):
        yield from _attributes(child, {"@id"} if one.kind == "citations" else set(), place)
        yield from (_unknown_element(inner, [], place) for inner in child.children)
        if one.kind == "citations" and child.pieces:
            yield _unknown(f"<{child.tag}> holds text; it only names a footnote", child.text_mark or child.mark, place)


def _misplaced(fields: dict[Path, Declared], at: Path, order: list[str], node: Node, place: Place) -> Iterator[Finding]:
    """Elements that stand a second time, or after one that EDGAR has behind them."""
    furthest, seen = 0, set()
    for child in node.children:
        if child.tag not in order:
            continue
        one, rank = fields.get((*at, child.tag)), order.index(child.tag)
        if child.tag in seen and (one is None or one.kind not in ("elements", "citations")):
            yield rules.IS_GIVEN_ONCE.found(place, f"<{child.tag}> stands here a second time", child.mark)
        if rank < furthest:
            message = f"<{child.tag}> stands after <{order[furthest]}>; EDGAR's order has it before"
            yield rules.IS_IN_ORDER.found(place, message, child.mark)
        furthest = max(furthest, rank)
        seen.add(child.tag)


def _attributes(node: Node, known: set[str], place: Place) -> Iterator[Finding]:
    for name in node.attributes:
        if f"@{name}" not in known and name not in ABOUT_SCHEMAS:
            yield _unknown(f"<{node.tag}> has an attribute {name!r} that Form 4 does not know", node.mark, place)


def _unknown_element(node: Node, known: list[str], place: Place) -> Finding:
    near = get_close_matches(node.tag, known, n=1)
    hint = f"; did you mean <{near[0]}>?" if near else ""
    return _unknown(f"<{node.tag}> is no element of this part of a Form 4{hint}", node.mark, place)


def _unknown(message: str, mark: Mark, place: Place) -> Finding:
    return rules.IS_KNOWN.found(place, message, mark)
