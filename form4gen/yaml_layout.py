"""Nested text -> YAML as a person lays it out, which reads back as the same text, character for character.

Small groups stand on one line, long texts are folded, and quotes stand only where YAML needs them. What cannot be seen,
such as a no-break space, is written as an escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Union

from form4gen.yaml_draft import NOTHING

Tree = Union[str, None, Mapping[str, "Tree"], Sequence["Tree"], "Anchor", "Alias"]
"""Nested text; None is a value that is not given, and is written ``~``."""


class Block(dict[str, Tree]):
    """A group that never stands on one line; in a list, a blank line parts it from the one before."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A group that is repeated further on: ``&name {...}``."""

    name: str
    group: Mapping[str, Tree]


@dataclass(frozen=True, slots=True)
class Alias:
    """The group of an anchor again: ``*name``."""

    name: str


WIDTH: Final = 124
"""Columns of a line, where its words allow it."""
INDENT: Final = "  "
_STARTS_PLAIN: Final = "$(/.+"
"""What may begin a text without quotes, beside letters and digits."""
_NOT_PLAIN = re.compile(r": | #|:\Z| \Z")
_NOT_IN_FLOW = re.compile(r"[\[\]{},:?]")
"""What YAML's readers do not agree about between braces."""
_FOLD = re.compile(r"(?<=[^ ]) (?=[^ ])")
"""Where a text may be broken: YAML makes one blank of a line end."""
_ESCAPES: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def entry(key: str, tree: Tree, indent: str = "") -> Iterator[str]:
    """The lines of a key and its value."""
    head = f"{indent}{key}:"
    line = _on_one_line(tree)
    if line is not None and len(head) + len(line) < WIDTH:
        yield f"{head} {line}"
    elif isinstance(tree, str):
        yield from _text(head, tree, indent + INDENT)
    else:
        yield f"{head} &{tree.name}" if isinstance(tree, Anchor) else head
        yield from _inside(tree, indent + INDENT)


def _inside(tree: Tree, indent: str) -> Iterator[str]:
    """The lines of a group or a list below its key."""
    group = tree.group if isinstance(tree, Anchor) else tree
    if isinstance(group, Mapping):
        for key, value in group.items():
            yield from entry(key, value, indent)
    elif isinstance(group, Sequence):
        for number, item in enumerate(group):
            if number and isinstance(item, Block):
                yield ""
            yield from _item(item, indent)


def _item(tree: Tree, indent: str) -> Iterator[str]:
    line = _on_one_line(tree)
    if line is not None and len(indent) + len(line) + 2 <= WIDTH:
        yield f"{indent}- {line}"
    elif isinstance(tree, str):
        yield from _text(f"{indent}-", tree, indent + INDENT)
    else:
        first, *rest = _inside(tree, indent + INDENT)
        yield f"{indent}- {first.lstrip()}"
        yield from rest


def _on_one_line(tree: Tree, in_flow: bool = False) -> str | None:
    """A value as it stands on one line; None where it needs more, as a list of groups does."""
    if tree is None:
        return NOTHING[-1]
    if isinstance(tree, str):
        return None if _is_literal(tree) else tree if _is_plain(tree, in_flow) else _quoted(tree)
    if isinstance(tree, Alias):
        return f"*{tree.name}"
    if isinstance(tree, Anchor):
        line = _on_one_line(tree.group)
        return line and f"&{tree.name} {line}"
    if isinstance(tree, Mapping):
        return None if isinstance(tree, Block) and tree else _in_flow(tree)
    texts = [_on_one_line(part, in_flow=True) for part in tree if isinstance(part, str)]
    return f"[{', '.join(text for text in texts if text)}]" if all(texts) and len(texts) == len(tree) else None


def _in_flow(group: Mapping[str, Tree]) -> str | None:
    """A group between braces."""
    parts = {key: _on_one_line(value, in_flow=True) for key, value in group.items()}
    shown = [f"{key}: {part}" for key, part in parts.items() if part is not None]
    return f"{{{', '.join(shown)}}}" if len(shown) == len(parts) else None


def _is_plain(text: str, in_flow: bool) -> bool:
    """Whether a text needs no quotes."""
    if not text or text in NOTHING or not text.isprintable() or not (text[0].isalnum() or text[0] in _STARTS_PLAIN):
        return False
    return not _NOT_PLAIN.search(text) and not (in_flow and _NOT_IN_FLOW.search(text))


def _is_literal(text: str) -> bool:
    """Whether a text has several lines, of which each can be shown as it is."""
    lines = text.split("\n")
    return len(lines) > 1 and lines[0][:1] not in ("", " ") and lines[-1] != "" and \
        all(line.isprintable() and not line.endswith(" ") for line in lines)


def _text(head: str, text: str, indent: str) -> Iterator[str]:
    """A text that needs more than one line: by its own lines, folded, or where it must be, folded between quotes."""
    if _is_literal(text):
        yield f"{head} |-"
        yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))
    elif text.isprintable() and text.strip(" ") == text and _FOLD.search(text):
        yield f"{head} >-"
        yield from _folded(text, indent)
    else:
        first, *rest = _folded(_quoted(text), indent)
        yield f"{head} {first.lstrip()}"
        yield from rest


def _folded(text: str, indent: str) -> Iterator[str]:
    """Lines of a text, broken where a single blank stands."""
    first, *words = _FOLD.split(text)
    line = indent + first
    for word in words:
        if len(line) + len(word) >= WIDTH:
            yield line
            line = indent + word
        else:
            line = f"{line} {word}"
    yield line


def _quoted(text: str) -> str:
    return f'"{"".join(_ESCAPES.get(character) or _shown(character) for character in text)}"'


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
