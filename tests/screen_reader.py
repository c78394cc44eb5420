"""A PDF as a screen reader has it: what poppler finds in the order of the tags."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

_LINE = re.compile(r'(?P<indent> *)(?:"(?P<text>.*)"|(?P<tag>[A-Z]\w*).*)')
INLINE = {"Span", "NonStruct"}


class Said(NamedTuple):
    """The words of one element, with its tag."""

    tag: str
    text: str


def said(pdf: bytes, folder: Path) -> list[Said]:
    """Every element that has words of its own, or is a cell, in the order of the tags; lines are joined by a blank."""
    found: list[Said] = []
    open_tags: list[tuple[int, int]] = []
    for line in structure(pdf, folder).splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        indent = len(match["indent"])
        while open_tags and open_tags[-1][0] >= indent:
            open_tags.pop()
        if match["tag"] and match["tag"] not in INLINE:
            found.append(Said(match["tag"], ""))
            open_tags.append((indent, len(found) - 1))
        elif match["text"]:
            at = open_tags[-1][1]
            found[at] = found[at]._replace(text=f"{found[at].text} {match['text'].strip()}".strip())
    return [one for one in found if one.text or one.tag in ("TD", "TH")]


def structure(pdf: bytes, folder: Path) -> str:
    (folder / "tagged.pdf").write_bytes(pdf)
    return subprocess.run(["pdfinfo", "-struct-text", "tagged.pdf"], cwd=folder, capture_output=True, text=True,
                          check=True).stdout
