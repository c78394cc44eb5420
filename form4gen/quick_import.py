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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache, wraps
from importlib import import_module
from typing import Any, Final

from form4gen.garbage import without_collecting
from form4gen.later import functions_later, wait_with
from form4gen.missing_engine import system_libraries

IS_QUICK: Final = sys.platform == "linux"
"""To import WeasyPrint as anyone does, make this false."""
_LATER: Final = ("fontTools.subset", "PIL.Image", "PIL.ImageFile", "PIL.ImageOps", "PIL.EpsImagePlugin")
"""Modules of which something is used only where there is no HarfBuzz to make subsets of fonts, and for pictures."""
_FUNCTIONS_LATER: Final = (("fontTools.varLib.instancer", "instantiateVariableFont"), ("PIL.ImageCms", "ImageCmsProfile"))
"""Functions that are imported by name, and called only for variable fonts and for profiles of colours that a page names."""
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
        with without_collecting(), _without_searching(), _without_what_can_wait(), redirect_stdout(io.StringIO()):
            with _without_parsing_stylesheets():
                page = import_module("weasyprint").HTML
            _have_stylesheets_parsed_by(page)
            _have_types_read_by_themselves(import_module("weasyprint.text.ffi").ffi._parser)
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
    """A stylesheet made while this lasts has no rules."""
    tinycss2: Any = import_module("tinycss2")
    parse = tinycss2.parse_stylesheet
    tinycss2.parse_stylesheet = lambda css: []  # noqa: ARG005 - its signature
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = parse


def _have_stylesheets_parsed_by(page: Any) -> None:
    """Have those that WeasyPrint makes when it is imported parsed when the first page asks for one of them."""
    html = import_module("weasyprint.html")
    counters = html.UA_COUNTER_STYLE

    def parse() -> None:
        html.UA_STYLESHEET.__init__(string=html.UA, counter_style=counters)
        html.UA_FORM_STYLESHEET.__init__(string=html.UA_FORM, counter_style=counters)
        html.PH_STYLESHEET.__init__(string=html.PH)

    def behind_it(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def called(*arguments: Any, **named: Any) -> Any:
            once()
            return function(*arguments, **named)

        return called

    once = cache(parse)
    for name in _OF_A_BROWSER:
        setattr(page, name, behind_it(getattr(page, name)))


def _have_types_read_by_themselves(parser: Any) -> None:
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


@contextmanager
def _without_what_can_wait() -> Iterator[None]:
    for module in _LATER:
        wait_with(module)
    with functions_later(_FUNCTIONS_LATER):
        yield


weasyprint: Final = _imported()
