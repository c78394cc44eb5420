"""An engine that this machine has not: what is said then, and that the other one does without it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from form4gen import __version__
from form4gen.engines import demand, to_pdf
from form4gen.missing_engine import NO_PANGO, NoEngineError, system_libraries
from form4gen.printing import ENGINE_NAMES, ENGINES, Engine, Printing, made_with
from tests.test_printed import filing

ROOT = Path(__file__).parent.parent
WITHOUT_PANGO = """\
import ctypes, os, sys
os.sched_getaffinity = lambda _: {0}

def refusing(load):
    def loaded(*words, **options):
        if any("pango" in str(word) for word in words):
            raise OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file")
        return load(*words, **options)
    return loaded

ctypes.CDLL.__init__ = refusing(ctypes.CDLL.__init__)
import cffi
cffi.FFI.dlopen = refusing(cffi.FFI.dlopen)

import _cffi_backend
made = _cffi_backend.FFI

class Refusing:
    def __init__(self, *words, **options):
        ffi = made(*words, **options)
        vars(self).update((name, getattr(ffi, name)) for name in dir(ffi) if name[0] != "_")
        self.dlopen = refusing(ffi.dlopen)

_cffi_backend.FFI = Refusing
"""
"""A start-up file of Python after which no program of it can load Pango, nor begin another that would not run this file."""
EXPECTED = ("form4gen: WeasyPrint, which draws the document of record, needs Pango, and this machine lacks it or a part of "
            "it (cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file). Debian and Ubuntu: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; Windows: "
            "MSYS2's mingw-w64-ucrt-x86_64-pango. For a proof, build --engine plutoprint needs nothing from the system: "
            "pip install 'form4gen[fast]'\n")


@pytest.fixture(autouse=True)
def _in_a_folder_with_three_filings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("start").mkdir()
    Path("start", "sitecustomize.py").write_text(WITHOUT_PANGO, encoding="utf-8")
    Path("in").mkdir()
    example = (ROOT / "examples" / "gift-2026.form4.yaml").read_text(encoding="utf-8")
    for name in ("a", "b", "c"):
        Path("in", f"{name}.form4.yaml").write_text(example, encoding="utf-8")


def ended(*words: str, program: tuple[str, ...] = ("-m", "form4gen")) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path("start").resolve()), str(ROOT)])
    return subprocess.run([sys.executable, *program, *words], capture_output=True, text=True, check=False,
                          env=os.environ | {"PYTHONPATH": path})


@pytest.mark.parametrize("words", [
    ("build", "in/a.form4.yaml"),
    ("build", "in/a.form4.yaml", "--copy", "authentication"),
    ("build", "in", "-o", "out", "--jobs", "2"),
    ("show", "in/a.form4.yaml", "--png"),
    ("extract", "in/a.form4.yaml"),
    ("sign", "in/a.form4.yaml"),
], ids=["build", "documents-to-sign", "batch", "pictures", "extract", "sign"])
def test_without_pango_it_is_said_once_how_to_get_it(words: tuple[str, ...]) -> None:
    result = ended(*words)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", EXPECTED)
    assert not list(Path().rglob("*.pdf"))


def test_without_pango_a_comparison_is_made_and_its_pdf_is_not() -> None:
    result = ended("diff", "in/a.form4.yaml", "in/b.form4.yaml", "--pdf", "changes.pdf")
    assert (result.returncode, result.stderr) == (2, EXPECTED)
    assert not Path("changes.pdf").exists()


def test_without_pango_a_proof_is_drawn() -> None:
    assert ended("build", "in", "-o", "out", "--jobs", "2", "--engine", "plutoprint").returncode == 0
    assert sorted(path.name for path in Path("out").glob("*.pdf")) == ["a.pdf", "b.pdf", "c.pdf"]
    assert ended("show", "in/a.form4.yaml", "--png", "--engine", "plutoprint").returncode == 0


def test_without_pango_python_is_told_too() -> None:
    program = ("import form4gen\nfrom form4gen import NoEngineError\n"
               "form4 = form4gen.read(open('in/a.form4.yaml', 'rb').read())\n"
               "for draw in (form4gen.to_pdf, form4gen.to_authentication, form4gen.to_attestation):\n"
               "    try:\n        draw(form4)\n    except NoEngineError as error:\n        print(f'form4gen: {error}')\n")
    assert ended(program=("-c", program)).stdout == EXPECTED * 3


def test_what_weasyprint_prints_of_a_missing_library_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoEngineError, match=re.escape(NO_PANGO.format("cannot load it"))), system_libraries():
        _fail_as_weasyprint_does()
    assert capsys.readouterr().out == ""


def _fail_as_weasyprint_does() -> None:
    sys.stdout.write("-----")
    raise OSError("cannot load it")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_says_what_it_is_made_with_in_the_words_of_a_batch(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    says = f"form4gen {__version__}, {ENGINE_NAMES[engine]} {import_module(engine).__version__}"
    assert made_with.__wrapped__(engine) == says
    monkeypatch.delitem(sys.modules, engine)
    assert made_with.__wrapped__(engine) == says


def test_an_engine_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match=r"'cairo' is no engine; take one of \('weasyprint', 'plutoprint'\)"):
        to_pdf(filing(), Printing(engine="cairo"))  # type: ignore[arg-type]


def test_without_the_extra_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plutoprint", None)
    with pytest.raises(NoEngineError, match=r"pip install 'form4gen\[fast\]'"):
        demand("plutoprint")
    demand("weasyprint")
