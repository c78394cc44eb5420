"""Whether what was appended to a PDF of the form changed it: a page, what lies over one, or anything else it is made of.

Form fields that are there may be filled in, and signatures may be added where they cover nothing of the form, with the
evidence for them. Whatever else an update changes is told: a page's content and fonts, an annotation, a field, a file that
the PDF carries, a tag that a screen reader says, an action (ISO 32000-1, 7.5.6, 12.5, 12.6).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any, Final, NamedTuple

import pikepdf

from form4gen.field_changes import Number, form_changes
from form4gen.free_margin import BAND

_BY_SIGNING: Final = ("/AcroForm", "/DSS", "/Extensions", "/Version")
"""Entries of the catalog that signing changes; ``field_changes`` judges the first."""
_DEEPEST: Final = 100
"""Levels of direct objects in one another, far more than any page has."""


class Changes(NamedTuple):
    """What is no longer as it was first made, such as ``page 2`` or ``its /AF``; the fields signed and filled in since."""

    changed: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()


def changes(first: bytes, last: bytes) -> Changes:
    """Compare a PDF with what it was at first.

    Raises ``pikepdf.PdfError`` or ``ValueError`` where a PDF is damaged, or nested without end.
    """
    with pikepdf.open(BytesIO(first)) as before, pikepdf.open(BytesIO(last)) as after:
        if len(before.pages) != len(after.pages):
            return Changes(("the number of its pages",))
        compared = _Comparison()
        form = form_changes(before.Root, after.Root, (len(first), len(last)), _Comparison().is_same)
        pairs = enumerate(zip(before.pages, after.pages, strict=True), start=1)
        found = [f"page {number}" for number, (old, new) in pairs
                 if not _is_same_page(old.obj, new.obj, form.new, compared)]
        keys = sorted({*before.Root.keys(), *after.Root.keys()} - set(_BY_SIGNING))
        found += [f"its {key}" for key in keys if not compared.is_same(before.Root.get(key), after.Root.get(key))]
        return Changes((*found, *form.changed), form.signed, form.filled)


def _is_same_page(old: Any, new: Any, signatures: Collection[Number], compared: _Comparison) -> bool:
    """Whether a page is as it was, but for new signatures that cover nothing."""
    keys = {key for key in (*old.keys(), *new.keys()) if key != "/Annots"}
    if not all(compared.is_same(old.get(key), new.get(key)) for key in keys):
        return False
    fields = {field.objgen for field in _fields(old)}
    if not fields <= {field.objgen for field in _fields(new)}:
        return False
    others = (one for one in _fields(new) if one.objgen not in fields)
    overlaid, overlays = ([one for one in page.get("/Annots", []) if not _is_field(one)] for page in (old, new))
    return all(one.objgen in signatures and _covers_nothing(one) for one in others) and \
        len(overlaid) == len(overlays) and all(map(compared.is_same, overlaid, overlays))


def _fields(page: Any) -> Iterator[Any]:
    yield from filter(_is_field, page.get("/Annots", []))


def _is_field(annotation: Any) -> bool:
    return bool(annotation.get("/Subtype") == "/Widget")


def _covers_nothing(annotation: Any) -> bool:
    left, bottom, right, top = (round(float(value), 3) for value in annotation.Rect)
    bottom, top = min(bottom, top), max(bottom, top)
    return left == right or bottom == top or (BAND[0] <= bottom and top <= BAND[1])


class _Comparison:
    """Objects of two PDFs compared with all that they lead to, each pair of numbered objects once."""

    def __init__(self) -> None:
        self._seen: set[tuple[Any, Any]] = set()

    def is_same(self, old: Any, new: Any) -> bool:
        """Of a field only that it is the same; ``field_changes`` judges what it holds."""
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
            if _is_field(one) and _is_field(other):
                return [] if one.objgen == other.objgen else None
            keys, others = ({*each.keys()} - {"/Annots"} for each in (one, other))
            return [(one[key], other[key]) for key in keys] if keys == others else None
        if isinstance(one, pikepdf.Array):
            return list(zip(one, other, strict=True)) if len(one) == len(other) else None
        return [] if one == other else None


def _is_numbered(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and value.objgen != (0, 0)
