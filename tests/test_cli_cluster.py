"""``build --scheduler`` and s3:// URLs as a user meets them: the bytes and the manifest of a run on one machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import fsspec
import pytest
from distributed import Client, LocalCluster, Security
from moto.server import ThreadedMotoServer
from typer.testing import CliRunner, Result

from form4gen import cluster as clusters
from form4gen.cli import app
from form4gen.cli.batching import MANIFEST
from form4gen.outputs import TEMPORARY

from .local_cluster import wait_for_workers
from .test_batch import CCC, GOOD, SUSPENDED, WITH_CCC
from .test_cli_batch import (
    LONGEST,
    ROOT,
    built,
    environment,
    lines,
    outputs,
    records,
    source,
    start,
    wait_until,
    without_seconds,
)

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")
ANY_PORT = "127.0.0.1:0"


@pytest.fixture(scope="module")
def s3() -> Iterator[None]:
    """A server of S3 on this machine, which the environment names, as it does for workers."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environ:
        for name, value in {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "AKIATESTED",
                            "AWS_SECRET_ACCESS_KEY": "tested", "AWS_DEFAULT_REGION": "us-east-1"}.items():
            environ.setenv(name, value)
        yield
    server.stop()


@pytest.fixture(scope="module")
def scheduler(s3: None) -> Iterator[LocalCluster]:  # noqa: ARG001 - workers have its environment
    with dask.config.set(logging={"distributed": "critical"}), \
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=ANY_PORT) as started:
        yield started


@pytest.fixture
def address(scheduler: LocalCluster) -> str:
    wait_for_workers(scheduler, 2)
    return str(scheduler.scheduler_address)


@pytest.fixture
def bucket(s3: None) -> Iterator[Any]:  # noqa: ARG001 - the server must be there
    files = fsspec.filesystem("s3", use_listings_cache=False)
    files.mkdir("tested")
    yield files
    files.rm("tested", recursive=True)


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, ("build", *words), input=given)


def said(result: Result) -> str:
    return " ".join(result.stderr.replace("│", " ").split())


def ten() -> None:
    """Ten sources in a folder: examples, one that is refused, one that is no filing."""
    examples = sorted((ROOT / "examples").glob("*.form4.yaml"))
    for number in range(9):
        source(f"in/{number:02}.form4.yaml", examples[number % len(examples)].read_text(encoding="utf-8"))
    source("in/03.form4.yaml", SUSPENDED)
    source("in/a/07.form4.yaml", "form: 4\n")


def test_a_run_whose_workers_are_killed_makes_the_bytes_and_the_manifest_of_an_undisturbed_one(address: str) -> None:
    ten()
    undisturbed = start("in", "-o", "undisturbed", "--jobs", "2").communicate(timeout=LONGEST)
    run_on = start("in", "-o", "killed", "--scheduler", address)
    with Client(address, set_as_default=False) as client:
        for done in (1, 3):
            wait_until(lambda done=done: lines(Path("killed", MANIFEST)) >= done)
            client.wait_for_workers(1, timeout=LONGEST)  # The other would have built everything before the first is back.
            os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
            assert lines(Path("killed", MANIFEST)) < 10
    again = run_on.communicate(timeout=LONGEST)
    assert run_on.returncode == 1
    assert (again[0], again[1].replace("killed", "undisturbed")) == undisturbed
    assert outputs("killed") == outputs("undisturbed")
    assert len(outputs("killed")) == 16
    assert without_seconds("killed") == without_seconds("undisturbed")
    assert not list(Path("killed").rglob(f"{TEMPORARY}*"))


def test_a_run_goes_on_where_another_has_stopped_on_one_machine_or_many(address: str) -> None:
    source("in/a.form4.yaml")
    assert run("in", "-o", "out", "--only", "xml", "--jobs", "1").exit_code == 0
    source("in/b.form4.yaml", GOOD.replace("1200", "1201"))
    first = run("in", "-o", "out", "--only", "xml", "--scheduler", address)
    assert first.stdout == "2 filings: 2 built; 1 unchanged since an earlier run; notes on 2 in the manifest\n"
    assert run("in", "-o", "out", "--only", "xml", "--jobs", "1").stdout == \
        "2 filings: 2 built; 2 unchanged since an earlier run; notes on 2 in the manifest\n"
    assert built() == ["a.xml", "b.xml", MANIFEST]


