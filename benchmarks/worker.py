"""A process that does one thing again and again, each time it is told to: ``python -m benchmarks.worker NAME``.

Each contender has a process of its own, so that none carries another's modules and memory. A line on standard input, the
number of a case, is one run; the answer is a line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from benchmarks.cases import Case, NotHereError

KIB: Final = 1024


MODULES: Final = ("benchmarks.ours", "benchmarks.peers", "benchmarks.browser")
"""Where contenders are found by name: functions that make ready and give the cases."""


def main(name: str) -> None:
    answers = sys.stdout
    sys.stdout = sys.stderr  # What a library prints is no answer.
    try:
        cases = _cases(name)
    except NotHereError as absent:
        print(json.dumps({"absent": str(absent)}), file=answers, flush=True)
        return
    print(json.dumps({"cases": len(cases)}), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(_measured(cases[int(line)])), file=answers, flush=True)


def _cases(name: str) -> Sequence[Case]:
    module, _, function = name.partition(":")
    assert module in MODULES, f"{module} has no contenders"
    cases: Sequence[Case] = getattr(import_module(module), function)()
    return cases


def _measured(case: Case) -> dict[str, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    done = case()
    wall, own = time.perf_counter() - wall, time.process_time() - cpu
    memory = _memory()
    return {"cpu": (own if done.cpu is None else done.cpu) / done.items, "wall": wall / done.items,
            "size": done.size / done.items, "memory": memory["VmRSS"], "peak": memory["VmHWM"]}


def _memory() -> dict[str, float]:
    """What this process holds and has held at most, in MiB. Source: proc(5), /proc/pid/status."""
    lines = (line.split() for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    return {words[0].removesuffix(":"): int(words[1]) / KIB for words in lines if words[0] in ("VmRSS:", "VmHWM:")}


if __name__ == "__main__":
    main(sys.argv[1])
