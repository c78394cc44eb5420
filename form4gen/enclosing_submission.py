"""An ``edgarSubmission``, the file that a filer sends -> the Form 4 enclosed in it, and what is enclosed beside it.

Source: EDGAR Ownership XML Technical Specification v5.5, sections 3.4 and 4.2.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Final, get_args

from form4gen.filing import FormType
from form4gen.finding import Finding, Mark
from form4gen.opened import Opened, another_form
from form4gen.rules import text as rules
from form4gen.submission import Document, Submission
from form4gen.xml_nodes import Document as Xml
from form4gen.xml_nodes import Node, UnsafeError, parse, text_of

ROOT: Final = "edgarSubmission"
PARTS: Final = {
    ROOT: ("submissionType", "testOrLive", "pointOfContact", "notificationAddresses", "edgarDocument"),
    "pointOfContact": ("contactName", "contactPhoneNumber", "contactEmailAddress"),
    "notificationAddresses": ("notificationEmailAddress",),
    "edgarDocument": ("documentName", "documentType", "documentDescription", "documentMimeBlock"),
}
"""What each part may hold."""
PRIMARY_TYPES: Final = (*get_args(FormType), "3", "3/A", "5", "5/A")
_BEGINNING: Final = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?edgarSubmission[\s/>]")
_HEAD: Final = 4_096


def is_enclosing_submission(source: bytes) -> bool:
    """Whether the first element of an XML text is an ``edgarSubmission``, in UTF-8 or UTF-16."""
    head = source[:_HEAD].replace(b"\x00", b"")
    found = _BEGINNING.search(head) if ROOT.encode() in head else None
    return found is not None and re.search(rb"<[A-Za-z]", head[: found.start()]) is None


def from_enclosing_submission(source: bytes) -> Opened:
    """The primary document of a submission, if that is a Form 4 or 4/A; the others and the contact beside it."""
    try:
        xml = parse(source)
    except UnsafeError as error:
        return _refused(rules.IS_READABLE.found((), str(error), error.mark))
    root = xml.root
    stated = _first(root, "submissionType")
    form = "" if stated is None else text_of(stated).strip()
    if stated is not None and form not in get_args(FormType):
        return _refused(rules.IS_FORM_4.found((), another_form(form), xml.text_mark(stated)))
    blocks = [child for child in root if child.tag == "edgarDocument"]
    primary = [block for block in blocks if _text(block, "documentType") in PRIMARY_TYPES]
    if len(primary) != 1:
        many = f"{len(primary)} primary documents" if primary else "no primary document"
        message = f"this submission encloses {many}; exactly one is of type 4 or 4/A"
        return _refused(rules.IS_READABLE.found((), message, xml.mark(root)))
    return _opened(xml, form, primary[0], [block for block in blocks if block is not primary[0]])


def _refused(why: Finding) -> Opened:
    """A submission that cannot be read. None of its lines is shown: a CCC may stand in any of them, in base64."""
    return Opened(None, (why,))


def _opened(xml: Xml, form: str, primary: Node, others: list[Node]) -> Opened:
    document = _decoded(primary)
    if document is None:
        return _refused(_is_no_base64(xml, primary))
    exhibits = [(block, _decoded(block)) for block in others]
    unread = tuple(_is_no_base64(xml, block) for block, data in exhibits if data is None)
    documents = tuple(Document(_text(block, "documentName"), _text(block, "documentType"), data)
                      for block, data in exhibits if data is not None)
    return Opened(document, (*_undeclared(xml), *unread), enclosed=_text(primary, "documentName") or "primary document",
                  is_xml=True, forms=(form, _text(primary, "documentType")), profile="submission",
                  submission=_submission(xml.root, documents))


def _submission(root: Node, documents: tuple[Document, ...]) -> Submission:
    contact, addresses = _first(root, "pointOfContact"), _first(root, "notificationAddresses")
    name, phone_number, email_address = (None if contact is None else _text(contact, tag) or None
                                         for tag in PARTS["pointOfContact"])
    notified = () if addresses is None else tuple(text_of(child).strip() for child in addresses)
    return Submission(documents, name, phone_number, email_address, notified)


def _decoded(block: Node) -> bytes | None:
    """The bytes of an enclosed document; None where its text is no base64."""
    encoded = _first(block, "documentMimeBlock")
    if encoded is None:
        return None
    try:
        return b64decode("".join(text_of(encoded).split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _is_no_base64(xml: Xml, block: Node) -> Finding:
    line = xml.mark(block).line
    name = _text(block, "documentName") or "a document"
    message = f"line {line}: {name} is not enclosed in base64 (documentMimeBlock), or is cut short"
    return rules.IS_READABLE.found((), message, Mark(line, 1, 1))


def _undeclared(xml: Xml) -> Iterator[Finding]:
    """Elements that an ``edgarSubmission`` does not have. The place is the file's, whose lines the report does not show."""
    for node in (xml.root, *xml.root):
        for child in node:
            if child.tag not in PARTS.get(node.tag, ()) and (node is xml.root or node.tag in PARTS):
                line = xml.mark(child).line
                message = f"line {line}: <{child.tag}> is no element of an {ROOT} of today"
                yield rules.IS_KNOWN.found((), message, Mark(line, 1, 1))


def _first(node: Node, tag: str) -> Node | None:
    """The first element of a name below a node, in whatever namespace another form's submission has."""
    return next((inner for inner in node.iter() if inner.tag.rpartition("}")[2].rpartition(":")[2] == tag), None)


def _text(node: Node, tag: str) -> str:
    found = _first(node, tag)
    return "" if found is None else text_of(found).strip()
