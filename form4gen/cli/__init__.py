"""The commands. Only this package prints or exits; only it, and ``outputs`` for it, opens a file by name."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any, Final

import typer

from form4gen import __version__

COMMANDS: Final = {
    "check": "checking", "build": "building", "show": "showing", "import": "importing", "diff": "comparing",
    "amend": "amending", "package": "packaging", "unpack": "unpacking", "extract": "extracting", "sign": "signing",
    "verify": "verifying", "read": "tabling", "due": "clock", "explain": "learning", "rules": "learning",
    "codes": "learning", "schema": "learning",
}  # fmt: skip
"""Each command's module, in the order of the help."""


def application(command: str | None = None) -> typer.Typer:
    """The program with one command, so that no other is made ready; with all of them where there is no such command."""
    app = typer.Typer(
        no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
        help="SEC Form 4 from a text file: checked, as EDGAR ownership XML and as the printed form.",
        epilog="Exit codes: 0 fine, 1 findings that fail, 2 usage, 3 a fault of form4gen.",
    )
    app.callback()(form4gen)
    for module in [COMMANDS[command]] if command in COMMANDS else dict.fromkeys(COMMANDS.values()):
        app.add_typer(import_module(f"form4gen.cli.{module}").app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        print(f"form4gen {__version__}")
        raise typer.Exit


def form4gen(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True,
                                          help="Print the version and exit.")] = False,
) -> None:
    """SEC Form 4 from a text file: checked, as EDGAR ownership XML and as the printed form."""


def __getattr__(name: str) -> Any:
    """``app``: the whole program."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()["app"] = application()
    return globals()["app"]
