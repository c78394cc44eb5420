"""WeasyPrint, imported in half its time and none of its meaning.

Its import looks for Pango under names that no file has before the one that has, and for each of them Python starts
``ldconfig``, ``gcc`` and ``ld``; and it imports what only other pages than ours need. Here the search is left out, and such
modules are imported when something of them is first used. Where that fails, WeasyPrint is imported as anyone does it.
"""

from __future__ import annotations

import ctypes.util
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from typing import Any, Final

from form4gen.garbage import without_collecting
from form4gen.later import functions_later, wait_with
from form4gen.missing_engine import system_libraries

IS_QUICK: Final = sys.platform == "linux"
"""To import WeasyPrint as anyone does, make this false."""
_LATER: Final = ("fontTools.subset",)
"""Modules of which something is used only where there is no HarfBuzz to make subsets of fonts."""
_FUNCTIONS_LATER: Final = (("fontTools.varLib.instancer", "instantiateVariableFont"), ("PIL.ImageCms", "ImageCmsProfile"))
"""Functions that are imported by name, and called only for variable fonts and for profiles of colours that a page names."""


def _imported() -> Any:
    """WeasyPrint. Raises ``ImportError`` where it, and ``NoEngineError`` where Pango is missing."""
    if not IS_QUICK or "weasyprint" in sys.modules or not _was_imported_quickly():
        with system_libraries():
            import_module("weasyprint")
    return sys.modules["weasyprint"]


def _was_imported_quickly() -> bool:
    try:
        with without_collecting(), _without_searching(), _without_what_can_wait(), redirect_stdout(io.StringIO()):
            import_module("weasyprint")
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
def _without_what_can_wait() -> Iterator[None]:
    for module in _LATER:
        wait_with(module)
    with functions_later(_FUNCTIONS_LATER):
        yield


weasyprint: Final = _imported()
