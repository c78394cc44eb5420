"""The manifest of a batch: what a line says, what a kill leaves of one, and whose a name of outputs is."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from form4gen.finding import Severity
from form4gen.manifest import Found, Manifest, NoRecordError, Output, Record, from_line

RECORD = Record("a/doe.form4.yaml", "ab" * 32, "0123456789abcdef", "form4gen 0.1.0, WeasyPrint 70.0", "built", "",
                (Output("a/doe.xml", None, 2748), Output("a/doe.pdf", "cd" * 32, 50468)),
                (Found("NAT002", Severity.SUSPEND, "non_derivative_table[0].ownership.nature"),), ("a note",), 0.152)


def manifest(*lines: bytes) -> Manifest:
    return Manifest(io.BytesIO(b"".join(lines)))


def test_a_line_is_one_object_and_is_read_back() -> None:
    line = RECORD.line()
    assert line.count(b"\n") == 1
    assert json.loads(line) == {
        "version": 1, "source": "a/doe.form4.yaml", "sha256": "ab" * 32, "options": "0123456789abcdef",
        "made_with": "form4gen 0.1.0, WeasyPrint 70.0", "status": "built", "reason": "",
        "outputs": [{"name": "a/doe.xml", "sha256": None, "size": 2748},
                    {"name": "a/doe.pdf", "sha256": "cd" * 32, "size": 50468}],
        "findings": [{"rule": "NAT002", "severity": "suspend", "place": "non_derivative_table[0].ownership.nature"}],
        "notes": ["a note"], "seconds": 0.152}
    assert from_line(line) == RECORD


def test_the_documented_record_is_one_and_every_field_is_explained() -> None:
    page = (Path(__file__).parent.parent / "docs" / "batch.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert from_line(json.dumps(json.loads(shown)).encode()).status == "built"
    explained = re.findall(r"^\| `([a-z0-9_]+)` \|", page, re.MULTILINE)
    assert explained == list(json.loads(RECORD.line()))


def test_a_source_is_known_by_any_name_a_file_can_have() -> None:
    name = "Zoë\n\udcff\u2028.xml"
    known = manifest(replace(RECORD, source=name).line())
    assert known.before(name) == [replace(RECORD, source=name)]
    assert known.before("Zoe.xml") == []


def test_of_a_source_and_the_same_options_the_last_line_holds() -> None:
    refused, other = replace(RECORD, status="refused"), replace(RECORD, options="other")
    known = manifest(RECORD.line(), other.line(), refused.line(), replace(RECORD, source="b.xml").line())
    assert known.before(RECORD.source) == [other, refused]


@pytest.mark.parametrize("rest", [
    b'{"ver', b'{"version": 1, "source": "b.xml", "sha', RECORD.line()[:-1], b"\0\0\0\0", b'{"version": 1, "sou\0\0\0'])
def test_a_line_that_was_cut_short_is_cut_off(rest: bytes) -> None:
    file = io.BytesIO(RECORD.line() + rest)
    known = Manifest(file)
    assert known.before(RECORD.source) == [RECORD]
    assert file.getvalue() == RECORD.line()


def changed(**fields: Any) -> bytes:
    return json.dumps({**json.loads(RECORD.line()), **fields}).encode() + b"\n"


@pytest.mark.parametrize("line", [
    b"doe.form4.yaml\n", b"doe.form4.yaml", b"\n", b"[]\n", b"{}\n", b'{"version": 1}\n', b"[" * 100_000 + b"\n", b"\xff\n",
    changed(version=2), changed(more="x"), changed(status="done"), changed(source=1), changed(sha256=1), changed(notes=[1]),
    changed(outputs=[{"name": "x"}]), changed(outputs=["x"]), changed(outputs={}), changed(findings=[{"rule": "X"}]),
    changed(findings=[{"rule": "X", "severity": "grave", "place": ""}]),
])
def test_a_file_that_is_no_manifest_is_left_as_it_is(line: bytes) -> None:
    file = io.BytesIO(RECORD.line() + line)
    with pytest.raises(NoRecordError, match=r"^line 2 is no record of a batch: "):
        Manifest(file)
    assert file.getvalue() == RECORD.line() + line


def test_lines_are_added_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(RECORD.line() + b'{"version": 1, "so')
    other = replace(RECORD, source="b.xml")
    with path.open("a+b") as file:
        known = Manifest(file)
        known.append(other)
        assert path.read_bytes() == RECORD.line() + other.line()
        known.sync()


def test_a_name_of_outputs_is_of_the_source_that_comes_first() -> None:
    known = manifest()
    assert known.claim("doe", "doe.xml") is None
    assert known.claim("doe", "doe.yaml") == "doe.xml"
    assert known.claim("doe", "doe.xml") == "doe.xml"
    assert (known.whose("doe"), known.whose("d")) == ("doe.xml", None)


def test_names_that_go_on_with_a_number_are_found() -> None:
    known = manifest()
    for target in ("doe", "doe.1", "doe.12", "doe.x", "doe1", "doe.9/x", "roe.1"):
        known.claim(target, f"{target}.xml")
    assert sorted(name for name, _ in known.numbered("doe")) == ["doe.1", "doe.12", "doe.9/x"]
    assert list(known.numbered("roe")) == [("roe.1", "roe.1.xml")]
