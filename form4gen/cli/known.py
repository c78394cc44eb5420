"""The options that say what is known beside a filing: the day EDGAR receives it, and EDGAR's closures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from form4gen.cli.files import reported
from form4gen.closures import ClosuresError, calendar_from
from form4gen.edgar_calendar import Calendar

DAY: Final = "%Y-%m-%d"

Filed = Annotated[datetime | None, typer.Option(formats=[DAY], metavar="YYYY-MM-DD", help="The day EDGAR receives it.")]
Closures = Annotated[Path | None, typer.Option(
    dir_okay=False, metavar="FILE", help="EDGAR's closures beside the holidays, as '2026-12-24 closed REASON'.")]


def calendar_of(path: Path | None) -> Calendar:
    """EDGAR's business days, with a reader's own table; a usage error where the table is wrong."""
    if path is None:
        return Calendar()
    with reported(f"{path} cannot be read"):
        text = path.read_text(encoding="utf-8", errors="replace")
    try:
        return calendar_from(text)
    except ClosuresError as wrong:
        raise typer.BadParameter(f"{path}, {wrong}") from None
