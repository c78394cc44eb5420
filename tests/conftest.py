"""Settings for every test, and the folder that those of the command line stand in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a command writes beside its source, and whoever runs the tests has given no CCC."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("FORM4GEN_CCC_")]:
        monkeypatch.delenv(name)
