"""Every datum that the printed form shows of a real filing stands in its PDF, in its own box, whole and alone there.

That it is on the form is judged by the XML, read without any code of ours but the renderer; in which box, by the
page. The PDF has no fault by our checks of PDF/A-3a.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from form4gen import read, to_pdf
from form4gen.printed import printed
from form4gen.versions import edition_of, version_of
from tests import pdf_a
from tests.cells import Drawn, drawn, packed
from tests.page_words import faults

pytestmark = pytest.mark.oracle
SHARED = Path(os.environ.get("FORM4GEN_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FILINGS = sorted(path.name for path in (SHARED / "corpus" / "form4").glob("*.xml"))
TEXTS = ("issuerName", "issuerTradingSymbol", "issuerForeignTradingSymbol", "rptOwnerName", "rptOwnerStreet1",
         "rptOwnerStreet2", "rptOwnerCity", "rptOwnerZipCode", "signatureName", "remarks")


@pytest.mark.parametrize("name", FILINGS)
def test_every_datum_is_in_its_own_box(shared: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    source = (shared / "corpus" / "form4" / name).read_bytes()
    form4 = read(source)
    with caplog.at_level(logging.WARNING):
        pdf = to_pdf(form4)
    assert caplog.messages == []
    form = drawn(pdf)
    assert pdf_a.faults(pdf) == []
    assert faults(form, printed(form4, edition_of(version_of(form4)))) == []
    assert {datum for datum in data(etree.fromstring(source)) if packed(datum) not in said(form)} == set()


def said(form: Drawn) -> str:
    """All words of a form's cells and paragraphs."""
    cells = [cell.inside for table in form.tables for row in table.rows for cell in row]
    return "|".join(("".join(paragraph.text for paragraph in form.paragraphs), *cells))


def data(document: etree._Element) -> Iterator[str]:
    """What the form shows, as it shows it; the first owner alone has titles there."""
    yield from (said for tag in TEXTS for said in texts(document, f".//{tag}"))
    yield from texts(document, "reportingOwner[1]//officerTitle")
    yield from texts(document, "reportingOwner[1]//otherText")
    yield from (date(day) for tag in ("periodOfReport", "dateOfOriginalSubmission", ".//signatureDate")
                for day in texts(document, tag))
    for footnote in document.iterfind("footnotes/footnote"):
        yield f"{footnote.get('id', '')[1:]}. {''.join(footnote.itertext())}"
    for holder in document.iterfind(".//*[footnoteId]"):
        yield from (f"({note.get('id', '')[1:]})" for note in holder.iterfind("footnoteId"))
    for holder in document.iterfind(".//*[value]"):
        value = (holder.findtext("value") or "").strip()
        if value and holder.tag != "transactionTimeliness":
            yield shown(str(holder.tag), value)


def texts(document: etree._Element, path: str) -> Iterator[str]:
    yield from (element.text for element in document.iterfind(path) if element.text)


def shown(tag: str, value: str) -> str:
    """A value of a row as the form writes it."""
    if tag.endswith("Date"):
        return date(value)
    if re.search("Shares$|Price$|PerShare$|Value$|OwnedFollowingTransaction$", tag):
        whole, point, decimals = value.partition(".")
        sign = "$" if re.search("Price|Value|value", tag) else ""
        return sign + (f"{int(whole):,}" if whole else "") + point + decimals
    return value


def date(text: str) -> str:
    year, month, day = text[:10].split("-")
    return f"{month}/{day}/{year}"
