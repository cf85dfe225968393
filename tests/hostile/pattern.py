"""Every regular expression of the package: of its modules, and those made from the vocabulary when first needed."""

from __future__ import annotations

import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import _lru_cache_wrapper, cache
from importlib import import_module
from types import ModuleType
from typing import Any

import gigawatch

LOADING = ("gigawatch.quantity", "gigawatch.claims", "gigawatch.ledger", "gigawatch.chain")
"""Rooms whose cached functions make patterns of the vocabulary; those of others load pictures, fonts and tables."""
LEVELS, LARGE = 3, 300


@cache
def patterns() -> Mapping[re.Pattern[str], str]:
    """Each pattern of text with the module that compiles it."""
    found: dict[re.Pattern[str], str] = {}
    with _heard(found):
        modules = [import_module(one.name) for one in _modules() if one.name not in sys.modules]
        for module in _all_modules():
            _find_compiled(module, found)
            if module.__name__.startswith(LOADING):
                _call_loaders(module)
    assert modules or found
    return found


def _modules() -> Iterator[pkgutil.ModuleInfo]:
    every = pkgutil.walk_packages(gigawatch.__path__, "gigawatch.")
    return (one for one in every if not one.name.endswith("__main__"))


def _all_modules() -> list[ModuleType]:
    return [module for name, module in sorted(sys.modules.items()) if name.startswith("gigawatch.")]


def _find_compiled(module: ModuleType, found: dict[re.Pattern[str], str]) -> None:
    """Patterns that a module holds, in its tables and tuples too: it may have been loaded before anyone listened."""
    level: list[object] = list(vars(module).values())
    for _ in range(LEVELS):
        for value in level:
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found.setdefault(value, module.__name__)
        level = [inner for outer in level for inner in _inside(outer)]


def _inside(outer: object) -> Iterator[object]:
    if isinstance(outer, (dict, tuple, list)) and len(outer) < LARGE:
        yield from outer.values() if isinstance(outer, dict) else outer


def _call_loaders(module: ModuleType) -> None:
    """Call what is made once from data: a function without arguments whose answer is kept."""
    for value in list(vars(module).values()):
        if isinstance(value, _lru_cache_wrapper) and value.__module__ == module.__name__ and not _needs(value):
            value.cache_clear()
            value()


def _needs(function: Callable[..., Any]) -> bool:
    return any(one.default is one.empty for one in inspect.signature(function).parameters.values())


@contextmanager
def _heard(found: dict[re.Pattern[str], str]) -> Iterator[None]:
    """Note every pattern that the package compiles meanwhile."""
    compiling: Callable[..., Any] = vars(re)["_compile"]

    def compile_and_note(pattern: Any, flags: Any) -> Any:
        made = compiling(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_globals.get("__name__") == "re" and frame.f_back is not None:
            frame = frame.f_back
        name = str(frame.f_globals.get("__name__"))
        if name.startswith("gigawatch.") and isinstance(made.pattern, str):
            found.setdefault(made, name)
        return made

    re._compile = compile_and_note  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = compiling  # type: ignore[attr-defined]
