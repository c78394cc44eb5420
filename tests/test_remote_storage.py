"""Files of a batch at URLs: what is read, written and told of them, which names are taken, and what no list can ask for."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from form4gen import read, to_xml
from form4gen.batch import Batch, Item, make
from form4gen.batch_run import outcomes
from form4gen.build import Order
from form4gen.manifest import Manifest
from form4gen.remote_storage import ByName, RemoteFolder, in_remote_folder, is_remote_folder, opened_remotely
from form4gen.sources import Source, in_file, in_folder, in_list
from form4gen.storage import Folder

from .test_batch import CCC, GOOD, WITH_CCC, sha256
from .test_batch_run import Here

XML = to_xml(read(GOOD))


@pytest.fixture(autouse=True)
def _empty_memory() -> Iterator[None]:
    yield
    files = fsspec.filesystem("memory")
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def put(name: str, data: bytes = GOOD.encode()) -> str:
    fsspec.filesystem("memory").pipe_file(f"/{name}", data)
    return f"memory://{name}"


def got(name: str) -> bytes:
    data: bytes = fsspec.filesystem("memory").cat_file(f"/{name}")
    return data


def test_a_file_is_read_to_one_byte_more_than_is_asked_for() -> None:
    folder = RemoteFolder("memory://in")
    put("in/a.xml", b"12345")
    put("in/empty.xml", b"")
    assert folder.read("a.xml", 3) == b"1234"
    assert folder.read("a.xml", 9) == b"12345"
    assert folder.read("empty.xml", 9) == b""


def test_a_file_that_is_not_there_is_told_as_the_system_tells_it() -> None:
    for name in ("nowhere.xml", "no/where.xml"):
        with pytest.raises(FileNotFoundError) as raised:
            RemoteFolder("memory://in").read(name, 9)
        assert raised.value.strerror == os.strerror(errno.ENOENT)
    assert RemoteFolder("memory://in").digest("nowhere.xml") is None


def test_a_file_is_written_and_known_again() -> None:
    folder = RemoteFolder("memory://out/")
    folder.write("a/doe.xml", XML, is_secret=False)
    assert got("out/a/doe.xml") == XML
    assert folder.digest("a/doe.xml") == sha256(XML)
    assert folder.is_ours("a/doe.xml")
    put("out/b.xml", XML + b"\n")
    assert not folder.is_ours("b.xml")


def test_one_file_has_one_address() -> None:
    assert RemoteFolder("memory://out").address("a.xml") == RemoteFolder().address("memory://out/a.xml") == \
        RemoteFolder().address("memory:///out/a.xml") == "memory://out/a.xml"


def test_what_holds_a_ccc_is_not_written() -> None:
    with pytest.raises(PermissionError) as raised:
        RemoteFolder("memory://out").write("a.xml", CCC.encode(), is_secret=True)
    assert "it holds a CCC, and form4gen writes such a file only into a folder" in str(raised.value)
    assert fsspec.filesystem("memory").store == {}


@pytest.mark.parametrize("url", ["http://127.0.0.1/a.xml", "file:///etc/passwd", "ftp://h/a.xml", "simplecache::s3://b/a.xml",
                                 "github://o:r@/a.xml"])
def test_no_other_place_is_asked(url: str) -> None:
    with pytest.raises(OSError, match="nowhere that form4gen reads or writes"):
        RemoteFolder().read(url, 9)


def test_a_list_names_what_lies_in_the_buckets_that_the_command_line_names_and_nothing_else() -> None:
    put("in/a.xml")
    put("inner/a.xml")
    for places in (frozenset[str](), frozenset({"memory://inner"})):
        with pytest.raises(PermissionError, match="does not name memory://in itself, so a list cannot either"):
            ByName("", places).read("memory://in/a.xml", 9)
    named = ByName("", frozenset({"memory://in"}))
    with pytest.raises(PermissionError, match=r"does not name http://127\.0\.0\.1 itself"):
        named.read("http://AKIA:hidden@127.0.0.1/a.xml", 9)
    with pytest.raises(PermissionError, match="does not name memory:// itself"):
        named.read("memory:///in/a.xml", 9)
    assert named.read("memory://in/a.xml", 4) == GOOD[:5].encode()


def test_names_of_this_machine_are_files_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"here")
    both = ByName(str(tmp_path), frozenset({"memory://in"}))
    assert both.read("a.xml", 9) == both.read(str(tmp_path / "a.xml"), 9) == b"here"
    assert both.address("a.xml") == Folder(str(tmp_path)).address("a.xml")
    both.write("b.xml", XML, is_secret=False)
    assert (both.digest("b.xml"), both.is_ours("b.xml")) == (sha256(XML), True)


NAMES = ("b.xml", "a.form4.yaml", "c/d/e.txt.gz", "c/a.nc", "c/notes.pdf", "README", "c.xml", "z.JSON", ".hidden.xml",
         ".git/x.xml", "out/made.xml")


def test_the_sources_at_a_url_are_those_of_a_folder_in_the_same_order(tmp_path: Path) -> None:
    for name in NAMES:
        put(f"in/{name}")
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(b"")
    found = list(in_remote_folder("memory://in", "memory://in/out"))
    assert [source.target for source in found] == \
        [source.target for source in in_folder(str(tmp_path / "in"), str(tmp_path / "in" / "out"))]
    assert found[0] == Source("memory://in/a.form4.yaml", "a")
    assert [source.target for source in in_remote_folder("memory://in", "out")][-2:] == ["out/made", "z"]


def test_a_folder_that_is_not_there_is_said() -> None:
    assert list(in_remote_folder("memory://nowhere", "out")) == \
        [Source("memory://nowhere/", "", "the folder cannot be read")]
    assert not is_remote_folder("memory://nowhere")
    assert is_remote_folder(put("in/a.xml").rpartition("/")[0])


def test_what_is_called_as_no_file_is_told_and_what_is_hidden_is_left_out() -> None:
    for name in ("a.xml", "/b.xml", "../c.xml", "d/./e.xml", ".hidden/f.xml", "...g.xml"):
        put(f"in/{name}")
    found = list(in_remote_folder("memory://in", "out"))
    assert [source.name for source in found] == ["memory://in/../", "memory://in//", "memory://in/a.xml", "memory://in/d/./"]
    assert [source.target for source in found] == ["", "", "a", ""]
    assert {source.fault for source in found if not source.target} == \
        {"an empty part, a dot, two or a NUL is in its name, and no output can be called after it"}


@pytest.mark.parametrize("path", ["../../etc/a.xml", "a//b.xml", "./a.xml", "a/../b.xml", "/a.xml", "a\0.xml", ""])
def test_no_name_in_a_bucket_leads_out_of_the_output_folder(path: str) -> None:
    (source,) = in_list(io.BytesIO(f"memory://{path}\n".encode())) if "\0" not in path else [in_file(f"memory://b/{path}")]
    assert (source.target, bool(source.fault)) == ("", True)
    assert in_file("memory://bucket/..").fault


def test_what_a_list_names_by_url_goes_by_its_whole_path() -> None:
    assert list(in_list(io.BytesIO(b"s3://bucket/2014/doe.form4.yaml\nx/roe.xml\n"))) == \
        [Source("s3://bucket/2014/doe.form4.yaml", "bucket/2014/doe"), Source("x/roe.xml", "x/roe")]
    assert in_file("s3://bucket/2014/doe.form4.yaml") == Source("s3://bucket/2014/doe.form4.yaml", "doe")


def test_a_list_is_read_from_a_url() -> None:
    with opened_remotely(put("list", b"a.xml\nb.xml\n")) as lines:
        assert [source.name for source in in_list(lines)] == ["a.xml", "b.xml"]
    with pytest.raises(FileNotFoundError), opened_remotely("memory://nowhere"):
        pass


def batch(**more: Any) -> Batch:
    named = frozenset({"memory://in", "memory://out"})
    return Batch(ByName("", named), RemoteFolder("memory://out"), Order("xml"), "form4gen, tested", **more)


def test_a_batch_from_and_into_memory_is_what_it_is_on_a_disk(tmp_path: Path) -> None:
    texts = {"a.form4.yaml": GOOD, "b/c.yaml": GOOD.replace("1200", "1201"), "b/d.json": "{}"}
    for name, text in texts.items():
        put(f"in/{name}", text.encode())
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    there = list(outcomes(batch(), in_remote_folder("memory://in", ""), Manifest(io.BytesIO()), Here()))
    here = list(outcomes(Batch(Folder(), Folder(str(tmp_path / "out")), Order("xml"), "form4gen, tested"),
                         in_folder(str(tmp_path / "in"), ""), Manifest(io.BytesIO()), Here()))
    assert [(one.record.status, one.record.sha256, one.record.outputs) for one in there] == \
        [(one.record.status, one.record.sha256, one.record.outputs) for one in here]
    assert got("out/b/c.xml") == (tmp_path / "out" / "b" / "c.xml").read_bytes()


def test_a_source_is_not_written_over_nor_what_is_not_ours() -> None:
    put("out/doe.xml", XML)
    record = make(batch(force=True), Item("memory://out/doe.xml", "doe")).record
    assert record.reason == "doe.xml would be written over it; take another -o"
    put("in/roe.yaml")
    put("out/roe.xml", b"<theirs/>")
    record = make(batch(), Item("memory://in/roe.yaml", "roe")).record
    assert "roe.xml was not made by form4gen as it is" in record.reason
    assert make(batch(force=True), Item("memory://in/roe.yaml", "roe")).record.status == "built"


def test_the_record_of_a_filing_with_a_ccc() -> None:
    record = make(batch(), Item(put("in/a.yaml", WITH_CCC.encode()), "a")).record
    assert record.status == "failed"
    assert record.reason.startswith("a.xml cannot be written: it holds a CCC")
    assert CCC not in record.line().decode()
    assert not fsspec.filesystem("memory").exists("/out/a.xml")


def test_who_may_not_look_is_told_so_and_by_the_servers_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("The AWS Access Key Id you provided does not exist in our records.")

    monkeypatch.setattr(fsspec.filesystem("memory").__class__, "open", refuse)
    with pytest.raises(PermissionError) as raised:
        RemoteFolder("memory://out").digest("a.xml")
    assert raised.value.strerror == \
        "access is denied: The AWS Access Key Id you provided does not exist in our records."


def test_a_key_in_an_error_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("Could not connect to http://AKIA:secret@127.0.0.1/bucket\nmore")

    monkeypatch.setattr(fsspec.filesystem("memory").__class__, "cat_file", refuse)
    with pytest.raises(OSError, match="RuntimeError") as raised:
        RemoteFolder("memory://in").read("a.xml", 9)
    assert raised.value.strerror == "RuntimeError: Could not connect to http://127.0.0.1/bucket"
