"""Form4 -> EDGAR's ownershipDocument, following the declarations.

Two profiles of the same filing: *submission*, what a filer sends (CCC if there is one, no names, no schemaVersion), and
*disseminated*, what EDGAR publishes (names and schemaVersion, never a CCC). The layout is EDGAR's own, byte for byte.
"""

from __future__ import annotations

from typing import Any, Final, get_args
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import SubElement

from pydantic import SecretStr

from form4gen.element import Declared, Element, declared
from form4gen.filing import Form4
from form4gen.lexical import NOT_IN_XML
from form4gen.versions import Profile, version_of

INDENT: Final = "    "
REFERENCES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
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
    root = Node(Form4.tag)
    _fill(root, form4, profile, version)
    text = "\n".join(_laid_out(root)) + "\n"
    if odd := NOT_IN_XML.search(text):
        raise ValueError(f"the filing holds U+{ord(odd[0]):04X}, which XML cannot carry")
    return text.encode("ascii", errors="xmlcharrefreplace")


def _fill(parent: Node, element: Element, profile: Profile, version: str) -> None:
    """Give an XML element the children that its fields declare."""
    for one in declared(type(element)):
        value = getattr(element, one.name)
        if one.where.profile in ("", profile) and one.where.since <= version and value is not None:
            _write(parent, one, value, element, profile, version)


def _write(parent: Node, one: Declared, value: Any, element: Element, profile: Profile, version: str) -> None:
    if one.kind == "attribute":
        parent.set(one.where.path.removeprefix("@"), value)
    elif one.kind == "text":
        parent.text = value
    elif one.kind == "citations":
        for footnote in value:
            SubElement(parent, one.where.path, id=footnote)
    elif one.kind == "elements":
        if value or one.name in element.model_fields_set:
            holder = _holder(parent, one.steps[:-1])
            for part in value:
                _fill(SubElement(holder, part.tag or one.steps[-1]), part, profile, version)
    else:
        child = SubElement(_holder(parent, one.steps[:-1]), one.steps[-1])
        if isinstance(value, Element):
            _fill(child, value, profile, version)
        else:
            child.text = _text(value)


def _text(value: Any) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(getattr(value, "text", value))


def _holder(parent: Node, steps: tuple[str, ...]) -> Node:
    """The container at a path, made where it is not there yet. Fields of one container stand together."""
    for step in steps:
        found = parent.find(step)
        parent = SubElement(parent, step) if found is None else found
    return parent


def _laid_out(root: Node) -> list[str]:
    """EDGAR's own layout: a blank line before each child of the root, four blanks a level, no self-closed elements."""
    lines = ['<?xml version="1.0"?>', f"<{Form4.tag}>"]
    for child in root:
        lines.append("")
        _lay_out(child, INDENT, lines)
    lines.append(f"</{Form4.tag}>")
    return lines


def _lay_out(element: Node, indent: str, lines: list[str]) -> None:
    tag, note = element.tag, element.get("id")
    opening = tag if note is None else f'{tag} id="{note}"'
    if tag == "footnoteId":
        lines.append(f"{indent}<{opening}/>")
    elif len(element):
        lines.append(f"{indent}<{opening}>")
        for child in element:
            _lay_out(child, indent + INDENT, lines)
        lines.append(f"{indent}</{tag}>")
    else:
        lines.append(f"{indent}<{opening}>{_escaped(element.text or '')}</{tag}>")


def _escaped(text: str) -> str:
    for character, reference in REFERENCES.items():
        text = text.replace(character, reference)
    return text
