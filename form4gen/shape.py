"""Draft -> Form4, or findings that say why not.

pydantic's errors are translated by their type, never by their English text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from form4gen.ccc import CCC, masked
from form4gen.complete import ONLY_IN_TRANSACTIONS, SHORT_FORMS
from form4gen.draft import Draft
from form4gen.element import Declared, Element, Row, declared, is_footnotable
from form4gen.filing import ROW_CLASSES, Form4, Place
from form4gen.finding import Finding, Severity
from form4gen.lexical import CCC_LENGTH
from form4gen.rules.text import FAULTS, IS_READABLE


def to_form4(draft: Draft) -> tuple[Form4 | None, list[Finding]]:
    """The filing, or None and every fault of its shape. Faults of the draft itself come first."""
    try:
        form4 = Form4.model_validate(draft.tree)
    except ValidationError as error:
        errors = error.errors(include_url=False) if draft.is_read else []
        explained = [_finding(fault, draft) for fault in errors[:MOST_FAULTS] if not _follows(fault, errors)]
        return None, [*draft.findings, *explained, *_unexplained(len(errors) - MOST_FAULTS)]
    is_whole = all(finding.severity is not Severity.SUSPEND for finding in draft.findings)
    return (form4 if is_whole else None), list(draft.findings)


MOST_FAULTS: Final = 500
"""How many faults of shape are explained; beyond that the file is no filing."""


def _unexplained(more: int) -> list[Finding]:
    return [IS_READABLE.found((), f"there are {more:,} more faults; mend these first")] if more > 0 else []


def _follows(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Whether an error only follows from another: no period of report, for want of one good transaction date."""
    return error["loc"] == ("period_of_report",) and error["type"] == "missing" and \
        any("transaction_date" in other["loc"] for other in errors)


class _Fault(NamedTuple):
    """What a message may speak of: the value, the place, the field if it is one of ours, and pydantic's context."""

    value: Any
    place: Place
    declared: Declared | None
    cls: type[Element]
    context: Mapping[str, Any]
    from_xml: bool

    @property
    def name(self) -> str:
        """What the author calls the value: the key in YAML, the element in XML."""
        if self.declared is None:
            return str(self.place[-1]) if self.place else "the filing"
        return f"<{self.declared.steps[-1]}>" if self.from_xml else self.declared.name

    @property
    def shown(self) -> str:
        if isinstance(self.value, (Mapping, list, tuple)):
            return "a group of values" if isinstance(self.value, Mapping) else "a list"
        if CCC in self.place:
            return "the CCC"
        text = repr(self.value)
        return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}...'"


LONGEST_SHOWN: Final = 80


def _finding(error: ErrorDetails, draft: Draft) -> Finding:
    place, row_kind = _place(error["loc"], draft)
    cls, field = _declaration(place, row_kind)
    given = error["input"]
    value = masked(given, draft.secrets) if isinstance(given, str) else given
    fault = _Fault(value, place, field, cls, error.get("ctx", {}), draft.from_xml)
    kind = error["type"]
    mark = draft.keys.get(place) if kind == "extra_forbidden" else None
    seen_at = (*place, fault.context["fields"][-1]) if kind == "form4gen.one_of" else place
    message = MESSAGES[kind](fault)
    return FAULTS[kind].found(place, message, mark or draft.mark(seen_at))


def _place(loc: tuple[int | str, ...], draft: Draft) -> tuple[Place, str]:
    """A place in the filing from pydantic's, which names a row's kind behind its number and the value of a bare value.

    The kind comes beside it: ``transaction`` where pydantic names none.
    """
    in_row = len(loc) > ROW_KIND and loc[0] in ROW_CLASSES
    place = (*loc[:ROW_KIND], *loc[ROW_KIND + 1 :]) if in_row else loc
    is_bare = place[-1:] == ("value",) and place not in draft.marks and _is_footnotable(place[:-1])
    return place[:-1] if is_bare else place, str(loc[ROW_KIND]) if in_row else "transaction"


def _is_footnotable(place: Place) -> bool:
    field = _declaration(place, "transaction")[1]
    return field is not None and is_footnotable(field.types[0])


ROW_KIND: Final = 2
"""Where pydantic puts a row's kind: ``("non_derivative_table", 0, "transaction", "shares")``."""


def _declaration(place: Place, row_kind: str) -> tuple[type[Element], Declared | None]:
    """The class a place lies in, and the field declared there if there is one."""
    cls: type[Element] = Form4
    field: Declared | None = None
    for step in place:
        if isinstance(step, int):
            continue
        if field is not None and field.kind in ("element", "elements"):
            rows = ROW_CLASSES.get(field.name, {})
            cls = rows.get(row_kind) or field.types[0]
        field = next((one for one in declared(cls) if one.name == step), None)
    return cls, field


def _missing(fault: _Fault) -> str:
    if fault.declared is None:
        return f"{fault.name} is required"
    what = fault.declared.where.help.rstrip(".")
    boxes = _box(fault.cls, fault.declared)
    about = ", ".join(filter(None, (what[:1].lower() + what[1:], boxes)))
    return f"{fault.name} is required" + (f": {about}" if about else "")


