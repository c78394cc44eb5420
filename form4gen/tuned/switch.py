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
    """Have our functions in their places while this lasts, and while it does in any other thread."""
    with _lock:
        if IS_TUNED and not _pages:
            for place in places():
                setattr(place.holder, place.name, place.ours)
        _pages.append(None)
    try:
        yield
    finally:
        with _lock:
            _pages.pop()
            if not _pages:
                for place in places():
                    setattr(place.holder, place.name, place.theirs)


@cache
def places() -> tuple[Place, ...]:
    """Where our functions are put. Nowhere, if a version of WeasyPrint has not all that they replace or ask."""
    try:
        from form4gen.tuned.replacements import replacements
    except (ImportError, AttributeError):
        return ()
    return replacements()
