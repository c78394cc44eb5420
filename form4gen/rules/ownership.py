"""NAT: direct and indirect ownership, and its nature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import AnyRow, Form4, Place
from form4gen.finding import FORM, SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import explanations, rows
from form4gen.rules.prose import footnotes_named

_POINTS: Final = re.compile(r"(?:please )?(?:see|refer to)\b.{0,20}?\b(?P<to>foot|note|remark|explanation)", re.IGNORECASE)
_SAYS_NOTHING: Final = frozenset({
    "", "beneficial", "beneficial ownership", "beneficially", "i", "ind", "indirect", "indirect beneficial",
    "indirect beneficial ownership", "indirect interest", "indirect ownership", "indirectly", "indirectly owned",
    "n/a", "na", "none", "not applicable", "other", "owned indirectly", "tbd", "unknown", "various", "yes",
})
"""What column 6 said already, or nothing."""


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
    for at, row in rows(form4):
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
    for at, row in rows(form4):
        nature = row.ownership.nature
        if row.ownership.is_direct and nature is not None and nature.value:
            message = (f"{nature.value!r} explains an indirect holding, but the row is direct (D); "
                       "drop the nature or make the row indirect")
            yield (*at, "ownership", "nature"), message


@rule("NAT003", Severity.RULE, Cite(FORM, "4(b)(iii)"))
def nature_points_to_something(form4: Form4) -> Iterator[Found]:
    """A nature of ownership that only points elsewhere points to something that is there.

    "See Footnote" is enough where the footnote then says how the securities are held. A row that cites no footnote
    leaves the nature unsaid, and Instruction 4(b)(iii) asks for it as specifically as possible.

    Wrong:
        non_derivative_table:
          - shares: {value: 100, footnotes: []}
            ownership: {direct_or_indirect: I, nature: See Footnote}
        derivative_table: [{shares: {value: 400, footnotes: [F1]}}]
    Right:
        non_derivative_table:
          - ownership: {direct_or_indirect: I, nature: {value: See Footnote, footnotes: [F2]}}
        footnotes: {F2: The shares are held by the Doe Family Trust; the reporting person is its sole trustee.}
    """
    for place, row, nature in _natures(form4):
        points = _POINTS.match(nature)
        if points and points["to"].lower() == "remark":
            if not (form4.remarks or "").strip():
                yield place, f"{nature!r} is the whole nature, and there are no remarks; say how the securities are held"
        elif points and not footnotes_named(nature) and not explanations(form4, row):
            message = f"{nature!r} is the whole nature, but the row cites no footnote; cite one that says how they are held"
            yield place, message


@rule("NAT004", Severity.PRACTICE, Cite(FORM, "4(b)(iii)"))
def nature_says_how(form4: Form4) -> Iterator[Found]:
    """The nature of indirect ownership says through whom or what the securities are held.

    Instruction 4(b)(iii) wants it as specific as possible, such as "By Spouse" or "By X Trust". "Indirect" repeats the
    column before it. A nature that cites a footnote is let pass, for the footnote may say it.

    Wrong:
        non_derivative_table:
          - ownership: {direct_or_indirect: I, nature: Indirect}
    Right:
        non_derivative_table:
          - ownership: {direct_or_indirect: I, nature: By Doe Family Trust}
    """
    for place, row, nature in _natures(form4):
        cited = (row.ownership.direct_or_indirect.footnotes, row.ownership.nature and row.ownership.nature.footnotes)
        if nature.lower().strip(" .-") in _SAYS_NOTHING and not any(cited):
            message = f'{nature!r} does not say through whom or what; write it, such as "By Spouse" or "By X Trust"'
            yield place, message


def _natures(form4: Form4) -> Iterator[tuple[Place, AnyRow, str]]:
    """What the indirect rows say of their nature."""
    for at, row in rows(form4):
        nature = row.ownership.nature
        if not row.ownership.is_direct and nature is not None and nature.value.strip():
            yield (*at, "ownership", "nature"), row, nature.value.strip()
