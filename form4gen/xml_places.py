"""XML text -> elements with the line and column of each, and what is wrong with a text that is never read."""

from __future__ import annotations

from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from form4gen import ccc
from form4gen.draft import DEEPEST, MOST_VALUES, UTF_16, undecodable
from form4gen.finding import Mark
from form4gen.source_lines import SourceLines

BLANKS: Final = " \t\r\n"
"""What XML calls white space. A fixed blank is none: to EDGAR it is text."""

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
        self.root: Element | None = None


Span = tuple[int, int, int]
"""A stretch of a document, of which there are many and few are shown: its line and column from 1, and its width."""


class Placed(NamedTuple):
    """A document's elements, and where the tag and the text of each begin, in the order of their tags.

    ``with_cdata``: the elements with a CDATA section, which may be empty and leave no other trace.
    """

    root: Element
    tags: list[Span]
    texts: list[Span | None]
    with_cdata: set[Element]


def marked(span: Span, lines: SourceLines) -> Mark:
    """A stretch of a document as one of the file that it came in."""
    line, column, width = span
    return lines.mark(Mark(line, column, column + width))


class _Reader:
    """Builds elements from expat's events."""

    def __init__(self, lines: SourceLines) -> None:
        self.lines = lines
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        self.builder = TreeBuilder()
        self.root: Element | None = None
        self.open: list[tuple[int, Element]] = []
        self.tags: list[Span] = []
        self.texts: list[Span | None] = []
        self.with_cdata: set[Element] = set()
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
        inside = ""
        if self.open:
            number, last = self.open[-1]
            inside = f"<{last.tag}> of line {marked(self.tags[number], self.lines).line} is still open"
        if code in _AT_THE_END and inside:
            return f"{_AT_THE_END[code]}, and {inside}: the file is cut short; fetch it again"
        if code == _DECLARATION_FOLLOWS:
            return "the XML declaration (<?xml ...?>) is not the first thing in the file; delete what stands before it"
        return f"this is not well-formed XML: {expat.ErrorString(code)}{f'; {inside}' if inside else ''}"

    def here(self, width: int) -> Span:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, width

    def line(self) -> Mark:
        """Where a markup begins of which expat tells the line only."""
        return self.lines.mark(Mark(self.parser.CurrentLineNumber, 1, 3))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        here = self.here(len(tag.rpartition("}")[2]) + 1)
        if len(self.open) >= DEEPEST:
            raise UnsafeError(f"elements are nested more than {DEEPEST} deep", marked(here, self.lines))
        if len(self.tags) == MOST_VALUES:
            raise UnsafeError(f"there are more than {MOST_VALUES:,} elements", marked(here, self.lines))
        node = self.builder.start(_clark(tag), {_clark(name): value for name, value in attributes.items()})
        self.root = node if self.root is None else self.root
        self.open.append((len(self.tags), node))
        self.tags.append(here)
        self.texts.append(None)

    def end(self, _tag: str) -> None:
        _, node = self.open.pop()
        self.builder.end(node.tag)

    def characters(self, text: str) -> None:
        number, _ = self.open[-1]
        if self.texts[number] is None and text.strip(BLANKS):
            self.texts[number] = self.here(len(text.partition("\n")[0]))
        self.builder.data(text)

    def cdata(self) -> None:
        self.with_cdata.add(self.open[-1][1])

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


def _clark(name: str) -> str:
    """A name as ``{namespace}name``, from expat's ``namespace}name``."""
    return "{" + name if "}" in name else name


def read_placed(source: bytes, lines: SourceLines) -> Placed:
    """The document's elements, which have a root. ``lines``: where its lines stand in the file that it came in.

    Raises ``UnsafeError`` for what is never read, and for text that is not well-formed.
    """
    reader = _Reader(lines)
    try:
        reader.read(source)
    except UnsafeError as error:
        if any(ccc.is_about(node.tag) for _, node in reader.open):
            error.mark = Mark(error.mark.line, error.mark.column, error.mark.column)
        while reader.open:
            reader.end("")  # What text was read last is in its element only when that ends.
        error.root = reader.root
        raise
    assert reader.root is not None, "expat accepts no document without a root"
    return Placed(reader.root, reader.tags, reader.texts, reader.with_cdata)
