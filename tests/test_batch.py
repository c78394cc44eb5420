"""One source of a batch: what is made of it, what its record says, and when a rerun leaves it as it is."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from form4gen import batch as batches
from form4gen import read, to_xml
from form4gen.batch import Batch, Item, Outcome, in_order, make
from form4gen.build import Order
from form4gen.finding import Severity
from form4gen.manifest import Found, Output, Record
from form4gen.storage import Folder
from form4gen.yaml_text import to_yaml

from .test_split import LARGE, filing, row

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
GOOD = (Path(__file__).parent.parent / "examples" / "gift-2026.form4.yaml").read_text(encoding="utf-8")
SUSPENDED = GOOD.replace("    ownership: direct", "    ownership: {direct_or_indirect: D, nature: By trust}")
CIK = "0009999904"
CCC = "abcd#234"
OTHER_CCC = "wxyz#789"
WITH_CCC = GOOD.replace(f"cik: {CIK}", f'cik: {CIK}\n    ccc: "{CCC}"')
XML = Order("xml")
PDF = Order("pdf")


def batch(order: Order = XML, **more: Any) -> Batch:
    return Batch(Folder(), Folder("out"), order, "form4gen, tested", **more)


def made(text: str | bytes, of: Batch | None = None, before: Record | None = None, again: bool = False) -> Outcome:
    Path("doe.form4.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return make(of or batch(), Item("doe.form4.yaml", "a/doe", before, before.outputs if before else (), again))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_the_record_of_what_was_built() -> None:
    outcome = made(GOOD)
    xml = Path("out/a/doe.xml").read_bytes()
    assert xml == to_xml(read(GOOD))
    assert outcome.is_new
    assert outcome.record.seconds > 0
    assert replace(outcome.record, seconds=0.0) == Record(
        "doe.form4.yaml", sha256(GOOD.encode()), batch().options, "form4gen, tested", "built", "",
        (Output("a/doe.xml", sha256(xml), len(xml)),), (), (f"no CCC for reporting owner {CIK}: EDGAR needs one",))


def test_the_record_of_what_edgar_would_suspend() -> None:
    record = made(SUSPENDED).record
    assert (record.status, record.reason, record.outputs) == \
        ("refused", "EDGAR would suspend it (--draft builds it all the same)", ())
    assert record.findings == (Found("NAT002", Severity.SUSPEND, "non_derivative_table[0].ownership.nature"),)
    assert not Path("out").exists()


@pytest.mark.parametrize("text", ["", "form: 4\n", GOOD.replace("1200", "1,200"), "<a/>", b"\xff\xfe\0", b"\x1f\x8b\x08"])
def test_the_record_of_what_is_no_filing(text: str | bytes) -> None:
    record = made(text).record
    assert (record.status, record.reason) == ("unreadable", "the findings leave no filing to write")
    assert record.findings


def test_the_record_of_a_file_that_is_not_there() -> None:
    record = make(batch(), Item("nowhere.yaml", "nowhere")).record
    assert (record.status, record.reason, record.sha256) == \
        ("unreadable", "it cannot be read: No such file or directory", None)


def test_a_pipe_into_which_nobody_writes_is_no_filing() -> None:
    os.mkfifo("pipe.xml")
    assert make(batch(), Item("pipe.xml", "pipe")).record.status == "unreadable"


def test_the_record_of_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "read_source", lambda *_: int("x"))
    record = made(GOOD).record
    assert record.status == "failed"
    assert record.reason.startswith("a fault of form4gen, not of the file: ValueError at test_batch.py:")


def test_the_record_of_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Folder, "write", full)
    record = made(GOOD).record
    assert (record.status, record.reason) == ("failed", "a/doe.xml cannot be written: No space left on device")


@pytest.mark.parametrize("before", ["nothing", "built", "refused", "with a CCC"])
def test_the_record_of_outputs_that_cannot_be_looked_at(before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output is looked at before it is written, and where an earlier run has made it, to know whether it is there."""
    text = WITH_CCC if before == "with a CCC" else GOOD
    earlier = None if before == "nothing" else made(text).record
    if before == "refused":
        text = SUSPENDED
    monkeypatch.setattr(Folder, "digest", _unseen)
    record = made(text, before=earlier).record
    assert (record.status, record.reason) == ("failed", "a/doe.xml cannot be looked at: no server answers")


