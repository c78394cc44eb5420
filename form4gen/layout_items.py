"""Items 1 to 6 of the printed form: the widths of their columns and the heights of their rows, in u.

A row is as high as its own words make it; a cell that spans several rows stretches them. Source: measured on sec.gov's
page, in every edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from form4gen.columns import auto_columns, spread
from form4gen.line_breaks import Run, line_count, widest_piece
from form4gen.page_parts import OwnerBlock, Page, RelationshipBoxes

BOX: Final = 10
"""Padding of 4 and border of 1 on both sides of a cell, or above and below it."""
_GAP: Final = 2
"""Between the cells of an inner table, and between them and its edge."""
_PADDING: Final = 2
"""Above and below the words in a cell of an inner table, or on both sides of them."""
_LABEL_LINE: Final = 11
_DATA_LINE: Final = 16
_NAME_LINE: Final = 18
_STARRED_LABEL: Final = 14.33
_RULE: Final = 18
_LABEL_TABLE: Final = 2 * _GAP + _PADDING + _LABEL_LINE
_ITEM_1_LABEL: Final = "1. Name and Address of Reporting Person*"
_ITEM_2_LABEL: Final = "2. Issuer Name and Ticker or Trading Symbol"
_ITEM_4_LABEL: Final = "4. If Amendment, Date of Original Filed (Month/Day/Year)"
_ITEM_5_LABEL: Final = "5. Relationship of Reporting Person(s) to Issuer"
_ITEM_6_LABEL: Final = "6. Individual or Joint/Group Filing (Check Applicable Line)"
_RELATIONSHIPS: Final = (("Director", "10% Owner"), ("Officer (give title below)", "Other (specify below)"))
_ONE_PERSON: Final = "Form filed by One Reporting Person"
_MORE_PERSONS: Final = "Form filed by More than One Reporting Person"


@dataclass(frozen=True, slots=True)
class Items:
    """Widths of columns from left to right, heights of rows from the top.

    ``owner``: city, state and ZIP code in item 1; ``relationship``: the boxes of item 5 and their texts; ``filing``:
    those of item 6.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    owner: tuple[float, ...]
    relationship: tuple[float, ...]
    filing: tuple[float, ...]


def items(page: Page, width: float) -> Items:
    """Items 1 to 6 on a page of ``width`` u."""
    least = (BOX + max(_least_owner_width(page.owner), _LEAST_NAME_LABELS, widest_piece(_label(_ITEM_1_LABEL))),
             BOX + max(widest_piece(run) for run in (_issuer(page), _label(_ITEM_2_LABEL), _label(_ITEM_4_LABEL))),
             BOX + max(sum(_least_relationship(page.relationship)) + 5 * _GAP, widest_piece(_label(_ITEM_5_LABEL))))
    widths = auto_columns(least, (35, 35, 0), width - 2)
    owner = owner_columns(page.owner, widths[0] - BOX)
    relationship = auto_columns(_least_relationship(page.relationship), (15, 35, 15, 35), widths[2] - BOX - 5 * _GAP)
    filing = auto_columns((0, 0), (15, 85), widths[2] - BOX - 3 * _GAP)
    heights = _rows(page, [column - BOX for column in widths], owner, relationship, filing)
    return Items(widths, heights, owner, relationship, filing)


_LEAST_NAME_LABELS: Final = 3 * (_PADDING + widest_piece([Run("(Middle)", "sans", 10)])) + 4 * _GAP


def owner_columns(owner: OwnerBlock, width: float) -> tuple[float, ...]:
    """City, state and ZIP code in an address block of ``width`` u: thirds, where the words allow it."""
    return auto_columns(_least_address(owner), (33, 33, 33), width - 4 * _GAP)


def _data(text: str) -> list[Run]:
    return [Run(text, "serif", 13)]


def _name(text: str) -> list[Run]:
    return [Run(text, "serif", 16)]


def _label(text: str) -> list[Run]:
    return [Run(text, "sans", 10)]


def _issuer(page: Page) -> list[Run]:
    return [*_name(f"{page.issuer_name} [ "), *_data(page.trading_symbol), *_name(" ]")]


def _least_address(owner: OwnerBlock) -> tuple[float, ...]:
    return tuple(_PADDING + widest_piece(_data(text)) for text in (owner.city, owner.state, owner.zip_code))


def _least_owner_width(owner: OwnerBlock) -> float:
    lines = [_name(owner.name), *(_data(text) for text in (*owner.streets, owner.country or ""))]
    return max(sum(_least_address(owner)) + 4 * _GAP, *(2 * _GAP + _PADDING + widest_piece(line) for line in lines))


