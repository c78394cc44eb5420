"""XML text -> nodes with their line and column, safely.

No DTD, no entities but XML's five, no network, nothing beyond a set size and depth. The parser is expat, which tells the
column of an element; libxml2 does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from xml.parsers import expat

from form4gen import ccc
from form4gen.draft import DEEPEST, MOST_VALUES, UTF_16, undecodable
from form4gen.finding import Mark
from form4gen.source_lines import AS_THEY_ARE, SourceLines

BLANKS: Final = " \t\r\n"
"""What XML calls white space. A fixed blank is none: to EDGAR it is text."""

_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
ABOUT_SCHEMAS: Final = (f"{{{_XSI}}}noNamespaceSchemaLocation", f"{{{_XSI}}}schemaLocation")
"""Attributes that any element may have: they say where an XSD is, and nothing of the filing. Source: XSD 1.0, 2.6."""

_AT_THE_END: Final = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "the XML ends here",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "what begins here never ends",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]: "what begins here never ends",
}
"""What expat finds at the end of a text alone, in a reader's words."""
_DECLARATION_FOLLOWS: Final = expat.errors.codes[expat.errors.XML_ERROR_MISPLACED_XML_PI]


class UnsafeError(Exception):
    """The XML is not well-formed or asks for what is never done; the message says what, ``mark`` where.

    ``root``: what was read before.
    """

    def __init__(self, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.mark = mark
        self.root: Node | None = None


Span = tuple[int, int, int]
"""A stretch of a document, of which there are many and few are shown: its line and column from 1, and its width."""


@dataclass(slots=True)
class Node:
    """An element: its tag, attributes, own text, children, and where its tag and its text begin.

    A name in a namespace is ``{namespace}name``. ``pieces``: its text as it came, an empty CDATA section among it.
    ``lines``: where the lines of its document stand in the file.
    """

    tag: str
    attributes: dict[str, str]
    span: Span
    lines: SourceLines
    pieces: list[str] = field(default_factory=list)
    text_span: Span | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def mark(self) -> Mark:
        return marked(self.span, self.lines)

    @property
    def text_mark(self) -> Mark | None:
        return marked(self.text_span, self.lines) if self.text_span else None

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def secrets(self, is_secret: bool = False) -> Iterator[str]:
        """What may be a CCC: all that stands in an element, or an attribute, whose name speaks of one."""
        is_secret = is_secret or ccc.is_about(self.tag)
        if is_secret:
            yield from ccc.secrets_in(self.text)
        for name, value in self.attributes.items():
            if is_secret or ccc.is_about(name):
                yield from ccc.secrets_in(value)
        for child in self.children:
            yield from child.secrets(is_secret)

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def marked(span: Span, lines: SourceLines) -> Mark:
    """A stretch of a document as one of the file that it came in."""
    line, column, width = span
    return lines.mark(Mark(line, column, column + width))


class Document(NamedTuple):
    """A document's root, and every name in it once: of elements and of attributes."""

    root: Node
    names: frozenset[str]

    def secrets(self) -> frozenset[str]:
        """What may be a CCC, in the whole document."""
        return frozenset(self.root.secrets() if any(map(ccc.is_about, self.names)) else ())


class _Reader:
    """Builds nodes from expat's events."""

    def __init__(self, lines: SourceLines) -> None:
        self.lines = lines
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        self.open: list[Node] = []
        self.root: Node | None = None
        self.names: dict[str, str] = {}
        self.count = 0
        parser.buffer_text = False
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartCdataSectionHandler = self.cdata
        parser.StartDoctypeDeclHandler = self.doctype
        parser.ProcessingInstructionHandler = self.instruction
        parser.XmlDeclHandler = self.declaration

    def read(self, source: bytes) -> None:
        try:
            self.parser.Parse(source, True)
        except expat.ExpatError as error:
            message = _undecodable(source, self.parser.ErrorByteIndex) or self.said(error.code)
            raise UnsafeError(message, self.lines.mark(Mark(error.lineno, error.offset + 1, error.offset + 2))) from None
        except LookupError:
            raise UnsafeError("the XML names an encoding that does not exist", self.line()) from None
        finally:
            del self.parser  # It holds the reader by its handlers; parted, both go without the garbage collector.

    def said(self, code: int) -> str:
        """What is wrong with text that is not well-formed."""
        last = self.open[-1] if self.open else None
        inside = f"<{last.tag}> of line {last.mark.line} is still open" if last else ""
        if code in _AT_THE_END and inside:
            return f"{_AT_THE_END[code]}, and {inside}: the file is cut short; fetch it again"
        if code == _DECLARATION_FOLLOWS:
            return "the XML declaration (<?xml ...?>) is not the first thing in the file; delete what stands before it"
        return f"this is not well-formed XML: {expat.ErrorString(code)}{f'; {inside}' if inside else ''}"

    def line(self) -> Mark:
        """Where a markup begins of which expat tells the line only."""
        return self.lines.mark(Mark(self.parser.CurrentLineNumber, 1, 3))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        named = {self.name(name): value for name, value in attributes.items()} if attributes else attributes
        here = (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, len(tag.rpartition("}")[2]) + 1)
        node = Node(self.names.get(tag) or self.name(tag), named, here, self.lines)
        if len(self.open) >= DEEPEST:
            raise UnsafeError(f"elements are nested more than {DEEPEST} deep", node.mark)
        if self.count > MOST_VALUES:
            raise UnsafeError(f"there are more than {MOST_VALUES:,} elements", node.mark)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def name(self, given: str) -> str:
        """A name as ``{namespace}name``, from expat's ``namespace}name``."""
        return self.names.setdefault(given, "{" + given if "}" in given else given)

    def end(self, _tag: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        node = self.open[-1]
        node.pieces.append(text)
        if node.text_span is None and text.strip(BLANKS):
            width = len(text.partition("\n")[0])
            node.text_span = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, width

    def cdata(self) -> None:
        self.open[-1].pieces.append("")

    def doctype(self, *_declaration: object) -> None:
        raise UnsafeError("a document type declaration (DTD) is never read", self.line())

    def declaration(self, version: str, _encoding: str | None, _standalone: int) -> None:
        if version != "1.0":
            raise UnsafeError(f"the XML is of version {version}; EDGAR takes 1.0 alone", self.line())

    def instruction(self, target: str, _data: str) -> None:
        raise UnsafeError(f"the processing instruction <?{target} ...?> would suspend the filing", self.line())


def _undecodable(source: bytes, at: int) -> str:
    """What is wrong with a byte that is no UTF-8, where the parser took it for that; else nothing."""
    try:
        source[at : at + 4].decode()
    except UnicodeDecodeError as error:
        if error.start == 0 and not source.startswith(UTF_16) and b"encoding" not in source[:100]:
            return undecodable(source[at], "UTF-8")
    return ""


def parse(source: bytes, lines: SourceLines = AS_THEY_ARE) -> Document:
    """The document as nodes. ``lines``: where the document's lines stand in the file, if not as they are.

    Raises ``UnsafeError`` for what is never read, and for text that is not well-formed.
    """
    reader = _Reader(lines)
    try:
        reader.read(source)
    except UnsafeError as error:
        error.root = reader.root
        if any(ccc.is_about(node.tag) for node in reader.open):
            error.mark = Mark(error.mark.line, error.mark.column, error.mark.column)
        raise
    assert reader.root is not None, "expat accepts no document without a root"
    return Document(reader.root, frozenset(reader.names.values()))
