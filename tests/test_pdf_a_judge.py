"""The judge of PDF/A-3a and PDF/UA-1 is judged: a PDF is harmed in one way, and the judge names the clause."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeAlias

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from form4gen import read
from form4gen.pdf import to_pdf
from tests.pdf_a import faults
from tests.test_printed import OPTION, SALE, filing

SONUS: Final = Path(__file__).parent.parent / "examples" / "sonus-abbott-2014.form4.yaml"
Harm: TypeAlias = Callable[[Any], Any]
PDF: Final = "ISO 32000-1:2008"
A3: Final = "ISO 19005-3:2012"
UA: Final = "ISO 14289-1:2014"


@pytest.fixture(scope="module")
def seed() -> bytes:
    return to_pdf(read(SONUS.read_bytes()))


def harmed(pdf: bytes, harm: Harm) -> bytes:
    """The PDF with a harm done to its objects, written anew."""
    with pikepdf.open(BytesIO(pdf)) as document:
        harm(document)
        output = BytesIO()
        document.save(output, fix_metadata_version=False, compress_streams=False,
                      stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return output.getvalue()


def test_the_unharmed_form_has_no_fault(seed: bytes) -> None:
    assert faults(seed) == []
    assert faults(harmed(seed, lambda _: None)) == []


def put(target: Any, **entries: Any) -> Any:
    for key, value in entries.items():
        target[f"/{key}"] = value
    return target


def drop(target: Any, key: str) -> Any:
    del target[key]
    return target


def font(pdf: Any) -> Any:
    return next(value for _, value in pdf.pages[0].Resources.Font.items() if str(value.BaseFont).endswith("Serif"))


def cid_font(pdf: Any) -> Any:
    return font(pdf).DescendantFonts[0]


def element(pdf: Any, kind: str, number: int = 0) -> Any:
    found = [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == f"/{kind}"]
    return found[number]


def form4_xml(pdf: Any) -> Any:
    return pdf.Root.AF[0]


def words(stream: Any, old: bytes, new: bytes) -> None:
    """Put other words in the place of those that are found first."""
    data = stream.read_bytes()
    assert old in data
    stream.write(data.replace(old, new, 1))


def painted(old: bytes, new: bytes) -> Harm:
    return lambda pdf: words(pdf.pages[0].Contents, old, new)


def said(old: bytes, new: bytes) -> Harm:
    return lambda pdf: words(pdf.Root.Metadata, old, new)


def meant(old: bytes, new: bytes) -> Harm:
    return lambda pdf: words(font(pdf).ToUnicode, old, new)


def enclosed(old: bytes, new: bytes) -> Harm:
    return lambda pdf: words(form4_xml(pdf).EF.F, old, new)


def shows(code: bytes) -> Harm:
    """Show another glyph where the form's name begins."""
    return painted(b"[<0036>0<0028>0<0026>", b"[<" + code + b">0<0028>0<0026>")


def annotated(pdf: Any, **entries: Any) -> Any:
    """A page with a field for text that has no fault; and ``entries`` in it."""
    content = pdf.make_stream(b"")
    content.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 20], Resources=Dictionary())
    field = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", TU="Name", F=4, Rect=[72, 72, 172, 92],
        AP=Dictionary(N=content), StructParent=1, DA="/F1 9 Tf", P=pdf.pages[0].obj))
    tree = pdf.Root.StructTreeRoot
    place = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Form, P=tree.K[0], Pg=pdf.pages[0].obj))
    place.K = Array([Dictionary(Type=Name.OBJR, Obj=field, Pg=pdf.pages[0].obj)])
    tree.K[0].K.append(place)
    tree.ParentTree.Nums.extend([1, place])
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=Dictionary(Font=Dictionary(F1=font(pdf))))
    put(field, **entries)
    return field


def mark_info(pdf: Any, **entries: Any) -> None:
    put(pdf.Root.MarkInfo, **entries)


