"""Verifies the signatures of a PDF: the PDF, trust anchors and the time -> what is to be said of each signature.

What was changed after a signature is judged by pyHanko's difference analysis: further signatures, form fields that are
filled in, and evidence kept with signatures are allowed (ISO 32000-1, table 254, as for P = 2); nothing else is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from asn1crypto import crl, ocsp
from pyhanko.pdf_utils.form_tools import enumerate_fields_in
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.diff_analysis import DiffResult
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    DocumentTimestampStatus,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.status import SignatureStatus, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from form4gen.certificates import Evidence, Revocation, context, name_of, usage
from form4gen.signed_pdf import DAMAGE, UnreadablePdfError, entry, opened, reason, signature_fields

TIME_STAMP: Final = "/DocTimeStamp"
_NOTHING: Final = StreamObject(stream_data=b"")
_WEAK: Final = {AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE, AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE}
_WHY_NOT: Final[dict[AdESSubIndic, str]] = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "it leads to no trust anchor that was given",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "it is out of its time of validity, and no trusted time stamp shows that it "
                                            "was valid when it signed",
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "it is not made for this",
}

_Status = PdfSignatureStatus | DocumentTimestampStatus


class TimeStamp(NamedTuple):
    """When a time stamping authority saw a signature, and the authority's name."""

    time: datetime
    authority: str


class Signature(NamedTuple):
    """What is to be said of a signature.

    ``signer`` and ``issuer``: common names, of the certificate's subject and of who issued it. ``claimed``: the time that
    the signer's clock said. ``signed_later`` and ``filled_later``: the fields that were signed and filled in afterwards.
    ``is_trusted``: None where no trust anchor was given. ``problems``: why the signature fails; it is fine without any.
    """

    field: str
    signer: str = ""
    issuer: str = ""
    claimed: datetime | None = None
    stamped: TimeStamp | None = None
    is_intact: bool = False
    covers_file: bool = False
    signed_later: tuple[str, ...] = ()
    filled_later: tuple[str, ...] = ()
    is_trusted: bool | None = None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Verification(NamedTuple):
    """The signatures of a PDF in the order of their making, and the names of signature fields that are empty."""

    signatures: tuple[Signature, ...]
    empty: tuple[str, ...]

    @property
    def is_fine(self) -> bool:
        """Whether there is a signature, and none has a problem."""
        return bool(self.signatures) and not any(signature.problems for signature in self.signatures)


def verified(pdf: bytes, at: datetime, evidence: Evidence | None = None) -> Verification:
    """What is to be said of every signature of a PDF. Nothing is fetched for it.

    ``at``: the time as of which certificates are judged that no trusted time stamp dates. ``evidence``: trust anchors, and
    CRLs and OCSP responses beside those in the PDF; None where trust is not to be judged. Raises ``UnreadablePdfError``.
    """
    reader = opened(pdf)
    empty = tuple(field.name for field in signature_fields(reader) if not field.is_signed)
    try:
        read = {name: _read(reader, name, field) for name, _, field in enumerate_sig_fields(reader, filled_status=True)}
        within = _evidence_within(reader)
    except DAMAGE as error:
        raise UnreadablePdfError(f"the PDF is damaged: {reason(error)}") from None
    found = [Signature(name, problems=(one,)) for name, one in read.items() if isinstance(one, str)]
    whole = sorted((one for one in read.values() if not isinstance(one, str)), key=lambda one: one.signed_revision)
    for one in whole:
        later = tuple(other.fq_name for other in whole if other.signed_revision > one.signed_revision)
        found.append(_signature(one, pdf, at, later, None if evidence is None else evidence | within))
    return Verification(tuple(found), empty)


def _read(reader: PdfFileReader, name: str, field: IndirectObject) -> EmbeddedPdfSignature | str:
    """A signature, or why it cannot be read."""
    try:
        return EmbeddedPdfSignature(reader, field.get_object(), name)
    except DAMAGE as error:
        return f"the signature cannot be read: {reason(error)}"


