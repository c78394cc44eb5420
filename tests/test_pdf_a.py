"""The PDFs of the form, judged by PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

import logging
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from form4gen import read
from form4gen.comparison import compared
from form4gen.filing import Form4
from form4gen.pdf import comparison_to_pdf, to_pdf
from form4gen.printing import Printing
from form4gen.versions import EDITIONS
from tests.pdf_a import faults
from tests.test_pdf import largest
from tests.test_printed import DOE, HOLDING, OPTION, SALE, filing

EXAMPLES: Final = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
PRINTINGS: Final[dict[str, Printing]] = {
    **{edition: Printing(edition=edition) for edition in EDITIONS},
    "draft": Printing(draft=True), "plain": Printing(plain=True, monochrome=True),
}


@cache
def example(path: Path) -> Form4:
    return read(path.read_bytes())


@pytest.mark.parametrize("printing", PRINTINGS.values(), ids=PRINTINGS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_an_example_has_no_fault(path: Path, printing: Printing) -> None:
    assert faults(to_pdf(example(path), printing, source=path.read_bytes())) == []


@pytest.mark.parametrize("pair", list(pairwise(EXAMPLES)), ids=lambda pair: pair[0].name.partition(".")[0])
def test_a_comparison_has_no_fault(pair: tuple[Path, Path]) -> None:
    assert faults(comparison_to_pdf(compared(*map(example, pair)))) == []


def test_the_largest_form_has_no_fault() -> None:
    assert faults(to_pdf(largest(), Printing(draft=True))) == []


@pytest.mark.parametrize("rows", range(1, 8))
def test_a_table_that_ends_anywhere_on_a_page_has_no_fault(rows: int) -> None:
    assert faults(to_pdf(filing(non_derivative_table=[SALE, HOLDING] * rows, derivative_table=[OPTION] * rows,
                                reporting_owners=[DOE] * rows))) == []


def test_an_empty_form_has_no_fault() -> None:
    nothing = filing(non_derivative_table=[], derivative_table=[], footnotes=[], remarks=None, signatures=[])
    assert faults(to_pdf(nothing)) == []


FOREIGN: Final = {
    "Chinese": "\u4e2d\u56fd\u7ea2\u5341\u5b57", "Hebrew": "\u05e9\u05dc\u05d5\u05dd", "Arabic": "\u0633\u0644\u0627\u0645",
    "a combining mark": "x\u0302y", "a face": "\U0001f600", "private use": "\ue001 \uf001", "a replacement": "\ufffd",
    "a control": "\x84 \x9f", "a joined letter": "\ufb01ne", "a soft hyphen": "a\xadb", "a space": "a\xa0b",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_draft_has_no_fault_whatever_its_letters(text: str, caplog: pytest.LogCaptureFixture) -> None:
    form4 = filing(issuer={"cik": "1", "name": f"EXAMPLE {text}", "trading_symbol": "XMPL"},
                   footnotes=[{"id": "F1", "text": text}], remarks=text)
    with caplog.at_level(logging.WARNING):
        assert faults(to_pdf(form4, Printing(draft=True))) == []
    assert caplog.messages == []
