"""A draft: what an author wrote, as nested text, with the place of every value in the source.

YAML's own typing corrupts SEC data in silence (CIK 0001640147 becomes 475239, ticker ON true, 10.10 10.1), so every scalar
stays text, and the model gives it meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from form4gen.filing import Place
from form4gen.finding import Finding, Mark

Tree = str | Mapping[str, "Tree"] | Sequence["Tree"]

LARGEST: Final = 2_000_000
"""Bytes of a source. The largest possible Form 4 (60 rows, 99 footnotes of 1,000 characters) is a tenth of it."""
DEEPEST: Final = 32
"""Levels of nesting."""
MOST_VALUES: Final = 50_000
"""Values in a source, aliases counted as often as they are used."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Nested text with marks.

    ``tree``: mappings, lists and text. ``marks``: where each value stands. ``keys``: where its key stands. ``findings``:
    what was wrong with the text itself. ``from_xml``: whether it was read from XML.
    """

    text: str
    tree: Tree
    marks: Mapping[Place, Mark] = field(default_factory=dict)
    keys: Mapping[Place, Mark] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    from_xml: bool = False

    def mark(self, place: Place) -> Mark | None:
        """Where a value stands; where it is not in the source, where the nearest part that holds it stands."""
        while place and place not in self.marks:
            place = place[:-1]
        return self.marks.get(place)

    @property
    def secrets(self) -> frozenset[str]:
        """The CCCs in the draft, which no report may show."""
        return frozenset(_secrets(self.tree))


CCC_KEY: Final = "ccc"


def _secrets(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if key.lower() == CCC_KEY and isinstance(value, str) and value:
                yield value
            else:
                yield from _secrets(value)
    elif not isinstance(tree, str):
        for value in tree:
            yield from _secrets(value)
