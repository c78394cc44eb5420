"""CCCs (owners' EDGAR passwords) from outside the filing: never printed, logged or put in an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import SecretStr

from form4gen.filing import Form4, Place, ReportingOwner
from form4gen.finding import spelled
from form4gen.lexical import CCC_LENGTH
from form4gen.same_filing import facts

VARIABLE: Final = "FORM4GEN_CCC_"
"""An environment variable's name before the CIK."""

_USABLE = re.compile(f"[!-~]{{{CCC_LENGTH}}}")
_ZIP_DIGITS = re.compile("[0-9 -]*")
_LINE = re.compile(r"\s*([0-9]{1,10})\s*:\s*(\S+)\s*")


def with_cccs(form4: Form4, cccs: Mapping[str, str]) -> Form4:
    """The filing with the CCC of each owner who has none yet and whose CIK ``cccs`` knows.

    ``cccs``: CCC by CIK, with or without leading zeros. What cannot be a CCC is not taken (``unusable`` tells).
    """
    known = {_bare(cik): ccc for cik, ccc in cccs.items() if _USABLE.fullmatch(ccc)}
    owners = tuple(_with_ccc(owner, known) for owner in form4.reporting_owners)
    return form4.model_copy(update={"reporting_owners": owners})


def without_ccc(form4: Form4) -> list[str]:
    """The CIKs of the owners who have no CCC; EDGAR does not accept a submission without it."""
    return [owner.cik for owner in form4.reporting_owners if owner.ccc is None]


def unusable(form4: Form4, cccs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The CIKs of owners for whom something was given that cannot be a CCC, and why, without showing it."""
    known = {_bare(cik): ccc for cik, ccc in cccs.items()}
    for owner in form4.reporting_owners:
        ccc = known.get(_bare(owner.cik))
        if ccc is not None and not _USABLE.fullmatch(ccc):
            yield owner.cik, f"a CCC has {CCC_LENGTH} visible characters"


def told_in(form4: Form4, cccs: Mapping[str, str]) -> str | None:
    """Where a CCC stands in a text that is published and printed, as an author knows the place; None if nowhere.

    EDGAR stores most texts in capitals, so one in another case is told too. A number, a day or a CIK is no text: a CCC of
    digits alone would be found in many by chance, and nobody puts one there.
    """
    given = [owner.ccc.get_secret_value() for owner in form4.reporting_owners if owner.ccc]
    known = {ccc.casefold() for ccc in (*cccs.values(), *given) if _USABLE.fullmatch(ccc)}
    return next((spelled(place) for place, text in facts(form4)
                 if any(ccc in text.casefold() for ccc in known) and _is_text(form4, place)), None)


def _is_text(form4: Form4, place: Place) -> bool:
    """Whether an author writes words at a place, and not a number, a day, a CIK or the digits of a ZIP code."""
    value: Any = form4
    for step in place:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    is_code = place[-1] == "cik" or (place[-1] == "zip_code" and _ZIP_DIGITS.fullmatch(str(value)))
    return isinstance(value, str) and not is_code


def from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The CCCs of ``FORM4GEN_CCC_<CIK>`` variables, by CIK."""
    return {name.removeprefix(VARIABLE): ccc for name, ccc in environment.items() if name.startswith(VARIABLE)}


def from_lines(text: str) -> dict[str, str]:
    """The CCCs of a text with a line ``CIK: CCC`` for each, by CIK.

    Blank lines and lines that begin with # are passed over. A CCC is what stands behind the colon, quotes and all. Raises
    ``ValueError``, which names a line without showing it, where one is anything else or repeats a CIK, or there is none.
    """
    cccs: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"line {number} is not 'CIK: CCC'")
        if _bare(match[1]) in map(_bare, cccs):
            raise ValueError(f"line {number} gives a CCC for a CIK that has one")
        cccs[match[1]] = match[2]
    if not cccs:
        raise ValueError("it has no line 'CIK: CCC'")
    return cccs


def _with_ccc(owner: ReportingOwner, known: Mapping[str, str]) -> ReportingOwner:
    ccc = known.get(_bare(owner.cik))
    return owner.model_copy(update={"ccc": SecretStr(ccc)}) if owner.ccc is None and ccc else owner


def _bare(cik: str) -> str:
    return cik.lstrip("0")
