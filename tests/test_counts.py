"""What a command and a page cost in counts that are the same on every machine: modules, calls, bytes. Never in time.

A bound is what there was when it was set, and a twentieth more. Whoever goes beyond it looks first whether that is meant;
if it is, the bound is set anew, and the change says why.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

import pytest

import form4gen
from form4gen import to_pdf, to_xml
from form4gen.drawing import missing_fonts
from form4gen.filing import Form4
from form4gen.page_html import page_html
from form4gen.printed import printed
from form4gen.printing import Printing
from form4gen.reading import read_source, read_unjudged
from form4gen.versions import edition_of, version_of

ROOT: Final = Path(__file__).parent.parent
EXAMPLE: Final = "examples/option-exercise-10b5-1-2026.form4.yaml"
SOURCE: Final = (ROOT / EXAMPLE).read_bytes()
SLACK: Final = 1.05
ADVICE: Final = "if that is meant, set the bound anew and say why in the commit; if not, find what has grown"
PACKAGE: Final = str(Path(form4gen.__file__).parent)


def demand(count: int, bound: int, of: str) -> None:
    """That a count is no more than the bound with its slack; and no less than a half, for then the bound says nothing."""
    assert count <= bound * SLACK, f"{count:,} {of}; the bound is {bound:,} and a twentieth more: {ADVICE}"
    assert count >= bound / 2, f"{count:,} {of} are so much fewer than {bound:,} that the bound should be set anew"


def calls(function: Callable[[], object]) -> int:
    """How many functions of our own a call of one makes, each resumption of a generator counted, once it is warm."""
    function()
    count = 0

    def profile(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code.co_filename.startswith(PACKAGE)

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def example() -> Form4:
    form4 = read_source(SOURCE).form4
    assert form4
    return form4


PROGRAM: Final = """\
import sys
from form4gen.__main__ import main
try:
    main()
finally:
    print("", *sys.modules, file=sys.stderr, sep="\\n", end="\\n\\n")
"""
NO_USE: Final = {"holidays", "rich", "icalendar", "pikepdf", "pypdfium2", "pyarrow", "pyhanko", "cryptography", "dask",
                 "hypothesis", "requests", "aiohttp", "urllib3"}
"""Libraries that neither a check nor a build of one filing has a use for."""


def imports(*words: str) -> set[str]:
    ended = subprocess.run([sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.rstrip("\n").rpartition("\n\n")[2].split("\n"))


@pytest.mark.parametrize(("words", "ours", "without"), [
    (("check", EXAMPLE), 75, {"weasyprint", "jinja2", "lxml", "importlib.metadata", "xml.etree", "json"}),
    (("build", EXAMPLE, "--only", "xml"), 92, {"weasyprint", "jinja2", "importlib.metadata"}),
    (("build", EXAMPLE), 116, {"importlib.metadata"}),
], ids=["check", "build --only xml", "build"])
def test_a_command_imports_what_it_needs(words: tuple[str, ...], ours: int, without: set[str], tmp_path: Path) -> None:
    loaded = imports(*words, *(["-o", str(tmp_path)] if words[0] == "build" else []))
    assert not loaded & (NO_USE | without)
    demand(sum(name.partition(".")[0] == "form4gen" for name in loaded), ours, "modules of form4gen are imported")


def test_a_filing_is_read_checked_and_written_in_so_many_calls() -> None:
    def parse_check_and_write() -> bytes:
        form4 = read_source(SOURCE).form4
        assert form4
        return to_xml(form4)

    demand(calls(parse_check_and_write), 2_930, "calls of our own functions to parse, check and write a filing")


def test_xml_is_read_in_so_many_calls() -> None:
    xml = to_xml(example(), "disseminated")
    demand(calls(lambda: read_unjudged(xml)), 752, "calls of our own functions to read a filing's XML")


def test_xml_is_written_in_so_many_calls() -> None:
    form4 = example()
    demand(calls(lambda: to_xml(form4)), 534, "calls of our own functions to write a filing's XML")


def test_a_page_is_laid_out_in_so_many_calls() -> None:
    form4 = example()
    demand(calls(lambda: page_html(printed(form4, edition_of(version_of(form4))), Printing())), 2_266,
           "calls of our own functions to lay out a page")


def test_a_filing_has_so_many_bytes() -> None:
    demand(len(to_xml(example())), 8_873, "bytes of XML")


@pytest.mark.skipif(bool(missing_fonts()), reason="the fonts that a page is measured with are not here")
def test_a_page_has_so_many_bytes() -> None:
    demand(len(to_pdf(example(), source=SOURCE)), 59_162, "bytes of PDF")
