"""Filings for the tests of the rules: the base filing with an author's changes merged into it."""

from __future__ import annotations

import json
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from form4gen.complete import complete
from form4gen.draft import Draft
from form4gen.filing import Form4
from form4gen.finding import Finding
from form4gen.rules import check
from form4gen.shape import to_form4
from form4gen.situation import Situation
from form4gen.submission import Document, Submission
from form4gen.yaml_draft import read_yaml

BASE = Path(__file__).parent.parent / "base.form4.yaml"
BESIDE = ("profile", "submission", "original", "filed_on")
"""Keys of a change that are no part of a filing, but known beside it."""
_ABSENT = object()


def merged(base: Any, change: Any) -> Any:
    """Mappings merge by key, lists item by item; a scalar or an empty list replaces, and ``~`` removes."""
    if isinstance(change, dict):
        kept = base if isinstance(base, dict) else {}
        keys = [key for key in {**kept, **change} if change.get(key) != "~"]
        return {key: merged(kept.get(key, _ABSENT), change.get(key, _ABSENT)) for key in keys}
    if isinstance(change, list) and change:
        items = base if isinstance(base, list) else []
        return [merged(*pair) for pair in zip_longest(items, change, fillvalue=_ABSENT)]
    return base if change is _ABSENT else change


def draft(change: str) -> Draft:
    """The base filing with a change, as the text an author would have written."""
    tree = merged(*(yaml.load(text, yaml.BaseLoader) for text in (BASE.read_text(encoding="utf-8"), change)))
    tree = {key: value for key, value in tree.items() if key not in BESIDE}
    return complete(read_yaml(json.dumps(tree).encode()))


def beside(change: str) -> dict[str, Any]:
    """What a change says beside the filing: ``profile``, ``filed_on``, ``submission`` with its documents' texts, and the
    ``original``, which is the base filing with another change."""
    tree = yaml.load(change, yaml.BaseLoader)
    known = {name: tree[name] for name in BESIDE if name in tree}
    if "filed_on" in known:
        known["filed_on"] = date.fromisoformat(known["filed_on"])
    if "submission" in known:
        parts = known["submission"]
        documents = tuple(Document(one["name"], one["type"], one["text"].encode()) for one in parts.pop("documents", []))
        addresses = tuple(parts.pop("notification_addresses", []))
        known["submission"] = Submission(documents, notification_addresses=addresses, **parts)
    if "original" in known:
        known["original"] = filing(json.dumps(known["original"]))
    return known


def filing(change: str = "{}") -> Form4:
    """The base filing with a change."""
    form4, faults = to_form4(draft(change))
    assert form4 is not None, faults
    return form4


def found(change: str = "{}", **known: Any) -> list[Finding]:
    """What the rules find in the base filing with a change, and with what is known beside it."""
    return check(filing(change), Situation(**{**beside(change), **known}))


def said(change: str = "{}", **known: Any) -> list[str]:
    """What the rules say of the base filing with a change: id, place and message."""
    return [f"{finding.rule} {finding.where}: {finding.message}" for finding in found(change, **known)]
