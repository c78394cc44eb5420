"""Our templates, as Jinja reads them: what is not given is an error, and whatever a user wrote is escaped.

To compile the form's takes longer than to fill them in. What Jinja has compiled is kept as Python keeps its own: in a
``__pycache__`` beside the templates, by the version of Python, as long as the template is the same. Where Python may not
write there, or is told to write nothing, templates are compiled each time.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket

from form4gen.resources import resource


def environment() -> Environment:
    """A reader of the files in ``templates/``, to which filters and words may be added."""
    return Environment(loader=FunctionLoader(_text), undefined=StrictUndefined, autoescape=True, trim_blocks=True,
                       bytecode_cache=_Compiled())


def _text(name: str) -> str:
    return resource("templates", name).read_text(encoding="utf-8")


class _Compiled(BytecodeCache):
    """Templates that were compiled before."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError), _kept(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        kept = _kept(bucket)
        temporary = kept.with_name(f"{kept.name}.{os.getpid()}")
        try:
            kept.parent.mkdir(exist_ok=True)
            with temporary.open("xb") as file:
                bucket.write_bytecode(file)
            temporary.replace(kept)
        except OSError:
            with suppress(OSError):
                temporary.unlink()


def _kept(bucket: Bucket) -> Path:
    """Where a template is kept that Jinja has compiled."""
    return resource("templates", "form4.html.j2").parent / "__pycache__" / f"{bucket.key}.{sys.implementation.cache_tag}"
