"""Whether a build is at work in a workspace, or was broken off: what is asked meanwhile is answered as last stored."""

from __future__ import annotations

import fcntl

from gigawatch.run.build import AT_WORK, LOCK
from gigawatch.run.workspace import Workspace


def tell_underway(workspace: Workspace) -> str | None:
    """One line where a build is running or did not come to its end; None where the last build was whole.

    Tables, index, chain, report and site are swapped in one after the other, each whole: until the build ends they may
    be of two states. The ledger is swapped in as one file.
    """
    step = _step(workspace)
    if step is None:
        return None
    if is_running(workspace):
        return (
            f"a build is running (step {step}); the ledger answers as it was last stored whole, and what is made from "
            "it may be of before or after: ask again when it has ended"
        )
    return (
        f"the last build was broken off in step {step}; the ledger answers as it was last stored whole, and what is "
        "made from it may be older: run gigawatch build"
    )


def is_running(workspace: Workspace) -> bool:
    """True while another process holds the lock of the build."""
    try:
        with (workspace.build / LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _step(workspace: Workspace) -> str | None:
    """The step at work, or at which a build stopped; None where none is."""
    try:
        return (workspace.build / AT_WORK).read_text(encoding="utf-8") or None
    except OSError:
        return None
