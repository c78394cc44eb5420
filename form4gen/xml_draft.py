"""EDGAR's ownershipDocument -> Draft, following the declarations.

Every element is either read or reported: nothing is dropped in silence. Absent, empty and filled elements stay apart.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, Final, NamedTuple, get_args

from form4gen import ccc
from form4gen.draft import UTF_16, Draft
from form4gen.element import Declared, Element, Kind, Row, declared, is_footnotable
from form4gen.filing import Form4, FormType, Place, Timeliness
from form4gen.finding import Finding, Mark
from form4gen.lexical import Amount, Flag
from form4gen.opened import another_form
from form4gen.rules import text as rules
from form4gen.source_lines import AS_THEY_ARE, SourceLines
from form4gen.xml_editions import in_todays_layout
from form4gen.xml_faults import undeclared
from form4gen.xml_nodes import BLANKS, Document, Node, UnsafeError, has_text, parse, secrets_in, text_of

FORM_4_TYPES: Final = get_args(FormType)
MAY_STAND_BETWEEN_BLANKS: Final = (Amount, Flag, Timeliness)
"""The types of value about which the SEC's XSD collapses blanks; of dates, its readers do not."""


def read_xml(source: bytes, lines: SourceLines = AS_THEY_ARE) -> Draft:
    """Read an ownershipDocument. Whatever is wrong with it is among the draft's findings.

    ``lines``: where the document's lines stand in the file that it came in.
    """
    text = decoded(source)
    try:
        document = parse(source, lines)
    except UnsafeError as error:
        return _unread(text, rules.IS_READABLE.found((), str(error), error.mark), error.root)
    secrets = document.secrets()
    wrong = _not_a_form_4(document)
    if wrong is not None:
        return _unread(text, wrong, document.root)
    if len(secrets) > ccc.MOST:
        return _unread(text, rules.IS_READABLE.found((), ccc.TOO_MANY), document.root)
    reading = _Reading(document, findings=in_todays_layout(document))
    tree = reading.element(Form4, document.root, ())
    marks = _Marks(document, reading.texts, reading.tags)
    keys = _Marks(document, {}, ChainMap(reading.texts, reading.tags))
    return Draft(text, tree, marks, keys, tuple(reading.findings), from_xml=True, secrets=secrets)


def _unread(text: str, why: Finding, root: Node | None) -> Draft:
    """A draft of a text that is no Form 4. Where it holds too many secrets to look for, that is all that is said of it."""
    secrets = frozenset() if root is None else frozenset(secrets_in(root))
    if len(secrets) > ccc.MOST:
        why, secrets = rules.IS_READABLE.found((), ccc.TOO_MANY), frozenset()
    return Draft(text, {}, findings=(why,), from_xml=True, secrets=secrets)


