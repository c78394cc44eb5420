"""The draft of an amendment: which rows, whose footnotes, what day in box 4, and that it cannot go out as it is."""

from __future__ import annotations

import re

import pytest

from form4gen import Form4, Severity, check, read
from form4gen.amendment import UnamendableError, amended, original_date, rows_named, to_draft
from form4gen.filing import Address
from form4gen.lexical import Day, Flag
from form4gen.rules.amendment import PLACEHOLDER
from form4gen.same_filing import same_filing
from form4gen.situation import Situation

ORIGINAL = read("""
issuer: {cik: 0000012345, trading_symbol: XMPL}
reporting_owners: [{cik: 0009999901, ccc: "abcd#234", relationship: {is_director: true}}]
under_10b5_1_plan: false
non_derivative_table:
  - {security_title: Common Stock, transaction_date: 2026-06-01, code: P, shares: "100 [plan]", acquired_disposed: A,
     price_per_share: 10.25, shares_owned_following: 1100, ownership: direct}
  - {security_title: {value: Common Stock, footnotes: [split]}, transaction_date: 2026-06-02, code: P, shares: 200,
     acquired_disposed: A, price_per_share: "10.5 [average]", shares_owned_following: 1300, ownership: direct}
  - {security_title: Common Stock, shares_owned_following: "50 [plan]", ownership: {indirect: By trust}}
derivative_table:
  - {security_title: Option, conversion_or_exercise_price: 10, transaction_date: 2026-06-02, code: A, shares: 10,
     acquired_disposed: A, price_per_share: 0, exercise_date: 2027-06-02, expiration_date: 2036-06-02,
     underlying_security: {title: Common Stock, shares: 10}, shares_owned_following: 10, ownership: direct}
footnotes:
  plan: Acquired under the issuer's purchase plan.
  split: After the split of May 2026.
  average: The price includes a commission.
remarks: The director resigned in May.
signatures: [{name: /s/ Jane Doe, date: 2026-06-03}]
""")
FILED = Day("2026-06-03")


def draft(rows: str = "all", original: Form4 = ORIGINAL) -> Form4:
    return amended(original, FILED, rows_named(original, rows))


def test_the_draft_is_an_amendment_of_the_whole() -> None:
    form4 = draft()
    assert (form4.form, form4.date_of_original_submission, form4.period_of_report) == ("4/A", FILED, Day("2026-06-01"))
    assert (len(form4.non_derivative_table), len(form4.derivative_table)) == (3, 1)
    assert (form4.signatures, form4.remarks) == ((), ORIGINAL.remarks)
    assert [owner.ccc for owner in form4.reporting_owners] == [None]


def test_every_row_cites_the_footnote_that_is_to_explain_it() -> None:
    form4 = draft()
    assert [row.security_title.footnotes for _, row in form4.rows()] == [("F1",), ("F3", "F1"), ("F1",), ("F1",)]
    assert [(note.id, note.text) for note in form4.footnotes] == [
        ("F1", PLACEHOLDER), ("F2", "Acquired under the issuer's purchase plan."), ("F3", "After the split of May 2026."),
        ("F4", "The price includes a commission.")]


def test_some_rows_with_their_own_footnotes() -> None:
    form4 = draft("i.2, II.1")
    assert [row.security_title.value for _, row in form4.rows()] == ["Common Stock", "Option"]
    assert [note.text for note in form4.footnotes] == [
        "After the split of May 2026.", PLACEHOLDER, "The price includes a commission."]
    assert form4.period_of_report == ORIGINAL.period_of_report


def test_rows_come_once_and_in_the_forms_order() -> None:
    assert rows_named(ORIGINAL, "II.1,I.3,I.1,I.3") == \
        [("non_derivative_table", 0), ("non_derivative_table", 2), ("derivative_table", 0)]


@pytest.mark.parametrize("words", ["I.1-3", "i.1-2,I.2-3", "I.01, I.2 ,I.3-3"])
def test_rows_in_a_stretch(words: str) -> None:
    assert rows_named(ORIGINAL, words) == [("non_derivative_table", number) for number in range(3)]


