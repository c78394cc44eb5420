"""Contenders that stay up: each a process that runs when it is told to, and keeps what it has made ready."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Any, Final, Self

from benchmarks.cases import NotHereError
from benchmarks.clock import Contender, Sample
from benchmarks.filings import ROOT

__all__ = ["NotHereError", "Warm", "warm"]


class Warm:
    """A worker. ``cases``: how many there are. Raises ``NotHereError`` where what it needs is not on this machine."""

    def __init__(self, name: str) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the worker
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", name], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "0"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True)
        begun = self._answer()
        if "absent" in begun:
            self._process.wait()
            raise NotHereError(begun["absent"])
        self.cases: Final[int] = begun["cases"]

    def run(self, case: int = 0) -> Sample:
        assert self._process.stdin
        print(case, file=self._process.stdin, flush=True)
        return Sample(**self._answer())

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            self._errors.seek(0)
            raise RuntimeError(f"{self._process.args!r} ended:\n{self._errors.read().decode(errors='replace')[-4000:]}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()
        self._errors.close()


@contextmanager
def warm(names: Iterable[str]) -> Iterator[tuple[dict[str, Contender], dict[str, str]]]:
    """The contenders that are here, by name, and why each of the others is not."""
    contenders: dict[str, Contender] = {}
    absent: dict[str, str] = {}
    with ExitStack() as open_workers:
        for name in names:
            try:
                contenders[name] = open_workers.enter_context(Warm(name)).run
            except NotHereError as reason:
                absent[name] = str(reason)
        yield contenders, absent
