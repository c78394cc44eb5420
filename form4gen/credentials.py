"""CCCs (owners' EDGAR passwords) from outside the filing: never printed, logged or put in an error."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import SecretStr

from form4gen.filing import Form4, ReportingOwner
from form4gen.lexical import CCC_LENGTH

VARIABLE = "FORM4GEN_CCC_"
"""An environment variable's name before the CIK."""


def with_cccs(form4: Form4, cccs: Mapping[str, str]) -> Form4:
    """The filing with the CCC of each owner who has none yet and whose CIK ``cccs`` knows.

    ``cccs``: CCC by CIK, with or without leading zeros. One that has not eight characters is not taken.
    """
    known = {_bare(cik): ccc for cik, ccc in cccs.items() if len(ccc) == CCC_LENGTH}
    owners = tuple(_with_ccc(owner, known) for owner in form4.reporting_owners)
    return form4.model_copy(update={"reporting_owners": owners})


def without_ccc(form4: Form4) -> list[str]:
    """The CIKs of the owners who have no CCC; EDGAR does not accept a submission without it."""
    return [owner.cik for owner in form4.reporting_owners if owner.ccc is None]


def from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The CCCs of ``FORM4GEN_CCC_<CIK>`` variables, by CIK."""
    return {name.removeprefix(VARIABLE): ccc for name, ccc in environment.items() if name.startswith(VARIABLE)}


def _with_ccc(owner: ReportingOwner, known: Mapping[str, str]) -> ReportingOwner:
    ccc = known.get(_bare(owner.cik))
    return owner.model_copy(update={"ccc": SecretStr(ccc)}) if owner.ccc is None and ccc else owner


def _bare(cik: str) -> str:
    return cik.lstrip("0")