def _box(cls: type[Element], field: Declared) -> str:
    if field.where.box:
        return f"box {field.where.box}"
    if field.where.column is not None and issubclass(cls, Row):
        return f"box {cls.boxes[field.where.column]}"
    return ""


def _unknown(fault: _Fault) -> str:
    short_forms = SHORT_FORMS.get(fault.cls.__name__, ())
    known = [one.name for one in declared(fault.cls) if not one.where.by_edgar] + list(short_forms)
    name = str(fault.place[-1])
    if name in short_forms:
        return f"{name!r} is a short form; its long form is given here too"
    if name in ONLY_IN_TRANSACTIONS and issubclass(fault.cls, Row):
        return f"{name!r} is for transactions, and this row is a holding"
    near = get_close_matches(name, known, n=1) if len(name) <= LONGEST_SHOWN else []
    if near:
        return f"{name!r} is not known here; did you mean {near[0]!r}?"
    return f"{name!r} is not known here; known are {', '.join(known)}"


def _empty(fault: _Fault) -> str:
    return f"{fault.name} is empty; it needs at least one character"


def _too_long(fault: _Fault) -> str:
    longest = fault.context["max_length"]
    return (f"{fault.name} has {len(fault.value)} characters; EDGAR takes {longest}, "
            f"up to {fault.value[:longest][-20:]!r}")


def _choice(fault: _Fault) -> str:
    if "tag" in fault.context:
        return f"kind is transaction or holding, not {fault.context['tag']!r}"
    if fault.place[-1:] == ("code",) and fault.value in ("K", "V"):
        return NEVER_SENT[fault.value]
    words = " (direct or indirect)" if fault.place[-1:] == ("direct_or_indirect",) else ""
    return f"{fault.shown} is not one of {fault.context['expected']}{words}"


NEVER_SENT: Final = {
    "K": "'K' is never sent alone: write the transaction's own code and K, such as S/K",
    "V": "'V' is never sent as a code: give the transaction's own, with form_type: 5 in coding",
}


def _amount(fault: _Fault) -> str:
    if fault.value == "":
        return "a number is missing; leave the line out, or cite a footnote where the form takes one instead"
    return {
        "form": f"{fault.shown} is not a plain number such as 1200 or 150.841; write digits and at most one period",
        "decimals": f"{fault.shown} has more than four decimals; EDGAR's schema takes four",
        "size": f"{fault.shown} is larger than 999999999999.9999, the largest that EDGAR takes",
    }[fault.context["reason"]]


def _day(fault: _Fault) -> str:
    if fault.value == "":
        return "a date is missing; leave the line out if the form does not require it"
    if fault.context["reason"] == "calendar":
        return f"{fault.shown} is no day of the calendar"
    return f"{fault.shown} is not a date such as 2026-03-18 (year-month-day)"


def _ccc(text: str) -> str:
    return "the CCC holds a character that EDGAR does not take" if len(text) == CCC_LENGTH else \
        "the CCC does not have eight characters"


def _wrong_shape(fault: _Fault) -> str:
    names = ", ".join(one.name for one in declared(fault.cls) if not one.where.by_edgar)
    return f"{fault.shown} stands where a group of values belongs ({names})"


MESSAGES: Final[dict[str, Callable[[_Fault], str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _choice,
    "union_tag_invalid": _choice,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "string_type": lambda fault: f"{fault.name} takes text, not {fault.shown}",
    "model_type": lambda fault: _wrong_shape(_inside(fault)),
    "model_attributes_type": lambda fault: _wrong_shape(_inside(fault)),
    "tuple_type": lambda fault: f"{fault.name} takes {_what_many(fault)}, not {fault.shown}",
    "form4gen.amount": _amount,
    "form4gen.day": _day,
    "form4gen.flag": lambda fault: f"{fault.shown} is not true or false",
    "form4gen.cik": lambda fault: f"{fault.shown} is not a CIK, which has one to ten digits",
    "form4gen.ccc": lambda fault: _ccc(str(fault.value)),
    "form4gen.footnote_id": lambda fault: f"{fault.shown} is not a footnote id from F1 to F99; EDGAR takes 99 footnotes",
    "form4gen.zip_code": lambda fault: f"{fault.shown} is not a ZIP code of digits, letters, blanks, # and -",
    "form4gen.place_code": lambda fault: f"{fault.shown} is not a code of two capitals or digits, such as MA or X0",
    "form4gen.character": lambda fault: f"{fault.name} holds {fault.context['character']}, which XML cannot carry",
    "form4gen.value_or_footnote": lambda fault: f"{fault.name} has neither a value nor a footnote; give one or both",
    "form4gen.one_of": lambda fault: (
        f"give {'exactly' if fault.context['least'] else 'at most'} one of {' and '.join(fault.context['fields'])}"),
}


def _what_many(fault: _Fault) -> str:
    return "names with their texts" if fault.place == ("footnotes",) and not fault.from_xml else "a list"


def _inside(fault: _Fault) -> _Fault:
    """The same fault, seen from the class that should stand at its place."""
    field = fault.declared
    cls = fault.cls if field is None or field.kind not in ("element", "elements") else field.types[0]
    return _Fault(fault.value, fault.place, field, cls, fault.context, fault.from_xml)


assert set(MESSAGES) == set(FAULTS), "every error type has a rule and a message"
