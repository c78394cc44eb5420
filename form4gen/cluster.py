"""The workers of a batch on other machines: those of a Dask scheduler, through its standard futures.

A task costs the scheduler and this process milliseconds, as much as a filing without its PDF; so quick items go several
together, as many as take a worker a second. Dask gives the tasks of a worker that dies to others. A task for
which workers die again and again breaks, and its items are tried here, each in a process of its own.

No task bears the name or the words of what it does: keys are random, and a batch does not show its CCCs.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import re
import time
import warnings
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import BrokenExecutor, CancelledError
from types import TracebackType
from typing import Any, Final, Generic, NamedTuple, Self, TypeVar

from distributed import Client, KilledWorker, Security
from distributed import Future as Remote
from distributed.core import rpc

from form4gen import likeness
from form4gen.likeness import ONE_AT_A_TIME, ClusterError, demand_alike, first_line
from form4gen.plugins import plugins_kept_out
from form4gen.printing import Engine
from form4gen.processes import ITEMS_EACH, Processes

T = TypeVar("T")
R = TypeVar("R")

TASK_SECONDS: Final = 1.0
"""What a task should take, a few hundred times what it costs."""
MOST_TOGETHER: Final = 32
TASKS_EACH: Final = 3
"""Tasks under way for each worker, once one has many items: what it does, the next, and what is on its way back."""
PATIENCE: Final = 10.0
"""Seconds to wait for a scheduler and for workers, before it is said that there are none."""
FIRST_WAIT: Final = 1.0
"""Seconds to wait for a result before it is asked for again, and twice as long each time. Dask looks long for a worker that
has died with a result."""
REFRESH: Final = 5.0
"""Seconds after which the workers are counted again."""

_ADDRESS: Final = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[^\s/:@]+):[0-9]{1,5}")


class LostError(ClusterError):
    """The cluster was lost in the midst of the work."""


class Share(Generic[R]):
    """The result of an item, to come with those of others."""

    def __init__(self, results: Callable[[], list[R]], number: int) -> None:
        self._results = results
        self._number = number

    def result(self) -> R:
        """Waits for it. Raises ``BrokenExecutor`` where workers have died of the task, ``LostError``."""
        return self._results()[self._number]


class Cluster:
    """The workers of the scheduler at an address, ``tcp://HOST:PORT`` or ``tls://HOST:PORT``.

    ``engine``: who draws PDFs there, if they are to draw any. ``places``: files and folders that every one of them must see
    and URLs that it must be let look at. ``tell``: is told once when nobody is left to work. Raises ``ClusterError`` where
    there is no scheduler, or no worker, or one that does not answer, has another form4gen or none, several threads, other
    fonts or other disks.
    """

    def __init__(self, address: str, tell: Callable[[str], None], *, engine: Engine | None,
                 places: Collection[str] = ()) -> None:
        self._address = address
        self._engine = engine
        self._tell = tell
        self._is_told = False
        self._is_told_of_failures = False
        self._together = 1
        self._filling: _Task | None = None
        self._alone: Processes | None = None
        self._client = _connected(address)
        try:
            self._first = self._workers = _demand_workers(self._client, address)
            self._counted = self._seen = time.monotonic()
            self._page = demand_alike(self._client, engine, tuple(places), PATIENCE)
        except BaseException as error:
            self._client.close()
            if isinstance(error, OSError):
                raise self._gone() from None
            raise

    @property
    def most(self) -> int:
        """How many items to have under way: workers may come and go."""
        if time.monotonic() - self._counted > REFRESH:
            self._count()
        return max(1, len(self._workers)) * max(ITEMS_EACH, TASKS_EACH * self._together)

    @property
    def has_died(self) -> bool:
        """Whether a worker that was there at the beginning is no more, so that files may be half written."""
        if self._alone is not None and self._alone.has_died:
            return True
        try:
            return not self._first.keys() <= self._count().keys()
        except LostError:
            return True

    def submit(self, function: Callable[[T], R], item: T) -> Share[R]:
        """The result to come; it is sent for with those of the next items, or when somebody asks."""
        if self._filling is None or self._filling.function is not function:
            self._send()
            self._filling = _Task(function)
        task, number = self._filling, len(self._filling.items)
        task.items.append(item)
        if number + 1 >= self._together:
            self._send()
        return Share(lambda: self._results(task), number)

    def again(self, function: Callable[[T], R], item: T) -> R:
        """The result, from a process of its own on this machine, so that it costs no other worker.

        Raises ``BrokenExecutor`` where that dies too.
        """
        self._alone = self._alone or Processes(1)
        return self._alone.again(function, item)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close(timeout=PATIENCE)
        if self._alone:
            self._alone.__exit__(kind, error, at)

    def _send(self) -> None:
        if self._filling is not None:
            self._filling.send(self._client, self._engine, self._page)
            self._filling = None

    def _results(self, task: _Task) -> list[Any]:
        if task is self._filling:
            self._send()
        while task.results is None:
            try:
                self._take(task)
            except TimeoutError:
                self._look_for_workers()
        return task.results

    def _take(self, task: _Task) -> None:
        """Take a task's results. Raises ``TimeoutError`` where there are none yet."""
        if task.is_broken:
            raise BrokenExecutor
        assert task.future is not None
        try:
            done = task.future.result(timeout=task.wait)
        except TimeoutError:
            task.wait = min(PATIENCE, 2 * task.wait)
            raise
        except KilledWorker as error:
            task.is_broken = True
            self._tell_of_failures(error.allowed_failures)
            raise BrokenExecutor from None
        except (CancelledError, OSError):
            raise self._gone() from None
        except Exception as error:
            raise LostError(f"a worker could not do what it was asked: {first_line(error)}") from None
        task.results, task.future = done.results, None
        self._together = min(MOST_TOGETHER, max(1, round(TASK_SECONDS * len(done.results) / max(done.seconds, 1e-6))))

    def _tell_of_failures(self, allowed: int) -> None:
        if allowed and not self._is_told_of_failures:
            self._is_told_of_failures = True
            self._tell(f"a filing has ended {allowed + 1} workers, one after another; in the scheduler's environment "
                       "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES=0 spares all but the first")

    def _look_for_workers(self) -> None:
        if not self._count() and self._counted - self._seen > PATIENCE and not self._is_told:
            self._is_told = True
            self._tell(f"no worker is left at {self._address}; waiting for one (after Ctrl-C, the same command goes on)")

    def _count(self) -> Mapping[str, int]:
        try:
            self._workers = self._client.nthreads()
        except (CancelledError, OSError):
            raise self._gone() from None
        self._counted = time.monotonic()
        if self._workers:
            self._seen, self._is_told = self._counted, False
        return self._workers

    def _gone(self) -> LostError:
        return LostError(f"the scheduler at {self._address} is gone")