OF_OBJECTS: Final[dict[str, tuple[Harm, str]]] = {
    "JavaScript": (lambda pdf: put(pdf.Root, OpenAction=Dictionary(S=Name.JavaScript, JS="app.alert()")), f"{A3}, 6.5.1"),
    "an action at opening": (lambda pdf: put(pdf.Root, OpenAction=Array([pdf.pages[0].obj, Name.Fit])), f"{PDF}, 12.6"),
    "a further action": (lambda pdf: put(pdf.pages[0].obj, AA=Dictionary()), f"{A3}, 6.5.2"),
    "a program to start": (lambda pdf: put(pdf.Root, OpenAction=Dictionary(S=Name.Launch, F="a")), f"{A3}, 6.5.1"),
    "optional content": (lambda pdf: put(pdf.Root, OCProperties=Dictionary()), f"{PDF}, 8.11"),
    "a filter that is not allowed": (
        lambda pdf: pdf.pages[0].Contents.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode),
        f"{A3}, 6.1.7.2"),
    "a stream kept elsewhere": (lambda pdf: put(pdf.pages[0].Contents, F="other.bin"), f"{A3}, 6.1.7.1"),
    "permissions": (lambda pdf: put(pdf.Root, Perms=Dictionary()), f"{A3}, 6.1.12"),
    "a long name": (lambda pdf: put(pdf.Root, **{"A" * 128: 1}), f"{A3}, 6.1.13"),
    "a long string": (lambda pdf: put(pdf.Root, Note=pikepdf.String("a" * 32768)), f"{A3}, 6.1.13"),
    "a large number": (lambda pdf: put(pdf.Root, Note=2147483648), f"{A3}, 6.1.13"),
    "a large page": (lambda pdf: put(pdf.pages[0].obj, MediaBox=[0, 0, 612, 14401]), f"{A3}, 6.1.13"),
    "resources of its parent": (lambda pdf: drop(pdf.pages[0].obj, "/Resources"), f"{A3}, 6.2.2"),
    "a transparency group": (lambda pdf: put(pdf.pages[0].obj, Group=Dictionary(S=Name.Transparency)), f"{PDF}, 11"),
    "a transition": (lambda pdf: put(pdf.pages[0].obj, Trans=Dictionary()), f"{A3}, 6.10"),
}
OF_METADATA: Final[dict[str, tuple[Harm, str]]] = {
    "no metadata": (lambda pdf: drop(pdf.Root, "/Metadata"), f"{A3}, 6.6.2.1: the catalog has no"),
    "no XML": (said(b"</rdf:RDF>", b""), f"{A3}, 6.6.2.1: the metadata are no XML"),
    "another encoding": (said(b"<pdf:Producer>", b"<pdf:Producer>\xe9"), f"{A3}, 6.6.2.1: the metadata are not in UTF-8"),
    "an encoding named": (said(b'zkc9d"', b'zkc9d" encoding="UTF-8"'), f"{A3}, 6.6.2.1: the packet's header"),
    "a mark of order in words": (said("\ufeff".encode(), b"&#xFEFF;"), f"{A3}, 6.6.2.1: the metadata are not between"),
    "another part": (said(b"<pdfaid:part>3", b"<pdfaid:part>2"), f"{A3}, 6.6.4"),
    "another level": (said(b"conformance>A<", b"conformance>B<"), f"{A3}, 6.6.4"),
    "no PDF/UA": (said(b"<pdfuaid:part>1</pdfuaid:part>", b""), f"{UA}, 5"),
    "another title": (said(b">Form 4 - ABBOTT", b">Form 4 - ABBOT"), f"{A3}, 6.6.3"),
    "no title": (said(b">Form 4 - ABBOTT TODD - SONUS NETWORKS INC - 2014-03-17<", b"><"), f"{UA}, 7.1: the metadata"),
    "another producer": (lambda pdf: put(pdf.trailer.Info, Producer="Other"), f"{A3}, 6.6.3"),
    "another creator": (lambda pdf: put(pdf.trailer.Info, Creator="Other"), f"{A3}, 6.6.3"),
    "a date in one only": (lambda pdf: put(pdf.trailer.Info, ModDate="D:20260101000000Z"), f"{A3}, 6.6.3"),
    "a property twice": (
        said(b"<pdfaid:part>3", b"<pdfaid:part>3</pdfaid:part><pdfaid:part>3"), f"{A3}, 6.6.2.1: the property"),
    "a property as an attribute": (said(b'<rdf:Description rdf:about=""', b'<rdf:Description rdf:about="" xml:lang="en"'),
                                   f"{A3}, 6.6.2.1: the property"),
    "a property of nowhere": (said(b"<form4gen:copy>", b"<form4gen:what>1</form4gen:what><form4gen:copy>"),
                              f"{A3}, 6.6.2.3.1: no schema"),
    "a value of another type": (said(b"draft>False<", b"draft>no<"), f"{A3}, 6.6.2.3.1"),
    "a text that should be a bag": (said(b"<rdf:Bag><rdf:li>en</rdf:li></rdf:Bag>", b"en"), f"{A3}, 6.6.2.3.1"),
    "a title in no default language": (said(b"x-default", b"en"), f"{A3}, 6.6.2.3.1"),
    "a property without a category": (
        said(b"<pdfaProperty:category>internal</pdfaProperty:category>", b""), f"{A3}, 6.6.2.3.3"),
    "a type that is not known": (said(b"valueType>Boolean<", b"valueType>Flag<"), f"{A3}, 6.6.2.3.3"),
    "a schema without a prefix": (said(b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", b""), f"{A3}, 6.6.2.3.3"),
    "another prefix": (lambda pdf: pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"pdfaid:", b"a:")
                                                           .replace(b"xmlns:pdfaid", b"xmlns:a")), f"{A3}, 6.6.2.3.3"),
}
OF_COLOUR: Final[dict[str, tuple[Harm, str]]] = {
    "no output intent": (lambda pdf: drop(pdf.Root, "/OutputIntents"), f"{A3}, 6.2.3"),
    "no profile": (lambda pdf: drop(pdf.Root.OutputIntents[0], "/DestOutputProfile"), f"{A3}, 6.2.3"),
    "a profile of gray": (lambda pdf: words(pdf.Root.OutputIntents[0].DestOutputProfile, b"RGB ", b"GRAY"), f"{A3}, 6.2.3"),
    "a profile cut short": (lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(b"\0" * 200), f"{A3}, 6.2.3"),
    "CMYK": (painted(b"0 0 0 rg", b"0 0 0 1 k"), f"{A3}, 6.2.4.3"),
    "another space": (painted(b"0 0 0 rg", b"/lab-d50 cs"), f"{A3}, 6.2.4"),
    "paint that is not opaque": (lambda pdf: put(pdf.pages[0].Resources.ExtGState["/a1.0"], ca=0.5), f"{PDF}, 11.6.4.4"),
    "a blend mode": (lambda pdf: put(pdf.pages[0].Resources.ExtGState["/a1.0"], BM=Name.Multiply), f"{PDF}, 11.3.5"),
    "a transfer function": (lambda pdf: put(pdf.pages[0].Resources.ExtGState["/a1.0"], TR=Name.Identity), f"{A3}, 6.2.5"),
}
OF_FONTS: Final[dict[str, tuple[Harm, str]]] = {
    "no meanings": (lambda pdf: drop(font(pdf), "/ToUnicode"), f"{A3}, 6.2.11.7.2"),
    "a meaning less": (meant(b"<0036> <0053>\n", b""), f"{A3}, 6.2.11.7.2: font /SWSLVQ+Liberation-Serif: nothing says"),
    "an empty meaning": (meant(b"<0036> <0053>", b"<0036> <>"), f"{A3}, 6.2.11.7.2"),
    "a forbidden meaning": (meant(b"<0036> <0053>", b"<0036> <feff>"), f"{UA}, 7.21.7"),
    "a private meaning": (meant(b"<0036> <0053>", b"<0036> <e053>"), f"{A3}, 6.2.11.7.3"),
    "a block of many lines": (meant(b"65 beginbfchar", b"165 beginbfchar"), f"{PDF}, 9.10.3"),
    "no program": (lambda pdf: drop(cid_font(pdf).FontDescriptor, "/FontFile2"), f"{A3}, 6.2.11.4.1"),
    "a broken program": (lambda pdf: cid_font(pdf).FontDescriptor.FontFile2.write(b"no font"), f"{A3}, 6.2.11.2"),
    "a program of another length": (lambda pdf: put(cid_font(pdf).FontDescriptor.FontFile2, Length1=1), f"{PDF}, 9.9"),
    "no prefix": (lambda pdf: put(font(pdf), BaseFont=Name("/Liberation-Serif")), f"{PDF}, 9.6.4"),
    "two names": (lambda pdf: put(cid_font(pdf), BaseFont=Name("/ABCDEF+Other")), f"{PDF}, 9.7.6.2"),
    "no map of glyphs": (lambda pdf: drop(cid_font(pdf), "/CIDToGIDMap"), f"{A3}, 6.2.11.3.2"),
    "no system": (lambda pdf: drop(cid_font(pdf).CIDSystemInfo, "/Ordering"), f"{A3}, 6.2.11.3.1"),
    "another encoding": (lambda pdf: put(font(pdf), Encoding=Name("/UniJIS-UTF16-H")), f"{A3}, 6.2.11.3.1"),
    "a descriptor that is not complete": (lambda pdf: drop(cid_font(pdf).FontDescriptor, "/StemV"), f"{PDF}, 9.8"),
    "another width": (lambda pdf: cid_font(pdf).W.__setitem__(1, Array([300])), f"{A3}, 6.2.11.5"),
    "no widths": (lambda pdf: drop(cid_font(pdf), "/W"), f"{A3}, 6.2.11.5"),
    ".notdef": (shows(b"0000"), f"{A3}, 6.2.11.8"),
    "a glyph beyond the font": (shows(b"fff0"), f"{A3}, 6.2.11.4.1"),
    "a glyph that the subset lacks": (shows(b"0004"), f"{A3}, 6.2.11.4.1"),
    "a CIDSet": (lambda pdf: put(cid_font(pdf).FontDescriptor, CIDSet=pdf.make_stream(b"\xff")), f"{A3}, 6.2.11.4.2"),
}
OF_CONTENT: Final[dict[str, tuple[Harm, str]]] = {
    "an unmarked text": (painted(b"/Span\n<</MCID 0>>\nBDC", b"/Span\nBMC"), f"{UA}, 7.1: page 1: TJ paints"),
    "an unmarked line": (painted(b"/Artifact\nBMC", b"/Span\nBMC"), f"{UA}, 7.1: page 1: f* paints"),
    "words that are hidden": (painted(b"/Span\n<</MCID 0>>\nBDC", b"/Artifact\nBMC"), f"{UA}, 7.8"),
    "words that are hidden as a matter of layout": (
        painted(b"/Span\n<</MCID 0>>\nBDC", b"/Artifact <</Type /Layout>> BDC"), f"{UA}, 7.8"),
    "an artifact in content": (painted(b"<</MCID 0>>\nBDC", b"<</MCID 0>>\nBDC /Artifact BMC EMC"), f"{UA}, 7.1"),
    "content in an artifact": (
        painted(b"/Span\n<</MCID 0>>\nBDC", b"/Artifact BMC /Span <</MCID 0>> BDC EMC"), f"{UA}, 7.1"),
    "one number for two": (painted(b"<</MCID 1>>", b"<</MCID 0>>"), f"{PDF}, 14.7.4.2"),
    "a number of nothing": (painted(b"<</MCID 1>>", b"<</MCID 999>>"), f"{UA}, 7.1: no element holds"),
    "a mark without end": (painted(b"\nEMC", b""), f"{PDF}, 7.8.2"),
    "an end too many": (painted(b"\nEMC", b"\nEMC EMC"), f"{PDF}, 14.6.1"),
    "a mark that crosses a text": (painted(b"\nET\nEMC", b"\nEMC\nET"), f"{PDF}, 14.6.1"),
    "an operator that is none": (painted(b"\nET", b"\nfoo\nET"), f"{A3}, 6.2.2"),
    "a number with an exponent": (painted(b"0 0 0 rg", b"0 0 1e-05 rg"), f"{A3}, 6.2.2"),
    "states nested too deep": (painted(b"q\n", b"q\n" + 28 * b"q " + 28 * b"Q "), f"{A3}, 6.1.13"),
    "a state without end": (painted(b"\nQ", b""), f"{PDF}, 7.8.2"),
    "a state that is not there": (painted(b"/a1.0 gs", b"/none gs"), f"{A3}, 6.2.2"),
    "a font that is not there": (painted(b"/SWSLVQ 13", b"/NONE 13"), f"{A3}, 6.2.2"),
    "a text outside of one": (painted(b"\nBT", b""), f"{PDF}, 9.4.3"),
    "half a character": (painted(b"[<0036>0", b"[<00>0"), f"{PDF}, 9.7.6.2"),
    "half a byte": (painted(b"[<0036>0", b"[<003>0"), f"{A3}, 6.1.6"),
    "an intent that is none": (painted(b"/a1.0 gs", b"/a1.0 gs /Vivid ri"), f"{A3}, 6.2.6"),
    "a footer of no kind": (painted(b"/Artifact\nBMC", b"/Artifact <</Subtype /Footer>> BDC"), f"{PDF}, 14.8.2.2.2"),
}
OF_STRUCTURE: Final[dict[str, tuple[Harm, str]]] = {
    "no structure": (lambda pdf: drop(pdf.Root, "/StructTreeRoot"), f"{A3}, 6.7.3.3"),
    "not marked": (lambda pdf: mark_info(pdf, Marked=False), f"{A3}, 6.7.2.2"),
    "suspects": (lambda pdf: mark_info(pdf, Suspects=True), f"{UA}, 7.1: the document says"),
    "no language": (lambda pdf: drop(pdf.Root, "/Lang"), f"{A3}, 6.7.4"),
    "a language that is none": (lambda pdf: put(element(pdf, "P"), Lang="English!"), f"{A3}, 6.7.4"),
    "a title not shown": (lambda pdf: drop(pdf.Root.ViewerPreferences, "/DisplayDocTitle"), f"{UA}, 7.1: a viewer"),
    "a type of its own": (lambda pdf: put(element(pdf, "P"), S=Name.Box), f"{A3}, 6.7.3.4"),
    "a standard type remapped": (lambda pdf: put(pdf.Root.StructTreeRoot, RoleMap=Dictionary(P=Name.Div)), f"{UA}, 7.1"),
    "two roots": (lambda pdf: put(pdf.Root.StructTreeRoot.K[0], S=Name.Sect), f"{PDF}, 14.8.4.2"),
    "another parent": (lambda pdf: put(element(pdf, "P", 3), P=element(pdf, "P", 4)), f"{PDF}, 14.7.2"),
    "an element twice": (lambda pdf: pdf.Root.StructTreeRoot.K[0].K.append(element(pdf, "P")), f"{PDF}, 14.7.2"),
    "an orphan": (lambda pdf: pdf.Root.StructTreeRoot.K[0].K.__delitem__(0), f"{PDF}, 14.7.2: a P is in the file"),
    "an element of nothing": (lambda pdf: put(element(pdf, "Span"), K=Array()), f"{PDF}, 14.7.2"),
    "a figure without words": (lambda pdf: put(element(pdf, "P"), S=Name.Figure), f"{UA}, 7.3"),
    "a note without an ID": (lambda pdf: put(element(pdf, "Span"), S=Name.Note), f"{UA}, 7.9"),
    "a level left out": (lambda pdf: put(element(pdf, "H2"), S=Name.H3), f"{UA}, 7.4.2"),
    "no first heading": (lambda pdf: put(element(pdf, "H1"), S=Name.H2), f"{UA}, 7.4.2"),
    "headings of two kinds": (lambda pdf: put(element(pdf, "H2"), S=Name.H), f"{UA}, 7.4.4"),
    "a block in a line": (lambda pdf: put(element(pdf, "Span"), S=Name.P), f"{PDF}, 14.8.4.4.1"),
    "a list of no items": (lambda pdf: put(element(pdf, "P"), S=Name.L), f"{UA}, 7.2: a list"),
    "no tree of parents": (lambda pdf: drop(pdf.Root.StructTreeRoot, "/ParentTree"), f"{PDF}, 14.7.4.4"),
    "no number of the page": (lambda pdf: drop(pdf.pages[0].obj, "/StructParents"), f"{PDF}, 14.7.4.4"),
    "another number of the page": (lambda pdf: put(pdf.pages[0].obj, StructParents=7), f"{PDF}, 14.7.4.4"),
    "another element for a mark": (
        lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Nums[1].__setitem__(0, element(pdf, "P")), f"{PDF}, 14.7.4.4"),
    "no tree of IDs": (lambda pdf: drop(pdf.Root.StructTreeRoot, "/IDTree"), f"{PDF}, 14.7.2"),
    "one ID for two": (lambda pdf: put(element(pdf, "TH"), ID=element(pdf, "TH", 1).ID), f"{PDF}, 14.7.2: two"),
}
OF_TABLES: Final[dict[str, tuple[Harm, str]]] = {
    "a heading of nothing": (lambda pdf: drop(element(pdf, "TH").A, "/Scope"), f"{UA}, 7.5: a heading"),
    "a cell without headings": (lambda pdf: drop(element(pdf, "TD").A, "/Headers"), f"{UA}, 7.5: a cell"),
    "a heading that is not there": (lambda pdf: put(element(pdf, "TD").A, Headers=Array([b"9"])), f"{PDF}, 14.8.5.7"),
    "a cell too few": (lambda pdf: element(pdf, "TR", 2).K.__delitem__(0), f"{UA}, 7.2: the rows"),
    "a cell too wide": (lambda pdf: put(element(pdf, "TD").A, ColSpan=2), f"{UA}, 7.2: the rows"),
    "a cell too high": (lambda pdf: put(element(pdf, "TD").A, RowSpan=2), f"{UA}, 7.2: the rows"),
    "a row of divisions": (lambda pdf: put(element(pdf, "TD"), S=Name.Div), f"{UA}, 7.2: a TR holds a Div"),
    "a cell in a division": (lambda pdf: put(element(pdf, "TR", 2), S=Name.Div), f"{UA}, 7.2: a TD stands within"),
    "no body": (lambda pdf: put(element(pdf, "TBody"), S=Name.THead), f"{UA}, 7.2: a table has two heads"),
    "no caption": (lambda pdf: put(element(pdf, "Caption"), S=Name.TBody), f"{PDF}, 14.8.4.3.4"),
    "attributes of no owner": (lambda pdf: put(element(pdf, "TD").A, O=Name.Layout), f"{PDF}, 14.8.5.2"),
}
OF_FILES: Final[dict[str, tuple[Harm, str]]] = {
    "a file that is not associated": (lambda pdf: pdf.Root.AF.__delitem__(0), f"{A3}, 6.8"),
    "a file without a name": (lambda pdf: drop(pdf.Root.Names, "/EmbeddedFiles"), f"{A3}, 6.8"),
    "no name in Unicode": (lambda pdf: drop(form4_xml(pdf), "/UF"), f"{UA}, 7.11"),
    "no relationship": (
        lambda pdf: drop(form4_xml(pdf), "/AFRelationship"), f"{A3}, 6.8: form4.xml: it does not say in which"),
    "no description": (lambda pdf: drop(form4_xml(pdf), "/Desc"), f"{A3}, 6.8: form4.xml: nothing describes"),
    "no media type": (
        lambda pdf: drop(form4_xml(pdf).EF.F, "/Subtype"), f"{A3}, 6.8: form4.xml: it does not say its media"),
    "no day": (lambda pdf: drop(form4_xml(pdf).EF.F.Params, "/ModDate"), f"{A3}, 6.8: form4.xml: it does not say when"),
    "another size": (lambda pdf: put(form4_xml(pdf).EF.F.Params, Size=1), f"{PDF}, 7.11.4: form4.xml: its size"),
    "another word": (enclosed(b"SONUS", b"BONUS"), f"{PDF}, 7.11.4: form4.xml: its checksum"),
    "another hash": (enclosed(b"SONUS", b"BONUS"), "docs/record.md: the hashes"),
    "names out of order": (
        lambda pdf: pdf.Root.Names.EmbeddedFiles.Names.__setitem__(0, pikepdf.String("z")), f"{PDF}, 7.9.6"),
}
OF_FIELDS: Final[dict[str, tuple[Harm, str]]] = {
    "a field that is hidden": (lambda pdf: annotated(pdf, F=6), f"{A3}, 6.3.2"),
    "a field that is not printed": (lambda pdf: annotated(pdf, F=0), f"{A3}, 6.3.2"),
    "a field of no room, with a look of two states": (
        lambda pdf: put(annotated(pdf, Rect=[0, 0, 0, 0]).AP, D=Dictionary()), f"{A3}, 6.3.3"),
    "a field with an action": (lambda pdf: annotated(pdf, A=Dictionary(S=Name.URI)), f"{A3}, 6.4.1"),
    "a field without words": (lambda pdf: annotated(pdf, TU=""), f"{UA}, 7.18.1"),
    "a field without a look": (lambda pdf: drop(annotated(pdf), "/AP"), f"{A3}, 6.3.3"),
    "a look of two states": (lambda pdf: put(annotated(pdf).AP, D=Dictionary()), f"{A3}, 6.3.3"),
    "a button of one state": (lambda pdf: annotated(pdf, FT=Name.Btn), f"{A3}, 6.3.3"),
    "a look with a colour of CMYK": (lambda pdf: annotated(pdf).AP.N.write(b"0 0 0 1 k"), f"{A3}, 6.2.4.3: an annotation"),
    "a movie": (lambda pdf: annotated(pdf, Subtype=Name.Movie), f"{A3}, 6.3.1"),
    "a stamp": (lambda pdf: annotated(pdf, Subtype=Name.Stamp), f"{PDF}, 12.5.6"),
    "a field out of the structure": (lambda pdf: drop(annotated(pdf), "/StructParent"), f"{PDF}, 14.7.4.3"),
    "a field in no form": (lambda pdf: put(annotated(pdf) and element(pdf, "Form", -1), S=Name.P), f"{UA}, 7.18.4"),
    "a page without an order": (lambda pdf: annotated(pdf) and drop(pdf.pages[0].obj, "/Tabs"), f"{UA}, 7.18.3"),
    "looks left to the viewer": (
        lambda pdf: annotated(pdf) and put(pdf.Root.AcroForm, NeedAppearances=True), f"{A3}, 6.4.1"),
    "XFA": (lambda pdf: annotated(pdf) and put(pdf.Root.AcroForm, XFA=Array()), f"{A3}, 6.4.2"),
    "a font that is not embedded": (
        lambda pdf: annotated(pdf) and put(pdf.Root.AcroForm.DR.Font, F2=Dictionary(Type=Name.Font)), f"{A3}, 6.2.11.4.1"),
    "a field without a font": (lambda pdf: annotated(pdf, DA="/Nope 9 Tf"), f"{PDF}, 12.7.3.3"),
    "a field below another without a font": (
        lambda pdf: put(annotated(pdf, DA="/Nope 9 Tf"), Parent=pdf.make_indirect(Dictionary(T="name"))) and put(
            pdf.Root.AcroForm, Fields=Array([Dictionary(T="all", Kids=pdf.Root.AcroForm.Fields)])), f"{PDF}, 12.7.3.3"),
    "a field without a name": (lambda pdf: annotated(pdf, T=""), f"{PDF}, 12.7.3.2"),
}
HARMS: Final = [pytest.param(harm, clause, id=name) for harms in (
    OF_OBJECTS, OF_METADATA, OF_COLOUR, OF_FONTS, OF_CONTENT, OF_STRUCTURE, OF_TABLES, OF_FILES, OF_FIELDS)
    for name, (harm, clause) in harms.items()]


