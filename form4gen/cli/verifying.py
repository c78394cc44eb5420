"""``verify``: whether the signatures of a PDF are intact, whose they are, and what was changed after them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple

import typer

from form4gen.cli.files import FINDINGS, FINE, STDIN, tell
from form4gen.cli.pdfs import (
    ByWords,
    Pdf,
    Trust,
    ValidationData,
    evidence_of,
    is_enough,
    pdf_libraries,
    pdf_of,
    signing_libraries,
)
from form4gen.report import visible

JSON_VERSION: Final = 1

app = typer.Typer()


class Part(NamedTuple):
    """A part of the report: its name in JSON, whether it is fine, as text and for JSON."""

    name: str
    is_fine: bool
    text: str
    data: Any


@app.command(epilog="Examples: form4gen verify doe.signed.pdf; form4gen verify doe.signed.pdf --trust ca.pem --format json")
def verify(
    file: Pdf,
    trust: Trust = None,
    validation_data: ValidationData = None,
    by_words: ByWords = False,
    report: Annotated[Literal["text", "json"], typer.Option("--format", help="How to report.")] = "text",
) -> None:
    """Verify the signatures of a PDF: by whom, intact or not, and what was changed after signing.

    The exit code is 0 where there is a signature, each is intact, and nothing was changed after it but by further
    signatures and the filling in of form fields; with --trust, each certificate leads to one that is given there, too.
    Where the PDF carries a filing, that must be what is printed, too (form4gen extract --check).
    Nothing is fetched: revocation is judged by the CRLs and OCSP responses in the PDF and in --validation-data.
    """
    if validation_data and not trust:
        raise typer.BadParameter("--validation-data is judged with the certificates of --trust; give them too")
    with signing_libraries():
        parts = _parts(file, pdf_of(file), trust, validation_data, by_words)
    is_fine = all(part.is_fine for part in parts)
    if report == "json":
        data = {"version": JSON_VERSION, "file": _named(file), "fine": is_fine, **{part.name: part.data for part in parts}}
        print(json.dumps(data, indent=2))
    else:
        print("".join(part.text for part in parts), end="")
    raise typer.Exit(FINE if is_fine else FINDINGS)


def _parts(file: str, pdf: bytes, trust: list[Path] | None, validation_data: list[Path] | None,
           by_words: bool) -> list[Part]:
    """All that is to be said of a PDF, a part for each question."""
    return [_signatures(file, pdf, trust, validation_data), _record(file, pdf, by_words)]


def _record(file: str, pdf: bytes, by_words: bool) -> Part:
    """Whether the filing that a PDF carries is the one that is printed; one that carries none may be fine all the same."""
    from form4gen.agreement import agreement
    from form4gen.record import DamagedRecordError, NoRecordError, read_record
    from form4gen.record_report import as_data, as_text

    try:
        with pdf_libraries():
            record = read_record(pdf)
            found = agreement(record)
    except NoRecordError as error:
        return Part("record", not isinstance(error, DamagedRecordError), f"{visible(_named(file))}: {error}\n", None)
    is_fine = is_enough(found, by_words)
    return Part("record", is_fine, as_text(_named(file), record, found), as_data(record, found))


def _signatures(file: str, pdf: bytes, trust: list[Path] | None, validation_data: list[Path] | None) -> Part:
    from form4gen.signature_check import verified
    from form4gen.signature_report import as_data, as_text
    from form4gen.signed_pdf import UnreadablePdfError

    try:
        found = verified(pdf, datetime.now(UTC), evidence_of(trust, validation_data) if trust else None)
    except UnreadablePdfError as error:
        tell(_named(file), str(error))
        raise typer.Exit(FINDINGS) from None
    data = {"fields": as_data(found), "empty_fields": list(found.empty)}
    return Part("signatures", found.is_fine, as_text(_named(file), found), data)


def _named(file: str) -> str:
    return "<stdin>" if file == STDIN else file
