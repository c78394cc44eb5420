"""Modules that are imported when something of them is first used, so that what is never used costs nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import Any


def wait_with(name: str) -> None:
    """Have a module of a package read when something of it is asked for. It is to be imported ``from`` the package."""
    spec = None if name in sys.modules else find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    parent, _, own = name.rpartition(".")
    setattr(sys.modules[parent], own, module)


@contextmanager
def functions_later(functions: Iterable[tuple[str, str]]) -> Iterator[None]:
    """While this lasts, whoever imports one of these functions from its module gets one that imports it when it is called.

    ``functions``: modules with the name of a function. Whatever else is asked of such a module imports it at once.
    """
    stubs = [_stub(module, function) for module, function in functions if module not in sys.modules]
    try:
        yield
    finally:
        for stub in stubs:
            _forget(stub)


class _Stub(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        _forget(self)
        return getattr(import_module(self.__name__), name)


def _stub(module: str, function: str) -> _Stub:
    """A module of one function, which calls the real one."""
    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(import_module(module), function)(*arguments, **named)

    stub = sys.modules[module] = _Stub(module)
    setattr(stub, function, call)
    return stub


def _forget(stub: _Stub) -> None:
    """Leave the place of a stub free for the real module."""
    name = stub.__name__
    if sys.modules.get(name) is not stub:
        return
    del sys.modules[name]
    parent, _, own = name.rpartition(".")
    if parent in sys.modules:
        vars(sys.modules[parent]).pop(own, None)
