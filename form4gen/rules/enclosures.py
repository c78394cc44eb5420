"""SUB: the documents enclosed with a filing. Silent where it is not known what is enclosed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from form4gen.filing import Form4, Place
from form4gen.finding import FORM, SPEC, Cite, Severity
from form4gen.rules.catalogue import Found, rule
from form4gen.submission import Document, Submission

LONGEST_NAME: Final = 32
LONGEST_TYPE: Final = 20
TEXTS: Final = (".txt", ".htm")
PICTURES: Final = (".jpg", ".gif")
DISCARDED: Final = ".pdf"
TYPES: Final = ("CORRESP", "COVER", "EX-24", "EX-99", "GRAPHIC")
MOST: Final = (("CORRESP", ("CORRESP",), 100), ("COVER", ("COVER",), 10),
               ("exhibits and pictures", ("EX-24", "EX-99", "GRAPHIC"), 500))
"""How many documents of each kind EDGAR takes; with the filing itself they are 611. Source: specification 4.2.1.2."""

_NAME = re.compile(r"[a-z][a-z0-9_.-]*")
_TYPE = re.compile(rf"({'|'.join(TYPES)})(\..*)?", re.DOTALL)
_LISTED = re.compile(r"\b(?:exhibits?|ex)\b[ .#:-]{0,3}(?:(?:no|nos|number)\b[ .:]{0,3})?(24|99)\b", re.IGNORECASE)
_OF_ANOTHER_FILING = re.compile(
    r"\b(?:incorporated|previously|on file|filed (?:with|as|by|on)\b|form (?:3|8-k|10)\b"
    r"|to (?:the|its|such|that|a) (?:issuer's |company's )?(?:schedule|registration|current|annual|quarterly|proxy))",
    re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[a-z\d)]{2})\.\s{1,9}(?=[A-Z])")
NEAR: Final = 200
"""Characters before and behind an exhibit's number that say whose exhibit it is, as far as its sentence goes."""


