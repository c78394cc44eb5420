"""Whether what was appended to a PDF changed its interactive form by more than filling in and signing (ISO 32000-1, 12.7).

A field is the object of its number. Of a text field its text and looks may become others; of a signature field they may
where it is signed; and a signature may come with a field of its own. A field says what it is, does and is called by itself
or by what stands above it, so all that leads to it is compared too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

import pikepdf

Number = tuple[int, int]
"""An object's number and generation."""
IsSame = Callable[[Any, Any], bool]
SIGNATURE: Final = "/Sig"
_TEXT: Final = "/Tx"
_SIGNATURES: Final = ("/Sig", "/DocTimeStamp")
"""What a signature's dictionary says that it is, where it says so (ISO 32000-1, table 252; ISO 32000-2, 12.8.5)."""
_ABOVE: Final = {"/T", "/Kids", "/Parent"}
"""Of a new field that only holds others."""
_OF_A_SIGNATURE: Final = {"/Type", "/Subtype", "/FT", "/T", "/TU", "/TM", "/V", "/Ff", "/F", "/Rect", "/P", "/AP", "/MK",
                          "/DA", "/M", "/NM", "/BS", "/Border", "/Lock", "/SV", "/StructParent", "/Kids", "/Parent"}
_FILLED: Final = {"/V", "/AP", "/M"}
_JUDGED_APART: Final = {"/Kids", "/Parent", "/P", "/F", "/Ff"}
_MAY_BE_SET: Final = {"/F": 1 << 2 | 1 << 7 | 1 << 9, "/Ff": 1 << 0}
"""Flags that whoever signs may set: printed, locked, contents locked (table 165); and read only (table 221)."""
_FREE_OF_THE_FORM: Final = {"/Fields", "/SigFlags", "/NeedAppearances", "/DR", "/DA"}
_MOST_FIELDS: Final = 10_000
_LONGEST_NAME: Final = 100
"""Characters of a full name; what goes on is not shown."""


class Field(NamedTuple):
    """A field or a widget of the form with what it inherits. ``above``: the number of the one that it is a kid of."""

    node: Any
    above: Number | None
    kind: str
    value: Any
    name: str

    @property
    def is_signature(self) -> bool:
        return self.kind == SIGNATURE


class FormChanges(NamedTuple):
    """What was changed, such as ``its form (field date.1)``; which new fields may be; those signed or filled in since."""

    changed: tuple[str, ...]
    new: frozenset[Number]
    signed: tuple[str, ...]
    filled: tuple[str, ...]


def form_changes(before: Any, after: Any, bounds: tuple[int, int], is_same: IsSame) -> FormChanges:
    """Compare the forms of two revisions, given by their catalogs.

    ``bounds``: how many bytes the first had and the last has; a signature that was added covers all of the first. Raises
    ``ValueError`` where a form is no form.
    """
    old, new = fields(before), fields(after)
    allowed = frozenset(number for number, one in new.items() if number not in old and _may_be_new(one, bounds))
    both = [(old[number], one) for number, one in new.items() if number in old]
    bad = [one for number, one in old.items() if number not in new]
    bad += [one for number, one in new.items() if number not in old and number not in allowed]
    bad += [one for was, one in both if not _is_kept(was, one, bounds, is_same)]
    told = [f"its form (field {one.name or 'without a name'})" for one in bad]
    told += [f"its form ({key})" for key in _changed_of_the_form(before, after, is_same)]
    signed = [new[number].name for number in allowed if is_signed(new[number], bounds)]
    signed += [one.name for was, one in both if was.value is None and is_signed(one, bounds)]
    filled = [one.name for was, one in both if one.kind == _TEXT and _is_filled(was.node, one.node, is_same)]
    return FormChanges(tuple(dict.fromkeys(told)), allowed, tuple(sorted({*signed})), tuple(sorted({*filled})))


def fields(catalog: Any) -> dict[Number, Field]:
    """Everything in the tree of a document's fields, by number."""
    waiting = [Field(node, None, "", None, "") for node in _form(catalog).get("/Fields", [])]
    found: dict[Number, Field] = {}
    while waiting:
        one = _inherited(waiting.pop())
        number = one.node.objgen
        if number == (0, 0) or number in found or len(found) >= _MOST_FIELDS:
            raise ValueError("a form that is none")
        found[number] = one
        waiting += [Field(kid, number, one.kind, one.value, one.name) for kid in one.node.get("/Kids", [])]
    return found


def _form(catalog: Any) -> Any:
    return catalog.get("/AcroForm", pikepdf.Dictionary())


