"""The words of the blank form that decide its layout: the check boxes' texts, and the headings of Tables I and II with the
share of the width that sec.gov's page asks for each column.

Source: Form 4 (SEC 1474); sec.gov's page of a Form 4, the same in all editions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple


class Heading(NamedTuple):
    """The heading of one column, or of the columns ``below`` it; ``percent`` of the table's width."""

    text: str
    percent: int
    below: tuple[Heading, ...] = ()


EXIT_BOX: Final = "Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue."
EXIT_BOX_SEE: Final = "Instruction 1(b)."
PLAN_ROW_TITLE: Final = "Rule 10b5-1(c) Transaction Indication"
PLAN_BOX: Final = (
    "Check this box to indicate that a transaction was made pursuant to a contract, instruction or written plan for "
    "the purchase or sale of equity securities of the issuer that is intended to satisfy the affirmative defense "
    "conditions of Rule 10b5-1(c). See Instruction 10."
)

TABLE_I_TITLE: Final = ("Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned",)
TABLE_I: Final = (
    Heading("1. Title of Security (Instr. 3)", 36),
    Heading("2. Transaction Date (Month/Day/Year)", 6),
    Heading("2A. Deemed Execution Date, if any (Month/Day/Year)", 5),
    Heading("3. Transaction Code (Instr. 8)", 7, (Heading("Code", 4), Heading("V", 3))),
    Heading("4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)", 19,
            (Heading("Amount", 8), Heading("(A) or (D)", 5), Heading("Price", 6))),
    Heading("5. Amount of Securities Beneficially Owned Following Reported Transaction(s) (Instr. 3 and 4)", 11),
    Heading("6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", 9),
    Heading("7. Nature of Indirect Beneficial Ownership (Instr. 4)", 8),
)

TABLE_II_TITLE: Final = (
    "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned",
    "(e.g., puts, calls, warrants, options, convertible securities)",
)
TABLE_II: Final = (
    Heading("1. Title of Derivative Security (Instr. 3)", 13),
    Heading("2. Conversion or Exercise Price of Derivative Security", 5),
    Heading("3. Transaction Date (Month/Day/Year)", 5),
    Heading("3A. Deemed Execution Date, if any (Month/Day/Year)", 5),
    Heading("4. Transaction Code (Instr. 8)", 9, (Heading("Code", 4), Heading("V", 4))),
    Heading("5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)", 10,
            (Heading("(A)", 5), Heading("(D)", 5))),
    Heading("6. Date Exercisable and Expiration Date (Month/Day/Year)", 9,
            (Heading("Date Exercisable", 5), Heading("Expiration Date", 4))),
    Heading("7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)", 17,
            (Heading("Title", 10), Heading("Amount or Number of Shares", 7))),
    Heading("8. Price of Derivative Security (Instr. 5)", 6),
    Heading("9. Number of derivative Securities Beneficially Owned Following Reported Transaction(s) (Instr. 4)", 6),
    Heading("10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", 6),
    Heading("11. Nature of Indirect Beneficial Ownership (Instr. 4)", 7),
)
"""The (A)/(D) of column 5, "derivative" in column 9 and "Of" in Table I are spelled as the form spells them."""


def columns(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """The heading of each single column, from left to right."""
    return tuple(column for heading in headings for column in heading.below or (heading,))


def spans(headings: Sequence[Heading]) -> Iterator[tuple[Heading, slice]]:
    """Each heading with the columns it stands over."""
    first = 0
    for heading in headings:
        after = first + max(1, len(heading.below))
        yield heading, slice(first, after)
        first = after
