"""``unpack``: the documents of the file that a filer uploads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from form4gen.cli.files import FINDINGS, FINE, STDIN, bytes_of, has_colour, reported, say, tell
from form4gen.cli.writing import STDIN_NAME, demand_folder
from form4gen.report import Checked, as_text, visible
from form4gen.submission import Document, Submission

app = typer.Typer()


@app.command(epilog="Examples: form4gen unpack doe.submission.xml; form4gen unpack doe.submission.xml -o received")
def unpack(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An edgarSubmission, the file that a filer uploads; - is "
                                        "standard input.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR", file_okay=False, help="Write into this "
                                                "folder. Without it, into doe for doe.submission.xml, beside it.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
) -> None:
    """Write the documents of a submission, each byte for byte as it is enclosed: the filing's XML and the exhibits.

    All of them are written, or none. Nothing is written under a name that EDGAR does not take for a file.
    """
    from form4gen.build import RefusedError
    from form4gen.envelope import opened
    from form4gen.opened import LARGEST_FILE
    from form4gen.unpack import unpacked

    demand_folder(output)
    found = opened(bytes_of(file, LARGEST_FILE))
    if found.findings:
        say(as_text([Checked("<stdin>" if file == STDIN else file, "", found.findings)], has_colour(sys.stderr)).rstrip())
    try:
        documents = unpacked(found)
    except RefusedError as refused:
        tell(file, f"nothing was written: {refused}")
        raise typer.Exit(FINDINGS) from None
    _write(documents, output or _folder_of(file), force)
    _say_the_rest(file, found.submission or Submission())
    raise typer.Exit(FINDINGS if found.findings else FINE)


def _write(documents: list[Document], folder: Path, force: bool) -> None:
    """Write every document. The filing's XML, the first, may hold a CCC, and so only you can read it."""
    from form4gen import outputs

    for path in (folder / document.name for document in documents):
        if path.is_dir():
            raise typer.BadParameter(f"{path} is a folder, so no document can be written there; -o DIR writes elsewhere")
        if path.exists() and not force:
            raise typer.BadParameter(f"{path} is there already; --force writes over it, -o DIR elsewhere")
    for number, document in enumerate(documents):
        path = folder / document.name
        with reported(f"{path} cannot be written"):
            folder.mkdir(parents=True, exist_ok=True)
            outputs.write(path, document.data, outputs.PUBLIC if number else outputs.PRIVATE)
        print(f"wrote {visible(str(path))} ({ascii(document.type)[1:-1]:.20})")


def _say_the_rest(file: str, submission: Submission) -> None:
    """What a submission holds beside its documents."""
    for name, value in submission._replace(documents=())._asdict().items():
        if value:
            said = [value] if isinstance(value, str) else value
            tell(file, f"{name.replace('_', ' ')}: {', '.join(map(ascii, said))}")


def _folder_of(file: str) -> Path:
    """The folder ``doe`` for ``doe.submission.xml``."""
    from form4gen import outputs

    if file == STDIN:
        return Path(STDIN_NAME)
    stem = outputs.stem(Path(file).name)
    return Path(file).parent / (stem.removesuffix(".submission") or stem)
