"""SUB011 to SUB014: what is said of those whom EDGAR may write to."""

from __future__ import annotations

import pytest

from form4gen.submission import Submission

from .filings import said


def notifying(*addresses: str, name: str = "", phone: str = "", email: str = "") -> list[str]:
    return said(submission=Submission((), name, phone, email, addresses))


@pytest.mark.parametrize("address", [
    "jane.doe", "jane.doe@example", "@example.com", "jane doe@example.com", "jane@doe@example.com", "jane@example..com",
    "Jane Doe <jane@example.com>", "jane@example.com;", "", " jane@example.com", "j\u00e4ne@example.com",
    "jane@-example.com",
])
def test_SUB011_no_address(address: str) -> None:
    assert notifying(address) == [
        f"SUB011 notification_addresses[0]: {address!r} is no e-mail address; write one such as jane.doe@example.com"
    ]


@pytest.mark.parametrize("address", ["jane.doe@example.com", "J_D+16@mail-1.example.co.uk", "o'doe@example.com"])
def test_SUB011_an_address(address: str) -> None:
    assert notifying(address) == []


def test_SUB011_the_contacts_address() -> None:
    assert notifying(email="jane") == [
        "SUB011 contact_email_address: 'jane' is no e-mail address; write one such as jane.doe@example.com"
    ]


def test_SUB012_what_is_too_long() -> None:
    name, phone, mail = "J" * 31, "1" * 21, f"{'j' * 69}@example.com"
    assert notifying(mail, name=name, phone=phone) == [
        f"SUB012 contact_name: {name!r} has 31 characters, of which EDGAR takes 30; shorten it",
        f"SUB012 contact_phone_number: {phone!r} has 21 characters, of which EDGAR takes 20; shorten it",
        f"SUB012 notification_addresses[0]: {mail!r} has 81 characters, of which EDGAR takes 80; use another",
    ]


def test_SUB012_what_just_fits() -> None:
    assert notifying(f"{'j' * 68}@example.com", name="J" * 30, phone="1" * 20) == []


def test_SUB013_thirty_one_addresses() -> None:
    addresses = [f"jane{number}@example.com" for number in range(31)]
    assert notifying(*addresses) == [
        "SUB013 notification_addresses[30]: there are 31 addresses to notify, of which EDGAR takes 30; leave some out"
    ]
    assert notifying(*addresses[1:]) == []


def test_SUB014_an_address_given_twice() -> None:
    assert notifying("a@example.com", "b@example.com", "A@example.com", email="b@example.com") == [
        "SUB014 notification_addresses[1]: 'b@example.com' is the contact's already; leave one out",
        "SUB014 notification_addresses[2]: 'A@example.com' is notification_addresses[0] already; leave one out",
    ]
