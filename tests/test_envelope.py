"""A filing is read out of whatever it comes wrapped in, and every finding keeps its place in the file."""

from __future__ import annotations

import gzip
import zlib
from datetime import date

import pytest

from form4gen import Document, Finding, Form4, Submission
from form4gen.draft import LARGEST
from form4gen.finding import Mark
from form4gen.opened import LARGEST_FILE
from form4gen.reading import Reading, read_source
from form4gen.situation import Situation

from .envelopes import CONTACT, EXHIBIT, LINES_BEFORE, LISTING, PUBLISHED, SENT, entry, feed, full_submission, to_send
from .rules.filings import BASE

PEM = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n"
FAULTY = PUBLISHED.replace(b"<issuerCik>", b"<issuerCik>CIK")


def said(source: bytes) -> list[str]:
    return [finding.message for finding in read_source(source).findings]


def marks(reading: Reading) -> list[Mark | None]:
    return [finding.mark for finding in reading.findings]


@pytest.mark.parametrize("source", [
    full_submission(),
    full_submission(after=EXHIBIT),
    full_submission(before=PEM),
    full_submission(before="\n\n  \n"),
    b"\xef\xbb\xbf" + full_submission(),
    full_submission().replace(b"\n", b"\r\n"),
    full_submission().replace(b"\n", b"\r"),
    full_submission(b"\n\n" + PUBLISHED),
    full_submission().replace(b"<TYPE>4\n", b""),
    full_submission().replace(b"<TYPE>4\n", b"<TYPE>\n"),
    full_submission().replace(b"<DOCUMENT>\n<TYPE>4\n", b"").replace(b"</DOCUMENT>\n", b""),
    b"<TEXT>\n<XML>\n" + PUBLISHED + b"</XML>\n</TEXT>\n",
    b"<XML>\n" + PUBLISHED,
    b"HTTP/1.1 200 OK\nContent-Type: text/plain\n\n" + full_submission(),
    full_submission(PUBLISHED.replace(b'<?xml version="1.0"?>\n', b"")),
    feed(),
    feed().replace(b"\r", b"\n"),
    gzip.compress(PUBLISHED, mtime=0),
    gzip.compress(full_submission(), mtime=0),
    gzip.compress(feed(), mtime=0),
], ids=range(20))  # fmt: skip
def test_a_published_filing_is_the_same_in_every_wrapper(source: bytes) -> None:
    reading = read_source(source)
    assert reading.findings == ()
    assert reading.form4 == read_source(PUBLISHED).form4


def test_yaml_comes_out_of_gzip_as_well() -> None:
    assert read_source(gzip.compress(BASE.read_bytes(), mtime=0)).form4 == read_source(BASE.read_bytes()).form4


@pytest.mark.parametrize("ends", [b"\n", b"\r", b"\r\n"])
def test_a_finding_has_its_line_in_the_full_submission(ends: bytes) -> None:
    [alone], [wrapped] = (marks(read_source(source)) for source in (
        FAULTY, full_submission(FAULTY, after=EXHIBIT).replace(b"\n", ends)))
    assert alone is not None
    assert wrapped == Mark(alone.line + LINES_BEFORE, alone.column, alone.end_column)
    text = read_source(full_submission(FAULTY)).draft.text
    assert "CIK0000012345" in text.splitlines()[alone.line + LINES_BEFORE - 1]


def test_a_document_that_begins_behind_its_tag_has_its_column() -> None:
    source = full_submission(b"<ownershipDocument><documentType>3</documentType></ownershipDocument>")
    assert marks(read_source(source.replace(b"<XML>\n", b"<XML>"))) == [Mark(LINES_BEFORE, 39, 40)]


def test_a_document_cut_short_is_reported_where_it_ends() -> None:
    cut = full_submission()[:1500]
    reading = read_source(cut)
    assert [finding.rule for finding in reading.findings] == ["TXT001"]
    assert "is still open" in reading.findings[0].message
    assert marks(reading) == [Mark(cut.count(b"\n") + 1, 5, 6)]


