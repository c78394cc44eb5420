"""The sources of a batch: which files of a folder or a list, in what order, and what their outputs are called."""

from __future__ import annotations

import io
import os
from itertools import count, islice
from pathlib import Path

import pytest

from form4gen.sources import LONGEST_NAME, Source, in_file, in_folder, in_list


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def names(folder: Path, output: str = "out") -> list[tuple[str, str]]:
    return [(os.path.relpath(source.name, folder), source.target) for source in in_folder(str(folder), output)]


def test_a_file_that_is_named_goes_to_the_top() -> None:
    assert in_file("a/b/doe.form4.yaml") == Source("a/b/doe.form4.yaml", "doe")


def test_the_sources_of_a_folder_come_by_name_with_those_below(tmp_path: Path) -> None:
    made(tmp_path, "b.xml", "a.form4.yaml", "c/d/e.txt.gz", "c/a.nc", "c/notes.pdf", "README", "backup.gz", "z.JSON")
    assert names(tmp_path) == [("a.form4.yaml", "a"), ("b.xml", "b"), ("c/a.nc", "c/a"), ("c/d/e.txt.gz", "c/d/e"),
                               ("z.JSON", "z")]


def test_hidden_files_links_to_folders_pipes_and_the_outputs_are_passed_over(tmp_path: Path) -> None:
    made(tmp_path, "a.xml", ".b.xml", ".git/c.xml", "out/a.xml", "in/out/d.xml")
    (tmp_path / "in" / "again.xml").symlink_to(tmp_path)
    (tmp_path / "in" / "link.xml").symlink_to(tmp_path / "a.xml")
    os.mkfifo(tmp_path / "pipe.xml")
    assert names(tmp_path, str(tmp_path / "in" / ".." / "out")) == \
        [("a.xml", "a"), ("in/link.xml", "in/link"), ("in/out/d.xml", "in/out/d")]


@pytest.mark.skipif(os.geteuid() == 0, reason="no folder is closed to root")
def test_a_folder_that_is_closed_is_said(tmp_path: Path) -> None:
    made(tmp_path, "a/x.xml", "b.xml")
    (tmp_path / "a").chmod(0)
    found = list(in_folder(str(tmp_path), "out"))
    (tmp_path / "a").chmod(0o700)
    assert [(source.target, source.fault) for source in found] == [("", "the folder cannot be read"), ("b", "")]


def test_a_folder_that_goes_away_is_said(tmp_path: Path) -> None:
    made(tmp_path, "a.xml", "b/x.xml", "c.xml")
    found = in_folder(str(tmp_path), "out")
    assert next(found).target == "a"
    (tmp_path / "b" / "x.xml").unlink()
    (tmp_path / "b").rmdir()
    assert [(source.target, source.fault) for source in found] == [("", "the folder cannot be read"), ("c", "")]


def test_outputs_of_a_list_lie_as_their_sources_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    lines = b"a.xml\r\n\n./b//c.form4.yaml\nd/../e.xml\n  \n/old/f.txt.gz\n../g.xml\n h.xml\nno-end.xml"
    found = [(source.name, source.target) for source in in_list(io.BytesIO(lines))]
    assert found == [("a.xml", "a"), ("./b//c.form4.yaml", "b/c"), ("d/../e.xml", "e"), ("/old/f.txt.gz", "old/f"),
                     ("../g.xml", f"{str(tmp_path).lstrip('/')}/g"), (" h.xml", " h"), ("no-end.xml", "no-end")]


def test_what_is_no_name_is_said_and_the_next_line_is_read() -> None:
    lines = b"a.xml\n" + b"x" * (3 * LONGEST_NAME) + b"\nb.xml\0c.xml\n" + b"y" * LONGEST_NAME + b"\n\xff.xml\n"
    found = list(in_list(io.BytesIO(lines)))
    assert [(source.name[:7], source.fault) for source in found] == [
        ("a.xml", ""), ("xxxxxxx", "a name of more than 4,096 bytes; write one a line"),
        ("b.xml?c", "a NUL is in its name; write one a line"), ("yyyyyyy", ""), ("\udcff.xml", "")]


class Endless(io.RawIOBase):
    """A list without an end, of which no more can be held than is read."""

    def __init__(self) -> None:
        self._numbers = count()

    def readline(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002 - its lines are short
        return b"%d.xml\n" % next(self._numbers)


def test_a_list_is_read_as_it_is_used() -> None:
    found = in_list(Endless())  # type: ignore[arg-type]
    assert [source.target for source in islice(found, 3)] == ["0", "1", "2"]