def _unseen(*_: object) -> None:
    raise OSError(errno.EIO, "no server answers")


def test_what_is_done_and_unchanged_is_left_as_it_is() -> None:
    first = made(GOOD).record
    again = made(GOOD, before=first)
    assert again == Outcome(first, is_new=False)
    assert made(SUSPENDED, before=made(SUSPENDED).record).is_new is False
    assert made("form: 4\n", before=made("form: 4\n").record).is_new is False


def test_what_differs_is_built() -> None:
    first = made(GOOD).record
    changed = {
        "source": made(GOOD.replace("1200", "1201"), before=first),
        "profile": made(GOOD, batch(Order("xml", "disseminated")), replace(first, outputs=())),
        "split": made(GOOD, batch(reporting="once"), first),
        "ascii": made(GOOD, batch(into_ascii=True), first),
        "program": made(GOOD, replace(batch(), made_with="form4gen, later"), first),
        "failed": made(GOOD, before=replace(first, status="failed")),
        "not read": made(GOOD, before=replace(first, sha256=None)),
        "again": made(GOOD, before=first, again=True),
        "elsewhere": make(batch(), Item("doe.form4.yaml", "b/doe", first)),
    }
    assert {name: outcome.is_new for name, outcome in changed.items()} == dict.fromkeys(changed, True)


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes() + b"\n")])
def test_an_output_that_was_lost_is_made_again_and_one_that_was_touched_is_not_written_over(damage: Any) -> None:
    first = made(GOOD).record
    path = Path("out/a/doe.xml")
    damage(path)
    is_there = path.exists()
    record = made(GOOD, before=first).record
    assert record.status == ("failed" if is_there else "built")
    assert ("was not made by form4gen as it is; --force writes over it" in record.reason) == is_there
    assert made(GOOD, batch(force=True), record).record.status == "built"
    assert path.read_bytes() == to_xml(read(GOOD))


def test_an_older_output_is_written_over_though_it_cannot_be_told_from_edgars() -> None:
    published = batch(Order("xml", "disseminated"))
    first = made(GOOD, published).record
    assert made(GOOD, published).record.outputs == first.outputs  # as after a kill: written, and not in the manifest
    later = GOOD.replace("1200", "1201")
    assert made(later, published).record.status == "failed"
    assert made(later, published, first).record.status == "built"
    assert made(later, published, replace(first, status="failed")).record.status == "built"


def test_a_source_is_never_written_over() -> None:
    Path("out").mkdir()
    source = Path("out/doe.xml")
    source.write_bytes(to_xml(read(GOOD)))
    record = make(batch(force=True), Item("out/doe.xml", "doe")).record
    assert (record.status, record.reason) == ("failed", "doe.xml would be written over it; take another -o")


def test_what_an_earlier_run_has_left_is_named() -> None:
    assert len(made(to_yaml(LARGE), batch(reporting="once")).record.outputs) == 4
    four = made(to_yaml(LARGE), batch(reporting="once")).record
    two = made(to_yaml(filing([row(number) for number in range(31)])), batch(reporting="once"), four).record
    assert [output.name for output in two.outputs] == ["a/doe.1.xml", "a/doe.2.xml"]
    warning = "is there from an earlier run, and is none of the filings made now; do not send it"
    assert two.notes[-2:] == (f"a/doe.3.xml {warning}", f"a/doe.4.xml {warning}")
    refused = made(SUSPENDED, before=two).record
    assert (refused.status, refused.outputs) == ("refused", two.outputs)
    assert refused.notes == (f"a/doe.1.xml {warning}", f"a/doe.2.xml {warning}")
    assert made(SUSPENDED, before=refused).is_new is False
    Path("out/a/doe.1.xml").unlink()
    assert made(SUSPENDED, before=refused, again=True).record.outputs == two.outputs[1:]


