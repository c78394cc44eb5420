"""The workers of a cluster on this machine, for tests that cannot begin without all of them."""

from __future__ import annotations

import time
from typing import Final

from distributed import LocalCluster

PATIENCE: Final = 60.0
"""Seconds in which a worker that a test has killed comes back, on a machine that has much else to do."""


def wait_for_workers(cluster: LocalCluster, number: int, patience: float = PATIENCE) -> None:
    """All workers, started anew where the nanny of one that was killed has not brought it back."""
    try:
        cluster.wait_for_workers(number, timeout=patience)
    except TimeoutError:
        cluster.scale(0)
        wait_for_none(cluster)
        cluster.scale(number)
        cluster.wait_for_workers(number, timeout=PATIENCE)


def wait_for_none(cluster: LocalCluster) -> None:
    """The end of all workers: one that is asked to leave still takes what is given to it."""
    end, scheduler = time.monotonic() + PATIENCE, cluster.scheduler
    while scheduler and scheduler.workers:
        assert time.monotonic() < end, f"{len(scheduler.workers)} workers have not left"
        time.sleep(0.01)
