"""The README and the documents tell the truth."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

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


def test_the_documented_json_is_what_check_prints() -> None:
    (shown,) = blocks("json", (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"))
    (filing,) = blocks("yaml", README)
    text = filing.replace("shares: 1200", "shares: 1,200")
    assert json.loads(shown) == json.loads(as_json([Checked("doe.form4.yaml", text, read_source(text.encode()).findings)]))


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


def test_the_commands_of_the_readme_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^    make ([a-z]+)", README, re.MULTILINE)
    assert targets == ["demo", "test"]
    assert all(f"\n{target}: " in makefile for target in targets)
