"""A filing's XML and what goes with it -> an ``edgarSubmission``, the file to upload. ``enclosing_submission`` reads it.

Source: EDGAR Ownership XML Technical Specification v5.5, sections 3.4, 4.1 and 4.2.
"""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final, Literal

from form4gen.enclosing_submission import PARTS, ROOT
from form4gen.submission import Document, Submission

TestOrLive = Literal["TEST", "LIVE"]
INDENT: Final = "    "


def to_submission(primary: Document, submission: Submission, test_or_live: TestOrLive = "TEST") -> bytes:
    """The ``edgarSubmission`` of a primary document, in ASCII, each enclosed document in base64 of 76 columns.

    The type of the primary document, ``4`` or ``4/A``, is the submission's (specification 4.2.1.1).
    """
    contact = (submission.contact_name, submission.contact_phone_number, submission.contact_email_address)
    [address] = PARTS["notificationAddresses"]
    lines = [
        '<?xml version="1.0"?>',
        f"<{ROOT}>",
        f"{INDENT}{_leaf('submissionType', primary.type)}",
        f"{INDENT}{_leaf('testOrLive', test_or_live)}",
        *_group("pointOfContact", zip(PARTS["pointOfContact"], contact, strict=True)),
        *_group("notificationAddresses", ((address, each) for each in submission.notification_addresses)),
        *(line for document in (primary, *submission.documents) for line in _entry(document)),
        f"</{ROOT}>",
    ]
    return ("\n".join(lines) + "\n").encode("ascii", errors="xmlcharrefreplace")


def _group(tag: str, values: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """A group with those of its values that are given; nothing where none is."""
    given = [f"{INDENT * 2}{_leaf(name, value)}" for name, value in values if value]
    if given:
        yield from (f"{INDENT}<{tag}>", *given, f"{INDENT}</{tag}>")


def _entry(document: Document) -> Iterator[str]:
    yield f"{INDENT}<edgarDocument>"
    yield f"{INDENT * 2}{_leaf('documentName', document.name)}"
    yield f"{INDENT * 2}{_leaf('documentType', document.type)}"
    yield f"{INDENT * 2}<documentMimeBlock>"
    yield from encodebytes(document.data).decode("ascii").splitlines()
    yield f"{INDENT * 2}</documentMimeBlock>"
    yield f"{INDENT}</edgarDocument>"


def _leaf(tag: str, text: str) -> str:
    """An element on one line with its value, since white space counts as part of it (specification 4.1(5))."""
    return f"<{tag}>{escape(text, quote=False)}</{tag}>"
