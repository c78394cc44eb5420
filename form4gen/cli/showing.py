"""``show``: the printed form in the terminal, or as pictures."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from form4gen.cli.building import claim
from form4gen.cli.drawing import EngineIfAny, demand_engine
from form4gen.cli.files import FINDINGS, STDIN, bytes_of, checked, has_colour, reported, say, tell
from form4gen.cli.writing import save, stem_of
from form4gen.report import as_text as report_of
from form4gen.report import summary, visible
from form4gen.situation import Situation
from form4gen.versions import Edition

if TYPE_CHECKING:
    from form4gen.filing import Form4
    from form4gen.printing import Engine
    from form4gen.reading import Reading
    from form4gen.ruled import Lines

DPI: Final = 150
LEAST_DPI: Final = 36
MOST_DPI: Final = 600
_PAGES_FORM: Final = re.compile("[1-9][0-9]{0,3}(,[1-9][0-9]{0,3})*")

app = typer.Typer()


@app.command(epilog="Examples: form4gen show doe.form4.yaml; form4gen show doe.xml | less; form4gen show doe.form4.yaml "
                    "--png -o pictures; form4gen show doe.pdf --png --page 1,2 --dpi 300")
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A filing, as for check; - is standard input. With --png, "
                                        "a PDF that form4gen made, too.")],
    png: Annotated[bool, typer.Option("--png", help="Write the pages of the printed form as x.1.png, x.2.png, ...; x.png, "
                                      "where there is one.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR", file_okay=False,
                                                help="Write the pictures here, not beside the source.")] = None,
    dpi: Annotated[int | None, typer.Option("--dpi", min=LEAST_DPI, max=MOST_DPI,
                                            help=f"Dots an inch, {DPI} if not given.")] = None,
    page: Annotated[str | None, typer.Option("--page", metavar="N[,N]", help="These pages alone.")] = None,
    edition: Annotated[Edition | None, typer.Option(help="The printed form's edition, if not the one of "
                                                    "the filing's day.")] = None,
    engine: EngineIfAny = None,
    force: Annotated[bool, typer.Option("--force", help="Write over pictures that form4gen did not make.")] = False,
) -> None:
    """Show the printed form in the terminal, or make pictures of its pages.

    Where the terminal is wide enough, Tables I and II stand as on the form; else each row is a list of its boxes, without
    the empty ones. What EDGAR would suspend is shown too, as a DRAFT. The findings are counted; check tells them.
    """
    from form4gen.opened import LARGEST_FILE

    if not png and (output is not None or dpi is not None or page is not None or engine is not None or force):
        raise typer.BadParameter("-o, --dpi, --page, --engine and --force go with --png")
    if png and file == STDIN and output is None:
        raise typer.BadParameter("the pictures of standard input need -o DIR")
    wanted = _pages(page)
    demand_engine(engine or "weasyprint")
    data = bytes_of(file, LARGEST_FILE)
    if _is_pdf(file, data, png, edition is not None or engine is not None):
        _draw(file, data, output, dpi or DPI, wanted, force)
        return
    reading, form4 = _read(file, data)
    if png:
        _draw(file, _printed(file, reading, form4, edition, engine or "weasyprint"), output, dpi or DPI, wanted, force)
    else:
        _print(reading, form4, edition)
    _count(file, reading, form4)


def _pages(page: str | None) -> set[int]:
    """The numbers of the pages that are wanted; none, where all are."""
    if page is None:
        return set()
    if not _PAGES_FORM.fullmatch(page):
        raise typer.BadParameter(f"--page {page!r} is no list of pages such as 1 or 1,3")
    return set(map(int, page.split(",")))


def _is_pdf(file: str, data: bytes, png: bool, is_to_be_drawn: bool) -> bool:
    """Whether a file is a PDF of ours. A usage error where it is another's, or pictures of it were not asked for."""
    from form4gen import outputs
    from form4gen.opened import LARGEST_FILE

    if not outputs.is_pdf(data):
        return False
    if not outputs.is_our_pdf(data) or len(data) > LARGEST_FILE:
        raise typer.BadParameter(f"{file} is a PDF that form4gen did not make; show takes the filing, in YAML, JSON or XML")
    if not png or is_to_be_drawn:
        raise typer.BadParameter(f"{file} is a PDF: --png makes pictures of its pages, as they are")
    return True


def _read(file: str, data: bytes) -> tuple[Reading, Form4]:
    """The filing; where there is none, its findings are said, and that is all."""
    from form4gen.reading import read_source

    reading = read_source(data, Situation(profile="draft"))
    if reading.form4 is None:
        say(report_of([checked(file, reading)], has_colour(sys.stderr)).rstrip())
        tell(file, "the findings leave no filing to show")
        raise typer.Exit(FINDINGS)
    return reading, reading.form4


