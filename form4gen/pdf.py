"""The printed form as a PDF, a document of record: page -> HTML -> WeasyPrint.

The same filing gives the same bytes. The page's words are escaped, so no word of a filing can name an image or a style.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from form4gen.drawing_process import drawn_form
from form4gen.filing import Form4
from form4gen.printed import printed_in
from form4gen.printing import FORMS, Printing
from form4gen.record_files import day_of, record_files
from form4gen.record_parts import Record
from form4gen.versions import edition_of, version_of

if TYPE_CHECKING:
    from form4gen.comparison import Comparison
    from form4gen.printed_signing import Signing


def to_pdf(form4: Form4, printing: Printing | None = None, *, source: bytes | None = None,
           secrets: Collection[str] = ()) -> bytes:
    """The filing as the printed form, a PDF on US letter that carries the filing's XML and its source.

    ``source``: the author's text of the filing, in YAML or JSON, if there is one. ``secrets``: CCCs known from elsewhere,
    which no source that is carried may hold. Raises ``ValueError`` for an unknown edition, and for a copy that is none of
    the form.
    """
    printing = printing or Printing()
    if printing.copy not in FORMS:
        raise ValueError(f"{printing.copy!r} is no copy of the form; take one of {FORMS}")
    if printing.engine != "weasyprint":
        raise ValueError(f"{printing.engine!r} draws no document of record; form4gen.to_pdf has it draw a proof")
    page = printed_in(form4, printing.edition)
    record = Record(page.title, record_files(form4, source, secrets), day_of(form4), printing)
    return drawn_form(page, record, signing=_signing(form4) if printing.copy == "wet-ink" else None)


def _signing(form4: Form4) -> Signing:
    from form4gen.printed_signing import printed_signing

    return printed_signing(form4)


def comparison_to_pdf(comparison: Comparison) -> bytes:
    """The printed form of the new filing with the old words struck and the new ones underlined, marked COMPARISON.

    It is a working paper: it carries no filing.
    """
    from form4gen.printed_comparison import printed_comparison

    page = printed_comparison(comparison, edition_of(version_of(comparison.new)))
    kind = "comparison-with-amendment" if comparison.leaves_rows_out else "comparison"
    return drawn_form(page, Record(page.title, (), day_of(comparison.new), Printing()), comparison=kind)


