"""A filing larger than EDGAR takes -> several that it takes: "Filing 1 of 4", each a whole Form 4 by itself.

EDGAR takes 30 rows in a table, 10 reporting owners and 99 footnotes. What is more goes into further Forms 4, numbered in
their remarks; each has the header, at least one transaction, and of the footnotes those that its rows cite.

More than ten owners are divided too. Then the filings are one joint report, of which each names some of the owners in box 1
and the others in its remarks, as Instruction 4(b)(v) has a designated owner list the others. Either each row and each owner
is in one filing, or every group of ten owners reports every row, so that EDGAR's index has each row under each owner. Which
of the two is right depends on who owns what, and no field of the form tells that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final, Literal, NamedTuple, get_args

from form4gen.filing import TABLES, AnyRow, Form4, Place, ReportingOwner, Signature, Transaction
from form4gen.lexical import Length, RemarksText
from form4gen.own_footnotes import cited_in, with_own_footnotes
from form4gen.rules.parts import limits, texts
from form4gen.rules.prose import footnotes_named

Reporting = Literal["once", "each"]
"""Of more than ten owners: every owner, as every row, is in one of the filings; or each reports every row."""
Tables = Mapping[str, tuple[AnyRow, ...]]

LONGEST_REMARKS: Final = next(mark.longest or 0 for mark in get_args(RemarksText) if isinstance(mark, Length))


MOST_FILINGS: Final = 100
"""A limit of ours. 3,000 rows in a table are no Form 4 to split."""


class UnsplittableError(Exception):
    """The filing cannot be split; the message says why, and the way out."""


class Filing(NamedTuple):
    """One of several filings, or the only one; and what its reader should know of it."""

    form4: Form4
    notes: tuple[str, ...] = ()


class Split(NamedTuple):
    """The filings that together report what one does; and what their filer should know of all of them."""

    filings: tuple[Filing, ...]
    notes: tuple[str, ...] = ()


class _Portion(NamedTuple):
    """What one filing reports, and who reports it."""

    owners: tuple[ReportingOwner, ...]
    signatures: tuple[Signature, ...]
    tables: Tables


def overflows(form4: Form4) -> bool:
    """Whether a filing has more rows in a table, more owners or more footnotes than EDGAR takes."""
    return any(len(getattr(form4, name)) > limits(name)[1] for name in ("reporting_owners", *TABLES, "footnotes"))


def split(form4: Form4, reporting: Reporting = "once") -> Split:
    """The filings that together report what one does; the filing itself where EDGAR takes it.

    ``reporting``: how more than ten owners are divided. Raises ``UnsplittableError`` where a filing would be left without a
    transaction or an owner, where it cannot be told who signs which, or where the remarks have no room for the number.
    """
    if not overflows(form4):
        return Split((Filing(form4),))
    portions = list(_portions(form4, reporting))
    filings = tuple(_filing(form4, portion, number, len(portions)) for number, portion in enumerate(portions, start=1))
    return Split(filings, tuple(_notes(form4, [filing.form4 for filing in filings], reporting)))


def _notes(whole: Form4, filings: Sequence[Form4], reporting: Reporting) -> Iterator[str]:
    """What there is to know of filings among which the owners are divided."""
    owners, groups = len(whole.reporting_owners), len({form4.reporting_owners for form4 in filings})
    if groups == 1:
        return
    if reporting == "once":
        yield (f"CAUTION: each of the {owners} owners is in one filing only, and there reports the rows of that filing "
               "alone; where they own the same securities, each must report every row, which --reporting each does "
               "(Instruction 4(b)(v))")
    else:
        yield f"every row is in {groups} filings, one for each group of owners"
    if any(_joint_report(whole, form4.reporting_owners, is_named=True) not in (form4.remarks or "") for form4 in filings):
        yield ("the remarks have no room to name the owners of the other filings; enclose a list of their names and "
               "addresses as EX-99 (Instruction 4(b)(v))")
    if filings[0].signatures != whole.signatures:
        yield "the signatures are taken to stand in the order of the owners, and each filing has those of its own"


def _portions(form4: Form4, reporting: Reporting) -> Iterator[_Portion]:
    owners, most = form4.reporting_owners, limits("reporting_owners")[1]
    tens = [range(start, min(start + most, len(owners))) for start in range(0, len(owners), most)]
    if reporting == "each" or len(tens) == 1:
        for group in tens:
            signed = _signed(form4, group)
            for tables in _portions_of_rows(form4, 1):
                yield _Portion(tuple(owners[number] for number in group), signed, tables)
        return
    try:
        portions = _portions_of_rows(form4, len(tens))
    except UnsplittableError as why:
        _portions_of_rows(form4, 1)  # which says why, if that way is closed too
        raise UnsplittableError(f"{why}; --reporting each lets every owner report every row") from None
    if len(portions) > len(owners):
        raise UnsplittableError(f"its rows need {len(portions)} filings, and it has {len(owners)} owners, too few for "
                                "each to be in one filing only; let every owner report every row (--reporting each)")
    for group, tables in zip(_stretches(_sizes(len(owners), len(portions))), portions, strict=True):
        yield _Portion(tuple(owners[number] for number in group), _signed(form4, group), tables)


def _signed(form4: Form4, group: range) -> tuple[Signature, ...]:
    """Who signs for a group of owners: where every owner has a signature, those at the owners' own places; else all."""
    owners, signatures = form4.reporting_owners, form4.signatures
    if len(group) == len(owners) or (len(signatures) != len(owners) and len(signatures) <= limits("signatures")[1]):
        return signatures
    if len(signatures) != len(owners):
        raise UnsplittableError(f"{len(signatures)} have signed for {len(owners)} owners, so it cannot be told who signs "
                                "which filing; write a signature for each owner, in the order of the owners")
    return tuple(signatures[number] for number in group)


