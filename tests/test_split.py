"""A filing larger than EDGAR takes: the filings it is split into are whole each, and together report what it did."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from form4gen import Form4, Severity, check, to_xml
from form4gen.own_footnotes import with_own_footnotes
from form4gen.resources import resource
from form4gen.same_filing import facts, same_filing
from form4gen.split import Reporting, UnsplittableError, overflows, split

REPORTING: tuple[Reporting, ...] = get_args(Reporting)
ISSUER = {"cik": "0000012345", "trading_symbol": "XMPL"}


def owner(number: int) -> dict[str, Any]:
    return {"cik": str(9999901 + number), "name": f"DOE {number}", "relationship": {"is_ten_percent_owner": "true"}}


def row(number: int = 0, *notes: str, day: str = "2026-06-01") -> dict[str, Any]:
    """A transaction whose number of shares tells it from others. Each one's balance follows from that of the row before."""
    return {"kind": "transaction", "security_title": "Common Stock", "transaction_date": day,
            "coding": {"form_type": "4", "code": "P", "equity_swap_involved": "false"},
            "shares": {"value": str(number + 1), "footnotes": notes}, "acquired_disposed": "A", "price_per_share": "10.25",
            "shares_owned_following": str(2000 + (number + 1) * (number + 2) // 2),
            "ownership": {"direct_or_indirect": "D"}}


def holding(number: int = 0, *notes: str) -> dict[str, Any]:
    return {"kind": "holding", "security_title": "Common Stock", "shares_owned_following": str(number + 1),
            "ownership": {"direct_or_indirect": "I",
                          "nature": {"value": f"By trust {number}", "footnotes": notes}}}


OF_TABLE_II = {"conversion_or_exercise_price": "1", "exercise_date": "2027-06-01", "expiration_date": "2036-06-01",
               "underlying_security": {"title": "Common Stock", "shares": "1"}}


def filing(table_i: list[dict[str, Any]], table_ii: list[dict[str, Any]] | None = None, owners: int = 1,
           **more: Any) -> Form4:
    notes = {note for one in (*table_i, *(table_ii or ())) for part in ("shares", "ownership")
             for value in (one.get(part, {}), one.get(part, {}).get("nature", {}))
             for note in (value.get("footnotes", ()) if isinstance(value, dict) else ())}
    numbered = sorted(notes, key=lambda note: int(note[1:]))
    return Form4.model_validate({
        "period_of_report": "2026-06-01", "issuer": ISSUER, "reporting_owners": [owner(number) for number in range(owners)],
        "under_10b5_1_plan": "false", "non_derivative_table": table_i,
        "derivative_table": [{**one, **OF_TABLE_II} for one in table_ii or ()],
        "footnotes": [{"id": note, "text": f"Explanation {note[1:]}."} for note in numbered],
        "signatures": [{"name": f"/s/ Doe {number}", "date": "2026-06-02"} for number in range(owners)], **more})


def said(form4: Form4) -> list[tuple[str, Any]]:
    """Each row with the texts of the footnotes it cites, whatever their numbers."""
    texts = {footnote.id: footnote.text for footnote in form4.footnotes}
    return [(str(place[0]), tuple((where, texts.get(text, text) if "footnotes" in where else text)
                                  for where, text in facts(one))) for place, one in form4.rows()]


def reported(filings: list[Form4]) -> Counter[tuple[str, Any]]:
    """How often each owner reports each row."""
    return Counter((one.cik, row) for form4 in filings for one in form4.reporting_owners for row in said(form4))


def parts(form4: Form4, reporting: Reporting = "once") -> list[Form4]:
    return [part.form4 for part in split(form4, reporting).filings]


XSD = etree.XMLSchema(etree.parse(resource("schemas", "form4.xsd")))


def is_accepted(form4: Form4) -> bool:
    """Whether EDGAR would take a filing, by our rules and by our XSD."""
    refused = [finding for finding in check(form4) if finding.severity is Severity.SUSPEND]
    return not refused and XSD.validate(etree.fromstring(to_xml(form4)))


LARGE = filing([row(number, f"F{number % 60 + 1}") for number in range(95)], owners=12)


def test_95_rows_12_owners_and_60_footnotes_every_row_and_owner_once() -> None:
    filings = parts(LARGE)
    assert [(len(one.non_derivative_table), len(one.reporting_owners), len(one.footnotes)) for one in filings] == \
        [(30, 3, 30), (30, 3, 30), (30, 3, 30), (5, 3, 5)]
    assert [line for one in filings for line in said(one)] == said(LARGE)
    assert tuple(one for part in filings for one in part.reporting_owners) == LARGE.reporting_owners
    assert tuple(one for part in filings for one in part.signatures) == LARGE.signatures
    assert all(map(is_accepted, filings))


def test_95_rows_12_owners_and_60_footnotes_each_owner_reporting_every_row() -> None:
    filings = parts(LARGE, "each")
    assert [(len(one.non_derivative_table), len(one.reporting_owners), len(one.footnotes)) for one in filings] == \
        [(30, 10, 30), (30, 10, 30), (30, 10, 30), (5, 10, 5), (30, 2, 30), (30, 2, 30), (30, 2, 30), (5, 2, 5)]
    assert reported(filings) == reported([LARGE])
    assert set(reported(filings).values()) == {1}
    assert all(map(is_accepted, filings))


CAUTION = ("CAUTION: each of the 12 owners is in one filing only, and there reports the rows of that filing alone; where "
           "they own the same securities, each must report every row, which --reporting each does (Instruction 4(b)(v))")
IN_ORDER = "the signatures are taken to stand in the order of the owners, and each filing has those of its own"


def test_what_dividing_the_owners_means_is_said() -> None:
    assert split(LARGE).notes == (CAUTION, IN_ORDER)
    assert split(LARGE, "each").notes == ("every row is in 2 filings, one for each group of owners", IN_ORDER)
    for reporting in REPORTING:
        assert split(filing([row(number) for number in range(31)], owners=10), reporting).notes == ()


def test_a_filing_names_the_owners_whom_it_leaves_out() -> None:
    form4 = filing([row(), row(1)], owners=11, remarks="Of the fund.")
    joint = "Joint report of 11 reporting owners; other filings name"
    first, second = parts(form4, "each")
    assert first.remarks == f"Filing 1 of 2. {joint} DOE 10 (CIK 9999911). Of the fund."
    named = ", ".join(f"DOE {number} (CIK {9999901 + number})" for number in range(10))
    assert second.remarks == f"Filing 2 of 2. {joint} {named}. Of the fund."
    unnamed = tuple(owner.model_copy(update={"name": None}) for owner in form4.reporting_owners)
    first, _ = parts(form4.model_copy(update={"reporting_owners": unnamed}), "each")
    assert first.remarks == f"Filing 1 of 2. {joint} CIK 9999911. Of the fund."


def test_the_owners_left_out_are_named_where_the_remarks_have_room() -> None:
    joint = "Joint report of 11 reporting owners; other filings name"
    longest = "x" * (2000 - len(f"Filing 1 of 2. {joint} the others. "))
    made = split(filing([row(), row(1)], owners=11, remarks=longest))
    assert [one.form4.remarks for one in made.filings] == \
        [f"Filing {number} of 2. {joint} the others. {longest}" for number in (1, 2)]
    assert made.notes[1] == ("the remarks have no room to name the owners of the other filings; enclose a list of their "
                             "names and addresses as EX-99 (Instruction 4(b)(v))")
    with pytest.raises(UnsplittableError, match="the remarks have 2,001 characters"):
        split(filing([row(), row(1)], owners=11, remarks=f"{longest}x"))


def test_95_rows_of_one_owner_who_is_in_every_filing() -> None:
    form4 = filing([row(number) for number in range(95)])
    for reporting in REPORTING:
        filings = parts(form4, reporting)
        assert [len(one.non_derivative_table) for one in filings] == [30, 30, 30, 5]
        assert {one.reporting_owners for one in filings} == {form4.reporting_owners}
        assert {one.signatures for one in filings} == {form4.signatures}


def test_what_fits_is_not_split() -> None:
    form4 = filing([row(number) for number in range(30)], [row(number) for number in range(30)], owners=10)
    assert not overflows(form4)
    assert parts(form4) == [form4]


def test_both_tables_are_cut_side_by_side() -> None:
    filings = parts(filing([row(number) for number in range(31)], [row(number) for number in range(61)]))
    assert [(len(one.non_derivative_table), len(one.derivative_table)) for one in filings] == [(30, 30), (1, 30), (0, 1)]
    assert all(map(is_accepted, filings))


def test_every_filing_has_a_transaction_where_the_holdings_come_last() -> None:
    form4 = filing([row(1), row(2), *map(holding, range(40))])
    filings = parts(form4)
    assert [[line.kind for line in one.non_derivative_table].count("transaction") for one in filings] == [1, 1]
    assert [len(one.non_derivative_table) for one in filings] == [21, 21]
    assert Counter(line for one in filings for line in said(one)) == Counter(said(form4))
    assert all(map(is_accepted, filings))


def test_too_few_transactions_for_the_filings() -> None:
    with pytest.raises(UnsplittableError, match="it needs 2 filings or more, and EDGAR takes none without a "
                                                "transaction, of which it has 1; leave out holdings"):
        split(filing([row(), *map(holding, range(30))]))


@pytest.mark.parametrize(("owners", "is_exit"), [(1, "false"), (11, "false"), (1, "true")])
def test_more_footnotes_than_any_division_settles(owners: int, is_exit: str) -> None:
    first = row(0, *(f"F{number + 1}" for number in range(100)))
    others = map(holding if is_exit == "true" else row, range(1, 40))
    with pytest.raises(UnsplittableError, match=r"^its rows cite so many footnotes that, however they are divided, some "
                                                r"filing has more than 99, which is what EDGAR takes; join some, or move "
                                                r"some into an exhibit$"):
        split(filing([first, *others], owners=owners, not_subject_to_section_16=is_exit))


def test_no_more_than_a_hundred_filings() -> None:
    assert len(parts(filing([row(number) for number in range(3000)]))) == 100
    with pytest.raises(UnsplittableError, match="it needs 101 filings, and form4gen makes at most 100 of one"):
        split(filing([row(number) for number in range(3001)]))


def test_holdings_alone_where_the_exit_box_is_checked() -> None:
    filings = parts(filing([*map(holding, range(31))], not_subject_to_section_16="true"))
    assert [len(one.non_derivative_table) for one in filings] == [30, 1]
    assert all(map(is_accepted, filings))


def test_a_filings_footnotes_are_numbered_as_it_cites_them() -> None:
    rows = [row(number, *(("F2", "F1") if number == 30 else ("F1",) if number == 0 else ())) for number in range(31)]
    first, second = parts(filing(rows))
    assert [(note.id, note.text) for note in first.footnotes] == [("F1", "Explanation 1.")]
    assert [(note.id, note.text) for note in second.footnotes] == [("F1", "Explanation 2."), ("F2", "Explanation 1.")]
    assert second.non_derivative_table[0].shares.footnotes == ("F1", "F2")  # type: ignore[union-attr]


def test_words_that_name_a_footnote_by_a_number_that_moves_are_told() -> None:
    form4 = filing([row(number, *{0: ("F1",), 30: ("F2", "F3")}.get(number, ())) for number in range(31)])
    texts = ["The same as in footnotes (1) and (2).", "See footnote 3.", "Footnote 1 explains; footnote 7 is elsewhere."]
    footnotes = tuple(note.model_copy(update={"text": text}) for note, text in zip(form4.footnotes, texts, strict=True))
    first, second = split(form4.model_copy(update={"footnotes": footnotes})).filings
    way_out = "say it without the number"
    assert first.notes == (
        f"footnote F1 speaks of footnote 2 by its number, which is not in this filing; {way_out}",)
    assert second.notes == (
        f"footnote F1 speaks of footnote 3 by its number, which is F2 in this filing; {way_out}",
        f"footnote F2 speaks of footnote 1 by its number, which is not in this filing; {way_out}")


def test_period_of_report_is_the_earliest_transaction_of_each_filing() -> None:
    form4 = filing([row(number, day="2026-06-01" if number == 7 else "2026-06-02") for number in range(31)])
    assert [one.period_of_report.text for one in parts(form4)] == ["2026-06-01", "2026-06-02"]


def test_an_amendment_keeps_the_period_of_its_original() -> None:
    form4 = filing([row(number, day="2026-06-02") for number in range(31)], form="4/A", remarks="Corrects the price.",
                   date_of_original_submission="2026-06-02")
    assert [(one.period_of_report.text, one.remarks) for one in parts(form4)] == \
        [("2026-06-01", "Filing 1 of 2. Corrects the price."), ("2026-06-01", "Filing 2 of 2. Corrects the price.")]


def test_remarks_without_room_for_the_number() -> None:
    rows = [row(number) for number in range(31)]
    longest = "x" * (2000 - len("Filing 1 of 2. "))
    assert [len(one.remarks or "") for one in parts(filing(rows, remarks=longest))] == [2000, 2000]
    with pytest.raises(UnsplittableError, match="the remarks have 2,001 characters, and EDGAR takes 2,000; shorten them"):
        split(filing(rows, remarks=f"{longest}x"))


def signed(count: int) -> list[list[str]]:
    names = [{"name": f"/s/ Doe {number}", "date": "2026-06-02"} for number in range(count)]
    form4 = filing([row(), row(1)], owners=12, signatures=names)
    return [[one.name for one in part.signatures] for part in parts(form4)]


def test_signatures_follow_their_owners() -> None:
    by_owner = [f"/s/ Doe {number}" for number in range(12)]
    assert signed(12) == [by_owner[:6], by_owner[6:]]
    assert [[one.name for one in part.signatures] for part in parts(LARGE, "each")] == \
        [by_owner[:10]] * 4 + [by_owner[10:]] * 4


def test_all_sign_each_where_it_cannot_be_told_who_signs_for_whom() -> None:
    assert signed(2) == [["/s/ Doe 0", "/s/ Doe 1"]] * 2
    assert signed(10) == [[f"/s/ Doe {number}" for number in range(10)]] * 2
    for signatures in ((), ({"name": "/s/ Roe", "date": "2026-06-02"},)):
        assert split(filing([row(), row(1)], owners=12, signatures=signatures)).notes == (CAUTION,)
    with pytest.raises(UnsplittableError, match="11 have signed for 12 owners, so it cannot be told who signs"):
        signed(11)


def test_each_owner_in_one_filing_needs_a_transaction_and_an_owner_for_each() -> None:
    with pytest.raises(UnsplittableError, match=r"^it needs 2 filings or more, and EDGAR takes none without a transaction, "
                                                r"of which it has 1; --reporting each lets every owner report every row$"):
        split(filing([row()], owners=11))
    with pytest.raises(UnsplittableError, match="its rows need 12 filings, and it has 11 owners"):
        split(filing([row(number) for number in range(331)], owners=11))


NOTES = st.lists(st.integers(1, 199).map("F{}".format), max_size=2, unique=True)
LINES = st.tuples(st.booleans(), NOTES)
ROWS = st.integers(0, 130).flatmap(lambda size: st.lists(LINES, min_size=size, max_size=size))


@given(ROWS, ROWS, st.integers(1, 25), st.sampled_from(REPORTING))
@settings(max_examples=30)
def test_together_the_filings_report_the_whole(table_i: list[Any], table_ii: list[Any], owners: int,
                                               reporting: Reporting) -> None:
    one, two = ([row(number, *notes) if is_transaction else holding(number, *notes)
                 for number, (is_transaction, notes) in enumerate(table)] for table in (table_i, table_ii))
    two = [line for line in two if line["kind"] == "transaction"]
    whole, _ = with_own_footnotes(filing(one, two, owners))
    try:
        filings = parts(whole, reporting)
    except UnsplittableError:
        return
    if not overflows(whole):
        assert same_filing(filings[0], whole)
    elif reporting == "each":
        assert reported(filings) == reported([whole])
    else:
        assert Counter(line for part in filings for line in said(part)) == Counter(said(whole))
        owners_of = [one.cik for part in filings for one in part.reporting_owners]
        assert set(owners_of) == {one.cik for one in whole.reporting_owners}
        assert owners <= 10 or len(owners_of) == owners
    if any(whole.transactions()):
        assert all(map(is_accepted, filings))


def test_a_filing_of_many_footnotes_is_divided_until_each_part_has_99() -> None:
    form4 = filing([row(number, *(f"F{7 * number + note + 1}" for note in range(7))) for number in range(20)])
    assert overflows(form4)
    filings = parts(form4)
    assert [(len(one.non_derivative_table), len(one.footnotes)) for one in filings] == [(10, 70), (10, 70)]
    assert [line for one in filings for line in said(one)] == said(form4)
    assert all(map(is_accepted, filings))


def test_spread_over_the_filings_rows_keep_the_order_of_the_table() -> None:
    whole = filing([row(number) if number in (0, 7, 20) else holding(number) for number in range(75)])
    order = {line: number for number, line in enumerate(said(whole))}
    for part in parts(whole):
        assert [line.kind for line in part.non_derivative_table].count("transaction") == 1
        numbers = [order[line] for line in said(part)]
        assert numbers == sorted(numbers)
