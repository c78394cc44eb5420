"""A draft: what an author wrote, as nested text, with the place of every value in the source.

YAML's own typing corrupts SEC data in silence (CIK 0001640147 becomes 475239, ticker ON true, 10.10 10.1), so every scalar
stays text, and the model gives it meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from form4gen.filing import Place
from form4gen.finding import Finding, Mark

Tree = str | Mapping[str, "Tree"] | Sequence["Tree"]

LARGEST: Final = 2_000_000
"""Bytes of a source. The largest possible Form 4 (60 rows, 99 footnotes of 1,000 characters) is a tenth of it."""
DEEPEST: Final = 32
"""Levels of nesting."""
MOST_VALUES: Final = 10_000
"""Values in a source, aliases counted as often as they are used; sixty full rows have 2,500."""
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16."""


def undecodable(byte: int, encoding: str) -> str:
    """What is to be said of a byte that cannot stand where it does in a text of an encoding."""
    meant = bytes([byte]).decode("cp1252", errors="replace")
    hint = f" (Windows-1252 would make it {meant!r})" if meant != "\ufffd" else ""
    return f"byte 0x{byte:02X} is not {encoding}{hint}; save the file as UTF-8"


@dataclass(frozen=True, slots=True)
class Draft:
    """Nested text with marks.

    ``tree``: mappings, lists and text. ``marks``: where each value stands. ``keys``: where its key stands. ``findings``:
    what was wrong with the text itself. ``from_xml``: whether it was read from XML.
    ``footnote_names``: by its number, the name an author gave a footnote. ``secrets``: what may be a CCC, which no report
    may show, wherever else it stands.
    """

    text: str = field(repr=False)
    tree: Tree = field(repr=False)
    marks: Mapping[Place, Mark] = field(default_factory=dict, repr=False)
    keys: Mapping[Place, Mark] = field(default_factory=dict, repr=False)
    findings: tuple[Finding, ...] = ()
    from_xml: bool = False
    footnote_names: Mapping[str, str] = field(default_factory=dict)
    secrets: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def is_read(self) -> bool:
        """Whether the text could be read; if not, nothing can be said about its parts."""
        return bool(self.tree) or not self.findings

    def mark(self, place: Place) -> Mark | None:
        """Where a value stands; where it is not in the source, where the nearest part that holds it stands.

        Of what only the whole filing holds, the beginning, and no stretch.
        """
        nearest = place
        while nearest and nearest not in self.marks:
            nearest = nearest[:-1]
        mark = self.marks.get(nearest)
        return Mark(mark.line, mark.column, mark.column) if mark and place and not nearest else mark
