"""DOC: the Rule 10b5-1 box, and the plan that the footnotes or the remarks name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from form4gen.filing import Form4, Place
from form4gen.finding import FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.document import PLAN_BOX_SINCE
from form4gen.rules.parts import explanations
from form4gen.rules.prose import days, names_plan, says_under_plan

NEW_CONDITIONS: Final = date(2023, 2, 27)
"""From this day on a plan is adopted under the amended Rule 10b5-1(c). Source: Release 33-11138."""
_ALL_OF_THEM: Final = re.compile(r"\b(?:all|each|every|reported|herein)\b", re.IGNORECASE)


@rule("DOC010", Severity.RULE, Cite(FORM, "10"))
def checked_box_has_its_plan(form4: Form4, version: str) -> Iterator[Found]:
    """A filing that checks the 10b5-1 box gives the day on which the plan was adopted.

    Instruction 10 asks for it under "Explanation of Responses": a footnote at the transactions made under the plan, or
    the remarks. The day shows readers that the plan is older than what its owner learned since; a month alone, or the
    transaction's own day, does not.

    Wrong:
        under_10b5_1_plan: true
    Right:
        under_10b5_1_plan: true
        footnotes: {F1: "Made under a Rule 10b5-1 plan that the reporting person adopted on February 2, 2026."}
    """
    if not _is_checked(form4, version):
        return
    plans = dict(_plans(form4))
    if not plans:
        message = ("the box is checked, but neither a footnote nor the remarks name the Rule 10b5-1 plan; "
                   'write "... plan adopted on" and the day in a footnote at the transactions made under it')
        yield ("under_10b5_1_plan",), message
    elif not any(_adopted(form4, text) for text in plans.values()):
        message = ("the Rule 10b5-1 plan is named without the day of its adoption; "
                   'write "adopted on" and a full date before the transactions')
        yield next(iter(plans)), message


@rule("DOC011", Severity.PRACTICE, Cite(FORM, "10"))
def plan_has_its_box_checked(form4: Form4, version: str) -> Iterator[Found]:
    """A filing whose text puts a transaction under a Rule 10b5-1 plan checks the box.

    Readers and data vendors go by the box. It is left open by right for a plan adopted before February 27, 2023, when
    the rule's present conditions came (the staff reads the box so), and prose can mean a plan in many ways: hence a
    practice only.

    Wrong:
        footnotes: {F1: "Purchased under a Rule 10b5-1 plan adopted on February 2, 2026."}
    Right:
        under_10b5_1_plan: true
        footnotes: {F1: "Purchased under a Rule 10b5-1 plan adopted on February 2, 2026."}
    """
    box = form4.under_10b5_1_plan
    if box is None or box or version < PLAN_BOX_SINCE:
        return
    for place, text in _plans(form4):
        adopted = _adopted(form4, text)
        if says_under_plan(text) and not (adopted and max(adopted) < NEW_CONDITIONS):
            message = ("this speaks of a transaction under a Rule 10b5-1 plan, but the box is not checked; "
                       "write under_10b5_1_plan: true, or say that it was not made under the plan")
            yield place, message


@rule("DOC012", Severity.PRACTICE, Cite(FORM, "10"))
def plan_footnote_is_cited_by_its_transactions(form4: Form4, version: str) -> Iterator[Found]:
    """With several transactions, those made under a Rule 10b5-1 plan cite the footnote that names it.

    The one box stands for the whole form. A plan that no transaction cites, and of which nothing says that all were
    made under it, leaves readers to guess which ones.

    Wrong:
        under_10b5_1_plan: true
        remarks: Made under a Rule 10b5-1 plan adopted on February 2, 2026.
    Right:
        under_10b5_1_plan: true
        remarks: The purchase reported in Table I was made under a Rule 10b5-1 plan adopted on February 2, 2026.
    """
    if not _is_checked(form4, version):
        return
    plans, transactions = dict(_plans(form4)), [row for _, row in form4.transactions()]
    cited = any(names_plan(text) for row in transactions for text in explanations(form4, row))
    if plans and len(transactions) > 1 and not cited and not any(map(_ALL_OF_THEM.search, plans.values())):
        message = (f"there are {len(transactions)} transactions, and nothing says which of them were made under the plan; "
                   "cite it from a footnote at these, or say that all were")
        yield next(iter(plans)), message


def _is_checked(form4: Form4, version: str) -> bool:
    return bool(form4.under_10b5_1_plan) and version >= PLAN_BOX_SINCE


def _plans(form4: Form4) -> Iterator[tuple[Place, str]]:
    """The footnotes and remarks that speak of Rule 10b5-1, with their places."""
    for number, footnote in enumerate(form4.footnotes):
        if names_plan(footnote.text):
            yield ("footnotes", number, "text"), footnote.text
    if form4.remarks and names_plan(form4.remarks):
        yield ("remarks",), form4.remarks


def _adopted(form4: Form4, text: str) -> list[date]:
    """The days in a text on which a plan can have been adopted: those before the last transaction."""
    return [day for day in days(text) if day < _last_transaction(form4)]


def _last_transaction(form4: Form4) -> date:
    return max((row.transaction_date.value for _, row in form4.transactions()), default=form4.period_of_report)