def test_a_published_submission_tells_the_day_and_that_it_was_published() -> None:
    assert [read_source(source).filed_on for source in (full_submission(), feed(), PUBLISHED)] == \
        [date(2026, 6, 2), date(2026, 6, 2), None]
    unnamed = PUBLISHED.replace(b"<schemaVersion>X0609</schemaVersion>\n", b"")
    assert read_source(full_submission(unnamed)).findings == ()
    assert read_source(full_submission().replace(b"DATE:\t\t20260602", b"DATE:\t\t20261302")).filed_on is None


@pytest.mark.parametrize(("source", "message", "mark"), [
    (full_submission(form="3"), "this is a Form 3 (initial statement of beneficial ownership); "
                                "form4gen reads and writes Form 4 and 4/A", Mark(5, 28, 29)),
    (full_submission(form="5/A"), "this is a Form 5/A (annual statement of changes in beneficial ownership, amended); "
                                  "form4gen reads and writes Form 4 and 4/A", Mark(5, 28, 31)),
    (feed().replace(b"<TYPE>4", b"<TYPE>144"), "this is a Form 144 (notice of a proposed sale); "
                                               "form4gen reads and writes Form 4 and 4/A", Mark(3, 7, 10)),
    (full_submission(form="8-K"), "this is a Form 8-K; form4gen reads and writes Form 4 and 4/A", Mark(5, 28, 31)),
    (full_submission()[:300], "this submission has no document of type 4 or 4/A; it is cut short, or no filing; "
                              "form4gen reads and writes Form 4 and 4/A", Mark(1, 1, 2)),
    (b"<SEC-DOCUMENT>\n", "this submission has no document of type 4 or 4/A; it is cut short, or no filing; "
                          "form4gen reads and writes Form 4 and 4/A", Mark(1, 1, 2)),
    (full_submission().replace(b"<XML>", b""),
     "the Form 4 in this submission is plain text, as filings before mid-2003 are; form4gen reads those in XML",
     Mark(10, 1, 2)),
    (full_submission()[: full_submission().index(b"<XML>")],
     "this submission is cut short before its XML begins; fetch it again", Mark(10, 1, 2)),
    (feed()[: feed().index(b"<DOCUMENT>")], "this submission has no document of type 4 or 4/A; it is cut short, or no "
                                            "filing; form4gen reads and writes Form 4 and 4/A", Mark(1, 1, 2)),
    (full_submission().replace(b"<TYPE>4\n", b"").replace(b"<documentType>4<", b"<documentType>3<"),
     "this is a Form 3 (initial statement of beneficial ownership); form4gen reads and writes Form 4 and 4/A",
     Mark(20, 19, 20)),
    (full_submission(PUBLISHED + b"</XML>\n<XML>\n" + PUBLISHED),
     "the Form 4 in this submission has a second <XML> here; write each filing to a file of its own",
     Mark(full_submission().count(b"\n") - 2, 1, 2)),
    (full_submission() + full_submission(),
     "this file holds 2 documents of type 4 or 4/A; write each submission to a file of its own",
     Mark(full_submission().count(b"\n") + 10, 1, 2)),
    (full_submission(b" " * LARGEST + b"<a/>"), "the root element is <a>, not <ownershipDocument>",
     Mark(16, 2_000_001, 2_000_003)),
    (full_submission(b"<a/>" + b"\n" * LARGEST), "the Form 4 in this submission is larger than 2,000,000 bytes, "
                                                "or begins after so many; no Form 4 needs so many", Mark(1, 1, 2)),
], ids=range(14))  # fmt: skip
def test_a_full_submission_without_a_form_4_in_xml_says_why(source: bytes, message: str, mark: Mark) -> None:
    reading = read_source(source)
    assert [(finding.message, finding.mark) for finding in reading.findings] == [(message, mark)]
    assert reading.form4 is None


