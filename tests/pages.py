"""The HTML of a printed form, from a filing or from two."""

from __future__ import annotations

from form4gen.comparison import Comparison
from form4gen.filing import Form4
from form4gen.page_html import page_html
from form4gen.printed import printed
from form4gen.printed_comparison import printed_comparison
from form4gen.printing import Printing
from form4gen.versions import Edition


def to_html(form4: Form4, edition: Edition, *, draft: bool = False) -> str:
    return page_html(printed(form4, edition), Printing(draft=draft))


def comparison_to_html(comparison: Comparison, edition: Edition) -> str:
    kind = "comparison-with-amendment" if comparison.leaves_rows_out else "comparison"
    return page_html(printed_comparison(comparison, edition), Printing(), comparison=kind)
