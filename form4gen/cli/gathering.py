"""What the commands for many filings share: files, folders and lists as sources, and a bar that shows how far they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from form4gen.cli.files import STDIN, reported
from form4gen.cli.locating import is_remote, place_of

if TYPE_CHECKING:
    from rich.progress import Progress

    from form4gen.sources import Source
    from form4gen.storage import Storage


def _places(words: list[str] | None) -> list[str] | None:
    return [place_of(word) for word in words] if words else words


def _place(word: str | None) -> str | None:
    return place_of(word) if word else word


FilesOrFolders = Annotated[list[str] | None, typer.Argument(
    metavar="FILE|DIR", callback=_places, help="Filings in YAML, JSON or XML, EDGAR's .txt and .nc, submissions; - is "
    "standard input. A folder is all that are in it and below, and so is s3://BUCKET/FOLDER.")]
From = Annotated[str | None, typer.Option("--from", metavar="LIST", callback=_place, help="Take the files that a list "
                                          "names, one a line; - is standard input.")]


def storage_of(places: list[str | None], root: str = "") -> Storage:
    """Where the sources are read from. ``places``: what the command line names; ``root``: the current folder, if told."""
    from form4gen.remote_storage import ByName
    from form4gen.sources import bucket_of

    return ByName(root, frozenset(filter(None, (bucket_of(place) for place in places if place))))


def demand_places(places: list[str]) -> None:
    """A usage error where a bucket of those places, which may be any, is not there or may not be asked."""
    from form4gen.sources import bucket_of

    first = {bucket_of(place): place for place in reversed(places) if is_remote(place)}
    for place in reversed(first.values()):
        from form4gen.remote_storage import demand_place

        with reported(f"{place} cannot be looked at"):
            demand_place(place)


@contextmanager
def sources_of(files: list[str], listed: str | None, output: Path | str) -> Iterator[Iterator[Source]]:
    """The sources, one after another: the files and folders, then what the list names."""
    from form4gen.sources import in_list

    with _list(listed) as lines:
        yield chain(_named(files, output), in_list(lines) if lines else ())


@contextmanager
def _list(name: str | None) -> Iterator[BinaryIO | None]:
    if name is None:
        yield None
    elif name == STDIN:
        if not sys.stdin:
            raise typer.BadParameter("standard input is closed")
        yield sys.stdin.buffer
    elif is_remote(name):
        from form4gen.remote_storage import opened_remotely

        with reported(f"{name} cannot be read"), opened_remotely(name) as file:
            yield file
    else:
        with reported(f"{name} cannot be read"):
            file = Path(name).open("rb")  # noqa: SIM115 - closed below; what goes wrong there is not the list's
        with file:
            yield file


def _named(files: list[str], output: Path | str) -> Iterator[Source]:
    from form4gen.sources import in_file, in_folder

    for file in files:
        if is_remote(file):
            yield from _named_remotely(file, str(output))
        elif os.path.isdir(file):
            yield from in_folder(file, str(output))
        else:
            yield in_file(file)


def _named_remotely(url: str, output: str) -> Iterator[Source]:
    from form4gen.remote_storage import in_remote_folder, is_remote_folder
    from form4gen.sources import in_file

    with reported(f"{url} cannot be read"):
        is_folder = is_remote_folder(url)
    if is_folder:
        yield from in_remote_folder(url, output)
    else:
        yield in_file(url)


@contextmanager
def progress(files: list[str], listed: str | None, output: Path | str) -> Iterator[Callable[[int], None]]:
    """What is to be told of so many sources that are done: on a terminal, a bar on standard error shows it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _done: None
        return
    with _bar() as bar:
        task = bar.add_task("", total=_total(files, listed, output))
        yield lambda done: bar.advance(task, done)


def _total(files: list[str], listed: str | None, output: Path | str) -> int | None:
    """How many sources there are; None where a list comes from standard input and is not known before it ends."""
    if listed == STDIN:
        return None
    with sources_of(files, listed, output) as sources:
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
