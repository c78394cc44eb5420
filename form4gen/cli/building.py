"""``build``: the XML to send and the printed form."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from form4gen.cli.batching import Again, Jobs, ManifestFile, Many, build_many
from form4gen.cli.cccs import CccFile, cccs_given
from form4gen.cli.clustering import Scheduler
from form4gen.cli.drawing import EngineOption, demand_engine, spare_record
from form4gen.cli.files import (
    FINDINGS,
    STDIN,
    FailOn,
    IntoAscii,
    checked,
    exit_code,
    has_colour,
    read_all,
    reported,
    say,
    tell,
    tell_what_was_replaced,
)
from form4gen.cli.gathering import FilesOrFolders, From
from form4gen.cli.known import Filed
from form4gen.cli.locating import folder_of
from form4gen.cli.writing import demand_folder, save, stem_of
from form4gen.finding import Severity
from form4gen.printing import LATEST_YEAR, Copy, Printing
from form4gen.report import Checked, as_text
from form4gen.situation import Situation
from form4gen.versions import Edition, Profile

if TYPE_CHECKING:
    from form4gen.build import Made, Order
    from form4gen.overflow import Part
    from form4gen.reading import Reading

Ending = Literal["xml", "pdf"]
Reporting = Literal["once", "each"]

app = typer.Typer()


class _Batch(NamedTuple):
    """A source: what was read of it, the filings that it makes, most often one, and what there is to say of all of them."""

    file: str
    reading: Reading
    parts: list[Part]
    notes: tuple[str, ...] = ()


@app.command(epilog="Examples: form4gen build doe.form4.yaml -o filings/; form4gen build fund.form4.yaml --split; "
                    "form4gen build quarter/ -o built/ --jobs 4; find old -name '*.gz' | form4gen build --from - -o built")
def build(
    files: FilesOrFolders = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="DIR", callback=folder_of,
                                               help="Write here, not beside the source.")] = None,
    only: Annotated[Ending | None, typer.Option(help="Build the XML or the PDF alone.")] = None,
    profile: Annotated[Profile, typer.Option(help="XML to send, or as EDGAR publishes it.")] = "submission",
    edition: Annotated[Edition | None, typer.Option(help="The printed form's edition, if not the one of "
                                                    "the filing's day.")] = None,
    copy: Annotated[Copy, typer.Option(help="The form with signatures as typed; to be signed, x.wet-ink.pdf; or the "
                                       "signers' x.authentication.pdf and x.attestation.pdf.")] = "conformed",
    filed: Filed = None,
    plain: Annotated[bool, typer.Option("--plain", help="Leave out the foot that names the filing on each page of "
                                        "several.")] = False,
    monochrome: Annotated[bool, typer.Option("--monochrome", help="The PDF in black, without colours, to be printed on "
                                             "paper.")] = False,
    engine: EngineOption = "weasyprint",
    draft: Annotated[bool, typer.Option("--draft", help="Build what EDGAR would suspend; the PDF says DRAFT.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over files that form4gen did not make.")] = False,
    ccc_file: CccFile = None,
    into_ascii: IntoAscii = False,
    split: Annotated[bool, typer.Option("--split", help="Build x.1.xml, x.2.xml, ... of what has more than 30 rows in a "
                                        "table or 10 owners: Filing 1 of 2, 2 of 2.")] = False,
    reporting: Annotated[Reporting | None, typer.Option(help="With --split, of more than 10 owners: every owner and row is "
                                                        "in one filing (once, the default), or each owner reports every "
                                                        "row, as co-owners of the same securities must.")] = None,
    jobs: Jobs = None,
    listed: From = None,
    manifest: ManifestFile = None,
    again: Again = False,
    scheduler: Scheduler = None,
    fail_on: FailOn = Severity.RULE,
) -> None:
    """Build x.xml and x.pdf from x.form4.yaml, and say what the rules find.

    Nothing is written for a filing that EDGAR would suspend, unless --draft asks for it. A CCC comes from the filing, from
    --ccc-file or from FORM4GEN_CCC_<CIK> in the environment, and goes into the XML to send and nowhere else. With - and
    --only, the result goes to standard output.

    With --jobs, --from, --scheduler or a folder, one bad filing never stops the rest, and a run that was ended goes on
    where it was. Sources and outputs may lie at s3:// URLs.
    """
    from form4gen.build import Order

    if reporting and not split:
        raise typer.BadParameter("--reporting says how --split divides; give both")
    folder = Path(output) if output is not None else None
    demand_folder(folder)
    if copy == "authentication" and only == "xml":
        raise typer.BadParameter("--copy authentication makes PDFs only, so not with --only xml")
    if copy == "authentication" and (edition or plain or monochrome):
        raise typer.BadParameter("--edition, --plain and --monochrome are of the printed form, which --copy authentication "
                                 "does not make")
    if filed and filed.year > LATEST_YEAR:
        raise typer.BadParameter(f"--filed {filed} is no day of a filing")
    demand_engine(engine, copy)
    of_documents = filed if copy == "authentication" else None
    printing = Printing(edition=edition, draft=draft, plain=plain, monochrome=monochrome, copy=copy, filed_on=of_documents,
                        engine=engine)
    order = Order(only, profile, printing)
    situation = Situation(filed_on=filed, profile="draft")
    cccs = cccs_given(ccc_file)
    divided = (reporting or "once") if split else None
    many = Many(files or [], jobs, listed, manifest, again, scheduler)
    if many.are_meant(output):
        from form4gen.batch import Batch

        ordered = partial(Batch, order=order, situation=situation, reporting=divided, into_ascii=into_ascii, force=force,
                          cccs=cccs)
        raise typer.Exit(build_many(many, output, ordered, engine, fail_on))
    if not files:
        raise typer.BadParameter("no filing is named")
    readings = read_all(files, situation, into_ascii)
    batches = [_batch(file, reading, situation, divided) for file, reading in zip(files, readings, strict=True)]
    targets = _targets(batches, folder, order, force)
    written = [_build_one(batch, order, cccs, targets[batch.file]) for batch in batches]
    made = {path for paths in targets.values() for path in paths.values()}
    for batch in (batch for batch, is_written in zip(batches, written, strict=True) if split and is_written):
        _tell_of_others(batch, folder, made)
    judged = [reading for batch in batches for reading in (batch.reading, *(part.reading for part in batch.parts))]
    raise typer.Exit(exit_code(judged, fail_on) if all(written) else FINDINGS)


def _batch(file: str, reading: Reading, situation: Situation, reporting: Reporting | None) -> _Batch:
    """The filings of a source: one as it is, or those that it is split into."""
    from form4gen.overflow import Part, parts_of

    if reporting is None:
        return _Batch(file, reading, [Part(reading)])
    return _Batch(file, *parts_of(reading, situation, reporting))


def _build_one(batch: _Batch, order: Order, cccs: Mapping[str, str], paths: dict[str, Path]) -> bool:
    """Build all filings of a source, or none; whether they were written."""
    file, reading = batch.file, batch.reading
    if reading.findings:
        say(as_text([checked(file, reading)], has_colour(sys.stderr)).rstrip())
    tell_what_was_replaced(file, reading)
    if len(batch.parts) > 1:
        tell(file, f"this makes {len(batch.parts)} filings, each numbered in its remarks")
    for note in batch.notes:
        tell(file, note)
    results = [_built(_called(file, part, len(batch.parts)), part, order, cccs) for part in batch.parts]
    if not all(results):
        return False
    for note in dict.fromkeys(note for result in results for made in result for note in made.notes):
        tell(file, note)
    for part, made in [(part, made) for part, result in zip(batch.parts, results, strict=True) for made in result]:
        if part.name(made.ending) in paths:
            save(paths[part.name(made.ending)], made.data, made.is_secret)
        elif not paths:
            sys.stdout.buffer.write(made.data)
    return True


def _called(file: str, part: Part, count: int) -> str:
    return f"{file}, filing {part.number} of {count}" if part.number else file


def _built(file: str, part: Part, order: Order, cccs: Mapping[str, str]) -> list[Made]:
    """What is made of one filing; nothing where it is refused, and then why has been said."""
    from form4gen.build import RefusedError, built

    if part.findings:
        say(as_text([Checked(file, "", part.findings)], has_colour(sys.stderr)).rstrip())
    for note in part.notes:
        tell(file, note)
    try:
        return built(part.reading, order, cccs)
    except RefusedError as refused:
        tell(file, f"nothing was written: {refused}")
        return []


def _targets(batches: list[_Batch], output: Path | None, order: Order, force: bool) -> dict[str, dict[str, Path]]:
    """Where the results of each source go, by name; nothing for standard output.

    A usage error where one would be written over a source or a file that is not ours. Of an XML source, the XML is not
    written again beside it.
    """
    if output is not None:
        with reported(f"{output} cannot be made"):
            output.mkdir(parents=True, exist_ok=True)
    sources = {Path(batch.file).resolve(): batch.file for batch in batches if batch.file != STDIN}
    targets: dict[str, dict[str, Path]] = {}
    for batch in batches:
        file = batch.file
        targets[file] = _targets_of(batch, output, order)
        for name, path in list(targets[file].items()):
            if path.resolve() == Path(file).resolve() and order.only is None:
                say(f"{path} is the source, so its XML is not written again; -o DIR writes it elsewhere")
                del targets[file][name]
            else:
                claim(path, file, sources, force)
                if order.printing.engine != "weasyprint" and not force:
                    spare_record(path)
    return targets


def _targets_of(batch: _Batch, output: Path | None, order: Order) -> dict[str, Path]:
    if batch.file == STDIN and output is None:
        if len(order.endings) > 1 or len(batch.parts) > 1:
            raise typer.BadParameter("standard input needs -o DIR, or --only to write one filing to standard output")
        if not sys.stdout:
            raise typer.BadParameter("standard output is closed")
        return {}
    folder = output or Path(batch.file).parent
    name = stem_of(batch.file)
    return {ending: folder / f"{name}.{ending}" for part in batch.parts for ending in map(part.name, order.endings)}


def _tell_of_others(batch: _Batch, output: Path | None, made: set[Path]) -> None:
    """Say which files beside the results stem from an earlier split into more or fewer filings, lest they be sent too."""
    if batch.file == STDIN and output is None:
        return
    name, numbers = stem_of(batch.file), {part.number for part in batch.parts}
    copies = r"(?:(?:wet-ink|authentication|attestation)\.)?pdf"
    called = re.compile(rf"{re.escape(name)}(?:\.(?P<number>[1-9][0-9]*))?\.(?:xml|{copies}|submission\.xml)")
    for path in sorted({*(output or Path(batch.file).parent).iterdir()} - {*made, Path(batch.file)}):
        other = called.fullmatch(path.name)
        if other and (other["number"] or "") not in numbers:
            tell(batch.file, f"{path} is there, and is none of the filings made now; do not send it with them")


def claim(path: Path, file: str, taken: dict[Path, str], force: bool) -> None:
    from form4gen.outputs import is_ours

    other = taken.setdefault(path.resolve(), file)
    if other != file or path.resolve() == Path(file).resolve():
        raise typer.BadParameter(f"{path} would be written over {other}; use -o DIR")
    with reported(f"{path} cannot be written over"):
        if path.exists() and not force and not is_ours(path):
            raise typer.BadParameter(f"{path} was not made by form4gen as it is; --force writes over it, -o DIR elsewhere")
