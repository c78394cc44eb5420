"""What makes a PDF of the form a document of record: tags, the files it carries, and what it says of itself.

The PDF is to be one of PDF/A-3 (ISO 19005-3, level A) and of PDF/UA-1 (ISO 14289-1), and says so. Nothing in it depends on
the clock: the same filing gives the same bytes.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import md5
from importlib.resources import files
from typing import Final, NamedTuple

import pydyf
from jinja2 import Template

from form4gen.printing import made_with
from form4gen.record_parts import Record, RecordFile
from form4gen.tags import tag
from form4gen.templates import environment

CREATOR: Final = "form4gen"
MADE_WITH: Final = made_with("weasyprint")
NAMESPACE: Final = "urn:form4gen:record:1#"
FILE_PROPERTIES: Final = {"form4.xml": "xml", "form4.yaml": "yaml", "form4.json": "json"}


class _Schema(NamedTuple):
    """What PDF/A asks to be told of properties that it does not know itself (ISO 19005-3, 6.6.2.3.3)."""

    title: str
    prefix: str
    namespace: str
    properties: tuple[tuple[str, str, str], ...]


_SCHEMAS: Final = (
    _Schema("PDF/UA identification", "pdfuaid", "http://www.aiim.org/pdfua/ns/id/",
            (("part", "Integer", "The part of ISO 14289 that the document is to conform to"),)),
    _Schema("form4gen's record of a filing", "form4gen", NAMESPACE, (
        ("madeWith", "Text", "The programs that made the pages, with their versions"),
        ("edition", "Text", "The edition of the printed form, or empty where the filing's day decides"),
        ("copy", "Text", "Which copy of the filing this is"),
        ("draft", "Boolean", "Whether it is marked as a draft"),
        ("plain", "Boolean", "Whether the pages lack a running foot"),
        ("monochrome", "Boolean", "Whether it is printed in black"),
        ("filedOn", "Text", "The day of the filing, or empty where it is not known"),
        *((f"{kind}Sha256", "Text", f"SHA-256 of the {kind.upper()} file that the document carries, in hexadecimal")
          for kind in FILE_PROPERTIES.values()),
    )),
)


def finish(pdf: pydyf.PDF, record: Record) -> None:
    """Make a tagged PDF, before it is written, a document of record."""
    tag(pdf)
    pdf.info |= {"Title": pydyf.String(record.title), "Creator": pydyf.String(CREATOR), "Producer": pydyf.String(CREATOR)}
    _say_which_red_is_meant(pdf)
    _carry(pdf, record)
    _describe(pdf, record)


def _say_which_red_is_meant(pdf: pydyf.PDF) -> None:
    """The colours are sRGB's (ISO 19005-3, 6.2.3), whose profile comes with WeasyPrint."""
    profile = pydyf.Stream([_srgb()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    name = pydyf.String("sRGB IEC61966-2.1")
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary({
        "Type": "/OutputIntent", "S": "/GTS_PDFA1", "OutputConditionIdentifier": name, "Info": name,
        "DestOutputProfile": profile.reference,
    })])


@cache
def _srgb() -> bytes:
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def _carry(pdf: pydyf.PDF, record: Record) -> None:
    """Enclose the files (ISO 32000-1, 7.11.4), and associate them with the document (ISO 19005-3, annex E)."""
    if not record.files:
        return
    by_name = {file.name: _specification(pdf, file, record.day) for file in record.files}
    names = pydyf.Array(part for name in sorted(by_name) for part in (pydyf.String(name), by_name[name]))
    pdf.catalog["Names"] = pydyf.Dictionary({"EmbeddedFiles": pydyf.Dictionary({"Names": names})})
    pdf.catalog["AF"] = pydyf.Array(by_name.values())


def _specification(pdf: pydyf.PDF, file: RecordFile, day: date) -> bytes:
    """A reference to the specification of an enclosed file."""
    parameters = pydyf.Dictionary({
        "Size": len(file.data),
        "CheckSum": f"<{md5(file.data, usedforsecurity=False).hexdigest()}>",
        "ModDate": pydyf.String(f"D:{day:%Y%m%d}000000Z"),
    })
    kind = file.media_type.replace("/", "#2f")
    described = {"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": parameters}
    stream = pydyf.Stream([file.data], described, compress=True)
    pdf.add_object(stream)
    specification = pydyf.Dictionary({
        "Type": "/Filespec",
        "F": pydyf.String(file.name),
        "UF": pydyf.String(file.name),
        "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        "AFRelationship": f"/{file.relationship}",
        "Desc": pydyf.String(file.description),
    })
    pdf.add_object(specification)
    reference: bytes = specification.reference
    return reference


def _describe(pdf: pydyf.PDF, record: Record) -> None:
    """Write the metadata, which the filing's words enter as text alone; uncompressed, so that any program finds it."""
    text = _template().render(title=record.title, creator=CREATOR, namespace=NAMESPACE, schemas=_SCHEMAS,
                              properties=_properties(record))
    metadata = pydyf.Stream([text.encode()], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference


def _properties(record: Record) -> dict[str, str]:
    hashes = {f"{FILE_PROPERTIES[file.name]}Sha256": file.sha256 for file in record.files}
    return {"madeWith": MADE_WITH} | record.printing.in_words() | hashes


@cache
def _template() -> Template:
    return environment().get_template("record.xmp.j2")