def test_sources_and_outputs_in_a_bucket_are_those_of_a_folder(address: str, bucket: Any) -> None:
    ten()
    start("in", "-o", "local", "--jobs", "2", "--only", "xml").communicate(timeout=LONGEST)
    bucket.put("in", "tested/in", recursive=True)
    on_cluster = run("s3://tested/in", "-o", "s3://tested/one", "--manifest", "one.jsonl", "--only", "xml", "--scheduler",
                     address)
    in_processes = run("s3://tested/in/", "-o", "s3://tested/two", "--manifest", "two.jsonl", "--only", "xml")
    assert (on_cluster.exit_code, in_processes.exit_code) == (1, 1)
    made = {name.removeprefix("tested/one/"): bucket.cat_file(name) for name in bucket.find("tested/one")}
    assert made == outputs("local")
    expected = [{**record, "source": f"s3://tested/{record['source']}"} for record in without_seconds("local")]
    assert [{**record, "seconds": 0} for record in records("one.jsonl")] == expected
    assert {name.removeprefix("tested/two/"): bucket.cat_file(name) for name in bucket.find("tested/two")} == made
    again = run("s3://tested/in", "-o", "s3://tested/one", "--manifest", "one.jsonl", "--only", "xml")
    assert "10 unchanged since an earlier run" in again.stdout
    assert json.loads(Path("one.jsonl").read_bytes().splitlines()[0])["source"] == "s3://tested/in/00.form4.yaml"


def test_a_bucket_is_read_into_a_folder_a_folder_into_a_bucket_and_a_bucket_into_tables(bucket: Any) -> None:
    bucket.pipe_file("tested/in/a.form4.yaml", GOOD.encode())
    bucket.pipe_file("tested/in/", b"")
    for name in ("b//x.yaml", "../up.yaml", "sub/./x.yaml", ".hidden/x.yaml"):
        put_as_is(bucket, f"in/{name}")
    result = run("s3://tested/in", "-o", "out", "--only", "xml")
    why_not = "an empty part, a dot, two or a NUL is in its name, and no output can be called after it"
    assert result.stderr.splitlines() == [
        f"s3://tested/in/{name}: unreadable: {why_not}" for name in ("../", "b//", "sub/./")]
    assert built() == ["a.xml", MANIFEST]
    assert run("s3://tested/in/a.form4.yaml", "-o", "one", "--only", "xml").exit_code == 0
    assert built("one") == ["a.xml", MANIFEST]
    assert run(source("b.yaml"), "-o", "s3://tested/out", "--manifest", "m.jsonl", "--only", "xml").exit_code == 0
    assert bucket.cat_file("tested/out/b.xml") == Path("out/a.xml").read_bytes()
    assert CliRunner().invoke(app, ("read", "s3://tested/in/a.form4.yaml", "--to", "csv", "-o", "tables")).exit_code == 0
    assert "s3://tested/in/a.form4.yaml" in Path("tables/filings.csv").read_text(encoding="utf-8")


def test_a_list_names_what_is_in_a_bucket_if_the_command_line_does(bucket: Any) -> None:
    bucket.pipe_file("tested/x/a.yaml", GOOD.encode())
    bucket.pipe_file("tested/empty.yaml", b"")
    names = "s3://tested/x/a.yaml\ns3://other/private.yaml\ns3://tested/empty.yaml\ns3://tested/../a.yaml\nhttp://127.0.0.1/a.yaml\nfile://a/b.yaml\n"
    bucket.pipe_file("tested/list", names.encode())
    result = run("--from", "s3://tested/list", "-o", "out", "--only", "xml")
    assert [line.partition(": ")[2] for line in result.stderr.splitlines()] == [
        "unreadable: it cannot be read: the command line does not name s3://other itself, so a list cannot either",
        "unreadable: the findings leave no filing to write (TXT001)",
        "unreadable: an empty part, a dot, two or a NUL is in its name, and no output can be called after it",
        "unreadable: it cannot be read: the command line does not name http://127.0.0.1 itself, so a list cannot either",
        "unreadable: it cannot be read: the command line does not name file://a itself, so a list cannot either"]
    assert built() == [MANIFEST, "tested/x/a.xml"]
    result = run("--from", "-", "-o", "other", "--only", "xml", given="s3://tested/x/a.yaml\n")
    assert result.stderr == "s3://tested/x/a.yaml: unreadable: it cannot be read: the command line does not name " \
        "s3://tested itself, so a list cannot either\n"


