"""``--engine``: who draws the printed form, and what is not asked of a proof."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from form4gen.cli.files import reported
from form4gen.printing import Copy, Engine

ENGINE_HELP: Final = "Who draws the form: WeasyPrint, the PDF to keep; or plutoprint, a proof, drawn ten times as fast."

EngineOption = Annotated[Engine, typer.Option("--engine", help=ENGINE_HELP)]
EngineIfAny = Annotated[Engine | None, typer.Option("--engine", help=ENGINE_HELP)]


def demand_engine(engine: Engine, copy: Copy = "conformed") -> None:
    """A usage error where plutoprint is asked for and is not installed, or is asked for a copy that is signed.

    Whether WeasyPrint can be had shows when it is first needed, for a run that finds everything done needs none.
    """
    from form4gen.engines import demand
    from form4gen.missing_engine import NoEngineError

    if engine == "weasyprint":
        return
    if copy != "conformed":
        raise typer.BadParameter(f"--copy {copy} makes PDFs to sign, with fields, tags and the filing in them, and "
                                 f"{engine} draws proofs, which have none of these; leave out --engine {engine}")
    try:
        demand(engine)
    except NoEngineError as error:
        raise typer.BadParameter(f"--engine {engine}: {error}") from None


def spare_record(path: Path) -> None:
    """A usage error where a proof would take the place of a document of record."""
    from form4gen.outputs import is_record

    with reported(f"{path} cannot be read"):
        there = path.read_bytes() if path.exists() else b""
    if is_record(there):
        raise typer.BadParameter(f"{path} is a document of record, and this would be a proof; --force writes over it, "
                                 "-o DIR elsewhere")
