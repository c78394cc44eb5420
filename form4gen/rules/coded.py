"""Transactions by their code, and what a message calls a code."""

from __future__ import annotations

from typing import Final

from form4gen.filing import Form4, Place, Transaction
from form4gen.rules.parts import kept, transactions

Coded = tuple[Place, Transaction, str]
"""A transaction with its place and its code."""

IN_TABLE_I: Final = "non_derivative_table"
EXERCISES: Final = "MXCO"
"""The codes of an exercise or conversion, exempt or not. Source: Form 4 Instruction 8."""

_CALLED: Final = {
    "A": "award", "C": "conversion", "D": "disposition to the issuer", "E": "expiration of a short position",
    "F": "payment with securities", "G": "gift", "H": "expiration of a long position", "I": "discretionary transaction",
    "L": "small acquisition", "M": "exercise or conversion", "O": "exercise", "P": "purchase", "S": "sale", "U": "tender",
    "W": "will or descent", "X": "exercise",
}  # fmt: skip


def coded(form4: Form4, codes: str) -> list[Coded]:
    """The transactions of these codes, with their place and code."""
    return [one for one in _all_coded(form4) if one[2] in codes]


@kept
def _all_coded(form4: Form4) -> list[Coded]:
    return [(at, row, row.coding.code) for at, row in transactions(form4) if row.coding]


def called(code: str) -> str:
    """A code with its meaning in short: ``F (payment with securities)``."""
    return f"{code} ({_CALLED[code]})"
