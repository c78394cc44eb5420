"""Where a build writes, and how: whole files or none, never over a source or a file that is not ours."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, get_args

from form4gen import pictures
from form4gen.submission import Document

if sys.platform != "win32":
    import fcntl

SOURCE_ENDINGS: Final = (".form4.yaml", ".form4.yml", ".form4.json", ".yaml", ".yml", ".json", ".xml", ".txt", ".nc")
GZIP_ENDING: Final = ".gz"
_END: Final = re.compile(rb"\nstartxref\n(?P<xref>[0-9]{1,10})\n%%EOF\n")
_MARK: Final = re.compile(rb"[0-9]+ 0 obj\n<<[^>]*/ID \[\(form4gen (?P<proof>proof )?[0-9a-f]{64}\)[^>]*>>\nstream\n")
"""The dictionary of the cross-reference stream that WeasyPrint and plutoprint end a PDF with, with our identifier in it."""
_LONGEST_MARK: Final = 2_000
_LONGEST_END: Final = 40
PRIVATE: Final = 0o600
PUBLIC: Final = 0o666
"""Less what the umask takes away."""
TEMPORARY: Final = ".form4gen."
"""How the name of a file begins that is being written; mkstemp adds eight characters."""
_TEMPORARY_NAME: Final = re.compile(re.escape(TEMPORARY) + "[a-z0-9_]{8}")


def stem(name: str) -> str:
    """``x`` for ``x.form4.yaml``, ``x.yaml``, ``x.xml`` and ``x.txt.gz``."""
    if name.lower().endswith(GZIP_ENDING) and len(name) > len(GZIP_ENDING):
        name = name[: -len(GZIP_ENDING)]
    ending = next((ending for ending in SOURCE_ENDINGS if name.lower().endswith(ending)), "")
    return name[: len(name) - len(ending)] if len(ending) < len(name) else name


def is_ours(path: Path) -> bool:
    """Whether a file was made by form4gen, so that it may be made again."""
    return are_ours(path.read_bytes())


def are_ours(data: bytes) -> bool:
    """Whether bytes are a file that form4gen made.

    A PDF of ours says so in its identifier; once something was added to it, such as a signature, it is ours no more. A
    picture says so in a text of its own.
    An XML file is ours if it is, byte for byte, what the writer makes for a submission; a document from EDGAR carries a
    schemaVersion and is not. So is an edgarSubmission about such a document.
    """
    if is_pdf(data):
        return is_our_pdf(data) and len(first_revision(data)) == len(data)
    return pictures.is_ours(data) or _is_our_xml(data) or _is_our_submission(data)


def is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")


def is_our_pdf(data: bytes) -> bool:
    """Whether a PDF was at first one of ours, whatever was added to it since."""
    return _mark(data) is not None


def is_proof(data: bytes) -> bool:
    """Whether a PDF is a proof of the form as it was drawn, and no document of record."""
    mark = _mark(data)
    return mark is not None and mark["proof"] is not None and len(first_revision(data)) == len(data)


def is_record(data: bytes) -> bool:
    """Whether a file was at first a PDF of ours, and no proof."""
    mark = _mark(data)
    return mark is not None and mark["proof"] is None


def first_revision(pdf: bytes) -> bytes:
    """A PDF up to the end of what was first written; updates of it are appended (ISO 32000-1, 7.5.6)."""
    for end in _END.finditer(pdf):
        if 0 < int(end["xref"]) < end.start():  # of a linearized PDF, the first of two is 0
            return pdf[: end.end()]
    return pdf


def _mark(data: bytes) -> re.Match[bytes] | None:
    """Our identifier, where a reader of PDFs looks for it: what a filing says may stand anywhere else, and be the same."""
    end = _END.search(first_revision(data)[-_LONGEST_END:]) if is_pdf(data) else None
    return None if end is None else _MARK.match(data[(at := int(end["xref"])): at + _LONGEST_MARK])


def _is_our_submission(data: bytes) -> bool:
    from form4gen.edgar_submission import TestOrLive, to_submission
    from form4gen.envelope import opened

    found = opened(data)
    if found.document is None or found.submission is None or not _is_our_xml(found.document):
        return False
    primary = Document(found.enclosed, found.forms[-1], found.document)
    return data in {to_submission(primary, found.submission, each) for each in get_args(TestOrLive)}


def _is_our_xml(data: bytes) -> bool:
    from form4gen.file_draft import is_xml
    from form4gen.ownership_xml import to_xml
    from form4gen.shape import to_form4
    from form4gen.versions import CURRENT
    from form4gen.xml_draft import read_xml

    form4 = to_form4(read_xml(data))[0] if is_xml(data) else None
    return form4 is not None and form4.schema_version is None and to_xml(form4, "submission", CURRENT) == data


def write(path: Path, data: bytes, mode: int = PUBLIC) -> None:
    """Write a file whole: to a temporary file beside it, flushed to the disk, then renamed.

    ``mode``: its permissions, less the umask's. Raises ``OSError`` where the folder cannot be written; the file is then as
    it was.
    """
    with together([path], mode) as [file]:
        file.write(data)


@contextmanager
def together(paths: Sequence[Path], mode: int = PUBLIC) -> Iterator[list[BinaryIO]]:
    """Files to be written, all of them whole or none: renamed only when the last is on the disk.

    Raises ``OSError`` as ``write`` does.
    """
    begun: list[tuple[BinaryIO, Path]] = []
    try:
        for path in paths:
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)
            begun.append((os.fdopen(handle, "wb"), Path(name)))
            lock(handle)
        yield [file for file, _ in begun]
        for file, _ in begun:
            file.flush()
            os.fsync(file.fileno())
        for (_, temporary), path in zip(begun, paths, strict=True):
            temporary.chmod(mode & ~_umask())
            temporary.replace(path)
    except BaseException:
        for _, temporary in begun:
            temporary.unlink(missing_ok=True)
        raise
    finally:
        for file, _ in begun:
            file.close()


def _umask() -> int:
    """The process's umask; the system tells it only to those who set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def lock(number: int) -> bool:
    """Lock an open file against other processes, until it is closed or this one ends; False where another holds it."""
    if sys.platform != "win32":
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def sweep(folder: Path) -> int:
    """Remove what killed processes have left half written in a folder and below; how many files that were.

    What a living process is writing is locked by it, and stays.
    """
    return sum(map(_is_swept, _left_in(folder)))


def _left_in(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _left_in(Path(entry))
            elif _TEMPORARY_NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                yield Path(entry)


def _is_swept(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            if not lock(file.fileno()):
                return False
            path.unlink()
    except FileNotFoundError:
        return False
    return True
