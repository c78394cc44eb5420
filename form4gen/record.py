"""What a PDF of the form carries, read back: its files, what it says of them, and the bytes as they were first made.

A file and the metadata are bounded before they are inflated. Nothing is believed here: whether a file has the hash that the
metadata tell (``document_of_record`` writes both), and whether the pages say what the files say, ``agreement`` finds out.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any, Final, NamedTuple, NoReturn
from xml.parsers import expat

import pikepdf

from form4gen.metadata import FILE_PROPERTIES, NAMESPACE
from form4gen.outputs import first_revision
from form4gen.page_changes import Changes, changes
from form4gen.printing import Printing
from form4gen.record_parts import RecordFile

LARGEST_PDF: Final = 100_000_000
"""Bytes; a limit of ours, for a printed form has some fifty thousand."""
LARGEST_FILE: Final = 16_000_000
"""Bytes of a file or of metadata, inflated."""
_A_PROOF: Final = b"form4gen proof "
"""How the identifier of a proof begins."""
_OF_A_PROOF: Final = {"/Type", "/Pages"}
"""All that the catalog of a proof has."""


class NoRecordError(ValueError):
    """The PDF carries no filing; the message says why."""


class DamagedRecordError(NoRecordError):
    """The PDF is damaged, or carried a filing that is gone."""


class Carried(NamedTuple):
    """A file that a PDF carries, and the hash that its metadata tell of it, if any."""

    file: RecordFile
    told: str | None


class Record(NamedTuple):
    """What a PDF carries and says of itself.

    ``printing``: how its metadata say that it is printed; None where they do not. ``made_with``: by what it says it was
    made. ``first``: the PDF as it was first written, without whatever was added since, such as signatures; ``added``: how
    many bytes were; ``changed``: what they made another, such as ``page 2``; ``signed`` and ``filled``: the fields that
    they signed and filled in.
    """

    carried: tuple[Carried, ...]
    printing: Printing | None
    made_with: str
    first: bytes
    added: int
    changed: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()


def read_record(pdf: bytes) -> Record:
    """What a PDF carries, as its last revision has it.

    Raises ``NoRecordError`` where it is no PDF, is damaged, or carries no filing.
    """
    if not pdf.startswith(b"%PDF-"):
        raise NoRecordError("it is no PDF")
    if len(pdf) > LARGEST_PDF:
        raise NoRecordError(f"it has more than {LARGEST_PDF:,} bytes; no printed form needs so many")
    first = first_revision(pdf)
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            carried = _carried(document)
            told = _told(document)
            if not carried:
                _refuse(document, first, is_changed=len(first) < len(pdf))
        since = changes(first, pdf) if len(first) < len(pdf) else Changes()
    except NoRecordError:
        raise
    except (pikepdf.PdfError, pikepdf.PasswordError, zlib.error, expat.ExpatError, *_DAMAGE) as error:
        raise DamagedRecordError(f"it is damaged and cannot be read whole ({type(error).__name__})") from None
    files = tuple(Carried(file, told.get(f"{FILE_PROPERTIES[file.name]}Sha256")) for file in carried)
    return Record(files, _printing(told), told.get("madeWith", ""), first, len(pdf) - len(first), *since)


def is_bare_proof(pdf: bytes) -> bool:
    """Whether a PDF is a proof, whatever was added to it, and carries nothing. What cannot be read is none."""
    if len(pdf) > LARGEST_PDF:
        return False
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return _calls_itself_proof(document) and not _carried(document)
    except (pikepdf.PdfError, pikepdf.PasswordError, zlib.error, *_DAMAGE):
        return False


def _calls_itself_proof(document: pikepdf.Pdf) -> bool:
    """Whether the identifier is that of a proof, which an update of it keeps (ISO 32000-1, 14.4)."""
    identifier = document.trailer.get("/ID")
    return isinstance(identifier, pikepdf.Array) and len(identifier) > 0 and bytes(identifier[0]).startswith(_A_PROOF)


def _refuse(document: pikepdf.Pdf, first: bytes, *, is_changed: bool) -> NoReturn:
    """Say why there is no record: it was taken out, it is a proof, or there never was one."""
    if _speaks_of_files(document) or _carried_at_first(first):
        raise DamagedRecordError("the filing that it carried was taken out")
    if not _calls_itself_proof(document):
        raise NoRecordError("it carries no filing; form4gen puts one into every PDF of the form that build makes")
    if is_changed or {*document.Root.keys()} != _OF_A_PROOF:
        raise DamagedRecordError("it calls itself a proof, which carries no filing, and has more in it than a proof has; a "
                                 "signature on it signs no filing")
    raise NoRecordError("it is a proof, which carries no filing; build without --engine plutoprint makes one that does")


_DAMAGE: Final = (ValueError, LookupError, TypeError, AttributeError, NotImplementedError, RecursionError)
"""What pikepdf raises, beside its own errors, over an object that is not what its place asks for."""


def _carried_at_first(first: bytes) -> bool:
    with pikepdf.open(BytesIO(first)) as document:
        return bool(_carried(document)) or _speaks_of_files(document)


def _speaks_of_files(document: pikepdf.Pdf) -> bool:
    """Whether the metadata tell of files that the document carries."""
    return any(name in _HASHES for name in _told(document))


def _carried(document: pikepdf.Pdf) -> list[RecordFile]:
    """The files that are associated with the document and that form4gen knows by name.

    Raises ``ValueError`` where viewers, which go by the tree of names, would be given another file of such a name.
    """
    associated = {one.objgen for one in document.Root.get("/AF", [])}
    nothing = pikepdf.Dictionary()
    names = list(document.Root.get("/Names", nothing).get("/EmbeddedFiles", nothing).get("/Names", []))
    shown = {str(name): one.objgen for name, one in zip(names[::2], names[1::2], strict=False)}
    if any(name in FILE_PROPERTIES and numbers not in associated for name, numbers in shown.items()):
        raise ValueError("two files of one name")
    found: list[RecordFile] = []
    for specification in list(document.Root.get("/AF", []))[:_MOST_FILES]:
        name = str(specification.UF)
        if name in FILE_PROPERTIES and name not in {file.name for file in found}:
            relationship: Any = str(specification.AFRelationship).removeprefix("/")
            data = _inflated(specification.EF.F)
            found.append(RecordFile(name, relationship, str(specification.get("/Desc", "")), data))
    return found


_MOST_FILES: Final = 100
_HASHES: Final = tuple(f"{kind}Sha256" for kind in FILE_PROPERTIES.values())


def _inflated(stream: Any) -> bytes:
    """A stream's bytes, of which there may not be too many however small it is; only our own filter is read."""
    data: bytes = stream.read_raw_bytes()
    kind = stream.get("/Filter")
    if kind is None:
        return _bounded(data)
    if kind != "/FlateDecode":
        raise ValueError("a filter that form4gen does not write")
    inflater = zlib.decompressobj()
    return _bounded(inflater.decompress(data, LARGEST_FILE + 1))


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST_FILE:
        raise ValueError(f"a file of more than {LARGEST_FILE:,} bytes")
    return data


