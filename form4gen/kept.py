"""What takes long to make of a file of ours and is kept for the next process, where Python keeps its own modules.

That is in a ``__pycache__`` beside the file. Where nothing can be written there, or Python is told to write nothing,
nothing is kept.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import mkstemp
from typing import Final

_READABLE: Final = 0o666


def kept_path(file: Path, suffix: str) -> Path:
    """Where that is kept which is made of a file."""
    return Path(cache_from_source(str(file))).with_suffix(suffix)


def keep(data: bytes, file: Path, suffix: str) -> None:
    """Keep what was made of a file, for whoever may read that; in vain where it cannot be written."""
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _write(data, kept_path(file, suffix), file.stat().st_mode & _READABLE)


def _write(data: bytes, path: Path, mode: int) -> None:
    """Raises ``OSError``; leaves nothing half written behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, temporary = mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            os.fchmod(number, mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
