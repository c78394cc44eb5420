"""DOC: what an amendment says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4
from form4gen.finding import FORM, Cite, Severity
from form4gen.rules.catalogue import Found, rule

_EXPLAINS: Final = re.compile(
    r"amend|correct|\berr(?:or|oneous)|inadvert|original|\bomi(?:t|ssion)|previous|\bearlier\b|restat|\brevis"
    r"|\bmis(?:s|r|c|t|l|id|p)|clerical|typograph|administrative|initial|supersed|replac|should have|\b4/A\b|exhibit",
    re.IGNORECASE)
"""Words by which filers say why they amend. One is enough: what they say with it is theirs."""


@rule("DOC015", Severity.RULE, Cite(FORM, "9"))
def amendment_explains_itself(form4: Form4) -> Iterator[Found]:
    """An amendment says what it amends.

    Whether it adds a line, changes one or has another purpose, Instruction 9 asks for one or more footnotes that explain
    it: readers of the amendment do not have the original beside them. The remarks, or an exhibit, are taken too.

    Wrong:
        form: 4/A
        date_of_original_submission: 2026-06-02
    Right:
        form: 4/A
        date_of_original_submission: 2026-06-02
        footnotes: {F1: The original Form 4 misstated the number of shares as 1000.}
    """
    texts = (*(footnote.text for footnote in form4.footnotes), form4.remarks or "")
    if form4.form == "4/A" and not any(map(_EXPLAINS.search, texts)):
        message = ("no footnote and no remark says what this amendment amends; write a footnote such as "
                   '"The original Form 4 misstated the price" at the value or line')
        yield ("form",), message