def _least_relationship(boxes: RelationshipBoxes) -> tuple[float, ...]:
    """The words "Officer" and "Other" stand above, a title below; the older form's title has all four columns."""
    titles = ("", "") if boxes.in_one_cell else (boxes.officer_title, boxes.other_text)
    mark = _PADDING + widest_piece(_data("X"))
    officer, other = (
        _PADDING + max(widest_piece(_name(title)), *(widest_piece(_label(row[side])) for row in _RELATIONSHIPS))
        for side, title in enumerate(titles))
    return mark, officer, mark, other


def _rows(page: Page, inside: Sequence[float], owner: Sequence[float], relationship: Sequence[float],
          filing: Sequence[float]) -> tuple[float, ...]:
    """The heights of the rows; ``inside`` are the widths of the columns within padding and border."""
    label = BOX + _LABEL_LINE
    rows = [label + _NAME_LINE * line_count(_issuer(page), inside[1]), label + _DATA_LINE]
    item_4 = BOX + _LABEL_LINE * line_count(_label(_ITEM_4_LABEL), inside[1])
    item_5 = BOX + 2 * _LABEL_LINE + _relationship_height(page.relationship, relationship)
    item_6 = BOX + _LABEL_LINE * line_count(_label(_ITEM_6_LABEL), inside[2]) + _filing_height(page, filing)
    item_4 += _DATA_LINE if page.original_filed else 0
    item_1 = BOX + _owner_height(page.owner, inside[0], owner)
    if page.foreign_trading_symbol is None:
        return spread(spread((*rows, max(item_4, item_6)), range(2), item_5), range(3), item_1)
    item_4 += 0 if page.original_filed else _NAME_LINE
    rows.insert(1, label + (_DATA_LINE if page.foreign_trading_symbol else 0))
    heights = spread(spread((*rows, item_4), range(2), item_5), range(2, 4), item_6)
    return spread(heights, range(4), item_1, openers=(2,))


def _owner_height(owner: OwnerBlock, width: float, columns: Sequence[float]) -> float:
    """Item 1: label, name, rule, three labels, streets, rule, label, city, rule, three labels, and a country."""
    across = width - 2 * _GAP - _PADDING
    name = 2 * _GAP + _PADDING + _NAME_LINE * max(1, line_count(_name(owner.name), across))
    streets = _GAP + sum(_GAP + _cell(line_count(_data(street), across)) for street in owner.streets)
    city = 2 * _GAP + _cell(max(line_count(_data(text), column - _PADDING) for text, column in zip(
        (owner.city, owner.state, owner.zip_code), columns, strict=True)))
    country = 0
    if owner.country is not None:
        country = 2 * _RULE + 2 * _GAP + _cell(line_count(_data(owner.country), across)) + _LABEL_LINE
    return _STARRED_LABEL + name + streets + city + 3 * _RULE + 2 * _LABEL_TABLE + _LABEL_LINE + country


def _cell(lines: int, line_height: int = _DATA_LINE) -> int:
    """The height of a cell of an inner table."""
    return _PADDING + line_height * lines


def _relationship_height(boxes: RelationshipBoxes, columns: Sequence[float]) -> float:
    """Item 5's inner table: two rows of boxes and a row of titles."""
    marked = ((boxes.director, boxes.ten_percent_owner), (boxes.officer, boxes.other))
    height = _GAP
    for texts, marks in zip(_RELATIONSHIPS, marked, strict=True):
        lines = max(line_count(_label(text), columns[side] - _PADDING)
                    for side, text in zip((1, 3), texts, strict=True))
        height += _GAP + max(_cell(lines, _LABEL_LINE), _cell(1) if any(marks) else 0)
    return height + _GAP + _titles_height(boxes, columns)


def _titles_height(boxes: RelationshipBoxes, columns: Sequence[float]) -> int:
    if boxes.in_one_cell:
        both = f"{boxes.officer_title} {boxes.other_text}".strip()
        return _cell(line_count(_data(both), sum(columns) + 3 * _GAP - _PADDING))
    return _cell(max(line_count(_name(text), columns[side] - _PADDING)
                     for side, text in ((1, boxes.officer_title), (3, boxes.other_text))), _NAME_LINE)


def _filing_height(page: Page, columns: Sequence[float]) -> float:
    """Item 6's inner table: two boxes, of which one is marked."""
    height = _GAP
    for text, marked in ((_ONE_PERSON, page.one_reporting_person), (_MORE_PERSONS, page.more_reporting_persons)):
        lines = line_count(_label(text), columns[1] - _PADDING)
        height += _GAP + max(_cell(lines, _LABEL_LINE), _cell(1) if marked else 0)
    return height
