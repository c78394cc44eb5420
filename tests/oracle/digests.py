"""The SHA-256 of the PDF of each filing that is named: ``python -m tests.oracle.digests FILE ...``.

A text of the author's is carried as the source, as ``build`` does.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from form4gen import read, to_pdf


def digest(path: Path) -> str:
    data = path.read_bytes()
    return sha256(to_pdf(read(data), source=data if path.suffix == ".yaml" else None)).hexdigest()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(f"{name} {digest(Path(name))}\n")