def _evidence_within(reader: PdfFileReader) -> Evidence:
    """What the document keeps to prove its certificates: its document security store (ETSI EN 319 142-1, 5.4.2)."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Evidence()
    return Evidence(others=tuple(store.load_certs()),
                    crls=tuple(crl.CertificateList.load(one.get_object().data) for one in store.crls),
                    ocsps=tuple(ocsp.OCSPResponse.load(one.get_object().data) for one in store.ocsps))


def _signature(one: EmbeddedPdfSignature, pdf: bytes, at: datetime, later: tuple[str, ...],
               evidence: Evidence | None) -> Signature:
    try:
        status = _status(one, context(Evidence(), at, Revocation.OF_NOBODY))
        trust = None if evidence is None else _trust(one, at, evidence)
        return Signature(
            one.fq_name, name_of(status.signing_cert.subject), name_of(status.signing_cert.issuer),
            one.self_reported_timestamp, _stamped(status), is_intact=status.intact and status.valid,
            covers_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
            signed_later=later, filled_later=_filled(one, status, later),
            is_trusted=None if trust is None else not trust.problems,
            problems=(*_faults(one, status, pdf), *(trust.problems if trust else ())),
            notes=trust.notes if trust else _age(status, at))
    except DAMAGE as error:
        return Signature(one.fq_name, problems=(f"the signature cannot be checked: {reason(error)}",))


def _status(one: EmbeddedPdfSignature, judged_in: ValidationContext, skip_diff: bool = False) -> _Status:
    if one.sig_object_type == TIME_STAMP:
        return validate_pdf_timestamp(one, judged_in, skip_diff=skip_diff)
    return validate_pdf_signature(one, judged_in, key_usage_settings=usage(one.signer_cert), skip_diff=skip_diff)


def _faults(one: EmbeddedPdfSignature, status: _Status, pdf: bytes) -> list[str]:
    """Why a signature fails, whoever made it."""
    faults = []
    if not status.intact:
        faults.append("what it signs was changed: the digest does not match")
    if not status.valid:
        faults.append("the signature itself is damaged or forged: it does not match the signer's certificate")
    if status.trust_problem_indic in _WEAK:
        faults.append(f"it is made with an algorithm that protects no more ({status.md_algorithm}, "
                      f"{status.pkcs7_signature_mechanism})")
    if not _is_whole(one, pdf):
        faults.append("it does not cover all of the file up to its own end")
    elif _has_loose_end(one, pdf):
        faults.append("bytes were appended after it that are no update of the document")
    elif isinstance(status.diff_result, Exception):
        faults.append(f"the document was changed after it, and not by signing or filling in: {reason(status.diff_result)}")
    elif status.docmdp_ok is False:
        faults.append("the document was changed after it in a way that its signer does not permit")
    if isinstance(status, PdfSignatureStatus):
        faults += _faults_of_stamp(status.timestamp_validity)
        if status.seed_value_constraint_error:
            faults.append(f"it is not of the kind that its field asks for: {reason(status.seed_value_constraint_error)}")
    return faults


def _faults_of_stamp(stamp: TimestampSignatureStatus | None) -> list[str]:
    is_good = stamp is None or (stamp.intact and stamp.valid)
    return [] if is_good else ["its time stamp is damaged, or that of another signature"]


def _is_whole(one: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Whether a signature covers the file up to its end, or to that of an earlier revision, but for its own digits."""
    if one.coverage is None or one.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    start, before, after, _ = map(int, one.byte_range)
    digits = pdf[before:after]
    return start == 0 and digits[:1] == b"<" and digits[-1:] == b">" and \
        digits[1:-1].lower() == one.pkcs7_content.hex().encode()


def _has_loose_end(one: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Whether the last update is the signature's own, and yet something follows what it covers."""
    _, _, after, length = map(int, one.byte_range)
    return one.signed_revision == one.reader.xrefs.total_revisions - 1 and bool(pdf[after + length:].strip())


def _filled(one: EmbeddedPdfSignature, status: _Status, signed: tuple[str, ...]) -> tuple[str, ...]:
    """The form fields that were filled in later, but for those that were signed.

    The difference analysis names every text field that has an appearance, whether it changed or not; these are compared.
    """
    found = status.diff_result
    if not isinstance(found, DiffResult):
        return ()
    then, now = _texts(one.reader.get_historical_resolver(one.signed_revision)), _texts(one.reader)
    same = {name for name, field in now.items() if then.get(name) == field}
    return tuple(sorted(found.changed_form_fields - {*signed} - same))


def _texts(handler: PdfHandler) -> dict[str, tuple[DictionaryObject, bytes]]:
    """Every text field by its name: the field as it is, and what it shows."""
    fields = entry(entry(handler.root, "/AcroForm", DictionaryObject()), "/Fields", ())
    texts = ((name, reference.get_object()) for name, _, reference in
             enumerate_fields_in(fields, refs_seen=set(), target_field_type="/Tx"))
    return {name: (field, entry(entry(field, "/AP", DictionaryObject()), "/N", _NOTHING).data) for name, field in texts}


def _stamped(status: _Status) -> TimeStamp | None:
    stamp = status.timestamp_validity if isinstance(status, PdfSignatureStatus) else status
    return None if stamp is None else TimeStamp(stamp.timestamp, name_of(stamp.signing_cert.subject))


class _Trust(NamedTuple):
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def _trust(one: EmbeddedPdfSignature, at: datetime, evidence: Evidence) -> _Trust:
    """Whether a signer's certificate leads to a trust anchor, at the time of a trusted time stamp, or else now."""
    now = _status(one, context(evidence, at, Revocation.OF_NOBODY), skip_diff=True)
    stamp = now.timestamp_validity if isinstance(now, PdfSignatureStatus) else None
    if stamp is not None and not stamp.trusted:
        return _Trust((f"the certificate of its time stamp, {name_of(stamp.signing_cert.subject)}: {_why_not(stamp)}",))
    then = at if stamp is None else stamp.timestamp
    proven = _status(one, context(evidence, then, Revocation.OF_THE_SIGNER), skip_diff=True)
    if proven.trusted:
        return _Trust()
    loose = _status(one, context(evidence, then, Revocation.OF_NOBODY), skip_diff=True)
    if loose.trusted and not proven.revoked:
        return _Trust(notes=("whether the certificate was revoked is not known: no current CRL or OCSP response is there",))
    worse = proven if proven.revoked else loose
    return _Trust((f"the certificate of its signer is not trusted: {_why_not(worse)}",))


def _why_not(status: SignatureStatus) -> str:
    if status.revocation_details is not None:
        return f"it was revoked on {status.revocation_details.revocation_date:%Y-%m-%d %H:%M:%S %Z}"
    indication = status.trust_problem_indic
    return _WHY_NOT.get(indication, str(indication)) if indication is not None else "it does not match the signature"


def _age(status: _Status, at: datetime) -> tuple[str, ...]:
    """That a certificate is out of its validity now, where its trust is not judged."""
    start, end = status.signing_cert.not_valid_before, status.signing_cert.not_valid_after
    return () if start <= at <= end else (f"the certificate is valid from {start:%Y-%m-%d} to {end:%Y-%m-%d}, so not now",)
