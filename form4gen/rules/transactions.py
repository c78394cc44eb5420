"""TXN: the codes of transactions, and what each code goes with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4
from form4gen.finding import FORM, SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.coded import IN_TABLE_I, called, coded
from form4gen.rules.parts import transactions

ACQUIRED: Final = {"non_derivative_table": "PAL", "derivative_table": "AL"}
DISPOSED: Final = {"non_derivative_table": "SDFU", "derivative_table": "DFU"}
"""The codes whose meaning says which way the securities go. In Table II a P may close a short position, an S open one."""
POSITIONS: Final = "EH"


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
    for at, row in transactions(form4):
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
          - coding: {form_type: 5, code: G}
            timeliness: E
            price_per_share: 0
    """
    for at, row in transactions(form4):
        said = row.timeliness and row.timeliness.value
        if row.coding and said and (row.coding.form_type, said) != ("5", "E"):
            by_definition = "on time" if row.coding.form_type == "4" else "early"
            message = (f"{said!r} is refused here: a transaction of form type {row.coding.form_type} "
                       f"is {by_definition} by definition; leave timeliness out")
            yield (*at, "timeliness"), message


@rule("TXN003", Severity.RULE, Cite(FORM, "8"))
def acquisition_is_acquired(form4: Form4) -> Iterator[Found]:
    """What a code calls an acquisition is acquired (A).

    So it is with P (purchase) in Table I, and with A (award) and L (small acquisition) in both tables. In Table II a
    purchase may close a short position, so P is not judged there.

    Wrong:
        non_derivative_table:
          - acquired_disposed: D
    Right:
        non_derivative_table:
          - acquired_disposed: A
    """
    yield from _against("A", ACQUIRED, form4)


@rule("TXN004", Severity.RULE, Cite(FORM, "8"))
def disposition_is_disposed_of(form4: Form4) -> Iterator[Found]:
    """What a code calls a disposition is disposed of (D).

    So it is with S (sale) in Table I, and with D (disposition to the issuer), F (payment with securities) and U
    (tender) in both tables. In Table II a sale may open a short position, so S is not judged there.

    Wrong:
        non_derivative_table:
          - coding: {code: S}
            acquired_disposed: A
    Right:
        non_derivative_table:
          - coding: {code: S}
            acquired_disposed: D
    """
    yield from _against("D", DISPOSED, form4)


@rule("TXN005", Severity.RULE, Cite(FORM, "4(c)(i) and 8"))
def position_stands_in_table_ii(form4: Form4) -> Iterator[Found]:
    """A derivative position that expires or is cancelled is reported in Table II.

    E and H are codes for positions in derivative securities, which Table I does not report.

    Wrong:
        non_derivative_table:
          - coding: {code: H}
            acquired_disposed: D
    Right:
        derivative_table:
          - coding: {code: H}
            acquired_disposed: D
    """
    for at, _, code in coded(form4, POSITIONS):
        if at[0] == IN_TABLE_I:
            yield (*at, "coding", "code"), f"{called(code)} is for derivative securities; report it in derivative_table"


@rule("TXN006", Severity.PRACTICE, Cite(FORM, "4(c)(i) and 8"))
def conversion_acquires_in_table_i(form4: Form4) -> Iterator[Found]:
    """In Table I, an exercise or conversion by M or C acquires securities.

    The derivative security goes in Table II; Table I shows what comes for it. A few filers report stock units in Table I
    and dispose of them there, and a put leads to a disposition; so this is a question and no more.

    Wrong:
        non_derivative_table:
          - coding: {code: C}
            price_per_share: 0
            acquired_disposed: D
    Right:
        non_derivative_table:
          - coding: {code: C}
            price_per_share: 0
            acquired_disposed: A
        derivative_table:
          - coding: {code: C}
            acquired_disposed: D
            underlying_security: {shares: 100}
    """
    for at, row, code in coded(form4, "MC"):
        if at[0] == IN_TABLE_I and row.acquired_disposed.value == "D":
            message = (f"{called(code)} disposes of {row.security_title.value!r} in Table I; report the derivative "
                       "security in Table II, and here what was acquired for it")
            yield (*at, "acquired_disposed"), message


def _against(way: str, codes: dict[str, str], form4: Form4) -> Iterator[Found]:
    """The transactions whose code goes one way and whose column 4 or 5 the other."""
    for at, row, code in coded(form4, "".join(codes.values())):
        if code in codes[str(at[0])] and row.acquired_disposed.value != way:
            message = (f"{called(code)} is not {'acquired' if way == 'D' else 'disposed of'} "
                       f"({row.acquired_disposed.value}); write {way}, or the code that fits")
            yield (*at, "acquired_disposed"), message
