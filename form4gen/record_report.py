"""What was found of the filing that a PDF carries, as text and for JSON."""

from __future__ import annotations

from typing import Any, Final

from form4gen.agreement import Agreement
from form4gen.record import Record
from form4gen.report import visible

AGREES: Final = "the pages and the files say the same"
BY_WORDS: Final = "the files say the same, and the pages have their words; that nothing covers these is not proven"


def as_text(file: str, record: Record, found: Agreement) -> str:
    """The files with their hashes, what else there is to say, and the verdict, each on a line."""
    carried = [f"carries {one.file.name}, SHA-256 {one.file.sha256}" for one in record.carried]
    verdict = [f"does not agree: {fault}" for fault in found.faults] or [AGREES if found.is_by_bytes else BY_WORDS]
    return "".join(f"{visible(f'{file}: {line}')}\n" for line in [*carried, *found.notes, *verdict])


def as_data(record: Record, found: Agreement) -> dict[str, Any]:
    """The same for JSON; sizes in bytes."""
    carried = [{"name": one.file.name, "relationship": one.file.relationship, "size": len(one.file.data),
                "sha256": one.file.sha256, "sha256_told": one.told} for one in record.carried]
    compared = "bytes" if found.is_by_bytes else "words"
    return {"agrees": not found.faults, "compared": compared, "files": carried, "made_with": record.made_with,
            "bytes_added_since": record.added, "faults": list(found.faults), "notes": list(found.notes)}
