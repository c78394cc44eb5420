"""Who draws the printed form, and how to get them where they are not installed.

WeasyPrint draws the document of record and needs Pango from the system; plutoprint draws proofs and needs nothing. None of
them is imported before it is asked for, nor for the other's work.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module

from form4gen.filing import Form4
from form4gen.missing_engine import NO_PLUTOPRINT, NoEngineError
from form4gen.printing import ENGINES, Engine, Printing


def demand(engine: Engine) -> None:
    """Import an engine. Raises ``NoEngineError`` where it cannot be had, ``ValueError`` for what is none."""
    if _is_plutoprint(engine):
        _demand_plutoprint()
    else:
        import_module("form4gen.quick_import")


def to_pdf(form4: Form4, printing: Printing, *, source: bytes | None = None, secrets: Collection[str] = ()) -> bytes:
    """The filing as the printed form, drawn by the engine that the printing names: a document of record, or a proof.

    ``source`` and ``secrets``: as ``form4gen.pdf.to_pdf`` takes them; a proof carries nothing, so it needs neither. Raises
    ``NoEngineError``, and ``ValueError`` for what the engine does not draw.
    """
    if _is_plutoprint(printing.engine):
        _demand_plutoprint()
        from form4gen.proof import to_proof

        return to_proof(form4, printing)
    from form4gen.pdf import to_pdf as to_record

    return to_record(form4, printing, source=source, secrets=secrets)


def missing_fonts(engine: Engine) -> tuple[str, ...]:
    """The families that this machine has neither itself nor an equal of. Raises ``NoEngineError``."""
    if _is_plutoprint(engine):
        _demand_plutoprint()
        from form4gen import proof

        return proof.missing_fonts()
    from form4gen import drawing_process

    return drawing_process.missing_fonts()


def _is_plutoprint(engine: Engine) -> bool:
    if engine not in ENGINES:
        raise ValueError(f"{engine!r} is no engine; take one of {ENGINES}")
    return engine == "plutoprint"


def _demand_plutoprint() -> None:
    try:
        import_module("plutoprint")
    except ModuleNotFoundError:
        raise NoEngineError(NO_PLUTOPRINT) from None
