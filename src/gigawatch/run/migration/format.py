"""The format of all that a workspace keeps (settings, logs, reviews, desk, editions): one number, in its settings.

What is built has formats of its own (`store/format.py`, `run/manifest.py`) and is made anew, never migrated.
"""

from __future__ import annotations

from collections.abc import Mapping

from gigawatch.model import WorkspaceError

FORMAT = 1


def read_format(data: Mapping[str, Mapping[str, object]], where: str) -> int:
    """The format that settings name, 0 where they name none; WorkspaceError for one that this program does not know."""
    own = data.get("workspace", {})
    found = own.get("format", 0) if isinstance(own, Mapping) else 0
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise WorkspaceError("format must be a whole number", where=where, hint=f"this program writes {FORMAT}")
    if found > FORMAT:
        what = f"this workspace is of format {found}; this program reads up to {FORMAT}"
        raise WorkspaceError(what, where=where, hint="upgrade Gigawatch; nothing here was changed")
    return found
