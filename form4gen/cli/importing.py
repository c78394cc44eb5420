"""``import``: a filing in XML as an author's YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from form4gen.cli.files import FINDINGS, STDIN, FailOn, Files, checked, exit_code, has_colour, read_all, say, tell
from form4gen.cli.writing import YAML_FILE, is_one_file, save, target_of
from form4gen.finding import Severity
from form4gen.report import as_text
from form4gen.situation import Situation

if TYPE_CHECKING:
    from form4gen.filing import Form4
    from form4gen.reading import Reading

ENDING: Final = ".form4.yaml"

app = typer.Typer()


@app.command("import", epilog="Examples: form4gen import doe.xml; form4gen import edgar/*.xml -o filings; "
                              "form4gen import - < doe.xml > doe.form4.yaml")
def import_filings(
    files: Files,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE|DIR",
                                               help="Write this .yaml file, or into this folder; - is standard "
                                               "output. Without it, beside the source.")] = None,
    verbatim: Annotated[bool, typer.Option("--verbatim", help="Keep what reports nothing: boxes that are not checked, "
                                           "empty elements, 1 for true.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
    fail_on: FailOn = Severity.RULE,
) -> None:
    """Write x.form4.yaml for x.xml: the filing as you would write it, to be read, amended and built again.

    It has the short forms, and names for the footnotes. Built, it is the same filing. What is wrong with the filing goes to
    standard error and keeps nothing from being written, as long as there is a filing to write. A CCC is left out.
    """
    readings = read_all(files, Situation())
    targets = {file: _target(file, output, len(set(files)) == 1) for file in files}
    _claim(targets, force)
    written = [_import_one(file, reading, targets[file], verbatim) for file, reading in zip(files, readings, strict=True)]
    raise typer.Exit(exit_code(readings, fail_on) if all(written) else FINDINGS)


def _import_one(file: str, reading: Reading, target: Path | None, verbatim: bool) -> bool:
    """Import one filing; whether it was written."""
    from form4gen.yaml_text import to_yaml

    if reading.findings:
        say(as_text([checked(file, reading)], has_colour(sys.stderr)).rstrip())
    if reading.form4 is None:
        tell(file, "nothing was written: the findings leave no filing to write")
        return False
    text = to_yaml(reading.form4, verbatim)
    if not _reads_back(text, reading.form4):
        tell(file, "nothing was written: the filing is larger than form4gen reads in YAML")
        return False
    for owner in reading.form4.reporting_owners:
        if owner.ccc:
            tell(file, f"the CCC of reporting owner {owner.cik} was left out")
    if reading.submission and reading.submission.documents:
        names = ", ".join(document.name for document in reading.submission.documents)
        tell(file, f"enclosed documents were left out: {names}")
    save(target, text.encode())
    return True


def _reads_back(text: str, form4: Form4) -> bool:
    """Whether the YAML is the same filing. It always is but where it passes the bounds of a source, so it is made sure."""
    from form4gen.reading import read_source
    from form4gen.same_filing import same_filing

    again = read_source(text.encode()).form4
    return again is not None and same_filing(again, form4)


def _target(file: str, output: str | None, is_alone: bool) -> Path | None:
    """Where a filing goes; None for standard output."""
    if is_one_file(output, YAML_FILE) and not is_alone:
        raise typer.BadParameter(f"-o {output} takes one filing; give a folder for several")
    return target_of(file, output, ENDING, YAML_FILE)


def _claim(targets: dict[str, Path | None], force: bool) -> None:
    """A usage error where a filing would be written over a source, over another's, or over a file that is there."""
    taken = {Path(file).resolve(): file for file in targets if file != STDIN}
    for file, path in targets.items():
        if path is None:
            continue
        other = taken.setdefault(path.resolve(), file)
        if other != file or path.resolve() == Path(file).resolve():
            raise typer.BadParameter(f"{path} would be written over {other}; -o writes it elsewhere")
        if path.exists() and not force:
            raise typer.BadParameter(f"{path} is there already; --force writes over it, -o elsewhere")