def test_no_row_where_lines_are_only_added() -> None:
    form4 = draft("none")
    assert (list(form4.rows()), [(note.id, note.text) for note in form4.footnotes]) == ([], [("F1", PLACEHOLDER)])
    assert same_filing(read(to_draft(ORIGINAL, form4)), form4)


@pytest.mark.parametrize(("words", "why"), [
    ("I.4", "there is no row I.4: Table I has 3 rows"), ("II.2", "there is no row II.2: Table II has 1 row"),
    ("I.0", "there is no row I.0: Table I has 3 rows"), ("III.1", "'III.1' names no row; write I.2"),
    ("I.1,", "'' names no row; write I.2 for the second row of Table I"), ("2", "'2' names no row"),
    ("I.2-9", "there is no row I.4: Table I has 3 rows"), ("I.7-9", "there is no row I.7: Table I has 3 rows"),
    ("I.0-2", "there is no row I.0: Table I has 3 rows"), ("i.3-2", "i.3-2 ends before it begins; write i.2-3"),
    ("I.1-", "'I.1-' names no row"), ("all,I.1", "'all' names no row; write I.2"),
])
def test_a_row_that_is_not_there(words: str, why: str) -> None:
    with pytest.raises(UnamendableError, match=re.escape(why)):
        rows_named(ORIGINAL, words)


def test_a_table_without_rows() -> None:
    with pytest.raises(UnamendableError, match="Table II has no rows"):
        rows_named(ORIGINAL.model_copy(update={"derivative_table": ()}), "II.1")


def test_box_4_is_the_day_the_original_was_filed_and_is_not_guessed() -> None:
    assert original_date(ORIGINAL, FILED) == FILED
    assert original_date(ORIGINAL, None) is None


def test_an_amendment_of_an_amendment_keeps_the_first_day() -> None:
    assert original_date(draft(), Day("2026-07-01")) == FILED


def with_footnotes(count: int) -> Form4:
    """The original, a row of which cites so many footnotes."""
    names = tuple(f"F{number}" for number in range(1, count + 1))
    footnotes = tuple(ORIGINAL.footnotes[0].model_copy(update={"id": name}) for name in names)
    row = ORIGINAL.non_derivative_table[1]
    cited = row.security_title.model_copy(update={"footnotes": names})
    rows = (ORIGINAL.non_derivative_table[0], row.model_copy(update={"security_title": cited}))
    return ORIGINAL.model_copy(update={"non_derivative_table": rows, "footnotes": footnotes})


def test_no_footnote_is_left_to_explain_it() -> None:
    assert len(draft(original=with_footnotes(98)).footnotes) == 99
    with pytest.raises(UnamendableError, match="these rows cite 100 footnotes, and EDGAR takes 99; name the rows"):
        draft(original=with_footnotes(99))
    assert len(draft("I.1", with_footnotes(99)).footnotes) == 2


def test_the_draft_reads_back_and_lacks_what_only_its_author_can_give() -> None:
    form4 = draft("I.1")
    text = to_draft(ORIGINAL, form4)
    assert same_filing(read(text), form4)
    said = {(finding.rule, finding.severity) for finding in check(text, Situation(original=ORIGINAL))}
    assert said == {("SIG001", Severity.SUSPEND), ("DOC020", Severity.RULE), ("DOC023", Severity.PRACTICE)}


def signed(text: str) -> str:
    """A draft whose comment on signatures was made the signature."""
    return text.replace("# signatures:", "signatures:").replace("#   - {", "  - {").replace("YYYY-MM-DD", "2026-06-05")


def test_the_draft_corrected_explained_and_signed_is_good() -> None:
    text = to_draft(ORIGINAL, draft("I.1")).replace("shares: 100", "shares: 110").replace(
        PLACEHOLDER, "The original Form 4 gave 100 shares.")
    assert check(signed(text), Situation(profile="draft", original=ORIGINAL, original_filed_on=FILED)) == []


