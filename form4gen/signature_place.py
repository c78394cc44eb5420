"""Where a signature goes: an empty field of the PDF, or a new one, and on which page and in which rectangle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from form4gen.free_margin import BAND
from form4gen.signed_pdf import DAMAGE, SignatureField, UnreadablePdfError, entry, reason, signature_fields

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points, from the page's lower left corner."""

MARGIN: Final = 28.8
"""Points between the form and the sides of its page: 0.4 inch, as in ``form4.css``."""
SLOTS: Final = 3
"""Signatures beside one another in a page's margin."""
_GAP: Final = 6.0
NEW: Final = "signature"
"""A new field is ``signature-1``, at the form's root: a period in a name (ISO 32000-1, 12.7.3.2) would make it a child of a
field that earlier signatures cover, and so change what they signed."""


class NoPlaceError(ValueError):
    """The signature's field is not to be told, or there is none; the message says which fields there are."""


class Place(NamedTuple):
    """A signature's field; ``page`` counts from 0. A new field without a rectangle is invisible."""

    field: str
    is_new: bool
    owner: str = ""
    page: int = 0
    rectangle: Rectangle | None = None


def place_of(reader: PdfFileReader, wanted: str | None, is_visible: bool) -> Place:
    """The place of the next signature.

    ``wanted``: the name of a field, or the owner who is to sign in it. Without it, the one empty field; where there is
    none, a new field ``signature-N``. Raises ``NoPlaceError``, and ``UnreadablePdfError`` where the form or its pages are
    damaged.
    """
    fields = signature_fields(reader)
    _refuse_periods(reader)
    empty = [field for field in fields if not field.is_signed]
    if wanted is not None and (found := _named(wanted, fields)):
        return _existing(found, is_visible)
    if wanted is None and len(empty) == 1:
        return _existing(empty[0], is_visible)
    if empty:
        which = f"no signature field is {wanted!r}" if wanted else "there are several empty signature fields"
        raise NoPlaceError(f"{which}; take one of: {', '.join(map(told, empty))}")
    return _new(reader, wanted or _next_name(fields), is_visible)


def _refuse_periods(reader: PdfFileReader) -> None:
    """A name with a period is no field's own name (ISO 32000-1, 12.7.3.2), and over one no later change can be judged."""
    try:
        fields = entry(entry(reader.root, "/AcroForm", DictionaryObject()), "/Fields", ())
        names = [str(entry(field.get_object(), "/T", "")) for field in fields]
    except DAMAGE as error:
        raise UnreadablePdfError(f"the PDF's form is damaged: {reason(error)}") from None
    if bad := [name for name in names if "." in name]:
        raise NoPlaceError(f"the form has a field named {bad[0]!r}; a period may only join a field's name to its parent's")


def told(field: SignatureField) -> str:
    """A field's name, and what its tooltip says."""
    return f"{field.name} ({field.tooltip})" if field.tooltip else field.name


def _named(wanted: str, fields: tuple[SignatureField, ...]) -> SignatureField | None:
    """The field of a name or an owner, in any case of letters; an empty one before a signed one."""
    word = " ".join(wanted.split()).casefold()
    found = [field for field in fields if word in {field.name.casefold(), field.tooltip.casefold(), field.owner.casefold()}]
    empty = [field for field in found if not field.is_signed]
    if len(empty) > 1:
        raise NoPlaceError(f"{wanted!r} is the name of several fields; take one of: {', '.join(map(told, empty))}")
    if found and not empty:
        raise NoPlaceError(f"{told(found[0])} is signed already")
    return empty[0] if empty else None


def _existing(field: SignatureField, is_visible: bool) -> Place:
    if is_visible and not field.is_visible:
        raise NoPlaceError(f"{told(field)} has no rectangle to show a signature in; sign it without --visible")
    return Place(field.name, is_new=False, owner=field.owner, rectangle=_sorted(field.rectangle) if is_visible else None)


def _next_name(fields: tuple[SignatureField, ...]) -> str:
    taken = {field.name.casefold() for field in fields}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{NEW}-{number}") not in taken)


def _new(reader: PdfFileReader, name: str, is_visible: bool) -> Place:
    if not name.strip() or "." in name:
        raise NoPlaceError(f"{name!r} is no name for a new field; take one that is not empty and has no period")
    if not is_visible:
        return Place(name, is_new=True)
    try:
        page, rectangle = next(_free(reader))
    except StopIteration:
        raise NoPlaceError("the bottom margins have no room for a visible signature; sign without --visible") from None
    except DAMAGE as error:
        raise UnreadablePdfError(f"the PDF's pages are damaged: {reason(error)}") from None
    return Place(name, is_new=True, page=page, rectangle=rectangle)


def _free(reader: PdfFileReader) -> Iterator[tuple[int, Rectangle]]:
    """The free slots in the bottom margins, those of the last page first."""
    for page in reversed(range(int(reader.root["/Pages"]["/Count"]))):
        reference, _ = reader.find_page_for_modification(page)
        found = reference.get_object()
        taken = [_sorted(annotation.get_object()["/Rect"]) for annotation in entry(found, "/Annots", ())]
        yield from ((page, slot) for slot in _slots(found) if not any(_meet(slot, other) for other in taken))


def _slots(page: DictionaryObject) -> Iterator[Rectangle]:
    left, bottom, right, _ = _media_box(page)
    width = (right - left - 2 * MARGIN - (SLOTS - 1) * _GAP) / SLOTS
    for number in range(SLOTS):
        start = left + MARGIN + number * (width + _GAP)
        yield start, bottom + BAND[0], start + width, bottom + BAND[1]


def _media_box(page: DictionaryObject) -> Rectangle:
    """The page's box, its own or that of the pages above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(100):
        if "/MediaBox" in page:
            return _sorted(page["/MediaBox"])
        page = page["/Parent"]
    raise PdfReadError("a page has no MediaBox")


def _sorted(rectangle: object) -> Rectangle:
    """A rectangle by its lower left and upper right corners, whichever the file names (ISO 32000-1, 7.9.5)."""
    assert isinstance(rectangle, list | tuple)
    one, two, three, four = map(float, rectangle)
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
