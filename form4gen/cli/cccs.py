"""Where the commands that make what is sent take CCCs from: a file, the environment."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Annotated, Final

import typer

from form4gen.cli.files import read_text, tell

LARGEST_LIST: Final = 1_000_000
"""Bytes of a list of CCCs: some forty thousand owners."""

CccFile = Annotated[Path | None, typer.Option("--ccc-file", metavar="FILE", help="CCCs, one 'CIK: CCC' a line.")]


def cccs_given(path: Path | None) -> dict[str, str]:
    """The CCCs of the environment and, before them, of a file, by CIK."""
    from form4gen.credentials import from_environment

    return {**from_environment(os.environ), **_in_file(path)}


def _in_file(path: Path | None) -> dict[str, str]:
    """The CCCs of a file. What is wrong with it is said without showing any of it."""
    from form4gen.credentials import from_lines

    if path is None:
        return {}
    if not path.exists():
        raise typer.BadParameter("--ccc-file names no file that is there; what it names is not shown, for it may be a CCC")
    try:
        cccs = from_lines(read_text(path, LARGEST_LIST))
    except ValueError as error:
        raise typer.BadParameter(f"{path} is no list of CCCs: {error}") from None
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        tell(str(path), "others than you can read or change this file of CCCs; chmod 600 keeps it yours")
    return cccs
