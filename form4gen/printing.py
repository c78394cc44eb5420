"""How a filing is printed: on which edition of the form, as which copy, in which looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, get_args

from form4gen.versions import EDITIONS, Edition

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

    def in_words(self) -> dict[str, str]:
        """As the PDF's metadata say it: ``True`` and ``False``, and nothing for the edition of the filing's day."""
        return {name: "" if value is None else str(value) for name, value in asdict(self).items()}

    @classmethod
    def from_words(cls, words: Mapping[str, str]) -> Printing:
        """What ``in_words`` says, read back. Raises ``KeyError`` for what is missing, ``ValueError`` for other words."""
        values: dict[str, Any] = {name: _FROM_WORDS[words[name]] for name in ("draft", "plain", "monochrome")}
        if words["edition"] not in ("", *EDITIONS) or words["copy"] not in COPIES:
            raise ValueError("an edition or a copy that there is not")
        return cls(edition=words["edition"] or None, copy=words["copy"], **values)  # type: ignore[arg-type]


_FROM_WORDS: Final = {"True": True, "False": False}
