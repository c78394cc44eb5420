"""docs/performance.md, of results.json: ``python benchmarks/page.py`` writes it anew."""

from __future__ import annotations

from typing import Final

from benchmarks.filings import ROOT
from benchmarks.results import FILE, Figure, Rates, Results, Subject
from benchmarks.table import FIGURES, as_markdown, figure_rows, series_rows, short

PAGE: Final = ROOT / "docs" / "performance.md"
HEAD: Final = """\
# Performance

What form4gen takes, beside what others take for the same, measured on {day} by `make bench`, which writes this page
anew. Seconds are of one machine and one day; trust the ratios. Contenders take turns, round after round, each in a
process of its own, so that a slow moment of the machine strikes all alike. A figure is the median; a ratio is that of
the medians. Beside it stand the quartiles (of a ratio, those of the rounds' own ratios), or the least and the most
where there are fewer than four rounds. "Processor" is processor time, user and system, of all processes that take part;
"wall" is what a clock on the wall shows. What the others do for the same is not always the same; each table says how it
differs. A goal that is missed is said to be missed.
"""
QUICK: Final = "**Of a quick run, with a quarter of the rounds: to see whether it works, not to be quoted.**"
VERDICTS: Final = "## The goals\n\n{met} of {judged} goals are met{unmeasured}.\n\n{table}"
HOW: Final = """\
## What is done for it

* A command imports its own modules alone, and looks for garbage seldom. pydantic's models are built when the first of
  them is used, and its plugins are not looked for.
* `build` of one filing begins a second process at its start, which imports WeasyPrint and finds the fonts while the filing
  is read and checked, and then lays the form out and draws it, while the first has the XML judged by the schema; it takes
  two processors. To do without: `_will_draw` in `form4gen/__main__.py`.
* WeasyPrint's import asks no other program where Pango is, has no C parsed, and leaves for later what only other pages
  need: a browser's stylesheets, the parser of HTML, pictures, fontTools. To do without: `IS_QUICK` in
  `form4gen/quick_import.py`.
* Stylesheets and fonts are kept from one page to the next, and columns have their widths from font metrics. What Jinja has
  compiled, and what cffi makes of WeasyPrint's declarations, is kept in a `__pycache__`, where Python may write there.
* While a page of ours is drawn, some functions of WeasyPrint's have others in their place (`form4gen/tuned/`), which do the
  same in fewer steps: styles have inherited and initial values from the start, boxes of a style share their lengths, a
  border of several colours is written at once, and so is each glyph; what Pango has to know of a style is made ready once.
  A page is read by the parser of XML, and the objects of a PDF are looked at once. To do without: `IS_TUNED` in
  `form4gen/tuned/switch.py`.
* A [proof](engines.md) is drawn by plutoprint, which is written in C++.

The bytes of a PDF are those of a plain call of WeasyPrint in each case: `tests/test_renderer.py` compares forms, and
`tests/test_tuned.py` pages of all kinds.

The static form is not kept as XObjects. Counted in instructions, a page without its static words takes 0.69 of what the
whole one takes, so that is what they could save at most; and most headings are broken by columns whose widths nearly every
filing has to itself.
"""
MACHINE: Final = "## The machine\n\n{table}\n"
RATES: Final = {
    "xml": "YAML to checked XML", "xml_and_pdf": "YAML to checked XML and PDF",
    "xml_and_pdf_by_the_fast_engine": "the same by the fast engine", "tables": "XML to the rows of tables",
    "bytes_of_xml": "the XML", "bytes_of_pdf": "the PDF",
}


def page(results: Results) -> str:
    parts = [HEAD.format(day=results.day), *([QUICK] if results.is_quick else []), _verdicts(results)]
    parts += [_subject(subject) for subject in results.subjects]
    parts += [_rates(results.rates), HOW, MACHINE.format(table=as_markdown(("", ""), list(results.machine.items())))]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _verdicts(results: Results) -> str:
    judged = [one for subject in results.subjects for one in (*subject.figures, *subject.ratios) if one.goal]
    measured = [one for one in judged if not one.absent]
    absent = len(judged) - len(measured)
    return VERDICTS.format(
        met=sum(one.is_met is True for one in measured), judged=len(measured), table=_table(judged),
        unmeasured=f"; {absent} more could not be measured on this machine" if absent else "")


def _subject(subject: Subject) -> str:
    tables = [_table(figures) for figures in (subject.figures, subject.ratios) if figures]
    parts = [f"## {subject.title}", subject.says, *tables]
    if subject.series:
        parts.append(as_markdown(tuple(subject.series.columns), series_rows(subject.series)))
    return "\n\n".join(parts)


def _table(figures: list[Figure]) -> str:
    return as_markdown(FIGURES, figure_rows(figures))


def _rates(rates: Rates) -> str:
    """What a reckoning of many filings starts from."""
    rows = [(says, _rate(name, getattr(rates, name))) for name, says in RATES.items()]
    return "## A filing on one core\n\nOf the real filings, on average.\n\n" + as_markdown(("", ""), rows)


def _rate(name: str, value: float) -> str:
    if not value:
        return "not measured"
    return f"{value:,.0f} bytes" if name.startswith("bytes") else f"{short(value * 1e3)} ms (processor)"


def main() -> None:
    PAGE.write_text(page(Results.model_validate_json(FILE.read_bytes())), encoding="utf-8")


if __name__ == "__main__":
    main()
