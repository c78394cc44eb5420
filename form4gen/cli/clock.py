"""``due``: when a Form 4 is due."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from form4gen.cli.files import FINDINGS, FINE, STDIN, checked, has_colour, read_all, reported, say
from form4gen.cli.known import Closures, Executed, Notified, calendar_of, day
from form4gen.report import as_text as report_of
from form4gen.situation import Situation

if TYPE_CHECKING:
    from form4gen.due import Answer
    from form4gen.edgar_calendar import Calendar

STDOUT: Final = "-"
_DAY_FORM: Final = re.compile(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}")

app = typer.Typer()


@app.command(epilog="Examples: form4gen due 2026-11-25; form4gen due 2026-06-01 --notified 2026-06-08; "
             "form4gen due doe.form4.yaml --ics doe.ics")
def due(
    of: Annotated[list[str], typer.Argument(metavar="FILE|DATE...", help="Filings, or days of transactions.")],
    notified: Notified = None,
    executed: Executed = None,
    closures: Closures = None,
    report: Annotated[Literal["text", "json"], typer.Option("--format", help="How to report.")] = "text",
    ics: Annotated[str | None, typer.Option(metavar="FILE", help="Also write the deadlines for a calendar; - prints them "
                                            "in place of the report.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that form4gen did not make.")] = False,
) -> None:
    """Say when a Form 4 is due, and count the days: two business days after execution, 10 p.m. Eastern time.

    A DATE is the day of a transaction. Where a plan under Rule 10b5-1(c) or an administrator chose that day, execution is
    deemed to be the day of the notice, at most three business days later: --notified works it out, --executed takes it
    as given. A FILE is a filing: each of its transactions, and the earliest deadline of them.
    """
    from form4gen.due import as_json, as_text

    calendar = calendar_of(closures)
    deemed = _deemed(notified, executed)
    if deemed is not None and not all(map(_is_day, of)):
        raise typer.BadParameter("--notified and --executed go with a DATE; a FILE has its own deemed execution dates")
    found = [_of_day(one, deemed, calendar) if _is_day(one) else _of_file(one, calendar) for one in of]
    answers = [answer for answer in found if answer is not None]
    if ics is not None:
        _remind(ics, [*of, *([str(closures)] if closures else [])], answers, force)
    if ics != STDOUT:
        print(as_json(answers) if report == "json" else as_text(answers), end="")
    raise typer.Exit(FINE if len(answers) == len(found) else FINDINGS)


def _is_day(word: str) -> bool:
    return _DAY_FORM.fullmatch(word) is not None


def _deemed(notified: date | None, executed: date | None) -> tuple[str, date] | None:
    """What was said of the execution: the option's name, and its day."""
    if notified and executed:
        raise typer.BadParameter("--notified works out the deemed execution date that --executed gives; use one of them")
    if notified:
        return "--notified", notified
    return ("--executed", executed) if executed else None


def _of_day(word: str, deemed: tuple[str, date] | None, calendar: Calendar) -> Answer:
    from form4gen.deadline import deemed_execution, latest_deemed_execution, outside
    from form4gen.due import of_day

    transacted = day(word)
    if unknown := outside(transacted):
        raise typer.BadParameter(f"{word}: {unknown}")
    if deemed is None:
        return of_day(transacted, transacted, calendar)
    option, said = deemed
    latest = latest_deemed_execution(transacted, calendar)
    if said < transacted:
        raise typer.BadParameter(f"{option} {said} is before the transaction of {transacted}")
    if option == "--executed" and said > latest:
        raise typer.BadParameter(f"{option} {said} is after {latest}, the third business day after the transaction of "
                                 f"{transacted}; execution is deemed then at the latest (17 CFR 240.16a-3(g)(4))")
    counted = deemed_execution(transacted, said, calendar)
    return of_day(transacted, counted, calendar, _why(option, said, counted))


def _why(option: str, said: date, counted: date) -> str:
    if option == "--executed":
        return f"deemed executed {counted}"
    third = " (the third business day after the transaction)" if counted < said else ""
    return f"notified {said}, so deemed executed {counted}{third}"


def _of_file(file: str, calendar: Calendar) -> Answer | None:
    """A filing's deadlines; None, with its findings said, where it cannot be read as one."""
    from form4gen.due import of_filing

    if file != STDIN and not Path(file).exists():
        raise typer.BadParameter(f"{file} is neither a file nor a day written as YYYY-MM-DD")
    (reading,) = read_all([file], Situation(calendar=calendar))
    source = checked(file, reading)
    if reading.form4 is None:
        say(report_of([source], has_colour(sys.stderr)).rstrip())
        return None
    return of_filing(source.file, reading.form4, calendar)


def _remind(target: str, sources: list[str], answers: list[Answer], force: bool) -> None:
    """Write the deadlines for a reader's calendar."""
    from form4gen.outputs import write
    from form4gen.reminder import as_icalendar

    if not any(answer.first for answer in answers):
        say("there is no deadline, so no calendar is written")
        return
    try:
        data = as_icalendar(answers)
    except ModuleNotFoundError:
        raise typer.BadParameter("--ics needs the icalendar library: pip install 'form4gen[ics]'") from None
    if target == STDOUT:
        sys.stdout.buffer.write(data)
        return
    path = Path(target)
    _refuse(path, sources, force)
    with reported(f"{path} cannot be written"):
        write(path, data)
    say(f"wrote {path}")


def _refuse(path: Path, sources: list[str], force: bool) -> None:
    """A usage error where a calendar would be written over what was read, or over what form4gen did not make."""
    from form4gen.reminder import is_ours

    if path.resolve() in {Path(source).resolve() for source in sources}:
        raise typer.BadParameter(f"{path} is read; write the calendar elsewhere")
    with reported(f"{path} cannot be written over"):
        if path.exists() and not force and not is_ours(path.read_bytes()):
            raise typer.BadParameter(f"{path} was not made by form4gen; --force writes over it")
