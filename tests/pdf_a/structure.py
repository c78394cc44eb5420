"""What a screen reader is told: the structure of the document, and that it holds all that the pages show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pikepdf

from tests.pdf_a import tables
from tests.pdf_a.clauses import A3, PDF, UA
from tests.pdf_a.content import Id, Scan
from tests.pdf_a.tree import Element, Tree, leaves

_GROUPS: Final = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
_BLOCKS: Final = "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot"
_INLINE: Final = "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"
_WITHOUT_BLOCKS: Final = "Span P H H1 H2 H3 H4 H5 H6 Quote Code Link"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_MAY_BE_EMPTY: Final = ("TH", "TD")


def faults(document: pikepdf.Pdf, tree: Tree | None, scan: Scan) -> Iterator[str]:
    """Faults of the structure, of its elements one by one, and of how it and the pages find one another."""
    catalog: Any = document.Root
    if catalog.get("/MarkInfo", {}).get("/Marked") is not True:
        yield f"{A3}, 6.7.2.2: the catalog does not say that the document is marked"
    if catalog.get("/MarkInfo", {}).get("/Suspects") is True:
        yield f"{UA}, 7.1: the document says that its tags are suspect"
    if not _LANGUAGE.fullmatch(str(catalog.get("/Lang", ""))):
        yield f"{A3}, 6.7.4: the document names no language"
    if catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield f"{UA}, 7.1: a viewer is not asked to show the document's title"
    if tree is None:
        yield f"{A3}, 6.7.3.3: the document has no structure"
        return
    yield from tree.faults
    yield from _of_types(tree)
    for element in tree.elements.values():
        yield from _of_element(element)
    yield from _of_headings(tree)
    yield from tables.faults(tree)
    yield from _of_marks(document, tree, scan)
    yield from _of_ids(tree)
    yield from _of_orphans(document, tree)


def _of_types(tree: Tree) -> Iterator[str]:
    if tree.root.get("/Type") != "/StructTreeRoot" or [element.kind for element in tree.top] != ["Document"]:
        yield f"{PDF}, 14.8.4.2: the structure is not one Document"
    standard = {*_GROUPS.split(), *_BLOCKS.split(), *_INLINE.split()}
    for kind in {element.kind for element in tree.elements.values()} - standard:
        yield f"{A3}, 6.7.3.4: {kind} is no standard type, and none is named in its place"
    if remapped := {role.removeprefix("/") for role in tree.roles} & standard:
        yield f"{UA}, 7.1: the standard types {', '.join(sorted(remapped))} are given another meaning"


def _of_element(element: Element) -> Iterator[str]:
    kind, given = element.kind, element.object
    if "/Lang" in given and not _LANGUAGE.fullmatch(str(given.Lang)):
        yield f"{A3}, 6.7.4: a {kind} is in no language: {str(given.Lang)!r}"
    if kind in ("Figure", "Formula") and not str(given.get("/Alt", given.get("/ActualText", ""))):
        yield f"{A3}, 6.7.5, and {UA}, 7.3: a {kind} has no words in its place"
    if kind == "Note" and not bytes(given.get("/ID", b"")):
        yield f"{UA}, 7.9: a Note has no ID"
    if kind in _WITHOUT_BLOCKS.split() and any(kid.kind in ("Div", *_BLOCKS.split()) for kid in element.kids):
        yield f"{PDF}, 14.8.4.4.1: a {kind} holds a block"
    if kind == "L" and any(kid.kind not in ("Caption", "LI") for kid in element.kids):
        yield f"{UA}, 7.2: a list holds what is no item"
    if kind == "LI" and any(kid.kind not in ("Lbl", "LBody") for kid in element.kids):
        yield f"{UA}, 7.2: an item of a list holds what is neither its label nor its body"
    if not (element.kids or element.content or element.annotations or kind in _MAY_BE_EMPTY):
        yield f"{PDF}, 14.7.2: a {kind} holds nothing, and a reader would stop at it for nothing"


def _of_headings(tree: Tree) -> Iterator[str]:
    kinds = [element.kind for element in tree.elements.values()]
    levels = [int(kind[1]) for kind in kinds if re.fullmatch("H[1-6]", kind)]
    if "H" in kinds and levels:
        yield f"{UA}, 7.4.4: headings with a level and without stand in one document"
    if (levels and levels[0] != 1) or any(lower > higher + 1 for higher, lower in pairwise(levels)):
        yield f"{UA}, 7.4.2: the headings do not begin with H1, or leave out a level: {levels}"


def _of_marks(document: pikepdf.Pdf, tree: Tree, scan: Scan) -> Iterator[str]:
    """ISO 32000-1, 14.7.4: what marks a page's content is known to one element, and to the tree of parents by that."""
    held = Counter(mark for element in tree.elements.values() for mark in element.content)
    holder = {mark: element.id for element in tree.elements.values() for mark in element.content}
    yield from (f"{PDF}, 14.7.4.2: two elements hold the content {mark[1]} of a page"
                for mark, count in held.items() if count > 1)
    marked = {(page, number) for page, numbers in scan.marks.items() for number in numbers}
    yield from (f"{UA}, 7.1: no element holds the content {number} of a page" for _, number in sorted(marked - set(held)))
    yield from (f"{PDF}, 14.7.4.2: an element holds the content {number} of a page, which has none of that number"
                for _, number in sorted(set(held) - marked))
    parents = list(leaves(tree.root.get("/ParentTree"), "/Nums"))
    keys = [int(key) for key, _ in parents]
    if keys != sorted(set(keys)):
        yield f"{PDF}, 7.9.7: the numbers of the tree of parents are not in order"
    if int(tree.root.get("/ParentTreeNextKey", max(keys, default=-1) + 1)) <= max(keys, default=-1):
        yield f"{PDF}, 14.7.2: the next key of the tree of parents is taken"
    by_key = {int(key): entry for key, entry in parents}
    for page in document.pages:
        numbers = list(scan.marks.get(page.obj.objgen, {}))
        yield from _of_page(page.obj, numbers, by_key, holder)


