"""NAT: direct and indirect ownership, and its nature."""

from __future__ import annotations

from collections.abc import Iterator

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule


@rule("NAT001", Severity.SUSPEND, Cite(SPEC, "3.3 cm(5)"))
def indirect_row_has_a_nature(form4: Form4) -> Iterator[Found]:
    """An indirectly owned row gives the nature of ownership.

    A footnote is no substitute: EDGAR suspends the filing if the nature itself is missing or empty. Instruction
    4(b)(iii) asks for it as specifically as possible, for example "By Self as Trustee for X" or "By Spouse".

    Wrong:
        non_derivative_table:
          - ownership: {direct_or_indirect: I}
    Right:
        non_derivative_table:
          - ownership: {direct_or_indirect: I, nature: By Spouse}
    """
    for at, row in form4.rows():
        nature = row.ownership.nature
        if not row.ownership.is_direct and (nature is None or not nature.value.strip()):
            message = 'the row is indirect (I) but does not say how; write its nature, such as "By Spouse"'
            yield (*at, "ownership", "nature"), message


@rule("NAT002", Severity.SUSPEND, Cite(SPEC, "3.3 cm(5)"))
def direct_row_has_no_nature(form4: Form4) -> Iterator[Found]:
    """A directly owned row gives no nature of ownership.

    Column 7 of Table I and column 11 of Table II explain indirect ownership. EDGAR suspends a filing that fills them
    beside a "D"; what is to be said about direct ownership goes into a footnote.

    Wrong:
        non_derivative_table:
          - ownership: {direct_or_indirect: D, nature: By trust}
    Right:
        non_derivative_table:
          - ownership: {direct_or_indirect: I, nature: By trust}
    """
    for at, row in form4.rows():
        nature = row.ownership.nature
        if row.ownership.is_direct and nature is not None and nature.value:
            message = (f"{nature.value!r} explains an indirect holding, but the row is direct (D); "
                       "drop the nature or make the row indirect")
            yield (*at, "ownership", "nature"), message
