"""``check``: what there is to say about filings."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from form4gen.cli.files import (
    FailOn,
    Files,
    IntoAscii,
    checked,
    exit_code,
    has_colour,
    read_all,
    tell,
    tell_what_was_replaced,
)
from form4gen.cli.known import AsOf, Closures, Filed, Original, beside_original, calendar_of
from form4gen.cli.selecting import Family, Select, selected
from form4gen.cli.sending import Exhibits, Notify, SentAs, submission_of
from form4gen.finding import Severity
from form4gen.report import Checked, as_json, as_text, visible
from form4gen.situation import Situation

Report = Literal["text", "json", "sarif", "github"]

app = typer.Typer()


@app.command(epilog="Examples: form4gen check doe.form4.yaml; form4gen check doe.form4.yaml --format json; "
                    "form4gen check doe.4a.form4.yaml --original doe.xml")
def check(
    files: Files,
    report: Annotated[Report, typer.Option("--format", help="How to report.")] = "text",
    fail_on: FailOn = Severity.RULE,
    select: Select = None,
    family: Family = None,
    as_of: AsOf = None,
    filed: Filed = None,
    closures: Closures = None,
    profile: SentAs = None,
    exhibits: Exhibits = None,
    notify: Notify = None,
    into_ascii: IntoAscii = False,
    original: Original = None,
) -> None:
    """Check filings against EDGAR's and the SEC's rules; report every finding at once.

    Of a text that is no filing yet, these are the faults that make it none; the rules are asked when they are mended.
    What a rule asks, why and by whose word: form4gen explain RULE.
    """
    situation = Situation(as_of=as_of, filed_on=filed, calendar=calendar_of(closures), profile=profile,
                          submission=submission_of(files, exhibits, notify))
    shown = selected(select, family)
    readings = read_all(files, beside_original(situation, original, files), into_ascii)
    for file, reading in zip(files, readings, strict=True):
        if original and reading.form4 and reading.form4.form != "4/A":
            tell(file, f"no amendment (form: {reading.form4.form}), so it was not compared with {visible(original)}")
    if into_ascii and any(reading.draft.from_xml for reading in readings):
        raise typer.BadParameter("--ascii with check is for drafts in YAML or JSON; an XML file is sent as it is: "
                                 "build --ascii writes one in plain ASCII")
    found = [checked(file, reading).showing(shown) for file, reading in zip(files, readings, strict=True)]
    for file, reading in zip(files, readings, strict=True):
        tell_what_was_replaced(file, reading)
    print(_reported(found, report), end="")
    raise typer.Exit(exit_code(readings, fail_on))


def _reported(found: list[Checked], report: Report) -> str:
    """The report; what writes the rarer ones is not imported for the others."""
    if report == "json":
        return as_json(found)
    if report == "sarif":
        from form4gen.sarif import as_sarif

        return as_sarif(found)
    if report == "github":
        from form4gen.github import as_github

        return as_github(found)
    return as_text(found, has_colour(sys.stdout))
