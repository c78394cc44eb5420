"""What a printed form's page puts into each of its boxes, without blanks, to be compared with what a PDF has there."""

from __future__ import annotations

from collections.abc import Iterator

from form4gen.page_parts import OwnerBlock, Page, TableRow
from form4gen.revision import Mark
from tests.cells import HAIR, Drawn, overlaps, packed

PAPER_BOTTOM, MARGIN = 792.0, 28.5
STANDS_OUT = 1.5
"""Points by which Table II may stand out of the margin."""


def misprints(drawn: Drawn, page: Page) -> list[str]:
    """What in a PDF is not as its page says: words not whole and alone in their own box, words that cover others or leave
    the form's place on the paper, headings parted from what they head."""
    found = [f"{label}: {there} for {expected}" for label, expected in boxes(page).items()
             if (there := drawn.labelled(label)) != expected]
    for table, rows in zip(drawn.tables, (page.table_i, page.table_ii), strict=True):
        found += [f"{one} for {other}" for one, other in zip(table.rows, map(row, rows), strict=True)
                  if [cell.tagged for cell in one] != other or [cell.inside for cell in one] != other]
        found += [f"{cell.tagged} leaves its box" for cells in table.rows for cell in cells if not cell.keeps_inside]
    said = "".join(paragraph.text for paragraph in drawn.paragraphs)
    expected = packed("".join(closing(page)))
    found += [] if expected in said else [f"{said} for {expected}"]
    return [*found, *_misplaced(drawn), *_parted(drawn)]


def row(cells: TableRow) -> list[str]:
    return [packed(("$" if cell.dollars else "") + cell.text + "".join(cell.marks)) for cell in cells]


def boxes(page: Page) -> dict[str, list[str]]:
    """The whole of every box of the form that is no row of a table, by the words that begin its label."""
    five, six = page.relationship, (page.one_reporting_person, page.more_reporting_persons)
    exit_and_plan = "Rule 10b5-1(c) Transaction Indication"
    words = {
        "1. Name": [_owner(owner) for owner in (page.owner, *page.owners)],
        "2. Issuer": [f"2. Issuer Name and Ticker or Trading Symbol {page.issuer_name} [{page.trading_symbol}]"],
        "2a.": [] if page.foreign_trading_symbol is None else [
            f"2a. Foreign Trading Symbol {page.foreign_trading_symbol}"],
        "3. Date": [f"3. Date of Earliest Transaction (Month/Day/Year) {page.earliest_transaction}"],
        "4. If": [f"4. If Amendment, Date of Original Filed (Month/Day/Year) {page.original_filed}"],
        "5. Relationship": [
            f"5. Relationship of Reporting Person(s) to Issuer (Check all applicable) {_x(five.director)} Director "
            f"{_x(five.ten_percent_owner)} 10% Owner {_x(five.officer)} Officer (give title below) {_x(five.other)} "
            f"Other (specify below) {five.officer_title} {five.other_text}"],
        "6. Individual": [
            f"6. Individual or Joint/Group Filing (Check Applicable Line) {_x(six[0])} Form filed by One Reporting "
            f"Person {_x(six[1])} Form filed by More than One Reporting Person"],
        exit_and_plan: [],
    }
    if page.plan_box_has_a_row:
        words[exit_and_plan] = [f"{exit_and_plan} {_x(page.under_10b5_1_plan or False)} {_PLAN}"]
    return {label: [packed(text) for text in texts] for label, texts in words.items()}


_PLAN = (
    "Check this box to indicate that a transaction was made pursuant to a contract, instruction or written plan for the "
    "purchase or sale of equity securities of the issuer that is intended to satisfy the affirmative defense conditions of "
    "Rule 10b5-1(c). See Instruction 10.")


def closing(page: Page) -> Iterator[str]:
    """Footnotes, remarks and signatures, in their order."""
    yield "Explanation of Responses:"
    yield from page.footnotes
    if page.remarks is not None:
        yield from ("Remarks:", *([page.remarks] if page.remarks else []))
    for signature in page.signatures:
        yield from (text for text in (signature.name, signature.date) if text)
        yield from ("** Signature of Reporting Person", "Date")


def _owner(owner: OwnerBlock) -> str:
    country = "" if owner.country is None else f"{owner.country} (Country)"
    return (f"1. Name and Address of Reporting Person* {owner.name} (Last) (First) (Middle) {' '.join(owner.streets)} "
            f"(Street) {owner.city} {owner.state} {owner.zip_code} (City) (State) (Zip) {country}")


def _x(mark: Mark) -> str:
    return "X" if mark else ""


def _misplaced(drawn: Drawn) -> Iterator[str]:
    for sheet in drawn.sheets:
        yield from (f"{one} covers {other}" for one, other in overlaps(sheet))
        for run in sheet.runs:
            box = run.box
            if box.left < MARGIN - HAIR or box.right > 612 - MARGIN + STANDS_OUT or box.top < MARGIN - HAIR:
                yield f"{run.text} leaves the paper"
            is_foot = run.mark is None and box.top >= PAPER_BOTTOM - MARGIN
            if box.bottom > PAPER_BOTTOM - (0 if is_foot else MARGIN):
                yield f"{run.text} leaves the page"


def _parted(drawn: Drawn) -> Iterator[str]:
    """Headings that end a page, and signatures parted from the line below them."""
    for table in drawn.tables:
        if table.rows and table.title.pages != (table.rows[0][0].page,):
            yield f"{table.title.text} is parted from its first row"
    heads = {packed("Explanation of Responses:"), packed("Remarks:")}
    for one, other in zip(drawn.paragraphs, drawn.paragraphs[1:], strict=False):
        is_head = one.text in heads or other.text == packed("** Signature of Reporting Person")
        if is_head and one.pages[-1:] != other.pages[:1]:
            yield f"{one.text} is parted from {other.text}"
