"""``due``, and the options of ``check`` that tell of the world: what they print, what they write, how they exit."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from form4gen.cli import app
from form4gen.closures import calendar_from
from form4gen.edgar_calendar import CLOSURES

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
PAGE = (ROOT / "docs" / "deadlines.md").read_text(encoding="utf-8")
GIFT = (EXAMPLES / "gift-2026.form4.yaml").read_text(encoding="utf-8")


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, words, input=given)


def file(text: str = GIFT, name: str = "roe.form4.yaml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_due_of_a_day_counts_the_days() -> None:
    result = run("due", "2026-11-25")
    assert result.exit_code == 0
    assert result.stdout == """\
2026-11-25: due Mon 2026-11-30, by 10 p.m. Eastern time (EST)
    Wed 2026-11-25: executed
    Thu 2026-11-26: does not count, Thanksgiving Day
    Fri 2026-11-27: business day 1
    Sat 2026-11-28: does not count, Saturday
    Sun 2026-11-29: does not count, Sunday
    Mon 2026-11-30: business day 2
    transaction 2026-11-25, due 2026-11-30
"""


def test_due_after_a_notice() -> None:
    assert run("due", "2026-06-01", "--notified", "2026-06-03").stdout.splitlines()[-1] == \
        "    transaction 2026-06-01, notified 2026-06-03, so deemed executed 2026-06-03, due 2026-06-05"


def test_due_after_a_late_notice() -> None:
    lines = run("due", "2026-06-01", "--notified", "2026-06-08").stdout.splitlines()
    assert lines[0] == "2026-06-01: due Mon 2026-06-08, by 10 p.m. Eastern time (EDT)"
    assert lines[-1] == ("    transaction 2026-06-01, notified 2026-06-08, so deemed executed 2026-06-04 "
                         "(the third business day after the transaction), due 2026-06-08")


def test_due_from_a_deemed_execution_date() -> None:
    assert run("due", "2026-06-01", "--executed", "2026-06-02").stdout.splitlines()[-1] == \
        "    transaction 2026-06-01, deemed executed 2026-06-02, due 2026-06-04"


def test_due_of_a_filing() -> None:
    assert run("due", file()).stdout == """\
roe.form4.yaml: due Fri 2026-06-12, by 10 p.m. Eastern time (EDT)
    Wed 2026-06-10: executed
    Thu 2026-06-11: business day 1
    Fri 2026-06-12: business day 2
    non_derivative_table[0]: transaction 2026-06-10, due 2026-06-12
"""


def test_due_of_a_filing_is_the_earliest_of_its_transactions() -> None:
    lines = run("due", str(EXAMPLES / "trust-purchase-2026.form4.yaml")).stdout.splitlines()
    assert "due Mon 2026-06-08" in lines[0]
    assert lines[-2:] == ["    non_derivative_table[0]: transaction 2026-06-04, due 2026-06-08",
                          "    non_derivative_table[1]: transaction 2026-06-05, due 2026-06-09"]


def test_due_of_a_filing_counts_from_its_deemed_execution_date() -> None:
    plan = GIFT.replace("    code: G [gift]", "    deemed_execution_date: 2026-06-11\n    code: S [gift]")
    assert run("due", file(plan)).stdout.splitlines()[-1] == \
        "    non_derivative_table[0]: transaction 2026-06-10, deemed executed 2026-06-11, due 2026-06-15"


def test_due_of_what_has_no_deadline() -> None:
    assert run("due", file(GIFT.replace("acquired_disposed: D", "acquired_disposed: A"))).stdout == """\
roe.form4.yaml: no deadline; nothing in it is due within two business days
    non_derivative_table[0]: transaction 2026-06-10, no deadline: an acquisition by gift (G) may wait for Form 5
