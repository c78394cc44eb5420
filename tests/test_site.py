"""The site's pages, and the hook and the recipes for CI: what they name is there and does what they say."""

from __future__ import annotations

import glob
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from form4gen.cli import app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GOOD = (ROOT / "examples" / "gift-2026.form4.yaml").read_text(encoding="utf-8")
BAD = GOOD.replace("shares: 1200", "shares: 1,200")


def settings(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def run(command: str) -> Result:
    """A command line of form4gen's, with its * expanded as a shell does."""
    program, *words = shlex.split(command)
    assert program == "form4gen"
    return CliRunner().invoke(app, [name for word in words for name in glob.glob(word) or [word]])


def pages(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    return [page for part in (nav.values() if isinstance(nav, dict) else nav) for page in pages(part)]


def test_every_page_is_on_the_site() -> None:
    named = pages(settings("mkdocs.yml")["nav"])
    assert sorted(named) == sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
    assert len(named) == len(set(named))


def test_the_site_asks_nobody_else_for_fonts_scripts_or_styles() -> None:
    site = settings("mkdocs.yml")
    assert site["theme"]["font"] is False
    assert site["plugins"] == ["search"]
    assert not {"extra_css", "extra_javascript", "hooks"} & set(site)


def test_the_home_pages_report_is_the_readmes() -> None:
    shown = re.search(r"\n    doe\.form4\.yaml:.*?\n\n", (DOCS / "index.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    assert shown[0] in (ROOT / "README.md").read_text(encoding="utf-8")


def hook() -> dict[str, str]:
    (entry,) = settings(".pre-commit-hooks.yaml")
    assert isinstance(entry, dict)
    return entry


@pytest.mark.parametrize(("name", "is_ours"), [
    ("doe.form4.yaml", True), ("filings/doe.form4.yml", True), ("doe.form4.json", True), ("doe.yaml", False),
    ("form4.yaml", False), ("doe.form4.yaml.txt", False), ("doe-form4-yaml", False), ("doe.form4.xml", False),
])
def test_the_hook_checks_files_that_are_named_as_filings(name: str, is_ours: bool) -> None:
    assert bool(re.search(hook()["files"], name)) is is_ours


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_hook_lets_a_good_filing_pass_and_stops_a_bad_one(text: str, code: int, tmp_path: Path,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("doe.form4.yaml").write_text(text, encoding="utf-8")
    result = run(f"{hook()['entry']} doe.form4.yaml")
    assert result.exit_code == code
    assert ("suspend TXT005" in result.stdout) is bool(code)


RECIPES = re.findall(r"^```(yaml|sh)\n(.*?)^```", (DOCS / "ci.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
COMMANDS = sorted(set(re.findall(r"\b(form4gen check [^>\n]*)", "".join(text for _, text in RECIPES))))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_recipes_command_lets_good_filings_pass_and_stops_bad_ones(command: str, tmp_path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkdir("filings")
    Path("filings/doe.form4.yaml").write_text(GOOD, encoding="utf-8")
    assert run(command).exit_code == 0
    Path("filings/roe.form4.yaml").write_text(BAD, encoding="utf-8")
    assert run(command).exit_code == 1


JOBS = [recipe for recipe in (yaml.safe_load(text) for language, text in RECIPES if language == "yaml")
        if "repos" not in recipe]


@pytest.mark.parametrize("recipe", JOBS, ids=lambda recipe: str(next(iter(recipe))))
def test_a_recipe_says_where_form4gen_is_got_from(recipe: dict[str, Any]) -> None:
    variables = recipe.get("env") or recipe["form4"]["variables"]
    assert variables == {"FORM4GEN": "git+ADDRESS@REVISION"}


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)])
def test_gitlabs_job_leaves_its_report_and_fails_where_the_check_does(text: str, code: int, tmp_path: Path) -> None:
    (job,) = [recipe["form4"] for recipe in JOBS if "form4" in recipe]
    (tmp_path / "bin").mkdir()
    for name, line in (("python", ""), ("form4gen", f'exec "{sys.executable}" -m form4gen "$@"')):
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{line}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "filings").mkdir()
    (tmp_path / "filings/doe.form4.yaml").write_text(text, encoding="utf-8")
    environment = {**os.environ, **job["variables"], "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    ended = subprocess.run(["sh", "-c", "\n".join(["set -e", *job["script"]])], cwd=tmp_path, env=environment, check=False)
    assert ended.returncode == code
    (artifact,) = job["artifacts"]["paths"]
    (log,) = json.loads((tmp_path / artifact).read_text(encoding="utf-8"))["runs"]
    assert [found["ruleId"] for found in log["results"]] == ["TXT005"] * code


def test_the_recipes_are_there_and_are_yaml() -> None:
    assert len(COMMANDS) >= 5
    read = [yaml.safe_load(text) for language, text in RECIPES if language == "yaml"]
    (precommit,) = (recipe for recipe in read if "repos" in recipe)
    (used,) = precommit["repos"][0]["hooks"]
    assert used["id"] == hook()["id"]
