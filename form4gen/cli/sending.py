"""The options that say how a filing is sent: as which document, with which exhibits, and whom EDGAR is to tell."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Final

import typer

from form4gen.cli.files import STDIN, reported
from form4gen.submission import Document, Submission
from form4gen.versions import Profile

LARGEST: Final = 20_000_000
"""Bytes of an exhibit; a limit of ours, for a text or a picture is far smaller."""

SentAs = Annotated[Profile | None, typer.Option("--profile", help="Judge XML as the document to send, or as the one EDGAR "
                                                "published, whatever it tells itself.")]
Exhibits = Annotated[list[str] | None, typer.Option("--exhibit", metavar="[TYPE=]PATH", help="A document that is enclosed, "
                                                    "such as EX-24=poa.txt; may be repeated.")]
Notify = Annotated[list[str] | None, typer.Option("--notify", metavar="EMAIL", help="An address that EDGAR is to notify; "
                                                  "may be repeated.")]

_TYPED = re.compile(r"(?P<type>[A-Za-z0-9._-]+)=(?P<path>.+)", re.DOTALL)
_EXHIBIT = re.compile(r"ex[-_]?(?P<number>24|99)(?:[-_.]0?)?(?P<subpart>(?<!24)[1-9][0-9]|[1-9])?(?=[-_.]|\Z)")
_BY_NAME: Final = {"poa": "EX-24", "cover": "COVER", "corresp": "CORRESP"}
_PICTURES: Final = (".jpg", ".gif")


def submission_of(files: list[str], exhibits: list[str] | None, notify: list[str] | None) -> Submission | None:
    """What goes with the one filing; None where nothing is said of it.

    A usage error where there are several filings, or an exhibit cannot be read or does not tell its type.
    """
    if exhibits is None and notify is None:
        return None
    if len(files) > 1:
        raise typer.BadParameter("--exhibit and --notify go with one filing; check the others by themselves")
    return Submission(tuple(map(_document, exhibits or ())), notification_addresses=tuple(notify or ()))


def _document(word: str) -> Document:
    typed = None if os.path.isfile(word) else _TYPED.fullmatch(word)
    name = typed["path"] if typed else word
    data = _data(name)
    kind = typed["type"] if typed else _type_of(Path(name).name.lower())
    if kind is None:
        raise typer.BadParameter(f"the name of {word} does not tell its document type; write EX-24={word} for a power of "
                                 f"attorney, EX-99={word} for another exhibit, or COVER={word}")
    return Document(Path(name).name, kind, data)


def _data(name: str) -> bytes:
    if name in ("", STDIN):
        raise typer.BadParameter(f"{name!r} is no file name; EDGAR is sent a document by its name")
    with reported(f"{name} cannot be read"), Path(name).open("rb") as source:
        data = source.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise typer.BadParameter(f"{name} has more than {LARGEST:,} bytes; no exhibit to a Form 4 needs so many")
    return data


def _type_of(name: str) -> str | None:
    """The document type that a file's name tells, if it tells one; what has a picture's extension is a picture."""
    if name.endswith(_PICTURES):
        return "GRAPHIC"
    if exhibit := _EXHIBIT.match(name):
        return f"EX-{exhibit['number']}.{exhibit['subpart']}" if exhibit["subpart"] else f"EX-{exhibit['number']}"
    word = re.match("[a-z]*", name)
    return _BY_NAME.get(word[0]) if word else None
