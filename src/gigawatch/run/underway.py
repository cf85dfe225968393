"""Whether a build is at work in a workspace, or was broken off: what is asked meanwhile is answered as last stored."""

from __future__ import annotations

import fcntl

from gigawatch.model import WorkspaceError
from gigawatch.run.build import AT_WORK, LOCK
from gigawatch.run.notice import say
from gigawatch.run.workspace import Workspace


def tell_underway(workspace: Workspace, language: str = "en") -> str | None:
    """One line where a build is running or did not come to its end; None where the last build was whole.

    Tables, index, chain, report and site are swapped in one after the other, each whole: until the build ends they may
    be of two states. The ledger is swapped in as one file.
    """
    step, is_at_work = _look(workspace)
    if step is None:
        return None
    if not is_at_work:
        return tell_broken_off(workspace, step, language)
    return say("running" if workspace.database.exists() else "running_unstored", language, step=step)


def tell_broken_off(workspace: Workspace, step: str, language: str = "en") -> str:
    """One line on a build that did not come to its end."""
    return say("broken_off" if workspace.database.exists() else "broken_off_unstored", language, step=step)


def tell_before_asking(workspace: Workspace, language: str = "en") -> str | None:
    """The same line for who asks the ledger; WorkspaceError where none is stored: that is all there is to say."""
    told = tell_underway(workspace, language)
    if told is not None and not workspace.database.exists():
        raise WorkspaceError(told, where=str(workspace.root))
    return told


def is_running(workspace: Workspace) -> bool:
    """True while another process holds the lock of the build."""
    return _look(workspace)[1]


def _look(workspace: Workspace) -> tuple[str | None, bool]:
    """The step at work, or at which a build stopped, and whether one is at work.

    While the lock is held here no build begins or ends, so what the mark tells then is of a build that was broken off.
    """
    try:
        with (workspace.build / LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return read_step(workspace), False
    except BlockingIOError:
        return read_step(workspace), True
    except OSError:
        return read_step(workspace), False


def read_step(workspace: Workspace) -> str | None:
    """The step at work, or at which a build stopped; None where none is."""
    try:
        return (workspace.build / AT_WORK).read_text(encoding="utf-8", errors="replace") or None
    except OSError:
        return None
