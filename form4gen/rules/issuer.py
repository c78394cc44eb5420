"""ISS: the issuer."""

from __future__ import annotations

from collections.abc import Iterator

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule


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
