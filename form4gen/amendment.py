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
# Then: form4gen check THIS_FILE --original ORIGINAL
"""
_OF_AN_OLD_SCHEMA: Final = """\
# Schema: the original is of {version}, and what is signed today is judged by {current}. Answer under_10b5_1_plan, give an
#   address outside the US its country, and see what check says once it is signed.
"""
_BY_NUMBER: Final = dict(zip(("I", "II"), TABLES, strict=True))
_ROW = re.compile(r"(I{1,2})\.([0-9]{1,4})", re.IGNORECASE)


class UnamendableError(Exception):
    """No amendment can be drafted; the message says why, and the way out."""


def rows_named(form4: Form4, words: str) -> list[Place]:
    """The rows of ``I.2,II.1``: the table and the row on the form, counted from 1; of ``all`` and ``none``.

    Raises ``UnamendableError`` for a row that is not there.
    """
    places = [place for place, _ in form4.rows()]
    if words.strip().lower() in (EVERY_ROW, NO_ROW):
        return places if words.strip().lower() == EVERY_ROW else []
    named = {_place(word.strip(), form4) for word in words.split(",")}
    return [place for place in places if place in named]


def _place(word: str, form4: Form4) -> Place:
    found = _ROW.fullmatch(word)
    if found is None:
        raise UnamendableError(f"{word!r} names no row; write I.2 for the second row of Table I, II.1 for the first of "
                               "Table II, or all, or none")
    table, number = _BY_NUMBER[found[1].upper()], int(found[2])
    rows = len(getattr(form4, table))
    if not 1 <= number <= rows:
        raise UnamendableError(f"there is no row {word}: Table {found[1].upper()} has {rows or 'no'} "
                               f"row{'' if rows == 1 else 's'}")
    return table, number - 1


def original_date(form4: Form4, filed_on: date | None) -> Day | None:
    """Box 4 of the amendment: the day on which the original was filed. An amendment of an amendment keeps the first day."""
    if form4.form == "4/A":
        return form4.date_of_original_submission
    return Day(filed_on.isoformat()) if filed_on else None


def amended(original: Form4, box_4: Day, rows: Sequence[Place]) -> Form4:
    """The draft of a 4/A with some rows of its original, each of which cites a footnote that is to explain it.

    Raises ``UnamendableError`` where there is no footnote left for that.
    """
    tables = {table: tuple(_unexplained(row) for number, row in enumerate(getattr(original, table))
                           if (table, number) in rows) for table in TABLES}
    footnotes = (Footnote.model_construct(id=_UNNUMBERED, text=PLACEHOLDER), *original.footnotes)
    owners = tuple(owner.model_copy(update={"ccc": None}) for owner in original.reporting_owners)
    draft = original.model_copy(update={
        "schema_version": None, "form": "4/A", "date_of_original_submission": box_4, "reporting_owners": owners, **tables,
        "footnotes": footnotes, "signatures": ()})
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


def _to_sign(original: Form4) -> Iterator[str]:
    yield "# To be signed anew, with the day on which the amendment is signed. The original was signed so:"
    signed: list[Tree] = [{"name": signature.name, "date": _DAY_TO_COME} for signature in original.signatures]
    yield from (f"# {line}".rstrip() for line in entry("signatures", signed))
