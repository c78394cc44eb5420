"""EDGAR's XML to objects, to tables and to HTML, where nothing has to be started."""

from __future__ import annotations

from typing import Final

from benchmarks.clock import interleaved, seconds
from benchmarks.results import Claim, Rates, Subject, at_least, ratios, times
from benchmarks.warm import warm

ROUNDS: Final = 11
LABELS: Final = {
    "benchmarks.ours:read_objects": "XML to objects",
    "benchmarks.peers:edgartools_objects": "XML to objects, by edgartools",
    "benchmarks.ours:read_tables": "XML to the rows of seven tables",
    "benchmarks.peers:edgartools_tables": "XML to a data frame, by edgartools",
    "benchmarks.ours:read_html": "XML to the printed form's HTML",
    "benchmarks.peers:edgartools_html": "XML to HTML, by edgartools",
}
_OBJECTS, _THEIR_OBJECTS, _TABLES, _THEIR_FRAME, _HTML, _THEIR_HTML = LABELS
CLAIMS: Final = (
    Claim("edgartools' objects, against ours", _THEIR_OBJECTS, _OBJECTS, "cpu", at_least(3)),
    Claim("edgartools' data frame, against our tables", _THEIR_FRAME, _TABLES),
    Claim("edgartools' HTML, against ours", _THEIR_HTML, _HTML),
)


def measure(effort: float, rates: Rates) -> Subject:
    with warm(LABELS) as (contenders, absent):
        samples = interleaved(contenders, max(2, round(ROUNDS * effort)))
    rates.tables = seconds(samples[_TABLES], "cpu").middle
    return Subject(
        name="reading", title="EDGAR's XML, read",
        says="Processor time for each filing, mean of a hundred. edgartools asks EDGAR over the network whether an owner "
             "is a company; here that question is answered on the spot, so that no network is measured.",
        figures=times(LABELS, samples, absent, "cpu"), ratios=ratios(CLAIMS, samples, absent))