"""


def test_due_of_an_amendment() -> None:
    result = run("due", str(EXAMPLES / "amendment-2026.form4.yaml"))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].endswith("no deadline: an amendment has no deadline of its own")


def test_due_of_several() -> None:
    lines = run("due", "2026-06-01", file(), "2026-06-02").stdout.splitlines()
    headings = [line.split(":")[0] for line in lines if line and line[0] != " "]
    assert headings == ["2026-06-01", "roe.form4.yaml", "2026-06-02"]


def test_due_of_standard_input() -> None:
    assert run("due", "-", given=GIFT).stdout.startswith("<stdin>: due Fri 2026-06-12")


def test_due_in_json() -> None:
    assert json.loads(run("due", "2026-06-05", "--format", "json").stdout) == {"version": 1, "deadlines": [{
        "for": "2026-06-05", "executed": "2026-06-05", "due": "2026-06-09", "ends": "2026-06-09T22:00:00-04:00",
        "days": [{"date": "2026-06-06", "closed": "Saturday"}, {"date": "2026-06-07", "closed": "Sunday"},
                 {"date": "2026-06-08", "closed": None}, {"date": "2026-06-09", "closed": None}],
        "note": None,
        "transactions": [{"place": None, "transaction_date": "2026-06-05", "executed": "2026-06-05", "deemed": None,
                          "due": "2026-06-09", "no_deadline": None}],
    }]}


def test_due_in_json_of_what_has_no_deadline() -> None:
    (record,) = json.loads(run("due", str(EXAMPLES / "exit-box-2026.form4.yaml"), "--format", "json").stdout)["deadlines"]
    assert (record["due"], record["days"], record["transactions"]) == (None, [], [])


def test_due_by_a_readers_table() -> None:
    table = file("2026-11-27 Closed by executive order\n2026-11-26 open because offices work\n", "edgar.txt")
    lines = run("due", "2026-11-25", "--closures", table).stdout.splitlines()
    assert lines[2:4] == ["    Thu 2026-11-26: business day 1",
                          "    Fri 2026-11-27: does not count, closed by executive order"]


def test_check_by_a_readers_table_and_the_day_of_filing() -> None:
    late = run("check", file(), "--filed", "2026-06-15")
    assert late.exit_code == 1
    assert "DAY006 report-is-in-time: executed 2026-06-10, due 2026-06-12, but filed 2026-06-15" in late.stdout
    table = file("2026-06-12 closed storm", "edgar.txt")
    assert run("check", file(), "--filed", "2026-06-15", "--closures", table).exit_code == 0
    assert run("check", file(), "--filed", "2026-06-12").exit_code == 0


@pytest.mark.parametrize("command", ["due", "check"])
def test_a_wrong_table_is_a_usage_error_with_file_and_line(command: str) -> None:
    result = run(command, file(), "--closures", file("# ours\n2099-12-24 shut", "edgar.txt"))
    assert result.exit_code == 2
    assert "edgar.txt, line 2: it is neither 'YYYY-MM-DD closed REASON' nor 'YYYY-MM-DD open'" in result.stderr
    assert "shut" not in result.stderr


def test_an_absent_table_is_a_usage_error() -> None:
    result = run("due", "2026-06-01", "--closures", "nowhere.txt")
    assert result.exit_code == 2
    assert "nowhere.txt cannot be read" in result.stderr


@pytest.mark.parametrize(("words", "why"), [
    (["2026-02-30"], "2026-02-30 is no day of the calendar"),
    (["0000-01-01"], "0000-01-01 is no day of the calendar"),
    (["06/01/2026"], "06/01/2026 is neither a file nor a day written as YYYY-MM-DD"),
    (["2002-08-28"], "before 2002-08-29, Form 4 was due on the tenth day of the next month"),
    (["9999-12-31"], "federal holidays after 2100 are not known"),
    (["2026-6-1"], "2026-6-1 is no day of the calendar; write it as YYYY-MM-DD"),
    (["2026-06-01", "--notified", "tomorrow"], "'--notified': tomorrow is no day of the calendar; write it as YYYY-MM-DD"),
    (["2026-06-01", "--executed", "20260602"], "'--executed': 20260602 is no day of the calendar; write it as YYYY-MM-DD"),
    (["2026-06-01", "--notified", "2026-05-29"], "--notified 2026-05-29 is before the transaction of 2026-06-01"),
    (["2026-06-01", "--executed", "2026-06-05"], "--executed 2026-06-05 is after 2026-06-04, the third business day"),
    (["2026-06-01", "--executed", "2026-06-02", "--notified", "2026-06-02"], "use one of them"),
    (["roe.form4.yaml", "--notified", "2026-06-11"], "go with a DATE"),
])
def test_wrong_usage(words: list[str], why: str) -> None:
    file()
    result = run("due", *words)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""


def test_a_file_that_is_no_filing_shows_its_findings_and_exits_1() -> None:
    result = run("due", file(GIFT.replace("shares: 1200", "shares: 1,200")), "2026-06-01")
    assert result.exit_code == 1
    assert "roe.form4.yaml:21:13: suspend TXT005" in result.stderr
    assert result.stdout.startswith("2026-06-01: due")


@pytest.mark.parametrize(("day", "is_known"), [("2017-12-28", False), ("2017-12-29", False), ("2017-12-31", True),
                                               ("2018-01-02", True)])
def test_closures_before_2018_are_not_known_and_due_says_so(day: str, is_known: bool) -> None:
    note = "EDGAR's closures are known from 2018 on; before, only weekends and federal holidays are left out"
    assert (f"\n    note: {note}\n" not in run("due", day).stdout) is is_known
    (record,) = json.loads(run("due", day, "--format", "json").stdout)["deadlines"]
    assert record["note"] == (None if is_known else note)


def alarms(*words: str) -> list[str]:
    """When the alarms of the one event ring, in Eastern time."""
    (event,) = Calendar.from_ical(run("due", *words, "--ics", "-").stdout_bytes).events
    end = event.decoded("dtstart")
    rings = [(end + alarm.decoded("trigger")).astimezone(ZoneInfo("America/New_York")) for alarm in event.walk("VALARM")]
    return [f"{ring:%a %m-%d %H:%M}" for ring in rings]


def test_alarms_ring_in_office_hours_of_the_business_day_before_and_of_the_day() -> None:
    assert alarms("2026-06-09") == ["Wed 06-10 09:00", "Thu 06-11 09:00"]
    assert alarms("2026-11-25") == ["Fri 11-27 09:00", "Mon 11-30 09:00"]
    assert alarms("2026-10-29") == ["Fri 10-30 09:00", "Mon 11-02 09:00"], "daylight saving time ends between"
    assert alarms("2026-11-25", "--closures", file("2026-11-27 closed storm", "edgar.txt")) == \
        ["Mon 11-30 09:00", "Tue 12-01 09:00"]


def test_a_calendar_has_an_event_for_each_deadline() -> None:
    result = run("due", file(), "2026-11-25", "--ics", "due.ics")
    assert (result.exit_code, result.stderr) == (0, "wrote due.ics\n")
    gift, day = Calendar.from_ical(Path("due.ics").read_bytes()).events
    assert (gift["summary"], day["summary"]) == ("Form 4 due: XMPL, ROE MARY", "Form 4 due: transaction of 2026-11-25")
    assert gift.decoded("dtstart").isoformat() == "2026-06-13T02:00:00+00:00"
    assert day.decoded("dtstart").isoformat() == "2026-12-01T03:00:00+00:00"
    assert gift.decoded("dtstamp").isoformat() == "2026-06-10T00:00:00+00:00"


def test_a_calendar_is_printed_in_place_of_the_report_and_is_always_the_same() -> None:
    first, second = run("due", "2026-11-25", "--ics", "-"), run("due", "2026-11-25", "--ics", "-")
    assert first.stdout_bytes == second.stdout_bytes
    assert first.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")
    assert first.stdout_bytes.endswith(b"END:VCALENDAR\r\n")


def test_an_event_keeps_its_identity_when_the_deadline_moves() -> None:
    def event(*words: str) -> tuple[str, str, Any]:
        (found,) = Calendar.from_ical(run("due", "2026-11-25", "--ics", "-", *words).stdout_bytes).events
        return str(found["uid"]), found.decoded("dtstart").isoformat(), found["sequence"]

    moved = event("--closures", file("2026-11-30 closed storm", "edgar.txt"))
    assert event()[0] == moved[0]
    assert event()[1:] < moved[1:]
    assert event()[2] < moved[2]


def test_one_event_for_the_same_thing_asked_twice() -> None:
    printed = run("due", "2026-11-25", "2026-11-25", "--ics", "-").stdout_bytes
    assert len(Calendar.from_ical(printed).events) == 1


def uids(*words: str) -> list[str]:
    return [str(event["uid"]) for event in Calendar.from_ical(run("due", *words, "--ics", "-").stdout_bytes).events]


def test_two_files_of_the_same_facts_have_an_event_each() -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
        file(name=f"{folder}/roe.form4.yaml")
    both = [file(), file(name="again.form4.yaml"), "a/roe.form4.yaml", "b/roe.form4.yaml"]
    assert len(set(uids(*both))) == 4
    assert uids(*both) == uids(*both)
    assert uids("roe.form4.yaml") == uids("./roe.form4.yaml", "roe.form4.yaml") == uids("a/roe.form4.yaml")


def test_a_file_name_that_is_no_text_has_an_event() -> None:
    assert len(uids(file(name=os.fsdecode(b"roe\xff.yaml")))) == 1


def test_a_calendar_is_never_written_over_the_closures() -> None:
    table = file("2099-11-26 open", "edgar.txt")
    Path("link.txt").symlink_to("edgar.txt")
    for name in ("./edgar.txt", "link.txt"):
        refused = run("due", "2026-11-25", "--closures", table, "--ics", name, "--force")
        assert refused.exit_code == 2
        assert f"{Path(name)} is read; write the calendar elsewhere" in refused.stderr
    assert Path("edgar.txt").read_text(encoding="utf-8") == "2099-11-26 open"


def test_a_calendar_of_ours_is_written_again_and_no_other_file() -> None:
    assert run("due", "2026-11-25", "--ics", "due.ics").exit_code == 0
    assert run("due", "2026-11-24", "--ics", "due.ics").exit_code == 0
    other = file("BEGIN:VCALENDAR\nPRODID:theirs", "other.ics")
    refused = run("due", "2026-11-25", "--ics", other)
    assert refused.exit_code == 2
    assert "was not made by form4gen; --force writes over it" in refused.stderr
    assert run("due", "2026-11-25", "--ics", other, "--force").exit_code == 0


def test_a_calendar_is_never_written_over_a_source() -> None:
    refused = run("due", file(), "--ics", "./roe.form4.yaml", "--force")
    assert refused.exit_code == 2
    assert Path("roe.form4.yaml").read_text(encoding="utf-8") == GIFT


def test_no_calendar_without_a_deadline() -> None:
    result = run("due", str(EXAMPLES / "exit-box-2026.form4.yaml"), "--ics", "due.ics")
    assert (result.exit_code, result.stderr) == (0, "there is no deadline, so no calendar is written\n")
    assert not Path("due.ics").exists()


def test_without_the_library_a_calendar_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = run("due", "2026-11-25", "--ics", "-")
    assert result.exit_code == 2
    assert "pip install 'form4gen[ics]'" in result.stderr


SHOWN = re.findall(r"```console\n\$ form4gen ([^\n]+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("words", "shown"), SHOWN, ids=[words for words, _ in SHOWN])
def test_the_page_shows_what_due_prints(words: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run(*shlex.split(words)).stdout == shown


def test_the_page_has_the_table_of_closures() -> None:
    assert len(SHOWN) == 3
    listed = re.findall(r"^\| (\d{4}-\d{2}-\d{2}) \| (.+) \|$", PAGE, re.MULTILINE)
    assert listed == [(str(day), why) for day, why in CLOSURES.items()]


def test_the_pages_own_table_can_be_read() -> None:
    (table,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert calendar_from(table) != calendar_from("")


def test_the_page_names_every_field_of_the_json() -> None:
    (record,) = json.loads(run("due", "2026-06-05", "--format", "json").stdout)["deadlines"]
    names = {*record, *record["days"][0], *record["transactions"][0]}
    said = PAGE.split("## JSON")[1]
    assert [name for name in sorted(names) if f"`{name}`" not in said] == []
