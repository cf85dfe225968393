"""The note that resolving leaves for settling: what it changed of the tables, and since when."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.run.table import SETTLED, stamp_path
from gigawatch.run.workspace import Workspace
from gigawatch.store.whole import write_whole

if TYPE_CHECKING:
    from gigawatch.run.increment import Added


def touched_path(workspace: Workspace) -> Path:
    """The file of the note; it says `null` where all was resolved anew, so that all must be settled anew."""
    return workspace.steps / "touched.json"


def keep_note(workspace: Workspace, added: Added | None, since: str) -> None:
    """Keep what was changed of tables that were made from the basis of the digest `since`."""
    told = None
    if added is not None:
        sets = ("documents", "again", "cells", "entities")
        told = {"since": since, "led": dict(added.led), **{key: sorted(getattr(added, key)) for key in sets}}
    write_whole(touched_path(workspace), json.dumps(told))


def read_note(workspace: Workspace) -> Added | None:
    """What was changed; None where that is all, cannot be read, or the settled tables were made from another basis."""
    from gigawatch.run.increment import Added

    try:
        told = json.loads(touched_path(workspace).read_text(encoding="utf-8"))
        if told is None or stamp_path(workspace, SETTLED).read_text(encoding="utf-8") != told["since"]:
            return None
        sets = {key: frozenset(told[key]) for key in ("documents", "again", "cells", "entities")}
        return Added(led=told["led"], **sets)
    except (OSError, ValueError, KeyError, TypeError):
        return None
