"""The options that say what is known beside a filing: the day EDGAR receives it, EDGAR's closures, what it amends."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from form4gen.cli.files import STDIN, read_all, read_text
from form4gen.closures import ClosuresError, calendar_from
from form4gen.edgar_calendar import Calendar
from form4gen.report import visible
from form4gen.situation import Situation

DAY: Final = "YYYY-MM-DD"
LARGEST: Final = 100_000
"""Bytes of a table of closures; there are ten of them in a decade."""


def day(word: str) -> date:
    """The day that a reader wrote; a usage error where it is none."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
            return date.fromisoformat(word)
    except ValueError:
        pass
    raise typer.BadParameter(f"{word or repr(word)} is no day of the calendar; write it as {DAY}")


AsOf = Annotated[date | None, typer.Option(parser=day, metavar=DAY, help="Judge by the rules of this day.")]
Filed = Annotated[date | None, typer.Option(parser=day, metavar=DAY, help="The day EDGAR receives it.")]
Notified = Annotated[date | None, typer.Option(parser=day, metavar=DAY,
                                               help="The day the broker or plan administrator told the owner.")]
Executed = Annotated[date | None, typer.Option(parser=day, metavar=DAY,
                                               help="The deemed execution date, if it is known already.")]
Closures = Annotated[Path | None, typer.Option(
    dir_okay=False, metavar="FILE", help="EDGAR's closures beside the holidays, as 'YYYY-MM-DD closed REASON'.")]

Original = Annotated[str | None, typer.Option("--original", metavar="FILE", help="The filing that is amended, to compare "
                                              "with, such as doe.xml.")]


def beside_original(situation: Situation, file: str | None, files: list[str]) -> Situation:
    """The situation with the original of what is in the files; a usage error where no filing can be read in its file."""
    if file is None:
        return situation
    if file == STDIN and STDIN in files:
        raise typer.BadParameter("standard input can be read once: as the original, or as the amendment")
    [original] = read_all([file], Situation())
    if original.form4 is None:
        raise typer.BadParameter(f"no Form 4 can be read in {visible(file)}; form4gen check {visible(file)} says why")
    return situation._replace(original=original.form4, original_filed_on=original.filed_on)


def calendar_of(path: Path | None) -> Calendar:
    """EDGAR's business days, with a reader's own table; a usage error where the table is wrong."""
    if path is None:
        return Calendar()
    try:
        return calendar_from(read_text(path, LARGEST))
    except ClosuresError as wrong:
        raise typer.BadParameter(f"{path}, {wrong}") from None
