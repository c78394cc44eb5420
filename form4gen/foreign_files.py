"""What a file is that is no filing: a web page, a PDF, a Word file. Told by its first bytes, with the way out."""

from __future__ import annotations

import re
from typing import Final

WAY_OUT: Final = "form4gen reads the filing's XML, which sec.gov keeps beside it, or a filing in YAML or JSON"
_HEAD: Final = 65_536
"""Bytes that are looked at."""

_BEGINNINGS: Final = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or Excel file of the old kind"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
)
_PACKED: Final = (
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x1f\x9d", "a compress (.Z) file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
)
_IN_ZIP: Final = ((b"word/", "a Word file"), (b"xl/", "an Excel file"), (b"ppt/", "a PowerPoint file"))
_ZIP: Final = b"PK\x03\x04"
_TAR_MARK: Final = (257, b"ustar")
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_RENDERED: Final = re.compile(rb"<title[^>]{0,80}>\s{0,80}SEC FORM", re.IGNORECASE)
_TITLE: Final = re.compile(rb"<title[^>]{0,80}>([^<]{1,80})", re.IGNORECASE)
_CONTROLS: Final = bytes((*range(1, 9), *range(14, 27), *range(28, 32)))
_FEWEST_CONTROLS: Final = 8
_TEXT_PER_CONTROL: Final = 20
"""From so many control characters on, and at one in so many bytes, bytes are no text."""


def foreign(source: bytes) -> str | None:
    """What is to be said of a file that is no filing; None where it may be one."""
    head = source[:_HEAD]
    if head.startswith(_ZIP):
        return _in_a_zip(head)
    kind = next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)
    if kind is not None:
        return f"this is {kind}; {WAY_OUT}"
    kind = next((kind for beginning, kind in _PACKED if head.startswith(beginning)), None)
    if kind is not None:
        return f"this is {kind}, which form4gen does not open; unpack it first"
    if head[_TAR_MARK[0] :].startswith(_TAR_MARK[1]):
        return "this is a tar archive, as EDGAR's daily feeds are; unpack it and give the files in it"
    if _is_html(head):
        return _web_page(head)
    return f"this is a binary file; {WAY_OUT}" if _is_binary(head) else None


def _in_a_zip(head: bytes) -> str:
    kind = next((kind for name, kind in _IN_ZIP if name in head), None)
    return f"this is {kind}; {WAY_OUT}" if kind else "this is a ZIP archive; unpack it and give the files in it"


def _is_html(head: bytes) -> bool:
    start = head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") and _HTML.search(start) is not None


def _web_page(head: bytes) -> str:
    if b"Request Rate Threshold Exceeded" in head:
        return ("this is a web page on which sec.gov refuses a request (Request Rate Threshold Exceeded), not a filing; "
                "wait, and fetch it again, at most ten files a second")
    if _RENDERED.search(head) and b"OMB APPROVAL" in head:
        return ("this is the form as sec.gov shows it, not the filing behind it; fetch the XML, "
                "whose address is the page's without the folder xslF345X...")
    title = _TITLE.search(head)
    named = f" ({b' '.join(title[1].split()).decode('ascii', errors='replace')!r})" if title else ""
    return f"this is a web page{named}, not a filing; fetch the filing's .xml or .txt"


def _is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding. In UTF-16, every other byte may be zero, so zeros alone tell nothing."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls >= _FEWEST_CONTROLS and controls * _TEXT_PER_CONTROL > len(head)
