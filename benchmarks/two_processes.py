"""A batch of many in one process and in two."""

from __future__ import annotations

import shutil
import tempfile
from itertools import cycle
from pathlib import Path
from typing import Final

from benchmarks.clock import Contender, interleaved
from benchmarks.ours import yaml_files
from benchmarks.processes import python
from benchmarks.results import Claim, Subject, at_least, ratios, times

ROUNDS: Final = 3
SOURCES: Final = 40
LABELS: Final = {
    "build_1": f"form4gen build --jobs 1, {SOURCES} filings", "build_2": f"form4gen build --jobs 2, {SOURCES} filings",
    "xml_1": f"form4gen build --only xml --jobs 1, {SOURCES} filings",
    "xml_2": f"form4gen build --only xml --jobs 2, {SOURCES} filings"}
CLAIMS: Final = (
    Claim("one process, against two: XML and PDF", "build_1", "build_2", "wall", at_least(1.7)),
    Claim("one process, against two: XML alone", "xml_1", "xml_2", "wall"),
)


def measure(effort: float) -> Subject:
    with tempfile.TemporaryDirectory() as folder:
        sources, built = Path(folder, "sources"), Path(folder, "built")
        sources.mkdir()
        for number, text in zip(range(SOURCES), cycle(yaml_files()), strict=False):
            (sources / f"{number}.form4.yaml").write_bytes(text)
        contenders = {f"{what}_{jobs}": _build(sources, built, jobs, *options)
                      for what, options in (("build", ()), ("xml", ("--only", "xml"))) for jobs in (1, 2)}
        samples = interleaved(contenders, max(2, round(ROUNDS * effort)))
    return Subject(
        name="two processes", title="Many, in one process and in two",
        says="Time on the wall for the whole batch, the start of the processes in it. It takes a machine with two cores "
             "that do nothing else. The filings are built as drafts, so that what a rule says of a real one stops nothing.",
        figures=times(LABELS, samples, {}, "wall"), ratios=ratios(CLAIMS, samples, {}))


def _build(sources: Path, built: Path, jobs: int, *options: str) -> Contender:
    def empty() -> None:
        shutil.rmtree(built, ignore_errors=True)

    return python("-m", "form4gen", "build", str(sources), "-o", str(built), "--jobs", str(jobs), "--draft", *options,
                  ends_with=(0, 1), before=empty)
