"""YAML or JSON text -> Draft: every scalar as text, with its line and column.

YAML is read event by event, so that size, depth and aliases are bounded before anything is built. JSON is read as the YAML
it is. ``null`` and ``~`` without quotes stand for a value that is not given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from form4gen import ccc
from form4gen.draft import DEEPEST, LARGEST, MOST_VALUES, UTF_16, Draft, Tree, undecodable
from form4gen.filing import Form4, Place
from form4gen.finding import Finding, Mark
from form4gen.rules import text as rules

NOTHING: Final = ("null", "~")
TEXT_TAG: Final = "tag:yaml.org,2002:str"
MERGE: Final = "<<"
TOO_DEEP: Final = f"the text is nested more than {DEEPEST} deep"

_ENCODINGS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), *((mark, "utf-16") for mark in UTF_16))


class _UnreadableError(Exception):
    """The text cannot be read on; the message says why, ``mark`` where."""

    def __init__(self, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.mark = mark


def read_yaml(source: bytes) -> Draft:
    """Read a filing in YAML or JSON. Whatever is wrong with the text is among the draft's findings."""
    builder = _Builder(source[:LARGEST].decode("utf-8", errors="replace"))
    try:
        builder.text = _decoded(source)
        tree = builder.document()
    except _UnreadableError as error:
        unreadable = rules.IS_READABLE.found((), str(error), error.mark)
        return Draft(builder.text, {}, findings=(unreadable,), secrets=_secrets(builder, {}))
    return Draft(builder.text, tree, builder.marks, builder.keys, tuple(builder.findings), secrets=_secrets(builder, tree))


def _secrets(builder: _Builder, tree: Tree) -> frozenset[str]:
    """What may be a CCC; in what is no part of a filing, whatever a list of CCCs would have too."""
    is_filing = isinstance(tree, Mapping) and not Form4.model_fields.keys().isdisjoint(tree)
    return frozenset(builder.secrets if is_filing else builder.secrets.union(ccc.listed_in(builder.text)))


def _decoded(source: bytes) -> str:
    if len(source) > LARGEST:
        raise _UnreadableError(f"the file has more than {LARGEST:,} bytes; no Form 4 needs so many", _START)
    encoding = next((name for mark, name in _ENCODINGS if source.startswith(mark)), "utf-8")
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8", errors="replace")
        mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"), len(before) - before.rfind("\n") + 1)
        raise _UnreadableError(undecodable(source[error.start], encoding.upper()), mark) from None


_START: Final = Mark(1, 1, 2)


