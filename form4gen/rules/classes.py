"""Which rows of a filing speak of the same securities, owned in the same way."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from form4gen.filing import AnyRow, Form4, NonDerivativeHolding, NonDerivativeTransaction, Place
from form4gen.rules.parts import rows


def same_title(title: str) -> str:
    """A title as readers compare it: blanks and capitals do not matter."""
    return " ".join(title.split()).casefold()


def is_similar(one: str, other: str) -> bool:
    """Whether a title is another's beginning, as "Common Stock" is of "Common Stock, par value $.01"."""
    one, other = same_title(one), same_title(other)
    return one.startswith(other) or other.startswith(one)


def titles(form4: Form4) -> Iterator[tuple[Place, str]]:
    """The titles of the rows' securities, and of what underlies them, with their places."""
    for at, row in rows(form4):
        yield (*at, "security_title"), row.security_title.value
        if not isinstance(row, (NonDerivativeTransaction, NonDerivativeHolding)):
            yield (*at, "underlying_security", "title"), row.underlying_security.title.value


def title_of(row: AnyRow) -> str:
    return same_title(row.security_title.value)


def class_of(row: AnyRow) -> Hashable:
    """What makes a row's class: its title; of a derivative security also its price, its dates and what underlies it."""
    if isinstance(row, (NonDerivativeTransaction, NonDerivativeHolding)):
        return title_of(row)
    terms = (row.conversion_or_exercise_price, row.exercise_date, row.expiration_date)
    return title_of(row), *((term.value, term.footnotes) for term in terms), same_title(row.underlying_security.title.value)


def line_of(form4: Form4, row: AnyRow) -> Hashable:
    """What makes rows one line of holdings: the class, the form of ownership and the footnotes that tell holders apart.

    None where nothing tells whose the securities are: owned directly in a joint filing, without a footnote. What a single
    owner holds directly is one line, whatever its footnotes say.
    """
    owned = row.ownership
    nature = owned.nature.value if owned.nature else ""
    told_apart = (row.security_title.footnotes, owned.direct_or_indirect.footnotes,
                  owned.nature.footnotes if owned.nature else ())
    if owned.is_direct and len(form4.reporting_owners) == 1:
        return class_of(row), "D"
    if not nature and not any(told_apart):
        return None
    return class_of(row), owned.direct_or_indirect.value, same_title(nature), told_apart
