"""The commands. Only this package prints or exits; only it, and ``outputs`` for it, opens a file by name."""

from __future__ import annotations

from typing import Annotated

import typer

from form4gen import __version__
from form4gen.cli import (
    amending,
    building,
    checking,
    clock,
    comparing,
    extracting,
    importing,
    learning,
    packaging,
    showing,
    signing,
    tabling,
    unpacking,
    verifying,
)

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="SEC Form 4 from a text file: checked, as EDGAR ownership XML and as the printed form.",
    epilog="Exit codes: 0 fine, 1 findings that fail, 2 usage, 3 a fault of form4gen.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"form4gen {__version__}")
        raise typer.Exit


@app.callback()
def form4gen(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True,
                                          help="Print the version and exit.")] = False,
) -> None:
    """SEC Form 4 from a text file: checked, as EDGAR ownership XML and as the printed form."""


for commands in (checking, building, showing, importing, comparing, amending, packaging, unpacking, extracting, signing,
                 verifying, tabling, clock, learning):
    app.add_typer(commands.app)