@dataclass
class _Builder:
    """Builds nested text from YAML's events."""

    text: str
    marks: dict[Place, Mark] = field(default_factory=dict)
    keys: dict[Place, Mark] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    anchors: dict[str, tuple[Tree | None, int]] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    count: int = 0

    def document(self) -> Tree:
        """The one document of the text; an empty mapping, with a finding, where there is none."""
        try:
            events = _events(self.text)
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    tree = self.value(next(events), events, (), is_secret=False)
                    self.expect_the_end(events)
                    return {} if tree is None else tree
        except yaml.reader.ReaderError as error:
            raise _UnreadableError(*self.odd_character(error.character)) from None
        except yaml.MarkedYAMLError as error:
            raise _UnreadableError(_said(error, self.text), _marked(error.problem_mark or error.context_mark)) from None
        raise _UnreadableError("the file is empty", _START)

    def odd_character(self, code: int) -> tuple[str, Mark]:
        at = max(self.text.find(chr(code)), 0)
        hint = "; if this is UTF-16, save it as UTF-8" if code == 0 else ""
        line, column = self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
        return f"character U+{code:04X} cannot stand in a text file{hint}", Mark(line, column, column + 1)

    def expect_the_end(self, events: Iterator[Any]) -> None:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                message = "a second document begins here; write one filing a file"
                raise _UnreadableError(message, _marked(event.start_mark))

    def value(self, event: Any, events: Iterator[Any], place: Place, is_secret: bool) -> Tree | None:
        """The value that begins with an event; None where the author wrote null.

        ``is_secret``: it stands at the place of a CCC, or within one.
        """
        mark = _marked(event.start_mark, event.end_mark)
        tree: Tree | None
        self.marks[place] = mark
        self.count += 1
        if len(place) > DEEPEST or self.count > MOST_VALUES:
            message = TOO_DEEP if len(place) > DEEPEST else \
                f"the text holds more than {MOST_VALUES:,} values"
            raise _UnreadableError(message, mark)
        if isinstance(event, yaml.AliasEvent):
            tree = self.alias(event, mark)
            if is_secret:
                self.hide(tree)
            return tree
        if event.tag not in (None, "!", TEXT_TAG):
            message = "a tag (!) is not read: every value is text here; text that begins with ! needs quotes"
            self.findings.append(rules.IS_READABLE.found(place, message, mark))
        before = self.count
        if isinstance(event, yaml.ScalarEvent):
            tree = _scalar(event)
            if is_secret:
                self.hide(event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            tree = self.sequence(events, place, is_secret)
        else:
            tree = self.mapping(events, place, is_secret)
        if event.anchor:
            self.anchors[event.anchor] = (tree, self.count - before + 1)
        return tree

    def hide(self, tree: Tree | None) -> None:
        """Keep what stands at the place of a CCC from being shown, whatever becomes of it."""
        found = self.secrets.union(*map(ccc.secrets_in, _texts(tree)))
        if len(found) > ccc.MOST:
            raise _UnreadableError(ccc.TOO_MANY, Mark(1, 1, 1))
        self.secrets = found

    def alias(self, event: Any, mark: Mark) -> Tree | None:
        if event.anchor not in self.anchors:
            message = "this alias (*) refers to no anchor (&) before it; text that begins with * needs quotes"
            raise _UnreadableError(message, mark)
        tree, size = self.anchors[event.anchor]
        self.count += size
        if self.count > MOST_VALUES:
            raise _UnreadableError(f"with its aliases the text holds more than {MOST_VALUES:,} values", mark)
        return tree

    def sequence(self, events: Iterator[Any], place: Place, is_secret: bool) -> list[Tree]:
        items: list[Tree] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item = self.value(event, events, (*place, len(items)), is_secret)
            items.append("" if item is None else item)
        return items

    def mapping(self, events: Iterator[Any], place: Place, is_secret: bool) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        merged: dict[str, Tree] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key, key_mark = self.key(event)
            if is_secret:
                self.hide(key)
            inside = (*place, key)
            first = self.keys.get(inside)
            value = self.value(next(events), events, inside, is_secret or ccc.is_about(key))
            if key == MERGE:
                merged.update(self.merge(value, inside))
            elif first is not None:
                message = f"{key!r} is given a second time; the first is on line {first.line}"
                self.findings.append(rules.IS_GIVEN_ONCE.found(inside, message, key_mark))
            elif value is not None:
                tree[key] = value
            self.keys.setdefault(inside, key_mark)
        brought = {key: value for key, value in merged.items() if (*place, key) not in self.keys}
        return {**brought, **tree} if brought else tree

    def key(self, event: Any) -> tuple[str, Mark]:
        mark = _marked(event.start_mark, event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            return event.value, mark
        if isinstance(event, yaml.AliasEvent) and isinstance(tree := self.alias(event, mark), str):
            return tree, mark
        raise _UnreadableError("a key is plain text, not a list or a group", mark)

    def merge(self, value: Tree | None, place: Place) -> dict[str, Tree]:
        """What ``<<:`` brings into a mapping: the keys of one mapping, or of several, the earlier winning."""
        parts = value if isinstance(value, list) else [value]
        found: dict[str, Tree] = {}
        for part in parts:
            if not isinstance(part, dict):
                message = "<< takes a group of keys, such as *address where &address stands before one"
                self.findings.append(rules.HAS_SHAPE.found(place, message, self.marks[place]))
                continue
            found = {**part, **found}
        return found


def _events(text: str) -> Iterator[Any]:
    """YAML's events, up to the end of the stream; in C throughout."""
    return iter(yaml.CBaseLoader(text).get_event, None)


def _texts(tree: Tree | None) -> Iterator[str]:
    """Every text in a tree, its keys among them."""
    if isinstance(tree, str):
        yield tree
    elif tree is not None:
        for part in tree.items() if isinstance(tree, Mapping) else tree:
            yield from _texts(part)


def _scalar(event: Any) -> str | None:
    """A scalar's text, None for null; the line end that closes a block of text is no part of it."""
    if event.style in ("|", ">"):
        return str(event.value).rstrip("\n")
    return None if event.value in NOTHING and not event.style else str(event.value)


def _marked(start: Any, end: Any = None) -> Mark:
    """A mark from YAML's own, which count from 0; what runs over several lines is marked at its beginning."""
    line, column = start.line + 1, start.column + 1
    ends_there = end is not None and end.line == start.line and end.column > column
    return Mark(line, column, end.column + 1 if ends_there else column + 1)


def _said(error: Any, text: str) -> str:
    """YAML's complaint in an author's words, where it is one that authors meet."""
    problem = str(error.problem)
    mark = error.problem_mark or error.context_mark
    line = [*text.splitlines(), ""][min(mark.line, len(text.splitlines()))]
    if "exceeded maximum nesting depth" in problem:
        return TOO_DEEP
    if "cannot start any token" in problem and "\t" in line[: mark.column + 1]:
        return "a tab cannot indent YAML; use blanks"
    if "cannot start any token" in problem:
        return f"text that begins with {line[mark.column : mark.column + 1]!r} needs quotes"
    if "did not find expected ',' or" in problem and line[mark.column : mark.column + 1] == "[":
        return 'between braces or brackets, a value with brackets of its own needs quotes: shares: "26990 [tax]"'
    if "mapping values are not allowed" in problem:
        return "a colon with a blank behind it begins a value here; put the text in quotes"
    return f"this is not YAML: {', '.join(filter(None, (error.context, problem)))}"