@rule("SUB001", Severity.SUSPEND, Cite(SPEC, "4.2(6)"))
def file_name_follows_the_convention(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """An enclosed file's name follows EDGAR's convention.

    At most 32 characters, of a to z, 0 to 9, one underscore, one hyphen and the one period before the extension; first
    a letter. Capitals and blanks are not taken.

    Wrong:
        submission: {documents: [{name: POA Doe.txt, type: COVER, text: Dear Sirs}]}
    Right:
        submission: {documents: [{name: poa-doe.txt, type: COVER, text: Dear Sirs}]}
    """
    for place, document in documents_of(submission):
        wrong = "; ".join(wrong_with(document.name))
        if wrong:
            yield (*place, "name"), f"the file name {document.name!r} {wrong}; give the file another name, such as ex24.txt"


@rule("SUB002", Severity.SUSPEND, Cite(SPEC, "4.2.1.2(1)"))
def file_is_of_a_kind_that_edgar_takes(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """An enclosed file is .txt, .htm, .jpg or .gif.

    Wrong:
        submission: {documents: [{name: cover.doc, type: COVER, text: Dear Sirs}]}
    Right:
        submission: {documents: [{name: cover.txt, type: COVER, text: Dear Sirs}]}
    """
    for place, document in documents_of(submission):
        ending = ending_of(document)
        if ending not in (*TEXTS, *PICTURES, DISCARDED, ""):
            message = f"{document.name!r} ends in {ending}; EDGAR takes .txt, .htm, .jpg and .gif beside a Form 4"
            yield (*place, "name"), message


@rule("SUB003", Severity.WARN, Cite(SPEC, "4.2.1.2(1), note"))
def pdf_is_not_enclosed(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """No PDF is enclosed.

    EDGAR discards a PDF beside a Form 4, with a warning; what it said was then not filed.

    Wrong:
        submission: {documents: [{name: cover.pdf, type: COVER, text: "%PDF-1.4"}]}
    Right:
        submission: {documents: [{name: cover.txt, type: COVER, text: Dear Sirs}]}
    """
    for place, document in documents_of(submission):
        if ending_of(document) == DISCARDED:
            yield (*place, "name"), f"{document.name!r} is a PDF, which EDGAR discards; enclose its text as .txt or .htm"


@rule("SUB004", Severity.SUSPEND, Cite(SPEC, "3.6.3, DocTypeList"))
def document_type_is_on_the_list(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """An enclosed document is of a type on EDGAR's list.

    CORRESP, COVER, EX-24, EX-99 and GRAPHIC; behind any of them a period and a text of one's own may stand, as in
    EX-99.1, within 20 characters. A power of attorney is EX-24, any other exhibit EX-99 (Instruction 6(c)).

    Wrong:
        submission: {documents: [{name: letter.txt, type: LETTER, text: Dear Sirs}]}
    Right:
        submission: {documents: [{name: letter.txt, type: COVER, text: Dear Sirs}]}
    """
    for place, document in documents_of(submission):
        if not _TYPE.fullmatch(document.type):
            message = f"{document.type!r}, the type of {document.name}, is none of EDGAR's: {', '.join(TYPES)}, or EX-99.1"
            yield (*place, "type"), message
        elif len(document.type) > LONGEST_TYPE:
            message = f"{document.type!r}, the type of {document.name}, has more than {LONGEST_TYPE} characters; shorten it"
            yield (*place, "type"), message


@rule("SUB005", Severity.SUSPEND, Cite(SPEC, "4.2.1.2(3)"))
def documents_are_not_too_many(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """There are no more enclosed documents of a type than EDGAR takes.

    Of CORRESP 100, of COVER 10, of exhibits and pictures together 500.

    Wrong:
        submission: {documents: [
          {name: c1.txt, type: COVER, text: Dear Sirs}, {name: c2.txt, type: COVER, text: Dear Sirs},
          {name: c3.txt, type: COVER, text: Dear Sirs}, {name: c4.txt, type: COVER, text: Dear Sirs},
          {name: c5.txt, type: COVER, text: Dear Sirs}, {name: c6.txt, type: COVER, text: Dear Sirs},
          {name: c7.txt, type: COVER, text: Dear Sirs}, {name: c8.txt, type: COVER, text: Dear Sirs},
          {name: c9.txt, type: COVER, text: Dear Sirs}, {name: c10.txt, type: COVER, text: Dear Sirs},
          {name: c11.txt, type: COVER, text: Dear Sirs}]}
    Right:
        submission: {documents: [{name: c1.txt, type: COVER, text: Dear Sirs}]}
    """
    of_type = Counter(kind_of(document) for _, document in documents_of(submission))
    for name, types, most in MOST:
        count = sum(of_type[each] for each in types)
        if count > most:
            yield ("documents",), f"there are {count} documents of the type {name}, and EDGAR takes {most}; enclose fewer"


@rule("SUB006", Severity.PRACTICE, Cite(SPEC, "4.2.1, documentName"))
def file_name_is_its_own(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """No two enclosed files have the same name.

    Documents refer to one another by file name, a page to its pictures above all; of two with one name, EDGAR may take
    either, or refuse both. The specification does not say.

    Wrong:
        submission: {documents: [{name: c.txt, type: COVER, text: Sirs}, {name: c.txt, type: CORRESP, text: Sirs}]}
    Right:
        submission: {documents: [{name: c.txt, type: COVER, text: Sirs}, {name: d.txt, type: CORRESP, text: Sirs}]}
    """
    first: dict[str, int] = {}
    for number, document in enumerate(submission.documents if submission else ()):
        if first.setdefault(document.name, number) != number:
            message = f"{document.name!r} is the name of documents[{first[document.name]}] too; give each file its own"
            yield ("documents", number, "name"), message


@rule("SUB010", Severity.SUSPEND, Cite(SPEC, "4.2.1, documentMimeBlock"))
def document_says_something(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """An enclosed document is not empty.

    Wrong:
        submission: {documents: [{name: cover.txt, type: COVER, text: ""}]}
    Right:
        submission: {documents: [{name: cover.txt, type: COVER, text: Dear Sirs}]}
    """
    for place, document in documents_of(submission):
        if not document.data.strip():
            yield place, f"{document.name} is empty; write it, or leave it out"


@rule("SUB015", Severity.RULE, Cite(FORM, "6(c)"))
def enclosed_exhibit_is_listed(form4: Form4, submission: Submission | None) -> Iterator[Found]:
    """A form with exhibits lists them.

    By number: 24 for a power of attorney, 99 for any other, with subparts (99.1, 99.2) where there is more than one. The
    remarks or a footnote are the place.

    Wrong:
        submission: {documents: [{name: ex24.txt, type: EX-24, text: Power of attorney}]}
    Right:
        remarks: "Exhibit List: Exhibit 24 - Power of Attorney"
        submission: {documents: [{name: ex24.txt, type: EX-24, text: Power of attorney}]}
    """
    listed = {found[1] for _, text in _words(form4) for found in _LISTED.finditer(text)}
    for place, document in documents_of(submission):
        number = kind_of(document).removeprefix("EX-")
        if number in ("24", "99") and number not in listed:
            message = (f"the form lists no exhibit {number}, which {document.name} is; "
                       f'write "Exhibit {document.type.removeprefix("EX-")}" and what it is in the remarks')
            yield place, message


@rule("SUB016", Severity.RULE, Cite(FORM, "6(a), 6(c)"))
def listed_exhibit_is_enclosed(form4: Form4, submission: Submission | None) -> Iterator[Found]:
    """An exhibit that the form lists is enclosed.

    What an exhibit was to say is taken for not said, if it is not there (Instruction 6(d)). An exhibit that the text calls
    one of another filing is passed over.

    Wrong:
        remarks: "Exhibit List: Exhibit 24 - Power of Attorney"
        submission: {documents: []}
    Right:
        remarks: "Exhibit List: Exhibit 24 - Power of Attorney"
        submission: {documents: [{name: ex24.txt, type: EX-24, text: Power of attorney}]}
    """
    if submission is None:
        return
    enclosed = {kind_of(document).removeprefix("EX-") for document in submission.documents}
    for place, text in _words(form4):
        for number in sorted({"24", "99"} - enclosed):
            own = (found for found in _LISTED.finditer(text)
                   if found[1] == number and not _is_of_another_filing(text, found))
            listed = next(own, None)
            if listed:
                message = f"{listed[0]!r} is listed, but no EX-{number} is enclosed; enclose it, or say where it was filed"
                yield place, message


@rule("SUB017", Severity.PRACTICE, Cite(FORM, "6(c)"))
def exhibits_have_subparts(_: Form4, submission: Submission | None) -> Iterator[Found]:
    """Of several exhibits of one number, each has a subpart.

    The instruction asks for subparts (24.1, 24.2) in the form's list of exhibits; careful filers give the documents the
    same numbers as types.

    Wrong:
        remarks: "Exhibit List: Exhibit 99.1 - Trades. Exhibit 99.2 - Joint filers"
        submission: {documents: [
          {name: a.txt, type: EX-99, text: Trades}, {name: b.txt, type: EX-99, text: Joint filers}]}
    Right:
        remarks: "Exhibit List: Exhibit 99.1 - Trades. Exhibit 99.2 - Joint filers"
        submission: {documents: [
          {name: a.txt, type: EX-99.1, text: Trades}, {name: b.txt, type: EX-99.2, text: Joint filers}]}
    """
    first: dict[str, str] = {}
    for place, document in documents_of(submission):
        is_exhibit = document.type.startswith("EX-")
        if is_exhibit and first.setdefault(document.type, document.name) != document.name:
            message = (f"{document.name} and {first[document.type]} are both {document.type}; "
                       f"number them {kind_of(document)}.1, {kind_of(document)}.2")
            yield (*place, "type"), message


def documents_of(submission: Submission | None) -> Iterator[tuple[Place, Document]]:
    for number, document in enumerate(submission.documents if submission else ()):
        yield ("documents", number), document


def _words(form4: Form4) -> Iterator[tuple[Place, str]]:
    """The texts in which a form may list its exhibits."""
    for number, footnote in enumerate(form4.footnotes):
        yield ("footnotes", number, "text"), footnote.text
    if form4.remarks:
        yield ("remarks",), form4.remarks


def ending_of(document: Document) -> str:
    _, period, ending = document.name.rpartition(".")
    return period + ending.lower() if period else ""


def kind_of(document: Document) -> str:
    """A document's type without the text of one's own behind it."""
    return document.type.partition(".")[0]


def wrong_with(name: str) -> Iterator[str]:
    """What breaks EDGAR's convention in a file name. One that keeps it can lead to no other folder."""
    if len(name) > LONGEST_NAME:
        yield f"has {len(name)} characters, of which EDGAR takes {LONGEST_NAME}"
    if not name[:1].isascii() or not name[:1].islower():
        yield "does not begin with a letter a to z"
    elif not _NAME.fullmatch(name):
        yield "has characters other than a to z, 0 to 9, _ - and ."
    for mark, called in (("_", "underscore"), ("-", "hyphen"), (".", "period")):
        if name.count(mark) > 1:
            yield f"has more than one {called}"
    if not ending_of(Document(name, "", b"")).removeprefix("."):
        yield "has no extension"


def _is_of_another_filing(text: str, found: re.Match[str]) -> bool:
    before = _SENTENCE.split(text[max(0, found.start() - NEAR) : found.start()])[-1]
    behind = _SENTENCE.split(text[found.start() : found.end() + NEAR], maxsplit=1)[0]
    return bool(_OF_ANOTHER_FILING.search(f"{before} {behind}"))
