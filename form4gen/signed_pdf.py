"""A PDF as it is opened to be signed or verified: bounded, and whatever is wrong with it one kind of error."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any, Final, NamedTuple

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, TextStringObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

LARGEST_PDF: Final = 100_000_000
"""Bytes; a limit of ours, for a printed form has some thirty thousand."""
OWNER_IS: Final = "signature of "
"""How the tooltip of a field begins that was made for a reporting owner, in small letters."""

DAMAGE: Final = (PdfError, ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError,
                 NotImplementedError, RecursionError, EOFError, struct.error, zlib.error)
"""What pyHanko and its parsers raise over bytes that are no sound PDF, CMS or certificate.

``PdfError`` is what they mean to raise. The others escape where they take an object for what a damaged file does not hold.
"""


class UnreadablePdfError(ValueError):
    """What was given is no PDF that can be signed or verified; the message says why, without the file's name."""


class SignatureField(NamedTuple):
    """A signature field: its full name, its tooltip (``/TU``), whether it is signed, and its rectangle in points."""

    name: str
    tooltip: str
    is_signed: bool
    rectangle: tuple[float, ...]

    @property
    def owner(self) -> str:
        """Who is to sign here, as the tooltip tells; empty where it does not."""
        return self.tooltip[len(OWNER_IS):] if self.tooltip.lower().startswith(OWNER_IS) else ""

    @property
    def is_visible(self) -> bool:
        left, bottom, right, top = self.rectangle
        return left != right and bottom != top


def opened(data: bytes) -> PdfFileReader:
    """A reader of a PDF. Raises ``UnreadablePdfError`` where it is none, is too large, encrypted or damaged."""
    if not data.startswith(b"%PDF-"):
        raise UnreadablePdfError("this is no PDF: it does not begin with %PDF-")
    if len(data) > LARGEST_PDF:
        raise UnreadablePdfError(f"it has more than {LARGEST_PDF:,} bytes; no printed form needs so many")
    try:
        reader = PdfFileReader(BytesIO(data))
        is_encrypted = reader.encrypted
        is_damaged = not isinstance(reader.root, DictionaryObject)
    except DAMAGE as error:
        raise UnreadablePdfError(f"the PDF is damaged: {reason(error)}") from None
    if is_encrypted:
        raise UnreadablePdfError("the PDF is encrypted; take the encryption off first")
    if is_damaged:
        raise UnreadablePdfError("the PDF is damaged: it has no document catalog")
    return reader


def signature_fields(reader: PdfFileReader) -> tuple[SignatureField, ...]:
    """The signature fields of a PDF, signed or empty. Raises ``UnreadablePdfError`` where its form cannot be read."""
    try:
        return tuple(_field(name, value is not None, field)
                     for name, value, field in enumerate_sig_fields(reader) if name is not None)
    except DAMAGE as error:
        raise UnreadablePdfError(f"the PDF's form is damaged: {reason(error)}") from None


def _field(name: str, is_signed: bool, reference: IndirectObject) -> SignatureField:
    field = reference.get_object()
    kids = entry(field, "/Kids", ())
    widget = kids[0].get_object() if kids and "/Rect" not in field else field
    tooltip = entry(field, "/TU", "")
    rectangle = tuple(float(value) for value in entry(widget, "/Rect", ()))
    return SignatureField(name, tooltip if isinstance(tooltip, TextStringObject) else "", is_signed,
                          rectangle if len(rectangle) == 4 else (0.0,) * 4)


def entry(dictionary: DictionaryObject, key: str, default: Any) -> Any:
    """A dictionary's entry, wherever in the file it stands: pyHanko's ``get`` would give a reference as a reference."""
    return dictionary[key] if key in dictionary else default  # noqa: SIM401 - get is another thing here


def reason(error: BaseException) -> str:
    """Why a library gave up, in one line."""
    said = " ".join(str(error).split())
    return f"{said[:200]} ({type(error).__name__})" if said else type(error).__name__
