"""How a filing is printed: on which edition of the form, as which copy, in which looks, and who draws it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal, get_args

from form4gen import __version__
from form4gen.versions import EDITIONS, Edition

Copy = Literal["conformed", "wet-ink", "authentication"]
"""A copy of what is filed, signatures as typed; one to be signed; or the documents by which signers authenticate theirs."""
COPIES: Final[tuple[Copy, ...]] = get_args(Copy)
Engine = Literal["weasyprint", "plutoprint"]
"""Who draws the form: WeasyPrint, a document of record; or plutoprint, a proof of it in a fraction of the time."""
ENGINES: Final[tuple[Engine, ...]] = get_args(Engine)
ENGINE_NAMES: Final[Mapping[Engine, str]] = {"weasyprint": "WeasyPrint", "plutoprint": "plutoprint"}
LATEST_YEAR: Final = 9990
"""Of a filing: its documents are kept for five years more, and the calendar ends with 9999."""
FORMS: Final[tuple[Copy, ...]] = ("conformed", "wet-ink")
"""The copies that are printed forms."""


@dataclass(frozen=True, slots=True)
class Printing:
    """How a filing is printed.

    ``edition``: of the form, if not that of the schema version which judges the filing. ``draft``: with the word DRAFT
    behind the text of every page. ``plain``: without the foot that names the filing on every page of several.
    ``monochrome``: in black, for a filing that is printed on paper. ``filed_on``: the day of the filing, where it is known;
    the documents of its signers say it. ``engine``: who draws the form.
    """

    edition: Edition | None = None
    draft: bool = False
    plain: bool = False
    monochrome: bool = False
    copy: Copy = "conformed"
    filed_on: date | None = None
    engine: Engine = "weasyprint"

    def in_words(self) -> dict[str, str]:
        """As the metadata of a document of record say it, which is always WeasyPrint's, so that they need not say that.

        ``True`` and ``False``, and nothing for the edition of the filing's day.
        """
        words = {name: "" if value is None else str(value) for name, value in asdict(self).items() if name != "engine"}
        return {_PROPERTIES.get(name, name): word for name, word in words.items()}

    @classmethod
    def from_words(cls, words: Mapping[str, str]) -> Printing:
        """What ``in_words`` says, read back. Raises ``KeyError`` for what is missing, ``ValueError`` for other words."""
        values: dict[str, Any] = {name: _FROM_WORDS[words[name]] for name in ("draft", "plain", "monochrome")}
        if words["edition"] not in ("", *EDITIONS) or words["copy"] not in COPIES:
            raise ValueError("an edition or a copy that there is not")
        filed_on = date.fromisoformat(words["filedOn"]) if words["filedOn"] else None
        if filed_on and filed_on.year > LATEST_YEAR:
            raise ValueError("a day after which there are no five years")
        return cls(edition=words["edition"] or None, copy=words["copy"], filed_on=filed_on, **values)  # type: ignore[arg-type]


@cache
def made_with(engine: Engine) -> str:
    """What the bytes of a page depend on, beside the filing, the fonts and the system: ``form4gen 0.1.0, WeasyPrint 70.0``.

    Raises ``PackageNotFoundError`` where the engine is not installed.
    """
    return f"form4gen {__version__}, {ENGINE_NAMES[engine]} {_version(engine)}"


def _version(engine: Engine) -> str:
    """That of an engine which is at work already, it tells itself; to look it up takes longer."""
    at_work = sys.modules.get(engine)
    if at_work is not None:
        return str(at_work.__version__)
    from importlib.metadata import version

    return version(engine)


_PROPERTIES: Final = {"filed_on": "filedOn"}
_FROM_WORDS: Final = {"True": True, "False": False}
