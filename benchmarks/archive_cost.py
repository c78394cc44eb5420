"""What five million filings cost in machine hours: docs/archive.md, of measured rates.

``python benchmarks/archive_rates.py`` measures them into archive_rates.json, ``python benchmarks/archive_cost.py`` writes
the page anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from benchmarks.filings import ROOT

RATES: Final = ROOT / "benchmarks" / "archive_rates.json"
PAGE: Final = ROOT / "docs" / "archive.md"
FILINGS: Final = 5_000_000
CORES: Final = (1, 16, 64, 256)
TASK_SECONDS: Final = 1.0
MOST_TOGETHER: Final = 32
KINDS: Final = {
    "xml": "XML", "xml_and_pdf": "XML and PDF", "xml_and_pdf_by_the_fast_engine": "XML and PDF, by the fast engine",
    "tables": "tables (`form4gen read`)",
}
IS_OF_READ: Final = "tables"
"""It takes no cluster, and its sources are divided among machines by hand."""
SIZES: Final = {"bytes_of_xml": "XML", "bytes_of_pdf": "PDFs", "bytes_of_record": "the manifest"}
BOUNDS: Final = ("", "filings a task", "handing out one", "so at most", "which keeps so many cores busy")
HEAD: Final = """\
# What an archive costs

Five million filings, reckoned from what one takes. The rates are measured; everything else on this page follows from
them, and `python benchmarks/archive_cost.py` reckons it anew from `benchmarks/archive_rates.json`: {on}.

Machine hours are hours of one core at work. They are the bill: multiply them by what a core costs where you rent it.
The other columns say how long to wait, on so many cores of that speed, each with a worker.
"""
SCALING: Final = """\
## What stands against more cores

One process hands out the work and writes the manifest, and one scheduler keeps the accounts. Together they take
{task} of processor time for each task and {filing} for each filing. Quick filings therefore go to a worker together,
as many as take a second, {most} at most. What is left bounds the whole run, however many workers there are:

{table}

Beyond that, divide the list and give each part a run, a scheduler and a manifest of its own; nothing else is shared.
The rates know nothing of disks and networks: a worker waits for S3 when it reads a source and when it writes an output,
and a processor that waits can take another worker meanwhile.
"""


def machine_hours(seconds: float, filings: int = FILINGS) -> float:
    """Hours of one core for so many filings at so many seconds each."""
    return seconds * filings / 3600


def together(seconds: float) -> int:
    """How many filings of so many seconds each go to a worker as one task."""
    return min(MOST_TOGETHER, max(1, round(TASK_SECONDS / seconds)))


def handing_out(rates: Mapping[str, float], kind: str) -> float:
    """Seconds that a filing costs the one who hands it out, the scheduler included."""
    return rates["handing_out_a_filing"] + rates["handing_out_a_task"] / together(rates[kind])


def waiting_hours(rates: Mapping[str, float], kind: str, cores: int) -> float:
    """Hours until five million are done: of the workers, or of those who hand out, whichever take longer."""
    seconds = rates[kind] / cores
    if cores > 1 and kind != IS_OF_READ:
        seconds = max(seconds, handing_out(rates, kind))
    return machine_hours(seconds)


def page(rates: Mapping[str, float], on: str) -> str:
    """``rates``: seconds of one core and bytes, by the names of ``KINDS`` and ``SIZES``; 0 where it was not measured."""
    kinds = [kind for kind in KINDS if rates.get(kind)]
    hours = [(KINDS[kind], _milliseconds(rates[kind]), *(_hours(waiting_hours(rates, kind, cores)) for cores in CORES))
             for kind in kinds]
    heads = ("", "a filing", "machine hours", *(f"hours on {cores} cores" for cores in CORES[1:]))
    sizes = [(says, f"{rates[name]:,.0f}", f"{rates[name] * FILINGS / 1e9:,.1f} GB") for name, says in SIZES.items()]
    bounds = [(KINDS[kind], str(together(rates[kind])), _milliseconds(handing_out(rates, kind)),
               f"{1 / handing_out(rates, kind):,.0f} a second", f"{rates[kind] / handing_out(rates, kind):,.0f}")
              for kind in kinds if kind != IS_OF_READ]
    scaling = SCALING.format(task=_milliseconds(rates["handing_out_a_task"]), most=MOST_TOGETHER,
                             filing=_milliseconds(rates["handing_out_a_filing"]), table=_table(BOUNDS, bounds))
    return "\n".join([HEAD.format(on=on), _table(heads, hours), "\n## What it fills\n",
                      _table(("", "bytes of a filing", "of five million"), sizes), "", scaling])


def _hours(hours: float) -> str:
    return f"{hours:,.0f}" if hours >= 10 else f"{hours:.1f}" if hours >= 1 else f"{hours:.2f}"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:,.0f} ms" if seconds >= 0.01 else f"{seconds * 1e3:.2f} ms"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def archive_page() -> str:
    """The page of the rates that were measured last."""
    found = json.loads(RATES.read_text(encoding="utf-8"))
    return page(found["rates"], found["on"])


if __name__ == "__main__":
    PAGE.write_text(archive_page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
