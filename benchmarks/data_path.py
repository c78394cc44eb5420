"""An author's text to EDGAR's XML, where nothing has to be started."""

from __future__ import annotations

from typing import Final

from benchmarks.clock import Samples, interleaved, seconds
from benchmarks.results import Claim, Rates, Subject, at_most, ratios, times
from benchmarks.warm import warm

ROUNDS: Final = 15
LABELS: Final = {
    "benchmarks.ours:yaml_to_xml": "parse YAML, check by every rule, write XML",
    "benchmarks.ours:yaml_to_valid_xml": "the same, and ask the XSD",
    "benchmarks.ours:write_xml": "write XML alone",
    "benchmarks.peers:secfiler_xml": "write XML alone, by secfiler",
}
_WHOLE, _VALID, _OURS, _SECFILER = LABELS
CLAIMS: Final = (Claim("secfiler's writing, against ours", _SECFILER, _OURS),)


def measure(effort: float, rates: Rates) -> Subject:
    with warm(LABELS) as (contenders, absent):
        samples = interleaved(contenders, max(2, round(ROUNDS * effort)))
    _rate(samples, rates)
    return Subject(
        name="data path", title="A filing as text to EDGAR's XML",
        says="Processor time for each filing, mean of a hundred (real ones, written as YAML; without the shared folder our "
             "examples). The XSD is compiled once. secfiler writes the same elements from rows that are made ready for it; "
             "it neither reads an author's text nor checks it.",
        figures=times(LABELS, samples, absent, "cpu", {_WHOLE: at_most(5)}), ratios=ratios(CLAIMS, samples, absent))


def _rate(samples: Samples, rates: Rates) -> None:
    rates.xml = seconds(samples[_WHOLE], "cpu").middle
    rates.bytes_of_xml = samples[_WHOLE][0].size
