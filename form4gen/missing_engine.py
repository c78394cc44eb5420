"""What is said where that which draws the form is not installed, or the system lacks what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import Final

NO_PANGO: Final = (
    "WeasyPrint, which draws the document of record, needs Pango, and this machine lacks it or a part of it ({}). "
    "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "macOS: brew install pango; Windows: MSYS2's mingw-w64-ucrt-x86_64-pango. "
    "For a proof, build --engine plutoprint needs nothing from the system: pip install 'form4gen[fast]'"
)
NO_PLUTOPRINT: Final = "the engine plutoprint is not installed: pip install 'form4gen[fast]'"


class NoEngineError(Exception):
    """The engine asked for cannot be had on this machine; the message says how to get it."""


@contextmanager
def system_libraries() -> Iterator[None]:
    """Around the import of WeasyPrint: ``NoEngineError`` where the system has not the libraries that it loads.

    What WeasyPrint prints then would stand among the bytes of a PDF, and the message says it already.
    """
    try:
        with redirect_stdout(StringIO()):
            yield
    except OSError as error:
        raise NoEngineError(NO_PANGO.format(error)) from None
