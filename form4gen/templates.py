"""Our templates, as Jinja reads them: what is not given is an error, and whatever a user wrote is escaped.

To compile the form's takes longer than to fill them in. What Jinja has compiled is kept where Python keeps its own modules,
in a ``__pycache__`` beside them, as long as template, options, Jinja and Python are the same. Where nothing can be written
there, or Python is told to write nothing, templates are compiled each time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from tempfile import mkstemp
from typing import Any, Final

import jinja2
from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket

from form4gen.resources import resource

_OPTIONS: Final[dict[str, Any]] = {"undefined": StrictUndefined, "autoescape": True, "trim_blocks": True}
_READABLE: Final = 0o666


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
            with _kept(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except (OSError, EOFError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            _write(bucket, _kept(bucket))


def _kept(bucket: Bucket) -> Path:
    """Where a template is kept that Jinja has compiled."""
    return Path(cache_from_source(str(resource("templates", bucket.key)))).with_suffix(".jinja")


def _write(bucket: Bucket, path: Path) -> None:
    """Raises ``OSError``, and leaves nothing behind then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, temporary = mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            bucket.write_bytecode(file)
            os.fchmod(number, resource("templates", bucket.key).stat().st_mode & _READABLE)
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise
