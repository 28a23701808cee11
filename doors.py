"""Finds the things behind a door: one module per kind, event, job or command in one flat folder."""

import importlib
import pkgutil
from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


class DoorError(Exception):
    """A file behind a door cannot be used: it does not import, lacks its declaration or takes another's name."""


def modules_behind(package: ModuleType, *, skip: frozenset[str] = frozenset({"base", "route"})) -> list[ModuleType]:
    """Import every module of a flat package, in order of name; private ones (_name) and the skipped are left out."""
    found = []
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda i: i.name):
        if info.name in skip or info.name.startswith("_"):
            continue
        name = f"{package.__name__}.{info.name}"
        try:
            found.append(importlib.import_module(name))
        except Exception as error:
            raise DoorError(f"{name} cannot be imported: {error!r}") from error
    return found


def register(package: ModuleType, declared: str, name_of: Callable[[ModuleType], str], wrap: Callable[[ModuleType], T]) -> dict[str, T]:
    """Each module's declaration by name. Raises DoorError for a missing declaration or a name taken twice."""
    things: dict[str, T] = {}
    for module in modules_behind(package):
        if not hasattr(module, declared):
            raise DoorError(f"{module.__name__} declares no {declared}")
        name = name_of(module)
        if name in things:
            raise DoorError(f"{module.__name__} takes the name {name}, which another file has")
        things[name] = wrap(module)
    return things