def _print(reading: Reading, form4: Form4, edition: Edition | None) -> None:
    """Print the form, as wide as the terminal, or COLUMNS, or 80."""
    from form4gen.build import draft_only
    from form4gen.printed import printed
    from form4gen.shown import shown
    from form4gen.versions import edition_of, version_of

    words = printed(form4, edition or edition_of(version_of(form4)))
    lines = shown(words, shutil.get_terminal_size().columns, draft=draft_only(reading, form4) is not None)
    print(_drawable(_coloured(lines) if has_colour(sys.stdout) else "\n".join(line.plain for line in lines)))


def _coloured(lines: Lines) -> str:
    """The text with the escape codes of its colours."""
    from rich.console import Console

    console = Console(color_system="standard", force_terminal=True, no_color=False, markup=False, emoji=False,
                      highlight=False, legacy_windows=False, _environ={})
    with console.capture() as captured:
        for line in lines:
            console.print(line, soft_wrap=True)
    return captured.get().removesuffix("\n")


def _drawable(text: str) -> str:
    """The text with lines of ASCII, where standard output takes no others."""
    from form4gen.ruled import AS_ASCII

    try:
        "│─┌".encode((sys.stdout and sys.stdout.encoding) or "ascii")
    except UnicodeEncodeError:
        return text.translate(AS_ASCII)
    return text


def _printed(file: str, reading: Reading, form4: Form4, edition: Edition | None, engine: Engine) -> bytes:
    """The printed form, a PDF."""
    from form4gen.build import Order, built, draft_only
    from form4gen.printing import Printing

    printing = Printing(edition=edition, draft=draft_only(reading, form4) is not None, engine=engine)
    (made,) = built(reading, Order("pdf", printing=printing), {})
    for note in made.notes:
        tell(file, note)
    return made.data


def _draw(file: str, pdf: bytes, output: Path | None, dpi: int, wanted: Collection[int], force: bool) -> None:
    """Write pictures of the pages that are wanted."""
    from form4gen.pictures import NotAFormError, opened_pdf, pictures

    try:
        document = opened_pdf(pdf)
        count = len(document)
        if beyond := [str(number) for number in sorted(wanted) if number > count]:
            raise typer.BadParameter(f"--page {','.join(beyond)}: the form has {count} page{'' if count == 1 else 's'}")
        targets = _targets(file, output, count)
        chosen = {number: targets[number] for number in wanted or targets}
        taken = {} if file == STDIN else {Path(file).resolve(): file}
        for path in chosen.values():
            claim(path, file, taken, force)
        for number, picture in pictures(document, dpi, chosen):
            save(targets[number], picture)
    except ModuleNotFoundError:
        raise typer.BadParameter("--png needs the pypdfium2 library: pip install 'form4gen[pdf]'") from None
    except NotAFormError as error:
        raise typer.BadParameter(f"{file}: {error}") from None
    if not wanted:
        _tell_what_is_left(_stem(file), set(targets.values()))


def _stem(file: str) -> str:
    stem = stem_of(file)
    return stem[: -len(".pdf")] if stem.lower().endswith(".pdf") else stem


def _targets(file: str, output: Path | None, count: int) -> dict[int, Path]:
    """Where the picture of each page goes."""
    folder, stem = output or Path(file).parent, _stem(file)
    if count == 1:
        return {1: folder / f"{stem}.png"}
    return {number: folder / f"{stem}.{number}.png" for number in range(1, count + 1)}


def _tell_what_is_left(stem: str, written: set[Path]) -> None:
    """Name the pictures of an earlier form that had more pages, which may be taken for this one's."""
    from form4gen import outputs

    name = re.compile(rf"{re.escape(stem)}(\.[0-9]+)?\.png")
    folder = next(iter(written)).parent
    with reported(f"{folder} cannot be read"):
        left = [path for path in sorted(folder.iterdir()) if name.fullmatch(path.name) and path not in written]
        for path in filter(outputs.is_ours, left):
            say(f"{visible(str(path))} was made of another form and is no page of this one")


def _count(file: str, reading: Reading, form4: Form4) -> None:
    """Say how many findings there are, and why the form is a draft."""
    from form4gen.build import draft_only

    reason = draft_only(reading, form4)
    if reading.findings:
        draft = f"DRAFT, because {reason}; " if reason else ""
        tell(file, f"{draft}{summary([checked(file, reading)])}; form4gen check says more")