def _inherited(field: Field) -> Field:
    """The field with its own values in place of those it inherits, and its full name (12.7.3.2)."""
    node = field.node
    names = [field.name] if field.name else []
    names += [str(node.T)] if "/T" in node else []
    name = ".".join(names)[:_LONGEST_NAME]
    return field._replace(kind=str(node.get("/FT", field.kind)), value=node.get("/V", field.value), name=name)


def is_signed(field: Field, bounds: tuple[int, int]) -> bool:
    """Whether a field holds a signature over all that was there at first; whether it is good, nothing here can tell."""
    value, (first, last) = field.value, bounds
    if not (field.is_signature and isinstance(value, pikepdf.Dictionary) and value.get("/Type", SIGNATURE) in _SIGNATURES):
        return False
    covered, contents = value.get("/ByteRange"), value.get("/Contents")
    if not (isinstance(covered, pikepdf.Array) and len(covered) == 4 and isinstance(contents, pikepdf.String)):
        return False
    start, until, again, length = map(int, covered)
    return start == 0 and first <= until < again and length >= 0 and again + length <= last and len(bytes(contents)) > 0


def _may_be_new(field: Field, bounds: tuple[int, int]) -> bool:
    """Whether a field that was added is a signature's, or only holds such."""
    keys = {*field.node.keys()}
    if _number(field.node, "/Parent") != field.above:
        return False
    return (keys <= _ABOVE and "/Kids" in keys) or (keys <= _OF_A_SIGNATURE and is_signed(field, bounds))


def _is_kept(old: Field, new: Field, bounds: tuple[int, int], is_same: IsSame) -> bool:
    """Whether a field is what it was, but for its being filled in or signed."""
    if old.above != new.above or not _has_kids(old.node, new.node):
        return False
    if any(_number(old.node, key) != _number(new.node, key) for key in ("/Parent", "/P")):
        return False
    free = _JUDGED_APART | (_FILLED if _may_be_filled(old, new, bounds) else set())
    keys = {*old.node.keys(), *new.node.keys()} - free
    return all(is_same(old.node.get(key), new.node.get(key)) for key in keys) and \
        all(_only_sets(old.node, new.node, key) for key in _MAY_BE_SET)


def _may_be_filled(old: Field, new: Field, bounds: tuple[int, int]) -> bool:
    if old.kind == new.kind == SIGNATURE:
        return old.value is None and is_signed(new, bounds)
    return old.kind == new.kind == _TEXT and (new.value is None or isinstance(new.value, pikepdf.String))


def _is_filled(old: Any, new: Any, is_same: IsSame) -> bool:
    return not all(is_same(old.get(key), new.get(key)) for key in ("/V", "/AP"))


def _number(node: Any, key: str) -> Number | None:
    """The number of an object that a field names."""
    named = node.get(key)
    return None if named is None else named.objgen


def _has_kids(old: Any, new: Any) -> bool:
    """Whether the kids are there that were; new ones are judged as new fields are."""
    return {kid.objgen for kid in old.get("/Kids", [])} <= {kid.objgen for kid in new.get("/Kids", [])}


def _only_sets(old: Any, new: Any, key: str) -> bool:
    then, now = int(old.get(key, 0)), int(new.get(key, 0))
    return then & now == then and not (then ^ now) & ~_MAY_BE_SET[key]


def _changed_of_the_form(before: Any, after: Any, is_same: IsSame) -> Iterator[str]:
    """Entries of the form itself that neither signing nor filling in changes; resources may be added, such as a font."""
    old, new = _form(before), _form(after)
    keys = sorted({*old.keys(), *new.keys()} - _FREE_OF_THE_FORM)
    yield from (key for key in keys if not is_same(old.get(key), new.get(key)))
    if "/DA" in old and not is_same(old.DA, new.get("/DA")):
        yield "/DA"
    nothing = pikepdf.Dictionary()
    then, now = old.get("/DR", nothing), new.get("/DR", nothing)
    if not all(_holds(then.get(kind, nothing), now.get(kind, nothing), is_same) for kind in _keys(then)):
        yield "/DR"


def _holds(old: Any, new: Any, is_same: IsSame) -> bool:
    if not isinstance(old, pikepdf.Dictionary):
        return is_same(old, new)
    return isinstance(new, pikepdf.Dictionary) and all(is_same(old.get(key), new.get(key)) for key in _keys(old))


def _keys(dictionary: Any) -> Iterable[str]:
    return list(dictionary.keys())
