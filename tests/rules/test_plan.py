"""DOC: what is said of the Rule 10b5-1 box and of the plan that the text names."""

from __future__ import annotations

from datetime import date

import pytest

from .filings import said

NO_PLAN = (
    "DOC010 under_10b5_1_plan: the box is checked, but neither a footnote nor the remarks name the Rule 10b5-1 plan; "
    'write "... plan adopted on" and the day in a footnote at the transactions made under it'
)
NO_DAY = (
    "DOC010 footnotes[0].text: the Rule 10b5-1 plan is named without the day of its adoption; "
    'write "adopted on" and a full date before the transactions'
)
NO_BOX = (
    "DOC017 footnotes[0].text: this speaks of a transaction under a Rule 10b5-1 plan, but the box is not checked; "
    "write under_10b5_1_plan: true, or say that it was not made under the plan"
)


def noted(text: str, box: str = "true", more: str = "") -> str:
    return f'{{under_10b5_1_plan: {box}, footnotes: {{F1: "{text}"}}{more}}}'


def plan(adopted: str) -> str:
    return f"Purchased under a Rule 10b5-1 plan adopted {adopted}."


def test_DOC010_box_without_a_plan() -> None:
    assert said("under_10b5_1_plan: true") == [NO_PLAN]


def test_DOC010_trading_plan_of_no_rule() -> None:
    assert said(noted("Purchased under a trading plan adopted on February 2, 2026.")) == [NO_PLAN]


@pytest.mark.parametrize("adopted", ["by the owner", "in February 2026", "on June 1, 2026", "on February 30, 2026"])
def test_DOC010_plan_without_a_day_before_the_transaction(adopted: str) -> None:
    assert said(noted(plan(adopted))) == [NO_DAY]


@pytest.mark.parametrize("adopted", ["on February 2, 2026", "on 02/02/2026", "Feb 2, 2026", "2026-02-02"])
def test_DOC010_plan_with_its_day(adopted: str) -> None:
    assert said(noted(plan(adopted))) == []


def test_DOC010_day_in_the_remarks_only() -> None:
    remarks = ', remarks: "All under the Rule 10b5-1 plan adopted on February 2, 2026."'
    assert said(noted("Purchased under a Rule 10b5-1 plan.", more=remarks)) == []


TWO_FOOTNOTES = """
under_10b5_1_plan: {box}
non_derivative_table: [{{{cited}}}]
footnotes: {{F1: Purchased under a Rule 10b5-1 trading plan., F2: "{text}"}}
"""
BOTH = "coding: {footnotes: [F1, F2]}"


def split(text: str, cited: str = BOTH, box: str = "true") -> list[str]:
    """What is said of a plan that one footnote names and of another footnote beside it."""
    return said(TWO_FOOTNOTES.format(text=text, cited=cited, box=box))


def test_DOC010_day_in_another_footnote_of_the_transaction() -> None:
    assert split("The trading plan was adopted on March 3, 2026.") == []


@pytest.mark.parametrize("text", [
    "The option was granted on March 3, 2026.", "The note was entered into on March 3, 2026.",
])
def test_DOC010_another_day_in_another_footnote(text: str) -> None:
    assert split(text) == [NO_DAY]


def test_DOC010_day_in_a_footnote_of_another_transaction() -> None:
    other = "coding: {footnotes: [F1]}}], derivative_table: [{price_per_share: {footnotes: [F2]}"
    change = ("{under_10b5_1_plan: true, non_derivative_table: [{" + other + "}], footnotes: {F1: Under a 10b5-1 plan., "
              'F2: "The plan was adopted on March 3, 2026."}}')
    assert said(change) == [NO_DAY]


def test_DOC010_day_in_remarks_that_do_not_name_the_rule() -> None:
    remarks = ', remarks: "The trading plan was adopted on February 2, 2026."'
    assert said(noted("Purchased under a Rule 10b5-1 plan.", more=remarks)) == []


def test_DOC010_day_of_something_else() -> None:
    assert said(noted("Purchased under a Rule 10b5-1 plan. The option vests in full on January 2, 2026.")) == [NO_DAY]


def test_DOC010_box_that_is_not_checked() -> None:
    assert said("under_10b5_1_plan: false") == []


@pytest.mark.parametrize(("day", "judged"), [(date(2023, 3, 19), False), (date(2023, 3, 20), True)])
def test_DOC010_no_box_to_check_before_schema_X0407(day: date, judged: bool) -> None:
    assert (NO_PLAN in said("under_10b5_1_plan: true", as_of=day)) is judged


WITHOUT_A_DAY = NO_BOX.replace("DOC017", "DOC011")


@pytest.mark.parametrize("adopted", ["by the owner", "in May 2025", "on June 1, 2026"])
def test_DOC011_plan_without_the_box(adopted: str) -> None:
    assert said(noted(plan(adopted), "false")) == [WITHOUT_A_DAY]


def test_DOC017_plan_of_the_present_rule_without_the_box() -> None:
    assert said(noted(plan("on February 2, 2026"), "false")) == [NO_BOX]


def test_DOC017_and_DOC011_go_by_the_day_in_another_footnote() -> None:
    assert split("The trading plan was adopted on March 3, 2026.", box="false") == [NO_BOX]
    assert split("The trading plan was adopted on March 3, 2022.", box="false") == []


def test_DOC011_plan_in_the_remarks() -> None:
    in_remarks = WITHOUT_A_DAY.replace("footnotes[0].text", "remarks")
    assert said('remarks: "The sale was made pursuant to a Rule 10b5-1 plan."') == [in_remarks]


def test_DOC011_and_DOC017_plan_of_before_the_present_rule() -> None:
    assert said(noted(plan("on February 26, 2023"), "false")) == []
    assert said(noted(plan("on February 27, 2023"), "false")) == [NO_BOX]


@pytest.mark.parametrize("text", ["Not purchased under a Rule 10b5-1 plan.", "The Rule 10b5-1 plan ended."])
def test_DOC011_no_transaction_under_a_plan(text: str) -> None:
    assert said(noted(text, "false")) == []


def test_DOC011_unanswered_box_is_another_matter() -> None:
    assert [line.split()[0] for line in said(noted(plan("on February 2, 2026"), "~"))] == ["DOC002"]


def test_DOC011_no_box_to_check_in_2014() -> None:
    assert said(noted(plan("on February 2, 2026"), "false"), as_of=date(2014, 3, 19)) == []


REMARKS = 'under_10b5_1_plan: true\nremarks: "{}"'


def test_DOC012_plan_that_no_transaction_cites() -> None:
    assert said(REMARKS.format("Under a Rule 10b5-1 plan adopted on February 2, 2026.")) == [
        "DOC012 remarks: there are 2 transactions, and nothing says which of them were made under the plan; "
        "cite it from a footnote at these, or say that all were"
    ]


@pytest.mark.parametrize("which", [
    "All transactions were made", "The transactions reported herein were made", "The purchase reported in Table I was made",
])
def test_DOC012_remarks_that_say_which(which: str) -> None:
    assert said(REMARKS.format(f"{which} under a Rule 10b5-1 plan adopted on February 2, 2026.")) == []


def test_DOC012_one_transaction() -> None:
    change = REMARKS.format("Under a Rule 10b5-1 plan adopted on February 2, 2026.")
    assert said(f"{change}\nderivative_table: ~") == []


def test_DOC012_plan_that_a_transaction_cites() -> None:
    assert said(noted(plan("on February 2, 2026"))) == []