def decoded(source: bytes) -> str:
    """The source as text, for showing its lines; bytes that no encoding explains become question marks."""
    named = re.match(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)""", source)
    by_mark = "utf-16" if source.startswith(UTF_16) else "utf-8-sig"
    try:
        return source.decode(named[1].decode() if named else by_mark)
    except (UnicodeDecodeError, LookupError):
        return source.decode("ascii", errors="replace")


def _not_a_form_4(document: Document) -> Finding | None:
    root = document.root
    if root.tag != Form4.tag:
        return rules.IS_FORM_4.found((), f"the root element is <{root.tag}>, not <{Form4.tag}>", document.mark(root))
    form = _first(root, ("documentType",))
    if form is None:
        message = "there is no <documentType> to say that this is a Form 4"
        return rules.IS_FORM_4.found(("form",), message, document.mark(root))
    if text_of(form).strip() in FORM_4_TYPES:
        return None
    return rules.IS_FORM_4.found(("form",), another_form(text_of(form).strip()), document.text_mark(form))


@dataclass(frozen=True, slots=True)
class _Marks(Mapping[Place, Mark]):
    """Where values stand: some at the text of an element, the others at its tag.

    A mark is made when it is asked for: of most values, nobody does.
    """

    document: Document
    texts: Mapping[Place, Node]
    tags: Mapping[Place, Node]

    def __getitem__(self, place: Place) -> Mark:
        node = self.texts.get(place)
        return self.document.mark(self.tags[place]) if node is None else self.document.text_mark(node)

    def __contains__(self, place: object) -> bool:
        return place in self.texts or place in self.tags

    def __iter__(self) -> Iterator[Place]:
        return chain(self.texts, self.tags)

    def __len__(self) -> int:
        return len(self.texts) + len(self.tags)


@dataclass
class _Reading:
    """One walk over a document: the places and findings it gathers."""

    document: Document
    texts: dict[Place, Node] = field(default_factory=dict)
    tags: dict[Place, Node] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def element(self, cls: type[Element], node: Node, place: Place) -> dict[str, Any]:
        """The fields of one element, as text."""
        self.tags[place] = node
        self.findings += undeclared(cls, node, place, self.document)
        tree = dict(_said_by_the_tag(cls))
        for name, one in _fields(cls):
            here = (*place, name)
            if one.tag:
                child = node.find(one.tag)
                value = None if child is None else self.single(one, child, here)
            else:
                value = self.value(one, node, here)
            if value is not None:
                tree[name] = value
        return tree

    def value(self, one: _Field, node: Node, place: Place) -> Any:
        """The value of a field that is no single element of a node, or None where the node does not give it."""
        if one.kind in ("leaf", "element"):
            child = _first(node, one.steps)
            if child is not None:
                return self.single(one, child, place)
            self.is_missing_from(_first(node, one.steps[:-1]), place)
            return None
        if one.kind in ("elements", "citations"):
            return self.cited(one, node, place) if one.kind == "citations" else self.repeated(one, node, place)
        if one.kind == "text":
            self.texts[place] = node
            return text_of(node)
        given = node.get(one.steps[0].removeprefix("@"))
        if given is None:
            return None
        self.tags[place] = node
        return given.strip(BLANKS)

    def is_missing_from(self, holder: Node | None, place: Place) -> None:
        """A value that is not given has the mark of the container that it should stand in, if that is there."""
        if holder is not None:
            self.tags[place] = holder

    def single(self, one: _Field, node: Node, place: Place) -> Any:
        if one.kind == "element":
            if one.is_footnotable and _holds_a_value_alone(node):
                self.tags[place] = node
                return {"value": self.text(one, node[0], (*place, "value"))}
            return self.element(one.types[0], node, place)
        return self.text(one, node, place)

    def text(self, one: _Field, node: Node, place: Place) -> str:
        self.texts[place] = node
        return text_of(node).strip(BLANKS) if one.is_collapsed else text_of(node)

    def cited(self, one: _Field, node: Node, place: Place) -> list[str] | None:
        """The footnotes that a value cites."""
        found = node.findall(one.steps[0])
        for number, child in enumerate(found):
            self.tags[*place, number] = child
        return [child.get("id", "").strip(BLANKS) for child in found] or None

    def repeated(self, one: _Field, node: Node, place: Place) -> list[Any] | None:
        """The rows of a table, the owners, the footnotes."""
        holders = _below(node, one.steps[:-1])
        last = one.steps[-1]
        found = [child for holder in holders for child in holder if last in ("*", child.tag)]
        by_tag = {cls.tag or last: cls for cls in one.types}
        known = [child for child in found if child.tag in by_tag]
        if not known and not (holders and len(one.steps) > 1):
            return None
        self.tags[place] = (holders or found)[0]
        return [self.element(by_tag[child.tag], child, (*place, number)) for number, child in enumerate(known)]


@cache
def _said_by_the_tag(cls: type[Element]) -> Mapping[str, Any]:
    """What an element says by being of a class: a row, its kind."""
    return {"kind": cls.model_fields["kind"].default} if issubclass(cls, Row) else {}


class _Field(NamedTuple):
    """A declared field, as it is read.

    ``tag``: its element's, if it is one element right below its class's own. ``is_footnotable``: whether it is a value that
    footnotes may explain. ``is_collapsed``: whether blanks about its text go.
    """

    kind: Kind
    types: tuple[Any, ...]
    steps: tuple[str, ...]
    tag: str
    is_footnotable: bool
    is_collapsed: bool


@cache
def _fields(cls: type[Element]) -> tuple[tuple[str, _Field], ...]:
    """The fields of a class, by name."""
    return tuple((one.name, _field(one)) for one in declared(cls))


def _field(one: Declared) -> _Field:
    tag = one.steps[0] if one.kind in ("leaf", "element") and len(one.steps) == 1 else ""
    held = one.types[0]
    text = declared(held)[0].types[0] if is_footnotable(held) else held
    return _Field(one.kind, one.types, one.steps, tag, is_footnotable(held), text in MAY_STAND_BETWEEN_BLANKS)


def _holds_a_value_alone(node: Node) -> bool:
    """Whether an element holds a value and nothing else, as most do that could hold footnotes too."""
    if len(node) != 1 or node.keys() or has_text(node):
        return False
    value = node[0]
    return value.tag == "value" and not len(value) and not value.keys()


def _first(node: Node, steps: tuple[str, ...]) -> Node | None:
    """The first node at a path below a node."""
    if len(steps) == 1:
        return node.find(steps[0])
    for child in node.findall(steps[0]):
        found = _first(child, steps[1:])
        if found is not None:
            return found
    return None


def _below(node: Node, steps: tuple[str, ...]) -> list[Node]:
    """The nodes at a path below a node."""
    found = [node]
    for step in steps:
        found = [child for parent in found for child in parent.findall(step)]
    return found
