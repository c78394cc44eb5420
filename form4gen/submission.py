"""What is sent to EDGAR beside the filing itself: exhibits, a contact, addresses to notify.

Source: EDGAR Ownership XML Technical Specification v5.5, sections 3.4 and 4.2.
"""

from __future__ import annotations

from typing import NamedTuple


class Document(NamedTuple):
    """A document enclosed with the filing: its file name, its document type such as ``EX-24``, its bytes."""

    name: str
    type: str
    data: bytes


class Submission(NamedTuple):
    """The parts of an ``edgarSubmission`` but for its primary document."""

    documents: tuple[Document, ...] = ()
    contact_name: str | None = None
    contact_phone_number: str | None = None
    contact_email_address: str | None = None
    notification_addresses: tuple[str, ...] = ()