def _of_page(page: Any, numbers: list[int], parents: dict[int, Any], holder: dict[tuple[Id, int], Id]) -> Iterator[str]:
    if "/StructParents" not in page:
        if numbers:
            yield f"{PDF}, 14.7.4.4: a page has content of the structure and no StructParents"
        return
    entry = parents.get(int(page.StructParents))
    known = {number: parent.objgen for number, parent in enumerate(entry) if parent is not None} \
        if isinstance(entry, pikepdf.Array) else {}
    for number in numbers:
        if known.get(number) != holder.get((page.objgen, number)):
            yield f"{PDF}, 14.7.4.4: the tree of parents does not lead from the content {number} to its element"
    if set(known) - set(numbers):
        yield f"{PDF}, 14.7.4.4: the tree of parents has an element for content that the page does not have"


def _of_ids(tree: Tree) -> Iterator[str]:
    named = list(leaves(tree.root.get("/IDTree"), "/Names"))
    names = [bytes(name) for name, _ in named]
    if names != sorted(set(names)):
        yield f"{PDF}, 7.9.6: the names of the tree of IDs are not in order"
    by_id = {bytes(element.object.ID): element.id for element in tree.elements.values() if "/ID" in element.object}
    if len(by_id) != sum("/ID" in element.object for element in tree.elements.values()):
        yield f"{PDF}, 14.7.2: two elements have one ID"
    if by_id != {bytes(name): element.objgen for name, element in named}:
        yield f"{PDF}, 14.7.2: the tree of IDs does not have the elements that have one"


def _of_orphans(document: pikepdf.Pdf, tree: Tree) -> Iterator[str]:
    for found in document.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/StructElem" and \
                found.objgen not in tree.elements:
            yield f"{PDF}, 14.7.2: a {str(found.get('/S')).removeprefix('/')} is in the file, and not in the structure"
