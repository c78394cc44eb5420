"""What someone waits for: a command from its start to its end, and what else prints a page."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.browser import FLAGS, chromium
from benchmarks.cases import NotHereError
from benchmarks.clock import Contender, Samples, interleaved
from benchmarks.filings import EXAMPLE, examples, real
from benchmarks.ours import html_of
from benchmarks.peers import demand, styled
from benchmarks.processes import program, python
from benchmarks.results import Claim, Subject, at_most, ratios, times

ROUNDS: Final = 11
ROUNDS_OF_ALL: Final = 3
LABELS: Final = {
    "python": "an empty Python process",
    "imports": "a Python process that imports pydantic's BaseModel and lxml's etree",
    "check": "form4gen check, YAML",
    "check_xml": "form4gen check, XML",
    "build_xml": "form4gen build --only xml",
    "build": "form4gen build, XML and PDF",
    "build_proof": "form4gen build --engine plutoprint, XML and a proof",
    "weasyprint": "weasyprint page.html page.pdf, our page",
    "wkhtmltopdf": "wkhtmltopdf, our page",
    "chromium": "chromium --headless --no-sandbox --print-to-pdf, our page",
    "chromium_spared": "the same with a profile of its own and flags that spare it what a page does not need",
    "check_all": "form4gen check, every real filing in one call",
}
GOALS: Final = {"check": at_most(500), "check_xml": at_most(500), "check_all": at_most(10_000)}
CLAIMS: Final = (
    Claim("check as a process, against importing pydantic and lxml", "check", "imports", "wall", at_most(2)),
    Claim("the same, in processor time", "check", "imports", "cpu"),
    Claim("build as a process, against Chromium as a process", "build", "chromium", "wall", at_most(0.5)),
    Claim("build as a process, against Chromium that is spared what it can be", "build", "chromium_spared", "wall"),
    Claim("build as a process, against build of a proof", "build", "build_proof", "wall"),
    Claim("weasyprint as a process, against build", "weasyprint", "build", "wall"),
    Claim("wkhtmltopdf as a process, against build", "wkhtmltopdf", "build", "wall"),
)


def measure(effort: float) -> Subject:
    with tempfile.TemporaryDirectory() as folder:
        contenders, absent = _contenders(Path(folder))
        samples = interleaved(contenders, max(2, round(ROUNDS * effort)))
        samples |= _all(effort)
    return Subject(
        name="cold", title="A command, from start to end",
        says="Time on the wall, the start of the program in it. One filing of four rows and four footnotes; the others "
             "print our HTML with its stylesheet. Each is called as its own documentation has it, Chromium without the "
             "sandbox that root cannot have; beside it stands Chromium with the flags that make it start sooner.",
        figures=times(LABELS, samples, absent, "wall", GOALS), ratios=ratios(CLAIMS, samples, absent))


def _contenders(folder: Path) -> tuple[dict[str, Contender], dict[str, str]]:
    from form4gen import read

    page, pdf, built = folder / "page.html", folder / "page.pdf", folder / "built"
    page.write_text(styled(html_of(read(EXAMPLE.read_bytes()))), encoding="utf-8")
    xml = str((real(1) or [EXAMPLE])[0])
    contenders = {
        "python": python("-c", "pass"),
        "imports": python("-c", "from pydantic import BaseModel; from lxml import etree"),
        "check": python("-m", "form4gen", "check", str(EXAMPLE)),
        "check_xml": python("-m", "form4gen", "check", xml, ends_with=(0, 1)),
        "build_xml": _build(built, "--only", "xml"),
        "build": _build(built),
        "weasyprint": python("-m", "weasyprint", str(page), str(pdf), output=pdf),
    }
    absent: dict[str, str] = {}
    others = (("wkhtmltopdf", _wkhtmltopdf), ("chromium", _chromium), ("chromium_spared", _chromium_spared),
              ("build_proof", _proof))
    for name, other in others:
        try:
            contenders[name] = other(folder, page, pdf)
        except NotHereError as reason:
            absent[name] = str(reason)
    return contenders, absent


def _build(folder: Path, *options: str) -> Contender:
    def empty() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    return python("-m", "form4gen", "build", str(EXAMPLE), *options, "-o", str(folder), before=empty)


def _proof(folder: Path, _page: Path, _pdf: Path) -> Contender:
    demand("plutoprint")
    return _build(folder / "built", "--engine", "plutoprint")


def _wkhtmltopdf(_: Path, page: Path, pdf: Path) -> Contender:
    path = shutil.which("wkhtmltopdf")
    if path is None:
        raise NotHereError("wkhtmltopdf is not installed here")
    return program(path, "--quiet", "--page-size", "Letter", str(page), str(pdf), output=pdf)


def _chromium(_: Path, page: Path, pdf: Path) -> Contender:
    return program(chromium(), "--headless", "--no-sandbox", f"--print-to-pdf={pdf}", page.as_uri(), output=pdf)


def _chromium_spared(folder: Path, page: Path, pdf: Path) -> Contender:
    profile = folder / "profile"

    def forget() -> None:
        shutil.rmtree(profile, ignore_errors=True)

    return program(chromium(), *FLAGS, f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}",
                   page.as_uri(), output=pdf, before=forget)


def _all(effort: float) -> Samples:
    files = [str(path) for path in real() or examples()]
    check = python("-m", "form4gen", "check", *files, ends_with=(0, 1))
    return interleaved({"check_all": check}, max(1, round(ROUNDS_OF_ALL * effort)))
