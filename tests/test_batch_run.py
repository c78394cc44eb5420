"""A batch over processes: one that dies costs its own filing at most; and names that clash, or come twice."""

from __future__ import annotations

import io
import os
import signal
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from form4gen.batch import Batch
from form4gen.batch_run import outcomes
from form4gen.batch_summary import Tally, why_not
from form4gen.build import Order
from form4gen.finding import Severity
from form4gen.manifest import Manifest
from form4gen.processes import Processes
from form4gen.sources import Source, in_file
from form4gen.storage import Folder

from .test_batch import GOOD, SUSPENDED

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")


class Deadly(NamedTuple):
    """A folder in which reading a file that is called deadly kills the process, always or until it has done so once."""

    def read(self, name: str, most: int) -> bytes:
        if "deadly" in name and not Path("once").exists():
            if "once" in name:
                Path("once").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Folder().read(name, most)

    def address(self, name: str) -> str:
        return Folder().address(name)

    write: Any = None
    digest: Any = None
    is_ours: Any = None


class Here:
    """Who builds at once, in this process."""

    most = 4

    def submit(self, function: Any, item: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(function(item))
        return future

    def again(self, function: Any, item: Any) -> Any:  # noqa: ARG002 - nothing dies here
        raise BrokenExecutor


def batch(**more: Any) -> Batch:
    return Batch(Deadly(), Folder("out"), Order("xml"), "form4gen, tested", **more)


def became(names: list[str], workers: Any, **more: Any) -> list[tuple[str, str]]:
    """The sources in the order of their outcomes, and what became of each."""
    for name in names:
        if not Path(name).exists():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(GOOD, encoding="utf-8")
    found = outcomes(batch(**more), map(in_file, names), Manifest(io.BytesIO()), workers)
    return [(one.record.source, why_not(one.record) if one.record.status != "built" else "built") for one in found]


TWICE = "failed: the process that built it died, twice; perhaps there was not enough memory"


def test_a_process_that_dies_costs_its_own_filing_and_no_other() -> None:
    names = [f"{number}.yaml" for number in range(12)]
    names[4] = names[7] = "deadly.yaml"
    names[7] = "deadly too.yaml"
    with Processes(2) as processes:
        assert became(names, processes) == [(name, TWICE if "deadly" in name else "built") for name in names]
        assert processes.has_died
    assert sorted(path.name for path in Path("out").glob("[!.]*")) == sorted(
        name.replace("yaml", "xml") for name in names if "deadly" not in name)


def test_a_filing_is_tried_again_when_its_process_has_died() -> None:
    names = ["a.yaml", "deadly once.yaml", "c.yaml"]
    with Processes(1) as processes:
        assert became(names, processes) == [(name, "built") for name in names]


def test_two_sources_never_have_the_same_outputs() -> None:
    names = ["a/x.yaml", "b/x.yaml", "a/x.yaml", "a/x.xml", "y.yaml"]
    assert became(names, Here()) == [
        ("a/x.yaml", "built"), ("b/x.yaml", "failed: its outputs would be written over those of a/x.yaml"),
        ("a/x.xml", "failed: its outputs would be written over those of a/x.yaml"), ("y.yaml", "built")]


@pytest.mark.parametrize("names", [["x.yaml", "x.1.yaml"], ["x.1.yaml", "x.yaml"]])
def test_two_sources_of_which_one_may_be_split_into_what_the_other_makes(names: list[str]) -> None:
    clash = f"failed: its outputs would be written over those of {names[0]}"
    assert became(names, Here(), reporting="once") == [(names[0], "built"), (names[1], clash)]
    assert became(["x.1.yaml", "x.2.yaml"], Here(), reporting="once") == [("x.1.yaml", "built"), ("x.2.yaml", "built")]
    assert became(names, Here()) == [(name, "built") for name in names]


def test_what_is_no_source_keeps_its_place() -> None:
    Path("a.yaml").write_text(GOOD, encoding="utf-8")
    sources = [in_file("a.yaml"), Source("b", "", "the folder cannot be read"), in_file("c.yaml")]
    found = list(outcomes(batch(), sources, Manifest(io.BytesIO()), Here()))
    assert [(one.record.source, one.record.status) for one in found] == \
        [("a.yaml", "built"), ("b", "unreadable"), ("c.yaml", "unreadable")]


def test_the_summary_counts_filings_and_findings_by_rule() -> None:
    practice = GOOD.replace("{is_director: true}", "{is_director: true, officer_title: Chair}")
    texts = {"a.yaml": GOOD, "b.yaml": SUSPENDED, "c.yaml": practice, "d.yaml": practice, "e.yaml": ""}
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    tally = Tally()
    for outcome in outcomes(batch(), map(in_file, [*texts, "f.yaml"]), Manifest(io.BytesIO()), Here()):
        tally.add(outcome)
    assert tally.as_text().splitlines() == [
        "6 filings: 3 built, 1 refused, 2 unreadable; notes on 3 in the manifest",
        "    suspend  NAT002 direct-row-has-no-nature: 1 finding in 1 filing",
        "    suspend  TXT001 file-is-readable: 1 finding in 1 filing",
        "    practice OWN007 text-stands-below-its-box: 2 findings in 2 filings"]


@pytest.mark.parametrize(("text", "fail_on", "fails"), [
    (GOOD, Severity.PRACTICE, False), (SUSPENDED, Severity.SUSPEND, True),
    (GOOD.replace("{is_director: true}", "{is_director: true, officer_title: Chair}"), Severity.RULE, False),
    (GOOD.replace("{is_director: true}", "{is_director: true, officer_title: Chair}"), Severity.PRACTICE, True)])
def test_what_fails(text: str, fail_on: Severity, fails: bool) -> None:
    Path("a.yaml").write_text(text, encoding="utf-8")
    tally = Tally()
    for outcome in outcomes(batch(), [in_file("a.yaml")], Manifest(io.BytesIO()), Here()):
        tally.add(outcome)
    assert tally.fails(fail_on) is fails
