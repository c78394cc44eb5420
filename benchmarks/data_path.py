"""An author's text to EDGAR's XML, where nothing has to be started."""

from __future__ import annotations

from typing import Final

from benchmarks.clock import Samples, interleaved, seconds
from benchmarks.results import Claim, Rates, Subject, at_least, at_most, ratios, times
from benchmarks.warm import warm

ROUNDS: Final = 15
LABELS: Final = {
    "benchmarks.ours:yaml_to_xml": "parse YAML, check by every rule, write XML",
    "benchmarks.ours:yaml_to_valid_xml": "the same, and ask the XSD",
    "benchmarks.ours:write_xml": "write XML alone",
    "benchmarks.peers:secfiler_xml": "write XML alone, by secfiler",
    "benchmarks.peers:weasyprint_on_sec_gov_page": "beside it: sec.gov's own page to PDF, by a plain call of WeasyPrint",
}
_WHOLE, _VALID, _OURS, _SECFILER, _PAGE = LABELS
FILINGS_A_PAGE: Final = 480 / 5
"""The goal at another machine's pace: where 5 ms a filing were asked for, such a page took 480 ms."""
CLAIMS: Final = (
    Claim("a plain call of WeasyPrint on sec.gov's page, against parsing, checking and writing a filing", _PAGE, _WHOLE,
          "cpu", at_least(FILINGS_A_PAGE)),
    Claim("secfiler's writing, against ours", _SECFILER, _OURS),
)


def measure(effort: float, rates: Rates) -> Subject:
    with warm(LABELS) as (contenders, absent):
        samples = interleaved(contenders, max(2, round(ROUNDS * effort)))
    _rate(samples, rates)
    return Subject(
        name="data path", title="A filing as text to EDGAR's XML",
        says="Processor time for each filing, mean of a hundred (real ones, written as YAML; without the shared folder our "
             "examples). The XSD is compiled once. secfiler writes the same elements from rows that are made ready for it; "
             "it neither reads an author's text nor checks it. The 5 ms were asked for where a plain call of "
             "WeasyPrint on one of sec.gov's pages took 480, so the ratio of the two is asked for too: a machine's pace "
             "has less of a say in it.",
        figures=times(LABELS, samples, absent, "cpu", {_WHOLE: at_most(5)}), ratios=ratios(CLAIMS, samples, absent))


def _rate(samples: Samples, rates: Rates) -> None:
    rates.xml = seconds(samples[_WHOLE], "cpu").middle
    rates.bytes_of_xml = samples[_WHOLE][0].size
