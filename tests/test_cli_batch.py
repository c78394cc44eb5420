"""``build`` of many filings as a user runs it: what is written and said, what a rerun does, and what a kill costs."""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from form4gen.cli import app
from form4gen.cli.batching import MANIFEST
from form4gen.outputs import TEMPORARY
from form4gen.processes import ITEMS_EACH

from .test_batch import CCC, GOOD, SUSPENDED

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
ROOT = Path(__file__).parent.parent
LONGEST = 300
"""Seconds after which a process that should have done something is stuck."""


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, ("build", "--only", "xml", "-o", "out", *words), input=given)


def source(name: str, text: str = GOOD) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def records(path: str = f"out/{MANIFEST}") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def built(folder: str = "out") -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def test_one_bad_filing_does_not_stop_the_rest() -> None:
    names = source("a.form4.yaml"), source("b.yaml", SUSPENDED), "c.yaml", source("d.json", "{}"), source("e.yaml")
    result = run("--jobs", "2", *names)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "b.yaml: refused: EDGAR would suspend it (--draft builds it all the same) (NAT002)",
        "c.yaml: unreadable: it cannot be read: No such file or directory",
        "d.json: unreadable: the findings leave no filing to write (TXT003)"]
    assert result.stdout.splitlines()[0] == "5 filings: 2 built, 1 refused, 2 unreadable; notes on 2 in the manifest"
    assert built() == ["a.xml", "e.xml", MANIFEST]
    assert tuple(record["source"] for record in records()) == names
    assert [record["status"] for record in records()] == ["built", "refused", "unreadable", "unreadable", "built"]


def test_the_report_in_the_documents_is_what_build_prints() -> None:
    practice = GOOD.replace("{is_director: true}", "{is_director: true, officer_title: Chair}")
    for name, text in (("bo", GOOD), ("doe", SUSPENDED), ("roe", practice)):
        source(f"quarter/{name}.form4.yaml", text)
    result = run("quarter")
    (shown,) = re.findall(r"```text\n(.*?)```", (ROOT / "docs" / "batch.md").read_text(encoding="utf-8"), re.DOTALL)
    assert result.stderr + result.stdout == shown
    assert textwrap.indent(shown, "  ") in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_a_rerun_builds_what_is_new_or_changed() -> None:
    source("in/a.form4.yaml")
    source("in/b/c.form4.yaml")
    assert run("in").stdout == "2 filings: 2 built; notes on 2 in the manifest\n"
    source("in/b/c.form4.yaml", GOOD.replace("1200", "1201"))
    source("in/b/d.form4.yaml")
    assert run("in").stdout == "3 filings: 3 built; 1 unchanged since an earlier run; notes on 3 in the manifest\n"
    assert [record["source"] for record in records()] == \
        ["in/a.form4.yaml", "in/b/c.form4.yaml", "in/b/c.form4.yaml", "in/b/d.form4.yaml"]
    assert built() == ["a.xml", "b/c.xml", "b/d.xml", MANIFEST]
    assert run("in").stdout == "3 filings: 3 built; 3 unchanged since an earlier run; notes on 3 in the manifest\n"
    assert run("in", "--again").stdout == "3 filings: 3 built; notes on 3 in the manifest\n"


def test_runs_with_other_options_know_what_they_made_themselves() -> None:
    source("in/a.form4.yaml")
    for words in ((), ("--profile", "disseminated", "--force"), ("--ascii",)):
        assert "unchanged" not in run("in", *words).stdout
    assert "1 unchanged" in run("in", "--ascii").stdout
    assert "1 unchanged" in run("in").stdout
    assert "1 unchanged" not in run("in", "--profile", "disseminated", "--force").stdout


def test_a_rerun_still_says_what_was_refused() -> None:
    first, again = (run("--jobs", "1", source("b.yaml", SUSPENDED)) for _ in range(2))
    assert (again.exit_code, again.stderr) == (first.exit_code, first.stderr)
    assert again.stdout.splitlines()[0] == "1 filing: 1 refused; 1 unchanged since an earlier run"
    assert again.stdout.splitlines()[1:] == first.stdout.splitlines()[1:]


def test_a_list_is_read_from_a_file_or_from_standard_input() -> None:
    names = f"{source('x/a.yaml')}\n\n{source('y/a.yaml')}\n"
    assert run("--from", source("list", names)).exit_code == 0
    assert run("--from", "-", "--manifest", "m.jsonl", given=names).exit_code == 0
    assert built() == [MANIFEST, "x/a.xml", "y/a.xml"]
    assert [record["source"] for record in records("m.jsonl")] == ["x/a.yaml", "y/a.yaml"]


def test_the_ccc_of_the_environment_reaches_the_xml_and_not_the_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORM4GEN_CCC_9999904", CCC)
    assert run("--jobs", "1", source("a.yaml")).exit_code == 0
    assert CCC in Path("out/a.xml").read_text(encoding="utf-8")
    assert CCC not in Path("out", MANIFEST).read_text(encoding="utf-8")
    assert run("--jobs", "1", "a.yaml").stdout == "1 filing: 1 built; 1 unchanged since an earlier run\n"


