"""The pages of a PDF of ours as PNG pictures, drawn by pdfium; the same PDF gives the same bytes.

Needs the ``pypdfium2`` library, and Pillow, which WeasyPrint brings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

POINTS: Final = 72
"""Points in an inch: the unit of a page's lengths (ISO 32000-2, 8.3.2.3)."""
LETTER: Final = (612, 792)
"""The paper of the printed form, in points."""
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_KEYWORD: Final = "Software"
_MARK: Final = b"tEXtSoftware\0form4gen"
"""The chunk that says who made a picture (PNG specification, 11.3.3.2)."""
_FIRST_BYTES: Final = 200
"""The chunk stands before the picture's data, beside the picture's size and resolution."""


_A_HAIR: Final = 1e-9
"""So much less, for pdfium's sizes are rounded up: 792 points at 150 dots an inch are 1,650 dots, not one more."""


class NotAFormError(ValueError):
    """The PDF is not one of ours as it was made; the message says why."""


def is_ours(png: bytes) -> bool:
    """Whether form4gen made a picture."""
    return png.startswith(_SIGNATURE) and _MARK in png[:_FIRST_BYTES]


def opened_pdf(pdf: bytes) -> PdfDocument:
    """The document, its number of pages being its length.

    Raises ``NotAFormError`` where it cannot be read, ``ModuleNotFoundError`` without the library.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(pdf)
    except PdfiumError as error:
        raise NotAFormError(f"the PDF cannot be read: {error}") from None


def pictures(document: PdfDocument, dpi: int, wanted: Collection[int]) -> Iterator[tuple[int, bytes]]:
    """The pages wanted, counted from 1, in order, each with its picture at ``dpi`` dots an inch.

    Raises ``NotAFormError`` for a page that is larger than the form's paper.
    """
    for number in sorted(set(wanted)):
        page = document[number - 1]
        if any(length > most for length, most in zip(page.get_size(), LETTER, strict=True)):
            raise NotAFormError(f"page {number} is larger than US letter, on which the form is printed")
        yield number, _picture(page, dpi)


def _picture(page: PdfPage, dpi: int) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    about, png = PngInfo(), BytesIO()
    about.add_text(_KEYWORD, "form4gen")
    page.render(scale=dpi / POINTS - _A_HAIR).to_pil().convert("RGB").save(png, "PNG", pnginfo=about, dpi=(dpi, dpi))
    return png.getvalue()
