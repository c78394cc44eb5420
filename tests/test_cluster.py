"""A batch on the workers of a real Dask scheduler: one that dies costs its own filing at most, and CCCs stay unseen."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import dask
import pytest
from distributed import Client, LocalCluster

from form4gen import cluster as clusters
from form4gen import likeness
from form4gen.batch import Batch, in_order
from form4gen.batch_run import outcomes
from form4gen.batch_summary import why_not
from form4gen.build import Order
from form4gen.cluster import MOST_TOGETHER, Cluster, LostError
from form4gen.likeness import ClusterError
from form4gen.manifest import Manifest
from form4gen.missing_engine import NoEngineError
from form4gen.printing import ENGINES, Engine
from form4gen.processes import ITEMS_EACH
from form4gen.sources import in_file
from form4gen.storage import Folder

from .local_cluster import wait_for_none, wait_for_workers
from .test_batch import CCC, CIK, GOOD
from .test_batch_run import TWICE


@pytest.fixture(scope="module")
def scheduler() -> Iterator[LocalCluster]:
    """Two workers, each a process; a task for which one dies is not tried on another."""
    with dask.config.set(logging={"distributed": "critical"}), \
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0",
                         scheduler_kwargs={"allowed_failures": 0}) as started:
        yield started


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def workers(scheduler: LocalCluster, told: list[str]) -> Iterator[Cluster]:
    wait_for_workers(scheduler, 2)
    with Cluster(scheduler.scheduler_address, told.append, engine=None) as found:
        yield found


class Deadly(NamedTuple):
    """A folder in which reading a file that is called deadly kills the process, always or until it has done so once."""

    root: str

    def read(self, name: str, most: int) -> bytes:
        if "deadly" in name and not Path(self.root, "once").exists():
            if "once" in name:
                Path(self.root, "once").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Folder(self.root).read(name, most)

    def address(self, name: str) -> str:
        return Folder(self.root).address(name)

    write: Any = None
    digest: Any = None
    is_ours: Any = None


def became(names: list[str], folder: Path, workers: Cluster, **more: Any) -> list[tuple[str, str]]:
    for name in names:
        (folder / name).write_text(GOOD, encoding="utf-8")
    batch = Batch(Deadly(str(folder)), Folder(str(folder / "out")), Order("xml"), "form4gen, tested", **more)
    found = outcomes(batch, map(in_file, names), Manifest(io.BytesIO()), workers)
    return [(one.record.source, why_not(one.record) if one.record.status != "built" else "built") for one in found]


def negative(number: int) -> int:
    return -number


def test_results_come_in_order_and_more_go_together_when_they_are_quick(workers: Cluster) -> None:
    assert workers.most == 2 * ITEMS_EACH
    items = range(50 * MOST_TOGETHER)
    results = in_order(negative, items, workers.submit, lambda: workers.most)
    assert [(item, future.result()) for item, future in results] == [(item, -item) for item in items]
    assert workers.most == 2 * clusters.TASKS_EACH * MOST_TOGETHER
    assert not workers.has_died


def test_items_of_two_functions_do_not_go_together(workers: Cluster) -> None:
    workers._together = 3
    first, second, third = (workers.submit(function, 7) for function in (negative, str, negative))
    assert (third.result(), second.result(), first.result()) == (-7, "7", -7)


def test_a_worker_that_dies_costs_its_own_filing_and_no_other(workers: Cluster, tmp_path: Path) -> None:
    names = [f"{number}.yaml" for number in range(40)]
    names[4], names[30] = "deadly.yaml", "deadly too.yaml"
    workers._together = 4
    assert became(names, tmp_path, workers) == [(name, TWICE if "deadly" in name else "built") for name in names]
    assert workers.has_died
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == \
        sorted(name.replace("yaml", "xml") for name in names if "deadly" not in name)


def test_a_filing_that_kills_several_workers_is_told_once_with_the_setting_that_spares_them(
        told: list[str], tmp_path: Path) -> None:
    with dask.config.set(logging={"distributed": "critical"}), \
            LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0",
                         scheduler_kwargs={"allowed_failures": 1}) as patient, \
            Cluster(patient.scheduler_address, told.append, engine=None) as workers:
        assert became(["deadly.yaml", "b.yaml", "deadly too.yaml"], tmp_path, workers) == \
            [("deadly.yaml", TWICE), ("b.yaml", "built"), ("deadly too.yaml", TWICE)]
    assert [text for text in told if "no worker is left" not in text] == [
        "a filing has ended 2 workers, one after another; in the scheduler's environment "
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES=0 spares all but the first"]


def test_a_filing_is_tried_again_when_its_worker_has_died(workers: Cluster, tmp_path: Path) -> None:
    names = ["a.yaml", "deadly once.yaml", "c.yaml"]
    assert became(names, tmp_path, workers) == [(name, "built") for name in names]


def test_a_worker_with_other_programs_is_not_worked_with(scheduler: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, of_those_that_draw = likeness.programs(None), likeness.programs("weasyprint")
    monkeypatch.setattr(likeness, "programs", lambda _: "form4gen 9.9.9")
    with pytest.raises(ClusterError, match=r"the worker tcp://.* has .*, and you have form4gen 9\.9\.9; install") as raised:
        Cluster(scheduler.scheduler_address, print, engine=None)
    assert ours in str(raised.value)
    assert "WeasyPrint" in of_those_that_draw
    assert "Dask" in ours


def test_one_that_comes_later_with_other_programs_ends_the_run_and_logs_no_ccc(
        workers: Cluster, scheduler: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "programs", lambda _: "form4gen 9.9.9")
    with pytest.raises(LostError, match="a worker could not do what it was asked: ClusterError: it has form4gen"):
        became(["a.yaml"], tmp_path, workers, cccs={CIK: CCC})
    with Client(scheduler.scheduler_address, set_as_default=False) as client:
        logs = repr((client.get_worker_logs(), client.get_scheduler_logs()))
        shown = repr(client.run_on_scheduler(_tasks))
    assert "Compute Failed" in logs
    assert CCC not in logs
    assert CCC not in shown


def _tasks(dask_scheduler: Any) -> list[Any]:
    return [*dask_scheduler.task_prefixes, *dask_scheduler.tasks, *dask_scheduler.get_events().values()]


def test_a_cluster_that_does_not_see_a_folder_is_not_worked_with(scheduler: LocalCluster, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match=f"does not see {tmp_path}/nowhere; all machines need the same disk"):
        Cluster(scheduler.scheduler_address, print, engine=None, places=[str(tmp_path), f"{tmp_path}/nowhere"])


def test_workers_that_cannot_run_form4gen_are_told_once(scheduler: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "likeness", _fail)
    with pytest.raises(ClusterError, match=r"the worker tcp://.* cannot run form4gen: OSError: no library called pango"):
        Cluster(scheduler.scheduler_address, print, engine="weasyprint")


def test_a_worker_that_stands_still_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1.0)
    with dask.config.set(logging={"distributed": "critical"}), \
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as two:
        wait_for_workers(two, 2)
        with Client(two.scheduler_address, set_as_default=False) as client:
            (frozen, number), _ = client.run(os.getpid).items()
        os.kill(number, signal.SIGSTOP)
        try:
            with pytest.raises(ClusterError, match=f"the worker {frozen} does not answer within 1 seconds: it"):
                Cluster(two.scheduler_address, print, engine=None)
        finally:
            os.kill(number, signal.SIGCONT)


@pytest.mark.parametrize("engine", ["weasyprint", "plutoprint"])
def test_workers_that_draw_the_same_page_are_worked_with_and_those_of_other_fonts_are_not(
        engine: Engine, scheduler: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    wait_for_workers(scheduler, 2)
    with Cluster(scheduler.scheduler_address, print, engine=engine) as workers:
        assert workers.submit(negative, 7).result() == -7
    monkeypatch.setattr(likeness, "page", lambda _: "the digest of a page with other fonts")
    with pytest.raises(ClusterError, match=r"the worker tcp://.* draws other pages than you draw, with the same programs; "
                                           "install the same fonts, Pango"):
        Cluster(scheduler.scheduler_address, print, engine=engine)


def test_where_this_machine_cannot_draw_workers_are_compared_with_each_other(
        scheduler: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    wait_for_workers(scheduler, 2)
    monkeypatch.setattr(likeness, "page", _no_pango)
    with Cluster(scheduler.scheduler_address, print, engine="weasyprint") as workers:
        assert workers.submit(negative, 7).result() == -7
    monkeypatch.setattr(likeness, "likeness", _each_its_own)
    with pytest.raises(ClusterError, match=r"the worker tcp://.* draws other pages than the worker tcp://"):
        Cluster(scheduler.scheduler_address, print, engine="weasyprint")


def _no_pango(_: object) -> str:
    raise NoEngineError("no Pango")


def _each_its_own(engine: Engine, _: object) -> likeness.Likeness:
    return likeness.Likeness(likeness.programs(engine), f"a page of process {os.getpid()}")


def test_one_that_comes_later_with_other_fonts_ends_the_run(workers: Cluster) -> None:
    workers._page = "the digest of another page"
    with pytest.raises(LostError, match="ClusterError: it draws other pages than the workers that were there before"):
        workers.submit(negative, 7).result()


def test_the_page_that_tells_is_the_same_each_time_and_hangs_on_the_engine() -> None:
    pages = {engine: likeness.page(engine) for engine in ENGINES}
    likeness.page.cache_clear()
    assert pages == {engine: likeness.page(engine) for engine in ENGINES}
    assert len({*pages.values(), likeness.page(None)}) == 3


def _fail(*_: object) -> None:
    raise OSError("no library called pango\nmore")


def test_a_worker_of_several_threads_is_not_worked_with() -> None:
    with LocalCluster(n_workers=1, threads_per_worker=2, processes=False, protocol="tcp://",
                      dashboard_address="127.0.0.1:0") as two, \
            pytest.raises(ClusterError, match="has 2 threads, and form4gen takes one; start it with --nthreads 1"):
        Cluster(two.scheduler_address, print, engine=None)


@pytest.mark.parametrize("address", ["", "host:8786", "http://127.0.0.1:8787", "tcp://127.0.0.1", "tcp:/x", "tcp://u:p@h:1"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(ClusterError, match="a scheduler's address is tcp://HOST:PORT or tls://HOST:PORT"):
        Cluster(address, print, engine=None)


def test_no_scheduler_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 0.5)
    with pytest.raises(ClusterError, match=r"no scheduler answers at tcp://127.0.0.1:1 within 0.5 seconds .*dask sch"):
        Cluster("tcp://127.0.0.1:1", print, engine=None)


def test_a_worker_is_no_scheduler(scheduler: LocalCluster) -> None:
    address = next(iter(scheduler.scheduler_info["workers"]))
    with pytest.raises(ClusterError, match=r"there is a worker of Dask at tcp://.*, and no scheduler"):
        Cluster(address, print, engine=None)


def test_tls_without_its_settings() -> None:
    with pytest.raises(ClusterError, match="tls:// needs Dask's settings for it"):
        Cluster("tls://127.0.0.1:1", print, engine=None)


def test_no_worker_at_the_beginning_and_none_left_later(monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 0.5)
    monkeypatch.setattr(clusters, "REFRESH", 0.0)
    with dask.config.set(logging={"distributed": "critical"}), \
            LocalCluster(n_workers=0, threads_per_worker=1, dashboard_address="127.0.0.1:0") as empty:
        with pytest.raises(ClusterError, match=f"has no worker; start some with dask worker {empty.scheduler_address}"):
            Cluster(empty.scheduler_address, told.append, engine=None)
        empty.scale(1)
        wait_for_workers(empty, 1)

        def tell(text: str) -> None:
            told.append(text)
            empty.scale(1)

        with Cluster(empty.scheduler_address, tell, engine=None) as workers:
            assert workers.submit(negative, 1).result() == -1
            empty.scale(0)
            wait_for_none(empty)
            assert workers.submit(negative, 2).result() == -2
    assert told == [f"no worker is left at {empty.scheduler_address}; waiting for one (after Ctrl-C, the same command goes "
                    "on)"]
