"""Gigawatch: an open observatory of the battery industry, in which every value leads back to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gigawatch.question import Observatory

__version__ = "0.2.0"
__all__ = ["__version__", "open"]


def open(  # noqa: A001  # what one says: gigawatch.open
    path: str | Path,
    *,
    as_of: date | str | None = None,
    valid_on: date | str | None = None,
    believed_on: date | str | None = None,
) -> Observatory:
    """Open a built workspace (its folder, its database file, or the address of a server that shares it) to ask it.

    By clocks where they are given.
    """
    from gigawatch.question import open_observatory

    return open_observatory(path, as_of=as_of, valid_on=valid_on, believed_on=believed_on)
