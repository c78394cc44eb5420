"""``package``: the file to upload to EDGAR."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from form4gen.cli.building import claim
from form4gen.cli.cccs import CccFile, cccs_given
from form4gen.cli.files import (
    FINDINGS,
    FailOn,
    IntoAscii,
    checked,
    exit_code,
    has_colour,
    read_all,
    say,
    tell,
)
from form4gen.cli.known import Closures, Filed, calendar_of
from form4gen.cli.sending import Exhibits, Notify, submission_of
from form4gen.cli.writing import XML_FILE, save, stem_of, target_of
from form4gen.finding import Severity
from form4gen.report import as_text
from form4gen.situation import Situation
from form4gen.submission import Submission

if TYPE_CHECKING:
    from form4gen.package import Consignment
    from form4gen.reading import Reading

ENDING: Final = ".submission.xml"

app = typer.Typer()


def _plain(text: str | None) -> str | None:
    """A contact's detail. A usage error where it is not one line of ASCII, which is all that EDGAR takes."""
    text = text.strip() if text else ""
    if not (text.isascii() and text.isprintable()):
        raise typer.BadParameter(f"{text!r} is not one line of plain ASCII")
    return text or None


@app.command(epilog="Examples: form4gen package doe.form4.yaml --ccc-file cccs.txt; form4gen package doe.form4.yaml "
                    "--exhibit poa.txt --exhibit EX-99.1=trades.htm --notify section16@example.com --live")
def package(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A filing in YAML, JSON or XML; - is standard input.")],
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE|DIR", help="Write this .xml file, or into "
                                               "this folder; - is standard output. Without it, beside the source.")] = None,
    exhibits: Exhibits = None,
    contact_name: Annotated[str | None, typer.Option(metavar="NAME", callback=_plain, help="Whom EDGAR may ask, such as "
                                                     "'Pat Roe'.")] = None,
    contact_phone: Annotated[str | None, typer.Option(metavar="NUMBER", callback=_plain, help="The contact's phone number, "
                                                      "such as 555-0100.")] = None,
    contact_email: Annotated[str | None, typer.Option(metavar="EMAIL", callback=_plain, help="The contact's address, such "
                                                      "as pat@example.com.")] = None,
    notify: Notify = None,
    live: Annotated[bool, typer.Option("--live", help="Make the submission to file.")] = False,
    test: Annotated[bool, typer.Option("--test", help="Make one that EDGAR checks and does not file, as without "
                                       "--live.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that form4gen did not make.")] = False,
    ccc_file: CccFile = None,
    filed: Filed = None,
    closures: Closures = None,
    into_ascii: IntoAscii = False,
    fail_on: FailOn = Severity.RULE,
) -> None:
    """Write x.submission.xml for x.form4.yaml: the file to upload to EDGAR, with the exhibits in it.

    It is a TEST submission, unless --live is given. Nothing is written for a filing that EDGAR would suspend with what is
    enclosed, or that lacks an owner's CCC. A CCC comes from the filing, from --ccc-file or from FORM4GEN_CCC_<CIK> in the
    environment; the file holds it, so only you can read it.
    """
    from form4gen.package import Consignment

    if live and test:
        raise typer.BadParameter("--live and --test contradict each other; give one of them")
    enclosed = (submission_of([file], exhibits, notify) or Submission())._replace(
        contact_name=contact_name, contact_phone_number=contact_phone, contact_email_address=contact_email)
    target = _target(file, output, force)
    situation = Situation(profile="draft", filed_on=filed, calendar=calendar_of(closures),
                          submission=enclosed)
    [reading] = read_all([file], situation, into_ascii)
    sent = Consignment(enclosed, "LIVE" if live else "TEST", stem_of(file))
    is_written = _package(file, reading, sent, cccs_given(ccc_file), target)
    raise typer.Exit(exit_code([reading], fail_on) if is_written else FINDINGS)


def _package(file: str, reading: Reading, sent: Consignment, cccs: dict[str, str], target: Path | None) -> bool:
    """Package one filing; whether it was written."""
    from form4gen.build import RefusedError
    from form4gen.package import packaged

    if reading.submission is not None:
        raise typer.BadParameter(f"{file} is a submission already; form4gen unpack takes it apart")
    if reading.findings:
        say(as_text([checked(file, reading)], has_colour(sys.stderr)).rstrip())
    for replaced in reading.replaced:
        tell(file, replaced)
    try:
        made = packaged(reading, sent, cccs)
    except RefusedError as refused:
        tell(file, f"nothing was written: {refused}")
        return False
    for note in made.notes:
        tell(file, note)
    save(target, made.data, is_secret=True)
    return True


def _target(file: str, output: str | None, force: bool) -> Path | None:
    """Where a submission goes; None for standard output. A usage error where it would be written over another's file."""
    target = target_of(file, output, ENDING, XML_FILE)
    if target is not None:
        claim(target, file, {}, force)
    return target
