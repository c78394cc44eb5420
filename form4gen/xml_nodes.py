"""XML text -> elements, safely, and where each stands in the file.

No DTD, no entities but XML's five, no network, nothing beyond a set size and depth. The parser is expat, which tells the
column of an element; libxml2 does not. Of most filings nobody asks where something stands, so a text in which nothing is
unusual is read without places, in C. If someone asks, it is read again, as is whatever is unusual or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError, XMLParser

from form4gen import ccc
from form4gen.draft import DEEPEST, MOST_VALUES
from form4gen.finding import Mark
from form4gen.source_lines import AS_THEY_ARE, SourceLines
from form4gen.xml_places import BLANKS, Placed, UnsafeError, marked, read_placed

__all__ = ["ABOUT_SCHEMAS", "BLANKS", "Document", "Node", "UnsafeError", "has_text", "parse", "secrets_in", "text_of"]

_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
ABOUT_SCHEMAS: Final = (f"{{{_XSI}}}noNamespaceSchemaLocation", f"{{{_XSI}}}schemaLocation")
"""Attributes that any element may have: they say where an XSD is, and nothing of the filing. Source: XSD 1.0, 2.6."""

_USUAL: Final = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml version=["']1\.0["'](?: encoding=["'](?i:utf-8|us-ascii|iso-8859-1)["'])?"""
    rb"""(?: standalone=["'](?:yes|no)["'])? ?\?>)?[ \t\r\n]*<[A-Za-z]""")
"""How a text begins whose bytes show what markup is in it."""
_UNUSUAL: Final = re.compile(rb"<!D|<!\[|<\?")
"""How a DTD, a CDATA section and an instruction begin."""
_MOST_TAGS: Final = 2 * MOST_VALUES


def text_of(node: Node) -> str:
    """The text in an element, without that of the elements in it."""
    if not len(node):
        return node.text or ""
    return "".join((node.text or "", *(child.tail or "" for child in node)))


def has_text(node: Node) -> bool:
    """Whether more than blanks stands in an element, beside the elements in it."""
    if node.text and node.text.strip(BLANKS):
        return True
    for child in node:  # noqa: SIM110 - any() takes twice as long, and this is asked of every element
        if child.tail and child.tail.strip(BLANKS):
            return True
    return False


def secrets_in(node: Node, is_secret: bool = False) -> Iterator[str]:
    """What may be a CCC: all that stands in an element, or an attribute, whose name speaks of one."""
    is_secret = is_secret or ccc.is_about(node.tag)
    if is_secret:
        yield from ccc.secrets_in(text_of(node))
    for name, value in node.items():
        if is_secret or ccc.is_about(name):
            yield from ccc.secrets_in(value)
    for child in node:
        yield from secrets_in(child, is_secret)


class Document:
    """A document: its root, and where its elements stand in the file. A name in a namespace is ``{namespace}name``.

    What is made of the elements afterwards may change their names and their order; where they stood is kept.
    """

    def __init__(self, source: bytes, lines: SourceLines) -> None:
        self._source, self._lines = source, lines
        quick = _read_quickly(source)
        self._nodes = quick or list(self._placed.root.iter())
        self._with_cdata = () if quick else self._placed.with_cdata
        self._may_hold_secrets = not quick or ccc.CCC.encode() in source.lower()
        self.root = self._nodes[0]
        self._stand_for: dict[Node, Node] = {}

    @cached_property
    def _placed(self) -> Placed:
        return read_placed(self._source, self._lines)

    @cached_property
    def _numbers(self) -> dict[Node, int]:
        return {node: number for number, node in enumerate(self._nodes)}

    def mark(self, node: Node) -> Mark:
        """Where an element's tag begins."""
        return marked(self._placed.tags[self._number(node)], self._lines)

    def text_mark(self, node: Node) -> Mark:
        """Where an element's text begins, if more than blanks stands in it; else where its tag does."""
        number = self._number(node)
        return marked(self._placed.texts[number] or self._placed.tags[number], self._lines)

    def is_empty(self, node: Node) -> bool:
        """Whether nothing stands in an element beside the elements in it, not even a blank or an empty CDATA section."""
        return not text_of(node) and node not in self._with_cdata

    def made(self, tag: str, inside: list[Node], where: Node) -> Node:
        """An element that the file does not have, with others in it; it stands where one of the file does."""
        node = Node(tag)
        node.extend(inside)
        self._stand_for[node] = where
        return node

    def secrets(self) -> frozenset[str]:
        """What may be a CCC."""
        return frozenset(secrets_in(self.root) if self._may_hold_secrets else ())

    def _number(self, node: Node) -> int:
        return self._numbers[self._stand_for.get(node, node)]


def _read_quickly(source: bytes) -> list[Node]:
    """The elements of a text in which nothing is unusual; none of any other, or of one that is too large, deep or wrong."""
    begun = _USUAL.match(source)
    if begun is None or _UNUSUAL.search(source, begun.end()) or source.count(b"<") > _MOST_TAGS:
        return []
    parser = XMLParser()  # noqa: S314 - there is no DTD in the text
    try:
        parser.feed(source)
        root: Node = parser.close()
    except ParseError:
        return []
    nodes = list(root.iter())
    return [] if len(nodes) > MOST_VALUES or _is_too_deep(root) else nodes


def _is_too_deep(root: Node) -> bool:
    level = [root]
    for _ in range(DEEPEST - 1):
        level = [child for node in level for child in node if len(child)]
        if not level:
            return False
    return True


def parse(source: bytes, lines: SourceLines = AS_THEY_ARE) -> Document:
    """The document in a text. ``lines``: where its lines stand in the file, if not as they are.

    Raises ``UnsafeError`` for what is never read, and for text that is not well-formed.
    """
    return Document(source, lines)