def test_an_edgar_submission_is_read_with_what_is_enclosed() -> None:
    reading = read_source(to_send(LISTING, beside=CONTACT + entry("poa.txt", "EX-24", b"POWER OF ATTORNEY\n")))
    assert reading.findings == ()
    assert reading.form4 == read_source(LISTING).form4
    assert reading.submission == Submission((Document("poa.txt", "EX-24", b"POWER OF ATTORNEY\n"),), "Pat Roe", "555-0100",
                                            "pat@example.com", ("filings@example.com",))


def test_a_submission_to_send_is_judged_as_one_whatever_the_document_looks_like() -> None:
    version = b"<documentType>", b"<schemaVersion>X0609</schemaVersion><documentType>"
    assert {finding.rule for finding in read_source(to_send(SENT.replace(*version))).findings} == \
        {finding.rule for finding in read_source(SENT.replace(*version), Situation(profile="submission")).findings}


def test_a_finding_in_an_enclosed_document_has_the_line_of_that_document_and_says_so() -> None:
    faulty = SENT.replace(b"<issuerCik>", b"<issuerCik>CIK")
    reading = read_source(to_send(faulty, beside=CONTACT))
    assert [finding.message for finding in reading.findings] == \
        ["in the enclosed doc4.xml: 'CIK0000012345' is not a CIK, which has one to ten digits"]
    assert marks(reading) == marks(read_source(faulty))
    assert reading.draft.text == faulty.decode()


TYPES_DIFFER = "; submissionType, the entry's documentType and the document's own are the same"


def test_TXT019_a_submission_says_its_type() -> None:  # noqa: N802
    [message] = said(to_send().replace(b"<submissionType>4</submissionType>", b""))
    assert message == \
        f"in the enclosed doc4.xml: the document is of type 4, but the submission calls it (nothing){TYPES_DIFFER}"


@pytest.mark.parametrize(("form", "kind", "stated"), [("4/A", "4", "4/A"), ("4", "4/A", "4/A"), ("4/A", "4/A", "4/A"),
                                                      ("4/A", "3", "4/A and 3")])
def test_TXT019_submission_entry_and_document_are_of_one_type(form: str, kind: str, stated: str) -> None:  # noqa: N802
    [finding] = read_source(to_send(form=form, kind=kind)).findings
    assert finding.rule == "TXT019"
    assert finding.message == \
        f"in the enclosed doc4.xml: the document is of type 4, but the submission calls it {stated}{TYPES_DIFFER}"


@pytest.mark.parametrize(("source", "messages"), [
    (to_send(form="3"), ["this is a Form 3 (initial statement of beneficial ownership); "
                         "form4gen reads and writes Form 4 and 4/A"]),
    (b'<edgarSubmission xmlns="http://www.sec.gov/edgar/ownership"><headerData><submissionType>144</submissionType>'
     b"</headerData></edgarSubmission>", ["this is a Form 144 (notice of a proposed sale); "
                                          "form4gen reads and writes Form 4 and 4/A"]),
    (to_send(kind="EX-24"), ["this submission encloses no primary document; exactly one is of type 4 or 4/A"]),
    (to_send(beside=entry("a.xml", "4", SENT)),
     ["this submission encloses 2 primary documents; exactly one is of type 4 or 4/A"]),
    (to_send().replace(b"</documentMimeBlock>", b"*</documentMimeBlock>"),
     ["line 5: doc4.xml is not enclosed in base64 (documentMimeBlock), or is cut short"]),
    (to_send(beside=entry("poa.txt", "EX-24", b"a").replace("YQ==", "Y")),
     ["line 5: poa.txt is not enclosed in base64 (documentMimeBlock), or is cut short"]),
    (to_send(beside="<edgarDocument><documentName>a.txt</documentName><documentType>COVER</documentType></edgarDocument>\n"),
     ["line 5: a.txt is not enclosed in base64 (documentMimeBlock), or is cut short"]),
    (to_send(beside="    <returnCopy>true</returnCopy>\n"),
     ["line 5: <returnCopy> is no element of an edgarSubmission of today"]),
    (to_send()[:-30], ["what begins here never ends, and <edgarDocument> of line 5 is still open: the file is cut short; "
                        "fetch it again"]),
    (to_send(full_submission()), ["in the enclosed doc4.xml: this is not well-formed XML: mismatched tag; "
                                  "<ACCEPTANCE-DATETIME> of line 3 is still open"]),
], ids=range(10))  # fmt: skip
def test_an_edgar_submission_that_cannot_be_read_says_why(source: bytes, messages: list[str]) -> None:
    assert said(source) == messages


