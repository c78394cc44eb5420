"""FTN: footnotes and the values that cite them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from form4gen.filing import Form4
from form4gen.finding import FORM, SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import citations, limits, texts
from form4gen.rules.prose import footnotes_named

LONGEST: Final = 1000
"""Characters of a footnote. Source: specification 3.5, element footnote; the XSD sets no limit."""


@rule("FTN001", Severity.SUSPEND, Cite(SPEC, "section 5, footnote that is never referenced"))
def footnote_is_cited(form4: Form4) -> Iterator[Found]:
    """Every footnote is cited.

    What belongs to no value of a table goes into the remarks.

    Wrong:
        footnotes: {F2: The reporting person disclaims beneficial ownership.}
    Right:
        remarks: The reporting person disclaims beneficial ownership.
    """
    cited = {footnote for _, cited in citations(form4) for footnote in cited}
    for number, footnote in enumerate(form4.footnotes):
        if footnote.id not in cited:
            message = (f"nothing cites footnote {footnote.id} ({shorten(footnote.text, 40, placeholder='...')!r}); "
                       "cite it beside a value, or move its text to the remarks")
            yield ("footnotes", number), message


@rule("FTN002", Severity.SUSPEND, Cite(SPEC, "4.3.6"))
def cited_footnote_exists(form4: Form4) -> Iterator[Found]:
    """Every footnote that a value cites is there.

    Citation and footnote are ID and IDREF to EDGAR; many XML validators do not look whether they meet.

    Wrong:
        non_derivative_table:
          - shares: {value: 100, footnotes: [F1, F2]}
        footnotes: [{id: F1, text: Shares were acquired under the issuer's purchase plan.}]
    Right:
        non_derivative_table:
          - shares: {value: 100, footnotes: [F1, F2]}
        footnotes:
          - {id: F1, text: Shares were acquired under the issuer's purchase plan.}
          - {id: F2, text: The price includes no commission.}
    """
    written = {footnote.id for footnote in form4.footnotes}
    for place, cited in citations(form4):
        for number, footnote in enumerate(cited):
            if footnote not in written:
                message = f"there is no footnote {footnote}; write it under footnotes, or drop the citation"
                yield (*place, number), message


@rule("FTN003", Severity.SUSPEND, Cite(SPEC, "4.3.5"))
def footnote_id_is_its_own(form4: Form4) -> Iterator[Found]:
    """No two footnotes have the same id.

    With ids from F1 to F99 (FTN020), this also keeps a filing to EDGAR's 99 footnotes.

    Wrong:
        footnotes:
          - {id: F1, text: Shares were acquired under the issuer's purchase plan.}
          - {id: F1, text: The price includes no commission.}
    Right:
        footnotes:
          - {id: F1, text: Shares were acquired under the issuer's purchase plan. The price includes no commission.}
    """
    first: dict[str, int] = {}
    for number, footnote in enumerate(form4.footnotes):
        if first.setdefault(footnote.id, number) != number:
            message = f"{footnote.id} is the id of footnotes[{first[footnote.id]}] already; give this one its own"
            yield ("footnotes", number, "id"), message


@rule("FTN004", Severity.SUSPEND, Cite(SPEC, "4.3.6"))
def value_cites_a_footnote_once(form4: Form4) -> Iterator[Found]:
    """A value cites a footnote once.

    Several values may cite the same footnote, and one value several.

    Wrong:
        non_derivative_table:
          - shares: {value: 100, footnotes: [F1, F1]}
    Right:
        non_derivative_table:
          - shares: {value: 100, footnotes: [F1]}
    """
    for place, cited in citations(form4):
        for footnote, times in Counter(cited).items():
            if times > 1:
                yield place, f"footnote {footnote} is cited {times} times here; cite it once"


@rule("FTN005", Severity.SUSPEND, Cite(SPEC, "3.5, element footnote"))
def footnote_fits(form4: Form4) -> Iterator[Found]:
    """A footnote has at most 1,000 characters.

    What does not fit goes into a second footnote beside the first, or into an exhibit the footnote names
    (Instruction 6(a)).

    Wrong:
        footnotes:
          F1: >-
            The price reported in Column 4 is a weighted average price. These shares were acquired in multiple
            transactions at prices ranging from $10.00 to $10.95, inclusive. The reporting person undertakes to provide
            to the issuer, any security holder of the issuer, or the staff of the Securities and Exchange Commission,
            upon request, full information regarding the number of shares acquired at each separate price within the
            range set forth in this footnote. The shares are held by a limited partnership whose general partner is a
            limited liability company of which the reporting person is the sole manager, and in that capacity the
            reporting person has voting and investment power over them. The reporting person disclaims beneficial
            ownership of the shares except to the extent of any pecuniary interest therein, and this report shall not
            be deemed an admission that the reporting person is the beneficial owner of the shares for purposes of
            Section 16 of the Securities Exchange Act of 1934 or for any other purpose.
    Right:
        footnotes:
          F1: The price reported in Column 4 is a weighted average price; see Exhibit 99.1.
    """
    for number, footnote in enumerate(form4.footnotes):
        if len(footnote.text) > LONGEST:
            message = (f"footnote {footnote.id} has {len(footnote.text):,} characters, and EDGAR takes {LONGEST:,}; "
                       "divide it in two, or move part of it into an exhibit")
            yield ("footnotes", number, "text"), message


@rule("FTN006", Severity.SUSPEND, Cite(SPEC, "section 5, mandatory element has no value"))
def footnote_says_something(form4: Form4) -> Iterator[Found]:
    """A footnote has a text.

    Wrong:
        footnotes: {F1: ""}
    Right:
        footnotes: {F1: Shares were acquired under the issuer's purchase plan.}
    """
    for number, footnote in enumerate(form4.footnotes):
        if not footnote.text.strip():
            message = f"footnote {footnote.id} is empty; write its text, or drop it and its citations"
            yield ("footnotes", number, "text"), message


@rule("FTN007", Severity.WARN, Cite(SPEC, "4.3.5"))
def footnote_id_is_beyond_doubt(form4: Form4) -> Iterator[Found]:
    """No footnote has the id F99.

    The specification allows F1 to F99 and then names F99 among the ids that suspend a filing; the schema takes it. A
    filing that needs no 99th footnote does better without.

    Wrong:
        non_derivative_table:
          - shares: {value: 100, footnotes: [F1, F99]}
        footnotes: {F99: The price includes no commission.}
    Right:
        non_derivative_table:
          - shares: {value: 100, footnotes: [F1, F2]}
        footnotes: {F2: The price includes no commission.}
    """
    for number, footnote in enumerate(form4.footnotes):
        if footnote.id == "F99":
            message = "the specification both allows and refuses the id F99; use a lower number"
            yield ("footnotes", number, "id"), message


@rule("FTN020", Severity.SUSPEND, Cite(SPEC, "3.5, element footnote"))
def footnotes_fit(form4: Form4) -> Iterator[Found]:
    """A filing has at most 99 footnotes, F1 to F99.

    What does not fit goes into an exhibit that a footnote names (Instruction 6(a)). Where there are many lines too, further
    Forms 4 take them with their footnotes; `form4gen build --split` makes them.

    Wrong:
        non_derivative_table:
          - shares: {value: 100, footnotes: [F1, F100]}
        footnotes:
          - {id: F1, text: Shares were acquired under the issuer's purchase plan.}
          - {id: F100, text: The price includes no commission.}
    Right:
        non_derivative_table:
          - shares: {value: 100, footnotes: [F1, F2]}
        footnotes: {F2: The price includes no commission.}
    """
    _, most = limits("footnotes")
    for number, footnote in enumerate(form4.footnotes):
        if int(footnote.id[1:]) > most:
            message = (f"{footnote.id} is beyond F{most}, the last that EDGAR takes; join footnotes, move some into an "
                       "exhibit, or use build --split")
            yield ("footnotes", number, "id"), message
            return


@rule("FTN012", Severity.PRACTICE, Cite(FORM, "6(a)"))
def footnote_named_in_words_is_there(form4: Form4) -> Iterator[Found]:
    """A footnote that words refer to by its number is there.

    Numbers in words do not move with the footnotes: one that is taken out, or put in before, leaves "see footnote 3"
    pointing at nothing, or at the wrong one. An amendment may mean a footnote of its original; say so, "footnote 3 of the
    original".

    Wrong:
        footnotes: {F1: "Shares were acquired under the plan described in footnote (2)."}
    Right:
        non_derivative_table: [{shares: {value: 100, footnotes: [F1, F2]}}]
        footnotes:
          F1: Shares were acquired under the plan described in footnote (2).
          F2: The plan is the issuer's purchase plan.
    """
    written = {int(footnote.id[1:]) for footnote in form4.footnotes}
    for place, _, value in texts(form4):
        for number in footnotes_named(value):
            if number not in written:
                message = f"this refers to footnote {number}, which is not there; correct the number, or write the footnote"
                yield place, message
