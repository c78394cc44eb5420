"""SUB: whom EDGAR may write to about a filing: the contact, and the addresses to notify."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4, Place
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.submission import Submission

LONGEST: Final = {"contact_name": 30, "contact_phone_number": 20, "contact_email_address": 80}
LONGEST_ADDRESS: Final = 80
MOST_ADDRESSES: Final = 30
"""Source: specification 3.4, pointOfContact and notificationAddresses."""

_EMAIL = re.compile(r"[!-?A-~]+@[A-Za-z0-9](?:[A-Za-z0-9-]*)(?:\.[A-Za-z0-9-]+)+")


@rule("SUB011", Severity.SUSPEND, Cite(SPEC, "section 5, improperly formatted email address"))
def email_address_has_its_form(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """An e-mail address has the form name@domain.

    Wrong:
        submission: {notification_addresses: [jane.doe at example.com]}
    Right:
        submission: {notification_addresses: [jane.doe@example.com]}
    """
    for place, address in _addresses(submission):
        if not _EMAIL.fullmatch(address):
            yield place, f"{address!r} is no e-mail address; write one such as jane.doe@example.com"


@rule("SUB012", Severity.SUSPEND, Cite(SPEC, "3.4, pointOfContact and notificationAddresses"))
def contact_fits(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """A contact's name has at most 30 characters, the phone number 20, an e-mail address 80.

    Wrong:
        submission: {contact_name: Jane Doe of the Office of the General Counsel}
    Right:
        submission: {contact_name: Jane Doe}
    """
    for name, most in LONGEST.items():
        text = getattr(submission, name, None) or ""
        if len(text) > most:
            yield (name,), f"{text!r} has {len(text)} characters, of which EDGAR takes {most}; shorten it"
    for number, address in enumerate(submission.notification_addresses if submission else ()):
        if len(address) > LONGEST_ADDRESS:
            message = f"{address!r} has {len(address)} characters, of which EDGAR takes {LONGEST_ADDRESS}; use another"
            yield ("notification_addresses", number), message


@rule("SUB013", Severity.SUSPEND, Cite(SPEC, "3.4, notificationEmailAddress"))
def addresses_are_not_too_many(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """There are at most thirty addresses to notify.

    Wrong:
        submission: {notification_addresses: [
          a@example.com, b@example.com, c@example.com, d@example.com, e@example.com, f@example.com, g@example.com,
          h@example.com, i@example.com, j@example.com, k@example.com, l@example.com, m@example.com, n@example.com,
          o@example.com, p@example.com, q@example.com, r@example.com, s@example.com, t@example.com, u@example.com,
          v@example.com, w@example.com, x@example.com, y@example.com, z@example.com, a1@example.com, b1@example.com,
          c1@example.com, d1@example.com, e1@example.com]}
    Right:
        submission: {notification_addresses: [section16@example.com]}
    """
    count = len(submission.notification_addresses) if submission else 0
    if count > MOST_ADDRESSES:
        message = f"there are {count} addresses to notify, of which EDGAR takes {MOST_ADDRESSES}; leave some out"
        yield ("notification_addresses", MOST_ADDRESSES), message


@rule("SUB014", Severity.WARN, Cite(SPEC, "4.2(4)"))
def address_is_notified_once(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """No address is given twice, among those to notify or as the contact's.

    EDGAR warns of it. Capitals do not tell two addresses apart.

    Wrong:
        submission: {notification_addresses: [jane.doe@example.com, Jane.Doe@example.com]}
    Right:
        submission: {notification_addresses: [jane.doe@example.com, richard.roe@example.com]}
    """
    first: dict[str, str] = {}
    for place, address in _addresses(submission):
        where = "the contact's" if place == ("contact_email_address",) else f"notification_addresses[{place[-1]}]"
        if address.lower() in first:
            yield place, f"{address!r} is {first[address.lower()]} already; leave one out"
        first.setdefault(address.lower(), where)


def _addresses(submission: Submission | None) -> Iterator[tuple[Place, str]]:
    """Every e-mail address, the contact's first."""
    if submission is None:
        return
    if submission.contact_email_address:
        yield ("contact_email_address",), submission.contact_email_address
    for number, address in enumerate(submission.notification_addresses):
        yield ("notification_addresses", number), address