def test_a_split_is_one_record_with_the_findings_of_every_part() -> None:
    record = made(to_yaml(LARGE), batch(reporting="once")).record
    assert record.status == "built"
    assert "this makes 4 filings, each numbered in its remarks" in record.notes
    assert [output.name for output in record.outputs] == [f"a/doe.{number}.xml" for number in range(1, 5)]


def test_a_ccc_is_in_the_xml_and_nowhere_in_the_record() -> None:
    for text, cccs in ((WITH_CCC, {}), (GOOD, {CIK: CCC}), (WITH_CCC, {CIK: OTHER_CCC})):
        record = made(text, batch(cccs=cccs)).record
        data = Path("out/a/doe.xml").read_bytes()
        assert CCC.encode() in data
        assert Path("out/a/doe.xml").stat().st_mode & 0o777 == 0o600
        assert record.outputs == (Output("a/doe.xml", None, len(data)),)
        line = record.line().decode()
        assert CCC not in line
        assert sha256(data) not in line
        assert sha256(text.encode()) not in line or text == GOOD


def test_what_a_ccc_could_be_tried_against_is_the_same_for_every_ccc() -> None:
    one = made(WITH_CCC).record
    other = made(WITH_CCC.replace(CCC, OTHER_CCC)).record
    assert (one.sha256, one.outputs) == (other.sha256, other.outputs)
    assert made(gzip.compress(WITH_CCC.encode())).record.sha256 is None


def test_a_filing_with_a_ccc_is_built_when_its_ccc_changes_and_not_otherwise() -> None:
    first = made(WITH_CCC).record
    assert made(WITH_CCC, before=first).is_new is False
    assert made(WITH_CCC.replace(CCC, OTHER_CCC), before=first).is_new
    given = made(GOOD, batch(cccs={CIK: CCC})).record
    assert made(GOOD, batch(cccs={CIK: CCC}), given).is_new is False
    assert made(GOOD, batch(cccs={CIK: OTHER_CCC}), given).is_new
    assert OTHER_CCC.encode() in Path("out/a/doe.xml").read_bytes()
    assert made(GOOD, batch(), made(GOOD, batch(cccs={CIK: CCC})).record).is_new


def test_what_was_refused_is_not_news_though_there_is_a_ccc_in_it_and_in_what_was_made_of_it() -> None:
    built = made(WITH_CCC).record
    text = SUSPENDED.replace(f"cik: {CIK}", f'cik: {CIK}\n    ccc: "{CCC}"')
    refused = made(text, before=built).record
    assert (refused.status, refused.outputs) == ("refused", built.outputs)
    assert made(text, before=refused).is_new is False
    assert made(text.replace("By trust", "By a trust"), before=refused).is_new


def test_a_pdf_is_made_again_when_its_source_is_known_to_hold_a_ccc() -> None:
    text = GOOD + f"# her word is {CCC}\n"
    first = made(text, batch(PDF)).record
    assert made(text, batch(PDF), first).is_new is False
    assert made(text, batch(PDF, cccs={CIK: OTHER_CCC}), first).is_new is False
    told = made(text, batch(PDF, cccs={CIK: CCC}), first)
    assert told.is_new
    assert told.record.outputs != first.outputs


def test_items_are_taken_as_they_are_needed_and_come_in_order() -> None:
    taken: list[int] = []
    futures: list[Future[int]] = []

    def items() -> Any:
        for number in range(100):
            taken.append(number)
            yield number

    def submit(function: Any, item: int) -> Future[int]:
        futures.append(Future())
        futures[-1].set_result(function(item))
        return futures[-1]

    for position, (item, future) in enumerate(in_order(lambda number: -number, items(), submit, lambda: 7)):
        assert (item, future.result()) == (position, -position)
        assert len(taken) <= position + 7
    assert len(futures) == 100
