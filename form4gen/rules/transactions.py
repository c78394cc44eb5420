"""TXN: transactions of both tables."""

from __future__ import annotations

from collections.abc import Iterator

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule


@rule("TXN001", Severity.SUSPEND, Cite(SPEC, "4.3.8.2"))
def transaction_has_its_coding(form4: Form4) -> Iterator[Found]:
    """A transaction has its transaction code.

    The schema lets a row go without its coding; EDGAR does not: form type, code and equity swap are mandatory.

    Wrong:
        non_derivative_table:
          - coding: ~
    Right:
        non_derivative_table:
          - coding: {form_type: 4, code: P, equity_swap_involved: false}
    """
    for at, row in form4.transactions():
        if row.coding is None:
            yield (*at, "coding"), "the transaction has no code; write one of Instruction 8, such as code: P"


@rule("TXN002", Severity.SUSPEND, Cite(SPEC, "4.3.8.2"))
def timeliness_fits_the_form_type(form4: Form4) -> Iterator[Found]:
    """Only a Form 5 transaction has a timeliness, and it is early.

    On Form 4, a transaction of form type 4 is on time by definition and one of form type 5 early; so timeliness is left
    empty, or for form type 5 is E. A late report is filed like any other.

    Wrong:
        non_derivative_table:
          - coding: {form_type: 4}
            timeliness: E
    Right:
        non_derivative_table:
          - coding: {form_type: 5}
            timeliness: E
    """
    for at, row in form4.transactions():
        said = row.timeliness and row.timeliness.value
        if row.coding and said and (row.coding.form_type, said) != ("5", "E"):
            by_definition = "on time" if row.coding.form_type == "4" else "early"
            message = (f"{said!r} is refused here: a transaction of form type {row.coding.form_type} "
                       f"is {by_definition} by definition; leave timeliness out")
            yield (*at, "timeliness"), message
