"""A file that is no filing is named for what it is, with the way out."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from form4gen.foreign_files import foreign
from form4gen.reading import read_source

from .envelopes import PUBLISHED
from .rules.filings import BASE

XML_OR_YAML = "form4gen reads the filing's XML, which sec.gov keeps beside it, or a filing in YAML or JSON"
RENDERED = ("this is the form as sec.gov shows it, not the filing behind it; fetch the XML, "
            "whose address is the page's without the folder xslF345X...")


def zipped(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, "a")
    return buffer.getvalue()


def tarred() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("0009999901-26-000001.nc"), io.BytesIO(b""))
    return buffer.getvalue()


@pytest.mark.parametrize(("source", "message"), [
    (b"%PDF-1.7\n%\xe2\xe3", f"this is a PDF; {XML_OR_YAML}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), f"this is a Word or Excel file of the old kind; {XML_OR_YAML}"),
    (b"{\\rtf1\\ansi a}", f"this is a rich text file; {XML_OR_YAML}"),
    (b"\x89PNG\r\n\x1a\n", f"this is a picture; {XML_OR_YAML}"),
    (zipped("word/document.xml"), f"this is a Word file; {XML_OR_YAML}"),
    (zipped("xl/workbook.xml"), f"this is an Excel file; {XML_OR_YAML}"),
    (zipped("doc4.xml"), "this is a ZIP archive; unpack it and give the files in it"),
    (b"BZh91AY&SY", "this is a bzip2 file, which form4gen does not open; unpack it first"),
    (tarred(), "this is a tar archive, as EDGAR's daily feeds are; unpack it and give the files in it"),
    (bytes(range(200)), f"this is a binary file; {XML_OR_YAML}"),
    (b"<!DOCTYPE html>\n<html><head><title>SEC.gov | Request Rate\nThreshold Exceeded</title></head><body>"
     b"<h1>Request Rate Threshold Exceeded</h1></body></html>",
     "this is a web page on which sec.gov refuses a request (Request Rate Threshold Exceeded), not a filing; "
     "wait, and fetch it again, at most ten files a second"),
    (b"\n<html><head><title>SEC FORM\n 4</title></head><body>OMB APPROVAL</body></html>", RENDERED),
    (b"\xef\xbb\xbf<HTML><TITLE>Filing\nIndex</TITLE>", "this is a web page ('Filing Index'), not a filing; "
                                                        "fetch the filing's .xml or .txt"),
    (b'<?xml version="1.0"?><!DOCTYPE HTML PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html/>',
     "this is a web page, not a filing; fetch the filing's .xml or .txt"),
])  # fmt: skip
def test_a_foreign_file_is_named(source: bytes, message: str) -> None:
    reading = read_source(source)
    assert [(finding.rule, finding.message) for finding in reading.findings] == [("TXT001", message)]
    assert reading.form4 is None


@pytest.mark.parametrize("source", [PUBLISHED, BASE.read_bytes(), PUBLISHED.decode().encode("utf-16"), b"",
                                    b'remarks: "a\x07b"', b"remarks: about <html>\n", b"<a><html/></a>"[:3]])
def test_a_file_that_may_be_a_filing_is_not(source: bytes) -> None:
    assert foreign(source) is None


@pytest.mark.parametrize(("source", "shown"), [
    (b'{"cik": "12345", "entityType": "operating", "sic": "7370", "name": "X", "tickers": [], "phone": ""}',
     "'cik', 'entityType', 'sic', 'name', 'tickers'"),
    (b"services:\n  web: {image: a}\n", "'services'"),
])
def test_json_and_yaml_without_a_key_of_a_filing_are_called_something_else(source: bytes, shown: str) -> None:
    [finding] = read_source(source).findings
    assert finding.rule == "TXT016"
    assert finding.message == (f"none of this file's keys ({shown}) is one of a Form 4's, such as 'issuer'; "
                               "form4gen reads and writes Form 4 and 4/A")


def test_one_key_of_a_filing_is_enough_to_be_asked_for_the_rest() -> None:
    assert "TXT016" not in {finding.rule for finding in read_source(b"remarks: a\nservices: b\n").findings}
