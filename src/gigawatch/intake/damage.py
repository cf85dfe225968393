"""Damage: what the parsers of others make of hostile bytes is the file's fault, whatever it is called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gigawatch.model import GigawatchError, InputError

UNNAMED = "it cannot be read as"
"""How every fault begins that no reader refused by itself."""


@contextmanager
def named_faults(where: str, kind: str) -> Iterator[None]:
    """Turn any failure of the block into one line, so that one bad file never stops the others.

    Every reader refuses what it knows to be wrong by itself; this is for what nobody listed. The kind of failure is
    named, so that it can be reported.
    """
    try:
        yield
    except GigawatchError:
        raise
    except Exception as error:
        hint = "check the file; if it opens elsewhere, report this with it"
        raise InputError(f"{UNNAMED} {kind} ({type(error).__name__})", where=where, hint=hint) from error
