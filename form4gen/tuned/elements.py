"""What selectors ask of an element, kept without a lock: a page is read in one thread (as ``cached_property`` does since
Python 3.12)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from form4gen.quick_import import weasyprint

WRAPPER: Any = weasyprint.cssselect2.ElementWrapper


class Kept:
    """An attribute that is made when it is first asked for, and is then found before this."""

    def __init__(self, made: cached_property[Any]) -> None:
        self.name, self.function = str(made.attrname), made.func

    def __get__(self, element: Any, owner: type) -> Any:
        if element is None:
            return self
        value = element.__dict__[self.name] = self.function(element)
        return value


def kept() -> dict[str, Kept]:
    """The attributes of an element that are kept, by name."""
    return {name: Kept(made) for name, made in vars(WRAPPER).items() if isinstance(made, cached_property)}
