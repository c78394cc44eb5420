"""The shared folder of the SEC's own files and real filings, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

HERE = Path(__file__).resolve()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder: ``FORM4GEN_SHARED``, else ``../shared`` beside the checkout."""
    folder = Path(os.environ.get("FORM4GEN_SHARED", HERE.parents[3] / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(f"{folder} is not here: its real filings and the SEC's schemas judge this test")
    return folder
