"""Our templates, as Jinja reads them: what is not given is an error, and whatever a user wrote is escaped."""

from __future__ import annotations

from jinja2 import Environment, FunctionLoader, StrictUndefined

from form4gen.resources import resource


def environment() -> Environment:
    """A reader of the files in ``templates/``, to which filters and words may be added."""
    return Environment(loader=FunctionLoader(_text), undefined=StrictUndefined, autoescape=True, trim_blocks=True)


def _text(name: str) -> str:
    return resource("templates", name).read_text(encoding="utf-8")
