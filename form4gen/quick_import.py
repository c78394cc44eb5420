"""WeasyPrint, imported in half its time and none of its meaning.

Its import has a parser of C read what it declares of Pango, and looks for that under names that no file has before the one
that has: for each of them Python starts ``ldconfig``, ``gcc`` and ``ld``. And it imports what only other pages than ours
need. Here declarations are kept in a form in which they are read at once and libraries are found by the loader alone, and
such modules are imported when something of them is first used. Where that fails, WeasyPrint is imported as anyone does it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from functools import wraps
from importlib import import_module
from threading import Lock, get_ident
from typing import Any, Final

from form4gen.declarations import read_at_once
from form4gen.garbage import without_collecting
from form4gen.later import imported_when_used
from form4gen.missing_engine import system_libraries

IS_QUICK: Final = sys.platform == "linux"
"""To import WeasyPrint as anyone does, make this false."""
_LATER: Final[Mapping[str, tuple[str, ...]]] = {
    "tinyhtml5": (),
    "fontTools.ttLib": ("TTFont", "TTLibError", "ttFont"), "fontTools.ttLib.woff2": (),
    "fontTools.subset": (), "fontTools.varLib.instancer": ("instantiateVariableFont",),
    "PIL.Image": (), "PIL.ImageFile": (), "PIL.ImageOps": (), "PIL.EpsImagePlugin": (),
    "PIL.ImageCms": ("ImageCmsProfile",),
}
"""Modules of which something is used only for a page that is not XML, where there is no HarfBuzz to make subsets of fonts,
for fonts that a page brings, for variable ones, for pictures, and for profiles of colours that a page names; and what is
imported from them by name. What is first done with fontTools, when something is, is to call ``TTFont``."""
_OF_A_BROWSER: Final = ("_ua_stylesheets", "_ua_counter_style", "_ph_stylesheets")
"""Where a page asks for the stylesheets of a browser, which our pages do without."""


def _imported() -> Any:
    """WeasyPrint. Raises ``ImportError`` where it, and ``NoEngineError`` where Pango is missing."""
    if not IS_QUICK or "weasyprint" in sys.modules or not _was_imported_quickly():
        with system_libraries():
            import_module("weasyprint")
    return sys.modules["weasyprint"]


def _was_imported_quickly() -> bool:
    try:
        with without_collecting(), imported_when_used(_LATER), redirect_stdout(io.StringIO()):
            with _without_parsing_stylesheets(), read_at_once():
                import_module("weasyprint")
            _parse_stylesheets_when_used()
    except (ImportError, OSError, AttributeError, NotImplementedError, TypeError, ValueError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
        return False
    return True


@contextmanager
def _without_parsing_stylesheets() -> Iterator[None]:
    """A stylesheet that this thread makes while this lasts has no rules."""
    tinycss2: Any = import_module("tinycss2")
    parse = tinycss2.parse_stylesheet
    ours = get_ident()
    tinycss2.parse_stylesheet = lambda *text, **how: [] if get_ident() == ours else parse(*text, **how)
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = parse


def _parse_stylesheets_when_used() -> None:
    """Have those that WeasyPrint makes when it is imported parsed when the first page asks for one of them."""
    weasyprint: Any = import_module("weasyprint")
    html: Any = import_module("weasyprint.html")
    waiting = Lock()
    left = [("UA_STYLESHEET", html.UA), ("UA_FORM_STYLESHEET", html.UA_FORM), ("PH_STYLESHEET", html.PH)]

    def parse() -> None:
        with waiting:
            while left:
                name, css = left[0]
                sheet = weasyprint.CSS(string=css, counter_style=html.UA_COUNTER_STYLE)
                for module in (html, weasyprint):
                    setattr(module, name, sheet)
                del left[0]

    for name in _OF_A_BROWSER:
        setattr(weasyprint.HTML, name, _behind(parse, getattr(weasyprint.HTML, name)))


def _behind(first: Callable[[], None], function: Callable[..., Any]) -> Callable[..., Any]:
    """A function before which another is called each time."""
    @wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:
        first()
        return function(*arguments, **named)

    return call


weasyprint: Final = _imported()
