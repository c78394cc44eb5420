"""A reader's own table of closures: the days on which EDGAR was closed or open, other than form4gen knows.

One day a line, ``YYYY-MM-DD closed REASON`` or ``YYYY-MM-DD open``; a reason for an opening may follow it, and what stands
behind # is a comment. The lines come on top of the built-in table, so a file needs only what differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from form4gen.edgar_calendar import CLOSURES, SATURDAY, Calendar, weekday

_LINE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\s+(closed|open)(?:\s+(\S.*))?", re.ASCII | re.IGNORECASE)
CLOSED: Final = "YYYY-MM-DD closed REASON"
OPEN: Final = "YYYY-MM-DD open"


class ClosuresError(Exception):
    """A line that is no entry of the table."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")


class _Entry(NamedTuple):
    line: int
    day: date
    is_closed: bool
    reason: str


def calendar_from(text: str) -> Calendar:
    """EDGAR's business days with a table's closures and openings. Raises ``ClosuresError``."""
    closures, openings = dict(CLOSURES), set()
    first: dict[date, int] = {}
    for entry in _entries(text):
        if first.setdefault(entry.day, entry.line) != entry.line:
            raise ClosuresError(entry.line, f"{entry.day} is on line {first[entry.day]} already; keep one of them")
        if entry.is_closed:
            closures[entry.day] = entry.reason
        else:
            closures.pop(entry.day, None)
            openings.add(entry.day)
    return Calendar(closures, frozenset(openings))


def _entries(text: str) -> Iterator[_Entry]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        said = line.partition("#")[0].strip()
        if said:
            yield _entry(number, said)


def _entry(number: int, said: str) -> _Entry:
    match = _LINE.fullmatch(said)
    if match is None:
        raise ClosuresError(number, f"it is neither '{CLOSED}' nor '{OPEN}'")
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        raise ClosuresError(number, f"{match[1]} is no day of the calendar") from None
    if day.weekday() >= SATURDAY:
        raise ClosuresError(number, f"{day} is a {weekday(day)}, when EDGAR is closed anyway")
    is_closed = match[2].lower() == "closed"
    if is_closed and not match[3]:
        raise ClosuresError(number, f"say why EDGAR is closed: '{CLOSED}'")
    return _Entry(number, day, is_closed, f"closed {match[3]}" if is_closed else "")
