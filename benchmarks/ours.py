"""What form4gen does, as cases of a worker: each function makes ready and gives the cases."""

from __future__ import annotations

import pickle
import subprocess
import sys
from importlib.util import find_spec
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any, Final

from benchmarks.cases import Case, Done, NotHereError, each
from benchmarks.filings import examples, grown, pages_of_sec_gov, real

if TYPE_CHECKING:
    from form4gen.filing import Form4
    from form4gen.printing import Printing
    from form4gen.record_parts import Record

FILINGS: Final = 100
"""Of the real ones, or of the examples in turn: as many as a sample of the data path takes, and a stretch of a long row."""
GROWN: Final = ((1, 0), (2, 0), (5, 0), (10, 0), (20, 0), (30, 0), (30, 10), (30, 30), (30, 99))
"""Rows and footnotes of the filings that grow."""


def xml_files() -> list[bytes]:
    """Real filings in XML; without the shared folder, the examples in turn."""
    from form4gen import read, to_xml

    found = [path.read_bytes() for path in real(FILINGS)]
    return found or [to_xml(read(path.read_bytes()), "disseminated") for path in islice(cycle(examples()), FILINGS)]


def filings() -> list[Form4]:
    from form4gen import read

    return [read(file) for file in xml_files()]


def yaml_files() -> list[bytes]:
    """The same filings, as their authors write them."""
    from form4gen.yaml_text import to_yaml

    return [to_yaml(form4).encode() for form4 in filings()]


def _checked(file: bytes) -> Form4:
    """A filing, judged by every rule, as ``check`` and ``build`` do it."""
    from form4gen.reading import read_source

    form4 = read_source(file).form4
    assert form4, "the filing can be read"
    return form4


# The data path


def yaml_to_xml() -> list[Case]:
    from form4gen import to_xml

    return [each(lambda file: to_xml(_checked(file)), _made_apart("yaml_files"))]


def yaml_to_valid_xml() -> list[Case]:
    """The same, each judged by our XSD too; the XSD is compiled once, as in a build."""
    from lxml import etree

    from form4gen import to_xml
    from form4gen.resources import resource

    schema = etree.XMLSchema(etree.parse(resource("schemas", "form4.xsd")))

    def written(file: bytes) -> bytes:
        data = to_xml(_checked(file))
        schema.validate(etree.fromstring(data))
        return data

    return [each(written, yaml_files())]


def write_xml() -> list[Case]:
    from form4gen import to_xml

    return [each(to_xml, filings())]


# Reading


def read_objects() -> list[Case]:
    from form4gen.reading import read_unjudged

    def run(file: bytes) -> None:
        read_unjudged(file)

    return [each(run, xml_files())]


def read_tables() -> list[Case]:
    """XML to rows of the seven tables, exact numbers and each footnote with the value that it explains."""
    from form4gen.reading import read_unjudged
    from form4gen.tables import Origin, add, no_rows

    files = xml_files()

    def run() -> Done:
        rows = no_rows()
        for number, file in enumerate(files):
            form4 = read_unjudged(file).form4
            assert form4
            add(rows, form4, Origin(str(number)))
        return Done(len(files))

    return [run]


def read_html() -> list[Case]:
    from form4gen.reading import read_unjudged

    def run(file: bytes) -> str:
        form4 = read_unjudged(file).form4
        assert form4
        return html_of(form4)

    return [each(run, xml_files())]


# Drawing


def html_of(form4: Form4, printing: Printing | None = None) -> str:
    """The HTML of the printed form, as it is drawn."""
    from form4gen.page_html import page_html
    from form4gen.printed import printed
    from form4gen.printing import Printing
    from form4gen.versions import edition_of, version_of

    return page_html(printed(form4, edition_of(version_of(form4))), printing or Printing())


def example_filings() -> list[Form4]:
    return [_checked(path.read_bytes()) for path in examples()]


def pdf_of_examples() -> list[Case]:
    """XML, words, layout, HTML, PDF with tags and the files it carries: all that ``to_pdf`` does."""
    from form4gen.pdf import to_pdf

    return [each(to_pdf, example_filings())]


def drawing_of_examples() -> list[Case]:
    """HTML to PDF alone, as a document of record."""
    return [_drawing(example_filings())]


def drawing_of_sec_gov_filings() -> list[Case]:
    """The same of the filings of which the shared folder has sec.gov's own page."""
    pages = pages_of_sec_gov()
    if not pages:
        raise NotHereError("the shared folder with sec.gov's pages is not here")
    return [_drawing([_checked(xml.read_bytes()) for _, xml in pages])]


def _drawing(filings: list[Form4]) -> Case:
    from form4gen.drawing import drawn

    return each(lambda page: drawn(*page), pages_and_records(filings))


def pages_and_records(filings: list[Form4]) -> list[tuple[str, Record]]:
    """The HTML of each, and what its PDF is to carry and to say."""
    from form4gen.printing import Printing
    from form4gen.record_files import day_of, record_files
    from form4gen.record_parts import Record

    return [(html_of(form4), Record("Form 4", record_files(form4), day_of(form4), Printing())) for form4 in filings]


def pdf_by_the_fast_engine() -> list[Case]:
    from form4gen.engines import to_pdf

    printing = _fast()
    return [each(lambda form4: to_pdf(form4, printing), example_filings())]


def _fast() -> Printing:
    from form4gen.printing import Printing

    if find_spec("plutoprint") is None:
        raise NotHereError("plutoprint is not installed here")
    return Printing(engine="plutoprint")


# Many, and large


def pdf_in_a_row() -> list[Case]:
    """A hundred filings that have been read, to PDF; the same hundred each time."""
    from form4gen.pdf import to_pdf
    from form4gen.reading import read_unjudged

    found = [read_unjudged(file).form4 for file in _made_apart("xml_files")]
    return [each(to_pdf, [form4 for form4 in found if form4])]


def xml_and_pdf_in_a_row() -> list[Case]:
    """A hundred filings from YAML to XML and PDF; the same hundred each time, so that time and memory can be compared.

    The bytes are those of the PDF.
    """
    from form4gen.printing import Printing

    return [_xml_and_pdf(Printing())]


def xml_and_pdf_by_the_fast_engine() -> list[Case]:
    return [_xml_and_pdf(_fast())]


def _xml_and_pdf(printing: Printing) -> Case:
    from form4gen import to_xml
    from form4gen.engines import to_pdf

    def run(file: bytes) -> bytes:
        form4 = _checked(file)
        to_xml(form4)
        return to_pdf(form4, printing)

    return each(run, _made_apart("yaml_files"))


def _made_apart(function: str) -> list[Any]:
    """What a function of this module makes, made by another process: what that takes is no part of this one's memory."""
    program = f"import pickle, sys; from benchmarks.ours import {function}; pickle.dump({function}(), sys.stdout.buffer)"
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    found: list[Any] = pickle.loads(made)
    return found


def grown_to_xml() -> list[Case]:
    from form4gen import to_xml

    return [each(lambda file: to_xml(_checked(file)), [grown(*size)]) for size in GROWN]


def grown_to_pdf() -> list[Case]:
    from form4gen.pdf import to_pdf

    return [each(to_pdf, [_checked(grown(*size))]) for size in GROWN]
