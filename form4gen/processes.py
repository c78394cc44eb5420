"""The processes of a batch on this machine: started once, and replaced where one dies.

None is warmed ahead: what the first filing imports and measures stays for the rest, and a rerun that finds everything done
imports no WeasyPrint at all.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from types import TracebackType
from typing import Final, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

ITEMS_EACH: Final = 8
"""Items under way for each process, so that one which takes long keeps the others busy while it is waited for."""


class Processes:
    """A number of processes that call functions; none of them is forked, for what draws a page does not survive that.

    ``has_died``: whether one has ended before its time, and others with it, so that files may be half written.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self.most = number * ITEMS_EACH
        self.has_died = False
        self._pool = self._started(number)
        self._alone: ProcessPoolExecutor | None = None

    def submit(self, function: Callable[[T], R], item: T) -> Future[R]:
        """The result to come; where the process dies, it is ``BrokenExecutor``, and so are all others under way."""
        try:
            return self._pool.submit(function, item)
        except BrokenExecutor:
            self.has_died = True
            self._pool = self._started(self._number)
            return self._pool.submit(function, item)

    def again(self, function: Callable[[T], R], item: T) -> R:
        """The result of what was under way when a process died, from one of its own, so that nothing else can end it.

        Raises ``BrokenExecutor`` where that dies too.
        """
        self._alone = self._alone or self._started(1)
        try:
            return self._alone.submit(function, item).result()
        except BrokenExecutor:
            self.has_died = True
            self._alone = None
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pool in filter(None, (self._pool, self._alone)):
            pool.shutdown(cancel_futures=True)

    def _started(self, number: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(number, multiprocessing.get_context("spawn"), _begin)


def _begin() -> None:
    """Make a process ready. Ctrl-C is for the one that started it, and without that it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
