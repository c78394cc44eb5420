"""DOC009 and DOC013: what is said of blanks and line breaks."""

from __future__ import annotations

import pytest

from .filings import said


def test_DOC009_blanks_around_a_value() -> None:
    assert said('reporting_owners: [{address: {city: "BOSTON "}}]') == [
        "DOC009 reporting_owners[0].address.city: 'BOSTON ' has blanks or line breaks around it; write 'BOSTON'"
    ]


@pytest.mark.parametrize("name", ["/s/ Jane Doe\\n", " /s/ Jane Doe"])
def test_DOC009_blanks_around_a_signature(name: str) -> None:
    [message] = said(f'signatures: [{{name: "{name}"}}]')
    assert message.startswith("DOC009 signatures[0].name: ")
    assert message.endswith("has blanks or line breaks around it; write '/s/ Jane Doe'")


@pytest.mark.parametrize("inside", ["\\n", "\\t", "\\r\\n"])
def test_DOC009_two_lines(inside: str) -> None:
    [message] = said(f'reporting_owners: [{{address: {{street1: "1 MAIN{inside}STREET"}}}}]')
    assert message.startswith("DOC009 reporting_owners[0].address.street1: '1 MAIN\\")
    assert message.endswith("runs over more than one line, or has a tab; write it on one line, with single blanks")


@pytest.mark.parametrize("change", [
    'remarks: " Two\\nlines. "', 'footnotes: {F1: " Two\\nlines. "}',
    'signatures: [{name: "EXAMPLE LP\\nBy: /s/ Jane Doe"}]',
    'issuer: {name: "EXAMPLE  CORP"}', 'reporting_owners: [{address: {street2: " "}}]',
])  # fmt: skip
def test_DOC009_what_may_be_so(change: str) -> None:
    assert said(change) == []


def test_DOC013_blank_titles() -> None:
    blank = 'derivative_table: [{security_title: "  ", underlying_security: {title: " "}}]'
    assert [each for each in said(blank) if each.startswith("DOC")] == [
        "DOC013 derivative_table[0].security_title: the title is blank; "
        "write the class of the security, such as Common Stock",
        "DOC013 derivative_table[0].underlying_security.title: the title is blank; "
        "write the class of the security, such as Common Stock",
    ]


def test_DOC013_blank_title_of_a_holding() -> None:
    holding = '{security_title: " ", shares_owned_following: 1, ownership: {direct_or_indirect: D}}'
    blank = said(f"non_derivative_table: [{{}}, {holding}]")
    assert [each.split()[1] for each in blank if each.startswith("DOC013")] == ["non_derivative_table[1].security_title:"]


def test_DOC013_a_short_title() -> None:
    assert said('derivative_table: [{security_title: "X"}]') == []
