"""A filing -> the draft of its amendment: a Form 4/A with the lines to be amended, unexplained and unsigned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from form4gen.filing import TABLES, AnyRow, Footnote, Form4, Place
from form4gen.lexical import Day
from form4gen.own_footnotes import cited_in, with_own_footnotes
from form4gen.rules.amendment import PLACEHOLDER
from form4gen.rules.parts import limits
from form4gen.todays_schema import in_todays_schema
from form4gen.versions import CURRENT, version_of
from form4gen.yaml_layout import Tree, entry
from form4gen.yaml_text import to_yaml

EVERY_ROW: Final = "all"
NO_ROW: Final = "none"
_UNNUMBERED: Final = "to be numbered"
"""The id of the explaining footnote until all are numbered."""
_DAY_TO_COME: Final = "YYYY-MM-DD"
_TEACHING: Final = """\
# A draft of a Form 4/A, which amends the Form 4 filed {filed}. Correct it, explain it, sign it.
#
# Lines: give each line that is added or amended, whole, as it should have been. Do not repeat transactions that the
#   original has and that are not amended: delete those lines (General Instruction 9(a) and (b); the SEC staff's FAQ on
#   electronic filing, question 12). EDGAR takes no amendment without a transaction, unless the exit box is checked.
# Explanation: one or more footnotes explain the amendment, whatever its purpose (Instruction 9). The footnote that the
#   lines cite asks for it; write it out, or build makes nothing of this.
# Day: an amendment speaks as of the original. Numbers owned are those following the transaction reported then, not
#   today's. date_of_original_submission (box 4) is the day on which EDGAR received the original, not the one it was signed.
#   period_of_report (box 3) stays, whichever lines are left, unless the earliest transaction is added or its date amended.
# Then: form4gen check THIS_FILE --original ORIGINAL
"""
_OF_AN_OLD_SCHEMA: Final = """\
# Schema: the original is of {version}, and what is signed today is judged by {current}; see what check says.
"""
_UNANSWERED: Final = """\
#   Answer under_10b5_1_plan, true or false, a box that the original's form did not have.
"""
_MOVED: Final = """\
#   The country of an address abroad stands under country now, not under state; see that the rest of the address is right.
"""
_BY_NUMBER: Final = dict(zip(("I", "II"), TABLES, strict=True))
_ROWS: Final = re.compile(r"(I{1,2})\.([0-9]{1,4})(?:-([0-9]{1,4}))?", re.IGNORECASE)


class UnamendableError(Exception):
    """No amendment can be drafted; the message says why, and the way out."""


def rows_named(form4: Form4, words: str) -> list[Place]:
    """The rows of ``I.2,II.1-3``: the table and the row on the form, counted from 1; of ``all`` and ``none``.

    Raises ``UnamendableError`` for a row that is not there.
    """
    places = [place for place, _ in form4.rows()]
    if words.strip().lower() in (EVERY_ROW, NO_ROW):
        return places if words.strip().lower() == EVERY_ROW else []
    named = {place for word in words.split(",") for place in _places(word.strip(), form4)}
    return [place for place in places if place in named]


def _places(word: str, form4: Form4) -> list[Place]:
    """The row of ``I.2``, the rows of ``I.2-5``."""
    found = _ROWS.fullmatch(word)
    if found is None:
        raise UnamendableError(f"{word!r} names no row; write I.2 for the second row of Table I, II.1-3 for the first "
                               "three of Table II, both as I.2,II.1-3; or all, or none, alone")
    table, first, last = _BY_NUMBER[found[1].upper()], int(found[2]), int(found[3] or found[2])
    rows = len(getattr(form4, table))
    if first > last:
        raise UnamendableError(f"{word} ends before it begins; write {found[1]}.{last}-{first}")
    if first < 1 or last > rows:
        raise UnamendableError(f"there is no row {found[1]}.{first if first < 1 else max(first, rows + 1)}: "
                               f"Table {found[1].upper()} has {rows or 'no'} row{'' if rows == 1 else 's'}")
    return [(table, number - 1) for number in range(first, last + 1)]


def original_date(form4: Form4, filed_on: date | None) -> Day | None:
    """Box 4 of the amendment: the day on which the original was filed. An amendment of an amendment keeps the first day."""
    if form4.form == "4/A":
        return form4.date_of_original_submission
    return Day(filed_on.isoformat()) if filed_on else None


def amended(original: Form4, box_4: Day, rows: Sequence[Place]) -> Form4:
    """The draft of a 4/A with some rows of its original, each of which cites a footnote that is to explain it.

    It is of today's schema, for it is filed today.

    Raises ``UnamendableError`` where there is no footnote left for that.
    """
    tables = {table: tuple(_unexplained(row) for number, row in enumerate(getattr(original, table))
                           if (table, number) in rows) for table in TABLES}
    footnotes = (Footnote.model_construct(id=_UNNUMBERED, text=PLACEHOLDER), *original.footnotes)
    renewed = in_todays_schema(original)
    owners = tuple(owner.model_copy(update={"ccc": None}) for owner in renewed.reporting_owners)
    draft = renewed.model_copy(update={
        "form": "4/A", "date_of_original_submission": box_4, "reporting_owners": owners, **tables, "footnotes": footnotes,
        "signatures": ()})
    cited, (_, most) = cited_in(draft), limits("footnotes")
    if len(cited) > most:
        raise UnamendableError(f"with one to explain the amendment these rows cite {len(cited)} footnotes, and EDGAR takes "
                               f"{most}; name the rows to be amended alone (--rows)")
    if not cited:
        return draft.model_copy(update={"footnotes": (Footnote(id="F1", text=PLACEHOLDER),)})
    return with_own_footnotes(draft)[0]


def _unexplained(row: AnyRow) -> AnyRow:
    """A row whose title cites the footnote that is to explain its amendment."""
    title = row.security_title
    cited = title.model_copy(update={"footnotes": (*title.footnotes, _UNNUMBERED)})
    return row.model_copy(update={"security_title": cited})


def to_draft(original: Form4, draft: Form4) -> str:
    """The draft amendment as an author's YAML; comments teach what an amendment is, and say who signed the original."""
    lines = [*_teaching(original, draft), "", to_yaml(draft).rstrip("\n"), "", *_to_sign(original)]
    return "".join(f"{line}\n" for line in lines)


def _teaching(original: Form4, draft: Form4) -> Iterator[str]:
    yield from _TEACHING.format(filed=draft.date_of_original_submission).splitlines()
    version = version_of(original)
    if version != CURRENT:
        yield from _OF_AN_OLD_SCHEMA.format(version=version, current=CURRENT).splitlines()
    if draft.under_10b5_1_plan is None:
        yield from _UNANSWERED.splitlines()
    if [owner.address for owner in draft.reporting_owners] != [owner.address for owner in original.reporting_owners]:
        yield from _MOVED.splitlines()


def _to_sign(original: Form4) -> Iterator[str]:
    yield "# To be signed anew, with the day on which the amendment is signed. The original was signed so:"
    signed: list[Tree] = [{"name": signature.name, "date": _DAY_TO_COME} for signature in original.signatures]
    yield from (f"# {line}".rstrip() for line in entry("signatures", signed))
