"""What figures depend on: the day, the machine, and the versions of everything that was run."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from benchmarks.browser import chromium
from benchmarks.cases import NotHereError
from benchmarks.filings import has_real_filings

PACKAGES: Final = ("form4gen", "pydantic", "lxml", "PyYAML", "Jinja2", "weasyprint", "pydyf", "fonttools", "plutoprint",
                   "edgartools", "secfiler", "websockets")
MIB: Final = 1024 * 1024
NOT_HERE: Final = "not here"


def machine() -> dict[str, str]:
    return {
        "processor": processor(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / MIB / 1024:.0f} GiB",
        "kernel": f"{platform.system()} {platform.release()}",
        "load at the start": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        **{name: _version(name) for name in PACKAGES},
        "Chromium": _chromium(),
        "wkhtmltopdf": _told(shutil.which("wkhtmltopdf")),
        "real filings": "of the shared folder" if has_real_filings() else "none here, so our examples stand in",
    }


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return NOT_HERE


def _chromium() -> str:
    try:
        return _told(chromium())
    except NotHereError:
        return NOT_HERE


def _told(path: str | None) -> str:
    """What a program says of its version."""
    if path is None:
        return NOT_HERE
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    return next((word for word in said.split() if word[:1].isdigit()), said.strip())
