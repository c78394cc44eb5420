"""What makes a PDF of the form a document of record: tags, the files it carries, and what it says of itself.

The PDF is to be one of PDF/A-3 (ISO 19005-3, level A) and of PDF/UA-1 (ISO 14289-1), and says so. Nothing in it depends on
the clock: the same filing gives the same bytes.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import md5
from importlib.resources import files

import pydyf

from form4gen.metadata import CREATOR, metadata
from form4gen.record_parts import Record, RecordFile
from form4gen.tags import tag


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
    """Write the metadata; uncompressed, so that any program finds them."""
    stream = pydyf.Stream([metadata(record).encode()], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference
