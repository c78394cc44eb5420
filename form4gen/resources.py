"""Finds ``templates/`` and ``schemas/``: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(folder: str, name: str) -> Path:
    """The path of a file of ours.

    Raises ``FileNotFoundError`` if the installation lacks it.
    """
    for home in (_PACKAGE, _PACKAGE.parent):
        path = home / folder / name
        if path.is_file():
            return path
    raise FileNotFoundError(f"this installation of form4gen lacks {folder}/{name}")
