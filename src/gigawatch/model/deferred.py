"""Rooms whose public names are loaded when they are first asked for: a question needs no reader, a chart no claims."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def defer(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package: `modules` gives the module of each public name, of this package or, written out,
    of another one. AttributeError for any other name.
    """

    def load(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = modules[name]
        found = getattr(import_module(module if "." in module else f"{package}.{module}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return load
