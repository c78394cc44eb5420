"""Real filings: none differs from itself in another form or order, and any two make a redline."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from form4gen import Form4, read, to_xml
from form4gen.comparison import compared
from form4gen.versions import edition_of, version_of
from form4gen.yaml_text import to_yaml
from tests.pages import comparison_to_html
from tests.properties.test_comparison import told, turned

pytestmark = pytest.mark.oracle


@pytest.fixture(scope="module")
def filings(shared: Path) -> list[Form4]:
    return [read(path.read_bytes()) for path in sorted((shared / "corpus" / "form4").glob("*.xml"))]


def test_no_filing_differs_from_itself_in_another_form_or_order(filings: list[Form4]) -> None:
    random = Random(4)
    for form4 in filings:
        others = (read(to_xml(form4)), read(to_xml(form4, "disseminated")), read(to_yaml(form4)), turned(form4, random))
        assert [compared(form4, other).changes for other in others] == [()] * len(others)


def test_any_two_filings_make_a_redline_and_the_way_back_is_the_same(filings: list[Form4]) -> None:
    for old, new in zip(filings, filings[7:], strict=False):
        comparison = compared(old, new)
        assert sorted(map(told, comparison.changes)) == sorted(
            told(change, back=True) for change in compared(new, old).changes)
        assert "<ins>" in comparison_to_html(comparison, edition=edition_of(version_of(new)))