@pytest.mark.parametrize(("words", "changed", "reason"), [
    (("a.yaml", "-o", "s3://misspelt/y", "--manifest", "m"), {}, "s3://misspelt/y cannot be looked at: there is no bucket "
     "misspelt"),
    (("s3://misspelt/y", "-o", "out"), {}, "s3://misspelt/y cannot be looked at: there is no bucket misspelt"),
    (("a.yaml", "-o", "s3://tested/y", "--manifest", "m"), {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
     "s3://tested/y cannot be looked at: no keys for it were found: AWS_ACCESS_KEY_ID and"),
    (("a.yaml", "-o", "s3://tested/y", "--manifest", "m"), {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"},
     "s3://tested/y cannot be looked at: EndpointConnectionError: Could not connect to the endpoint URL: "
     '"http://127.0.0.1:9/'),
])
def test_a_bucket_that_cannot_be_looked_at_ends_the_run_before_it_begins(
        words: tuple[str, ...], changed: dict[str, str], reason: str, bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    source("a.yaml")
    with monkeypatch.context() as environ:
        for name, value in changed.items():
            environ.setenv(name, value)
        type(bucket).clear_instance_cache()
        result = run(*words)
    type(bucket).clear_instance_cache()
    assert result.exit_code == 2
    assert reason in said(result)
    assert not list(Path().rglob("m*"))


def test_read_tells_of_a_bucket_that_is_not_there_before_it_begins(bucket: Any) -> None:
    assert bucket.exists("tested")
    result = CliRunner().invoke(app, ("read", "s3://misspelt/in", "--to", "csv", "-o", "tables"))
    assert result.exit_code == 2
    assert "s3://misspelt/in cannot be looked at: there is no bucket misspelt" in said(result)
    assert not list(Path().rglob("*.csv"))


def test_a_worker_without_keys_is_told_before_the_run(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bucket.exists("tested")
    with monkeypatch.context() as environ:
        environ.delenv("AWS_ACCESS_KEY_ID")
        environ.setenv("HOME", os.getcwd())
        started = Started()
    with started:
        result = run(source("a.yaml"), "-o", "s3://tested/y", "--manifest", "m", "--only", "xml", "--scheduler",
                     started.address)
    assert result.exit_code == 2
    assert f"the worker {started.address.rpartition(':')[0]}" in said(result)
    assert "cannot look at s3://tested/y: no keys for it were found" in said(result)


def put_as_is(files: Any, key: str) -> None:
    """An object whose name the libraries between would make another of."""
    files.call_s3("put_object", Bucket="tested", Key=key, Body=GOOD.encode())


def test_no_ccc_is_written_into_a_bucket(bucket: Any) -> None:
    result = run(source("a.yaml", WITH_CCC), "-o", "s3://tested/out", "--manifest", "m.jsonl")
    assert result.exit_code == 1
    assert "failed: a.xml cannot be written: it holds a CCC" in result.stderr
    assert bucket.find("tested/out") == []
    assert run("a.yaml", "-o", "s3://tested/out", "--manifest", "m.jsonl", "--only", "pdf").exit_code == 0
    assert CCC.encode() not in bucket.cat_file("tested/out/a.pdf")


def test_cccs_go_to_a_cluster_encrypted_or_not_at_all(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORM4GEN_CCC_9999904", CCC)
    result = run(source("in/a.yaml"), "-o", "out", "--scheduler", address)
    assert result.exit_code == 2
    assert "CCCs were given, and would go to tcp://" in said(result)
    assert "over the network unencrypted" in said(result)
    assert CCC not in result.output
    assert not Path("out").exists()
    security = Security.temporary()
    theirs = {"ca-file": security.tls_ca_file, "client.cert": security.tls_client_cert,
              "client.key": security.tls_client_key}
    settings = {f"distributed.comm.tls.{name}": source(name, text) for name, text in theirs.items()}
    with dask.config.set(logging={"distributed": "critical"}), \
            LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=ANY_PORT, security=security) as encrypted, \
            dask.config.set(settings):
        assert encrypted.scheduler_address.startswith("tls://")
        result = run("in", "-o", "out", "--only", "xml", "--scheduler", encrypted.scheduler_address)
    assert (result.exit_code, result.stderr) == (0, "")
    assert CCC in Path("out/a.xml").read_text(encoding="utf-8")
    assert Path("out/a.xml").stat().st_mode & 0o777 == 0o600
    assert CCC not in Path("out", MANIFEST).read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "hint"), [
    (("a.yaml", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2", "-o", "out"), "--jobs is for processes of this machine"),
    (("a.yaml", "--scheduler", "127.0.0.1:1", "-o", "out"), "a scheduler's address is tcp://HOST:PORT"),
    (("a.yaml", "--scheduler", "tcp://127.0.0.1:1", "-o", "out"), "no scheduler answers at tcp://127.0.0.1:1 within 0.5"),
    (("a.yaml", "--scheduler", "tcp://127.0.0.1:1"), "need -o DIR"),
    (("a.yaml", "-o", "s3://bucket/out"), "needs --manifest FILE"),
    (("a.yaml", "-o", "s3://"), "s3:// names no bucket"),
    (("s3://bucket//in", "-o", "out"), "s3://bucket//in has an empty part, a dot or two in it, and no file is called so"),
    (("s3:///in", "-o", "out"), "s3:///in has an empty part"),
    (("a.yaml", "-o", "s3://bucket/../out", "--manifest", "m"), "s3://bucket/../out has an empty part, a dot or two"),
    (("s3://bucket/in", "-o", "s3://bucket/in/", "--manifest", "m"), "is the folder of the sources"),
    (("s3://AKIA:hidden@bucket/in", "-o", "out"), "a key belongs into the environment"),
    (("http://example.com/a.xml", "-o", "out"), "http:// is nowhere that form4gen reads or writes"),
    (("a.yaml", "-o", "gs://bucket"), "gs:// is nowhere that form4gen reads or writes"),
    (("memory://in", "-o", "out"), "memory:// is the memory of one process"),
    (("a.yaml", "-o", "file://host/out"), "file:///FOLDER"),
    (("--from", "http://example.com/list", "-o", "out"), "http:// is nowhere that form4gen reads or writes"),
    (("a.yaml", "-o", "a.yaml"), "is a file"),
])
def test_a_wrong_call_exits_2_and_builds_nothing(words: tuple[str, ...], hint: str,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 0.5)
    source("a.yaml")
    result = run(*words)
    assert result.exit_code == 2
    assert hint in said(result)
    assert "hidden" not in result.output
    assert not [name for name in built(".") if name.endswith((".xml", ".pdf"))]


def test_a_file_url_is_the_folder(tmp_path: Path) -> None:
    source("in dir/a.yaml")
    assert run(f"file://{tmp_path}/in%20dir", "-o", f"file://{tmp_path}/out", "--only", "xml").exit_code == 0
    assert built() == ["a.xml", MANIFEST]


@pytest.mark.parametrize(("missing", "words", "hint"), [
    ("distributed", ("--scheduler", "tcp://127.0.0.1:1", "-o", "out"),
     "--scheduler needs the Dask library: pip install 'form4gen[cluster]'"),
    ("s3fs", ("-o", "s3://bucket/out", "--manifest", "m"),
     "s3:// needs the s3fs library: pip install 'form4gen[cluster]'")])
def test_without_the_libraries(missing: str, words: tuple[str, ...], hint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    result = run(source("a.yaml"), *words)
    assert (result.exit_code, hint in said(result)) == (2, True)


def test_a_worker_that_has_another_disk_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the worker looks for is gone before it looks."""
    from form4gen.cli import clustering

    monkeypatch.setattr(clustering, "_folders", lambda _: ["/nowhere/quarter"])
    result = run(source("in/a.yaml"), "-o", "out", "--scheduler", address)
    assert result.exit_code == 2
    assert "does not see /nowhere/quarter; all machines need the same disk at the same place, or s3://" in said(result)


class Started:
    """A scheduler and a worker, each a process of Dask's own commands."""

    def __init__(self) -> None:
        file = Path("scheduler.json")
        dask_command = shutil.which("dask", path=os.path.dirname(sys.executable))
        assert dask_command
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment()}
        self.scheduler = subprocess.Popen([dask_command, "scheduler", "--host", "127.0.0.1", "--port", "0",
                                           "--no-dashboard", "--scheduler-file", str(file)],
                                          **quiet)  # type: ignore[call-overload]
        wait_until(lambda: file.exists() and file.read_text(encoding="utf-8").endswith("}"))
        self.address = json.loads(file.read_text(encoding="utf-8"))["address"]
        self.worker = subprocess.Popen([dask_command, "worker", self.address, "--nthreads", "1", "--no-nanny",
                                        "--no-dashboard"], **quiet)  # type: ignore[call-overload]

    def __enter__(self) -> Started:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self.worker, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def started() -> Iterator[Started]:
    with Started() as found:
        yield found


def endless(address: str) -> subprocess.Popen[str]:
    """A run on a list without an end, so that it cannot have one of its own, once it has built something."""
    process = start("--from", "-", "-o", "out", "--only", "xml", "--scheduler", address, stdin=subprocess.PIPE)
    assert process.stdin
    process.stdin.write("".join(f"{source(f'in/{number:02}.form4.yaml')}\n" for number in range(24)))
    process.stdin.flush()
    wait_until(lambda: lines(Path("out", MANIFEST)) >= 1)
    return process


def test_a_run_that_loses_its_scheduler_keeps_what_was_built(started: Started) -> None:
    process = endless(started.address)
    started.scheduler.kill()
    _, error = process.communicate("in/00.form4.yaml\n" * 3 + "in/99.form4.yaml\n" * 3, timeout=LONGEST)
    assert process.returncode == 2
    assert error == f"the scheduler at {started.address} is gone; what was built stands in the manifest, and the same " \
        "command goes on from there\n"
    assert {record["status"] for record in records()} == {"built"}


def test_a_run_that_is_interrupted_exits_130_and_leaves_the_cluster(started: Started) -> None:
    process = endless(started.address)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=LONGEST) == 130
    assert process.stderr
    assert process.stderr.read() == ""
    process.communicate()
    assert started.worker.poll() is None
    assert run("in", "-o", "out", "--only", "xml", "--scheduler", started.address).exit_code == 0
