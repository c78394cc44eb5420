"""How long ``form4gen check`` takes: one file as a process of its own, and every real filing in one call.

Run ``make bench``, or ``python benchmarks/check.py --json``. The real filings are those of the shared folder
(``FORM4GEN_SHARED``, else ``../shared`` beside the checkout); without them, our examples are checked instead.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLE: Final = ROOT / "examples" / "option-exercise-10b5-1-2026.form4.yaml"
RUNS: Final = 15
MOST_SECONDS_FOR_ONE: Final = 0.5
MOST_SECONDS_FOR_ALL: Final = 10.0
COUNTS_IMPORTS: Final = """\
import sys
from form4gen.__main__ import main
try:
    main()
finally:
    print(len(sys.modules), sum(name.startswith("form4gen") for name in sys.modules), file=sys.stderr)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--runs", type=int, default=RUNS, help="processes of which the median counts: %(default)s")
    words = parser.parse_args()
    found = figures(words.runs)
    print(json.dumps(found, indent=2) if words.json else table(found))


def figures(runs: int) -> dict[str, float | int | str]:
    """Seconds and numbers, by what was measured."""
    filings = [str(path) for path in corpus()]
    modules, ours = imports(str(EXAMPLE))
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count() or 1,
        "an empty process, s": median_of(runs, "-c", "pass"),
        "check of one file, s": median_of(runs, *check(str(EXAMPLE))),
        "check of one XML file, s": median_of(runs, *check(filings[0])),
        "files in one call": len(filings),
        "check of them all in one call, s": median_of(3, *check(*filings)),
        "modules imported": modules,
        "of them form4gen's": ours,
    }


def corpus() -> list[Path]:
    shared = Path(os.environ.get("FORM4GEN_SHARED", ROOT.parent / "shared"))
    return sorted((shared / "corpus" / "form4").glob("*.xml")) or sorted((ROOT / "examples").glob("*.form4.yaml"))


def check(*files: str) -> tuple[str, ...]:
    return "-m", "form4gen", "check", *files


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """A process of this Python; it must end as a check ends, without findings or with some."""
    ended = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, cwd=ROOT)
    if ended.returncode not in (0, 1):
        sys.exit(ended.stderr)
    return ended


def median_of(runs: int, *words: str) -> float:
    """Seconds that a process takes, start and end included: the median."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        run(*words)
        taken.append(time.perf_counter() - start)
    return round(statistics.median(taken), 3)


def imports(file: str) -> tuple[int, int]:
    """How many modules a check imports, and how many of them are ours."""
    every, ours = run("-c", COUNTS_IMPORTS, "check", file).stderr.split()[-2:]
    return int(every), int(ours)


def table(found: dict[str, float | int | str]) -> str:
    goals = {"check of one file, s": MOST_SECONDS_FOR_ONE, "check of one XML file, s": MOST_SECONDS_FOR_ONE,
             "check of them all in one call, s": MOST_SECONDS_FOR_ALL}
    widest = max(map(len, found))
    return "\n".join(f"{name:{widest}}  {value:>8}" + (f"  (goal: under {goals[name]})" if name in goals else "")
                     for name, value in found.items())


if __name__ == "__main__":
    main()
