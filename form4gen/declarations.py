"""What WeasyPrint declares of libraries in C, in the form that cffi makes of it for a module of its own.

In that form it is read at once, and types are looked up in C. As WeasyPrint has it, cffi parses it with a parser of C that
is written in Python, each time it is imported, and again for many a type.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import Any, Final

from form4gen.kept import keep, kept_path

_FILE: Final = Path(__file__)
_SUFFIX: Final = ".types"
_DIGEST: Final = sha256().digest_size
_PRIVATE: Final = "_"


@contextmanager
def read_at_once() -> Iterator[None]:
    """Have what this thread declares while this lasts read in that form."""
    import cffi

    theirs, ours = cffi.FFI, get_ident()
    cffi.FFI = lambda *how, **more: theirs(*how, **more) if how or more or get_ident() != ours else _Declared(theirs)
    try:
        yield
    finally:
        cffi.FFI = theirs


class _Declared:
    """cffi's ``FFI`` with the declarations of one call, and then what they are in that form."""

    def __init__(self, make: Any) -> None:
        self._make = make

    def cdef(self, source: str) -> None:
        if len(vars(self)) > 1:
            raise ImportError("what is declared in two calls is not read at once")
        ready = _ready(source, self._make)
        vars(self).update((name, getattr(ready, name)) for name in dir(ready) if not name.startswith(_PRIVATE))


def _ready(source: str, make: Any) -> Any:
    """cffi's interface to what is declared. Raises ``ImportError`` where there is no such form of it."""
    import _cffi_backend

    made_of = f"{_cffi_backend.__version__} {source}".encode()
    parts = _kept(made_of)
    if parts is None:
        try:
            parts = _parts(source, make)
        except Exception as error:
            raise ImportError("this cannot be declared for a module") from error
        data = marshal.dumps(parts)
        keep(sha256(made_of + data).digest() + data, _FILE, _SUFFIX)
    name, tables = parts
    return _cffi_backend.FFI(name, **tables)


def _kept(made_of: bytes) -> Any:
    """What was made before; nothing, if of something else, or if it is not whole."""
    try:
        known = kept_path(_FILE, _SUFFIX).read_bytes()
    except OSError:
        return None
    digest, data = known[:_DIGEST], known[_DIGEST:]
    return marshal.loads(data) if sha256(made_of + data).digest() == digest else None  # noqa: S302 - as it was written


def _parts(source: str, make: Any) -> tuple[str, dict[str, Any]]:
    """The name and the tables with which the module that cffi writes for declarations calls its interface."""
    import ast
    from io import StringIO

    declared = make()
    declared.cdef(source)
    declared.set_source("form4gen_declarations", None)
    declared.emit_python_code(written := StringIO())
    calls = [node for node in ast.walk(ast.parse(written.getvalue())) if isinstance(node, ast.Call)]
    if len(calls) != 1:
        raise ImportError("cffi writes another module than it did")
    [call] = calls
    return (ast.literal_eval(call.args[0]),
            {str(part.arg): ast.literal_eval(part.value) for part in call.keywords})