@pytest.mark.parametrize(("harm", "clause"), HARMS)
def test_a_harm_is_named_by_its_clause(seed: bytes, harm: Harm, clause: str) -> None:
    found = faults(harmed(seed, harm))
    assert [fault for fault in found if fault.startswith(clause) or f" {clause}" in fault], found


def test_words_for_machines_alone_are_no_fault(seed: bytes) -> None:
    """What an eye does not see, such as an e-signing service's anchor, need not be in the structure."""
    anchor = b"q /Artifact <</Type /Layout>> BDC BT /SWSLVQ 9 Tf %s <0036> Tj ET EMC Q\nq"
    assert faults(harmed(seed, painted(b"q", anchor % b"1 1 1 rg"))) == []
    assert faults(harmed(seed, painted(b"q", anchor % b"3 Tr"))) == []
    assert [fault for fault in faults(harmed(seed, painted(b"q", anchor % b"0 1 1 rg"))) if f"{UA}, 7.8" in fault]


def test_a_field_without_fault_has_none(seed: bytes) -> None:
    assert faults(harmed(seed, annotated)) == []
    assert faults(harmed(seed, lambda pdf: drop(annotated(pdf, Rect=[0, 0, 0, 0]), "/AP"))) == []


OF_BYTES: Final[dict[str, tuple[Callable[[bytes], bytes], str]]] = {
    "another version": (lambda pdf: pdf.replace(b"%PDF-1.7", b"%PDF-2.0", 1), f"{A3}, 6.1.2"),
    "no comment": (lambda pdf: pdf.replace(pdf.splitlines()[1], b"%text", 1), f"{A3}, 6.1.2"),
    "something before": (lambda pdf: b"\n" + pdf, f"{A3}, 6.1.2"),
    "something after": (lambda pdf: pdf + b"\nmore", f"{A3}, 6.1.3"),
    "no end": (lambda pdf: pdf.replace(b"%%EOF", b""), f"{PDF}, 7.5.5"),
    "a stream that is longer": (lambda pdf: re.sub(rb"\nendstream", rb"x\nendstream", pdf, count=1), f"{A3}, 6.1.7.1"),
    "a head in two lines": (lambda pdf: pdf.replace(b" 0 obj", b"\n0 obj", 1), f"{A3}, 6.1.9"),
    "an end in the line": (lambda pdf: re.sub(rb"\nendobj", rb" endobj", pdf, count=1), f"{A3}, 6.1.7.1"),
    "a table that lies": (lambda pdf: pdf.replace(b"startxref\n", b"startxref\n1"), f"{PDF}, 7.5"),
    "nothing at all": (lambda _: b"", f"{PDF}, 7.5"),
}


