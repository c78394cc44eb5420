"""``check``: what there is to say about filings."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated, Literal

import typer

from form4gen.cli.files import FailOn, Files, checked, exit_code, has_colour, read_all
from form4gen.finding import Severity
from form4gen.report import as_json, as_text
from form4gen.situation import Situation

Report = Literal["text", "json"]

app = typer.Typer()


@app.command(epilog="Example: form4gen check doe.form4.yaml --format json")
def check(
    files: Files,
    report: Annotated[Report, typer.Option("--format", help="How to report.")] = "text",
    fail_on: FailOn = Severity.RULE,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Judge by the rules of this day.")] = None,
) -> None:
    """Check filings against EDGAR's and the SEC's rules; report every finding at once."""
    situation = Situation(as_of=as_of.date() if as_of else None)
    readings = read_all(files, situation)
    found = [checked(file, reading) for file, reading in zip(files, readings, strict=True)]
    print(as_json(found) if report == "json" else as_text(found, has_colour(sys.stdout)), end="")
    raise typer.Exit(exit_code(readings, fail_on))
