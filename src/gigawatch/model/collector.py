"""Python's search for unreachable cycles, kept from millions of small objects that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def holding_the_collector() -> Iterator[None]:
    """Leave unreachable cycles alone inside; a third of the time of settling a large ledger goes into that search."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def setting_aside() -> Iterator[None]:
    """Search only among what is made inside: what is there already is left alone, and a split process shares it.

    Meant for work that reads a large ledger and throws away what it makes of it.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
