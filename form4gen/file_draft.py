"""A file that was opened -> the draft in it, with its places in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from form4gen.draft import LARGEST, Draft
from form4gen.element import declared
from form4gen.filing import Form4
from form4gen.finding import Finding, Mark
from form4gen.opened import WHAT_IS_READ, Opened
from form4gen.rules import text as rules
from form4gen.yaml_draft import read_yaml

_MOST_KEYS_NAMED: Final = 5


def draft_of(opened: Opened) -> Draft:
    """The draft of a file; where there is nothing to read in it, an empty one with the findings that say why."""
    if opened.document is None:
        return Draft(opened.text or "", {}, findings=opened.findings, from_xml=opened.is_xml)
    if opened.is_xml or (is_xml(opened.document) and len(opened.document) <= LARGEST):
        from form4gen.xml_draft import read_xml  # A filing in YAML does not wait for it.

        draft = read_xml(opened.document, opened.lines)
        return _typed(draft if opened.text is None else replace(draft, text=opened.text), opened)
    draft = read_yaml(opened.document)
    strange = _of_something_else(draft)
    return draft if strange is None else replace(draft, tree={}, findings=(strange,))


def is_xml(source: bytes) -> bool:
    """Whether a source begins as XML does, in UTF-8 or, with a byte order mark, in UTF-16."""
    start = source[:100].replace(b"\x00", b"")
    return start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()[:1] == b"<"


def _typed(draft: Draft, opened: Opened) -> Draft:
    """The same draft, with a finding where its type is not that of the submission which encloses it."""
    form = draft.tree.get("form") if isinstance(draft.tree, Mapping) else None
    others = dict.fromkeys(stated or "(nothing)" for stated in opened.forms if form is not None and stated != form)
    if not others:
        return draft
    message = (f"the document is of type {form}, but the submission calls it {' and '.join(others)}; "
               "submissionType, the entry's documentType and the document's own are the same")
    found = rules.TYPES_AGREE.found(("form",), message, draft.mark(("form",)))
    return replace(draft, findings=(*draft.findings, found))


def _of_something_else(draft: Draft) -> Finding | None:
    """What is to be said of JSON or YAML without a single key of a filing."""
    known = {one.name for one in declared(Form4)}
    if draft.findings or not isinstance(draft.tree, Mapping) or not draft.tree or known & set(draft.tree):
        return None
    keys = ", ".join(repr(key) for key in list(draft.tree)[:_MOST_KEYS_NAMED])
    message = f"none of this file's keys ({keys:.200}) is one of a Form 4's, such as 'issuer'; {WHAT_IS_READ}"
    return rules.IS_FORM_4.found((), message, draft.mark(()) or Mark(1, 1, 2))
