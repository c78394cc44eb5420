"""Form4 -> EDGAR's ownershipDocument, following the declarations.

Two profiles of the same filing: *submission*, what a filer sends (CCC if there is one, no names, no schemaVersion), and
*disseminated*, what EDGAR publishes (names and schemaVersion, never a CCC). The layout is EDGAR's own, byte for byte.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple, get_args

from pydantic import SecretStr

from form4gen.element import Declared, Element, Kind, declared
from form4gen.filing import Form4
from form4gen.lexical import NOT_IN_XML
from form4gen.versions import Profile, version_of

INDENT: Final = "    "
REFERENCES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
"""What cannot stand for itself: a carriage return would be read back as a line feed."""


def to_xml(form4: Form4, profile: Profile = "submission", version: str | None = None) -> bytes:
    """The filing as an ownershipDocument in ASCII, one element a line, ending in a line feed.

    ``version``: the schema version it is written for; elements that came later are left out. Without it, the one that
    judges the filing (``versions.version_of``). Raises ``ValueError`` for an unknown profile, and for a character that XML
    cannot carry, which only a copy of a filing that was not checked anew can hold.
    """
    if profile not in get_args(Profile):
        raise ValueError(f"{profile!r} is no profile; take one of {get_args(Profile)}")
    version = version or version_of(form4)
    if profile == "disseminated" and form4.schema_version is None:
        form4 = form4.model_copy(update={"schema_version": version})
    document = _Document(profile, version, ['<?xml version="1.0"?>'])
    document.element(Form4.tag, form4, "", gap=("",))
    text = "\n".join(document.lines) + "\n"
    if not "".join(document.lines).isprintable() and (odd := NOT_IN_XML.search(text)):
        raise ValueError(f"the filing holds U+{ord(odd[0]):04X}, which XML cannot carry")
    return text.encode("ascii", errors="xmlcharrefreplace")


class _Document(NamedTuple):
    """EDGAR's own layout: a blank line before each child of the root, four blanks a level, no self-closed elements.

    ``gap``: the lines that stand before each child of an element.
    """

    profile: Profile
    version: str
    lines: list[str]

    def element(self, tag: str, element: Element, indent: str, gap: tuple[str, ...] = ()) -> None:
        """An element with what its fields declare."""
        fields = _carried(type(element), self.profile, self.version)
        attributes = "".join([f' {name}="{getattr(element, field)}"' for field, name in fields.attributes])
        text = "".join([_escaped(getattr(element, field)) for field in fields.text])
        self.lines.append(f"{indent}<{tag}{attributes}>{text}")
        before = len(self.lines)
        for holder, inside in fields.children:
            if holder:
                self.held(holder, inside, element, indent + INDENT, gap)
            else:
                self.fields(inside, element, indent + INDENT, gap)
        self.close(tag, indent, before)

    def held(self, holder: str, inside: list[_Child], element: Element, indent: str, gap: tuple[str, ...]) -> None:
        """A container with the fields that stand in it, if there is one, or it was given with nothing in it."""
        given = [getattr(element, child.field) for child in inside]
        if any(value is not None and value != () for value in given) or _is_given(inside, element):
            self.lines.extend((*gap, f"{indent}<{holder}>"))
            before = len(self.lines)
            self.fields(inside, element, indent + INDENT, ())
            self.close(holder, indent, before)

    def fields(self, children: list[_Child], element: Element, indent: str, gap: tuple[str, ...]) -> None:
        """The elements of some fields, and of the footnotes that are cited."""
        lines = self.lines
        for field, tag, kind in children:
            value = getattr(element, field)
            if value is None:
                continue
            if kind == "leaf":
                lines.extend(gap)
                lines.append(f"{indent}<{tag}>{_escaped(_text(value))}</{tag}>")
            elif kind == "citations":
                lines.extend([f'{indent}<{tag} id="{footnote}"/>' for footnote in value])
            else:
                for part in (value,) if kind == "element" else value:
                    lines.extend(gap)
                    self.element(part.tag or tag, part, indent)

    def close(self, tag: str, indent: str, before: int) -> None:
        """The end of an element: on a line of its own, where it has children."""
        if len(self.lines) > before:
            self.lines.append(f"{indent}</{tag}>")
        else:
            self.lines[-1] += f"</{tag}>"


class _Child(NamedTuple):
    """A field that is an element, or several: its name, theirs, and its kind."""

    field: str
    tag: str
    kind: Kind


class _Carried(NamedTuple):
    """The fields of a class that a document carries; ``children``: by the container they stand in, "" for none."""

    attributes: list[tuple[str, str]]
    text: list[str]
    children: list[tuple[str, list[_Child]]]


@lru_cache(maxsize=256)
def _carried(cls: type[Element], profile: Profile, version: str) -> _Carried:
    fields = [one for one in declared(cls) if one.where.profile in ("", profile) and one.where.since <= version]
    children = groupby((one for one in fields if one.kind not in ("attribute", "text")), _holder)
    return _Carried(
        [(one.name, one.where.path.removeprefix("@")) for one in fields if one.kind == "attribute"],
        [one.name for one in fields if one.kind == "text"],
        [(holder, [_Child(one.name, one.steps[-1], one.kind) for one in inside]) for holder, inside in children])


def _holder(one: Declared) -> str:
    """The container of a field. Fields of one container stand together, and no container stands in another."""
    *holders, _ = one.steps
    assert len(holders) < 2, f"{one.name} stands in {holders}"
    return "".join(holders)


def _is_given(inside: list[_Child], element: Element) -> bool:
    """Whether a container of parts was written, though with nothing in it."""
    return any(kind == "elements" and field in element.model_fields_set for field, _, kind in inside)


def _text(value: Any) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(getattr(value, "text", value))


def _escaped(text: str) -> str:
    return text.translate(REFERENCES)
