"""XML is read in C where nothing is unusual in it, and with its places where someone asks; both ways it is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from form4gen import read, to_xml, xml_nodes
from form4gen.draft import DEEPEST, MOST_VALUES
from form4gen.finding import Mark
from form4gen.reading import read_source, read_unjudged
from form4gen.source_lines import AS_THEY_ARE, SourceLines
from form4gen.xml_nodes import Node, UnsafeError, _read_quickly, parse, text_of
from form4gen.xml_places import Placed, read_placed

from .rules.filings import filing

PUBLISHED = to_xml(filing("reporting_owners: [{name: DOE JANE}]\nissuer: {name: EXAMPLE CORP}"), "disseminated")


def shown(node: Node) -> Any:
    return node.tag, dict(node.items()), node.text or "", node.tail or "", [shown(child) for child in node]


def with_places(source: bytes) -> Any:
    try:
        return shown(read_placed(source, AS_THEY_ARE).root)
    except UnsafeError as error:
        return str(error), error.mark


@pytest.mark.parametrize("source", [
    b"<a/>", b"\xef\xbb\xbf<a/>", b"\n <a/>\n", b'<?xml version="1.0"?>\n<a/>',
    b"<?xml version='1.0' encoding='UTF-8' ?><a/>",
    b'<?xml version="1.0" encoding="utf-8" standalone="no"?><a/>', b"<a>x<!-- y -->z<b>&amp;&#65;</b>t</a>",
    '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1"), "<a>\r\né\u2003</a>".encode(),
    b'<a xmlns="urn:a" xmlns:b="urn:b" b:c="1"><b:d e=" f "/></a>', PUBLISHED,
])  # fmt: skip
def test_a_text_without_anything_unusual_is_read_quickly_and_the_same(source: bytes) -> None:
    assert shown(_read_quickly(source)[0]) == with_places(source)


@pytest.mark.parametrize("source", [
    b"<!DOCTYPE a><a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a><![CDATA[]]></a>", b"<a><?b c?></a>",
    b'<?xml version="1.1"?><a/>', b'<?xml version="1.0" encoding="windows-1252"?><a/>', "\ufeff<a/>".encode("utf-16-le"),
    "<a/>".encode("utf-16-be"), b'\n<?xml version="1.0"?><a/>', b'<?xml version="1.0" encoding="gibberish"?><a/>',
    b"<a>", b"<a>\xff</a>", b"<a>&b;</a>", b"<a></b>", b"<a b:c='1'/>", b"", b"text", b"<!-- a --><a/>",
    b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1), b"<a>" + b"<b/>" * MOST_VALUES + b"</a>",
    b"<a>" + b"<!-- b -->" * (2 * MOST_VALUES) + b"</a>",
])  # fmt: skip
def test_whatever_is_unusual_or_wrong_is_not_read_quickly(source: bytes) -> None:
    assert _read_quickly(source) == []
    try:
        found: Any = shown(parse(source).root)
    except UnsafeError as error:
        found = str(error), error.mark
    assert found == with_places(source)


def test_as_deep_and_as_many_as_may_be_are_read_quickly() -> None:
    deepest = b"<a>" * DEEPEST + b"</a>" * DEEPEST
    most = b"<a>" + b"<b></b>" * (MOST_VALUES - 1) + b"</a>"
    for source in (deepest, most):
        assert shown(_read_quickly(source)[0]) == with_places(source)


PIECES = st.sampled_from([
    b"<a>", b"</a>", b"<b c='d'>", b"</b>", b"<a/>", b"<x:y xmlns:x='urn:x'/>", b"t", b" ", b"\r\n", b"&lt;",
    b"&no;", b"<!-- n -->", b"<![CDATA[k]]>", b"<?p i?>", b"<!DOCTYPE a>", b'<?xml version="1.0"?>', b"\xc3\xa9", b"\xff",
    b"\x00", b"<", b">", b"]]>",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12).map(b"".join), st.booleans())
def test_any_text_is_read_the_same_either_way(inside: bytes, is_whole: bool) -> None:
    source = b"<r>" + inside + b"</r>" if is_whole else inside
    quick = _read_quickly(source)
    if quick:
        assert shown(quick[0]) == with_places(source)


def test_no_place_is_looked_for_that_nobody_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def placed(source: bytes, lines: SourceLines) -> Placed:
        asked.append(source)
        return read_placed(source, lines)

    monkeypatch.setattr(xml_nodes, "read_placed", placed)
    reading = read_unjudged(PUBLISHED)
    assert reading.form4 is not None
    assert asked == []
    place = ("non_derivative_table", 0, "shares", "value")
    lines = PUBLISHED.decode().splitlines()
    marks = [reading.draft.marks[place], reading.draft.keys[place], reading.draft.mark((*place, "beyond"))]
    number = next(number for number, line in enumerate(lines, 1) if "<value>100</value>" in line)
    column = lines[number - 1].index("<value>") + 1
    assert marks == [Mark(number, column + 7, column + 10), Mark(number, column, column + 6), marks[0]]
    assert asked == [PUBLISHED]


def test_what_stands_between_moved_elements_stays_where_it_was() -> None:
    row = ("<nonDerivativeSecurity><securityTitle><value>Common Stock</value></securityTitle><transactionAmounts>"
           "<transactionShares><value>25</value></transactionShares>odd</transactionAmounts><ownershipNature>"
           "<directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature></nonDerivativeSecurity>")
    document = ("<ownershipDocument><schemaVersion>X0101</schemaVersion><documentType>4</documentType>\n"
                f"{row}\nstray\n</ownershipDocument>")
    found = [(one.message, one.mark) for one in read_source(document.encode()).findings if one.rule == "TXT002"]
    assert found == [("<ownershipDocument> holds text beside its elements", Mark(3, 1, 6))]


def test_the_text_of_an_element_is_what_stands_in_it_alone() -> None:
    root = parse(b"<a>one<b>two</b>three<!-- -->four</a>").root
    assert text_of(root) == "onethreefour"


def test_the_examples_are_read_quickly_when_published() -> None:
    folder = Path(__file__).parent.parent / "examples"
    forms = [read(path.read_bytes()) for path in folder.glob("*.form4.yaml")]
    assert forms
    assert all(_read_quickly(to_xml(form4, "disseminated")) and _read_quickly(to_xml(form4)) for form4 in forms)
