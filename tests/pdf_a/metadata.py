"""What a PDF says of itself: its XMP packet, which PDF/A reads, beside the older document information dictionary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import pikepdf
from lxml import etree

from tests.pdf_a.clauses import A3, PDF, UA

RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_XMP: Final = "{http://ns.adobe.com/xap/1.0/}"
_PDF: Final = "{http://ns.adobe.com/pdf/1.3/}"
_MM: Final = "{http://ns.adobe.com/xap/1.0/mm/}"
PDFAID: Final = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUAID: Final = "{http://www.aiim.org/pdfua/ns/id/}"
_EXTENSION: Final = "{http://www.aiim.org/pdfa/ns/extension/}"
_SCHEMA: Final = "{http://www.aiim.org/pdfa/ns/schema#}"
_PROPERTY: Final = "{http://www.aiim.org/pdfa/ns/property#}"
_PREFIXES: Final = {PDFAID: "pdfaid", PDFUAID: "pdfuaid", _EXTENSION: "pdfaExtension", _SCHEMA: "pdfaSchema",
                    _PROPERTY: "pdfaProperty"}

_PREDEFINED: Final = {
    **{_DC + name: "Lang Alt" for name in ("title", "description", "rights")},
    **{_DC + name: "bag" for name in ("language", "subject", "contributor", "publisher", "relation", "type")},
    **{_DC + name: "seq" for name in ("creator", "date")},
    **{_DC + name: "Text" for name in ("format", "identifier", "source", "coverage")},
    **{_XMP + name: "Date" for name in ("CreateDate", "ModifyDate", "MetadataDate")},
    **{_XMP + name: "Text" for name in ("CreatorTool", "Label", "Nickname", "BaseURL")},
    **{_PDF + name: "Text" for name in ("Producer", "Keywords", "PDFVersion")},
    **{_MM + name: "Text" for name in ("DocumentID", "InstanceID", "OriginalDocumentID", "RenditionClass", "VersionID")},
    PDFAID + "part": "Integer", PDFAID + "conformance": "Text", PDFAID + "amd": "Text", PDFAID + "corr": "Text",
    _EXTENSION + "schemas": "bag",
}
"""What needs no description, of the XMP specification of 2005 and of ISO 19005-3, 6.6.4."""
_VALUES: Final = {
    "Text": re.compile(r".*", re.DOTALL), "Integer": re.compile(r"[+-]?[0-9]+"), "Boolean": re.compile("True|False"),
    "Date": re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?"),
    "URI": re.compile(r"\S*"),
}
_CONTAINERS: Final = {"Lang Alt": "Alt", "bag": "Bag", "seq": "Seq"}
_PACKET: Final = re.compile(
    "<\\?xpacket begin=(?:\"\ufeff?\"|'\ufeff?') id=[\"']W5M0MpCehiHzreSzNTczkc9d[\"'](?P<more>[^?]*)\\?>\\s*"
    "(?P<xml>.*?)\\s*<\\?xpacket end=[\"'][rw][\"']\\?>\\s*", re.DOTALL)
_INFO: Final = {"/Title": _DC + "title", "/Author": _DC + "creator", "/Subject": _DC + "description",
                "/Keywords": _PDF + "Keywords", "/Creator": _XMP + "CreatorTool", "/Producer": _PDF + "Producer",
                "/CreationDate": _XMP + "CreateDate", "/ModDate": _XMP + "ModifyDate"}

Properties: TypeAlias = dict[str, etree._Element]


@dataclass
class Packet:
    """The properties of a packet by name and namespace, and what is wrong with how they are written."""

    properties: Properties = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def text(self, name: str) -> str | None:
        """The property's text; of several, the first."""
        if (element := self.properties.get(name)) is None:
            return None
        items = element.findall(f"*/{RDF}li")
        return (items[0].text if items else element.text) or ""


def packet(document: pikepdf.Pdf) -> Packet:
    """What the catalog's metadata stream holds."""
    stream = document.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream) or stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        return Packet(faults=[f"{A3}, 6.6.2.1: the catalog has no metadata stream"])
    try:
        text = stream.read_bytes().decode()
    except UnicodeDecodeError:
        return Packet(faults=[f"{A3}, 6.6.2.1: the metadata are not in UTF-8"])
    if not (found := _PACKET.fullmatch(text)):
        return Packet(faults=[f"{A3}, 6.6.2.1: the metadata are not between the words of an XMP packet"])
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(found["xml"].encode(), parser)
    except etree.XMLSyntaxError as error:
        return Packet(faults=[f"{A3}, 6.6.2.1: the metadata are no XML: {error}"])
    result = Packet(faults=list(_of_header(found, root)))
    names = Counter[str]()
    for description in root.iterfind(f"{RDF}RDF/{RDF}Description"):
        if description.get(f"{RDF}about") != "":
            result.faults.append(f"{A3}, 6.6.2.1: a description of the metadata is not about the document itself")
        attributes = {str(key) for key in description.attrib} - {f"{RDF}about"}
        result.faults += [f"{A3}, 6.6.2.1: the property {key} is written as an attribute" for key in attributes]
        for element in description.iterchildren(etree.Element):
            names[str(element.tag)] += 1
            result.properties[str(element.tag)] = element
    result.faults += [f"{A3}, 6.6.2.1: the property {name} is given twice" for name, count in names.items() if count > 1]
    return result


