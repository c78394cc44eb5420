"""What is packed is unpacked, byte for byte; and nothing is written under a name that leads elsewhere."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

from hypothesis import given
from hypothesis import strategies as st

from form4gen.build import RefusedError
from form4gen.edgar_submission import to_submission
from form4gen.envelope import opened
from form4gen.submission import Document, Submission
from form4gen.unpack import unpacked

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = st.builds("{}{}.{}".format, st.sampled_from(LETTERS), st.text(LETTERS + "0123456789", max_size=20),
                  st.sampled_from(["txt", "htm", "jpg", "gif"]))
TYPES = st.sampled_from(["EX-24", "EX-99.1", "CORRESP", "COVER.a&b", "GRAPHIC"])
DOCUMENTS = st.builds(Document, NAMES, TYPES, st.binary(max_size=300))
LINE = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40).map(str.strip)
ENCLOSED = st.builds(
    Submission, st.lists(DOCUMENTS, max_size=5, unique_by=lambda document: document.name).map(tuple),
    *[LINE.map(lambda text: text or None)] * 3, st.lists(LINE.filter(bool), max_size=4).map(tuple))


@given(st.binary(min_size=1, max_size=2_000), st.sampled_from(["4", "4/A"]), ENCLOSED, st.sampled_from(["TEST", "LIVE"]))
def test_packed_and_unpacked_is_the_same(data: bytes, form: str, enclosed: Submission, test_or_live: str) -> None:
    primary = Document("doe.xml", form, data)
    found = opened(to_submission(primary, enclosed, "LIVE" if test_or_live == "LIVE" else "TEST"))
    assert unpacked(found) == [primary, *enclosed.documents]
    assert found.submission == enclosed
    assert found.findings == ()


PARTS = st.sampled_from(["..", ".", "/", "\\", "C:", "a", "Z", "0", "-", "_", ".txt", ".xml", " ", "\u00e9", "~", ":"])


@given(st.lists(PARTS, min_size=1, max_size=6).map("".join))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    enclosed = Submission((Document(name, "COVER", b"Dear Sirs"),))
    try:
        documents = unpacked(opened(to_submission(Document("doe.xml", "4", b"<a/>"), enclosed)))
    except RefusedError:
        return
    for document in documents:
        for path in (PurePosixPath(document.name), PureWindowsPath(document.name)):
            assert path.parts == (document.name,)
            assert document.name.strip(".") == document.name
