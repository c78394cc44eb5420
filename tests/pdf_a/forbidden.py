"""What no object of the file may speak of, and the limits of what one may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from tests.pdf_a.clauses import A3, MORE, PDF

_NAMES: Final = {
    f"{A3}, 6.1.7.2": "LZWDecode LZW Crypt",
    f"{A3}, 6.1.7.1": "FFilter FDecodeParms",
    f"{A3}, 6.1.12": "Perms",
    f"{A3}, 6.2.3": "DestOutputProfileRef",
    f"{A3}, 6.2.4.3": "DeviceCMYK DefaultCMYK",
    f"{A3}, 6.2.5": "HTP HTO TR2",
    f"{A3}, 6.2.8": "Alternates OPI",
    f"{A3}, 6.2.9": "PS Ref",
    f"{A3}, 6.3.1": "3D RichMedia Screen Sound Movie TrapNet",
    f"{A3}, 6.4.2": "XFA NeedsRendering",
    f"{A3}, 6.5.1": "JavaScript JS Launch ResetForm ImportData Hide SetOCGState Rendition GoTo3DView SetState NoOp",
    f"{A3}, 6.5.2": "AA",
    f"{A3}, 6.10": "AlternatePresentations PresSteps Trans",
    f"{A3}, 6.11": "Requirements",
}
_UNWANTED: Final = {
    f"{PDF}, 8.6": "Separation DeviceN CalRGB CalGray ICCBased DefaultRGB DefaultGray Pattern Indexed",
    f"{PDF}, 8.11": "OCProperties OCG OCMD OC",
    f"{PDF}, 11": "SMask Transparency",
    f"{PDF}, 12.3.5": "Collection",
    f"{PDF}, 12.6": "OpenAction GoToR GoToE SubmitForm URI Thread Named",
    f"{PDF}, 14.5": "PieceInfo",
    f"{PDF}, 14.10": "SpiderInfo",
}
_CLAUSE: Final = {name: (clause, "") for clause, names in _NAMES.items() for name in names.split()} | \
    {name: (clause, f" {MORE}") for clause, names in _UNWANTED.items() for name in names.split()}
_STRING: Final = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9a-f]*>", re.DOTALL)
_NAME: Final = re.compile(rb"/([^\s/<>\[\]()]+)")
_NUMBER: Final = re.compile(rb"(?<![\w.#/+-])[+-]?(?:\d+\.?\d*|\.\d+)")
_EXTERNAL: Final = ("/F", "/FFilter", "/FDecodeParms")
_EMPTY_RESOURCES: Final = re.compile(rb"/(?:Pattern|ColorSpace|XObject|Shading|ExtGState) <<\s*>>")


def faults(document: pikepdf.Pdf) -> Iterator[str]:
    """Faults of single objects, whatever they are for."""
    identifier = document.trailer.get("/ID")
    if identifier is None or len(identifier) != 2 or not all(bytes(part) for part in identifier):
        yield f"{A3}, 6.1.3: the trailer has no ID of two strings"
    if len(document.objects) > 8388607:
        yield f"{A3}, 6.1.13: more than 8388607 objects"
    for found in document.objects:
        yield from _of_object(found)
    yield from _of_pages(document)


def _of_object(found: Any) -> Iterator[str]:
    if isinstance(found, pikepdf.Stream):
        yield from (f"{A3}, 6.1.7.1: a stream is kept elsewhere, by its key {key}" for key in _EXTERNAL if key in found)
        written = found.stream_dict.unparse()
    elif isinstance(found, pikepdf.Object):
        written = found.unparse(resolved=True)
    else:
        return
    strings = _STRING.findall(written)
    if any(len(string) > 32767 for string in strings):
        yield f"{A3}, 6.1.13: a string is longer than 32767 bytes"
    written = _EMPTY_RESOURCES.sub(b"", _STRING.sub(b"()", written))
    for name in set(_NAME.findall(written)):
        if len(name) > 127:
            yield f"{A3}, 6.1.13: a name is longer than 127 bytes"
        clause, how = _CLAUSE.get(name.decode("latin-1"), ("", ""))
        if clause:
            yield f"{clause}: an object speaks of /{name.decode('latin-1')}{how}"
    yield from (f"{A3}, 6.1.13: the number {number.decode()} is too large" for number in _NUMBER.findall(written)
                if len(number) > 9 and not -2147483648 <= float(number) <= 2147483647)


def _of_pages(document: pikepdf.Pdf) -> Iterator[str]:
    for page in document.pages:
        yield from (f"{A3}, 6.1.13: the page's {name} is smaller than 3 or larger than 14400 units"
                    for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
                    if (box := page.obj.get(name)) is not None and not _is_of_bearable_size(box))
        if "/Resources" not in page.obj:
            yield f"{A3}, 6.2.2: a page has no resources of its own"
        if "/Group" in page.obj:
            yield f"{PDF}, 11.4.7: a page is a transparency group {MORE}"


def _is_of_bearable_size(box: Any) -> bool:
    left, bottom, right, top = map(float, box)
    return 3 <= abs(right - left) <= 14400 and 3 <= abs(top - bottom) <= 14400
