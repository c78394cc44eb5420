"""How a filing is printed: on which edition of the form, as which copy, in which looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from form4gen.versions import Edition

Copy = Literal["conformed", "wet-ink"]
"""A copy of what is filed, signatures as typed; or one to be signed by hand."""
COPIES: Final[tuple[Copy, ...]] = get_args(Copy)


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
