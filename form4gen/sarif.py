"""Findings as a SARIF 2.1.0 log, for code scanning: the OASIS standard for what an analysis found.

A log says nothing of the machine or the time it was made on: the same findings give the same log.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from form4gen import __version__
from form4gen.ccc import masked
from form4gen.finding import Finding, Mark, Severity
from form4gen.report import NOT_JUDGED, Checked, not_shown
from form4gen.rules import CATALOGUE
from form4gen.rules.catalogue import FAMILIES, Rule
from form4gen.rules.page import reason_and_examples

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT: Final = "%SRCROOT%"
"""What a relative name is relative to: for GitHub, the top of the repository."""
FINGERPRINT: Final = "form4genFinding/v1"
XML_LINE_ENDS: Final = ["\r\n", "\r", "\n"]
YAML_LINE_ENDS: Final = [*XML_LINE_ENDS, "\x85", "\u2028", "\u2029"]
"""What a run of both has too: a run has one list, and code scanning takes one run."""
LEVELS: Final = {Severity.SUSPEND: "error", Severity.RULE: "error", Severity.WARN: "warning", Severity.PRACTICE: "note"}

Object = dict[str, Any]


def as_sarif(files: Iterable[Checked]) -> str:
    """The log of one run over files, with every rule that was asked."""
    files = list(files)
    rules = sorted(CATALOGUE.values(), key=lambda rule: rule.id)
    run = {
        "tool": {"driver": {"name": "form4gen", "version": __version__, "semanticVersion": __version__,
                            "rules": [_rule(rule) for rule in rules]}},
        "invocations": [{"executionSuccessful": True, **_unjudged(files), "properties": {"notShown": not_shown(files)}}],
        "originalUriBaseIds": {ROOT: {"description": {"text": "the folder that form4gen ran in"}}},
        "artifacts": list({_artifact(file.file)["uri"]: {"location": _artifact(file.file), "roles": ["analysisTarget"]}
                           for file in files}.values()),
        "columnKind": "unicodeCodePoints",
        "newlineSequences": XML_LINE_ENDS if files and all(file.from_xml for file in files) else YAML_LINE_ENDS,
        "results": list(_results(files, {rule.id: number for number, rule in enumerate(rules)})),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _unjudged(files: Sequence[Checked]) -> Object:
    """A notification for each file that no rule was asked about."""
    notes = [{"level": "warning", "message": {"text": NOT_JUDGED},
              "locations": [{"physicalLocation": {"artifactLocation": _artifact(file.file)}}]}
             for file in files if not file.is_judged]
    return {"toolExecutionNotifications": notes} if notes else {}


def _rule(rule: Rule) -> Object:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(f"{rule.title} {rule.reason}".split())},
        "help": {"text": rule.doc, "markdown": reason_and_examples(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"severity": rule.severity.value, "citation": str(rule.citation), "tags": [FAMILIES[rule.family]]},
    }


def _results(files: Sequence[Checked], numbers: dict[str, int]) -> Iterator[Object]:
    seen = Counter[str]()
    for file in files:
        for finding in file.findings:
            fingerprint = _fingerprint(file, finding)
            seen[fingerprint] += 1
            yield {
                "ruleId": finding.rule,
                "ruleIndex": numbers[finding.rule],
                "level": LEVELS[finding.severity],
                "message": {"text": masked(finding.message, file.secrets)},
                "locations": [_location(file, finding)],
                "partialFingerprints": {FINGERPRINT: f"{fingerprint}:{seen[fingerprint]}"},
            }


def _fingerprint(file: Checked, finding: Finding) -> str:
    """What stays the same of a finding while lines and rows are moved: its file, rule, message and field.

    Made of what the log shows anyway, so it tells nobody a CCC.
    """
    field = re.sub(r"\[[0-9]+\]", "", masked(finding.where, file.secrets))
    same = json.dumps([_artifact(file.file)["uri"], finding.rule, field, masked(finding.message, file.secrets)])
    return hashlib.sha256(same.encode()).hexdigest()[:16]


def _location(file: Checked, finding: Finding) -> Object:
    location: Object = {"physicalLocation": {"artifactLocation": _artifact(file.file), "region": _region(finding.mark)}}
    if finding.where:
        location["logicalLocations"] = [{"fullyQualifiedName": masked(finding.where, file.secrets)}]
    return location


def _region(mark: Mark | None) -> dict[str, int]:
    """A stretch of a line; to the line's end where the mark is but a point.

    Code scanning asks for a line of every result, so what has none is shown on the first.
    """
    if mark is None:
        return {"startLine": 1}
    end = {"endColumn": mark.end_column} if mark.end_column > mark.column else {}
    return {"startLine": mark.line, "startColumn": mark.column, **end}


def _artifact(name: str) -> dict[str, str]:
    """Where a file is. A name that leads out of the folder, and ``<stdin>``, have no base."""
    path = PurePath(name)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    uri = quote(path.as_posix(), errors="surrogateescape")
    return {"uri": uri} if ".." in path.parts or name == "<stdin>" else {"uri": uri, "uriBaseId": ROOT}
