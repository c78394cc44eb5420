"""Many filings: ``build`` with ``--jobs``, ``--from`` or a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final, NamedTuple

import typer

from form4gen.cli.files import FINDINGS, FINE, STDIN, reported, tell
from form4gen.finding import Severity

if TYPE_CHECKING:
    from rich.progress import Progress

    from form4gen.batch import Batch, Outcome
    from form4gen.batch_summary import Tally
    from form4gen.manifest import Manifest
    from form4gen.sources import Source

MANIFEST: Final = "form4gen.manifest.jsonl"
"""What the manifest is called in the output folder."""

FilesOrFolders = Annotated[list[str] | None, typer.Argument(
    metavar="FILE|DIR", help="Filings in YAML, JSON or XML, EDGAR's .txt and .nc, submissions; - is standard input. A "
    "folder is all that are in it and below.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=0, metavar="N",
                                          help="Build many filings in N processes, 0 for one a processor, and keep a "
                                          "manifest.")]
From = Annotated[str | None, typer.Option("--from", metavar="LIST", help="Build the files that a list names, one a line; - "
                                          "is standard input.")]
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


def build_many(many: Many, output: Path | None, batch_of: Callable[..., Batch], fail_on: Severity) -> int:
    """Build them all and say what they came to; the exit code. ``batch_of`` lacks where to read and to write."""
    from form4gen.storage import Folder

    output = _demand_output(many, output)
    tally = _built(many, output, batch_of(sources=Folder(), outputs=Folder(str(output)), made_with=_made_with()))
    print(tally.as_text())
    return FINDINGS if tally.fails(fail_on) else FINE


def _built(many: Many, output: Path, batch: Batch) -> Tally:
    from form4gen.batch_run import outcomes
    from form4gen.batch_summary import Tally
    from form4gen.processes import Processes, available

    path, tally = many.manifest or output / MANIFEST, Tally()
    with _sources(many, output) as sources, _manifest(path, output) as manifest:
        with Processes(many.jobs or available()) as workers, _progress(many, output) as progress:
            for outcome in outcomes(batch, sources, manifest, workers, many.again):
                if outcome.is_new:
                    with reported(f"{path} cannot be written"):
                        manifest.append(outcome.record)
                tally.add(outcome)
                progress(outcome)
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


def _made_with() -> str:
    from importlib.metadata import version

    from form4gen import __version__

    return f"form4gen {__version__}, WeasyPrint {version('weasyprint')}"


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


@contextmanager
def _sources(many: Many, output: Path) -> Iterator[Iterator[Source]]:
    """The sources, one after another: the files and folders, then what the list names."""
    from form4gen.sources import in_list

    with _list(many.listed) as listed:
        yield chain(_named(many.files, output), in_list(listed) if listed else ())


@contextmanager
def _list(name: str | None) -> Iterator[BinaryIO | None]:
    if name is None:
        yield None
    elif name == STDIN:
        if not sys.stdin:
            raise typer.BadParameter("standard input is closed")
        yield sys.stdin.buffer
    else:
        with reported(f"{name} cannot be read"):
            file = Path(name).open("rb")  # noqa: SIM115 - closed below; what goes wrong there is not the list's
        with file:
            yield file


def _named(files: list[str], output: Path) -> Iterator[Source]:
    from form4gen.sources import in_file, in_folder

    for file in files:
        if os.path.isdir(file):
            yield from in_folder(file, str(output))
        else:
            yield in_file(file)


@contextmanager
def _progress(many: Many, output: Path) -> Iterator[Callable[[Outcome], None]]:
    """What tells a reader, on standard error, of filings that were not built; on a terminal, with a bar below."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _tell_why_not
        return
    with _bar() as bar:
        task = bar.add_task("", total=_total(many, output))

        def advance(outcome: Outcome) -> None:
            _tell_why_not(outcome)
            bar.advance(task)

        yield advance


def _tell_why_not(outcome: Outcome) -> None:
    from form4gen.batch_summary import why_not

    if outcome.record.status != "built":
        tell(outcome.record.source, why_not(outcome.record))


def _total(many: Many, output: Path) -> int | None:
    """How many sources there are; None where a list comes from standard input and is not known before it ends."""
    if many.listed == STDIN:
        return None
    with _sources(many, output) as sources:
        return sum(1 for _ in sources)


def _bar() -> Progress:
    """A bar with how many are done, how many a second, and how long the rest takes. What is told meanwhile goes above."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f} a second" if task.speed else "")

    return Progress(BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), console=Console(stderr=True))
