"""DOC: the Rule 10b5-1 box, and the plan that the footnotes or the remarks name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from form4gen.filing import Form4, Place
from form4gen.finding import FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.document import PLAN_BOX_SINCE
from form4gen.rules.parts import explanations, transactions
from form4gen.rules.prose import adoption_days, names_plan, says_under_plan

NEW_CONDITIONS: Final = date(2023, 2, 27)
"""From this day on a plan is adopted under the amended Rule 10b5-1(c). Source: Release 33-11138."""
_ALL_OF_THEM: Final = re.compile(r"\b(?:all|each|every|reported|herein)\b", re.IGNORECASE)

_CHECK_IT: Final = ("this speaks of a transaction under a Rule 10b5-1 plan, but the box is not checked; "
                    "write under_10b5_1_plan: true, or say that it was not made under the plan")


@rule("DOC010", Severity.RULE, Cite(FORM, "10"))
def checked_box_has_its_plan(form4: Form4, version: str) -> Iterator[Found]:
    """A filing that checks the 10b5-1 box gives the day on which the plan was adopted.

    Instruction 10 asks for it under "Explanation of Responses": a footnote at the transactions made under the plan, or
    the remarks. The day shows readers that the plan is older than what its owner learned since; a month alone, or the
    transaction's own day, does not. Another footnote of the same transaction may give it.

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
    elif not _adopted(form4, [*plans.values(), *_beside(form4)]):
        message = ("the Rule 10b5-1 plan is named without the day of its adoption; "
                   'write "adopted on" and a full date before the transactions')
        yield next(iter(plans)), message


@rule("DOC011", Severity.PRACTICE, Cite(FORM, "10"))
def plan_has_its_box_checked(form4: Form4, version: str) -> Iterator[Found]:
    """A filing whose text puts a transaction under a Rule 10b5-1 plan checks the box.

    Readers and data vendors go by the box. It is left open by right for a plan adopted before February 27, 2023, when
    the rule's present conditions came (the staff reads the box so), and prose can mean a plan in many ways: hence a
    practice only, where the text does not say when the plan was adopted.

    Wrong:
        footnotes: {F1: "Purchased under a Rule 10b5-1 plan."}
    Right:
        footnotes: {F1: "Purchased under a Rule 10b5-1 plan adopted on February 2, 2022."}
    """
    for place, text in _unchecked(form4, version):
        if not _told(form4, text):
            yield place, _CHECK_IT


@rule("DOC017", Severity.RULE, Cite(FORM, "10"))
def plan_under_the_present_rule_has_its_box_checked(form4: Form4, version: str) -> Iterator[Found]:
    """A filing whose text puts a transaction under a plan adopted since February 27, 2023 checks the box.

    Such a plan is meant to satisfy the present conditions of Rule 10b5-1(c), and that is what the box says. Readers and
    data vendors go by the box.

    Wrong:
        footnotes: {F1: "Purchased under a Rule 10b5-1 plan adopted on February 2, 2026."}
    Right:
        under_10b5_1_plan: true
        footnotes: {F1: "Purchased under a Rule 10b5-1 plan adopted on February 2, 2026."}
    """
    for place, text in _unchecked(form4, version):
        adopted = _told(form4, text)
        if adopted and max(adopted) >= NEW_CONDITIONS:
            yield place, _CHECK_IT


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
    plans, reported = dict(_plans(form4)), [row for _, row in transactions(form4)]
    cited = any(names_plan(text) for row in reported for text in explanations(form4, row))
    if plans and len(reported) > 1 and not cited and not any(map(_ALL_OF_THEM.search, plans.values())):
        message = (f"there are {len(reported)} transactions, and nothing says which of them were made under the plan; "
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


def _unchecked(form4: Form4, version: str) -> Iterator[tuple[Place, str]]:
    """The texts that put a transaction under a plan, where the box is answered with no."""
    box = form4.under_10b5_1_plan
    if box is not None and not box and version >= PLAN_BOX_SINCE:
        yield from ((place, text) for place, text in _plans(form4) if says_under_plan(text))


def _beside(form4: Form4) -> Iterator[str]:
    """The texts that may say more of a plan: the remarks, and what a transaction cites that cites the plan."""
    yield form4.remarks or ""
    for _, row in transactions(form4):
        cited = explanations(form4, row)
        if any(map(names_plan, cited)):
            yield from cited


def _told(form4: Form4, text: str) -> list[date]:
    """When the plan of a text was adopted, as it says itself, or else as the texts beside it do."""
    return _adopted(form4, [text]) or _adopted(form4, _beside(form4))


def _adopted(form4: Form4, texts: Iterable[str]) -> list[date]:
    """The days on which a plan can have been adopted: those before the last transaction."""
    return [day for text in texts for day in adoption_days(text) if day < _last_transaction(form4)]


def _last_transaction(form4: Form4) -> date:
    return max((row.transaction_date.value for _, row in transactions(form4)), default=form4.period_of_report)
