"""Where a command writes what it makes, and the writing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import typer

from form4gen.cli.files import STDIN, reported
from form4gen.report import visible

STDIN_NAME: Final = "form4"
YAML_FILE: Final = (".yaml", ".yml")
XML_FILE: Final = (".xml",)
"""How an ``-o`` ends that names one file, and not a folder."""
MEANS_A_FILE: Final = (*YAML_FILE, *XML_FILE, ".json", ".txt", ".pdf", ".html")
"""How nobody ends the name of a folder that is still to be made."""


def stem_of(file: str) -> str:
    """The name that a source's results go by, without an ending."""
    from form4gen.outputs import stem

    return STDIN_NAME if file == STDIN else stem(Path(file).name)


def demand_folder(output: Path | None) -> None:
    """A usage error where ``-o`` is standard output, for a command that writes files into a folder."""
    if output == Path(STDIN):
        raise typer.BadParameter("-o - is standard output, which is no folder; several files may have to be written")


def is_one_file(output: str | None, endings: tuple[str, ...]) -> bool:
    """Whether ``-o`` names one file, or standard output, and not a folder."""
    return output == STDIN or (output is not None and output.lower().endswith(endings) and not Path(output).is_dir())


def target_of(file: str, output: str | None, ending: str, endings: tuple[str, ...]) -> Path | None:
    """Where the result of a source goes, with ``ending`` if ``-o`` does not name it; None for standard output.

    A usage error where ``-o`` names a file of another sort.
    """
    if output == STDIN or (output is None and file == STDIN):
        return None
    if output == "":
        raise typer.BadParameter("-o '' is no file name")
    if output is not None and is_one_file(output, endings):
        return Path(output)
    if output is not None and output.lower().endswith(MEANS_A_FILE) and not Path(output).is_dir():
        raise typer.BadParameter(f"-o {output}: what is written here ends in {' or '.join(endings)}, or goes into a folder")
    return (Path(output) if output else Path(file).parent) / f"{stem_of(file)}{ending}"


def save(target: Path | None, data: bytes, is_secret: bool = False) -> None:
    """Write a result, whole or not at all; what is secret, for its owner's eyes alone. A usage error where it cannot be."""
    from form4gen import outputs

    if target is None:
        sys.stdout.buffer.write(data)
        return
    with reported(f"{target} cannot be written"):
        target.parent.mkdir(parents=True, exist_ok=True)
        outputs.write(target, data, outputs.PRIVATE if is_secret else outputs.PUBLIC)
    print(f"wrote {visible(str(target))}")
