"""``read`` as a user runs it: the tables it writes, what it says of what cannot be read, what it writes over."""

from __future__ import annotations

import csv
import gzip
import hashlib
import os
import sys
from concurrent.futures import BrokenExecutor, Future
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from form4gen import bulk, tables_parquet
from form4gen.cli import app, tabling
from form4gen.outputs import TEMPORARY
from form4gen.reading import read_unjudged
from form4gen.tables import TABLES

from .envelopes import PUBLISHED, SENT, feed, full_submission, to_send

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
EXAMPLES = Path(__file__).parent.parent / "examples"
FORM_3 = PUBLISHED.replace(b"<documentType>4<", b"<documentType>3<")


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ("read", "-o", "out", *words), input=given)


def source(name: str, data: bytes = PUBLISHED) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)
    return name


def column(name: str, table: str = "filings") -> list[Any]:
    return list(pq.read_table(f"out/{table}.parquet").column(name).to_pylist())


def in_csv(table: str) -> list[dict[str, str]]:
    with Path(f"out/{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path("out").iterdir())}


def test_read_writes_seven_tables_and_says_so() -> None:
    result = run(source("doe.xml"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == """\
wrote out/filings.parquet: 1 row
wrote out/owners.parquet: 1 row
wrote out/transactions.parquet: 2 rows
wrote out/holdings.parquet: 0 rows
wrote out/footnotes.parquet: 1 row
wrote out/citations.parquet: 1 row
wrote out/signatures.parquet: 1 row
1 filing read
"""
    assert sorted(written()) == sorted(f"{table}.parquet" for table in TABLES)
    assert column("security_title", "transactions") == ["Common Stock", "Stock Option (right to buy)"]


def test_csv_needs_no_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "form4gen.tables_parquet")
    monkeypatch.delattr("form4gen.tables_parquet")
    refused = run(source("doe.xml"))
    assert refused.exit_code == 2
    said = " ".join(refused.stderr.replace("│", "").split())
    assert "--to parquet needs the pyarrow library: pip install 'form4gen[parquet]'; --to csv needs none" in said
    assert run("doe.xml", "--to", "csv").exit_code == 0
    assert [row["price_per_share"] for row in in_csv("transactions")] == ["10.25", "0"]


def test_a_folder_is_read_to_its_depths_in_order_with_what_its_headers_tell() -> None:
    source("in/b.txt", full_submission())
    source("in/a/feed.nc", feed())
    source("in/a/sent.xml", to_send())
    source("in/c.xml.gz", gzip.compress(PUBLISHED))
    source("in/d.form4.yaml", (EXAMPLES / "gift-2026.form4.yaml").read_bytes())
    source("in/notes.md", b"no source")
    assert run("in").exit_code == 0
    assert column("filing") == ["in/a/feed.nc", "in/a/sent.xml", "in/b.txt", "in/c.xml.gz", "in/d.form4.yaml"]
    assert column("accession_number") == ["0009999901-26-000001", None, "0009999901-26-000001", None, None]
    assert [day and str(day) for day in column("filed_on")] == ["2026-06-02", None, "2026-06-02", None, None]
    assert column("sha256")[2:4] == [hashlib.sha256(Path(name).read_bytes()).hexdigest() for name in ("in/b.txt",
                                                                                                        "in/c.xml.gz")]


@pytest.mark.parametrize("data", [SENT, to_send(), gzip.compress(SENT)], ids=["xml", "submission", "gzip"])
def test_nothing_tells_a_ccc_not_even_a_digest(data: bytes) -> None:
    assert run(source("sent.xml", data)).exit_code == 0
    assert column("sha256") == [None]
    assert not any(b"aaaa1aa#" in each for each in written().values())


def test_what_cannot_be_read_is_told_and_the_rest_goes_on() -> None:
    names = (source("form3.xml", FORM_3), source("a.xml"), "gone.xml", source("cut.xml", PUBLISHED[:900]),
             source("many.yaml", b"issuer: {cik: x}\nform: 7\n"), source("z.xml"))
    result = run(*names)
    assert (result.exit_code, column("filing")) == (1, ["a.xml", "z.xml"])
    told = result.stderr.splitlines()
    assert told[0].startswith("form3.xml: line ")
    assert "TXT016 this is a Form 3 (initial statement of beneficial ownership)" in told[0]
    assert told[1] == "gone.xml: it cannot be read: No such file or directory"
    assert told[2].startswith("cut.xml: line ")
    assert "the file is cut short; fetch it again" in told[2]
    assert told[3].startswith("many.yaml: line ")
    assert told[3].endswith(" more; form4gen check shows all)")
    assert len(told) == 4
    assert result.stdout.endswith("2 filings read, 4 not\n")


def test_a_fault_of_our_own_is_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes) -> Any:
        if data == b"odd":
            raise ValueError("abcd#234")
        return read_unjudged(data)

    monkeypatch.setattr(bulk, "read_unjudged", read)
    result = run(source("odd.xml", b"odd"), source("doe.xml"))
    assert (result.exit_code, column("filing")) == (1, ["doe.xml"])
    assert result.stderr.startswith("odd.xml: a fault of form4gen, not of the file: ValueError at test_cli_read.py:")
    assert "abcd" not in result.output


def test_what_is_left_out_of_an_old_layout_is_told_and_is_no_failure() -> None:
    row = ("<nonDerivativeSecurity><securityTitle><value>Common Stock</value></securityTitle><transactionAmounts>"
           "<transactionShares><value>25</value></transactionShares><transactionValue><value>9</value></transactionValue>"
           "</transactionAmounts><ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>"
           "</ownershipNature></nonDerivativeSecurity>")
    text = PUBLISHED.decode()
    tables = slice(text.index("<nonDerivativeTable>"), text.index("</derivativeTable>") + len("</derivativeTable>"))
    old = text.replace(text[tables], row).replace("<documentType>", "<schemaVersion>X0101</schemaVersion><documentType>", 1)
    old = old.replace("<schemaVersion>X0609</schemaVersion>", "")
    result = run(source("old.xml", old.encode()))
    assert result.exit_code == 0, result.output
    assert "TXT020 <transactionValue> ('9') of this holding has no place in today's layout" in result.stderr


def test_a_list_names_files_and_one_that_is_named_twice_is_read_once() -> None:
    source("in/a.xml")
    source("in/b.xml")
    result = run("in", "./in/a.xml", "--from", "-", given=b"in/b.xml\nc\0d\n\nin/a.xml\nin/gone.xml\n")
    assert (result.exit_code, column("filing")) == (1, ["in/a.xml", "in/b.xml"])
    assert result.stderr == ("c?d: a NUL is in its name; write one a line\n"
                             "in/gone.xml: it cannot be read: No such file or directory\n")


def test_standard_input_is_one_filing() -> None:
    assert run("-", given=PUBLISHED).exit_code == 0
    assert column("filing") == ["-"]
    told = run("-", given=FORM_3)
    assert told.stderr.startswith("<stdin>: line ")
    assert run("-", "--from", "-", given=PUBLISHED).exit_code == 2


def test_a_name_that_is_no_text_is_spelled() -> None:
    name = os.fsdecode(b"in/\xff.xml")
    source(name)
    assert run("in").exit_code == 0
    assert column("filing") == [r"in/\xff.xml"]


@pytest.mark.parametrize("words", [(), ("",), ("doe.xml", "--to", "xlsx"), ("doe.xml", "--jobs", "-1"),
                                   ("--from", "gone.txt")])
def test_wrong_usage_writes_nothing(words: tuple[str, ...]) -> None:
    source("doe.xml")
    assert run(*words).exit_code == 2
    assert not Path("out").exists() or not written()


def test_read_writes_again_what_it_made_and_over_nothing_else() -> None:
    assert run(source("doe.xml")).exit_code == 0
    first = written()
    Path("out/notes.txt").write_text("mine")
    assert run("doe.xml").exit_code == 0
    assert written() == {**first, "notes.txt": b"mine"}
    Path("out/owners.parquet").write_bytes(b"mine")
    refused = run("doe.xml")
    assert (refused.exit_code, Path("out/owners.parquet").read_bytes()) == (2, b"mine")
    assert "out/owners.parquet is there already, and form4gen did not make it" in " ".join(refused.stderr.split())
    assert run("doe.xml", "--force").exit_code == 0
    assert written() == {**first, "notes.txt": b"mine"}


def test_a_run_that_fails_midway_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(source("doe.xml")).exit_code == 0
    before = written()

    def fails(_writer: tables_parquet.Writer) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables_parquet.Writer, "close", fails)
    result = run(source("roe.xml"), "doe.xml")
    assert (result.exit_code, written()) == (2, before)
    assert "out cannot be written: No space left on device" in " ".join(result.stderr.split())


