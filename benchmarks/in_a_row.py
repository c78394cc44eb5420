"""A thousand filings in one process: whether the last takes as long as the first, and as much memory."""

from __future__ import annotations

from typing import Final

from benchmarks.clock import Sample, Spread, interleaved, seconds, spread
from benchmarks.results import MILLI, Figure, Rates, Series, Subject, at_most, figure
from benchmarks.warm import warm

HUNDREDS: Final = 10
SETTLED: Final = 3
"""Hundreds after which what is kept from one filing to the next is there."""
MOST_MIB: Final = 100
MOST_GAINED: Final = 2
MOST_SLOWED: Final = 1.1
_PDF, _XML, _BOTH, _FAST = NAMES = (
    "benchmarks.ours:pdf_in_a_row", "benchmarks.ours:yaml_to_xml", "benchmarks.ours:xml_and_pdf_in_a_row",
    "benchmarks.ours:xml_and_pdf_by_the_fast_engine")


def measure(effort: float, rates: Rates) -> Subject:
    with warm(NAMES) as (contenders, _):
        samples = interleaved(contenders, max(SETTLED + 1, round(HUNDREDS * effort)) - 1)
    pdf, xml, both = samples[_PDF], samples[_XML], samples[_BOTH]
    _rate(samples, rates)
    return Subject(
        name="in a row", title="A thousand in a row",
        says="Three processes in turns, each with the same hundred filings ten times: filings that were read before to "
             "PDF; YAML, by every rule, to XML; and YAML, by every rule, to XML and PDF. Processor time for a filing, and "
             "what the process holds after each hundred. The first hundred, in which all that is kept is loaded, is not "
             "shown.",
        figures=[_memory("most memory held, PDF", pdf, at=MOST_MIB), _memory("most memory held, YAML to XML", xml),
                 _memory("most memory held, YAML to XML and PDF", both)],
        ratios=[_gained(pdf), _slowed(pdf)],
        series=Series(columns=["hundred", *(f"{what}, {of}" for of in ("PDF", "XML", "both") for what in ("ms", "MiB"))],
                      rows=[[number, *(value for sample in row for value in _shown(sample))]
                            for number, row in enumerate(zip(pdf, xml, both, strict=True), 2)]))


def _shown(sample: Sample) -> tuple[float, float]:
    return round(sample.cpu * MILLI, 2), round(sample.memory, 1)


def _memory(what: str, samples: list[Sample], at: float | None = None) -> Figure:
    peak = samples[-1].peak
    return figure(what, "MiB", Spread(peak, peak, peak), len(samples), goal=None if at is None else at_most(at))


def _gained(samples: list[Sample]) -> Figure:
    """Memory at the end, less what it was once everything that is kept was there."""
    gained = samples[-1].memory - samples[min(SETTLED, len(samples)) - 2].memory
    return figure("memory gained from the third hundred to the last", "MiB", Spread(gained, gained, gained), len(samples),
                  goal=at_most(MOST_GAINED))


def _slowed(samples: list[Sample]) -> Figure:
    half = len(samples) // 2
    early, late = samples[:half], samples[-half:]
    each = spread([b.cpu / a.cpu for a, b in zip(early, late, strict=True)])
    middle = seconds(late, "cpu").middle / seconds(early, "cpu").middle
    return figure("time for a filing, the later half against the earlier", "times", Spread(middle, each.low, each.high),
                  len(samples), "cpu", at_most(MOST_SLOWED))


def _rate(samples: dict[str, list[Sample]], rates: Rates) -> None:
    rates.xml_and_pdf = seconds(samples[_BOTH], "cpu").middle
    rates.bytes_of_pdf = samples[_BOTH][0].size
    if _FAST in samples:
        rates.xml_and_pdf_by_the_fast_engine = seconds(samples[_FAST], "cpu").middle
