"""TXN: which transactions are due on Form 4, and which wait for Form 5 and print a V when they come early."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from typing import Final

from form4gen.filing import Form4, Transaction
from form4gen.finding import CFR, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.coded import called, coded

DUE_ON_FORM_4: Final = "ACDFIMOPSX"
"""What Rule 16a-3(f) keeps off Form 5. Not E, H, J, U, W and Z, whose exemption depends on more than the code."""
GIFTS_ON_FORM_4_SINCE: Final = date(2023, 2, 27)


@rule("TXN007", Severity.RULE, Cite(CFR, "240.16a-3(f)(1) and (g)(1)"))
def form_5_transaction_may_wait(form4: Form4) -> Iterator[Found]:
    """A transaction of form type 5 is one that the law lets wait for Form 5.

    Form type 5 prints a V: reported voluntarily, earlier than required. Purchases and sales, what Rule 16b-3(d), (e) or
    (f) exempts, and every exercise or conversion are due on Form 4 in two business days, so they are not early. A
    purchase small enough for Rule 16a-6 may wait; its code is L.

    Wrong:
        non_derivative_table:
          - coding: {form_type: 5, code: P}
    Right:
        non_derivative_table:
          - coding: {form_type: 4, code: P}
    """
    for at, row, code in coded(form4, DUE_ON_FORM_4):
        if row.coding and row.coding.form_type == "5":
            small = ", or for a small acquisition under Rule 16a-6 code: L" if code == "P" else ""
            message = f"{called(code)} is due on Form 4 and cannot be early; write form_type: 4{small}"
            yield (*at, "coding", "form_type"), message


@rule("TXN008", Severity.RULE, Cite(CFR, "240.16a-3(g)(1), as amended by Release 33-11138"))
def gift_away_is_due_on_form_4(form4: Form4) -> Iterator[Found]:
    """Since February 27, 2023, a disposition by gift is of form type 4.

    Before, it could wait for Form 5, and on Form 4 was early (form type 5, V). An acquisition by gift may still wait.

    Wrong:
        non_derivative_table:
          - coding: {form_type: 5, code: G}
            price_per_share: 0
            acquired_disposed: D
    Right:
        non_derivative_table:
          - coding: {form_type: 4, code: G}
            price_per_share: 0
            acquired_disposed: D
    """
    for at, row, _ in coded(form4, "G"):
        day = row.transaction_date.value
        if row.coding and row.coding.form_type == "5" and _gives(row) and day >= GIFTS_ON_FORM_4_SINCE:
            message = (f"the gift of {day.isoformat()} is due on Form 4 in two business days, as every disposition by gift "
                       f"since {GIFTS_ON_FORM_4_SINCE.isoformat()}; write form_type: 4")
            yield (*at, "coding", "form_type"), message


@rule("TXN009", Severity.PRACTICE, Cite(CFR, "240.16a-3(f)(1); Form 4 Instruction 8, code V"))
def gift_received_is_early(form4: Form4) -> Iterator[Found]:
    """An acquisition by gift reported on Form 4 is of form type 5.

    It may wait for Form 5; on Form 4 it is voluntary, and form type 5 prints the V that says so. Where the filing also
    reports the other side of the gift, as from the owner to a spouse, both sides are reported alike and the rule is
    silent.

    Wrong:
        non_derivative_table:
          - coding: {form_type: 4, code: G}
            price_per_share: 0
            acquired_disposed: A
    Right:
        non_derivative_table:
          - coding: {form_type: 5, code: G}
            price_per_share: 0
            acquired_disposed: A
    """
    given_away = {_gift(row) for _, row, _ in coded(form4, "G") if _gives(row)}
    for at, row, _ in coded(form4, "G"):
        if row.coding and row.coding.form_type == "4" and not _gives(row) and _gift(row) not in given_away:
            message = "an acquisition by gift may wait for Form 5, so here it is early; write form_type: 5, which prints V"
            yield (*at, "coding", "form_type"), message


def _gives(row: Transaction) -> bool:
    return row.acquired_disposed.value == "D"


def _gift(row: Transaction) -> Hashable:
    """What the two sides of a gift have in common."""
    return row.transaction_date.value, row.shares and row.shares.value
