"""The wheel has all it needs: installed without a network, it checks a filing and prints it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
NO_NETWORK = """\
import socket

def refused(*args, **kwargs):
    raise OSError("the test has no network")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused
"""


def run(*words: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    ended = subprocess.run([sys.executable, *map(str, words)], cwd=cwd, env={**os.environ, **environment},
                           capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_the_wheel_makes_xml_and_pdf_without_a_network(tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    run("-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    run("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", site, wheel)
    (site / "sitecustomize.py").write_text(NO_NETWORK)
    (work / "gift.form4.yaml").write_bytes((ROOT / "examples" / "gift-2026.form4.yaml").read_bytes())

    assert str(site) in run("-c", "import form4gen; print(form4gen.__file__)", cwd=work, PYTHONPATH=str(site))
    made = run("-m", "form4gen", "build", "gift.form4.yaml", cwd=work, PYTHONPATH=str(site))
    assert made == "wrote gift.xml\nwrote gift.pdf\n"
    assert (work / "gift.pdf").read_bytes().startswith(b"%PDF-")
    assert "SEC Form 4" in run("-m", "form4gen", "schema", cwd=work, PYTHONPATH=str(site))


def test_the_source_distribution_has_what_the_makefile_runs() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    folders = set(re.findall(r"(\S+)/\S+\.py\b", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert folders == {"benchmarks", "tests"}
    assert {f"/{folder}" for folder in folders} <= set(settings["sdist"]["include"])
