"""``amend``: the draft of a Form 4/A from the filing that it amends."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from form4gen.cli.files import FINDINGS, STDIN, checked, has_colour, read_all, say, tell
from form4gen.cli.known import DAY, day
from form4gen.cli.writing import YAML_FILE, save, target_of
from form4gen.report import as_text
from form4gen.situation import Situation

if TYPE_CHECKING:
    from form4gen.filing import Form4
    from form4gen.lexical import Day
    from form4gen.reading import Reading

ENDING: Final = ".4a.form4.yaml"

app = typer.Typer()


@app.command(epilog="Examples: form4gen amend doe.txt; form4gen amend doe.xml --filed 2026-06-02 --rows I.2,II.1; "
                    "form4gen amend doe.xml --filed 2026-06-02 --rows none -o doe-amended.form4.yaml")
def amend(
    file: Annotated[str, typer.Argument(metavar="ORIGINAL", help="The filing to amend, in YAML, JSON or XML, or EDGAR's "
                                        ".txt; - is standard input.")],
    rows: Annotated[str, typer.Option(metavar="I.2,II.1-3|all|none", help="The rows to amend: I.2 is the second of "
                                      "Table I. None, where lines are only added.")] = "all",
    filed: Annotated[date | None, typer.Option(parser=day, metavar=DAY, help="The day EDGAR received the "
                                                   "original, box 4; EDGAR's .txt says it, the XML does not.")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE|DIR", help="Write this .yaml file, or into "
                                               "this folder; - is standard output. Without it, beside ORIGINAL.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write doe.4a.form4.yaml for doe.xml: the draft of a Form 4/A, to be corrected, explained and signed.

    It has the rows to amend, a footnote that asks for the explanation, and comments on what the instructions say; build
    makes nothing of it until it is explained and signed. A CCC is left out.
    """
    target = _target(file, output)
    if target is not None and target.exists() and not force:
        raise typer.BadParameter(f"{target} is there already; --force writes over it, -o elsewhere")
    [reading] = read_all([file], Situation())
    if reading.form4 is None:
        say(as_text([checked(file, reading)], has_colour(sys.stderr)).rstrip())
        tell(file, "nothing was written: the findings leave no filing to amend")
        raise typer.Exit(FINDINGS)
    text = _drafted(reading.form4, _box_4(file, reading, reading.form4, filed), rows)
    save(target, text.encode())


def _drafted(original: Form4, box_4: Day, words: str) -> str:
    from form4gen.amendment import UnamendableError, amended, rows_named, to_draft

    try:
        return to_draft(original, amended(original, box_4, rows_named(original, words)))
    except UnamendableError as why:
        raise typer.BadParameter(str(why)) from None


def _box_4(file: str, reading: Reading, original: Form4, filed: date | None) -> Day:
    """The day the original was filed: as EDGAR's file or an earlier amendment says, else as the user does. No guesses."""
    from form4gen.amendment import original_date

    told = original_date(original, reading.filed_on)
    given = original_date(original.model_copy(update={"form": "4"}), filed)
    if told and given and told != given:
        what = "is an amendment of a Form 4" if original.form == "4/A" else "says that it was"
        raise typer.BadParameter(f"{file} {what} filed {told}, not {given}; leave --filed out, or correct it")
    box_4 = told or given
    if box_4 is None:
        raise typer.BadParameter(f"{file} does not say when it was filed, which is box 4 of an amendment; give the filing "
                                 "date that EDGAR shows for it, --filed YYYY-MM-DD (it may not be the signature's)")
    return box_4


def _target(file: str, output: str | None) -> Path | None:
    """Where the draft goes; None for standard output. A usage error where it would be written over the original."""
    target = target_of(file, output, ENDING, YAML_FILE)
    if target is not None and file != STDIN and target.resolve() == Path(file).resolve():
        raise typer.BadParameter(f"{target} is the original; -o writes the amendment elsewhere")
    return target