def _told(document: pikepdf.Pdf) -> dict[str, str]:
    """Our properties in the document's metadata, by name."""
    metadata = document.Root.get("/Metadata")
    return {} if metadata is None else properties(_inflated(metadata))


def properties(packet: bytes) -> dict[str, str]:
    """Our properties in a packet of XMP, by name; the first of two. Raises ``expat.ExpatError`` where it is no XML."""
    parser = expat.ParserCreate(namespace_separator="\n")
    found: dict[str, str] = {}
    path: list[str] = []

    def begin(name: str, _: dict[str, str]) -> None:
        path.append(name)
        if is_ours(name):
            found.setdefault(short(name), "")

    def words(text: str) -> None:
        if path and is_ours(path[-1]):
            found[short(path[-1])] += text

    def refuse(*_: object) -> None:
        raise ValueError("metadata with a document type")

    def is_ours(name: str) -> bool:
        return name.startswith(f"{NAMESPACE}\n")

    def short(name: str) -> str:
        return name.partition("\n")[2]

    parser.StartElementHandler, parser.CharacterDataHandler = begin, words
    parser.EndElementHandler = lambda _: path.pop()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(packet, True)
    return found


def _printing(told: dict[str, str]) -> Printing | None:
    """How the metadata say that the form is printed, where they say it in words of ours."""
    try:
        return Printing.from_words(told)
    except (KeyError, ValueError):
        return None
