"""Templates are compiled once, where what was compiled can be kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from form4gen import templates
from form4gen.resources import resource
from form4gen.templates import environment

NAME = "signature.html.j2"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where templates are kept in this test: nowhere yet."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept" / str(resource("templates", NAME).parent).lstrip("/")


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


def test_what_a_filter_says_is_not_kept(folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_text", lambda _: "{{ 'a'|twice }}")
    assert environment(twice=lambda text: text + text).get_template(NAME).render() == "aa"
    assert environment(twice=lambda text: f"2 {text}").get_template(NAME).render() == "2 a"
    assert compiled == [NAME]
    assert len(os.listdir(folder)) == 1


@pytest.mark.parametrize(("of", "name", "value"), [
    ("jinja2", "__version__", "3.9"), ("form4gen.templates", "MAGIC_NUMBER", b"1234"),
    ("form4gen.templates", "_OPTIONS", templates._OPTIONS | {"trim_blocks": False}),
])
def test_what_another_jinja_or_python_or_other_options_made_is_compiled_anew(
        folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch, of: str, name: str, value: object) -> None:
    environment().get_template(NAME)
    monkeypatch.setattr(f"{of}.{name}", value)
    environment().get_template(NAME)
    assert compiled == [NAME, NAME]
    assert len(os.listdir(folder)) == 1


def test_what_is_kept_and_broken_is_compiled_anew(folder: Path, compiled: list[str]) -> None:
    environment().get_template(NAME)
    [kept] = folder.iterdir()
    whole = kept.read_bytes()
    for broken in [b"not what Jinja writes", *(whole[:length] for length in (*range(130), len(whole) - 100))]:
        kept.write_bytes(broken)
        environment().get_template(NAME)
        assert kept.read_bytes() == whole
    assert len(compiled) == 133


def test_where_nothing_can_be_kept_templates_are_compiled_each_time(folder: Path, compiled: list[str]) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder")
    environment().get_template(NAME)
    environment().get_template(NAME)
    assert compiled == [NAME, NAME]
    assert folder.read_text() == "no folder"
