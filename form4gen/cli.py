"""The commands. Only this module prints or exits; only it, and ``outputs`` for it, opens a file by name."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, TextIO

import typer

from form4gen import __version__, outputs
from form4gen.credentials import from_environment, from_lines
from form4gen.finding import Severity
from form4gen.report import Checked, as_json, as_text
from form4gen.versions import Edition, Profile

if TYPE_CHECKING:
    from form4gen.build import Made, Order
    from form4gen.reading import Reading

FINE: Final = 0
FINDINGS: Final = 1
STDIN: Final = "-"
STDIN_NAME: Final = "form4"
Report = Literal["text", "json"]
Ending = Literal["xml", "pdf"]

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="SEC Form 4 from a text file: checked, as EDGAR ownership XML and as the printed form.",
    epilog="Exit codes: 0 fine, 1 findings that fail, 2 usage, 3 a fault of form4gen.",
)


Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Filings in YAML, JSON or XML; - is standard input.")]
FailOn = Annotated[Severity, typer.Option(help="The least severity that makes the exit code 1.")]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"form4gen {__version__}")
        raise typer.Exit


@app.callback()
def form4gen(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True,
                                          help="Print the version and exit.")] = False,
) -> None:
    """SEC Form 4 from a text file: checked, as EDGAR ownership XML and as the printed form."""


@app.command(epilog="Example: form4gen check doe.form4.yaml --format json")
def check(
    files: Files,
    report: Annotated[Report, typer.Option("--format", help="How to report.")] = "text",
    fail_on: FailOn = Severity.RULE,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Judge by the rules of this day.")] = None,
) -> None:
    """Check filings against EDGAR's and the SEC's rules; report every finding at once."""
    readings = _read_all(files, as_of.date() if as_of else None)
    checked = [_checked(file, reading) for file, reading in zip(files, readings, strict=True)]
    print(as_json(checked) if report == "json" else as_text(checked, _has_colour(sys.stdout)), end="")
    raise typer.Exit(_exit_code(readings, fail_on))


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
    fail_on: FailOn = Severity.RULE,
) -> None:
    """Build x.xml and x.pdf from x.form4.yaml, and say what the rules find.

    Nothing is written for a filing that EDGAR would suspend, unless --draft asks for it. A CCC comes from the filing, from
    --ccc-file or from FORM4GEN_CCC_<CIK> in the environment, and goes into the XML to send and nowhere else. With - and
    --only, the result goes to standard output.
    """
    from form4gen.build import Order

    order = Order(only, profile, edition, draft)
    cccs = {**from_environment(os.environ), **_cccs_in(ccc_file)}
    readings = _read_all(files)
    targets = _targets(files, output, order, force)
    written = [_build_one(file, reading, order, cccs, targets[file])
               for file, reading in zip(files, readings, strict=True)]
    raise typer.Exit(_exit_code(readings, fail_on) if all(written) else FINDINGS)


@app.command(epilog="Examples: form4gen explain NAT002; form4gen explain F; form4gen explain natureOfOwnership")
def explain(word: Annotated[str, typer.Argument(help="A rule's id or name, a transaction code, an element or a field.")],
            ) -> None:
    """Explain a rule, a transaction code, or a field."""
    from form4gen import reference

    text = reference.explain(word)
    if text is None:
        near = ", ".join(reference.nearest(word))
        raise typer.BadParameter(f"nothing is known of {word!r}" + (f"; did you mean {near}?" if near else ""))
    print(text, end="")


@app.command()
def rules() -> None:
    """List every rule with its severity."""
    from form4gen import reference

    print(reference.rules(), end="")


@app.command(epilog="Example: form4gen codes countries")
def codes(which: Annotated[Literal["transactions", "states", "countries"], typer.Argument()] = "transactions") -> None:
    """List the codes that Form 4 takes, with their meanings."""
    from form4gen import reference

    tables = {"transactions": reference.transaction_codes, "states": reference.states, "countries": reference.countries}
    print(tables[which](), end="")


@app.command(epilog="Example: form4gen schema > form4.schema.json")
def schema(which: Annotated[Literal["json", "form4.xsd", "form4a.xsd"], typer.Argument()] = "json") -> None:
    """Print the JSON Schema of a filing in YAML, for editors, or an XSD of the XML."""
    from form4gen.resources import resource

    print(resource("schemas", "form4.schema.json" if which == "json" else which).read_text(), end="")


def _build_one(file: str, reading: Reading, order: Order, cccs: Mapping[str, str], paths: dict[str, Path]) -> bool:
    """Build one filing; whether it was written."""
    from form4gen.build import RefusedError, built

    if reading.findings:
        _say(as_text([_checked(file, reading)], _has_colour(sys.stderr)).rstrip())
    try:
        results = built(reading, order, cccs)
    except RefusedError as refused:
        _say(f"{file}: nothing was written: {refused}")
        return False
    for made in results:
        for note in made.notes:
            _say(f"{file}: {note}")
        if made.ending in paths:
            _save(paths[made.ending], made)
        elif not paths:
            sys.stdout.buffer.write(made.data)
    return True


def _save(path: Path, made: Made) -> None:
    with _reported(f"{path} cannot be written"):
        outputs.write(path, made.data, outputs.PRIVATE if made.is_secret else outputs.PUBLIC)
    print(f"wrote {path}")


def _targets(files: list[str], output: Path | None, order: Order, force: bool) -> dict[str, dict[str, Path]]:
    """Where each file's results go, by ending; nothing for standard output.

    A usage error where one would be written over a source or a file that is not ours. Of an XML source, the XML is not
    written again beside it.
    """
    if output is not None:
        with _reported(f"{output} cannot be made"):
            output.mkdir(parents=True, exist_ok=True)
    sources = {Path(file).resolve(): file for file in files if file != STDIN}
    targets: dict[str, dict[str, Path]] = {}
    for file in files:
        targets[file] = _targets_of(file, output, order)
        for ending, path in list(targets[file].items()):
            if path.resolve() == Path(file).resolve() and order.only is None:
                _say(f"{path} is the source, so its XML is not written again; -o DIR writes it elsewhere")
                del targets[file][ending]
            else:
                _claim(path, file, sources, force)
    return targets


def _targets_of(file: str, output: Path | None, order: Order) -> dict[str, Path]:
    if file == STDIN and output is None:
        if order.only is None:
            raise typer.BadParameter("standard input needs -o DIR, or --only to write to standard output")
        return {}
    folder, name = output or Path(file).parent, STDIN_NAME if file == STDIN else outputs.stem(Path(file).name)
    return {ending: folder / f"{name}.{ending}" for ending in order.endings}


def _claim(path: Path, file: str, taken: dict[Path, str], force: bool) -> None:
    other = taken.setdefault(path.resolve(), file)
    if other != file or path.resolve() == Path(file).resolve():
        raise typer.BadParameter(f"{path} would be written over {other}; use -o DIR")
    with _reported(f"{path} cannot be written over"):
        if path.exists() and not force and not outputs.is_ours(path):
            raise typer.BadParameter(f"{path} was not made by form4gen as it is; --force writes over it, -o DIR elsewhere")


def _cccs_in(path: Path | None) -> dict[str, str]:
    """The CCCs of a file, by CIK. What is wrong with it is said without showing any of it."""
    if path is None:
        return {}
    with _reported(f"{path} cannot be read"):
        cccs = from_lines(path.read_text(encoding="utf-8", errors="replace"))
    if cccs is None:
        raise typer.BadParameter(f"{path} is not a list of 'CIK: CCC' lines")
    return cccs


@contextmanager
def _reported(what: str) -> Iterator[None]:
    """Turns the system's refusal into a usage error."""
    try:
        yield
    except OSError as error:
        raise typer.BadParameter(f"{what}: {error.strerror}") from None


def _read_all(files: list[str], as_of: date | None = None) -> list[Reading]:
    if files.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read once")
    return [_read(file, as_of) for file in files]


def _read(file: str, as_of: date | None) -> Reading:
    """Read and check a file; a usage error where there is none to read."""
    from form4gen.draft import LARGEST
    from form4gen.reading import read_source

    with _reported(file), sys.stdin.buffer if file == STDIN else Path(file).open("rb") as source:
        return read_source(source.read(LARGEST + 1), as_of)


def _checked(file: str, reading: Reading) -> Checked:
    return Checked("<stdin>" if file == STDIN else file, reading.draft.text, reading.findings, reading.draft.secrets)


def _exit_code(readings: list[Reading], fail_on: Severity) -> int:
    fails = any(finding.severity.rank <= fail_on.rank for reading in readings for finding in reading.findings)
    return FINDINGS if fails else FINE


def _has_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
