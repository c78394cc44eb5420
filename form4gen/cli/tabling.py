"""``read``: many filings as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from form4gen.cli.files import FINDINGS, FINE, STDIN, bytes_of, reported, tell
from form4gen.cli.gathering import FilesOrFolders, From, demand_places, progress, sources_of, storage_of
from form4gen.cli.writing import demand_folder
from form4gen.report import visible

if TYPE_CHECKING:
    from form4gen.batch_run import Workers
    from form4gen.bulk import Format, Item, TableWriter
    from form4gen.sources import Source
    from form4gen.storage import Storage

app = typer.Typer()


@app.command(epilog="Examples: form4gen read archive/ -o tables/; form4gen read doe.xml roe.xml --to csv -o tables/; "
                    "find . -name '*.txt.gz' | form4gen read --from - -o tables/ --jobs 4")
def read(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", file_okay=False, help="Write the tables here.")],
    files: FilesOrFolders = None,
    to: Annotated[Literal["parquet", "csv"], typer.Option(help="The format; parquet needs pip install "
                                                          "'form4gen[parquet]'.")] = "parquet",
    listed: From = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N",
                                      help="Read in N processes, 0 for one a processor.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Write over files that form4gen did not make.")] = False,
) -> None:
    """Write filings as tables: filings, owners, transactions, holdings, footnotes, citations, signatures.

    Every number is exact, and every footnote stays with the value that it explains. No rule is asked; that is check's part.
    What cannot be read is told on standard error, and the rest goes on. The tables are written whole or not at all.
    """
    named = files or []
    _demand_sources(named, listed)
    demand_folder(output)
    written_as = _format(to)
    paths = _paths(output, written_as, force)
    demand_places(named)
    storage = storage_of([*named, listed])
    with sources_of(named, listed, output) as sources, progress(named, listed, output) as advance:
        rows, unread = _written(_items(sources, named, listed), storage, paths, written_as, jobs, advance)
    for table, path in paths.items():
        print(f"wrote {visible(str(path))}: {_counted(rows[table], 'row')}")
    print(f"{_counted(rows['filings'], 'filing')} read{f', {unread:,} not' if unread else ''}")
    raise typer.Exit(FINDINGS if unread else FINE)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _demand_sources(named: list[str], listed: str | None) -> None:
    if not named and listed is None:
        raise typer.BadParameter("no filing is named, nor a folder, nor a list with --from")
    if "" in named:
        raise typer.BadParameter("'' is no file name")
    if STDIN in named and listed == STDIN:
        raise typer.BadParameter("standard input can be read once: as a filing, or as the list of them")


def _format(to: str) -> Format:
    if to == "csv":
        from form4gen import tables_csv

        return tables_csv
    try:
        from form4gen import tables_parquet
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "pyarrow":
            raise
        raise typer.BadParameter("--to parquet needs the pyarrow library: pip install 'form4gen[parquet]'; "
                                 "--to csv needs none") from None
    return tables_parquet


def _paths(output: Path, written_as: Format, force: bool) -> dict[str, Path]:
    """Where each table goes, in a folder that is there. A usage error where that is a file of someone else's."""
    from form4gen.outputs import sweep
    from form4gen.tables import TABLES

    with reported(f"{output} cannot be written"):
        output.mkdir(parents=True, exist_ok=True)
        sweep(output)
    paths = {table: output / f"{table}{written_as.ENDING}" for table in TABLES}
    for table, path in paths.items():
        if path.exists() and not force and not _is_ours(path, table, written_as):
            raise typer.BadParameter(f"{path} is there already, and form4gen did not make it; --force writes over it, "
                                     "-o elsewhere")
    return paths


def _is_ours(path: Path, table: str, written_as: Format) -> bool:
    with reported(f"{path} cannot be read"), path.open("rb") as file:
        return written_as.is_ours(file, table)


def _items(sources: Iterable[Source], named: list[str], listed: str | None) -> Iterator[Item]:
    """What to read, each source once. Within a folder none comes twice: the names of millions need not be kept."""
    from form4gen.bulk import Item, each_once
    from form4gen.opened import LARGEST_FILE

    items = (Item(source.name, bytes_of(STDIN, LARGEST_FILE) if source.name == STDIN and STDIN in named else None,
                  source.fault) for source in sources)
    return items if listed is None and len(named) == 1 else each_once(items)


def _written(items: Iterable[Item], storage: Storage, paths: dict[str, Path], written_as: Format, jobs: int,
             advance: Callable[[int], None]) -> tuple[dict[str, int], int]:
    """Read everything into the tables; how many rows each has, and how many sources could not be read."""
    from form4gen.bulk import portions
    from form4gen.outputs import together

    rows, unread = dict.fromkeys(paths, 0), 0
    folder = next(iter(paths.values())).parent
    with reported(f"{folder} cannot be written"), together(list(paths.values())) as opened, \
            _writers(dict(zip(paths, opened, strict=True)), written_as) as writers, _workers(jobs) as workers:
        for portion in portions(items, storage, written_as.encoded, workers):
            for table, writer in writers.items():
                writer.add(portion.parts[table])
                rows[table] += portion.rows[table]
            for told in portion.told:
                tell("<stdin>" if told.name == STDIN else told.name, told.text)
            unread += sum(told.is_unread for told in portion.told)
            advance(portion.sources)
    return rows, unread


@contextmanager
def _writers(files: dict[str, BinaryIO], written_as: Format) -> Iterator[dict[str, TableWriter]]:
    writers = {table: written_as.Writer(file, table) for table, file in files.items()}
    try:
        yield writers
        for writer in writers.values():
            writer.close()
    except BaseException:
        for writer in writers.values():
            writer.abandon()
        raise


def _workers(jobs: int) -> AbstractContextManager[Workers]:
    from form4gen.bulk import Here
    from form4gen.processes import Processes
    from form4gen.processors import available

    return nullcontext(Here()) if jobs == 1 else Processes(jobs or available())
