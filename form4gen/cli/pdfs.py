"""What the commands about PDFs share: reading one, certificates, and doing without the extras that they need."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from form4gen.cli.files import bytes_of, reported

if TYPE_CHECKING:
    from form4gen.agreement import Agreement
    from form4gen.certificates import Evidence

LARGEST_CERTIFICATES: Final = 20_000_000
"""Bytes of a file of certificates, of a CRL or of a key; a CRL of a large authority has some millions."""
EXTRA: Final = {"pyhanko", "pyhanko_certvalidator", "asn1crypto", "cryptography"}

Pdf = Annotated[str, typer.Argument(metavar="FILE", help="A PDF; - is standard input.")]
Trust = Annotated[list[Path] | None, typer.Option("--trust", metavar="FILE", help="Certificates that are trusted, in PEM "
                                                  "or DER; may be repeated.")]
ValidationData = Annotated[list[Path] | None, typer.Option("--validation-data", metavar="FILE", help="CRLs, or an OCSP "
                                                           "response; may be repeated.")]


ByWords = Annotated[bool, typer.Option("--by-words", help="Of a PDF that another version made, whose bytes cannot be "
                                       "compared, take it for enough that the pages have the words of the files.")]


@contextmanager
def signing_libraries() -> Iterator[None]:
    """A usage error where the extra is not installed. What the libraries log is theirs: the report says what matters.

    Raises ``NoEngineError`` where WeasyPrint cannot be had, which draws what a signature looks like.
    """
    from form4gen.engines import demand

    demand("weasyprint")
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        raise typer.BadParameter("signatures need the pyHanko library: pip install 'form4gen[sign]'") from None


@contextmanager
def pdf_libraries() -> Iterator[None]:
    """A usage error where the libraries that read and draw PDFs are not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pikepdf", "pypdfium2"}:
            raise
        raise typer.BadParameter("reading PDFs needs the pikepdf and pypdfium2 libraries: "
                                 "pip install 'form4gen[pdf]'") from None


def is_enough(found: Agreement, by_words: bool) -> bool:
    """Whether a PDF and its files agree, by their bytes or, where that is asked for, by the words of the pages."""
    return not found.faults and (found.is_by_bytes or by_words)


def pdf_of(file: str) -> bytes:
    """The bytes of a PDF, one more at most than can be signed or verified."""
    from form4gen.signed_pdf import LARGEST_PDF

    if file == "":
        raise typer.BadParameter("'' is no file name")
    return bytes_of(file, LARGEST_PDF)


def bytes_beside(path: Path) -> bytes:
    with reported(f"{path} cannot be read"), path.open("rb") as source:
        data = source.read(LARGEST_CERTIFICATES + 1)
    if len(data) > LARGEST_CERTIFICATES:
        raise typer.BadParameter(f"{path} has more than {LARGEST_CERTIFICATES:,} bytes, so it cannot be what is asked for")
    return data


def evidence_of(trust: list[Path] | None, validation_data: list[Path] | None) -> Evidence:
    """The trust anchors, CRLs and OCSP responses of files; a usage error where a file is none of these."""
    from form4gen.certificates import Evidence, UnreadableCertificateError, certificates_in, revocation_in

    found = Evidence()
    for path, is_anchor in [*((path, True) for path in trust or ()), *((path, False) for path in validation_data or ())]:
        try:
            data = bytes_beside(path)
            found |= Evidence(anchors=certificates_in(data)) if is_anchor else revocation_in(data)
        except UnreadableCertificateError as error:
            raise typer.BadParameter(f"{path} holds {error}") from None
    return found
