"""Many filings: ``build`` with ``--jobs``, ``--from`` or a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from form4gen.cli.files import FINDINGS, FINE, STDIN, reported, tell
from form4gen.cli.gathering import progress, sources_of
from form4gen.finding import Severity
from form4gen.printing import Engine

if TYPE_CHECKING:
    from form4gen.batch import Batch, Outcome
    from form4gen.batch_summary import Tally
    from form4gen.manifest import Manifest

MANIFEST: Final = "form4gen.manifest.jsonl"
"""What the manifest is called in the output folder."""

Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=0, metavar="N",
                                          help="Build many filings in N processes, 0 for one a processor, and keep a "
                                          "manifest.")]
ManifestFile = Annotated[Path | None, typer.Option("--manifest", dir_okay=False, metavar="FILE",
                                                   help=f"The manifest of many, if not {MANIFEST} in the output folder.")]
Again = Annotated[bool, typer.Option("--again", help="Of many, build what the manifest says is done, too.")]


class Many(NamedTuple):
    """What was asked for beside an ordinary build."""

    files: list[str]
    jobs: int | None
    listed: str | None
    manifest: Path | None
    again: bool

    def are_meant(self) -> bool:
        """Whether this is a batch. A usage error where options of one are given for what is none, or nothing to build."""
        if self.jobs is not None or self.listed is not None or any(os.path.isdir(file) for file in self.files):
            return True
        if self.manifest or self.again:
            raise typer.BadParameter("--manifest and --again are for many: with --jobs, --from or a folder")
        return False


def build_many(many: Many, output: Path | None, batch_of: Callable[..., Batch], engine: Engine, fail_on: Severity) -> int:
    """Build them all and say what they came to; the exit code. ``batch_of`` lacks where to read and to write.

    Raises ``NoEngineError`` where the first page to be drawn cannot be.
    """
    from form4gen.storage import Folder

    output = _demand_output(many, output)
    tally = _built(many, output, batch_of(sources=Folder(), outputs=Folder(str(output)), made_with=_made_with(engine)))
    print(tally.as_text())
    return FINDINGS if tally.fails(fail_on) else FINE


def _built(many: Many, output: Path, batch: Batch) -> Tally:
    from form4gen.batch_run import outcomes
    from form4gen.batch_summary import Tally
    from form4gen.processes import Processes
    from form4gen.processors import available

    path, tally = many.manifest or output / MANIFEST, Tally()
    with sources_of(many.files, many.listed, output) as sources, _manifest(path, output) as manifest:
        with Processes(many.jobs or available()) as workers, progress(many.files, many.listed, output) as advance:
            for outcome in outcomes(batch, sources, manifest, workers, many.again):
                if outcome.is_new:
                    with reported(f"{path} cannot be written"):
                        manifest.append(outcome.record)
                tally.add(outcome)
                _tell_why_not(outcome)
                advance(1)
        if workers.has_died:
            _sweep(output)
    return tally


def _demand_output(many: Many, output: Path | None) -> Path:
    """Where outputs go; a usage error where that is not said, or where there is no source that can go there."""
    if not many.files and many.listed is None:
        raise typer.BadParameter("no filing is named, nor a folder, nor a list with --from")
    if "" in many.files:
        raise typer.BadParameter("'' is no file name")
    if STDIN in many.files:
        raise typer.BadParameter("standard input is one filing, and is built without --jobs; --from - reads a list from it")
    if output is None:
        raise typer.BadParameter("many filings, or a folder of them, need -o DIR to be written into")
    for file in many.files:
        if os.path.isdir(file) and os.path.realpath(file) == os.path.realpath(output):
            raise typer.BadParameter(f"-o {output} is the folder of the sources; take another, which may lie in it")
    return output


def _made_with(engine: Engine) -> str:
    from importlib.metadata import version

    from form4gen import __version__

    return f"form4gen {__version__}, {_NAMES[engine]} {version(engine)}"


_NAMES: Final[dict[Engine, str]] = {"weasyprint": "WeasyPrint", "plutoprint": "plutoprint"}


@contextmanager
def _manifest(path: Path, output: Path) -> Iterator[Manifest]:
    """The manifest, for this run alone, in an output folder that is there and holds nothing half written."""
    from form4gen.manifest import Manifest, NoRecordError
    from form4gen.outputs import lock

    with reported(f"{output} cannot be made"):
        output.mkdir(parents=True, exist_ok=True)
    with reported(f"{path} cannot be written"):
        file = path.open("a+b")
    with file:
        if not lock(file.fileno()):
            raise typer.BadParameter(f"{path} is being written by another run; wait for it, or take another --manifest")
        try:
            manifest = Manifest(file)
        except NoRecordError as error:
            raise typer.BadParameter(f"{path}: {error}; take another --manifest, or mend that line") from None
        _sweep(output)
        try:
            yield manifest
        finally:
            manifest.sync()


def _sweep(output: Path) -> None:
    from form4gen.outputs import sweep

    with reported(f"{output} cannot be looked through"):
        sweep(output)


def _tell_why_not(outcome: Outcome) -> None:
    from form4gen.batch_summary import why_not

    if outcome.record.status != "built":
        tell(outcome.record.source, why_not(outcome.record))
