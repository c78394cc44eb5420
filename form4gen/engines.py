"""Who draws the printed form, and how to get them where they are not installed.

WeasyPrint draws the document of record and needs Pango from the system; plutoprint draws proofs and needs nothing. None of
them is imported before it is asked for, nor for the other's work.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import Final

from form4gen.filing import Form4
from form4gen.printing import ENGINES, Engine, Printing

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


def demand(engine: Engine) -> None:
    """Import an engine. Raises ``NoEngineError`` where it cannot be had, ``ValueError`` for what is none."""
    if engine not in ENGINES:
        raise ValueError(f"{engine!r} is no engine; take one of {ENGINES}")
    if engine == "plutoprint":
        try:
            import plutoprint  # noqa: F401
        except ModuleNotFoundError:
            raise NoEngineError(NO_PLUTOPRINT) from None
    elif "weasyprint" not in sys.modules:
        with system_libraries():
            import weasyprint  # noqa: F401


def to_pdf(form4: Form4, printing: Printing, *, source: bytes | None = None, secrets: Collection[str] = ()) -> bytes:
    """The filing as the printed form, drawn by the engine that the printing names: a document of record, or a proof.

    ``source`` and ``secrets``: as ``form4gen.pdf.to_pdf`` takes them; a proof carries nothing, so it needs neither. Raises
    ``NoEngineError``, and ``ValueError`` for what the engine does not draw.
    """
    demand(printing.engine)
    if printing.engine == "plutoprint":
        from form4gen.proof import to_proof

        return to_proof(form4, printing)
    from form4gen.pdf import to_pdf as to_record

    return to_record(form4, printing, source=source, secrets=secrets)


def missing_fonts(engine: Engine) -> tuple[str, ...]:
    """The families that this machine has neither itself nor an equal of. Raises ``NoEngineError``."""
    demand(engine)
    if engine == "plutoprint":
        from form4gen.proof import missing_fonts
    else:
        from form4gen.pdf import missing_fonts
    return missing_fonts()
