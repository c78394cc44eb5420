"""Templates are compiled once, where what was compiled can be kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from form4gen import templates
from form4gen.templates import environment

NAME = "signature.html.j2"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where templates are kept in this test: nowhere yet."""
    kept = tmp_path / "__pycache__"
    monkeypatch.setattr(templates, "_kept", lambda bucket: kept / bucket.key)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return kept


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that Jinja compiles."""
    names: list[str] = []
    honest = Environment.compile

    def compile_(self: Environment, source: str, name: str, *arguments: Any) -> Any:
        names.append(name)
        return honest(self, source, name, *arguments)

    monkeypatch.setattr(Environment, "compile", compile_)
    return names


def test_a_template_is_compiled_once(folder: Path, compiled: list[str]) -> None:
    environment().get_template(NAME)
    environment().get_template(NAME)
    assert compiled == [NAME]
    assert len(os.listdir(folder)) == 1


def test_a_template_that_was_changed_is_compiled_anew(folder: Path, compiled: list[str],
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_text", lambda _: "{{ 1 }}")
    assert environment().get_template(NAME).render() == "1"
    monkeypatch.setattr(templates, "_text", lambda _: "{{ 2 }}")
    assert environment().get_template(NAME).render() == "2"
    assert compiled == [NAME, NAME]
    assert len(os.listdir(folder)) == 1


@pytest.mark.parametrize("broken", [b"", b"j2", b"not what Jinja writes"])
def test_what_is_kept_and_broken_is_compiled_anew(folder: Path, compiled: list[str], broken: bytes) -> None:
    environment().get_template(NAME)
    [kept] = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(broken or whole[:-100])
    environment().get_template(NAME)
    assert compiled == [NAME, NAME]
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_templates_are_compiled_each_time(folder: Path, compiled: list[str]) -> None:
    folder.write_text("no folder")
    environment().get_template(NAME)
    environment().get_template(NAME)
    assert compiled == [NAME, NAME]
    assert folder.read_text() == "no folder"


def test_what_cannot_be_written_whole_is_not_left_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("jinja2.bccache.Bucket.write_bytecode", fail)
    environment().get_template(NAME)
    assert os.listdir(folder) == []


def test_who_tells_python_to_write_nothing_is_obeyed(folder: Path, compiled: list[str],
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    environment().get_template(NAME)
    environment().get_template(NAME)
    assert compiled == [NAME, NAME]
    assert not folder.exists()


def test_it_is_kept_where_python_keeps_its_own() -> None:
    class Bucket:
        key = "abc"

    kept = templates._kept(Bucket())  # type: ignore[arg-type]
    assert (kept.parent.name, kept.parent.parent.name) == ("__pycache__", "templates")
    assert kept.name == f"abc.{sys.implementation.cache_tag}"
