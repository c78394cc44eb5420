"""Where a batch reads and writes: files by name, each whole, wherever they lie."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple, Protocol

from form4gen import outputs


class Storage(Protocol):
    """Files by name, with / between the parts of one. It can be pickled, for the processes of a batch have it too."""

    def read(self, name: str, most: int) -> bytes:
        """What stands in a file, to one byte more than ``most``. Raises ``OSError``."""

    def write(self, name: str, data: bytes, is_secret: bool) -> None:
        """Write a file whole or not at all; a secret one, for its owner's eyes alone. Raises ``OSError``."""

    def digest(self, name: str) -> str | None:
        """The SHA-256 of a file, hexadecimal; None where there is none."""

    def is_ours(self, name: str) -> bool:
        """Whether form4gen made a file that is there, so that it may be made again."""

    def address(self, name: str) -> str:
        """One text for one file, by whatever name it goes."""


class Folder(NamedTuple):
    """A folder of this machine; names in it may be absolute too."""

    root: str = ""

    def read(self, name: str, most: int) -> bytes:
        with open(self._path(name), "rb", opener=_without_waiting) as file:
            return file.read(most + 1)

    def write(self, name: str, data: bytes, is_secret: bool) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        outputs.write(path, data, outputs.PRIVATE if is_secret else outputs.PUBLIC)

    def digest(self, name: str) -> str | None:
        try:
            with self._path(name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def is_ours(self, name: str) -> bool:
        return outputs.is_ours(self._path(name))

    def address(self, name: str) -> str:
        return os.path.realpath(self._path(name))

    def _path(self, name: str) -> Path:
        return Path(self.root, name)


def _without_waiting(path: str, flags: int) -> int:
    """Opens a file, and of a pipe does not wait for anybody to write into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
