"""What takes long to make is made once, where it can be kept; what is kept and not as it was written is made anew."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import cffi
import pytest

from form4gen import declarations
from form4gen.declarations import read_at_once
from form4gen.kept import keep, kept_path

SOURCE = """
typedef ... GObject;
typedef struct { unsigned int glyph; int width; unsigned int is_first : 1; } Glyph;
typedef enum { NORMAL, OBLIQUE = 7 } Style;
const unsigned int EMPTY = 0x0FFFFFFF;
size_t strlen (const char *text);
int abs (int number);
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of which something is made; nothing is kept of it yet."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "page.html").write_text("a")
    return tmp_path / "page.html"


def test_it_is_kept_where_python_keeps_its_own(file: Path) -> None:
    keep(b"made", file, ".made")
    assert kept_path(file, ".made") == file.parent / "__pycache__" / f"page.{sys.implementation.cache_tag}.made"
    assert kept_path(file, ".made").read_bytes() == b"made"


def test_where_nothing_can_be_written_nothing_is_kept(file: Path) -> None:
    (file.parent / "__pycache__").write_text("no folder")
    keep(b"made", file, ".made")
    assert sorted(os.listdir(file.parent)) == ["__pycache__", "page.html"]


def test_what_cannot_be_written_whole_is_not_left_there(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "fchmod", fail)
    keep(b"made", file, ".made")
    assert os.listdir(file.parent / "__pycache__") == []


def test_who_tells_python_to_write_nothing_is_obeyed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep(b"made", file, ".made")
    assert os.listdir(file.parent) == ["page.html"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_others_may_read_what_is_kept_as_they_may_the_file(file: Path, mode: int) -> None:
    file.chmod(mode)
    keep(b"made", file, ".made")
    assert kept_path(file, ".made").stat().st_mode & 0o777 == mode & 0o666


@pytest.fixture
def parsed(file: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The declarations that cffi parses."""
    sources = []
    honest = cffi.FFI.cdef

    def cdef(self: cffi.FFI, source: str, **how: Any) -> None:
        sources.append(source)
        honest(self, source, **how)

    monkeypatch.setattr(cffi.FFI, "cdef", cdef)
    monkeypatch.setattr(declarations, "_FILE", file)
    return sources


def declared(source: str = SOURCE) -> Any:
    with read_at_once():
        ffi = cffi.FFI()
        ffi.cdef(source)
    return ffi


def test_declarations_are_parsed_once_and_mean_what_they_mean_to_cffi(parsed: list[str]) -> None:
    for ffi in (declared(), declared()):
        assert (ffi.sizeof("Glyph"), ffi.string(ffi.new("char[]", b"ab"))) == (12, b"ab")
        library = ffi.dlopen(None)
        assert (library.abs(-3), library.strlen(b"abc"), library.EMPTY, library.OBLIQUE) == (3, 3, 2**28 - 1, 7)
        glyph = ffi.new("Glyph *", {"glyph": 5, "width": -1})
        assert (glyph.glyph, glyph.width, glyph.is_first, ffi.cast("GObject *", 0) == ffi.NULL) == (5, -1, 0, True)
    assert parsed == [SOURCE]


def test_other_declarations_are_parsed_anew(parsed: list[str]) -> None:
    declared()
    other = SOURCE.replace("OBLIQUE = 7", "OBLIQUE = 8")
    assert declared(other).dlopen(None).OBLIQUE == 8
    assert parsed == [SOURCE, other]


def test_those_that_another_cffi_made_are_parsed_anew(parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    declared()
    for module in ("_cffi_backend", "cffi"):
        monkeypatch.setattr(f"{module}.__version__", "9.9")
    declared()
    assert parsed == [SOURCE, SOURCE]


@pytest.mark.parametrize("source", ["typedef int... x;", "int f (", 'extern "Python" int f (void);'])
def test_what_cannot_be_declared_for_a_module_is_told_as_an_import_that_fails(parsed: list[str], source: str) -> None:
    with pytest.raises(ImportError):
        declared(source).dlopen(None)
    assert parsed


def test_declarations_in_two_calls_are_not_read_at_once(parsed: list[str]) -> None:
    with read_at_once():
        ffi = cffi.FFI()
        ffi.cdef(SOURCE)
        with pytest.raises(ImportError):
            ffi.cdef("int f (void);")
    assert parsed == [SOURCE]


def test_what_is_kept_and_broken_is_made_anew(parsed: list[str], file: Path) -> None:
    declared()
    kept = kept_path(file, ".types")
    whole = kept.read_bytes()
    broken = [b"", b"not what was written", whole[:-1], whole[:32], bytes([whole[0] ^ 1]) + whole[1:], whole + b"0"]
    for data in broken:
        kept.write_bytes(data)
        assert declared().sizeof("Glyph") == 12
        assert kept.read_bytes() == whole
    assert len(parsed) == 1 + len(broken)


def test_where_nothing_can_be_kept_they_are_parsed_each_time(parsed: list[str], file: Path) -> None:
    (file.parent / "__pycache__").write_text("no folder")
    assert declared().dlopen(None).abs(-1) == declared().dlopen(None).abs(-1) == 1
    assert parsed == [SOURCE, SOURCE]


def test_cffi_is_itself_for_everybody_later_and_for_other_ways_of_asking() -> None:
    theirs = cffi.FFI
    with read_at_once():
        assert isinstance(cffi.FFI(backend=None), theirs)
        assert not isinstance(cffi.FFI(), theirs)
    assert cffi.FFI is theirs
