"""Contenders that are started anew for each run: programs, from their start to their end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from benchmarks.clock import Contender, Sample
from benchmarks.filings import ROOT

KIB: Final = 1024


def program(*words: str, ends_with: Collection[int] = (0,), output: Path | None = None,
            before: Callable[[], object] = lambda: None) -> Contender:
    """A program that is run from start to end; its processor time holds that of the processes it waited for.

    ``output``: a file that it must have written. ``before``: what is made ready each time, and not counted.
    """
    def run() -> Sample:
        before()
        if output:
            output.unlink(missing_ok=True)
        begun = time.perf_counter()
        process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in ends_with or (output and not output.stat().st_size):
            raise RuntimeError(f"{words!r} ended with {process.returncode}, or wrote nothing")
        size = output.stat().st_size if output else 0
        return Sample(used.ru_utime + used.ru_stime, wall, size, peak=used.ru_maxrss / KIB)

    return run


def python(*words: str, ends_with: Collection[int] = (0,), output: Path | None = None,
           before: Callable[[], object] = lambda: None) -> Contender:
    """A process of this Python."""
    return program(sys.executable, *words, ends_with=ends_with, output=output, before=before)
