"""How a filing is printed: on which edition of the form, as which copy, in which looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from form4gen.versions import Edition

Copy = Literal["conformed", "wet-ink", "authentication"]
"""A copy of what is filed, signatures as typed; one to be signed; or the documents by which signers authenticate theirs."""
COPIES: Final[tuple[Copy, ...]] = get_args(Copy)
FORMS: Final[tuple[Copy, ...]] = ("conformed", "wet-ink")
"""The copies that are printed forms."""


@dataclass(frozen=True, slots=True)
class Printing:
    """How a filing is printed.

    ``edition``: of the form, if not that of the schema version which judges the filing. ``draft``: with the word DRAFT
    behind the text of every page. ``plain``: without the foot that names the filing on every page of several.
    ``monochrome``: in black, for a filing that is printed on paper.
    """

    edition: Edition | None = None
    draft: bool = False
    plain: bool = False
    monochrome: bool = False
    copy: Copy = "conformed"
