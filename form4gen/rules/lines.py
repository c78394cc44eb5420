"""DOC: values of one line: what stands around them, and whether anything stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4
from form4gen.finding import SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.rules.classes import titles
from form4gen.rules.parts import texts

LONG_TEXTS: Final = ("footnotes", "remarks")
"""The parts of a filing whose text may run over several lines."""

_BREAK = re.compile(r"[\r\n\t]")


@rule("DOC009", Severity.PRACTICE, Cite(SPEC, "4.1(5)"))
def value_stands_on_one_line(form4: Form4) -> Iterator[Found]:
    """A value stands on one line, with nothing but its text.

    Blanks and line breaks around a value count toward its length, and those within it are printed as they are. EDGAR
    has taken them where the length allowed it. Footnotes and remarks may have several lines, and so may a signature.

    Wrong:
        issuer: {trading_symbol: " XMPL"}
    Right:
        issuer: {trading_symbol: XMPL}
    """
    for place, one, value in texts(form4):
        if not value.strip() or place[0] in LONG_TEXTS or one.where.by_edgar:
            continue
        if value != value.strip():
            yield place, f"{value!r} has blanks or line breaks around it; write {value.strip()!r}"
        elif place[0] != "signatures" and _BREAK.search(value):
            yield place, f"{value!r} runs over more than one line, or has a tab; write it on one line, with single blanks"


@rule("DOC013", Severity.SUSPEND, Cite(SPEC, "section 5, mandatory element has no value"))
def title_says_something(form4: Form4) -> Iterator[Found]:
    """A security has a title.

    Blanks alone are no title, of a security or of what underlies it. The title identifies the class, even if the issuer
    has only one (Instruction 3(b)).

    Wrong:
        non_derivative_table: [{security_title: " "}]
    Right:
        non_derivative_table: [{security_title: Common Stock}]
    """
    for place, title in titles(form4):
        if not title.strip():
            yield place, "the title is blank; write the class of the security, such as Common Stock"