@pytest.mark.parametrize(("harm", "clause"), OF_BYTES.values(), ids=OF_BYTES)
def test_a_harm_to_the_bytes_is_named_by_its_clause(seed: bytes, harm: Callable[[bytes], bytes], clause: str) -> None:
    assert [fault for fault in faults(harm(seed)) if fault.startswith(clause)]


def updated(pdf: bytes, old: bytes, new: bytes) -> bytes:
    """The PDF with an update at its end, as a signature adds one, in which the catalog has other words."""
    with pikepdf.open(BytesIO(pdf)) as document:
        number, catalog = document.Root.objgen[0], document.Root.unparse(resolved=True).replace(old, new, 1)
    tail = b" ".join(re.findall(rb"/(?:ID \[.*?\]|Root \d+ 0 R|Info \d+ 0 R|Size \d+)", pdf[pdf.rfind(b"/XRef"):]))
    before = pdf.rsplit(b"startxref\n", 1)[1].split()[0]
    added = b"%d 0 obj\n%s\nendobj\n" % (number, catalog)
    return pdf + added + (b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< %s /Prev %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        number, len(pdf), tail, before, len(pdf) + len(added)))


def test_an_update_at_the_end_is_judged_too(seed: bytes) -> None:
    assert faults(updated(seed, b"/Type /Catalog", b"/Type /Catalog")) == []
    [fault] = faults(updated(seed, b"/Type /Catalog", b"/Type /Catalog /AA << >>"))
    assert fault == f"{A3}, 6.5.2: an object speaks of /AA"
    assert faults(updated(seed, b"", b"").replace(b"trailer", b"trailing")) != []


def test_encryption_is_named(seed: bytes) -> None:
    with pikepdf.open(BytesIO(seed)) as document:
        output = BytesIO()
        document.save(output, encryption=pikepdf.Encryption(owner="a", user=""))
    assert f"{A3}, 6.1.3: the file is encrypted" in faults(output.getvalue())


def test_a_page_further_on_is_judged_too() -> None:
    pdf = to_pdf(filing(non_derivative_table=[SALE] * 30, derivative_table=[OPTION] * 30))
    assert faults(pdf) == []
    harm = harmed(pdf, lambda document: words(document.pages[-1].Contents, b"\nEMC", b""))
    last = len(pikepdf.open(BytesIO(pdf)).pages)
    assert last > 3
    assert f"{PDF}, 7.8.2: page {last}: a q has no Q, a BT no ET, or a mark no end" in faults(harm)
