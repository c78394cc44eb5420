"""Measures what ``archive_cost.py`` reckons with: processor seconds and bytes of a filing, and of handing one out.

``python benchmarks/archive_rates.py`` takes some minutes and writes archive_rates.json. The filings are the real ones of
the shared folder (``FORM4GEN_SHARED``, else ``../shared``), or our examples. Processor time, not the clock's, so that what
else the machine does weighs less.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import time
from collections.abc import Callable, Iterable
from datetime import date
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest.mock import patch

from benchmarks.archive_cost import RATES
from benchmarks.filings import examples, real
from benchmarks.machine import processor
from form4gen.batch import Batch, Item, Outcome, make
from form4gen.batch_run import outcomes
from form4gen.build import Order
from form4gen.manifest import Manifest
from form4gen.outputs import stem
from form4gen.printing import Printing
from form4gen.sources import in_file
from form4gen.storage import Folder

NAMES: Final = 4_000
ROUNDS: Final = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, default=333, help="how many of them: %(default)s")
    sources = [str(path) for path in real(parser.parse_args().filings) or examples()]
    rates = {**built(sources), "tables": tables(sources), **handing_out()}
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores of {processor()}"
    on = f"{date.today().isoformat()}, {len(sources)} filings, {machine}"
    RATES.write_text(json.dumps({"on": on, "rates": rates}, indent=2) + "\n", encoding="utf-8")
    print(RATES.read_text(encoding="utf-8"), end="")


def taken(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def built(sources: list[str]) -> dict[str, float]:
    """Seconds and bytes of a filing, as a worker that has been at it for a while builds it."""
    orders = {"xml": Order("xml"), "xml_and_pdf": Order()}
    if find_spec("plutoprint"):
        orders["xml_and_pdf_by_the_fast_engine"] = Order(printing=Printing(engine="plutoprint"))
    rates: dict[str, float] = dict.fromkeys(("xml", "xml_and_pdf", "xml_and_pdf_by_the_fast_engine"), 0.0)
    for name, order in orders.items():
        found: list[Outcome] = []
        rates[name] = median([build(sources, order, found) for _ in range(ROUNDS if name == "xml" else 1)])
        if name == "xml_and_pdf":
            rates |= sizes(found, len(sources))
    return rates


def build(sources: list[str], order: Order, found: list[Outcome]) -> float:
    with TemporaryDirectory() as folder:
        batch = Batch(Folder(), Folder(folder), order, "form4gen, measured")
        items = [Item(source, stem(os.path.basename(source))) for source in sources]
        make(batch, items[0])
        found[:] = []
        seconds = taken(lambda: found.extend(make(batch, item) for item in items[1:]))
        return seconds / (len(items) - 1)


def sizes(found: Iterable[Outcome], number: int) -> dict[str, float]:
    records = [outcome.record for outcome in found]
    of = {ending: sum(output.size for record in records for output in record.outputs if output.name.endswith(ending))
          for ending in ("xml", "pdf")}
    lines = sum(len(record.line()) for record in records)
    return {"bytes_of_xml": of["xml"] / (number - 1), "bytes_of_pdf": of["pdf"] / (number - 1),
            "bytes_of_record": lines / (number - 1)}


def tables(sources: list[str]) -> float:
    from form4gen import tables_parquet
    from form4gen.bulk import Item as Source
    from form4gen.bulk import read_portion

    items = tuple(map(Source, sources))
    read_portion(Folder(), tables_parquet.encoded, items[:1])
    rounds = [taken(lambda: read_portion(Folder(), tables_parquet.encoded, items)) for _ in range(ROUNDS)]
    return median(rounds) / len(items)


def handing_out() -> dict[str, float]:
    """What a task and a filing cost the process that hands them out and the scheduler, which is in it here.

    The sources are not there, so that the worker, a process of its own, is never what one waits for.
    """
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as local:
        alone, together = (handed_out(local.scheduler_address, most) for most in (1, 32))
    task = (alone - together) * 32 / 31
    return {"handing_out_a_task": task, "handing_out_a_filing": together - task / 32}


def handed_out(address: str, most: int) -> float:
    from form4gen import cluster

    names = [f"/nowhere/{number}.xml" for number in range(NAMES)]
    batch = Batch(Folder(), Folder("/nowhere"), Order(), "form4gen, measured")
    with patch.object(cluster, "MOST_TOGETHER", most), patch.object(Manifest, "sync"), \
            cluster.Cluster(address, print, engine=None) as workers:
        manifest = Manifest(io.BytesIO())
        return taken(lambda: spent(outcomes(batch, map(in_file, names), manifest, workers), manifest)) / NAMES


def spent(found: Iterable[Outcome], manifest: Any) -> None:
    for outcome in found:
        manifest.append(outcome.record)


def median(figures: list[float]) -> float:
    return sorted(figures)[len(figures) // 2]


if __name__ == "__main__":
    main()
