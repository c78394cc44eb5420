"""Every datum that the printed form shows of a real filing is found in the text of its PDF, which has no fault by PDF/A-3a.

The data are read from the XML without any code of ours but the renderer.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from lxml import etree

from form4gen import read, to_pdf
from tests.pdf_a import faults

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not which("pdftotext"), reason="poppler's pdftotext reads the PDF"),
]
SHARED = Path(os.environ.get("FORM4GEN_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FILINGS = sorted(path.name for path in (SHARED / "corpus" / "form4").glob("*.xml"))
TEXTS = ("issuerName", "issuerTradingSymbol", "issuerForeignTradingSymbol", "rptOwnerName", "rptOwnerStreet1",
         "rptOwnerStreet2", "rptOwnerCity", "rptOwnerZipCode", "signatureName", "remarks")


@pytest.mark.parametrize("name", FILINGS)
def test_every_datum_is_on_the_page(shared: Path, name: str, tmp_path: Path,
                                    caplog: pytest.LogCaptureFixture) -> None:
    source = (shared / "corpus" / "form4" / name).read_bytes()
    with caplog.at_level(logging.WARNING):
        (tmp_path / "form.pdf").write_bytes(to_pdf(read(source)))
    assert caplog.messages == []
    assert faults((tmp_path / "form.pdf").read_bytes()) == []
    said = packed(subprocess.run(["pdftotext", "-raw", "form.pdf", "-"], cwd=tmp_path, capture_output=True, text=True,
                                 check=True).stdout)
    missing = {datum for datum in data(etree.fromstring(source)) if packed(datum) not in said}
    assert missing == set()


def packed(words: str) -> str:
    return re.sub(r"\s", "", words)


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
