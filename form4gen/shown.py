"""The printed form for a terminal: Page -> lines of text, in the words of the printed form; a total function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text

from form4gen.headings import (
    EXIT_BOX,
    EXIT_BOX_SEE,
    PLAN_BOX,
    PLAN_ROW_TITLE,
    TABLE_I,
    TABLE_I_TITLE,
    TABLE_II,
    TABLE_II_TITLE,
)
from form4gen.page_parts import OwnerBlock, Page, RelationshipBoxes, SignedBy
from form4gen.revision import Mark
from form4gen.ruled import EDGES, GAP, Lines, beside, framed, wrapped
from form4gen.shown_tables import DATA, HEADING, INDENT, NOTE, data, label_and_data, pairs, table

NARROWEST: Final = 40
WIDEST: Final = 240
"""Columns of a terminal between which the form is fitted; in a wider one lines would be too long to read."""
BESIDE: Final = 100
"""From this width on, items 1 to 6 stand in three columns, as on the form."""

TITLES: Final = (
    "FORM 4", "UNITED STATES SECURITIES AND EXCHANGE COMMISSION", "Washington, D.C. 20549", "",
    "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP", "",
    "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934",
    "or Section 30(h) of the Investment Company Act of 1940", "",
    "OMB APPROVAL", "OMB Number: 3235-0287", "Estimated average burden hours per response: 0.5",
)
CLOSING: Final = (
    "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.",
    "* If the form is filed by more than one reporting person, see Instruction 4 (b)(v).",
    "** Intentional misstatements or omissions of facts constitute Federal Criminal Violations See 18 U.S.C. 1001 and "
    "15 U.S.C. 78ff(a).",
    "Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, see "
    "Instruction 6 for procedure.",
    "Persons who respond to the collection of information contained in this form are not required to respond unless the "
    "form displays a currently valid OMB Number.",
)
_DATE_WIDTH: Final = 10

Entry = tuple[str, Text]
"""A label of the form, and what stands in its box."""


def shown(page: Page, width: int, *, draft: bool = False) -> Lines:
    """The form in lines of at most ``width`` columns, between 40 and 240; ``draft``: the word DRAFT on top.

    Data are blue and footnotes green, as on sec.gov's page. Where a table fits, it stands as on the form; where a word
    would have to be cut, each row is a list of its boxes, without the empty ones.
    """
    lines = [line for part in _parts(page, min(max(width, NARROWEST), WIDEST), draft) for line in (*part, Text())]
    for line in lines:
        line.rstrip()
    return lines[:-1]


def _parts(page: Page, width: int, draft: bool) -> Iterator[Lines]:
    """The parts of the form, from top to bottom."""
    if draft:
        yield _centred("DRAFT", width, "bold red")
    yield wrapped(data(page.title, HEADING), width)
    yield [line for title in TITLES for line in _centred(title, width, HEADING if title.isupper() else "")]
    yield _checked(page.no_longer_subject, f"{EXIT_BOX} See {EXIT_BOX_SEE}", width)
    plan_box = [] if page.under_10b5_1_plan is None else [_checked(page.under_10b5_1_plan, PLAN_BOX, width)]
    yield from [] if page.plan_box_has_a_row else plan_box
    yield _items(page, width)
    if page.plan_box_has_a_row:
        yield [line for part in (wrapped(Text(PLAN_ROW_TITLE, HEADING), width), *plan_box) for line in part]
    yield [line for title in TABLE_I_TITLE for line in _centred(title, width, HEADING)]
    yield table(TABLE_I, page.table_i, width)
    yield [line for title in TABLE_II_TITLE for line in _centred(title, width, HEADING)]
    yield table(TABLE_II, page.table_ii, width)
    if page.owners:
        yield _listed([_owner(owner) for owner in page.owners], width)
    yield _explanation(page, width)
    yield _signatures(page.signatures, width)
    yield [line for text in (*CLOSING, page.form_number or "") for line in wrapped(Text(text), width)]


def _centred(text: str, width: int, style: str = "") -> Lines:
    return [Text.assemble(" " * ((width - line.cell_len) // 2), line) for line in wrapped(Text(text, style), width)]


def _box(mark: Mark) -> Text:
    """A check box: ``[X]`` or ``[ ]``."""
    return Text.assemble("[", ("X" if mark else " ", DATA), "] ")


def _checked(mark: Mark, text: str, width: int) -> Lines:
    """A check box beside its text."""
    box = _box(mark)
    first, *others = wrapped(Text(text), width - len(box))
    return [Text.assemble(box, first), *(Text.assemble(" " * len(box), line) for line in others)]


def _items(page: Page, width: int) -> Lines:
    """Items 1 to 6: in three columns as on the form, or one below the other."""
    groups = ([_owner(page.owner)], _issuer_and_dates(page), _boxes(page))
    if width < BESIDE:
        return _listed([item for group in groups for item in group], width)
    room = width - EDGES - 2 * GAP
    widths = (room // 3, room // 3, room - 2 * (room // 3))
    cells = [_stacked(group, each) for group, each in zip(groups, widths, strict=True)]
    return framed([beside(cells, widths)], widths)


def _listed(items: Sequence[Sequence[Entry]], width: int) -> Lines:
    """Items with the labels at the left and the data at the right."""
    widths = label_and_data(width, [label for item in items for label, _ in item])
    return framed([pairs([(Text(label), value) for label, value in item], widths) for item in items], widths)


def _stacked(items: Sequence[Sequence[Entry]], width: int) -> Lines:
    """Items one below the other, each label above its data."""
    lines = [[line for label, value in item for line in (*wrapped(Text(label), width), *_indented(value, width))]
             for item in items]
    return [line for number, item in enumerate(lines) for line in ([Text(), *item] if number else item)]


def _indented(value: Text, width: int) -> Lines:
    return [Text.assemble(INDENT, line) for line in wrapped(value, width - len(INDENT))] if value else []


def _owner(owner: OwnerBlock) -> list[Entry]:
    """Item 1."""
    country = [] if owner.country is None else [("(Country)", data(owner.country))]
    return [("1. Name and Address of Reporting Person*", Text()), ("(Last) (First) (Middle)", data(owner.name)),
            ("(Street)", Text("\n").join(data(street) for street in owner.streets if street)),
            ("(City)", data(owner.city)), ("(State)", data(owner.state)), ("(Zip)", data(owner.zip_code)), *country]


def _issuer_and_dates(page: Page) -> list[list[Entry]]:
    """Items 2 to 4."""
    symbol = page.foreign_trading_symbol
    issuer = Text.assemble(data(page.issuer_name), " [ ", data(page.trading_symbol), " ]")
    return [[("2. Issuer Name and Ticker or Trading Symbol", issuer)],
            *([] if symbol is None else [[("2a. Foreign Trading Symbol", data(symbol))]]),
            [("3. Date of Earliest Transaction (Month/Day/Year)", data(page.earliest_transaction))],
            [("4. If Amendment, Date of Original Filed (Month/Day/Year)", data(page.original_filed))]]


def _boxes(page: Page) -> list[list[Entry]]:
    """Items 5 and 6."""
    filing = ((page.one_reporting_person, "Form filed by One Reporting Person"),
              (page.more_reporting_persons, "Form filed by More than One Reporting Person"))
    return [[("5. Relationship of Reporting Person(s) to Issuer (Check all applicable)", _relationship(page.relationship))],
            [("6. Individual or Joint/Group Filing (Check Applicable Line)",
              Text("\n").join(Text.assemble(_box(mark), text) for mark, text in filing))]]


def _relationship(boxes: RelationshipBoxes) -> Text:
    """The boxes of item 5; what an officer or another is stands below its box."""
    lines = [Text.assemble(_box(boxes.director), "Director"), Text.assemble(_box(boxes.ten_percent_owner), "10% Owner"),
             Text.assemble(_box(boxes.officer), "Officer (give title below)"), data(boxes.officer_title),
             Text.assemble(_box(boxes.other), "Other (specify below)"), data(boxes.other_text)]
    return Text("\n").join(line for line in lines if line)


def _explanation(page: Page, width: int) -> Lines:
    """The footnotes and the remarks."""
    lines = [Text("Explanation of Responses:", HEADING)]
    lines += [line for footnote in page.footnotes for line in wrapped(data(footnote, NOTE), width)]
    if page.remarks is None:
        return lines
    return [*lines, Text(), Text("Remarks:", HEADING), *(wrapped(data(page.remarks, NOTE), width) if page.remarks else [])]


def _signatures(signatures: Sequence[SignedBy], width: int) -> Lines:
    widths = (width - EDGES - GAP - _DATE_WIDTH, _DATE_WIDTH)
    heads = Text("** Signature of Reporting Person", HEADING), Text("Date", HEADING)
    signed = [pairs([(data(each.name), data(each.date))], widths) for each in signatures]
    return framed([pairs([heads], widths), *signed], widths)
