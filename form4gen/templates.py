"""Our templates, as Jinja reads them: what is not given is an error, and whatever a user wrote is escaped.

To compile the form's takes longer than to fill them in. What Jinja has compiled is kept, as long as template, options,
Jinja and Python are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from io import BytesIO
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Final

import jinja2
from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket

from form4gen.kept import keep, kept_path
from form4gen.resources import resource

_OPTIONS: Final[dict[str, Any]] = {"undefined": StrictUndefined, "autoescape": True, "trim_blocks": True}
_SUFFIX: Final = ".jinja"


def environment(**filters: Callable[[Any], object]) -> Environment:
    """A reader of the files in ``templates/``, with filters of one argument."""
    ours = Environment(loader=FunctionLoader(_text), bytecode_cache=_Compiled(), **_OPTIONS)  # noqa: S701 - an option
    ours.filters |= {name: _called_for_each_page(one) for name, one in filters.items()}
    return ours


def _called_for_each_page(one: Callable[[Any], object]) -> Callable[..., object]:
    """A filter that Jinja does not call when it compiles, so that what is kept holds nothing that the filter said then."""
    @pass_context
    def call(_: object, text: Any) -> object:
        return one(text)

    return call


def _text(name: str) -> str:
    return resource("templates", name).read_text(encoding="utf-8")


class _Compiled(BytecodeCache):
    """Templates that were compiled before."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        return name

    def get_source_checksum(self, source: str) -> str:
        """Of all that decides what a template becomes."""
        made_by = (jinja2.__version__, MAGIC_NUMBER, sorted(map(str, _OPTIONS.items())))
        return sha256(f"{made_by}{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            with kept_path(_file(bucket), _SUFFIX).open("rb") as file:
                bucket.load_bytecode(file)
        except (OSError, EOFError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        bucket.write_bytecode(written := BytesIO())
        keep(written.getvalue(), _file(bucket), _SUFFIX)


def _file(bucket: Bucket) -> Path:
    return resource("templates", bucket.key)