def test_comments_teach_and_show_who_signed() -> None:
    text = to_draft(ORIGINAL, draft())
    assert text.startswith("# A draft of a Form 4/A, which amends the Form 4 filed 2026-06-03.")
    assert "Instruction 9(a) and (b)" in text
    assert text.endswith("The original was signed so:\n# signatures:\n#   - {name: /s/ Jane Doe, date: YYYY-MM-DD}\n")
    assert "# Schema:" not in text
    assert "abcd#234" not in text


ABROAD = Address(street1="1 KING STREET", city="LONDON", state="X0", zip_code="EC1 1AA")


def in_2014(state: str = "X0") -> Form4:
    """The original as of a schema that had neither the Rule 10b5-1(c) box nor a country apart from the state."""
    owner = ORIGINAL.reporting_owners[0].model_copy(update={"address": ABROAD.model_copy(update={"state": state})})
    return ORIGINAL.model_copy(update={"schema_version": "X0306", "under_10b5_1_plan": None, "reporting_owners": (owner,)})


SCHEMA = "# Schema: the original is of {}, and what is signed today is judged by X0609; see what check says.\n"
UNANSWERED = "#   Answer under_10b5_1_plan, true or false"
MOVED = "#   The country of an address abroad stands under country now, not under state"


def test_comments_say_what_todays_schema_asks_of_an_older_original() -> None:
    old = in_2014()
    text = to_draft(old, draft(original=old))
    assert [words in text for words in (SCHEMA.format("X0306"), UNANSWERED, MOVED)] == [True, True, True]
    of_2024 = ORIGINAL.model_copy(update={"schema_version": "X0508"})
    text = to_draft(of_2024, draft(original=of_2024))
    assert [words in text for words in (SCHEMA.format("X0508"), UNANSWERED, MOVED)] == [True, False, False]


def test_the_country_of_an_older_original_stands_where_it_does_today() -> None:
    address = draft(original=in_2014()).reporting_owners[0].address
    assert address == Address(non_us_address=Flag(True), street1="1 KING STREET", city="LONDON", country="X0",
                              zip_code="EC1 1AA")


@pytest.mark.parametrize("state", ["NY", "PR", "X1", "Y2"])
def test_a_state_the_united_states_and_a_country_that_is_no_more_stay_where_they_are(state: str) -> None:
    """Nobody but the author knows the state, or the present country."""
    address = draft(original=in_2014(state=state)).reporting_owners[0].address
    assert address == ABROAD.model_copy(update={"state": state})


def test_the_draft_of_an_older_original_is_judged_by_todays_schema_before_it_is_signed() -> None:
    old = in_2014(state="X1")
    found = check(to_draft(old, draft("I.1", old)), Situation(profile="draft", original=old))
    assert {finding.rule for finding in found} == {"SIG001", "DOC020", "DOC002", "OWN011", "DOC023"}


def test_an_older_original_corrected_explained_and_signed_is_good() -> None:
    old = in_2014()
    text = to_draft(old, draft("I.1", old)).replace("shares: 100", "shares: 110").replace(
        PLACEHOLDER, "The original Form 4 gave 100 shares.") + "under_10b5_1_plan: false\n"
    assert check(signed(text), Situation(profile="draft", original=old, original_filed_on=FILED)) == []


def test_the_period_stays_whichever_lines_are_deleted() -> None:
    text = to_draft(ORIGINAL, draft())
    assert "\nperiod_of_report: 2026-06-01\n" in text
    first = text.index("  - security_title")
    left = text[:first] + text[text.index("  - security_title", first + 1):]
    assert [str(row.transaction_date.value) for _, row in read(left).transactions()] == ["2026-06-02", "2026-06-02"]
    assert read(left).period_of_report == ORIGINAL.period_of_report


def test_what_a_signature_says_stays_within_the_comment() -> None:
    name = "/s/ Jane Doe\nissuer: {cik: 1}\x85remarks: x"
    signatures = (ORIGINAL.signatures[0].model_copy(update={"name": name}),)
    text = to_draft(ORIGINAL.model_copy(update={"signatures": signatures}), draft())
    assert same_filing(read(text), draft())
