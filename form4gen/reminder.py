"""Deadlines as an iCalendar file (RFC 5545), for a reader's calendar: the same deadlines make the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from form4gen.deadline import Deadline, end_in_utc
from form4gen.due import Answer

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT: Final = "-//form4gen//form4gen//EN"
BEFORE: Final = timedelta(days=1)


def as_icalendar(answers: Iterable[Answer]) -> bytes:
    """An event at the end of each deadline, with an alarm the day before. Needs the ``icalendar`` library."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    firsts = {_uid(answer, answer.first): (answer, answer.first) for answer in answers if answer.first is not None}
    for uid, (answer, first) in firsts.items():
        calendar.add_component(_event(uid, answer, first))
    return bytes(calendar.to_ical())


def is_ours(data: bytes) -> bool:
    return data.startswith(b"BEGIN:VCALENDAR") and f"PRODID:{PRODUCT}".encode() in data


def _event(uid: str, answer: Answer, one: Deadline) -> Event:
    from icalendar import Event

    event, summary = Event(), f"Form 4 due: {answer.title}"
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(one.executed, time(), UTC))
    event.add("dtstart", end_in_utc(one.due))
    event.add("summary", summary)
    event.add("description", f"Executed {one.executed}, due {one.due} by 10 p.m. Eastern time (17 CFR 240.16a-3(g)(1)).")
    event.add_component(_alarm(summary))
    return event


def _alarm(summary: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -BEFORE)
    return alarm


def _uid(answer: Answer, one: Deadline) -> str:
    """The same for the same transaction, so that a deadline counted anew moves the event that is there."""
    return hashlib.sha256(f"{answer.title}\n{one.executed}".encode()).hexdigest()[:32] + "@form4gen"
