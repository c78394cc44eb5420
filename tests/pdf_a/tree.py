"""The structure of a PDF as a tree of elements, and its trees of numbers and of names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

from tests.pdf_a.clauses import PDF
from tests.pdf_a.content import Id

NOWHERE: Final[Id] = (0, 0)


@dataclass
class Element:
    """A structure element: ``kind`` is its standard type, ``content`` the marks and annotations that it holds itself."""

    object: Any
    id: Id
    kind: str
    kids: list[Element] = field(default_factory=list)
    content: list[tuple[Id, int]] = field(default_factory=list)
    annotations: list[Id] = field(default_factory=list)

    def below(self) -> Iterator[Element]:
        """Every element in this one, in the order of reading."""
        for kid in self.kids:
            yield kid
            yield from kid.below()

    def attribute(self, name: str) -> Any:
        """The value of an attribute, whoever owns it (ISO 32000-1, 14.7.5)."""
        given = self.object.get("/A", [])
        for owned in given if isinstance(given, pikepdf.Array) else [given]:
            if isinstance(owned, pikepdf.Dictionary) and name in owned:
                return owned[name]
        return None


class Tree:
    """The elements below a structure tree's root, and what is wrong with how they hang together."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.faults: list[str] = []
        self.elements: dict[Id, Element] = {}
        self.roles: dict[str, str] = {key: str(value) for key, value in root.get("/RoleMap", {}).items()}
        self.top = [self._read(kid, root.objgen, NOWHERE) for kid in _kids(root)]

    def _read(self, element: Any, parent: Id, page: Id) -> Element:
        read = Element(element, element.objgen, self._standard(str(element.get("/S"))))
        if read.id in self.elements:
            self.faults.append(f"{PDF}, 14.7.2: an element of the structure is in two places")
            return read
        self.elements[read.id] = read
        if element.get("/P", pikepdf.Dictionary()).objgen != parent:
            self.faults.append(f"{PDF}, 14.7.2: a {read.kind} does not name the element that holds it as its parent")
        page = element.Pg.objgen if "/Pg" in element else page
        for kid in _kids(element):
            self._take(read, kid, page)
        return read

    def _take(self, element: Element, kid: Any, page: Id) -> None:
        if isinstance(kid, int):
            element.content.append((page, kid))
        elif "/S" in kid:
            element.kids.append(self._read(kid, element.id, page))
        elif kid.get("/Type") == "/MCR":
            element.content.append((kid.Pg.objgen if "/Pg" in kid else page, int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            element.annotations.append(kid.Obj.objgen)
        else:
            self.faults.append(f"{PDF}, 14.7.2: a {element.kind} holds what is no element, mark or annotation")

    def _standard(self, kind: str) -> str:
        seen = {kind}
        while kind in self.roles and self.roles[kind] not in seen:
            kind = self.roles[kind]
            seen.add(kind)
        return kind.removeprefix("/")


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def leaves(tree: Any, key: str, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """The pairs of a number tree (``/Nums``) or a name tree (``/Names``), in their order (ISO 32000-1, 7.9.6, 7.9.7)."""
    if tree is None or depth > 50:
        return
    pairs = iter(tree.get(key, []))
    yield from zip(pairs, pairs, strict=False)
    for kid in tree.get("/Kids", []):
        yield from leaves(kid, key, depth + 1)
