"""Transaction codes, with their meanings in the SEC's words and groups.

Source: Form 4, General Instruction 8; EDGAR Ownership XML Technical Specification v5.5, section 3.6.10.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class TransactionCode(NamedTuple):
    """One code of Form 4's Instruction 8. ``sent`` is false for K and V, which EDGAR makes from other elements."""

    code: str
    group: str
    meaning: str
    sent: bool = True


GENERAL: Final = "General Transaction Codes"
RULE_16B_3: Final = "Rule 16b-3 Transaction Codes"
DERIVATIVE: Final = "Derivative Securities Codes (Except for transactions exempted pursuant to Rule 16b-3)"
EXEMPT: Final = "Other Section 16(b) Exempt Transaction and Small Acquisition Codes (except for Rule 16b-3 codes above)"
OTHER: Final = "Other Transaction Codes"

TRANSACTION_CODES: Final = {
    entry.code: entry
    for entry in (
        TransactionCode("P", GENERAL, "Open market or private purchase of non-derivative or derivative security"),
        TransactionCode("S", GENERAL, "Open market or private sale of non-derivative or derivative security"),
        TransactionCode("V", GENERAL, "Transaction voluntarily reported earlier than required", sent=False),
        TransactionCode("A", RULE_16B_3, "Grant, award or other acquisition pursuant to Rule 16b-3(d)"),
        TransactionCode("D", RULE_16B_3,
                        "Disposition to the issuer of issuer equity securities pursuant to Rule 16b-3(e)"),
        TransactionCode("F", RULE_16B_3,
                        "Payment of exercise price or tax liability by delivering or withholding securities incident "
                        "to the receipt, exercise or vesting of a security issued in accordance with Rule 16b-3"),
        TransactionCode("I", RULE_16B_3,
                        "Discretionary transaction in accordance with Rule 16b-3(f) resulting in acquisition or "
                        "disposition of issuer securities"),
        TransactionCode("M", RULE_16B_3,
                        "Exercise or conversion of derivative security exempted pursuant to Rule 16b-3"),
        TransactionCode("C", DERIVATIVE, "Conversion of derivative security"),
        TransactionCode("E", DERIVATIVE, "Expiration of short derivative position"),
        TransactionCode("H", DERIVATIVE,
                        "Expiration (or cancellation) of long derivative position with value received"),
        TransactionCode("O", DERIVATIVE, "Exercise of out-of-the-money derivative security"),
        TransactionCode("X", DERIVATIVE, "Exercise of in-the-money or at-the-money derivative security"),
        TransactionCode("G", EXEMPT, "Bona fide gift"),
        TransactionCode("L", EXEMPT, "Small acquisition under Rule 16a-6"),
        TransactionCode("W", EXEMPT, "Acquisition or disposition by will or the laws of descent and distribution"),
        TransactionCode("Z", EXEMPT, "Deposit into or withdrawal from voting trust"),
        TransactionCode("J", OTHER, "Other acquisition or disposition (describe transaction)"),
        TransactionCode("K", OTHER, "Transaction in equity swap or instrument with similar characteristics",
                        sent=False),
        TransactionCode("U", OTHER,
                        "Disposition pursuant to a tender of shares in a change of control transaction"),
    )
}
"""In the order of Instruction 8."""
