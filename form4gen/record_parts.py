"""What a PDF of the form is to carry and to say of itself. A process that only draws needs to know no more of a filing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Final, Literal, NamedTuple

from form4gen.printing import Printing

Relationship = Literal["Alternative", "Source"]
XML_NAME: Final = "form4.xml"
YAML_NAME: Final = "form4.yaml"
JSON_NAME: Final = "form4.json"
_TYPES: Final = {XML_NAME: "text/xml", YAML_NAME: "application/yaml", JSON_NAME: "application/json"}


class RecordFile(NamedTuple):
    """A file to carry. ``Alternative``: the same content as the page for programs; ``Source``: what it was made from."""

    name: str
    relationship: Relationship
    description: str
    data: bytes

    @property
    def media_type(self) -> str:
        return _TYPES[self.name]

    @property
    def sha256(self) -> str:
        """Hexadecimal."""
        return sha256(self.data).hexdigest()


class Record(NamedTuple):
    """What a PDF is to carry and to say: its title, the files and their day, and how it is printed."""

    title: str
    files: Sequence[RecordFile]
    day: date
    printing: Printing
