"""``extract``: the filing that a PDF of the form carries, and whether its pages say the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from form4gen.cli.files import FINDINGS, FINE, STDIN, bytes_of, reported, say, tell
from form4gen.cli.pdfs import ByWords, Pdf, is_enough, pdf_libraries
from form4gen.cli.writing import STDIN_NAME, demand_folder
from form4gen.report import visible

if TYPE_CHECKING:
    from form4gen.agreement import Agreement
    from form4gen.record import Record

JSON_VERSION: Final = 1
KINDS: Final = (".signed", ".wet-ink", ".authentication")
"""What may stand before ``.pdf``, and says which copy it is."""
ENDINGS: Final = {"form4.xml": ".xml", "form4.yaml": ".form4.yaml", "form4.json": ".form4.json"}

app = typer.Typer()


@app.command(epilog="Examples: form4gen extract doe.pdf -o found; form4gen extract doe.signed.pdf --check; "
                    "form4gen extract doe.pdf --check --format json")
def extract(
    file: Pdf,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR", file_okay=False,
                                                help="Write here, not beside the PDF.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; only say whether all agree.")] = False,
    by_words: ByWords = False,
    report: Annotated[Literal["text", "json"], typer.Option("--format", help="How to report.")] = "text",
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
) -> None:
    """Write the XML and the source that doe.pdf carries, as doe.xml and doe.form4.yaml, and verify that all say the same.

    The XML is as EDGAR publishes it; the source is to the byte what the PDF was built from. The page is printed anew from
    them and compared with the PDF. The exit code is 1 where they do not agree, or where only the words of the pages can be
    compared and --by-words is not given; the files are written all the same.
    """
    from form4gen.engines import demand

    demand_folder(output)
    if check and (output is not None or force):
        raise typer.BadParameter("--check writes nothing, so -o and --force have nothing to say")
    demand("weasyprint")
    from form4gen.record import LARGEST_PDF

    with pdf_libraries():
        from form4gen.record_report import as_data, as_text

        record, found = _read(file, bytes_of(file, LARGEST_PDF))
    written = [] if check else _write(file, record, output, force)
    if report == "json":
        about = {"version": JSON_VERSION, "file": _named(file), "wrote": [str(path) for path in written]}
        print(json.dumps(about | as_data(record, found), indent=2))
    else:
        for path in written:
            print(f"wrote {visible(str(path))}")
        print(as_text(_named(file), record, found), end="")
    raise typer.Exit(FINE if is_enough(found, by_words) else FINDINGS)


def _read(file: str, pdf: bytes) -> tuple[Record, Agreement]:
    from form4gen.agreement import agreement
    from form4gen.record import NoRecordError, read_record

    try:
        record = read_record(pdf)
    except NoRecordError as error:
        tell(file, f"nothing was written: {error}")
        raise typer.Exit(FINDINGS) from None
    found = agreement(record)
    return record, found._replace(notes=(*found.notes, *_since(record)))


def _since(record: Record) -> Iterator[str]:
    """What was added that may be, and that nothing here judges; ``verify`` says it of each signature."""
    if record.filled:
        yield f"filled in since it was made: {', '.join(record.filled)}"
    if record.signed:
        yield f"signed since it was made: {', '.join(record.signed)}; form4gen verify judges signatures, extract does not"


def _write(file: str, record: Record, output: Path | None, force: bool) -> list[Path]:
    """Write the files; those that are there already, and the same, are left as they are. The ones written."""
    from form4gen import outputs

    if file == STDIN and output is None:
        raise typer.BadParameter("the files of standard input need -o DIR; --check only compares them")
    folder = output or Path(file).parent
    targets = {folder / f"{_stem(file)}{ENDINGS[carried.file.name]}": carried.file.data for carried in record.carried}
    wanted = {path: data for path, data in targets.items() if not _is_there(path, data, force)}
    for path, data in wanted.items():
        with reported(f"{path} cannot be written"):
            folder.mkdir(parents=True, exist_ok=True)
            outputs.write(path, data)
    return list(wanted)


def _is_there(path: Path, data: bytes, force: bool) -> bool:
    """Whether a file is there with the same bytes. A usage error where it is there with others, unless it is forced."""
    with reported(f"{path} cannot be read"):
        if not path.exists():
            return False
        if path.read_bytes() == data:
            say(f"{visible(str(path))} is there already, and is the same")
            return True
    if not force:
        raise typer.BadParameter(f"{path} is there already, and is another; --force writes over it, -o DIR elsewhere")
    return False


def _stem(file: str) -> str:
    """``doe`` for ``doe.pdf``, ``doe.signed.pdf`` and ``doe.wet-ink.signed.pdf``."""
    if file == STDIN:
        return STDIN_NAME
    name = Path(file).name
    name = name[: -len(".pdf")] if name.lower().endswith(".pdf") and len(name) > len(".pdf") else name
    for kind in KINDS:
        name = name.removesuffix(kind) or name
    return name


def _named(file: str) -> str:
    return "<stdin>" if file == STDIN else file