def test_what_a_killed_run_left_is_swept() -> None:
    Path("out").mkdir()
    Path(f"out/{TEMPORARY}abcdefgh").write_bytes(b"half")
    assert run(source("doe.xml")).exit_code == 0
    assert sorted(written()) == sorted(f"{table}.parquet" for table in TABLES)


@pytest.mark.parametrize("to", ["parquet", "csv"])
def test_processes_make_the_same_bytes_and_say_the_same(to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        source(f"in/{number}.xml", FORM_3 if number == 3 else PUBLISHED.replace(b"DOE JANE", f"DOE {number}".encode()))
    monkeypatch.setattr(bulk, "PORTION", 2)
    alone = run("in", "--to", to)
    first = written()
    several = run("in", "--to", to, "--jobs", "2")
    assert (several.exit_code, several.output, written()) == (1, alone.output, first)
    monkeypatch.setattr(bulk, "PORTION", 128)
    assert (run("in", "--to", to).output, written()) == (alone.output, first)


class _Dying(bulk.Here):
    """A process that dies with whatever holds a certain source."""

    def __init__(self, name: str) -> None:
        self.name = name

    def submit(self, function: Any, item: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if any(each.name == self.name for each in item):
            future.set_exception(BrokenExecutor())
            return future
        return super().submit(function, item)

    def again(self, function: Any, item: Any) -> Any:
        if any(each.name == self.name for each in item):
            raise BrokenExecutor
        return function(item)


def test_a_process_that_dies_costs_one_filing(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [source(f"{number}.xml") for number in range(5)]
    with monkeypatch.context() as patched:
        patched.setattr(bulk, "PORTION", 3)
        patched.setattr(tabling, "_workers", lambda _jobs: nullcontext(_Dying("1.xml")))
        result = run(*names)
    assert (result.exit_code, column("filing")) == (1, ["0.xml", "2.xml", "3.xml", "4.xml"])
    assert result.stderr == "1.xml: the process that read it died, twice; perhaps there was not enough memory\n"
    first = written()
    assert run(*[name for name in names if name != "1.xml"]).exit_code == 0
    assert written() == first


def test_an_empty_folder_makes_empty_tables() -> None:
    Path("in").mkdir()
    result = run("in")
    assert (result.exit_code, column("filing")) == (0, [])
    assert result.stdout.endswith("0 filings read\n")
