"""The second process that gets ready to draw: what it draws is what this one would, and nothing depends on it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Literal

import pytest

from form4gen import __main__, drawing_process, read, to_pdf
from form4gen.build import Order, built
from form4gen.page_html import page_html
from form4gen.printed import printed
from form4gen.printing import Printing
from form4gen.reading import read_source
from form4gen.record_files import day_of, record_files
from form4gen.record_parts import Record

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "joint-filing-2026.form4.yaml"
PROGRAM = """\
import sys
from form4gen import __main__, processors
processors.available = lambda: {processors}
try:
    __main__.main()
finally:
    print("weasyprint" in sys.modules, "pydantic" in sys.modules, file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    yield
    drawing_process.end()


def build(folder: Path, processors: int = 2) -> tuple[bytes, str]:
    """The PDF of a build from the command line, and whether the first process imported WeasyPrint."""
    _, told = python(PROGRAM.format(processors=processors), "build", str(EXAMPLE), "-o", str(folder))
    return (folder / "joint-filing-2026.pdf").read_bytes(), told.splitlines()[-1]


def python(program: str, *words: str, ends_with: int = 0) -> tuple[str, str]:
    ended = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ended.returncode == ends_with, ended.stderr
    return ended.stdout, ended.stderr


def test_a_build_draws_in_a_second_process_to_the_same_bytes(tmp_path: Path) -> None:
    assert build(tmp_path / "two") == (source_drawn(), "False True")
    assert build(tmp_path / "one", processors=1) == (source_drawn(), "True True")


def source_drawn() -> bytes:
    source = EXAMPLE.read_bytes()
    return to_pdf(read(source), source=source)


@pytest.mark.parametrize(("words", "expected"), [
    ("build {file}", True),
    ("build {file} -o {folder}", True),
    ("build {file} -o s3://forms/2026 --manifest {file}", False),
    ("build - --draft --only pdf", True),
    ("build {folder}", False),
    ("build {file} {folder}", False),
    ("build {file} --only xml", False),
    ("build {file} --only=xml", False),
    ("build {file} {file} --jobs 2", False),
    ("build {file} -j2", False),
    ("build {file} --engine plutoprint", False),
    ("build {folder}/missing.form4.yaml", False),
    ("build", False),
    ("build --from=list.txt", False),
    ("build --help", False),
    ("check build", False),
    ("", False),
])
def test_a_second_process_is_begun_where_a_page_will_be_drawn(words: str, expected: bool, tmp_path: Path) -> None:
    assert __main__._will_draw(words.format(folder=tmp_path, file=EXAMPLE).split()) is expected


def test_neither_getting_ready_nor_what_it_is_sent_imports_what_reads_filings(tmp_path: Path) -> None:
    form4 = read(EXAMPLE.read_bytes())
    sent = tmp_path / "sent"
    record = Record("Form 4", record_files(form4), day_of(form4), Printing())
    sent.write_bytes(pickle.dumps(("drawn", (page_html(printed(form4, "X06"), record.printing), record))))
    program = "import pickle, sys, form4gen.drawing; pickle.load(open(sys.argv[1], 'rb')); print(*sys.modules)"
    loaded = set(python(program, str(sent))[0].split())
    assert not {"pydantic", "typer", "form4gen.filing", "form4gen.rules"} & loaded
    assert "weasyprint" in loaded


def test_it_takes_the_modules_of_the_process_that_begins_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Not those of the folder that it is begun in, in which anything may lie."""
    (tmp_path / "pickle.py").write_text("raise SystemExit('this is not the module that was meant')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [place for place in sys.path if place not in ("", str(tmp_path))])
    drawing_process.begin()
    assert drawing_process.missing_fonts() is not None
    assert drawing_process._begun


def test_a_process_that_has_died_is_done_without() -> None:
    drawing_process.begin()
    os.kill(drawing_process._begun[0].process.pid, signal.SIGKILL)
    assert to_pdf(read(EXAMPLE.read_bytes()), source=EXAMPLE.read_bytes()) == source_drawn()
    assert not drawing_process._begun


def test_a_process_that_cannot_be_begun_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    drawing_process.begin()
    assert not drawing_process._begun
    assert to_pdf(read(EXAMPLE.read_bytes()), source=EXAMPLE.read_bytes()) == source_drawn()


@pytest.mark.parametrize("commands", ["exit 0", "echo 'a library is missing' >&$number", "sleep 60"],
                         ids=["ends", "answers something else", "does not get ready"])
def test_a_process_that_does_not_get_ready_is_done_without(
        commands: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "python"
    other.write_text(f"#!/bin/bash\nwhile [ $1 != -c ]; do shift; done\nnumber=$3\n{commands}\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(other))
    monkeypatch.setattr(drawing_process, "PATIENCE", 0.2)
    drawing_process.begin()
    assert to_pdf(read(EXAMPLE.read_bytes()), source=EXAMPLE.read_bytes()) == source_drawn()
    assert not drawing_process._begun


@pytest.mark.parametrize("printed_at_start", ["Info: loading", "Loading profile", "cos", "N.", "WeasyPrint could not"])
def test_what_programs_print_when_they_start_is_no_answer(
        printed_at_start: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "python"
    other.write_text(f"#!/bin/sh\necho '{printed_at_start}'\nexec '{sys.executable}' \"$@\"\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(other))
    drawing_process.begin()
    assert to_pdf(read(EXAMPLE.read_bytes()), source=EXAMPLE.read_bytes()) == source_drawn()
    assert drawing_process._begun


def test_it_knows_no_ccc_and_runs_no_program_of_the_environments(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit('this was not asked for')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("FORM4GEN_CCC_0009999901", "ab3$efgh")
    drawing_process.begin()
    assert drawing_process.missing_fonts() is not None
    [second] = drawing_process._begun
    if Path("/proc/self").exists():
        told = b"".join(Path(f"/proc/{second.process.pid}/{name}").read_bytes() for name in ("environ", "cmdline"))
        assert b"PATH=" in told
        assert b"ab3$efgh" not in told


def test_one_that_is_begun_anew_ends_the_first() -> None:
    drawing_process.begin()
    [first] = drawing_process._begun
    drawing_process.begin()
    assert first.process.poll() == -signal.SIGKILL
    assert to_pdf(read(EXAMPLE.read_bytes()), source=EXAMPLE.read_bytes()) == source_drawn()
    assert len(drawing_process._begun) == 1


def test_what_is_to_be_done_meanwhile_is_done_at_once_where_nobody_else_draws() -> None:
    done: list[str] = []
    drawing_process.meanwhile(lambda: done.append("a"))
    assert done == ["a"]


def test_it_is_done_between_the_question_and_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def noted(what: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: object) -> Any:
            found = function(*words)
            done.append(what)
            return found

        return call

    monkeypatch.setattr(drawing_process, "_ask", noted("asked", drawing_process._ask))
    monkeypatch.setattr(drawing_process, "_received", noted("read", drawing_process._received))
    drawing_process.begin()
    for name in "ab":
        drawing_process.meanwhile(lambda name=name: done.append(name))  # type: ignore[misc]
    assert done == []
    drawing_process.missing_fonts()
    assert done == ["read", "asked", "a", "b", "read"]


def test_it_is_done_at_the_end_where_nothing_is_drawn() -> None:
    done: list[str] = []
    drawing_process.begin()
    drawing_process.meanwhile(lambda: done.append("a"))
    drawing_process.settle()
    drawing_process.settle()
    assert done == ["a"]


def test_what_fails_meanwhile_is_raised_and_the_answer_is_nobodys() -> None:
    drawing_process.begin()
    drawing_process.meanwhile(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        drawing_process.missing_fonts()
    assert not drawing_process._begun
    assert to_pdf(read(EXAMPLE.read_bytes()), source=EXAMPLE.read_bytes()) == source_drawn()


@pytest.mark.parametrize("only", [None, "xml"])
@pytest.mark.parametrize("has_second", [True, False])
def test_xml_that_our_schema_refuses_is_never_built(only: Literal["xml"] | None, has_second: bool,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("form4gen.ownership_xml.to_xml", lambda *_: b"<ownershipDocument/>")
    if has_second:
        drawing_process.begin()
    with pytest.raises(AssertionError, match=r"the XML breaks form4\.xsd"):
        built(read_source(EXAMPLE.read_bytes()), Order(only), {})


def test_what_waits_of_a_filing_that_is_not_built_is_left_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    drawing_process.begin()
    with monkeypatch.context() as patch:
        patch.setattr("form4gen.ownership_xml.to_xml", lambda *_: b"<ownershipDocument/>")
        patch.setattr("form4gen.engines.to_pdf", fail)
        with pytest.raises(MemoryError):
            built(read_source(EXAMPLE.read_bytes()), Order(), {})
    assert [made.ending for made in built(read_source(EXAMPLE.read_bytes()), Order(), {})] == ["xml", "pdf"]


@pytest.mark.parametrize("writes", [True, False])
def test_it_keeps_what_python_compiles_where_the_first_does(writes: bool, monkeypatch: pytest.MonkeyPatch,
                                                            tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", not writes)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    drawing_process.begin()
    assert to_pdf(read(EXAMPLE.read_bytes()), source=EXAMPLE.read_bytes()) == source_drawn()
    assert drawing_process._begun
    assert bool(list(tmp_path.rglob("*.types"))) == bool(list(tmp_path.rglob("*.pyc"))) == writes


def test_a_fault_in_drawing_is_met_by_the_first_process() -> None:
    drawing_process.begin()
    with pytest.raises(AttributeError, match="has no attribute 'no_such_function'"):
        drawing_process._answer("no_such_function")
    assert not drawing_process._begun


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc to look for processes in")
def test_it_ends_with_the_first_process() -> None:
    program = """\
import os, signal
from form4gen import drawing_process
drawing_process.begin()
drawing_process.missing_fonts()
print(drawing_process._begun[0].process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    number = int(python(program, ends_with=-signal.SIGKILL)[0])
    until = monotonic() + 30
    while is_running(number):
        assert monotonic() < until
        sleep(0.05)


def is_running(number: int) -> bool:
    """Whether a process of this number runs still, and is not just waiting for someone to ask how it ended."""
    try:
        return not Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].startswith(" Z")
    except (FileNotFoundError, ProcessLookupError):
        return False