def _of_header(found: re.Match[str], root: etree._Element) -> Iterator[str]:
    if found["more"].strip():
        yield f"{A3}, 6.6.2.1: the packet's header has attributes that it may not have: {found['more'].strip()}"
    if root.tag != "{adobe:ns:meta/}xmpmeta" or [child.tag for child in root] != [f"{RDF}RDF"]:
        yield f"{A3}, 6.6.2.1: the packet is not an x:xmpmeta with one rdf:RDF"
    for element in root.iter(etree.Element):
        tag = etree.QName(element)
        needed = _PREFIXES.get(f"{{{tag.namespace}}}")
        if needed and element.prefix != needed:
            yield f"{A3}, 6.6.2.3.3: {tag.text} does not have the prefix {needed}"


def faults(document: pikepdf.Pdf, packet: Packet) -> Iterator[str]:
    """Faults of what the metadata say."""
    if not packet.properties:
        return
    if packet.text(PDFAID + "part") != "3" or packet.text(PDFAID + "conformance") != "A":
        yield f"{A3}, 6.6.4: the file does not name itself one of PDF/A-3, level A"
    if packet.text(PDFUAID + "part") != "1":
        yield f"{UA}, 5: the file does not name itself one of PDF/UA-1"
    if not (packet.text(_DC + "title") or "").strip():
        yield f"{UA}, 7.1: the metadata have no title"
    described = dict[str, str](_PREDEFINED)
    if (schemas := packet.properties.get(_EXTENSION + "schemas")) is not None:
        for schema in schemas.iterfind(f"{RDF}Bag/{RDF}li"):
            yield from _of_schema(schema, described)
    for name, element in packet.properties.items():
        yield from _of_property(name, element, described)
    yield from _of_information(document, packet)


def _of_schema(schema: etree._Element, described: dict[str, str]) -> Iterator[str]:
    """Read an extension schema into what is described, and name what it lacks (ISO 19005-3, 6.6.2.3.3)."""
    if schema.get(f"{RDF}parseType") != "Resource":
        yield f"{A3}, 6.6.2.3.3: an extension schema is no resource"
    known = {_SCHEMA + name for name in ("schema", "namespaceURI", "prefix", "property", "valueType")}
    given = {str(child.tag): child for child in schema}
    if set(given) - known or not {_SCHEMA + "schema", _SCHEMA + "namespaceURI", _SCHEMA + "prefix"} <= set(given):
        yield f"{A3}, 6.6.2.3.3: an extension schema lacks a field, or has one that is not known"
    namespace = schema.findtext(_SCHEMA + "namespaceURI") or ""
    prefix = schema.findtext(_SCHEMA + "prefix")
    root = schema.getroottree().getroot()
    used = {element.prefix for element in root.iter(etree.Element) if etree.QName(element).namespace == namespace}
    if used - {prefix}:
        yield f"{A3}, 6.6.2.3.3: the properties of {namespace} are written with the prefix {used}, not {prefix}"
    for item in schema.iterfind(f"{_SCHEMA}property/{RDF}Seq/{RDF}li"):
        fields = {str(child.tag).removeprefix(_PROPERTY): child.text or "" for child in item}
        if set(fields) != {"name", "valueType", "category", "description"} or not all(fields.values()):
            yield f"{A3}, 6.6.2.3.3: a property of {namespace} is not described by name, type, category and description"
        elif fields["category"] not in ("internal", "external") or fields["valueType"] not in _VALUES:
            yield f"{A3}, 6.6.2.3.3: the type or the category of {namespace}{fields['name']} is not known"
        else:
            described[f"{{{namespace}}}{fields['name']}"] = fields["valueType"]


def _of_property(name: str, element: etree._Element, described: Mapping[str, str]) -> Iterator[str]:
    kind = described.get(name)
    if kind is None:
        yield f"{A3}, 6.6.2.3.1: no schema describes the property {name}"
    elif container := _CONTAINERS.get(kind):
        items = list(element.iterchildren(etree.Element))
        if [item.tag for item in items] != [RDF + container] or not all(item.tag == f"{RDF}li" for item in items[0]):
            yield f"{A3}, 6.6.2.3.1: the property {name} is no rdf:{container}"
        elif kind == "Lang Alt" and [item.get(_LANG) for item in items[0]][:1] != ["x-default"]:
            yield f"{A3}, 6.6.2.3.1: the property {name} has no text in x-default"
    elif len(element) or element.attrib or not _VALUES[kind].fullmatch(element.text or ""):
        yield f"{A3}, 6.6.2.3.1: the property {name} is no {kind}: {element.text!r}"


def _of_information(document: pikepdf.Pdf, packet: Packet) -> Iterator[str]:
    """ISO 19005-3, 6.6.3: both say the same, where the older dictionary says anything."""
    for key, value in document.trailer.get("/Info", {}).items():
        name = _INFO.get(key)
        if name is None:
            yield f"{PDF}, 14.3.3: the document information has {key}, which the metadata cannot say"
        elif not _is_same(packet.text(name), str(value)):
            yield f"{A3}, 6.6.3: the document information has {str(value)!r} as {key}, the metadata {packet.text(name)!r}"


def _is_same(said: str | None, older: str) -> bool:
    """A date is the same in both if its digits are; ``D:20260805120000+02'00'`` is ``2026-08-05T12:00:00+02:00``."""
    if older.startswith("D:"):
        return re.sub(r"\D", "", said or "") == re.sub(r"\D", "", older)
    return said == older
