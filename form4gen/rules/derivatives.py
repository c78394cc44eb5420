"""DRV: derivative securities, Table II."""

from __future__ import annotations

from collections.abc import Iterator

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule


@rule("DRV001", Severity.SUSPEND, Cite(SPEC, "3.3 cm(6)"))
def underlying_security_has_an_amount(form4: Form4) -> Iterator[Found]:
    """The underlying security has its number of shares or its value.

    The schema lets both go; EDGAR wants one of them, or a footnote in its place.

    Wrong:
        derivative_table:
          - underlying_security: {title: Common Stock, shares: ~}
    Right:
        derivative_table:
          - underlying_security: {title: Common Stock, shares: 400}
    """
    for number, row in enumerate(form4.derivative_table):
        underlying = row.underlying_security
        if underlying.shares is None and underlying.value is None:
            message = (f"{underlying.title.value!r} has no amount; write its shares or its value, "
                       "or a footnote that says why there is none")
            yield ("derivative_table", number, "underlying_security"), message
