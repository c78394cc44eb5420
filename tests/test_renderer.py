"""WeasyPrint imported and called in less time: nothing of what it makes may change."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from pathlib import Path

import pytest
import weasyprint

from form4gen import drawing, read, renderer
from form4gen.drawing import drawn
from form4gen.no_fetching import NoFetching
from form4gen.page_html import page_html
from form4gen.pdf import to_pdf
from form4gen.printed import printed
from form4gen.printed_signing import printed_signing
from form4gen.printing import FORMS, Copy, Printing
from form4gen.record_files import day_of, record_files
from form4gen.record_parts import Record
from form4gen.resources import resource
from form4gen.tuned import switch
from form4gen.versions import edition_of, version_of
from tests.test_printed import SALE, filing

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.form4.yaml"))


def page_and_record(example: Path, printing: Printing) -> tuple[str, Record]:
    form4 = read(example.read_bytes())
    page = printed(form4, edition_of(version_of(form4)))
    signing = printed_signing(form4) if printing.copy == "wet-ink" else None
    record = Record(page.title, record_files(form4, None, ()), day_of(form4), printing)
    return page_html(page, printing, signing=signing), record


def plainly_drawn(html: str, record: Record) -> bytes:
    """As anyone draws a page with WeasyPrint: its browser's stylesheet, its parser, fonts found and rules read anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(switch, "IS_TUNED", False)
        return _plainly_drawn(html, record)


def _plainly_drawn(html: str, record: Record) -> bytes:
    names = ["browser.css", "form4.css", *(["signing.css"] if record.printing.copy == "wet-ink" else [])]
    sheets = [weasyprint.CSS(string=resource("templates", name).read_text(encoding="utf-8")) for name in names]
    document = weasyprint.HTML(string=html, url_fetcher=NoFetching()).render(stylesheets=sheets)
    return drawing.written(document, html, record)


