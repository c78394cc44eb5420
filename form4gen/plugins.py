"""pydantic's plugins, of which none is shown what is validated here: there may be a CCC in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_DISABLED: Final = "PYDANTIC_DISABLE_PLUGINS"
_ALL: Final = "__all__"


def keep_out_plugins() -> None:
    """Have no plugin of pydantic loaded in this process, nor in those that it starts."""
    os.environ[_DISABLED] = _ALL


@contextmanager
def plugins_kept_out() -> Iterator[None]:
    """Have none loaded while this lasts, in a process that is not ours alone."""
    before = os.environ.get(_DISABLED)
    keep_out_plugins()
    try:
        yield
    finally:
        if before is None:
            del os.environ[_DISABLED]
        else:
            os.environ[_DISABLED] = before
