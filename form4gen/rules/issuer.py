"""ISS: the issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule

NO_SYMBOL: Final = ("N/A", "NOT LISTED", "UNLISTED", "PRIVATE", "TBD")
"""What filers write of an issuer without a symbol. NA, NIL and TBA are not among them: they have been symbols."""
EXCHANGES: Final = ("NYSE", "NASDAQ", "NYSEAMER", "AMEX", "OTC", "OTCQB", "OTCQX", "OTCBB", "CBOE", "BATS", "LSE", "TSX",
                    "TSXV")
_WITH_EXCHANGE = re.compile(rf"(?:{'|'.join(EXCHANGES)})[A-Z ]*[:/ ]", re.IGNORECASE)
_BRACKETS = re.compile(r"[][(){}<>\"']")


@rule("ISS001", Severity.SUSPEND, Cite(SPEC, "4.3.1"))
def trading_symbol_is_given(form4: Form4) -> Iterator[Found]:
    """The issuer has a trading symbol.

    EDGAR requires one; blanks alone are not a symbol.

    Wrong:
        issuer: {trading_symbol: " "}
    Right:
        issuer: {trading_symbol: XMPL}
    """
    if not form4.issuer.trading_symbol.strip():
        yield ("issuer", "trading_symbol"), "the trading symbol is blank; write the issuer's, as its exchange lists it"


@rule("ISS002", Severity.SUSPEND, Cite(SPEC, "section 5, invalid issuer CIK"))
def issuer_cik_identifies_a_company(form4: Form4) -> Iterator[Found]:
    """The issuer's CIK identifies a company.

    A CIK of zeros alone identifies no one; it is a stand-in that was never replaced.

    Wrong:
        issuer: {cik: 0000000000}
    Right:
        issuer: {cik: 0000012345}
    """
    if int(form4.issuer.cik) == 0:
        yield ("issuer", "cik"), f"{form4.issuer.cik!r} is no one's CIK; write the issuer's"


@rule("ISS003", Severity.PRACTICE, Cite("Form 4", "item 2, issuer name and ticker or trading symbol"))
def trading_symbol_is_bare(form4: Form4) -> Iterator[Found]:
    """A trading symbol is the bare symbol.

    EDGAR and its readers find an issuer by the symbol as its exchange lists it. The exchange's name is no part of it,
    and the printed form sets the brackets.

    Wrong:
        issuer: {trading_symbol: "NYSE: XMPL"}
    Right:
        issuer: {trading_symbol: XMPL}
    """
    symbol = form4.issuer.trading_symbol.strip()
    if _WITH_EXCHANGE.match(symbol):
        yield ("issuer", "trading_symbol"), f"{symbol!r} names an exchange; write the symbol alone"
    elif _BRACKETS.search(symbol):
        yield ("issuer", "trading_symbol"), f"{symbol!r} has brackets or quotes; write the symbol alone"


@rule("ISS004", Severity.PRACTICE, Cite(SPEC, "4.3.1"))
def issuer_without_a_symbol_says_none(form4: Form4) -> Iterator[Found]:
    """An issuer without a trading symbol has NONE for one.

    EDGAR demands a symbol even where there is none. NONE is widely written there, but no text of the SEC
    is known to ask for it: this is custom and no more. A stand-in that was to be replaced is found here too.

    Wrong:
        issuer: {trading_symbol: N/A}
    Right:
        issuer: {trading_symbol: NONE}
    """
    symbol = form4.issuer.trading_symbol.strip()
    if symbol.upper() in NO_SYMBOL or (symbol and not any(character.isalnum() for character in symbol)):
        yield ("issuer", "trading_symbol"), f"{symbol!r} is no symbol; write the issuer's, or NONE if it has none"
