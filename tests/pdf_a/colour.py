"""Which colours are meant: the file's output intent and its profile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.pdf_a.clauses import A3


def faults(document: pikepdf.Pdf) -> Iterator[str]:
    """Faults of the output intent: one is needed, with an RGB profile, for all colours are the device's RGB or gray."""
    intents = [intent for intent in document.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield f"{A3}, 6.2.3: {len(intents)} output intents are of PDF/A, and one is needed"
    for intent in intents:
        if not str(intent.get("/OutputConditionIdentifier", "")):
            yield f"{A3}, 6.2.3: the output intent names no condition"
        if not isinstance(profile := intent.get("/DestOutputProfile"), pikepdf.Stream):
            yield f"{A3}, 6.2.3: the output intent has no profile"
            continue
        yield from (f"{A3}, 6.2.3: the colour profile {fault}" for fault in _of_profile(profile))


def _of_profile(profile: Any) -> Iterator[str]:
    """ISO 15076-1, 7.2: the profile's header."""
    data = profile.read_bytes()
    if len(data) < 128 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        yield "has no sound header"
    if data[8:9] not in (b"\x02", b"\x04"):
        yield "is of no version 2 or 4"
    if data[12:16] not in (b"mntr", b"prtr"):
        yield "is none of a monitor or a printer"
    if data[16:20] != b"RGB " or profile.get("/N") != 3:
        yield "is not one of RGB with three components"
