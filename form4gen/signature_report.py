"""What was found of a PDF's signatures, as text and as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from form4gen.report import visible
from form4gen.signature_check import Signature, Verification

NOT_JUDGED = "not checked against a trust anchor; --trust FILE names one"


def as_text(file: str, found: Verification) -> str:
    """A paragraph for each signature, and a line that counts them."""
    lines = [line for signature in found.signatures for line in _lines(file, signature)]
    return "".join(f"{visible(line)}\n" for line in [*lines, f"{file}: {summary(found)}"])


def summary(found: Verification) -> str:
    """How many signatures there are, how many fail, and which fields nobody has signed."""
    if not found.signatures:
        return f"is not signed{_unsigned(found)}"
    number, failed = len(found.signatures), sum(bool(signature.problems) for signature in found.signatures)
    if number == 1:
        return f"1 signature, which {'fails' if failed else 'is fine'}{_unsigned(found)}"
    return f"{number} signatures, {failed or 'none'} of which {'fails' if failed < 2 else 'fail'}{_unsigned(found)}"


def _unsigned(found: Verification) -> str:
    return f"; nobody has signed {', '.join(found.empty)}" if found.empty else ""


def _lines(file: str, signature: Signature) -> list[str]:
    verdict = "fails" if signature.problems else "is fine"
    by = f", by {signature.signer} (certificate issued by {signature.issuer})" if signature.signer else ""
    said = [*(f"fails: {problem}" for problem in signature.problems), *_when(signature), *_extent(signature),
            *_trust(signature), *signature.notes]
    return [f"{file}: {signature.field} {verdict}{by}", *(f"    {one}" for one in said)]


def _when(signature: Signature) -> list[str]:
    said = []
    if signature.stamped:
        said.append(f"{_time(signature.stamped.time)} by the time stamp of {signature.stamped.authority}")
    if signature.claimed:
        said.append(f"{_time(signature.claimed)} by the signer's own clock")
    return said


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} {moment:%z}".rstrip()


def _extent(signature: Signature) -> list[str]:
    if not signature.is_intact:
        return []
    if signature.covers_file:
        return ["covers the whole file"]
    kinds = ((signature.signed_later, "signed"), (signature.filled_later, "filled in"))
    later = "; ".join(f"{', '.join(fields)} {what}" for fields, what in kinds if fields)
    return [f"covers the file as it was then; since then: {later}" if later else "covers the file as it was then"]


def _trust(signature: Signature) -> list[str]:
    if signature.is_trusted is None:
        return [NOT_JUDGED] if signature.signer else []
    return ["the certificate leads to a trust anchor"] if signature.is_trusted else []


def as_data(found: Verification) -> list[dict[str, Any]]:
    """The signatures for JSON; times in ISO 8601."""
    return [_data(signature) for signature in found.signatures]


def _data(signature: Signature) -> dict[str, Any]:
    stamp = signature.stamped
    return {
        "field": signature.field, "fine": not signature.problems, "signer": signature.signer, "issuer": signature.issuer,
        "claimed_time": signature.claimed.isoformat() if signature.claimed else None,
        "time_stamp": {"time": stamp.time.isoformat(), "authority": stamp.authority} if stamp else None,
        "intact": signature.is_intact, "covers_whole_file": signature.covers_file,
        "signed_later": list(signature.signed_later), "filled_in_later": list(signature.filled_later),
        "trusted": signature.is_trusted, "problems": list(signature.problems), "notes": list(signature.notes),
    }
