"""Whether what was appended to a PDF of the form changed it: a page, what lies over one, or anything else it is made of.

Form fields that are there may be filled in, and signatures may be added where they cover nothing of the form, with the
evidence for them. Whatever else an update changes is told: a page's content and fonts, an annotation, a file that the PDF
carries, a tag that a screen reader says, an action (ISO 32000-1, 7.5.6, 12.5, 12.6).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf

from form4gen.free_margin import BAND

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points, from the page's lower left corner."""
_BY_SIGNING: Final = ("/AcroForm", "/DSS", "/Extensions", "/Version")
"""Entries of the catalog that signing changes. What the first holds are fields, and each is judged on its page."""
_DEEPEST: Final = 100
"""Levels of direct objects in one another, far more than any page has."""


def changes(first: bytes, last: bytes) -> list[str]:
    """What is no longer as it was first made, such as ``page 2`` or ``its /AF``.

    Raises ``pikepdf.PdfError`` or ``ValueError`` where a PDF is damaged, or nested without end.
    """
    with pikepdf.open(BytesIO(first)) as before, pikepdf.open(BytesIO(last)) as after:
        if len(before.pages) != len(after.pages):
            return ["the number of its pages"]
        compared = _Comparison()
        pairs = enumerate(zip(before.pages, after.pages, strict=True), start=1)
        found = [f"page {number}" for number, (old, new) in pairs if not _is_same_page(old.obj, new.obj, compared)]
        keys = sorted({*before.Root.keys(), *after.Root.keys()} - set(_BY_SIGNING))
        found += [f"its {key}" for key in keys if not compared.is_same(before.Root.get(key), after.Root.get(key))]
        return found + [f"its {key}" for key in _added_to_the_form(before.Root, after.Root)]


def _added_to_the_form(before: Any, after: Any) -> Iterator[str]:
    """Entries of the interactive form that no signature needs."""
    old, new = before.get("/AcroForm", pikepdf.Dictionary()), after.get("/AcroForm", pikepdf.Dictionary())
    yield from (key for key in new.keys() if key not in old and key not in ("/Fields", "/SigFlags", "/DR", "/DA"))  # noqa: SIM118


def _is_same_page(old: Any, new: Any, compared: _Comparison) -> bool:
    keys = {key for key in (*old.keys(), *new.keys()) if key != "/Annots"}
    if not all(compared.is_same(old.get(key), new.get(key)) for key in keys):
        return False
    fields = {_rectangle(field) for field in _fields(old)}
    overlays = [one for one in new.get("/Annots", []) if not _may_come(one, fields)]
    overlaid = [one for one in old.get("/Annots", []) if one.get("/Subtype") != "/Widget"]
    is_kept = fields <= {_rectangle(field) for field in _fields(new)}
    return is_kept and len(overlaid) == len(overlays) and all(map(compared.is_same, overlaid, overlays))


def _fields(page: Any) -> Iterator[Any]:
    yield from (one for one in page.get("/Annots", []) if one.get("/Subtype") == "/Widget")


def _may_come(annotation: Any, fields: Collection[Rectangle]) -> bool:
    """Whether an annotation is a field that was there, or a signature that covers nothing."""
    if annotation.get("/Subtype") != "/Widget" or "/AA" in annotation or "/A" in annotation:
        return False
    left, bottom, right, top = rectangle = _rectangle(annotation)
    parent = annotation.get("/Parent", pikepdf.Dictionary())
    is_signed = "/V" in annotation or "/V" in parent
    covers_nothing = left == right or bottom == top or (BAND[0] <= bottom and top <= BAND[1])
    is_signature = (annotation.get("/FT") or parent.get("/FT")) == "/Sig"
    return rectangle in fields or (is_signature and is_signed and covers_nothing)


def _rectangle(annotation: Any) -> Rectangle:
    left, bottom, right, top = (round(float(value), 3) for value in annotation.Rect)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


class _Comparison:
    """Objects of two PDFs compared with all that they lead to, each pair of numbered objects once."""

    def __init__(self) -> None:
        self._seen: set[tuple[Any, Any]] = set()

    def is_same(self, old: Any, new: Any) -> bool:
        """Fields are judged by where they stand, and not here."""
        waiting = [(old, new, 0)]
        while waiting:
            one, other, depth = waiting.pop()
            if depth > _DEEPEST:
                raise ValueError("it is nested without end")
            pairs = self._parts(one, other)
            if pairs is None:
                return False
            waiting += [(*pair, 0 if _is_numbered(pair[0]) else depth + 1) for pair in pairs]
        return True

    def _parts(self, one: Any, other: Any) -> list[tuple[Any, Any]] | None:
        """The pairs of parts that make two objects the same, if they are; None where they are not."""
        if type(one) is not type(other):
            return None
        if _is_numbered(one) and _is_numbered(other):
            pair = one.objgen, other.objgen
            if pair in self._seen:
                return []
            self._seen.add(pair)
        if isinstance(one, pikepdf.Stream) and one.read_raw_bytes() != other.read_raw_bytes():
            return None
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            if one.get("/Subtype") == "/Widget" and other.get("/Subtype") == "/Widget":
                return []
            keys, others = ({*each.keys()} - {"/Annots"} for each in (one, other))
            return [(one[key], other[key]) for key in keys] if keys == others else None
        if isinstance(one, pikepdf.Array):
            return list(zip(one, other, strict=True)) if len(one) == len(other) else None
        return [] if one == other else None


def _is_numbered(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and value.objgen != (0, 0)
