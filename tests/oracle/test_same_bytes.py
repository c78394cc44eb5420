"""The same filing gives the same bytes in any process: whatever its hash seed, zone, language and what it printed before.

Every twelfth real filing and every example is built twice; all of them where ``FORM4GEN_THOROUGH`` is set.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.oracle
ROOT = Path(__file__).parents[2]
ONE = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"}
OTHER = {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C"}


def started(environment: dict[str, str], names: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "tests.oracle.digests", *names], cwd=ROOT, env=os.environ | environment,
                            stdout=subprocess.PIPE, text=True)


def test_two_processes_build_the_same(shared: Path) -> None:
    step = 1 if os.environ.get("FORM4GEN_THOROUGH") else 12
    filings = sorted((shared / "corpus" / "form4").glob("*.xml"))[::step]
    names = [str(path) for path in [*filings, *sorted((ROOT / "examples").glob("*.yaml"))]]
    one, other = started(ONE, names), started(OTHER, names[::-1])
    first, second = one.communicate()[0].splitlines(), other.communicate()[0].splitlines()
    assert one.returncode == other.returncode == 0
    assert first == second[::-1]
    assert len(set(first)) == len(names)
