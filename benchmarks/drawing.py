"""HTML or a filing to PDF, in processes that stay up: our renderer, the plain call, the fast engine, a browser."""

from __future__ import annotations

from typing import Final

from benchmarks.clock import interleaved
from benchmarks.results import Claim, Subject, at_least, ratios, times
from benchmarks.warm import warm

ROUNDS: Final = 7
LABELS: Final = {
    "benchmarks.ours:drawing_of_examples": "our page to PDF, by form4gen",
    "benchmarks.peers:weasyprint_to_our_bytes": "our page to the same PDF, by a plain call of WeasyPrint",
    "benchmarks.peers:weasyprint_on_our_page": "our page to PDF, by a plain call of WeasyPrint that does no more",
    "benchmarks.ours:pdf_of_examples": "a filing to PDF, all in all",
    "benchmarks.ours:pdf_by_the_fast_engine": "a filing to PDF by the fast engine, all in all",
    "benchmarks.browser:tagged": "our page to PDF, by Chromium that is up, tagged",
    "benchmarks.browser:untagged": "our page to PDF, by Chromium that is up, untagged",
    "benchmarks.ours:drawing_of_sec_gov_filings": "our pages of sec.gov's four filings to PDF, by form4gen",
    "benchmarks.peers:weasyprint_on_sec_gov_page": "sec.gov's own pages of them to PDF, by a plain call of WeasyPrint",
}
_DRAWN, _SAME, _PLAIN, _PDF, _FAST, _TAGGED, _UNTAGGED, _OURS_OF_SEC, _SEC = LABELS
CLAIMS: Final = (
    Claim("a plain call of WeasyPrint to the same bytes, against form4gen", _SAME, _DRAWN, "cpu", at_least(1.5)),
    Claim("a plain call of WeasyPrint that does no more, against form4gen", _PLAIN, _DRAWN, "cpu"),
    Claim("a plain call of WeasyPrint on sec.gov's page, against form4gen on ours of the same filing", _SEC, _OURS_OF_SEC,
          "cpu", at_least(3.5)),
    Claim("Chromium that is up, untagged, against the fast engine, for each core", _UNTAGGED, _FAST, "cpu", at_least(4)),
    Claim("the same, on the wall", _UNTAGGED, _FAST, "wall"),
    Claim("form4gen, all in all, against Chromium that is up, tagged, for each core", _PDF, _TAGGED, "cpu"),
    Claim("the same, on the wall", _PDF, _TAGGED, "wall"),
)


def measure(effort: float) -> Subject:
    with warm(LABELS) as (contenders, absent):
        samples = interleaved(contenders, max(2, round(ROUNDS * effort)))
    return Subject(
        name="drawing", title="A PDF, where nothing has to be started",
        says="Processor time for each page, mean of our nine examples (of sec.gov's: of four filings). Of Chromium it "
             "is that of all its processes, without the program that asks it; its tab stays open. form4gen's PDF is "
             "tagged, carries the filing's XML and source, and says that it is PDF/A-3a. A plain call is "
             "`HTML(string=...).write_pdf(pdf_tags=True)`, as WeasyPrint's first steps have it; to the same PDF, with all "
             "that makes it a document of record, and for sec.gov's page with `presentational_hints`.",
        figures=times(LABELS, samples, absent, "cpu"), ratios=ratios(CLAIMS, samples, absent))
