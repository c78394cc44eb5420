"""Deadlines as an iCalendar file (RFC 5545), for a reader's calendar: the same deadlines make the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from form4gen.deadline import END_OF_DAY, Deadline, end_in_utc
from form4gen.due import Answer

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT: Final = "-//form4gen//form4gen//EN"
RINGS: Final = time(9)
"""When an alarm rings, in Eastern time: at the beginning of office hours."""
_BEFORE_THE_END: Final = timedelta(hours=END_OF_DAY.hour - RINGS.hour)


def as_icalendar(answers: Iterable[Answer]) -> bytes:
    """An event at the end of each deadline, with alarms on the business day before and on the day itself, in the morning.

    Needs the ``icalendar`` library.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for uid, answer, first in _identified(answers):
        calendar.add_component(_event(uid, answer, first))
    return bytes(calendar.to_ical())


def is_ours(data: bytes) -> bool:
    return data.startswith(b"BEGIN:VCALENDAR") and f"PRODID:{PRODUCT}".encode() in data


def _event(uid: str, answer: Answer, one: Deadline) -> Event:
    from icalendar import Event

    event, summary = Event(), f"Form 4 due: {answer.title}"
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(one.executed, time(), UTC))
    event.add("sequence", (one.due - one.executed).days)
    event.add("dtstart", end_in_utc(one.due))
    event.add("summary", summary)
    event.add("description", f"Executed {one.executed}, due {one.due} by 10 p.m. Eastern time (17 CFR 240.16a-3(g)(1)).")
    for before in _alarms(one):
        event.add_component(_alarm(summary, before))
    return event


def _alarms(one: Deadline) -> Iterator[timedelta]:
    """How long before a deadline its alarms ring: on each of its business days."""
    return (end_in_utc(one.due) - end_in_utc(day) + _BEFORE_THE_END for day, why in one.days if why is None)


def _alarm(summary: str, before: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -before)
    return alarm


def _identified(answers: Iterable[Answer]) -> Iterator[tuple[str, Answer, Deadline]]:
    """The answers that have a deadline, each once, with the identity of its event.

    The same for the same file and transaction, so that a deadline counted anew moves the event that is there. Where two
    files have the same name, issuer, owners and day, the second is numbered.
    """
    named: dict[str, list[PurePath]] = {}
    for answer in answers:
        if answer.first is None:
            continue
        path = PurePath(answer.about)
        facts = f"{path.name}\n{answer.title}\n{answer.first.executed}"
        alike = named.setdefault(facts, [])
        if path not in alike:
            alike.append(path)
            yield _uid(f"{facts}\n{len(alike)}"), answer, answer.first


def _uid(facts: str) -> str:
    return hashlib.sha256(facts.encode(errors="surrogateescape")).hexdigest()[:32] + "@form4gen"
