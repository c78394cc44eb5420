"""The files that a PDF carries, and how it is said what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import md5, sha256
from typing import Any, Final

import pikepdf

from tests.pdf_a.clauses import A3, PDF, UA
from tests.pdf_a.metadata import Packet
from tests.pdf_a.tree import leaves

_MEDIA_TYPE: Final = re.compile(r"[-\w+.]+/[-\w+.]+")
_RELATIONSHIPS: Final = ("/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified")
_DATE: Final = re.compile(r"D:\d{4}(\d\d){0,5}(Z|[+-]\d\d'\d\d'?)?")
RECORD: Final = "{urn:form4gen:record:1#}"
"""The namespace that docs/record.md documents: a property for each enclosed file has its SHA-256."""


def faults(document: pikepdf.Pdf, packet: Packet) -> Iterator[str]:
    """Faults of every file that is enclosed, by whichever way it is found."""
    catalog: Any = document.Root
    associated = list(catalog.get("/AF", []))
    by_name = list(leaves(catalog.get("/Names", {}).get("/EmbeddedFiles"), "/Names"))
    names = [bytes(name) for name, _ in by_name]
    if names != sorted(set(names)):
        yield f"{PDF}, 7.9.6: the names of the enclosed files are not in order"
    if {file.objgen for _, file in by_name} != {file.objgen for file in associated}:
        yield f"{A3}, 6.8: the files that the document names are not those that are associated with it"
    known = {file.objgen for file in associated}
    for found in document.objects:
        if isinstance(found, pikepdf.Dictionary) and "/EF" in found and found.objgen not in known:
            yield f"{A3}, 6.8: a file is enclosed and not associated with the document"
    for file in associated:
        name = str(file.get("/UF", file.get("/F", "")))
        yield from (fault.replace(": ", f": {name}: ", 1) for fault in _of_file(file))
    yield from _of_hashes(associated, packet)


def _of_file(file: Any) -> Iterator[str]:
    if file.get("/Type") != "/Filespec" or not str(file.get("/F", "")) or file.get("/F") != file.get("/UF"):
        yield f"{A3}, 6.8, and {UA}, 7.11: it does not have its name as both F and UF"
    if file.get("/AFRelationship") not in _RELATIONSHIPS:
        yield f"{A3}, 6.8: it does not say in which relationship it stands to the document"
    if not str(file.get("/Desc", "")).strip():
        yield f"{A3}, 6.8: nothing describes it"
    kept = file.get("/EF", {})
    stream = kept.get("/F")
    if not isinstance(stream, pikepdf.Stream) or kept.get("/UF", stream).objgen != stream.objgen:
        yield f"{PDF}, 7.11.4: it is not enclosed, or twice"
        return
    if not _MEDIA_TYPE.fullmatch(str(stream.get("/Subtype", "")).removeprefix("/")):
        yield f"{A3}, 6.8: it does not say its media type"
    data: bytes = stream.read_bytes()
    parameters: Any = stream.get("/Params", {})
    if parameters.get("/Size") != len(data):
        yield f"{PDF}, 7.11.4: its size is {len(data)}, not {parameters.get('/Size')}"
    if bytes(parameters.get("/CheckSum", b"")) != md5(data, usedforsecurity=False).digest():
        yield f"{PDF}, 7.11.4: its checksum is not that of its bytes"
    if not _DATE.fullmatch(str(parameters.get("/ModDate", ""))):
        yield f"{A3}, 6.8: it does not say when it was changed last"


def _of_hashes(files: list[Any], packet: Packet) -> Iterator[str]:
    """The metadata of a record have the SHA-256 of each file by the ending of its name, and of no other."""
    said = {name.removeprefix(RECORD): packet.text(name) for name in packet.properties
            if name.startswith(RECORD) and name.endswith("Sha256")}
    true = {f"{str(file.UF).rpartition('.')[2]}Sha256": sha256(file.EF.F.read_bytes()).hexdigest() for file in files
            if isinstance(file.get("/EF", {}).get("/F"), pikepdf.Stream) and "/UF" in file}
    if said != true:
        yield f"docs/record.md: the hashes in the metadata are not those of the enclosed files: {said}, {true}"
