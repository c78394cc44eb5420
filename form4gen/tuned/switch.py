"""Our functions put in the place of WeasyPrint's, and taken out again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from form4gen.tuned.replacements import Place

IS_TUNED: Final = True
"""To have WeasyPrint draw a page of ours as it draws any page, make this false."""

_lock: Final = Lock()
_pages: Final[list[None]] = []
"""One for each page that is being drawn, in whichever thread."""


@contextmanager
def in_place() -> Iterator[None]:
    """Have our functions in their places while this lasts, and while it does in any other thread.

    What somebody else has put in such a place stays there.
    """
    if not IS_TUNED:
        yield
        return
    try:
        with _lock:
            _pages.append(None)
            if len(_pages) == 1:
                _put_in()
        yield
    finally:
        with _lock:
            _pages.pop()
            if not _pages:
                _take_out()


def _put_in() -> None:
    for place in places():
        if vars(place.holder).get(place.name) is place.theirs:
            setattr(place.holder, place.name, place.ours)


def _take_out() -> None:
    for place in places():
        if vars(place.holder).get(place.name) is place.ours:
            setattr(place.holder, place.name, place.theirs)


@cache
def places() -> tuple[Place, ...]:
    """Where our functions are put. Nowhere, if a version of WeasyPrint has not all that they replace or ask."""
    try:
        from form4gen.tuned.replacements import replacements

        return replacements()
    except (ImportError, AttributeError, LookupError):
        return ()
