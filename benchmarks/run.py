"""Measures, prints the table, and writes results.json and docs/performance.md: ``python benchmarks/run.py``."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from benchmarks import cold, data_path, drawing, growth, in_a_row, page, reading, two_processes
from benchmarks.machine import machine
from benchmarks.results import FILE, Rates, Results, Subject
from benchmarks.table import as_text

QUICK: Final = 0.25
"""The share of the rounds that a quick run has."""


def main() -> None:
    words = _words()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # What is installed is compiled once, and not at every start.
    results = Results(day=date.today().isoformat(), is_quick=words.quick, machine=machine())
    subjects = _subjects(QUICK if words.quick else 1, results.rates)
    for name in words.only or subjects:
        results.subjects.append(_told(name, subjects[name]))
    print(as_text(results.subjects))
    if words.only:
        print("\nnothing is written: that takes a run of everything", file=sys.stderr)
        return
    FILE.write_text(results.model_dump_json(indent=1) + "\n", encoding="utf-8")
    page.main()
    print(f"\nwrote {FILE} and {page.PAGE}", file=sys.stderr)


def _subjects(effort: float, rates: Rates) -> dict[str, Callable[[], Subject]]:
    return {
        "cold": partial(cold.measure, effort),
        "drawing": partial(drawing.measure, effort),
        "data-path": partial(data_path.measure, effort, rates),
        "reading": partial(reading.measure, effort, rates),
        "in-a-row": partial(in_a_row.measure, effort, rates),
        "two-processes": partial(two_processes.measure, effort),
        "growth": partial(growth.measure, effort),
    }


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, to see whether it works; the page says so")
    parser.add_argument("--only", action="append", metavar="SUBJECT", choices=list(_subjects(1, Rates())),
                        help="one subject of %(choices)s; writes nothing")
    return parser.parse_args()


def _told(name: str, measure: Callable[[], Subject]) -> Subject:
    """What a subject comes to; that it is under way stands on standard error."""
    print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
    begun = time.monotonic()
    subject = measure()
    print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)
    return subject


if __name__ == "__main__":
    main()
