"""The words on the pages of a PDF, as pdfium finds them. Needs the ``pypdfium2`` library."""

from __future__ import annotations


def page_words(pdf: bytes) -> list[list[str]]:
    """The words of each page. Raises ``ValueError`` where the PDF cannot be drawn."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return [page.get_textpage().get_text_bounded().split() for page in PdfDocument(pdf)]
    except PdfiumError as error:
        raise ValueError(f"the PDF cannot be drawn: {error}") from None
