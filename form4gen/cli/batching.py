"""Many filings: ``build`` with ``--jobs``, ``--from`` or a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from form4gen.cli.clustering import demand_scheduler, workers_for
from form4gen.cli.files import FINDINGS, FINE, STDIN, reported, tell
from form4gen.cli.gathering import demand_places, progress, sources_of, storage_of
from form4gen.cli.locating import is_remote
from form4gen.finding import Severity
from form4gen.printing import Engine, made_with

if TYPE_CHECKING:
    from form4gen.batch import Batch, Outcome
    from form4gen.batch_summary import Tally
    from form4gen.manifest import Manifest
    from form4gen.storage import Storage

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
    scheduler: str | None = None

    def are_meant(self, output: str | None) -> bool:
        """Whether this is a batch. A usage error where options of one are given for what is none, or nothing to build."""
        places = (*self.files, output or "")
        if any(word is not None for word in (self.jobs, self.listed, self.scheduler)) or any(map(is_remote, places)) or \
                any(map(os.path.isdir, self.files)):
            return True
        if self.manifest or self.again:
            raise typer.BadParameter("--manifest and --again are for many: with --jobs, --from or a folder")
        return False


def build_many(many: Many, output: str | None, batch_of: Callable[..., Batch], engine: Engine, fail_on: Severity) -> int:
    """Build them all and say what they came to; the exit code. ``batch_of`` lacks where to read and to write.

    Raises ``NoEngineError`` where the first page to be drawn cannot be.
    """
    output = _demand_output(many, output)
    root = os.getcwd() if many.scheduler else ""  # Another machine has a current folder of its own.
    sources = storage_of([*many.files, many.listed, output], root)
    batch = batch_of(sources=sources, outputs=_outputs(output, root), made_with=made_with(engine))
    if many.scheduler is not None:
        demand_scheduler(many.scheduler, many.jobs, batch.cccs)
    demand_places(many.files if many.scheduler else [*many.files, output])  # Workers write, and may have other keys.
    tally = _built(many, output, batch)
    print(tally.as_text())
    return FINDINGS if tally.fails(fail_on) else FINE


def _outputs(output: str, root: str) -> Storage:
    from form4gen.storage import Folder

    if not is_remote(output):
        return Folder(os.path.join(root, output))
    from form4gen.remote_storage import RemoteFolder

    return RemoteFolder(output)


def _built(many: Many, output: str, batch: Batch) -> Tally:
    from form4gen.batch_run import outcomes
    from form4gen.batch_summary import Tally

    path, tally = many.manifest or Path(output, MANIFEST), Tally()
    with sources_of(many.files, many.listed, output) as sources, _manifest(path, output) as manifest:
        with workers_for(batch.order, many.jobs, many.scheduler, many.files, output) as workers, \
                progress(many.files, many.listed, output) as advance:
            for outcome in outcomes(batch, sources, manifest, workers, many.again):
                if outcome.is_new:
                    with reported(f"{path} cannot be written"):
                        manifest.append(outcome.record)
                tally.add(outcome)
                _tell_why_not(outcome)
                advance(1)
            has_died = workers.has_died
        if has_died:
            _sweep(output)
    return tally


def _demand_output(many: Many, output: str | None) -> str:
    """Where outputs go; a usage error where that is not said, or where there is no source that can go there."""
    if not many.files and many.listed is None:
        raise typer.BadParameter("no filing is named, nor a folder, nor a list with --from")
    if "" in many.files:
        raise typer.BadParameter("'' is no file name")
    if STDIN in many.files:
        raise typer.BadParameter("standard input is one filing, and is built without --jobs; --from - reads a list from it")
    if output is None:
        raise typer.BadParameter("many filings, or a folder of them, need -o DIR to be written into")
    if is_remote(output) and many.manifest is None:
        raise typer.BadParameter(f"-o {output} needs --manifest FILE, of this machine: a manifest grows by the line, and "
                                 "no object of S3 does")
    for file in many.files:
        if file == output or (os.path.isdir(file) and os.path.realpath(file) == os.path.realpath(output)):
            raise typer.BadParameter(f"-o {output} is the folder of the sources; take another, which may lie in it")
    return output


@contextmanager
def _manifest(path: Path, output: str) -> Iterator[Manifest]:
    """The manifest, for this run alone, in an output folder that is there and holds nothing half written."""
    from form4gen.manifest import Manifest, NoRecordError
    from form4gen.outputs import lock

    with reported(f"{output} cannot be made"):
        if not is_remote(output):
            Path(output).mkdir(parents=True, exist_ok=True)
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


def _sweep(output: str) -> None:
    from form4gen.outputs import sweep

    if not is_remote(output):  # An object of S3 is never half written.
        with reported(f"{output} cannot be looked through"):
            sweep(Path(output))


def _tell_why_not(outcome: Outcome) -> None:
    from form4gen.batch_summary import why_not

    if outcome.record.status != "built":
        tell(outcome.record.source, why_not(outcome.record))
