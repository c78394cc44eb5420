"""What an author is told about values that do not fit; the exact reports are in ``cases``."""

from __future__ import annotations

import json

import pytest
import yaml

from form4gen.draft import MOST_VALUES
from form4gen.reading import MOST_FINDINGS, read_source
from form4gen.shape import MOST_FAULTS

from .rules.filings import BASE, merged


def said(change: str) -> list[str]:
    base = yaml.load(BASE.read_text(encoding="utf-8"), yaml.BaseLoader)
    tree = merged(base, yaml.load(change, yaml.BaseLoader))
    findings = read_source(json.dumps(tree).encode()).findings
    return [f"{finding.rule} {finding.where}: {finding.message}" for finding in findings]


def row(change: str) -> list[str]:
    return [line.replace("non_derivative_table[0]", "row") for line in said(f"non_derivative_table: [{{{change}}}]")]


@pytest.mark.parametrize(("change", "messages"), [
    ("coding: {code: [P]}", ["TXT007 row.coding.code: a list is not one of 'A', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', "
                             "'L', 'M', 'O', 'P', 'S', 'U', 'W', 'X' or 'Z'"]),
    ("code: P", ["TXT002 row.code: 'code' is a short form; its long form is given here too"]),
    ("coding: {code: V}", ["TXT007 row.coding.code: 'V' is never sent as a code: give the transaction's own, with "
                           "form_type: 5 in coding"]),
    ("coding: {code: B}", ["TXT007 row.coding.code: 'B' is not one of 'A', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'L', "
                           "'M', 'O', 'P', 'S', 'U', 'W', 'X' or 'Z'"]),
    ("kind: Transaction", ["TXT007 row: kind is transaction or holding, not 'Transaction'"]),
    ("ownership: mine", ["TXT007 row.ownership.direct_or_indirect: 'mine' is not one of 'D' or 'I' (direct or indirect)"]),
    ("shares: ''", ["TXT005 row.shares: a number is missing; leave the line out, or cite a footnote where the form takes "
                    "one instead"]),
    ("shares: '1.23456'", ["TXT005 row.shares: '1.23456' has more than four decimals; EDGAR's schema takes four"]),
    ("shares: '1000000000000'", ["TXT005 row.shares: '1000000000000' is larger than 999999999999.9999, the largest that "
                                 "EDGAR takes"]),
    ("transaction_date: ''", ["TXT006 row.transaction_date: a date is missing; leave the line out if the form does not "
                              "require it"]),
    ("shares: '1200 []'", ["TXT005 row.shares: '1200 []' is not a plain number such as 1200 or 150.841; write digits "
                           "and at most one period"]),
    ("security_title: {valu: Common Stock}", ["TXT003 row.security_title: security_title is required: title of the class "
                                              "of securities, box I.1",
                                              "TXT002 row.security_title.valu: 'valu' is not known here; did you mean "
                                              "'value'?"]),
])  # fmt: skip
def test_a_row_with_a_fault(change: str, messages: list[str]) -> None:
    assert sorted(row(change)) == sorted(messages)


@pytest.mark.parametrize(("change", "messages"), [
    ("footnotes: just text", ["TXT013 footnotes: footnotes takes names with their texts, not 'just text'"]),
    ("footnotes: {F1: {a: b}}", ["TXT013 footnotes[0].text: text takes text, not a group of values"]),
    ("reporting_owners: [{ccc: [abcd#234]}]", ["TXT013 reporting_owners[0].ccc: ccc takes text, not a list"]),
    ("derivative_table: [{kind: holding}]",
     ["TXT002 derivative_table[0].acquired_disposed: 'acquired_disposed' is for transactions, and this row is a holding",
      "TXT002 derivative_table[0].coding: 'coding' is for transactions, and this row is a holding",
      "TXT002 derivative_table[0].price_per_share: 'price_per_share' is for transactions, and this row is a holding",
      "TXT002 derivative_table[0].shares: 'shares' is for transactions, and this row is a holding",
      "TXT002 derivative_table[0].transaction_date: 'transaction_date' is for transactions, and this row is a holding"]),
    ("value: 5", ["TXT002 value: 'value' is not known here; known are form, period_of_report, "
                  "date_of_original_submission, not_subject_to_section_16, issuer, reporting_owners, under_10b5_1_plan, "
                  "non_derivative_table, derivative_table, footnotes, remarks, signatures"]),
])  # fmt: skip
def test_a_filing_with_a_fault(change: str, messages: list[str]) -> None:
    assert sorted(said(change)) == sorted(messages)


def test_a_footnote_is_spoken_of_by_its_name() -> None:
    text = BASE.read_text(encoding="utf-8").replace("  F1: ", "  unused: Never cited.\n  F1: ")
    (finding,) = read_source(text.encode()).findings
    assert finding.rule == "FTN001"
    assert "F2 (unused)" in finding.message


@pytest.mark.parametrize("source", [
    "".join(f"k{number}: x\n" for number in range(MOST_VALUES - 10)),
    "non_derivative_table:\n" + "  - {a: b}\n" * (MOST_VALUES // 3),
    "non_derivative_table:\n  - shares: 1 [" + " ".join(f"n{number}" for number in range(30_000)) + "]\n",
    "non_derivative_table:\n  - shares: 1" + " [a]" * 8_000 + " x\n",
    "non_derivative_table:\n  - security_title: '" + " " * 100_000 + "'\n",
    "<ownershipDocument><documentType>4</documentType>" + "<remark/>" * 9_000 + "</ownershipDocument>",
], ids=["keys", "rows", "citations", "brackets", "blanks", "elements"])  # fmt: skip
def test_a_file_that_was_never_a_filing_is_answered_within_bounds(source: str) -> None:
    findings = read_source(source.encode()).findings
    assert 0 < len(findings) <= MOST_FINDINGS + 1
    assert len(findings) < MOST_FAULTS or any(" more f" in finding.message for finding in findings)
