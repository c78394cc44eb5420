"""SUB: what the enclosed text documents are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4
from form4gen.finding import EFM, Cite, Severity
from form4gen.plain_text import in_ascii, named
from form4gen.rules.catalogue import Found, rule
from form4gen.submission import Submission

TEXT: Final = "\t\n\f\r" + "".join(map(chr, range(ord(" "), ord("~") + 1)))
"""The characters of a text: what ASCII shows, the tab, the line ends and the new page."""
LONGEST_LINE: Final = 80
LONGEST_TABLE_LINE: Final = 132
MOST_SAID: Final = 5
"""How many odd characters or lines of one document are told one by one; whoever has more, has them throughout."""

_OTHER = re.compile(f"[^{re.escape(TEXT)}]")
_TABLE = re.compile(rb"<(/?)table\b[^>\n]{0,100}>", re.IGNORECASE)


@rule("SUB008", Severity.SUSPEND, Cite(EFM, "5.2.1.2, ASCII character set"))
def enclosed_text_is_ascii(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """An enclosed .txt or .htm document is plain ASCII.

    As in the form itself, EDGAR takes no curly quotes, long dashes or signs such as those for pound and trade mark. In
    .htm, a character may be written as a reference, such as &#8217;. Nor does a text have control characters, but for
    tabs, line ends and new pages: a file that has some was saved in another encoding (UTF-16), or is no text. The
    specification says that EDGAR suspends a filing for what is wrong in an enclosed text, or warns; the Manual calls
    such characters invalid.

    Wrong:
        submission: {documents: [{name: cover.txt, type: COVER, text: "The issuer\u2019s plan"}]}
    Right:
        submission: {documents: [{name: cover.txt, type: COVER, text: "The issuer's plan"}]}
    """
    for number, document in enumerate(submission.documents if submission else ()):
        if not document.name.lower().endswith((".txt", ".htm")):
            continue
        for line, odd in _odd_characters(document.data)[:MOST_SAID]:
            message = f"{document.name}, line {line}: {odd}"
            yield ("documents", number), message


@rule("SUB009", Severity.WARN, Cite(EFM, "5.2.1, lines of an ASCII document"))
def enclosed_lines_are_short(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """A line of an enclosed .txt document has at most 80 characters.

    Between <TABLE> and </TABLE>, 132. The specification says only that EDGAR suspends a filing for what is wrong in a
    text document, or warns; which of the two a long line brings is not known here, and it is counted as a warning.

    Wrong:
        submission: {documents: [{name: cover.txt, type: COVER, text: "This line is longer than the
          eighty characters that a line of a text document may have."}]}
    Right:
        submission: {documents: [{name: cover.txt, type: COVER, text: "This line is not."}]}
    """
    for number, document in enumerate(submission.documents if submission else ()):
        if document.name.lower().endswith(".txt"):
            long = [each for each in _lengths(document.data) if each[1] > each[2]]
            for line, length, most in long[:MOST_SAID]:
                message = f"{document.name}, line {line}, has {length} characters, of which it may have {most}; break it"
                yield ("documents", number), message


def _odd_characters(data: bytes) -> list[tuple[int, str]]:
    """The lines on which a document first has a character that is no ASCII text, and what to say of it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [(line, f"byte 0x{data[error.start]:02X} is neither ASCII nor UTF-8; save the file as plain ASCII text")]
    found: dict[str, int] = {}
    for number, line_of_text in enumerate(text.split("\n"), 1):
        for character in _OTHER.findall(line_of_text):
            found.setdefault(character, number)
    return [(line, _said_of(odd)) for odd, line in found.items()]


def _said_of(odd: str) -> str:
    if odd.isascii():
        return f"U+{ord(odd):04X} is a control character; leave it out, and save the file as plain ASCII text"
    return f"{named(odd)} is not ASCII; write {in_ascii(odd)}"


def _lengths(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each line's number, its characters, and how many it may have."""
    in_table = False
    for number, line in enumerate(data.decode("utf-8", errors="replace").splitlines(), 1):
        for mark in _TABLE.finditer(line.encode()):
            in_table = not mark[1]
        yield number, len(line), LONGEST_TABLE_LINE if in_table else LONGEST_LINE
