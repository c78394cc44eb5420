"""The filings that are measured: our examples, the shared folder's real filings, and grown ones of any size."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = Path(os.environ.get("FORM4GEN_SHARED", ROOT.parent / "shared"))
EXAMPLE: Final = ROOT / "examples" / "option-exercise-10b5-1-2026.form4.yaml"
"""One filing, where one is enough: four rows, four footnotes, a page."""


def examples() -> list[Path]:
    return sorted((ROOT / "examples").glob("*.form4.yaml"))


def has_real_filings() -> bool:
    return (SHARED / "corpus" / "form4").is_dir()


def real(most: int = 1_000_000) -> list[Path]:
    """So many real filings in XML, evenly drawn from all; none where the shared folder is not here."""
    return drawn_evenly(sorted((SHARED / "corpus" / "form4").glob("*.xml")), most)


def drawn_evenly(every: Sequence[T], most: int) -> list[T]:
    """So many of them, or all where there are no more."""
    number = min(most, len(every))
    return [every[place * len(every) // number] for place in range(number)]


def pages_of_sec_gov() -> list[tuple[Path, Path]]:
    """sec.gov's own pages, each with the XML of the filing that it shows."""
    pages = sorted((SHARED / "edgar" / "pages").glob("*.html"))
    return [(page, page.with_suffix(".xml")) for page in pages if page.with_suffix(".xml").exists()]


def grown(rows: int, footnotes: int) -> bytes:
    """A filing in YAML with so many rows, two thirds of them in Table I, and so many footnotes, cited by them in turn."""
    cited: list[list[str]] = [[] for _ in range(rows)]
    for number in range(footnotes):
        cited[number % rows].append(f"n{number + 1}")
    of_table_i = rows - rows // 3
    lines = [_HEAD, "non_derivative_table:"]
    lines += [_row(number, cited[number]) for number in range(of_table_i)]
    if rows > of_table_i:
        lines += ["derivative_table:", *(_derivative(number, cited[number]) for number in range(of_table_i, rows))]
    if footnotes:
        lines += ["footnotes:", *(f"  n{number + 1}: {_FOOTNOTE} {number + 1} of them." for number in range(footnotes))]
    return "\n".join([*lines, _FOOT]).encode()


def _row(number: int, cited: list[str]) -> str:
    return (f"  - {{security_title: Common Stock, transaction_date: 2026-06-02, code: S, shares: {100 + number}, "
            f"acquired_disposed: D, price_per_share: {_with(f'{30 + number}.25', cited)}, "
            f"shares_owned_following: {90_000 - 100 * number}, ownership: direct}}")


def _derivative(number: int, cited: list[str]) -> str:
    return (f"  - {{security_title: Stock Option (right to buy), conversion_or_exercise_price: {_with('12.40', cited)}, "
            f"transaction_date: 2026-06-02, code: A, shares: {100 + number}, acquired_disposed: A, price_per_share: 0, "
            f"exercise_date: 2027-02-14, expiration_date: 2036-02-14, "
            f"underlying_security: {{title: Common Stock, shares: {100 + number}}}, "
            f"shares_owned_following: {100 + number}, ownership: direct}}")


def _with(value: str, cited: list[str]) -> str:
    return f"{{value: {value}, footnotes: [{', '.join(cited)}]}}" if cited else value


_HEAD: Final = """\
form: 4
issuer: {cik: 0000012345, name: EXAMPLE CORP, trading_symbol: XMPL}
reporting_owners:
  - name: ROE RICHARD
    cik: 0009999902
    address: {street1: C/O EXAMPLE CORP, street2: 1 MAIN STREET, city: SPRINGFIELD, state: IL, zip_code: 62701}
    relationship: {officer: General Counsel}
under_10b5_1_plan: false
"""
_FOOTNOTE: Final = ("The shares were sold in an open market transaction at the price stated, which does not include the "
                    "fees of the broker. This is footnote")
_FOOT: Final = """
signatures:
  - {name: /s/ Richard Roe, date: 2026-06-04}
"""
