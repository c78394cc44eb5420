"""When Python looks for garbage: not while what is made is kept anyway, such as modules and the boxes of a page."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Put off the collection of garbage to the end, where the next object made sets it off."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()
