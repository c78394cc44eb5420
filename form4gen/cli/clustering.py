"""Who builds many filings: processes of this machine, or, with ``--scheduler``, the workers of a cluster."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Annotated, Final

import typer

from form4gen.cli.files import reported, say
from form4gen.cli.locating import is_remote

if TYPE_CHECKING:
    from form4gen.build import Order
    from form4gen.cluster import Cluster
    from form4gen.processes import Processes

    AnyWorkers = Cluster | Processes

LOST: Final = 2
"""The exit code of a run that has lost its cluster."""

Scheduler = Annotated[str | None, typer.Option("--scheduler", metavar="tcp://HOST:PORT",
                                               help="Build many filings on the workers of a Dask scheduler, in place of "
                                               "--jobs; needs pip install 'form4gen[cluster]'.")]


@contextmanager
def workers_for(order: Order, jobs: int | None, scheduler: str | None, files: list[str],
                output: str) -> Iterator[AnyWorkers]:
    """Who builds: so many processes, or the workers of a scheduler. A usage error where those cannot do what is asked."""
    if scheduler is None:
        from form4gen.processes import Processes
        from form4gen.processors import available

        with Processes(jobs or available()) as processes:
            yield processes
        return
    from form4gen.cluster import Cluster, LostError
    from form4gen.likeness import ClusterError

    with _probe(output) as probe:
        try:
            draws = any(ending.endswith("pdf") for ending in order.endings)
            cluster = Cluster(scheduler, say, engine=order.printing.engine if draws else None,
                              places=[*probe, *_folders(files), *filter(is_remote, [*files, output])])
        except ClusterError as error:
            raise typer.BadParameter(str(error)) from None
    with cluster:
        try:
            yield cluster
        except LostError as error:
            say(f"{error}; what was built stands in the manifest, and the same command goes on from there")
            raise typer.Exit(LOST) from None


def demand_scheduler(scheduler: str, jobs: int | None, cccs: Mapping[str, str]) -> None:
    """A usage error where a cluster may not be used for what is asked, or cannot be for want of Dask."""
    if jobs is not None:
        raise typer.BadParameter("--jobs is for processes of this machine, --scheduler for those of a cluster; give one")
    if cccs and not scheduler.startswith("tls://"):
        raise typer.BadParameter(f"CCCs were given, and would go to {scheduler} over the network unencrypted; take a "
                                 "scheduler with tls://, or leave out --ccc-file and FORM4GEN_CCC_... in the environment")
    try:
        import distributed  # noqa: F401 - without it there is no --scheduler
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        raise typer.BadParameter("--scheduler needs the Dask library: pip install 'form4gen[cluster]'") from None
    for name in ("distributed", "distributed.client"):  # What they say of workers is for those who look after the cluster.
        logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def _probe(output: str) -> Iterator[list[str]]:
    """A file in the output folder by which workers tell that it is the same for them; none where outputs go to a URL."""
    from form4gen.outputs import TEMPORARY, lock

    if is_remote(output):
        yield []
        return
    with reported(f"{output} cannot be written"), NamedTemporaryFile(dir=output, prefix=TEMPORARY) as file:
        lock(file.fileno())
        yield [os.path.abspath(file.name)]


def _folders(files: list[str]) -> list[str]:
    """The folders of this machine that sources lie in, as far as they are named."""
    here = [file for file in files if not is_remote(file)]
    return sorted({os.path.abspath(file if os.path.isdir(file) else os.path.dirname(file)) for file in here})
