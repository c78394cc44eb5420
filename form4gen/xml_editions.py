"""The layout of the first ownership XML, X0101 (2003) -> today's, element by element, before anything is read.

Its rows stand directly below the root, transactions and holdings alike; the price of a transaction is
``transactionValue``; the number held, where there is no transaction, stands where a transaction has its number. Every
element keeps its place in the file. Source: the elements that occur in the filings of EDGAR, as counted over all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from form4gen.element import Element, declared
from form4gen.filing import DerivativeHolding, DerivativeTransaction, Form4, NonDerivativeHolding, NonDerivativeTransaction
from form4gen.finding import Finding
from form4gen.rules import text as rules
from form4gen.xml_nodes import Document, Node, text_of

FIRST_EDITION: Final = "X0101"
EMPTY_VALUES_UNTIL: Final = "X0303"
"""Before this version, an empty value beside a footnote says no more than the footnote."""

UNVERSIONED_UNTIL: Final = "2005"
"""Periods of report before which a document without a version may be of the first edition."""

_TABLES: Final[dict[str, tuple[str, type[Element], type[Element]]]] = {
    "nonDerivativeSecurity": ("nonDerivativeTable", NonDerivativeTransaction, NonDerivativeHolding),
    "derivativeSecurity": ("derivativeTable", DerivativeTransaction, DerivativeHolding),
}
_OF_A_TRANSACTION: Final = ("transactionCoding", "transactionDate")
_PRICE: Final = {"transactionValue": "transactionPricePerShare"}
_HELD: Final = {"transactionShares": "sharesOwnedFollowingTransaction",
                "transactionValue": "valueOwnedFollowingTransaction"}
_MAY_BE_FOOTNOTED: Final = ("conversionOrExercisePrice", "exerciseDate", "expirationDate", "transactionPricePerShare",
                            "underlyingSecurityShares")


def in_todays_layout(document: Document) -> list[Finding]:
    """Put a document of an old edition into today's layout, in place; what is found that has no place there."""
    root = document.root
    version = _version(root)
    if version is None:
        return []
    if version >= EMPTY_VALUES_UNTIL:
        return []
    for node in root.iter():
        _with_its_text_to_itself(node)
    notes = list(_tabled(document)) if version <= FIRST_EDITION else []
    for node in root.iter():
        _without_empty_value(node)
    return notes


def _with_its_text_to_itself(node: Node) -> None:
    """What stands between the elements in an element is its own, and stays when they go."""
    node.text = text_of(node)
    for child in node:
        child.tail = None


def _version(root: Node) -> str | None:
    """The schema version that EDGAR wrote into a document; without one, the first if it is that old, else none.

    A filing still to be sent has no version either, and nothing in it may pass that EDGAR would not take today.
    """
    texts = {child.tag: text_of(child).strip() for child in root if child.tag in ("schemaVersion", "periodOfReport")}
    is_old = "" < texts.get("periodOfReport", "") < UNVERSIONED_UNTIL
    return texts.get("schemaVersion") or (FIRST_EDITION if is_old else None)


def _tabled(document: Document) -> Iterator[Finding]:
    """Gather the rows below the root into tables."""
    root = document.root
    for tag, (table, transaction, holding) in _TABLES.items():
        rows = _children(root, tag)
        if not rows:
            continue
        others = [child for child in root if child.tag != tag]
        root[:] = [*others, document.made(table, rows, rows[0])]
        for row in rows:
            is_transaction = any(child.tag in _OF_A_TRANSACTION for child in row)
            if not is_transaction:
                yield from _held(row, holding, document)
            _renamed(row, transaction if is_transaction else holding)
        _sorted(root, Form4)


def _renamed(row: Node, cls: type[Element]) -> None:
    row.tag = cls.tag
    for amounts in _children(row, "transactionAmounts"):
        for child in amounts:
            child.tag = _PRICE.get(child.tag, child.tag)
    _sorted(row, cls)


def _held(row: Node, cls: type[Element], document: Document) -> Iterator[Finding]:
    """In a holding, the number or the value held goes where today's layout has it; the rest has no place."""
    owned = next(iter(_children(row, "postTransactionAmounts")), None)
    amounts = _children(row, "transactionAmounts")
    for node in amounts:
        for child in list(node):
            if owned is None and child.tag in _HELD:
                child.tag = _HELD[child.tag]
                owned = document.made("postTransactionAmounts", [child], node)
                row.append(owned)
            else:
                yield _without_a_place(child, document)
    known = {one.steps[0] for one in declared(cls)}
    yield from (_without_a_place(child, document) for child in row if child.tag not in known and child not in amounts)
    row[:] = [child for child in row if child.tag in known]


def _without_a_place(node: Node, document: Document) -> Finding:
    said = next((text_of(inner).strip() for inner in node.iter() if text_of(inner).strip()), "")
    shown = f" ({said!r:.80})" if said else ""
    message = f"<{node.tag}>{shown} of this holding has no place in today's layout, and is left out"
    return rules.HAS_A_PLACE.found((), message, document.mark(node))


def _without_empty_value(node: Node) -> None:
    """A price or date with an empty value and a footnote has the footnote in the value's place."""
    if node.tag in _MAY_BE_FOOTNOTED and _children(node, "footnoteId"):
        node[:] = [child for child in node if child.tag != "value" or text_of(child).strip()]


def _children(node: Node, tag: str) -> list[Node]:
    return [child for child in node if child.tag == tag]


def _sorted(node: Node, cls: type[Element]) -> None:
    """Put the elements of a part, to any depth, in today's order: the old one is not known."""
    ranks = _ranks(cls)
    for inner in list(node.iter()):
        inner[:] = sorted(inner, key=lambda child: ranks.get(child.tag, len(ranks)))


@cache
def _ranks(cls: type[Element]) -> dict[str, int]:
    """Each element's rank among those of a part. A footnote is cited behind everything else."""
    tags = dict.fromkeys(tag for tag in _tags(cls) if tag != "footnoteId")
    return {tag: rank for rank, tag in enumerate(tags)}


def _tags(cls: type[Element]) -> Iterator[str]:
    for one in declared(cls):
        yield from one.steps
        if one.kind in ("element", "elements") and one.steps[-1] != "*":
            yield from _tags(one.types[0])
