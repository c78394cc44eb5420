"""Whether what was appended to a PDF changed its pages: their content, fonts and sizes, or what lies over them.

Form fields that are there may be filled in, and signatures may be added in the bottom margin, where they cover nothing of
the form; anything else that an update puts on a page, or takes from it, is a change (ISO 32000-1, 7.5.6 and 12.5).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points, from the page's lower left corner."""
MARGIN: Final = 28.5
"""Points of the bottom margin, which the form leaves free: 38 pixels, as in ``form4.css``."""
_ELSEWHERE: Final = ("/Parent", "/Annots", "/StructParents", "/Tabs", "/LastModified", "/PieceInfo")
"""Entries of a page that lead away from it, that are compared by themselves, or that draw nothing."""
_DEEPEST: Final = 60


def changed_pages(first: bytes, last: bytes) -> list[int]:
    """The pages, counted from 1, that are no longer what they were; all of them where there are more or fewer.

    Raises ``pikepdf.PdfError`` or ``ValueError`` where a PDF is damaged, or nested without end.
    """
    with pikepdf.open(BytesIO(first)) as before, pikepdf.open(BytesIO(last)) as after:
        if len(before.pages) != len(after.pages):
            return list(range(1, len(after.pages) + 1))
        pairs = enumerate(zip(before.pages, after.pages, strict=True), start=1)
        return [number for number, (old, new) in pairs if not _is_same_page(old.obj, new.obj)]


def _is_same_page(old: Any, new: Any) -> bool:
    keys = {key for key in (*old.keys(), *new.keys()) if key not in _ELSEWHERE}
    if not all(_is_same(old.get(key), new.get(key), 0) for key in keys):
        return False
    fields = {_rectangle(field) for field in _widgets(old)}
    overlays = [one for one in new.get("/Annots", []) if not _may_come(one, fields)]
    overlaid = [one for one in old.get("/Annots", []) if one.get("/Subtype") != "/Widget"]
    return len(overlaid) == len(overlays) and all(
        _is_same(one, other, 0) for one, other in zip(overlaid, overlays, strict=True))


def _widgets(page: Any) -> Iterator[Any]:
    yield from (one for one in page.get("/Annots", []) if one.get("/Subtype") == "/Widget")


def _may_come(annotation: Any, fields: Collection[Rectangle]) -> bool:
    """Whether an annotation is a field that was there, or a signature that covers nothing."""
    if annotation.get("/Subtype") != "/Widget":
        return False
    left, bottom, right, top = rectangle = _rectangle(annotation)
    kind = annotation.get("/FT") or annotation.get("/Parent", pikepdf.Dictionary()).get("/FT")
    covers_nothing = left == right or bottom == top or top <= MARGIN
    return rectangle in fields or (kind == "/Sig" and covers_nothing)


def _rectangle(annotation: Any) -> Rectangle:
    left, bottom, right, top = map(float, annotation.Rect)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _is_same(old: Any, new: Any, depth: int) -> bool:
    if depth > _DEEPEST:
        raise ValueError("a page is nested without end")
    if isinstance(old, pikepdf.Stream) and isinstance(new, pikepdf.Stream):
        is_same = bool(old.read_raw_bytes() == new.read_raw_bytes())
        return is_same and _are_same_entries(old.stream_dict, new.stream_dict, depth)
    if isinstance(old, pikepdf.Dictionary) and isinstance(new, pikepdf.Dictionary):
        return _are_same_entries(old, new, depth)
    if isinstance(old, pikepdf.Array) and isinstance(new, pikepdf.Array):
        return len(old) == len(new) and all(_is_same(one, other, depth + 1) for one, other in zip(old, new, strict=True))
    return type(old) is type(new) and bool(old == new)


def _are_same_entries(old: Any, new: Any, depth: int) -> bool:
    return set(old.keys()) == set(new.keys()) and all(
        key in _ELSEWHERE or _is_same(old[key], new[key], depth + 1) for key in old.keys())  # noqa: SIM118 - no mapping
