"""The README and the documents tell the truth."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import form4gen
from form4gen.cli import app
from form4gen.complete import complete
from form4gen.reading import read_source
from form4gen.report import Checked, as_json, as_text
from form4gen.yaml_draft import read_yaml

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "form4gen" / "rules" / "README.md",
        *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(language: str, text: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_readmes_filing_is_silent() -> None:
    (filing,) = blocks("yaml", README)
    assert read_source(filing.encode()).findings == ()


def test_the_readmes_report_is_what_check_prints() -> None:
    (filing,) = blocks("yaml", README)
    text = filing.replace("shares: 1200", "shares: 1,200")
    report = as_text([Checked("doe.form4.yaml", text, read_source(text.encode()).findings)])
    shown = "".join(f"    {line}\n" for line in report.split("\n\n")[0].splitlines())
    assert shown in README


def test_the_readmes_deadline_is_what_due_prints() -> None:
    words, shown = re.findall(r"^    \$ form4gen (due [^\n]*)\n((?:    .*\n)*?)        \.\.\.\n", README, re.MULTILINE)[0]
    said = "".join(f"    {line}\n" for line in CliRunner().invoke(app, words.split()).stdout.splitlines())
    assert said.startswith(shown)
    assert shown.count("\n") > 3


def test_the_form_in_the_documents_is_what_show_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (filing,) = blocks("yaml", README)
    (tmp_path / "doe.form4.yaml").write_text(filing, encoding="utf-8")
    monkeypatch.delenv("COLUMNS", raising=False)
    said = CliRunner().invoke(app, ["show", str(tmp_path / "doe.form4.yaml")]).stdout
    (shown,) = blocks("text", (ROOT / "docs" / "show.md").read_text(encoding="utf-8"))
    assert shown in said
    assert shown.startswith("│ 5. Relationship")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "".join(f"{line[8:]}\n" for line in changes.splitlines() if line.startswith("        │")) in said


def test_the_readmes_python_works() -> None:
    (filing,), (lines,) = blocks("yaml", README), blocks("python", README)
    assert lines.count("\n") == 3
    names: dict[str, Any] = {"text": filing}
    exec(lines, names)
    assert names["pdf"].startswith(b"%PDF-")
    assert b"<rptOwnerCik>0009999901<" in names["xml"]


def test_the_snippet_of_a_submission_works() -> None:
    (filing,) = blocks("yaml", README)
    (program,) = blocks("python", (ROOT / "docs" / "submission.md").read_text(encoding="utf-8"))
    names: dict[str, Any] = {"form4": form4gen.read(filing), "data": b"Power of attorney\n"}
    exec(program, names)
    assert [finding.rule for finding in names["findings"]] == ["SUB015"]


def test_the_readme_leads_to_every_page_of_the_site() -> None:
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")} - {"docs/index.md"}
    assert sorted(page for page in pages if f"]({page})" not in README) == []


def test_the_documented_json_is_what_check_prints() -> None:
    (shown,) = blocks("json", (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"))
    (filing,) = blocks("yaml", README)
    text = filing.replace("shares: 1200", "shares: 1,200")
    reading = read_source(text.encode())
    checked = Checked.of("doe.form4.yaml", reading.draft, reading.findings, reading.form4 is not None)
    assert json.loads(shown) == json.loads(as_json([checked]))


def test_the_documented_short_forms_are_what_they_stand_for() -> None:
    page = (ROOT / "docs" / "yaml.md").read_text(encoding="utf-8")
    pairs = re.findall(r"^\| `([^`]+)` \| `([^`]+)`", page, re.MULTILINE)
    pairs = [(short, long) for short, long in pairs if not short.startswith("!!")]
    assert len(pairs) >= 8
    for short, long in pairs:
        assert expanded(short) == expanded(long), short


def expanded(line: str) -> object:
    table = "reporting_owners" if line.startswith("relationship") else "non_derivative_table"
    table = "derivative_table" if line.startswith("exercise_date") else table
    text = f"{table}:\n  - {line}\n    kind: transaction\nfootnotes: {{tax: t, vesting: v}}\n"
    return complete(read_yaml(text.encode())).tree


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_contributing_names_every_target_of_the_makefile() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    said = re.findall(r"^    make ([a-z]+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted({*targets} - {"clean"}) == sorted(said)


def test_the_commands_of_the_readme_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^    make ([a-z]+)", README, re.MULTILINE)
    assert targets == ["demo", "test"]
    assert all(f"\n{target}: " in makefile for target in targets)
