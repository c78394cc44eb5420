"""WeasyPrint, imported in half its time and none of its meaning.

Its import looks for Pango under names that no file has before the one that has, and for each of them Python starts
``ldconfig``, ``gcc`` and ``ld``; and it imports what only other pages than ours need. Here the search is left out, and such
modules are imported when something of them is first used. Where that fails, WeasyPrint is imported as anyone does it.
"""

from __future__ import annotations

import ctypes.util
import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from functools import wraps
from importlib import import_module
from threading import Lock, get_ident
from typing import Any, Final

from form4gen.garbage import without_collecting
from form4gen.later import imported_when_used
from form4gen.missing_engine import system_libraries

IS_QUICK: Final = sys.platform == "linux"
"""To import WeasyPrint as anyone does, make this false."""
_LATER: Final[Mapping[str, tuple[str, ...]]] = {
    "fontTools.subset": (), "fontTools.varLib.instancer": ("instantiateVariableFont",),
    "PIL.Image": (), "PIL.ImageFile": (), "PIL.ImageOps": (), "PIL.EpsImagePlugin": (),
    "PIL.ImageCms": ("ImageCmsProfile",),
}
"""Modules of which something is used only where there is no HarfBuzz to make subsets of fonts, for variable fonts, for
pictures, and for profiles of colours that a page names; and the functions that are imported from them by name."""
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
        with without_collecting(), _without_searching(), imported_when_used(_LATER), redirect_stdout(io.StringIO()):
            with _without_parsing_stylesheets():
                import_module("weasyprint")
            _parse_stylesheets_when_used()
            _read_types_with_few_declarations(import_module("weasyprint.text.ffi").ffi._parser)
    except (ImportError, OSError, AttributeError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
        return False
    return True


@contextmanager
def _without_searching() -> Iterator[None]:
    """The loader finds a library by its file's name; no other program is asked for it."""
    found = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - its signature
    try:
        yield
    finally:
        ctypes.util.find_library = found


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


def _read_types_with_few_declarations(parser: Any) -> None:
    """Have the name of a type in C read with those declarations alone that it names, of the hundreds there are."""
    read = parser._parse

    def parse(source: str) -> Any:
        words = set(re.findall(r"\w+", source))
        everything = parser._declarations
        parser._declarations = {name: what for name, what in everything.items() if name.rpartition(" ")[2] in words}
        try:
            return read(source)
        finally:
            parser._declarations = everything

    parser._parse = parse


weasyprint: Final = _imported()
