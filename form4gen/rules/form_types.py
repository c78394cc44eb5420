"""TXN: which transactions are due on Form 4, and which wait for Form 5 and print a V when they come early."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from form4gen.deadline import DUE_ON_FORM_4, GIFTS_SINCE, LEFT_TO_FORM_5
from form4gen.filing import Form4, Transaction
from form4gen.finding import CFR, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.coded import called, coded


@rule("TXN007", Severity.RULE, Cite(CFR, "240.16a-3(f)(1) and (g)(1)"))
def form_5_transaction_may_wait(form4: Form4) -> Iterator[Found]:
    """A transaction of form type 5 is one that the law lets wait for Form 5.

    Form type 5 prints a V: reported voluntarily, earlier than required. Purchases and sales, what Rule 16b-3(d), (e) or
    (f) exempts, and every exercise or conversion are due on Form 4 in two business days, so they are not early. A
    purchase (P) small enough for Rule 16a-6 may wait: TXN030 and TXN032 judge it.

    Wrong:
        non_derivative_table:
          - coding: {form_type: 5, code: S}
            acquired_disposed: D
    Right:
        non_derivative_table:
          - coding: {form_type: 4, code: S}
            acquired_disposed: D
    """
    for at, row, code in coded(form4, DUE_ON_FORM_4.replace("P", "")):
        if row.coding and row.coding.form_type == "5":
            message = f"{called(code)} is due on Form 4 and cannot be early; write form_type: 4"
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
        if row.coding and row.coding.form_type == "5" and _gives(row) and day >= GIFTS_SINCE:
            message = (f"the gift of {day.isoformat()} is due on Form 4 in two business days, as every disposition by gift "
                       f"since {GIFTS_SINCE.isoformat()}; write form_type: 4")
            yield (*at, "coding", "form_type"), message


@rule("TXN009", Severity.PRACTICE, Cite(CFR, "240.16a-3(f)(1); Form 4 Instruction 8, code V"))
def gift_received_is_early(form4: Form4) -> Iterator[Found]:
    """An acquisition by gift reported on Form 4 is of form type 5.

    It may wait for Form 5; on Form 4 it is voluntary, and form type 5 prints the V that says so. Where the filing also
    reports the other side of the gift, as from the owner to a spouse, or all its parts, as to two trusts, both sides are
    reported alike and the rule is silent.

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
    given_away, received = _gifts(form4, "D"), _gifts(form4, "A")
    for at, row, _ in coded(form4, "G"):
        day = row.transaction_date.value
        is_shown = _shares(row) in given_away[day] or sum(given_away[day]) == sum(received[day])
        if row.coding and row.coding.form_type == "4" and not _gives(row) and not is_shown:
            message = "an acquisition by gift may wait for Form 5, so here it is early; write form_type: 5, which prints V"
            yield (*at, "coding", "form_type"), message


@rule("TXN014", Severity.PRACTICE, Cite(CFR, "240.16a-3(f)(1) and 240.16a-6; Form 4 Instruction 8, code V"))
def what_may_wait_is_early(form4: Form4) -> Iterator[Found]:
    """A small acquisition, a will and a voting trust reported on Form 4 are of form type 5.

    Codes L, W and Z are for what may wait for Form 5; on Form 4 it is voluntary, and form type 5 prints the V that says
    so. An acquisition that was not exempt after all is due on Form 4, and its code is another.

    Wrong:
        non_derivative_table:
          - coding: {form_type: 4, code: W}
            price_per_share: 0
    Right:
        non_derivative_table:
          - coding: {form_type: 5, code: W}
            price_per_share: 0
    """
    for at, row, code in coded(form4, "".join(LEFT_TO_FORM_5)):
        if row.coding and row.coding.form_type == "4":
            message = f"{LEFT_TO_FORM_5[code]}, so here it is early; write form_type: 5, which prints V"
            yield (*at, "coding", "form_type"), message


def _gives(row: Transaction) -> bool:
    return row.acquired_disposed.value == "D"


def _gifts(form4: Form4, way: str) -> dict[date, list[Decimal]]:
    """The shares of each gift away (D) or received (A), by day."""
    found: dict[date, list[Decimal]] = defaultdict(list)
    for _, row, _ in coded(form4, "G"):
        if row.acquired_disposed.value == way:
            found[row.transaction_date.value].append(_shares(row))
    return found


def _shares(row: Transaction) -> Decimal:
    return row.shares.value if row.shares else Decimal(0)