@pytest.mark.parametrize("copy", FORMS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_a_page_has_the_bytes_of_the_plain_call(example: Path, copy: Copy) -> None:
    html, record = page_and_record(example, Printing(copy=copy))
    assert drawn(html, record) == plainly_drawn(html, record)


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    html, record = page_and_record(EXAMPLES[0], Printing(draft=True))
    tuned = drawn(html, record)
    monkeypatch.setattr(switch, "IS_TUNED", False)
    monkeypatch.setattr(renderer, "fromstring", None)
    assert drawn(html, record) == tuned


@pytest.mark.parametrize(("printing", "example"), [
    (Printing(copy=copy, draft=draft), example) for copy in FORMS for draft in (False, True) for example in EXAMPLES])
def test_every_page_of_ours_is_well_formed_xml(printing: Printing, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the parser of HTML was asked")

    monkeypatch.setattr("tinyhtml5.parse", refused)
    html, _ = page_and_record(example, printing)
    renderer._Form(html)


def test_what_cannot_stand_in_xml_is_parsed_as_html() -> None:
    html, record = page_and_record(EXAMPLES[0], Printing(draft=True))
    odd = html.replace("Explanation of Responses:", "Explanation of\x0bResponses:")
    assert odd != html
    assert drawn(odd, record) == plainly_drawn(odd, record)


@pytest.mark.parametrize("is_on", [True, False])
def test_garbage_is_collected_afterwards_as_it_was_before(is_on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(drawing, "_finish", lambda *_: seen.append(gc.isenabled()))
    try:
        if not is_on:
            gc.disable()
        to_pdf(filing(non_derivative_table=[SALE]))
        assert (seen, gc.isenabled()) == ([False], is_on)
    finally:
        gc.enable()


def test_garbage_is_collected_though_drawing_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(drawing, "_finish", fail)
    with pytest.raises(MemoryError):
        to_pdf(filing(non_derivative_table=[SALE]))
    assert gc.isenabled()


def python(program: str) -> str:
    ended = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False,
                           cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


DIGEST = """
from hashlib import sha256
from pathlib import Path
from form4gen import read, to_pdf
print(sha256(to_pdf(read(Path("examples/joint-filing-2026.form4.yaml").read_bytes()))).hexdigest())
"""
FORKS_NOTHING = """
import sys
def refuse(event, arguments):
    if event in ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.system"):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(refuse)
"""
FAILS_QUICKLY = """
import ctypes.util, sys
import cffi
honest, tried = ctypes.util.find_library, []
opened = cffi.FFI.dlopen
def dlopen(self, *arguments):
    tried.append(ctypes.util.find_library is honest)
    if not tried[-1]:
        raise OSError("no library is found by its file's name")
    return opened(self, *arguments)
cffi.FFI.dlopen = dlopen
"""


@pytest.mark.skipif(sys.platform != "linux", reason="WeasyPrint is imported as anyone does it")
def test_the_import_starts_no_other_program() -> None:
    assert python(FORKS_NOTHING + DIGEST) == python(DIGEST)


@pytest.mark.parametrize("before", ["import weasyprint", FAILS_QUICKLY], ids=["imported already", "not found quickly"])
def test_a_plain_import_makes_the_same_bytes(before: str) -> None:
    assert python(before + DIGEST) == python(DIGEST)


def test_what_the_import_left_for_later_is_there_when_it_is_asked_for() -> None:
    assert python("""
import sys, ctypes.util
honest = ctypes.util.find_library
import form4gen.renderer
print(ctypes.util.find_library is honest, "PIL.ImageCms" in sys.modules, "fontTools.varLib" in sys.modules)
import PIL, PIL.ImageCms, fontTools.varLib.instancer
import weasyprint.pdf.fonts, weasyprint.images
print(PIL.ImageCms.createProfile("sRGB").xcolor_space, fontTools.varLib.instancer.AxisLimits.__name__)
print(weasyprint.pdf.fonts.subset.Subsetter.__name__)
try:
    weasyprint.pdf.fonts.instantiateVariableFont({}, {})
except ValueError as error:
    print(error)
""").splitlines() == ["True False False", "RGB  AxisLimits", "Subsetter", "Missing required table fvar"]


def test_pictures_wait_until_there_is_one() -> None:
    assert python("""
import sys
import form4gen.renderer, weasyprint.images
print("PIL._imaging" in sys.modules)
picture = weasyprint.images.Image.new("RGB", (2, 3))
print("PIL._imaging" in sys.modules, picture.size, weasyprint.images.ImageOps.mirror(picture).size)
print(weasyprint.images.ImageFile.LOAD_TRUNCATED_IMAGES, weasyprint.images.EpsImagePlugin.gs_binary)
""").splitlines() == ["False", "True (2, 3) (2, 3)", "True False"]


def test_a_browsers_stylesheets_are_parsed_for_the_page_that_asks_for_them(tmp_path: Path) -> None:
    """Ours does not; a page that is drawn as anyone draws one looks as it would without us."""
    (tmp_path / "page.html").write_text(
        '<h1>a</h1><ol start="9"><li>b<li>c</ol><center>d</center><p style="counter-increment: n">e')
    draws = f"weasyprint.HTML({str(tmp_path / 'page.html')!r}).write_pdf({{!r}}, presentational_hints=True)"
    parsed = "print(len(weasyprint.html.UA_STYLESHEET.matcher.lower_local_name_selectors) > 0)"
    ours = "import form4gen.renderer as r; r.rendered('<html><body>a</body></html>').write_pdf(); import weasyprint"
    with_us = f"{ours}; {parsed}; {draws.format(str(tmp_path / 'with.pdf'))}; {parsed}"
    assert python(with_us).splitlines() == ["False", "True"]
    python("import weasyprint; " + draws.format(str(tmp_path / "without.pdf")))
    assert (tmp_path / "with.pdf").read_bytes() == (tmp_path / "without.pdf").read_bytes()


def test_types_of_c_are_read_as_they_are_with_all_that_is_declared() -> None:
    names = ["PangoGlyphUnit", "PangoRectangle *", "char[]", "hb_blob_t *", "unsigned int *", "gboolean", "PangoLogAttr"]
    program = f"import {{}} as w; from weasyprint.text.ffi import ffi; print([repr(ffi.typeof(name)) for name in {names}])"
    assert python(program.format("form4gen.quick_import")) == python(program.format("weasyprint"))


def test_only_one_module_imports_weasyprint() -> None:
    imports = re.compile(r"^\s*(import|from) weasyprint|import_module\(.weasyprint", re.MULTILINE)
    having = {path.name for path in (ROOT / "form4gen").rglob("*.py") if imports.search(path.read_text(encoding="utf-8"))}
    assert having == {"quick_import.py"}
