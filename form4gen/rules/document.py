"""DOC: the document as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from form4gen.filing import TABLES, Form4
from form4gen.finding import EFM, SPEC, XSD, Cite, Severity
from form4gen.plain_text import in_ascii, named, plain
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.parts import limits, of_some_versions, texts, transactions

PLAN_BOX_SINCE: Final = "X0407"
"""The schema version that brought the Rule 10b5-1(c) box."""


@rule("DOC001", Severity.SUSPEND, Cite(SPEC, "4.3.3"))
def transaction_or_exit_is_reported(form4: Form4) -> Iterator[Found]:
    """A filing reports a transaction, or checks the exit box.

    EDGAR suspends a Form 4 without a transaction in either table, holdings or not, unless the box "no longer subject to
    Section 16" is checked.

    Wrong:
        non_derivative_table: ~
        derivative_table: ~
        footnotes: ~
    Right:
        not_subject_to_section_16: true
        non_derivative_table: ~
        derivative_table: ~
        footnotes: ~
    """
    if not form4.not_subject_to_section_16 and not transactions(form4):
        message = ("neither table reports a transaction; report one, or write not_subject_to_section_16: true "
                   "if the filing only says that the owner has left Section 16")
        yield ("non_derivative_table",), message


@rule("DOC002", Severity.SUSPEND, Cite(XSD, "ownership4Document, element aff10b5One"))
def plan_box_is_answered(form4: Form4, version: str) -> Iterator[Found]:
    """From schema X0407 on, a filing says whether a transaction was made under a Rule 10b5-1(c) plan.

    The element is mandatory since March 2023; no answer is not the answer "no" (Form 4, Instruction 10).

    Wrong:
        under_10b5_1_plan: ~
    Right:
        under_10b5_1_plan: false
    """
    if version >= PLAN_BOX_SINCE and form4.under_10b5_1_plan is None:
        message = ("the Rule 10b5-1(c) box is not answered; write under_10b5_1_plan: false, "
                   "or true if a transaction was made under such a plan")
        yield ("under_10b5_1_plan",), message


@rule("DOC003", Severity.SUSPEND, Cite(XSD, "ownership4ADocument, element dateOfOriginalSubmission"))
def amendment_dates_the_original(form4: Form4) -> Iterator[Found]:
    """An amendment gives the day on which the original was filed.

    Box 4 of the form: the filing date of the original Form 4, not of an amendment between.

    Wrong:
        form: 4/A
        remarks: The original Form 4 misstated the price.
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
    """
    if form4.form == "4/A" and form4.date_of_original_submission is None:
        message = "an amendment (4/A) gives date_of_original_submission, the day on which the original was filed"
        yield ("date_of_original_submission",), message


@rule("DOC004", Severity.SUSPEND, Cite(XSD, "ownership4Document, which has no dateOfOriginalSubmission"))
def only_an_amendment_dates_an_original(form4: Form4) -> Iterator[Found]:
    """Only an amendment gives the day on which an original was filed.

    Wrong:
        form: 4
        date_of_original_submission: 2026-06-02
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        remarks: The original Form 4 misstated the price.
    """
    if form4.form == "4" and form4.date_of_original_submission is not None:
        message = (f"{form4.date_of_original_submission} dates an original, but this is one (form: 4); "
                   "write form: 4/A if it amends, or leave the date out")
        yield ("date_of_original_submission",), message


@rule("DOC005", Severity.SUSPEND, Cite(SPEC, "3.3 (*)"))
def table_fits(form4: Form4) -> Iterator[Found]:
    """A table has at most thirty rows.

    Transactions and holdings count alike. What does not fit goes into a further Form 4; `form4gen build --split` makes
    them, "Filing 1 of 2" and so on.

    Wrong:
        non_derivative_table: [
          {shares_owned_following: 5000},
          &row {security_title: Common Stock, transaction_date: 2026-06-01,
                coding: {form_type: 4, code: P, equity_swap_involved: false}, shares: 100, acquired_disposed: A,
                price_per_share: 10.25, shares_owned_following: 5000, ownership: {direct_or_indirect: D}},
          *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row,
          *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row]
    Right:
        non_derivative_table: [
          {shares_owned_following: 5000},
          &row {security_title: Common Stock, transaction_date: 2026-06-01,
                coding: {form_type: 4, code: P, equity_swap_involved: false}, shares: 100, acquired_disposed: A,
                price_per_share: 10.25, shares_owned_following: 5000, ownership: {direct_or_indirect: D}},
          *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row,
          *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row, *row]
    """
    for table in TABLES:
        rows, (_, most) = len(getattr(form4, table)), limits(table)
        if rows > most:
            message = f"the table has {rows} rows, of which EDGAR takes {most}; build --split makes further filings"
            yield (table, most), message


@rule("DOC006", Severity.SUSPEND, Cite(SPEC, "section 5, element not prescribed in the schema"))
def value_exists_in_its_schema(form4: Form4, version: str) -> Iterator[Found]:
    """Every value exists in the schema version that judges the filing.

    A filing of 2014 has no box for a Rule 10b5-1(c) plan, no foreign trading symbol and no country: its schema
    did not know them. A value that only says "no" or "none" contradicts nothing, and is passed over.

    Wrong:
        period_of_report: 2014-03-17
        issuer: {foreign_trading_symbol: 2330.TW}
        non_derivative_table: [{transaction_date: 2014-03-17}]
        derivative_table: [{transaction_date: 2014-03-17}]
        signatures: [{date: 2014-03-19}]
    Right:
        period_of_report: 2014-03-17
        non_derivative_table: [{transaction_date: 2014-03-17}]
        derivative_table: [{transaction_date: 2014-03-17}]
        signatures: [{date: 2014-03-19}]
    """
    for place, one, value in of_some_versions(form4):
        where = one.where
        if where.until and version > where.until:
            message = f"schema {version} lets no footnote explain this value; cite it at the amount, or leave it out"
            yield place, message
        elif where.since > version:
            message = (f"{str(value)!r} has no place in this filing: schema {version} judges it, "
                       f"and {one.name} came with {where.since}; leave it out")
            yield place, message


@rule("DOC007", Severity.SUSPEND, Cite(EFM, "5.2.1.2, ASCII character set"))
def text_is_ascii(form4: Form4) -> Iterator[Found]:
    """Text is plain ASCII.

    Word processors put curly quotes, long dashes and fixed blanks where a keyboard has plain ones; EDGAR takes none of
    them. Names are not looked at: EDGAR has its own, and they are not sent.

    Wrong:
        remarks: "The issuer\u2019s plan"
    Right:
        remarks: "The issuer's plan"
    """
    for place, one, value in texts(form4):
        if not value.isascii() and one.where.profile != "disseminated":
            for odd in dict.fromkeys(character for character in value if not character.isascii()):
                offer = "" if plain(odd) is None else " (or use --ascii)"
                yield place, f"{named(odd)} is not ASCII, {_at(odd, value)}; write {in_ascii(odd)}{offer}"


SHOWN_BEFORE: Final = 20
"""Characters before an odd one that tell where it is."""


def _at(odd: str, text: str) -> str:
    """Where a character first stands: ``at character 34, after '...for the '``. No word is cut: reports hide CCCs whole."""
    at = text.index(odd)
    before = text[max(0, at - SHOWN_BEFORE) : at]
    if at > SHOWN_BEFORE:
        _, _, whole = before.partition(" ")
        before = f"...{whole}" if whole else ""
    return f"at character {at + 1}" + (f", after {before!r}" if before else "")
