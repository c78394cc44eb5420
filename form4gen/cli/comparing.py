"""``diff``: what changed between two filings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from form4gen.cli.files import STDIN, checked, has_colour, read_all, reported, say, tell
from form4gen.report import as_text
from form4gen.situation import Situation

if TYPE_CHECKING:
    from form4gen.reading import Reading

SAME: Final = 0
DIFFERENT: Final = 1
TROUBLE: Final = 2

KINDS: Final = ", in YAML, JSON or XML; - is standard input."
Report = Literal["text", "json"]

app = typer.Typer()


@app.command(epilog="Examples: form4gen diff doe.xml doe.form4.yaml; form4gen diff original.xml amendment.xml --pdf "
                    "redline.pdf; form4gen diff - doe.form4.yaml --format json < doe.xml")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=f"The filing as it was{KINDS}")],
    new: Annotated[str, typer.Argument(metavar="NEW", help=f"The filing as it is{KINDS}")],
    report: Annotated[Report, typer.Option("--format", help="How to report, such as --format json.")] = "text",
    pdf: Annotated[Path | None, typer.Option("--pdf", metavar="FILE", dir_okay=False,
                                             help="Write the printed form of NEW too, with what was struck and what is "
                                             "underlined, such as --pdf redline.pdf.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that form4gen did not make.")] = False,
) -> None:
    """Say what changed between two filings: by box and row, in the form's own terms.

    Rows are matched by what they report, owners by CIK, footnotes by what they say and what cites them. The exit code is 0
    where both filings report the same, 1 where something changed, 2 where one cannot be read.
    """
    from form4gen import outputs
    from form4gen.comparison import compared
    from form4gen.comparison_report import comparison_json, comparison_text

    if pdf is not None:
        _claim(pdf, (old, new), force)
    before, after = read_all([old, new], Situation(profile="draft"))
    if before.form4 is None or after.form4 is None:
        _explain({old: before, new: after})
        raise typer.Exit(TROUBLE)
    comparison = compared(before.form4, after.form4)
    written = comparison_json if report == "json" else comparison_text
    print(written(comparison, *("<stdin>" if file == STDIN else file for file in (old, new))), end="")
    if pdf is not None:
        from form4gen.engines import demand

        demand("weasyprint")
        from form4gen.pdf import comparison_to_pdf

        with reported(f"{pdf} cannot be written"):
            outputs.write(pdf, comparison_to_pdf(comparison))
        say(f"wrote {pdf}")
    raise typer.Exit(DIFFERENT if comparison.changes else SAME)


def _explain(readings: dict[str, Reading]) -> None:
    """Why a filing cannot be read."""
    for file, reading in readings.items():
        if reading.form4 is None:
            say(as_text([checked(file, reading)], has_colour(sys.stderr)).rstrip())
            tell(file, "the findings leave no filing to compare")


def _claim(path: Path, sources: tuple[str, str], force: bool) -> None:
    """A usage error where the PDF would be written over a source or a file that is not ours."""
    from form4gen import outputs

    if str(path) == STDIN:
        raise typer.BadParameter("standard output has the report; --pdf takes a file")
    if any(file != STDIN and path.resolve() == Path(file).resolve() for file in sources):
        raise typer.BadParameter(f"{path} is one of the filings; --pdf takes another file")
    with reported(f"{path} cannot be written over"):
        if path.exists() and not force and not outputs.is_ours(path):
            raise typer.BadParameter(f"{path} was not made by form4gen as it is; --force writes over it")
