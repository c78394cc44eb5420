"""What a PDF says of itself, in metadata that any program reads: XMP (ISO 16684-1), of which PDF/A asks for much.

The filing's words enter it as text alone.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from markupsafe import Markup

from form4gen.printing import made_with
from form4gen.record_parts import Record

CREATOR: Final = "form4gen"
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


def metadata(record: Record) -> str:
    """The metadata of a document of record: of which standards it is, and all that its pages were made of and with."""
    return _PACKET.format(title=record.title, creator=CREATOR, namespace=NAMESPACE, schemas=_DESCRIBED,
                          properties=Markup().join(_VALUE.format(name, value, name)
                                                   for name, value in _properties(record).items()))


def _properties(record: Record) -> dict[str, str]:
    hashes = {f"{FILE_PROPERTIES[file.name]}Sha256": file.sha256 for file in record.files}
    return {"madeWith": made_with("weasyprint")} | record.printing.in_words() | hashes


_PACKET: Final = Markup("""\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{creator}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:form4gen="{namespace}">
{properties}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""")
_VALUE: Final = Markup("<form4gen:{}>{}</form4gen:{}>\n")
_SCHEMA: Final = Markup("""\
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{}</rdf:Seq></pdfaSchema:property>
</rdf:li>
""")
_PROPERTY: Final = Markup("""\
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{}</pdfaProperty:name>
<pdfaProperty:valueType>{}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{}</pdfaProperty:description>
</rdf:li>
""")
_DESCRIBED: Final = Markup().join(
    _SCHEMA.format(title, namespace, prefix, Markup().join(_PROPERTY.format(*one) for one in properties))
    for title, prefix, namespace, properties in _SCHEMAS)
