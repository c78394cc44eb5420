"""What ``package`` makes is valid by the SEC's own schema for a submission."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from form4gen import Situation
from form4gen.build import Order, RefusedError, built
from form4gen.edgar_submission import TestOrLive, to_submission
from form4gen.envelope import opened
from form4gen.package import Consignment, packaged
from form4gen.reading import Reading, read_source
from form4gen.submission import Document, Submission
from form4gen.unpack import unpacked

pytestmark = pytest.mark.oracle

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.form4.yaml"))
PAGE = b'<html><body><p>Trades</p><img src="logo.gif"><img src="chart.jpg"></body></html>\n'
ENCLOSED = Submission(
    (Document("poa.txt", "EX-24", b"I appoint Pat Roe.\r\n"), Document("ex99-1.htm", "EX-99.1", PAGE),
     Document("logo.gif", "GRAPHIC", b"GIF89a\x00\xff"), Document("chart.jpg", "GRAPHIC", b"\xff\xd8\xff\xe0"),
     Document("cover.txt", "COVER.doe", b"Dear Sirs\n"), Document("letter.txt", "CORRESP", b"Dear Sirs\n")),
    "Pat Roe", "555-0100", "pat@example.com", ("section16@example.com", "roe@example.com"))


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared / "edgar" / "xsd" / "edgarSubmission.xsd.xml"))


def read(source: bytes, enclosed: Submission) -> tuple[Reading, dict[str, str]]:
    reading = read_source(source, Situation(profile="draft", submission=enclosed))
    assert reading.form4 is not None
    return reading, {owner.cik: "abcd#234" for owner in reading.form4.reporting_owners}


@pytest.mark.parametrize("enclosed", [Submission(), ENCLOSED], ids=["alone", "with exhibits"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_valid_and_comes_back(path: Path, enclosed: Submission, schema: etree.XMLSchema) -> None:
    reading, cccs = read(path.read_bytes(), enclosed)
    made = packaged(reading, Consignment(enclosed, "TEST", path.name.partition(".")[0]), cccs)
    schema.assertValid(etree.fromstring(made.data))
    [xml] = built(reading, Order("xml"), cccs)
    found = opened(made.data)
    first, *others = unpacked(found)
    assert (first.data, tuple(others)) == (xml.data, enclosed.documents)
    assert found.submission == enclosed


@pytest.mark.parametrize("path", [path for path in EXAMPLES if "2014" not in path.name], ids=lambda path: path.name)
def test_every_example_of_today_may_be_filed(path: Path, schema: etree.XMLSchema) -> None:
    live: TestOrLive = "LIVE"
    reading, cccs = read(path.read_bytes(), ENCLOSED)
    schema.assertValid(etree.fromstring(packaged(reading, Consignment(ENCLOSED, live), cccs).data))


def full() -> Submission:
    """As many documents of each type as EDGAR takes: 610 beside the filing."""
    kinds = ["CORRESP"] * 100 + ["COVER"] * 10 + ["EX-24"] * 250 + ["EX-99"] * 250
    return Submission(tuple(Document(f"d{number}.txt", kind, b"Dear Sirs") for number, kind in enumerate(kinds)),
                      notification_addresses=tuple(f"a{number}@example.com" for number in range(30)))


def test_611_documents_are_valid_and_612_are_not_made(schema: etree.XMLSchema) -> None:
    example = (EXAMPLES[0].parent / "gift-2026.form4.yaml").read_bytes()
    reading, cccs = read(example, full())
    made = packaged(reading, Consignment(full()), cccs)
    assert made.data.count(b"<edgarDocument>") == 611
    schema.assertValid(etree.fromstring(made.data))
    for kind in ("CORRESP", "COVER", "EX-24"):
        more = full()._replace(documents=(*full().documents, Document("more.txt", kind, b"Dear Sirs")))
        reading, cccs = read(example, more)
        with pytest.raises(RefusedError, match="EDGAR would suspend it"):
            packaged(reading, Consignment(more), cccs)
        assert not schema.validate(etree.fromstring(to_submission(Document("doe.xml", "4", b"<a/>"), more)))
