"""Signs a PDF: the PDF, a key, a place and the time -> the PDF with one more signature, after PAdES.

The signature is an incremental update (ISO 32000-1, 7.5.6): what was there stays byte for byte, so earlier signatures stay
valid. Levels of ETSI EN 319 142-1: B-B; B-T with a time stamp; B-LT where what proves the certificates is embedded too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final, NamedTuple

from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, PdfSigningSession, SigDSSPlacementPreference
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import read_certification_data
from pyhanko.stamp import BaseStamp, BaseStampStyle
from pyhanko.stamp.noop import NoOpStampStyle
from pyhanko_certvalidator.errors import PathError, ValidationError

from form4gen.certificates import Evidence, Revocation, context, name_of
from form4gen.signature_appearance import appearance
from form4gen.signature_place import Place
from form4gen.signed_pdf import DAMAGE, opened, reason

DIGEST: Final = "sha256"


class SigningRefusedError(ValueError):
    """Nothing was signed; the message says why."""


class Stamping(NamedTuple):
    """What a signature is given beyond the signer's word: a time stamp, and evidence to embed with it."""

    authority: TimeStamper | None = None
    evidence: Evidence | None = None


NO_STAMP: Final = Stamping()


def signed(pdf: bytes, signer: Signer, place: Place, at: datetime, stamping: Stamping = NO_STAMP) -> bytes:
    """The PDF with a signature more; it begins with the PDF, byte for byte.

    ``signer``: has a certificate. ``at``: the signing time that the signature claims. Only ``stamping.authority`` may reach
    out. Raises ``UnreadablePdfError``, and ``SigningRefusedError`` where the document, the time stamping authority or the
    evidence does not let it be signed.
    """
    reader = opened(pdf)
    _refuse_what_is_final(reader)
    writer = _Update(reader.stream, prev=reader)
    try:
        signs = _signer(signer, place, at, stamping)
        result: bytes = signs.sign_pdf(writer, existing_fields_only=not place.is_new).getvalue()
    except SigningError as error:
        cause = error.__cause__
        raise SigningRefusedError(f"{error.msg}: {reason(cause)}" if cause else error.msg) from None
    except (PathError, ValidationError) as error:
        raise SigningRefusedError(f"a certificate cannot be shown to be good: {reason(error)}") from None
    except OSError as error:
        raise SigningRefusedError(f"the time stamping authority gave no time stamp: {_innermost(error)}") from None
    except DAMAGE as error:
        raise SigningRefusedError(f"the PDF cannot be signed: {reason(error)}") from None
    return result


def _refuse_what_is_final(reader: PdfFileReader) -> None:
    """A document whose author certified it without leave to change it takes no signature (ISO 32000-1, 12.8.2.2, P = 1)."""
    try:
        certified = read_certification_data(reader)
    except DAMAGE as error:
        raise SigningRefusedError(f"what the PDF permits cannot be read: {reason(error)}") from None
    if certified is not None and certified.permission is MDPPerm.NO_CHANGES:
        raise SigningRefusedError("its author certified the PDF and permits no changes, not even a signature")


def _innermost(error: BaseException) -> str:
    return f"{reason(error)}: {reason(error.__cause__)}" if error.__cause__ else reason(error)


def _signer(signer: Signer, place: Place, at: datetime, stamping: Stamping) -> _AtATime:
    assert signer.signing_cert is not None
    name = name_of(signer.signing_cert.subject)
    metadata: dict[str, Any] = {}
    if stamping.evidence is not None:
        metadata = {"embed_validation_info": True, "signer_key_usage": set(), "dss_settings": _WITH_THE_SIGNATURE,
                    "validation_context": context(stamping.evidence, at, Revocation.OF_EVERYONE)}
    return _AtATime(
        PdfSignatureMetadata(place.field, DIGEST, name=name, subfilter=SigSeedSubFilter.PADES, **metadata),
        signer, timestamper=stamping.authority, stamp_style=_style(place, name, at),
        new_field_spec=_new_field(place, name) if place.is_new else None, at=at)


_WITH_THE_SIGNATURE: Final = DSSContentSettings(include_vri=False,
                                                placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE)
"""Evidence goes into the update that is signed, so that the signature covers the whole file."""


def _style(place: Place, signer: str, at: datetime) -> BaseStampStyle:
    if place.rectangle is None:
        return NoOpStampStyle()
    left, bottom, right, top = place.rectangle
    return _Appearance(page=appearance(signer, at, right - left, top - bottom))


def _new_field(place: Place, signer: str) -> SigFieldSpec:
    """A field of PDF/A's and PDF/UA's kind: printed, named for a screen reader, and off the page where it is invisible."""
    box: Any = place.rectangle  # pyHanko writes fractions of a point, though it says int
    return SigFieldSpec(place.field, on_page=place.page, box=box, readable_field_name=f"Signature of {signer}",
                        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))


class _Update(IncrementalPdfFileWriter):
    """An update that leaves the document's metadata as they are.

    pyHanko would write them anew, with the time of its own clock; but they carry the hashes of what is embedded and say
    which PDF/A the document is.
    """

    def _update_meta(self) -> None:
        pass


class _AtATime(PdfSigner):
    """Signs at the time it is told, not at that of the machine's clock."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: Signer, *, at: datetime, **rest: Any) -> None:
        super().__init__(metadata, signer, **rest)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


class _Drawn(BaseStamp):
    """A page as a form XObject, which a viewer fits into the field's rectangle (ISO 32000-1, 12.5.5)."""

    def __init__(self, writer: BasePdfFileWriter, style: _Appearance, box: BoxConstraints) -> None:
        super().__init__(writer, style, box)
        self._page = style.page

    def register(self) -> IndirectObject:
        form: IndirectObject = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._page)))
        return form


@dataclass(frozen=True)
class _Appearance(BaseStampStyle):
    """Shows a page, drawn beforehand, in the signature's field."""

    page: bytes = b""

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, Any]) -> BaseStamp:  # noqa: ARG002 - pyHanko's signature
        return _Drawn(writer, self, box)
