"""What lies over the pages: the fields of a copy to be signed, and no other annotation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from tests.pdf_a import content, fonts
from tests.pdf_a.clauses import A3, PDF, UA
from tests.pdf_a.tree import Tree, leaves

_PRINT: Final = 4
_NEVER: Final = 1 | 2 | 32 | 256
_HOLDERS: Final = {"/Widget": "Form", "/Link": "Link"}
_EMBEDDED: Final = ("/FontFile", "/FontFile2", "/FontFile3")


def faults(document: pikepdf.Pdf, tree: Tree | None) -> Iterator[str]:
    """Faults of every annotation and field."""
    parents = {int(key): parent for key, parent in leaves(tree.root.get("/ParentTree"), "/Nums")} if tree else {}
    for page in document.pages:
        annotations = list(page.obj.get("/Annots", []))
        if annotations and page.obj.get("/Tabs") != "/S":
            yield f"{UA}, 7.18.3: a page with annotations does not have their order from the structure"
        for annotation in annotations:
            yield from _of_annotation(annotation)
            yield from _of_place(annotation, parents, tree)
    if (form := document.Root.get("/AcroForm")) is not None:
        yield from _of_form(form)


def _of_annotation(annotation: Any) -> Iterator[str]:
    kind = annotation.get("/Subtype")
    if kind not in _HOLDERS:
        yield f"{PDF}, 12.5.6: an annotation of the kind {kind}, for which a form has no use"
    flags = int(annotation.get("/F", 0))
    if not flags & _PRINT or flags & _NEVER:
        yield f"{A3}, 6.3.2: an annotation is not printed, or hidden: its flags are {flags}"
    if "/A" in annotation or "/AA" in annotation:
        yield f"{A3}, 6.4.1: an annotation has an action"
    if not str(_inherited(annotation, "/TU") or annotation.get("/Contents", "")).strip():
        yield f"{UA}, 7.18.1: an annotation has no words that say what it is"
    appearance = annotation.get("/AP")
    if appearance is None or list(appearance.keys()) != ["/N"]:
        if kind != "/Link" and not (appearance is None and _is_nowhere(annotation)):
            yield f"{A3}, 6.3.3: an annotation does not have one normal appearance and no other"
        return
    normal = appearance.N
    is_button = _inherited(annotation, "/FT") == "/Btn"
    if isinstance(normal, pikepdf.Stream) == is_button:
        yield f"{A3}, 6.3.3: the appearance of a button is not one for each of its states, or that of another not a stream"
    streams = [normal] if isinstance(normal, pikepdf.Stream) else [state for _, state in normal.items()]
    for stream in streams:
        scan = content.appearance(stream, "an annotation")
        yield from (*scan.faults, *fonts.faults(scan))


def _is_nowhere(annotation: Any) -> bool:
    """Whether it takes no room at all, as the field of a signature that is not shown."""
    left, bottom, right, top = map(float, annotation.get("/Rect", (0, 0, 1, 1)))
    return left == right and bottom == top


def _of_place(annotation: Any, parents: dict[int, Any], tree: Tree | None) -> Iterator[str]:
    kind = str(annotation.get("/Subtype"))
    parent = parents.get(int(annotation.get("/StructParent", -1)))
    element = tree.elements.get(parent.objgen) if tree and isinstance(parent, pikepdf.Dictionary) else None
    if element is None or annotation.objgen not in element.annotations:
        yield f"{PDF}, 14.7.4.3: the structure does not hold an annotation, or the tree of parents does not lead to it"
    elif element.kind != _HOLDERS.get(kind, "Annot"):
        yield f"{UA}, 7.18.4: an annotation of the kind {kind} stands in a {element.kind}"


def _of_form(form: Any) -> Iterator[str]:
    if form.get("/NeedAppearances") is True:
        yield f"{A3}, 6.4.1: a viewer is asked to draw the fields anew"
    if "/XFA" in form:
        yield f"{A3}, 6.4.2: the fields are those of XFA"
    fonts = form.get("/DR", {}).get("/Font", {})
    for name, font in fonts.items():
        descriptor = next(iter(font.get("/DescendantFonts", [font]))).get("/FontDescriptor", {})
        if not any(key in descriptor for key in _EMBEDDED):
            yield f"{A3}, 6.2.11.4.1: the font {name}, by which fields are filled in, is not embedded"
    for siblings in _families(form.get("/Fields", [])):
        names = [str(field.get("/T", "")) for field in siblings]
        if not all(names) or len(set(names)) != len(names):
            yield f"{PDF}, 12.7.3.2: a field has no name of its own"
        for field in siblings:
            written = str(_inherited(field, "/DA") or form.get("/DA", ""))
            if _inherited(field, "/FT") == "/Tx" and not any(f"{name} " in written for name, _ in fonts.items()):
                yield f"{PDF}, 12.7.3.3: a field for text names no font by which it is filled in"


def _families(fields: Any, depth: int = 0) -> Iterator[list[Any]]:
    """The fields below one other, family by family; a widget alone is none (ISO 32000-1, 12.7.3.1)."""
    yield list(fields)
    for field in fields if depth < 10 else []:
        if kids := [kid for kid in field.get("/Kids", []) if "/T" in kid]:
            yield from _families(kids, depth + 1)


def _inherited(field: Any, key: str) -> Any:
    """A field's value of a key, else that of the field above it (ISO 32000-1, 12.7.3.1)."""
    for _ in range(10):
        if key in field or "/Parent" not in field:
            break
        field = field.Parent
    return field.get(key)