class _Task:
    """Items that a worker gets together, and what came of them."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function
        self.items: list[Any] = []
        self.future: Remote[_Done] | None = None
        self.results: list[Any] | None = None
        self.is_broken = False
        self.wait = FIRST_WAIT

    def send(self, client: Client, engine: Engine | None, page: str | None) -> None:
        """The items go as bytes: Dask would take lists of named tuples apart."""
        data = pickle.dumps(self.items)
        self.items.clear()
        self.future = client.submit(_each, self.function, engine, likeness.programs(engine), page, data, pure=False,
                                    key=f"form4gen-{os.urandom(16).hex()}")


class _Done(NamedTuple):
    seconds: float
    results: list[Any]


@plugins_kept_out()
def _each(function: Callable[[Any], Any], engine: Engine | None, programs: str, page: str | None, items: bytes) -> _Done:
    """On a worker, which may have come later than the rest were looked at: the function's result for each item."""
    with ONE_AT_A_TIME:
        if programs != likeness.programs(engine):
            raise ClusterError(f"it has {likeness.programs(engine)}, and you have {programs}")
        if page != likeness.page(engine):
            raise ClusterError("it draws other pages than the workers that were there before, with the same programs")
        begun = time.perf_counter()
        results = [function(item) for item in pickle.loads(items)]  # noqa: S301 - whoever sends a task may run anything
        return _Done(time.perf_counter() - begun, results)


def _connected(address: str) -> Client:
    """Asks for the scheduler first, since a client that finds none does not end cleanly."""
    if not _ADDRESS.fullmatch(address):
        raise ClusterError("a scheduler's address is tcp://HOST:PORT or tls://HOST:PORT, such as tcp://10.0.0.5:8786")
    try:
        kind = asyncio.run(_kind_at(address))
        if kind != "Scheduler":
            raise ClusterError(f"there is a {kind.lower()} of Dask at {address}, and no scheduler")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions that differ: we say ourselves which must not
            return Client(address, timeout=PATIENCE, set_as_default=False)
    except TypeError:
        raise ClusterError("tls:// needs Dask's settings for it: distributed.comm.tls, or the environment's "
                           "DASK_DISTRIBUTED__COMM__TLS__CA_FILE and its like") from None
    except (OSError, ValueError) as error:
        raise ClusterError(f"no scheduler answers at {address} within {PATIENCE:g} seconds ({first_line(error)}); start "
                           "one with dask scheduler, and look whether a firewall is between") from None


async def _kind_at(address: str) -> str:
    arguments = Security().get_connection_args("client")
    async with asyncio.timeout(PATIENCE), rpc(address, timeout=PATIENCE, connection_args=arguments) as scheduler:
        identity = await scheduler.identity()
        return str(identity["type"])


def _demand_workers(client: Client, address: str) -> Mapping[str, int]:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ClusterError(f"the scheduler at {address} has no worker; start some with "
                           f"dask worker {address} --nthreads 1 --nworkers 4") from None
    workers: Mapping[str, int] = client.nthreads()
    for worker, threads in workers.items():
        if threads != 1:
            raise ClusterError(f"the worker {worker} has {threads} threads, and form4gen takes one; start it with "
                               "--nthreads 1, and with as many --nworkers as there are processors")
    return workers
