"""What a package makes of a reading: the submission to upload, or a reason why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from form4gen.build import Made, Order, RefusedError, built
from form4gen.credentials import unusable, with_cccs, without_ccc
from form4gen.edgar_submission import TestOrLive, to_submission
from form4gen.envelope import opened
from form4gen.filing import Form4
from form4gen.opened import LARGEST_FILE
from form4gen.reading import Reading
from form4gen.rules.enclosures import DISCARDED, wrong_with
from form4gen.submission import Document, Submission
from form4gen.versions import CURRENT, version_of

ENDING: Final = "submission.xml"
PRIMARY_ENDING: Final = ".xml"
_PRIMARY_NAME: Final = "form4.xml"
_IN_WORDS: Final[dict[TestOrLive, str]] = {
    "TEST": "this is a TEST submission: EDGAR checks it and files nothing; --live makes the one to file",
    "LIVE": "this is a LIVE submission: what EDGAR accepts of it is filed and published",
}


class Consignment(NamedTuple):
    """What is sent: the enclosures; to be tested, or to be filed; and the name of the source, without its ending."""

    enclosed: Submission = Submission()
    test_or_live: TestOrLive = "TEST"
    stem: str = ""


def packaged(reading: Reading, sent: Consignment, cccs: Mapping[str, str]) -> Made:
    """The submission to upload, with its filing's XML as ``build`` makes it.

    ``reading``: checked with the same enclosures. ``cccs``: owners' passwords by CIK, for those the filing does not give.
    Raises ``RefusedError`` where there is no filing, or EDGAR would not take it.
    """
    if reading.form4 is None:
        raise RefusedError("the findings leave no filing to send")
    if reading.would_be_suspended:
        raise RefusedError("EDGAR would suspend it")
    for reason in (*_unfit_enclosures(reading.form4, sent.enclosed, cccs), *_unfit(reading.form4, sent, cccs)):
        raise RefusedError(reason)
    [xml] = built(reading, Order("xml"), cccs)
    primary = Document(_primary_name(sent.stem), reading.form4.form, xml.data)
    data = to_submission(primary, sent.enclosed, sent.test_or_live)
    if len(data) > LARGEST_FILE:
        raise RefusedError(f"with what is enclosed it has {len(data):,} bytes, of which form4gen reads {LARGEST_FILE:,}")
    _demand_same(data, primary, sent.enclosed)
    return Made(ENDING, data, is_secret=True, notes=(*xml.notes, _IN_WORDS[sent.test_or_live]))


def _primary_name(stem: str) -> str:
    """The filing's file name within the submission: the source's own, where EDGAR takes it."""
    name = f"{stem.lower()}{PRIMARY_ENDING}"
    return _PRIMARY_NAME if any(wrong_with(name)) else name


def _unfit(form4: Form4, sent: Consignment, cccs: Mapping[str, str]) -> Iterator[str]:
    """Why EDGAR would not take the filing as it is sent, whatever the rules say of it."""
    lacking = without_ccc(with_cccs(form4, cccs))
    if lacking:
        unused = "".join(f"; the one given for {cik} was not used: {reason}" for cik, reason in unusable(form4, cccs))
        yield f"there is no CCC for reporting owner {', '.join(lacking)}, without which EDGAR takes no submission{unused}"
    version = version_of(form4)
    if sent.test_or_live == "LIVE" and version != CURRENT:
        yield (f"its dates imply schema {version}, and EDGAR takes {CURRENT} today; "
               "a signature has the day on which the form is signed")


def _unfit_enclosures(form4: Form4, enclosed: Submission, cccs: Mapping[str, str]) -> Iterator[str]:
    """What is enclosed and would not be filed, could not be told apart, or must not be published."""
    secrets = {owner.ccc.get_secret_value() for owner in with_cccs(form4, cccs).reporting_owners if owner.ccc}
    for name, count in Counter(document.name for document in enclosed.documents).items():
        if count > 1:
            yield f"{count} of the enclosed documents have the file name {name}; give each its own"
    for document in enclosed.documents:
        if document.name.endswith(DISCARDED):
            yield f"EDGAR discards {document.name}, a PDF, so it would not be filed; enclose its text as .txt or .htm"
        if any(secret.encode() in document.data for secret in secrets):
            yield f"{document.name} holds a reporting owner's CCC, and EDGAR publishes exhibits; take it out"


def _demand_same(data: bytes, primary: Document, enclosed: Submission) -> None:
    """What is unpacked from a submission is what was packed, byte for byte; if not, a rule about enclosures is missing."""
    again = opened(data)
    if (again.document, again.enclosed, again.submission) != (primary.data, primary.name, enclosed):
        raise AssertionError("the submission does not read back as what was enclosed")