@pytest.mark.parametrize("damage", [("<edgarDocument>", "<edgarDocument><"), ("<submissionType>4", "<submissionType>3"),
                                    ("</documentMimeBlock>", "*</documentMimeBlock>")])
def test_no_line_of_a_submission_that_cannot_be_read_is_shown_for_a_ccc_may_stand_in_it(damage: tuple[str, str]) -> None:
    reading = read_source(to_send().decode().replace(*damage).encode())
    assert reading.findings
    assert reading.draft.text == ""


def test_an_edgar_submission_in_utf_16_is_opened() -> None:
    assert read_source(to_send().decode().encode("utf-16")).findings == ()


@pytest.mark.parametrize(("source", "message"), [
    (gzip.compress(PUBLISHED, mtime=0)[:-20], "this gzip file is cut short; fetch it again"),
    (b"\x1f\x8b" + PUBLISHED, "this gzip file is damaged; fetch it again"),
    (gzip.compress(gzip.compress(PUBLISHED), mtime=0), "this gzip file holds another one; unpack it first"),
    (gzip.compress(PUBLISHED, mtime=0) * 2,
     "behind the gzip data there are others; write each filing to a file of its own"),
    (gzip.compress(b"%PDF-1.7\n", mtime=0),
     "this is a PDF; form4gen reads the filing's XML, which sec.gov keeps beside it, or a filing in YAML or JSON"),
    (gzip.compress(b"<a>" + b" " * LARGEST, mtime=0), "the file has more than 2,000,000 bytes; no Form 4 needs so many"),
])  # fmt: skip
def test_gzip_is_opened_once_and_within_bounds(source: bytes, message: str) -> None:
    assert said(source) == [message]


def test_a_gzip_bomb_is_refused() -> None:
    engine = zlib.compressobj(wbits=31)
    bomb = b"".join(engine.compress(bytes(1_000_000)) for _ in range(LARGEST_FILE // 1_000_000 + 1)) + engine.flush()
    assert said(bomb) == ["this gzip file holds more than 16,000,000 bytes; no submission of a Form 4 needs so many"]


def test_a_submission_may_be_larger_than_a_document_but_has_its_bound() -> None:
    exhibit = EXHIBIT.replace("POWER OF ATTORNEY", "X" * 3_000_000)
    assert read_source(full_submission(after=exhibit)).form4 is not None
    assert said(full_submission(after="X" * LARGEST_FILE)) == \
        ["the file has more than 16,000,000 bytes; no submission of a Form 4 needs so many"]


@pytest.mark.parametrize(("source", "known", "judged_in"), [
    (full_submission(), Situation(), Situation(profile="disseminated", filed_on=date(2026, 6, 2))),
    (full_submission(), Situation(profile="draft", filed_on=date(2026, 6, 3)),
     Situation(profile="draft", filed_on=date(2026, 6, 3))),
    (to_send(), Situation(), Situation(profile="submission", submission=Submission())),
    (to_send(beside=CONTACT), Situation(submission=Submission(contact_name="Jo Poe")),
     Situation(profile="submission", submission=Submission(contact_name="Jo Poe"))),
])  # fmt: skip
def test_a_filing_is_judged_by_what_its_envelope_tells_unless_the_caller_knows(
        source: bytes, known: Situation, judged_in: Situation, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Situation] = []

    def judge(_: Form4, situation: Situation) -> list[Finding]:
        asked.append(situation)
        return []

    monkeypatch.setattr("form4gen.reading.check", judge)
    read_source(source, known)
    assert asked == [judged_in]