@pytest.mark.parametrize(("words", "hint"), [
    (("build", "--jobs", "2", "a.yaml"), "need -o DIR"), (("build", "in"), "need -o DIR"),
    (("build", "--jobs", "2", "-o", "out"), "no filing is named, nor a folder"), (("build",), "no filing is named"),
    (("build", "in", "-o", "in/../in"), "is the folder of the sources"),
    (("build", "--jobs", "1", "-", "-o", "out"), "standard input is one filing"),
    (("build", "--jobs", "1", "", "-o", "out"), "'' is no file name"),
    (("build", "--from", "nowhere", "-o", "out"), "nowhere cannot be read: No such file or directory"),
    (("build", "a.yaml", "--manifest", "m"), "--manifest and --again are for many"),
    (("build", "a.yaml", "--again"), "--manifest and --again are for many"),
    (("build", "--jobs", "-1", "a.yaml", "-o", "out"), "--jobs"),
    (("build", "in", "-o", "out", "--manifest", "a.yaml"), "a.yaml: line 1 is no record of a batch"),
    (("build", "in", "-o", "a.yaml/out"), "cannot be made"),
    (("build", "in", "-o", "out", "--manifest", "no/m"), "cannot be written"),
])
def test_a_wrong_call_exits_2_and_writes_nothing(words: tuple[str, ...], hint: str) -> None:
    source("a.yaml")
    source("in/a.yaml")
    before = built(".")
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert hint in " ".join(result.stderr.split())
    assert built(".") == before


def test_a_manifest_is_written_by_one_run_at_a_time() -> None:
    Path("out").mkdir()
    with Path("out", MANIFEST).open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        result = run("--jobs", "1", source("a.yaml"))
    assert result.exit_code == 2
    assert "is being written by another run" in " ".join(result.stderr.split())
    assert run("--jobs", "1", "a.yaml").exit_code == 0


def start(*words: str, stdin: int | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "form4gen", "build", *words], text=True, env=environment(),
                            stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def wait_until(is_so: Any) -> None:
    end = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < end, "it does not come to that"
        time.sleep(0.01)


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def children(process: subprocess.Popen[str]) -> list[Path]:
    """The folders under /proc of the processes that a process has started."""
    tasks = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    return [Path("/proc", number) for number in tasks.split()]


def is_running(process: Path) -> bool:
    try:
        return (process / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def outputs(folder: str) -> dict[str, bytes]:
    return {name: Path(folder, name).read_bytes() for name in built(folder) if name != MANIFEST}


def without_seconds(folder: str) -> list[dict[str, Any]]:
    return [{**record, "seconds": 0} for record in records(f"{folder}/{MANIFEST}")]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="what a process has started is asked of /proc")
def test_a_run_that_is_killed_and_run_again_makes_what_an_undisturbed_one_makes() -> None:
    examples = sorted((ROOT / "examples").glob("*.form4.yaml"))
    for number in range(12):
        source(f"in/{number:02}.form4.yaml", examples[number % len(examples)].read_text(encoding="utf-8"))
    source("in/03.form4.yaml", SUSPENDED)
    source("in/07.form4.yaml", "form: 4\n")
    undisturbed = start("in", "-o", "undisturbed", "--jobs", "2")
    said, _ = undisturbed.communicate(timeout=LONGEST)
    for done in (1, 3, 6):
        killed = start("in", "-o", "killed", "--jobs", "2")
        wait_until(lambda done=done: lines(Path("killed", MANIFEST)) >= done)
        workers = children(killed)
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=LONGEST)
        assert len(workers) >= 2
        wait_until(lambda workers=workers: not any(map(is_running, workers)))
        assert done <= lines(Path("killed", MANIFEST)) < 12
    (Path("killed") / f"{TEMPORARY}abcdefgh").write_bytes(b"half")
    with Path("killed", MANIFEST).open("ab") as file:
        file.write(b'{"version": 1, "source": "in/1')
    last = start("in", "-o", "killed", "--jobs", "2")
    again, _ = last.communicate(timeout=LONGEST)
    assert (last.returncode, undisturbed.returncode) == (1, 1)
    assert again.splitlines()[1:] == said.splitlines()[1:]
    assert outputs("killed") == outputs("undisturbed")
    assert len(outputs("killed")) == 20
    assert without_seconds("killed") == without_seconds("undisturbed")


def test_a_run_that_is_interrupted_ends_its_processes_and_exits_130() -> None:
    """The list has no end, so that the run cannot have one of its own."""
    named = [source(f"in/{number:02}.form4.yaml") for number in range(3 * ITEMS_EACH)]
    run_on = start("--from", "-", "-o", "out", "--jobs", "2", "--only", "xml", stdin=subprocess.PIPE)
    assert run_on.stdin
    assert run_on.stderr
    run_on.stdin.write("".join(f"{name}\n" for name in named))
    run_on.stdin.flush()
    wait_until(lambda: lines(Path("out", MANIFEST)) >= 1)
    workers = children(run_on)
    run_on.send_signal(signal.SIGINT)
    assert run_on.wait(timeout=LONGEST) == 130
    assert run_on.stderr.read() == ""
    run_on.communicate()
    wait_until(lambda: not any(map(is_running, workers)))
    assert {record["status"] for record in records()} == {"built"}
    assert not list(Path("out").glob(f"{TEMPORARY}*"))


def test_a_bar_is_on_a_terminal_only() -> None:
    pty = pytest.importorskip("pty")
    source("in/a.form4.yaml")
    source("in/b.form4.yaml", SUSPENDED)
    ours, theirs = pty.openpty()
    words = ("-m", "form4gen", "build", "in", "-o", "out", "--only", "xml")
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=theirs,
                               env={**environment(), "TERM": "xterm", "COLUMNS": "120"})
    assert process.wait(timeout=LONGEST) == 1
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "2/2" in shown
    assert "in/b.form4.yaml: refused: EDGAR would suspend it" in shown
    assert start("in", "-o", "out", "--only", "xml").communicate(timeout=LONGEST)[1] == \
        "in/b.form4.yaml: refused: EDGAR would suspend it (--draft builds it all the same) (NAT002)\n"
