"""``build``: the XML to send and the printed form."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from form4gen.cli.files import (
    FINDINGS,
    STDIN,
    FailOn,
    Files,
    IntoAscii,
    checked,
    exit_code,
    has_colour,
    read_all,
    read_text,
    reported,
    say,
    tell_what_was_replaced,
)
from form4gen.finding import Severity
from form4gen.report import as_text, visible
from form4gen.situation import Situation
from form4gen.versions import Edition, Profile

if TYPE_CHECKING:
    from form4gen.build import Made, Order
    from form4gen.reading import Reading

STDIN_NAME: Final = "form4"
LARGEST_LIST: Final = 1_000_000
"""Bytes of a list of CCCs: some forty thousand owners."""
Ending = Literal["xml", "pdf"]

app = typer.Typer()


@app.command(epilog="Example: form4gen build doe.form4.yaml -o filings/")
def build(
    files: Files,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR", file_okay=False,
                                                help="Write here, not beside the source.")] = None,
    only: Annotated[Ending | None, typer.Option(help="Build the XML or the PDF alone.")] = None,
    profile: Annotated[Profile, typer.Option(help="XML to send, or as EDGAR publishes it.")] = "submission",
    edition: Annotated[Edition | None, typer.Option(help="The printed form's edition, if not the one of "
                                                    "the filing's day.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Build what EDGAR would suspend; the PDF says DRAFT.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over files that form4gen did not make.")] = False,
    ccc_file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, metavar="FILE",
                                                  help="CCCs, one 'CIK: CCC' a line.")] = None,
    into_ascii: IntoAscii = False,
    fail_on: FailOn = Severity.RULE,
) -> None:
    """Build x.xml and x.pdf from x.form4.yaml, and say what the rules find.

    Nothing is written for a filing that EDGAR would suspend, unless --draft asks for it. A CCC comes from the filing, from
    --ccc-file or from FORM4GEN_CCC_<CIK> in the environment, and goes into the XML to send and nowhere else. With - and
    --only, the result goes to standard output.
    """
    from form4gen.build import Order
    from form4gen.credentials import from_environment

    order = Order(only, profile, edition, draft)
    cccs = {**from_environment(os.environ), **_cccs_in(ccc_file)}
    readings = read_all(files, Situation(profile="draft"), into_ascii)
    targets = _targets(files, output, order, force)
    written = [_build_one(file, reading, order, cccs, targets[file])
               for file, reading in zip(files, readings, strict=True)]
    raise typer.Exit(exit_code(readings, fail_on) if all(written) else FINDINGS)


def _build_one(file: str, reading: Reading, order: Order, cccs: Mapping[str, str], paths: dict[str, Path]) -> bool:
    """Build one filing; whether it was written."""
    from form4gen.build import RefusedError, built

    if reading.findings:
        say(as_text([checked(file, reading)], has_colour(sys.stderr)).rstrip())
    tell_what_was_replaced(file, reading)
    try:
        results = built(reading, order, cccs)
    except RefusedError as refused:
        say(f"{visible(file)}: nothing was written: {refused}")
        return False
    for made in results:
        for note in made.notes:
            say(f"{visible(file)}: {note}")
        if made.ending in paths:
            _save(paths[made.ending], made)
        elif not paths:
            sys.stdout.buffer.write(made.data)
    return True


def _save(path: Path, made: Made) -> None:
    from form4gen import outputs

    with reported(f"{path} cannot be written"):
        outputs.write(path, made.data, outputs.PRIVATE if made.is_secret else outputs.PUBLIC)
    print(f"wrote {visible(str(path))}")


def _targets(files: list[str], output: Path | None, order: Order, force: bool) -> dict[str, dict[str, Path]]:
    """Where each file's results go, by ending; nothing for standard output.

    A usage error where one would be written over a source or a file that is not ours. Of an XML source, the XML is not
    written again beside it.
    """
    if output is not None:
        with reported(f"{output} cannot be made"):
            output.mkdir(parents=True, exist_ok=True)
    sources = {Path(file).resolve(): file for file in files if file != STDIN}
    targets: dict[str, dict[str, Path]] = {}
    for file in files:
        targets[file] = _targets_of(file, output, order)
        for ending, path in list(targets[file].items()):
            if path.resolve() == Path(file).resolve() and order.only is None:
                say(f"{path} is the source, so its XML is not written again; -o DIR writes it elsewhere")
                del targets[file][ending]
            else:
                _claim(path, file, sources, force)
    return targets


def _targets_of(file: str, output: Path | None, order: Order) -> dict[str, Path]:
    from form4gen.outputs import stem

    if file == STDIN and output is None:
        if order.only is None:
            raise typer.BadParameter("standard input needs -o DIR, or --only to write to standard output")
        if not sys.stdout:
            raise typer.BadParameter("standard output is closed")
        return {}
    folder, name = output or Path(file).parent, STDIN_NAME if file == STDIN else stem(Path(file).name)
    return {ending: folder / f"{name}.{ending}" for ending in order.endings}


def _claim(path: Path, file: str, taken: dict[Path, str], force: bool) -> None:
    from form4gen.outputs import is_ours

    other = taken.setdefault(path.resolve(), file)
    if other != file or path.resolve() == Path(file).resolve():
        raise typer.BadParameter(f"{path} would be written over {other}; use -o DIR")
    with reported(f"{path} cannot be written over"):
        if path.exists() and not force and not is_ours(path):
            raise typer.BadParameter(f"{path} was not made by form4gen as it is; --force writes over it, -o DIR elsewhere")


def _cccs_in(path: Path | None) -> dict[str, str]:
    """The CCCs of a file, by CIK. What is wrong with it is said without showing any of it."""
    from form4gen.credentials import from_lines

    if path is None:
        return {}
    cccs = from_lines(read_text(path, LARGEST_LIST))
    if cccs is None:
        raise typer.BadParameter(f"{path} is not a list of 'CIK: CCC' lines")
    return cccs
