"""``sign``: a PDF with one more signature."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple, NoReturn
from urllib.parse import urlsplit

import typer

from form4gen.cli.files import FINDINGS, STDIN, reported, say, tell
from form4gen.cli.pdfs import (
    Pdf,
    Trust,
    ValidationData,
    bytes_beside,
    evidence_of,
    pdf_libraries,
    pdf_of,
    signing_libraries,
)
from form4gen.cli.writing import STDIN_NAME, is_one_file, save

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper

    from form4gen.signature_place import Place
    from form4gen.signing import Stamping

PDF_FILE: Final = (".pdf",)
SIGNED: Final = ".signed.pdf"
_PATIENCE: Final = 30
"""Seconds that a time stamping authority is given."""

app = typer.Typer()


class _Token(NamedTuple):
    """What tells a key on a PKCS#11 token: the module, the token's label and the key's."""

    library: Path
    label: str | None
    key: str


@app.command(epilog="Examples: form4gen sign doe.pdf --p12 doe.p12; form4gen sign doe.signed.pdf --p12 roe.p12 --visible; "
             "form4gen sign doe.pdf --p12 doe.p12 --field 'DOE JANE' --timestamp https://tsa.example.com")
def sign(
    file: Pdf,
    p12: Annotated[Path | None, typer.Option(metavar="FILE", help="The signer's key and certificate, PKCS#12.")] = None,
    password_file: Annotated[Path | None, typer.Option(metavar="FILE", help="The password of the key, or the token's PIN, "
                                                       "on the first line. Without it, it is asked for.")] = None,
    field: Annotated[str | None, typer.Option(metavar="OWNER", help="The signature field: its name, or the owner who is to "
                                              "sign there. Needed where several are empty.")] = None,
    is_visible: Annotated[bool, typer.Option("--visible", help="Show who signed and when, in the field or in the bottom "
                                             "margin.")] = False,
    timestamp: Annotated[str | None, typer.Option(metavar="URL", help="A time stamping authority (RFC 3161); it is sent a "
                                                  "hash of the signature.")] = None,
    trust: Trust = None,
    validation_data: ValidationData = None,
    pkcs11_lib: Annotated[Path | None, typer.Option(metavar="FILE", help="Sign with a smart card or token: its PKCS#11 "
                                                    "module.")] = None,
    pkcs11_token: Annotated[str | None, typer.Option(metavar="LABEL", help="The token, where there are several.")] = None,
    pkcs11_key: Annotated[str | None, typer.Option(metavar="LABEL", help="The key and certificate on the token.")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE|DIR", help="Where to write; - is standard "
                                               "output. Without it, doe.signed.pdf for doe.pdf, beside it.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Sign a PDF (PAdES B-B), so that any later change to it shows, and earlier signatures stay valid.

    With --timestamp more than the signer's own clock says when it was made (B-T); with --trust and --validation-data too,
    what proves its certificates is kept in the PDF (B-LT). doe.signed.pdf is signed in place: the new file begins with the
    old one. Nothing is sent anywhere without --timestamp.
    """
    target = _target(file, output, force)
    with signing_libraries():
        stamping = _stamping(timestamp, trust, validation_data)
        pdf = pdf_of(file)
        _refuse_proof(file, pdf)
        place = _place(file, pdf, field, is_visible)
        with _signer(p12, _token(pkcs11_lib, pkcs11_token, pkcs11_key), password_file) as signer:
            _tell_of_another(file, place, signer)
            result = _signed(file, pdf, place, signer, stamping)
    save(target, result)


def _refuse_proof(file: str, pdf: bytes) -> None:
    """A usage error for a proof. What cannot be read is refused where it is opened."""
    with pdf_libraries():
        from form4gen.record import is_bare_proof

    if is_bare_proof(pdf):
        raise typer.BadParameter(f"{file} is a proof, which carries no filing, so a signature on it signs none; build "
                                 "without --engine plutoprint makes the PDF to sign")


def _target(file: str, output: str | None, force: bool) -> Path | None:
    """Where the signed PDF goes; None for standard output. A usage error where it would be written over something."""
    if output == STDIN or (output is None and file == STDIN):
        return None
    if output is not None and is_one_file(output, PDF_FILE):
        target = Path(output)
    else:
        target = (Path(output) if output else Path(file).parent) / _name(file)
    in_place = file != STDIN and target.name.lower().endswith(SIGNED) and target.resolve() == Path(file).resolve()
    if target.exists() and not force and not in_place:
        raise typer.BadParameter(f"{target} is there already; to add a signature to it, sign it itself; --force writes "
                                 "over it, -o elsewhere")
    return target


def _name(file: str) -> str:
    name = STDIN_NAME if file == STDIN else Path(file).name
    stem = name[: -len(PDF_FILE[0])] if name.lower().endswith(PDF_FILE) else name
    return name if name.lower().endswith(SIGNED) else f"{stem}{SIGNED}"


def _stamping(timestamp: str | None, trust: list[Path] | None, validation_data: list[Path] | None) -> Stamping:
    from form4gen.signing import Stamping

    if bool(trust) != bool(validation_data):
        raise typer.BadParameter("--trust and --validation-data go together: the one says whom to trust, the other what "
                                 "they say of revocation")
    if validation_data and timestamp is None:
        raise typer.BadParameter("--validation-data needs --timestamp: it proves a certificate as of a time stamp's time")
    return Stamping(_authority(timestamp) if timestamp is not None else None,
                    evidence_of(trust, validation_data) if validation_data else None)


def _authority(url: str) -> TimeStamper:
    from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper

    try:
        parts = urlsplit(url)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one or parts.username is not None:
        raise typer.BadParameter("--timestamp takes an address of http or https, without a user name or password")
    return HTTPTimeStamper(url, timeout=_PATIENCE)


def _place(file: str, pdf: bytes, field: str | None, is_visible: bool) -> Place:
    """Where the signature goes, in a PDF whose earlier signatures are sound."""
    from form4gen.signature_check import verified
    from form4gen.signature_place import NoPlaceError, place_of
    from form4gen.signed_pdf import UnreadablePdfError, opened

    try:
        place = place_of(opened(pdf), field, is_visible)
        broken = [one for one in verified(pdf, datetime.now(UTC)).signatures if one.problems]
    except NoPlaceError as error:
        raise typer.BadParameter(str(error)) from None
    except UnreadablePdfError as error:
        _refuse(file, str(error))
    if broken:
        _refuse(file, f"{broken[0].field}, signed before, fails: {broken[0].problems[0]}; form4gen verify says more")
    return place


def _token(library: Path | None, label: str | None, key: str | None) -> _Token | None:
    if library is not None and key is not None:
        return _Token(library, label, key)
    if library is not None or label is not None or key is not None:
        raise typer.BadParameter("a token takes --pkcs11-lib and --pkcs11-key, and --pkcs11-token where there are several")
    return None


@contextmanager
def _signer(p12: Path | None, token: _Token | None, password_file: Path | None) -> Iterator[Signer]:
    """Who signs, as long as the token is open. A usage error where there is no key, or the password is wrong."""
    from form4gen.signing_key import CredentialError, from_pkcs12, from_token

    if (p12 is None) == (token is None):
        raise typer.BadParameter("say who signs: --p12 FILE, or --pkcs11-lib FILE --pkcs11-key LABEL")
    try:
        if p12 is not None:
            named = str(p12)
            yield from_pkcs12(bytes_beside(p12), _password(f"Password of {p12}", password_file))
        elif token is not None:
            named = str(token.library)
            pin = _password(f"PIN of {token.label or 'the token'}", password_file).decode("utf-8", errors="replace")
            with from_token(str(token.library), token.label, token.key, pin) as signer:
                yield signer
    except CredentialError as error:
        raise typer.BadParameter(f"{named}: {error}") from None


def _password(asked: str, password_file: Path | None) -> bytes:
    """The password, from a file's first line or from the terminal, where it is not shown."""
    if password_file is None:
        if not has_terminal():
            raise typer.BadParameter("there is no terminal to ask for the password; put it into a file for --password-file")
        answer: str = typer.prompt(asked, hide_input=True, default="", show_default=False, err=True)
        return answer.encode()
    lines = bytes_beside(password_file).splitlines()
    with reported(f"{password_file} cannot be read"):
        if password_file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            say(f"{password_file}: others can read this password; chmod 600 keeps it yours")
    return lines[0] if lines else b""


def has_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _tell_of_another(file: str, place: Place, signer: Signer) -> None:
    """A note where a field is made for one person and signed by another, as an attorney-in-fact may."""
    from form4gen.certificates import name_of

    name = name_of(signer.signing_cert.subject) if signer.signing_cert else ""
    if place.owner and set(place.owner.casefold().split()) != set(name.casefold().split()):
        tell(file, f"{place.field} is made for {place.owner}, and the certificate is {name}'s")


def _signed(file: str, pdf: bytes, place: Place, signer: Signer, stamping: Stamping) -> bytes:
    """The signed PDF; nothing that would not verify."""
    from form4gen.certificates import name_of, unfit
    from form4gen.signature_check import verified
    from form4gen.signed_pdf import UnreadablePdfError
    from form4gen.signing import SigningRefusedError, signed

    at = datetime.now(UTC).replace(microsecond=0).astimezone()
    if signer.signing_cert and (why := unfit(signer.signing_cert, at)):
        _refuse(file, f"the certificate of {name_of(signer.signing_cert.subject)} {why}")
    try:
        result = signed(pdf, signer, place, at, stamping)
        broken = [problem for one in verified(result, at).signatures for problem in one.problems]
    except (SigningRefusedError, UnreadablePdfError) as error:
        _refuse(file, str(error))
    if broken:
        _refuse(file, f"the result would not verify: {broken[0]}")
    return result


def _refuse(file: str, why: str) -> NoReturn:
    tell("<stdin>" if file == STDIN else file, f"nothing was signed: {why}")
    raise typer.Exit(FINDINGS)
