"""DOC: what an amendment says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4
from form4gen.finding import FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule

_OF_SOMETHING_ELSE: Final = re.compile(
    r"\bamended and restated\b|\bamendment and restatement\b|\bas amended\b", re.IGNORECASE)
"""Words of amending that belong to a plan, not to the form."""
_EXPLAINS: Final = re.compile(
    r"amend|correct|\berr(?:or|oneous)|inadvert|original|\bomi(?:t|ssion)|previous|\bearlier\b|restat|\brevis|updat"
    r"|\badd(?:s|ed|ing)\b|\breflect|unaware|\bnot (?:then )?(?:aware|reported|included|shown|listed|disclosed)\b"
    r"|\bmis(?:s|r|c|t|l|id|p)|clerical|typograph|\binitial(?:ly)? (?:form|fil|report|disclos)|supersed|replac|should have"
    r"|\b4/A\b",
    re.IGNORECASE)
"""Words by which filers say why they amend. One is enough: what they say with it is theirs."""


@rule("DOC015", Severity.RULE, Cite(FORM, "9"))
def amendment_explains_itself(form4: Form4) -> Iterator[Found]:
    """An amendment has a footnote or a remark to say what it amends.

    Whether it adds a line, changes one or has another purpose, Instruction 9 asks for one or more footnotes that explain
    it: readers of the amendment do not have the original beside them. The remarks are taken too. An amendment without
    any text cannot have done it.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-02
        non_derivative_table: [{shares: {value: 100, footnotes: []}}]
        footnotes: ~
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        footnotes: {F1: The original Form 4 misstated the number of shares as 1000.}
    """
    if form4.form == "4/A" and not _texts(form4):
        message = ("this amendment has no footnote and no remark, so nothing says what it amends; write a footnote such as "
                   '"The original Form 4 misstated the price" at the value or line')
        yield ("form",), message


@rule("DOC016", Severity.PRACTICE, Cite(FORM, "9"))
def amendment_is_explained_by_its_texts(form4: Form4) -> Iterator[Found]:
    """What an amendment's footnotes and remarks say shows what it amends.

    A footnote about the price or a plan was most likely in the original too, and does not tell what has changed since.
    This goes by words such as corrects, omitted, not reported, updated; an explanation can do without any of them, hence a
    practice only.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-02
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        footnotes: {F1: This purchase was not reported in the Form 4 filed on June 2 2026.}
    """
    texts = _texts(form4)
    if form4.form == "4/A" and texts and not any(_EXPLAINS.search(_OF_SOMETHING_ELSE.sub("", text)) for text in texts):
        message = ("nothing in the footnotes or the remarks seems to say what this amendment amends; write a footnote such "
                   'as "The original Form 4 misstated the price" at the value or line')
        yield ("form",), message


PLACEHOLDER: Final = "EXPLAIN THIS AMENDMENT: what the original Form 4 reported, what is right, and why it is amended."
"""The footnote that a draft amendment comes with."""
_TO_BE_WRITTEN: Final = "EXPLAIN THIS AMENDMENT"


@rule("DOC020", Severity.RULE, Cite(FORM, "9"))
def explanation_is_written(form4: Form4) -> Iterator[Found]:
    """The explanation of an amendment is written out.

    `form4gen amend` leaves a footnote that asks for it. EDGAR would take that as it stands and publish it, so `build`
    makes nothing of it.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-02
        footnotes: {F1: "EXPLAIN THIS AMENDMENT: what the original Form 4 reported."}
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        footnotes: {F1: The original Form 4 misstated the number of shares as 1000.}
    """
    texts = [(("footnotes", number, "text"), footnote.text) for number, footnote in enumerate(form4.footnotes)]
    for place, text in (*texts, (("remarks",), form4.remarks or "")):
        if _TO_BE_WRITTEN in text:
            yield place, ("this asks for an explanation and gives none; write what the original reported, what is right "
                          "and why")


def is_explained(form4: Form4) -> bool:
    """Whether nothing in a filing still asks for the explanation."""
    return not any(explanation_is_written(form4))


def _texts(form4: Form4) -> list[str]:
    """The footnotes and the remarks, as far as they say anything."""
    return [text for text in (*(footnote.text for footnote in form4.footnotes), form4.remarks or "") if text.strip()]
