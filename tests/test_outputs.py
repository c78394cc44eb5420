"""Where a build writes, and how."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

import pytest

from form4gen import outputs, read, to_pdf, to_xml

GIFT = (Path(__file__).parent.parent / "examples" / "gift-2026.form4.yaml").read_bytes()


@pytest.mark.parametrize(("name", "stem"), [
    ("0009999901-26-000001.txt", "0009999901-26-000001"), ("feed.nc", "feed"), ("doe.xml.gz", "doe"), (".gz", ".gz"),
    ("x.form4.yaml", "x"), ("x.form4.yml", "x"), ("x.form4.json", "x"), ("x.yaml", "x"), ("x.xml", "x"), ("x.XML", "x"),
    ("x.y.yaml", "x.y"), ("x", "x"), ("x.doc", "x.doc"), (".yaml", ".yaml"),
])  # fmt: skip
def test_a_result_is_named_after_its_source(name: str, stem: str) -> None:
    assert outputs.stem(name) == stem


def test_what_form4gen_made_is_known_again(tmp_path: Path) -> None:
    form4 = read(GIFT)
    published = to_xml(form4, "disseminated")
    files = {"ours.xml": to_xml(form4), "ours.pdf": to_pdf(form4), "edgars.xml": published,
             "touched.xml": to_xml(form4) + b"\n", "other.pdf": b"%PDF-1.7\n%%EOF\n", "other.txt": b"notes"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert {name for name in files if outputs.is_ours(tmp_path / name)} == {"ours.xml", "ours.pdf"}


@pytest.mark.parametrize("copy", ["conformed", "wet-ink"])
def test_whose_a_pdf_is_its_end_says_and_nothing_else(copy: Literal["conformed", "wet-ink"]) -> None:
    ours, mark = to_pdf(read(GIFT), copy=copy), b"/ID [(form4gen proof " + b"0" * 64 + b")]"
    end = ours.rindex(b"startxref")
    for pdf, kinds in (
            (ours, (True, False, True, True)),
            (ours + b"x", (True, False, True, False)),
            (ours + mark, (True, False, True, False)),
            (b"%PDF-1.7\n" + mark + b"\nstartxref\n9\n%%EOF\n", (False,) * 4),
            (b"%PDF-1.7\n1 0 obj\n<<>>" + mark + b">>\nstream\n\nstartxref\n9\n%%EOF\n", (False,) * 4),
            (ours[:end] + b"startxref\n20\n%%EOF\n", (False,) * 4),
            (ours[:end], (False,) * 4)):
        found = (outputs.is_our_pdf(pdf), outputs.is_proof(pdf), outputs.is_record(pdf), outputs.are_ours(pdf))
        assert found == kinds, pdf[-60:]


def test_a_file_is_written_whole_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    outputs.write(path, b"one")
    outputs.write(path, b"two", outputs.PRIVATE)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_half_written_is_swept_and_nothing_else(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    left = [Path(tempfile.mkstemp(prefix=outputs.TEMPORARY, dir=folder)[1]) for folder in (tmp_path, below)]
    others = [tmp_path / name for name in ("x.xml", ".form4gen.abc", ".form4gen.abcdefgh.xml", "x.form4gen.abcdefgh")]
    for path in others:
        path.write_bytes(b"")
    (tmp_path / ".form4gen.abcdefgh").symlink_to(others[0])
    assert outputs.sweep(tmp_path) == 2
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in others)


def test_what_a_living_process_is_writing_is_not_swept(tmp_path: Path) -> None:
    with tempfile.NamedTemporaryFile(prefix=outputs.TEMPORARY, dir=tmp_path) as file:
        assert outputs.lock(file.fileno())
        assert outputs.sweep(tmp_path) == 0
        assert Path(file.name).exists()
