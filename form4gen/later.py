"""Modules that are imported when something of them is first used, so that what is never used costs nothing."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def imported_when_used(modules: Mapping[str, Collection[str]]) -> Iterator[None]:
    """Whoever imports one of these modules ``from`` its package while this lasts gets what imports it when it is used.

    ``modules``: of each, what is imported from it by name, such as functions, which wait until one of them is called: then
    whoever has imported one has the thing itself. Everybody else, and everybody later, gets the module itself.
    """
    stand_ins = [_StandIn(name, functions) for name, functions in modules.items() if name not in sys.modules]
    for one in stand_ins:
        one.take_the_place()
    try:
        yield
    finally:
        for one in stand_ins:
            one.leave_the_place()


class _StandIn(ModuleType):
    """What stands for a module until something of it is asked for. What is set of it meanwhile is set of it then."""

    def __init__(self, name: str, functions: Collection[str]) -> None:
        super().__init__(name)
        vars(self).update(_was_set={}, _is_given=False)
        vars(self)["_functions"] = {function: self._later(function) for function in functions}
        vars(self).update(self._functions)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._imported(), name)

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("__"):
            super().__setattr__(name, value)
        else:
            self._was_set[name] = value

    def take_the_place(self) -> None:
        sys.modules[self.__name__] = self
        parent, _, own = self.__name__.rpartition(".")
        if parent in sys.modules:
            vars(sys.modules[parent])[own] = self

    def leave_the_place(self) -> None:
        if sys.modules.get(self.__name__) is not self:
            return
        del sys.modules[self.__name__]
        parent, _, own = self.__name__.rpartition(".")
        if parent in sys.modules:
            vars(sys.modules[parent]).pop(own, None)

    def _imported(self) -> ModuleType:
        self.leave_the_place()
        module = import_module(self.__name__)
        with suppress(KeyError):  # Another thread may set the last of them.
            while self._was_set:
                setattr(module, *self._was_set.popitem())
        return module

    def _later(self, function: str) -> Any:
        """What stands for a function until it is called."""
        def call(*arguments: Any, **named: Any) -> Any:
            module = self._imported()
            if not self._is_given:
                self._give(module)
            return getattr(module, function)(*arguments, **named)

        return call

    def _give(self, module: ModuleType) -> None:
        """Have whoever imported something by its name hold the thing itself."""
        vars(self)["_is_given"] = True
        names = {id(stand_in): name for name, stand_in in self._functions.items()}
        for importer in [one for one in list(sys.modules.values()) if type(one) is ModuleType]:
            for known, value in list(vars(importer).items()):
                if id(value) in names:
                    setattr(importer, known, getattr(module, names[id(value)]))
