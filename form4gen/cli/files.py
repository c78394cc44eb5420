"""What the commands share: reading files, saying what was found, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TextIO

import typer

from form4gen.finding import Severity
from form4gen.report import Checked, visible

if TYPE_CHECKING:
    from form4gen.reading import Reading
    from form4gen.situation import Situation

FINE: Final = 0
FINDINGS: Final = 1
STDIN: Final = "-"

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Filings in YAML, JSON or XML, EDGAR's .txt and .nc, "
                                                   "submissions; - is standard input.")]
IntoAscii = Annotated[bool, typer.Option("--ascii", help="Read curly quotes, long dashes and accents as plain ASCII.")]
FailOn = Annotated[Severity, typer.Option(help="The least severity that makes the exit code 1.")]


@contextmanager
def reported(what: str) -> Iterator[None]:
    """Turns the system's refusal into a usage error."""
    try:
        yield
    except OSError as error:
        raise typer.BadParameter(f"{what}: {error.strerror}") from None


def read_all(files: list[str], situation: Situation, into_ascii: bool = False) -> list[Reading]:
    """Read and check every file; a usage error where one is not there."""
    if "" in files:
        raise typer.BadParameter("'' is no file name")
    if files.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read once")
    return [_read(file, situation, into_ascii) for file in files]


def _read(file: str, situation: Situation, into_ascii: bool) -> Reading:
    from form4gen.opened import LARGEST_FILE
    from form4gen.reading import read_source

    return read_source(bytes_of(file, LARGEST_FILE), situation, into_ascii)


def bytes_of(file: str, most: int) -> bytes:
    """What stands in a file or on standard input, to one byte more than ``most``; a usage error where it cannot be read."""
    if file == STDIN and not sys.stdin:
        raise typer.BadParameter("standard input is closed")
    with reported(file), sys.stdin.buffer if file == STDIN else Path(file).open("rb") as source:
        return source.read(most + 1)


def checked(file: str, reading: Reading) -> Checked:
    return Checked.of("<stdin>" if file == STDIN else file, reading.draft, reading.findings, reading.form4 is not None)


def tell_what_was_replaced(file: str, reading: Reading) -> None:
    for replaced in reading.replaced:
        tell(file, replaced)


def read_text(path: Path, most: int) -> str:
    """The text of a small file beside the filings; a usage error where it cannot be read or has more bytes."""
    with reported(f"{path} cannot be read"), path.open("rb") as source:
        data = source.read(most + 1)
    if len(data) > most:
        raise typer.BadParameter(f"{path} has more than {most:,} bytes, so it cannot be what is asked for here")
    return data.decode("utf-8", errors="replace")


def exit_code(readings: list[Reading], fail_on: Severity) -> int:
    fails = any(finding.severity.rank <= fail_on.rank for reading in readings for finding in reading.findings)
    return FINDINGS if fails else FINE


def has_colour(stream: TextIO | None) -> bool:
    """Whether to colour what is written; ``stream`` is None where the caller has closed it."""
    return stream is not None and stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def tell(file: str, text: str) -> None:
    """Say something of a file."""
    say(f"{visible(file)}: {text}")


def say(text: str) -> None:
    if sys.stderr is not None:
        print(text, file=sys.stderr)