def _portions_of_rows(form4: Form4, least: int) -> list[Tables]:
    """The rows of each filing, of which there are ``least`` or more."""
    most = limits(TABLES[0])[1]
    count = max(least, *(-(-len(getattr(form4, table)) // most) for table in TABLES))
    if count > MOST_FILINGS:
        raise UnsplittableError(f"it needs {count} filings, and form4gen makes at most {MOST_FILINGS} of one")
    for portions in _ways_to_divide(form4, count, most):
        if all(_may_stand_alone(form4, tables) for tables in portions):
            return portions
    raise UnsplittableError(_why_undivided(form4, count))


def _why_undivided(form4: Form4, count: int) -> str:
    transactions, rows = len(form4.transactions()), len(form4.rows())
    if transactions < count and not form4.not_subject_to_section_16:
        way_out = "; leave out holdings that need not be reported" if transactions < rows else ""
        return (f"it needs {count} filings or more, and EDGAR takes none without a transaction, of which it has "
                f"{transactions}{way_out}")
    return (f"its rows cite so many footnotes that, however they are divided, some filing has more than "
            f"{limits('footnotes')[1]}, which is what EDGAR takes; join some, or move some into an exhibit")


def _ways_to_divide(form4: Form4, least: int, most: int) -> Iterator[list[Tables]]:
    """The rows cut in the author's order, ``most`` in each table; or each kind of row spread evenly over more and more
    filings, as long as there is one for each."""
    starts = range(0, most * least, most)
    yield [{table: getattr(form4, table)[start : start + most] for table in TABLES} for start in starts]
    each = form4.rows() if form4.not_subject_to_section_16 else form4.transactions()
    for count in range(least, min(len(each), MOST_FILINGS) + 1):
        spread = {table: _spread(getattr(form4, table), count, is_first=table == TABLES[0]) for table in TABLES}
        yield [{table: spread[table][number] for table in TABLES} for number in range(count)]


def _may_stand_alone(form4: Form4, tables: Tables) -> bool:
    """Whether EDGAR takes the rows as a filing: with a transaction, unless the exit box is checked, and not too many
    footnotes."""
    alone = form4.model_copy(update=dict(tables))
    is_enough = bool(form4.not_subject_to_section_16 or alone.transactions())
    return is_enough and len(cited_in(alone)) <= limits("footnotes")[1]


def _spread(rows: Sequence[AnyRow], count: int, is_first: bool) -> list[tuple[AnyRow, ...]]:
    """A table's transactions and holdings, each spread evenly over filings and in the table's order.

    The extra transactions of Table I go to the first filings and those of Table II to the last, so that no filing lacks
    one; the extra holdings go the other way, so that none has more rows than it must.
    """
    kinds = [[number for number, row in enumerate(rows) if isinstance(row, Transaction) == is_transaction]
             for is_transaction in (True, False)]
    found: list[list[int]] = [[] for _ in range(count)]
    for numbers, extra_first in zip(kinds, (is_first, not is_first), strict=True):
        sizes = _sizes(len(numbers), count)
        for held, stretch in zip(found, _stretches(sizes if extra_first else sizes[::-1]), strict=True):
            held += [numbers[number] for number in stretch]
    return [tuple(rows[number] for number in sorted(held)) for held in found]


def _sizes(number: int, count: int) -> list[int]:
    """A number in nearly equal shares, the greater first."""
    share, extra = divmod(number, count)
    return [share + 1] * extra + [share] * (count - extra)


def _stretches(sizes: Sequence[int]) -> list[range]:
    return [range(start, end) for start, end in pairwise(accumulate(sizes, initial=0))]


def _filing(whole: Form4, portion: _Portion, number: int, count: int) -> Filing:
    """One of the filings. Its period of report is its own earliest transaction; an amendment keeps that of the original."""
    form4 = whole.model_copy(update={**portion.tables, "reporting_owners": portion.owners, "signatures": portion.signatures,
                                     "remarks": _remarks(whole, portion.owners, number, count)})
    days = [row.transaction_date.value for _, row in form4.transactions()]
    if days and form4.form == "4":
        form4 = form4.model_copy(update={"period_of_report": min(days)})
    numbered, numbers = with_own_footnotes(form4)
    return Filing(numbered, tuple(_moved(form4, numbered, numbers)))


def _remarks(whole: Form4, owners: Sequence[ReportingOwner], number: int, count: int) -> str:
    """The remarks behind the filing's number, and behind the names of the owners whom it leaves out, if there is room."""
    for is_named in (True, False):
        head = " ".join(filter(None, (f"Filing {number} of {count}.", _joint_report(whole, owners, is_named))))
        text = f"{head} {whole.remarks or ''}".rstrip()
        if len(text) <= LONGEST_REMARKS:
            return text
    raise UnsplittableError(f'with "{head}" the remarks have {len(text):,} characters, and EDGAR takes '
                            f"{LONGEST_REMARKS:,}; shorten them, or move part of them into an exhibit")


def _joint_report(whole: Form4, owners: Sequence[ReportingOwner], is_named: bool) -> str:
    """What a filing says of the owners that it leaves out: an Instruction 4(b)(v) list, as far as remarks can be one."""
    others = [owner for owner in whole.reporting_owners if owner not in owners]
    if not others:
        return ""
    named = ", ".join(f"{owner.name} (CIK {owner.cik})" if owner.name else f"CIK {owner.cik}" for owner in others)
    return (f"Joint report of {len(whole.reporting_owners)} reporting owners; other filings name "
            f"{named if is_named else 'the others'}.")


def _moved(whole: Form4, form4: Form4, numbers: Mapping[str, str]) -> Iterator[str]:
    """What words say of footnotes by numbers that are no longer theirs."""
    known = {footnote.id for footnote in whole.footnotes}
    for place, text in _texts(form4):
        for old in dict.fromkeys(f"F{number}" for number in footnotes_named(text)):
            new = numbers.get(old)
            if old in known and new != old:
                now = f"is {new} in this filing" if new else "is not in this filing"
                yield f"{_spoken(place)} speaks of footnote {old[1:]} by its number, which {now}; say it without the number"


def _texts(form4: Form4) -> Iterator[tuple[Place, str]]:
    yield from ((place, value) for place, one, value in texts(form4) if one.name != "id")


def _spoken(place: Place) -> str:
    return f"footnote F{int(place[1]) + 1}" if place[0] == "footnotes" else str(place[0])
