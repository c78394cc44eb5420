"""What the benchmarks are made of: turns, ratios, verdicts, filings of any size. What they measure is no test's matter."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from benchmarks.clock import Sample, interleaved, ratio, spread
from benchmarks.filings import drawn_evenly, grown
from benchmarks.page import page
from benchmarks.peers import secfiler_rows
from benchmarks.results import Claim, Results, Subject, at_least, at_most, ratios, times
from benchmarks.table import as_text, figure_rows, short
from form4gen import Severity, check, read, to_xml

EXAMPLES = Path(__file__).parent.parent / "examples"


def samples(*cpu: float) -> list[Sample]:
    return [Sample(seconds, 2 * seconds) for seconds in cpu]


def test_contenders_take_turns_there_and_back_and_the_first_round_does_not_count() -> None:
    order: list[str] = []

    def contender(name: str) -> Sample:
        order.append(name)
        return Sample(len(order), 0)

    found = interleaved({"a": lambda: contender("a"), "b": lambda: contender("b")}, 3)
    assert "".join(order) == "ab" "ab" "ba" "ab"
    assert {name: [sample.cpu for sample in each] for name, each in found.items()} == {"a": [3, 6, 7], "b": [4, 5, 8]}


def test_a_ratio_is_that_of_the_medians_and_its_spread_that_of_the_rounds() -> None:
    above, below = samples(3, 4, 20, 5), samples(1, 2, 2, 1)
    found = ratio(above, below, "cpu")
    assert found.middle == 4.5 / 1.5
    assert (found.low, found.high) == (2.75, 6.25)


def test_of_few_values_the_least_and_the_most_stand_for_the_quartiles() -> None:
    assert spread([3.0, 1.0, 2.0]) == (2.0, 1.0, 3.0)
    assert spread([1.0, 2.0, 3.0, 4.0, 5.0]) == (3.0, 2.0, 4.0)


CLAIMS = (Claim("theirs, against ours", "theirs", "ours", "cpu", at_least(3)),
          Claim("others', against ours", "others", "ours", "cpu", at_least(2)))


def subject() -> Subject:
    found, absent = {"ours": samples(0.004), "theirs": samples(0.010)}, {"others": "others is not installed here"}
    labels = {"ours": "by us", "theirs": "by them", "others": "by others"}
    return Subject(name="x", title="A question", says="How it is asked.",
                   figures=times(labels, found, absent, "cpu", {"ours": at_most(5)}), ratios=ratios(CLAIMS, found, absent))


def test_a_goal_is_said_to_be_met_or_missed_and_what_is_not_here_has_no_figure() -> None:
    assert as_text([subject()]) == """\
A question
  by us (processor)      4.00 ms     1  at most 5 ms  met
  by them (processor)    10.0 ms     1
  by others (processor)  -        -  -                not measured: others is not installed here
  theirs, against ours (processor)   2.50 x     1  at least 3 x  MISSED
  others', against ours (processor)  -       -  -  at least 2 x  not measured: others is not installed here"""


def test_the_page_counts_the_goals_that_were_measured() -> None:
    results = Results(day="2026-11-25", is_quick=True, machine={"Python": "3.11.7"}, subjects=[subject()])
    text = page(results)
    assert "1 of 2 goals are met; 1 more could not be measured on this machine." in text
    assert "not to be quoted" in text
    assert "not to be quoted" not in page(results.model_copy(update={"is_quick": False}))
    assert "| Python | 3.11.7 |" in text


@pytest.mark.parametrize(("value", "text"), [
    (0.0, "0.00"), (0.0456, "0.046"), (0.3, "0.30"), (0.999, "1.00"), (9.6, "9.60"),
    (99.94, "99.9"), (12345.6, "12,346")])
def test_a_figure_has_three_digits_that_count(value: float, text: str) -> None:
    assert short(value) == text


@pytest.mark.parametrize(("rows", "footnotes"), [(1, 0), (2, 5), (30, 0), (30, 99)])
def test_a_grown_filing_has_the_rows_and_footnotes_asked_for_and_may_be_sent(rows: int, footnotes: int) -> None:
    text = grown(rows, footnotes)
    form4 = read(text)
    assert (len(list(form4.rows())), len(form4.footnotes)) == (rows, footnotes)
    assert [one for one in check(text) if one.severity is Severity.SUSPEND] == []


def test_secfiler_is_given_every_owner_row_footnote_and_signature() -> None:
    form4 = read((EXAMPLES / "option-exercise-10b5-1-2026.form4.yaml").read_bytes())
    given = secfiler_rows(fromstring(to_xml(form4, "disseminated")))
    tables = [row["_table"] for row in given]
    assert Counter(tables) == {"345": 1, "345_reporting_owner": 1, "345_non_derivative_transaction": 3,
                               "345_derivative_transaction": 1, "345_footnote": 4, "345_owner_signature": 1}
    assert given[0] | {"documentType": "4", "aff10B5One": "true", "issuerTradingSymbol": "XMPL"} == given[0]
    derivative = next(row for row in given if row["_table"] == "345_derivative_transaction")
    assert derivative["value"] == "12.40"
    assert derivative["exerciseDateFootnoteIdId"] == "F4"


@pytest.mark.parametrize(("every", "most", "found"), [
    (range(10), 4, [0, 2, 5, 7]), (range(3), 3, [0, 1, 2]), (range(3), 9, [0, 1, 2]), (range(0), 9, []),
])
def test_so_many_are_drawn_as_are_asked_for(every: range, most: int, found: list[int]) -> None:
    assert drawn_evenly(every, most) == found
    assert len(drawn_evenly(range(333), 100)) == 100


def test_a_figure_that_looks_like_the_goal_it_misses_has_digits_enough() -> None:
    found = {"ours": [Sample(0.0050004, 0.0050004)]}
    [row] = figure_rows(times({"ours": "by us"}, found, {}, "cpu", {"ours": at_most(5)}))
    assert (row[1], row[-1]) == ("5.0004 ms", "MISSED")
