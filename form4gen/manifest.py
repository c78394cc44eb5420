"""The manifest of a batch: a JSON line for each source, so that a rerun leaves out what is done and unchanged.

A line says nothing of a filing but which rules found something, and where: no value, no CCC, and no digest of bytes that
hold a CCC, for one could try all CCCs against it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from types import NoneType
from typing import Any, BinaryIO, Final, Literal, get_args

from form4gen.finding import Severity

VERSION: Final = 1
_BEGINNING: Final = b'{"version": '
LONGEST: Final = 10_000_000
"""Bytes of a line; a thousand findings take a hundredth."""
MOST_UNSYNCED: Final = 1.0
"""Seconds for which lines may be in the system's memory only; they outlive the process, though not the machine."""

Status = Literal["built", "refused", "unreadable", "failed"]
"""Outputs were written; the filing or its outputs forbid it; no filing could be read; form4gen or the machine failed."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written: its name under the output folder, its SHA-256 unless it holds a CCC, its bytes."""

    name: str
    sha256: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Found:
    """A finding: the rule, how grave, and the place in the filing."""

    rule: str
    severity: Severity
    place: str


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a source.

    ``source``: as it was named. ``sha256``: of its bytes, with stars for the CCCs in them; None if it was not read, or if a
    CCC stands in it in another spelling. ``options``: a digest of those it was built with; ``made_with``: the programs that
    built it. ``reason``: why it was not built. ``notes``: what else there was to say. ``seconds``: how long that took.
    """

    source: str
    sha256: str | None = None
    options: str = ""
    made_with: str = ""
    status: Status = "failed"
    reason: str = ""
    outputs: tuple[Output, ...] = ()
    findings: tuple[Found, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    def line(self) -> bytes:
        return json.dumps({"version": VERSION, **asdict(self)}).encode() + b"\n"


_TYPES: Final[dict[type, dict[str, Any]]] = {
    Record: {"source": str, "sha256": (str, NoneType), "options": str, "made_with": str, "status": str, "reason": str,
             "outputs": list, "findings": list, "notes": list, "seconds": (int, float)},
    Output: {"name": str, "sha256": (str, NoneType), "size": int},
    Found: {"rule": str, "severity": str, "place": str},
}


class NoRecordError(ValueError):
    """A line of a manifest is none that this form4gen writes; the message names the line."""


def from_line(line: bytes) -> Record:
    """A record read back. Raises ``ValueError`` for any other line."""
    try:
        given = json.loads(line)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(given, dict) or given.pop("version", None) != VERSION:
        raise ValueError(f"it is of another version than {VERSION}")
    fields = _fields(Record, given)
    if fields["status"] not in get_args(Status) or not all(isinstance(note, str) for note in fields["notes"]):
        raise ValueError("it is no record")
    outputs = tuple(Output(**_fields(Output, each)) for each in fields["outputs"])
    found = [_fields(Found, each) for each in fields["findings"]]
    findings = tuple(Found(each["rule"], Severity(each["severity"]), each["place"]) for each in found)
    return Record(**{**fields, "outputs": outputs, "findings": findings, "notes": tuple(fields["notes"])})


def _fields(kind: type, given: object) -> dict[str, Any]:
    types = _TYPES[kind]
    if not isinstance(given, dict) or given.keys() != types.keys() or \
            not all(isinstance(given[name], types[name]) for name in types):
        raise ValueError(f"it is no {kind.__name__.lower()}")
    return given


class Manifest:
    """A manifest that is open: its records by source, and lines added to it.

    The records lie in a temporary file that SQLite keeps, and of it in memory no more than a few pages: a manifest of five
    million lines takes no more memory than one of five. Of the lines of a source with the same options the last one holds.
    """

    def __init__(self, file: BinaryIO) -> None:
        """``file``: open for reading and appending. A line that a kill has torn is cut off.

        Raises ``NoRecordError`` where another line is no record.
        """
        self._file = file
        self._known = sqlite3.connect("")
        self._known.execute("PRAGMA journal_mode = OFF")
        self._known.execute("CREATE TABLE records (source BLOB, options BLOB, number INTEGER, line BLOB, "
                            "PRIMARY KEY (source, options)) WITHOUT ROWID")
        self._known.execute("CREATE TABLE targets (target BLOB PRIMARY KEY, source BLOB) WITHOUT ROWID")
        self._known.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", _lines(file))
        self._synced = time.monotonic()

    def before(self, source: str) -> list[Record]:
        """What became of a source in earlier runs, one record for each set of options, the last at the end."""
        found = self._known.execute("SELECT line FROM records WHERE source = ? ORDER BY number", (_key(source),))
        return [from_line(line) for (line,) in found]

    def claim(self, target: str, source: str) -> str | None:
        """Claim a name of outputs for a source; if one has claimed it in this run, that one's name, and nothing changes."""
        whose = self.whose(target)
        if whose is None:
            self._known.execute("INSERT INTO targets VALUES (?, ?)", (_key(target), _key(source)))
        return whose

    def whose(self, target: str) -> str | None:
        """The source that has claimed a name."""
        found = self._known.execute("SELECT source FROM targets WHERE target = ?", (_key(target),)).fetchone()
        return _text(found[0]) if found else None

    def numbered(self, target: str) -> Iterator[tuple[str, str]]:
        """The names claimed that go on with a dot and a digit, with their sources."""
        between = (_key(f"{target}.0"), _key(f"{target}.:"))
        for name, source in self._known.execute("SELECT * FROM targets WHERE target > ? AND target < ?", between):
            yield _text(name), _text(source)

    def append(self, record: Record) -> None:
        """Add a line, in one piece. Its outputs have been written before. Raises ``OSError``."""
        self._file.write(record.line())
        self._file.flush()
        if time.monotonic() - self._synced > MOST_UNSYNCED:
            self.sync()

    def sync(self) -> None:
        """See to it that the lines outlive the machine's power."""
        os.fsync(self._file.fileno())
        self._synced = time.monotonic()


def _key(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")


def _text(key: bytes) -> str:
    return key.decode("utf-8", errors="surrogatepass")


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, bytes, int, bytes]]:
    """The lines with source, options and number; a record that was begun behind the last line end is cut off."""
    file.seek(0)
    whole = 0
    for number, line in enumerate(iter(lambda: file.readline(LONGEST), b""), start=1):
        if _is_torn(line):
            break
        try:
            record = from_line(line)
        except ValueError as error:
            raise NoRecordError(f"line {number} is no record of a batch: {error}") from None
        yield _key(record.source), _key(record.options), number, line
        whole += len(line)
    file.truncate(whole)


def _is_torn(line: bytes) -> bool:
    """Whether a record was cut short: by a kill, or, with zeros in its place, by a machine without power."""
    if line.endswith(b"\n") or len(line) >= LONGEST:
        return False
    begun = line.rstrip(b"\0")
    return begun.startswith(_BEGINNING) or _BEGINNING.startswith(begun)
