"""Asked to end: by the system (SIGTERM) or by a person (Ctrl-C), a command ends wherever it is asked."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

ENDED = 143
AGAIN = 0.01  # seconds


class EndedError(SystemExit):
    """The system asked the program to end. It is a SystemExit so that libraries that run tasks hand it on."""


@contextmanager
def heeding_the_system() -> Iterator[None]:
    """Let SIGTERM end the program as an interruption does: files are put in order, and something is said.

    Python drops what is raised while it calls back on something that is gone (it does so all through an import), and
    goes on. A request to end that came just then is made again a moment later.
    """

    def end(*_: object) -> None:
        raise EndedError(ENDED)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before, tell = signal.signal(signal.SIGTERM, end), sys.unraisablehook
    sys.unraisablehook = lambda dropped: _ask_again(dropped) or tell(dropped)
    try:
        yield
    finally:
        sys.unraisablehook = tell
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGTERM, before)


def _ask_again(dropped: sys.UnraisableHookArgs) -> bool:
    """Whether what was dropped was a request to end, which is then made anew once the call back is over."""
    asked = dropped.exc_value
    if not isinstance(asked, EndedError | KeyboardInterrupt):
        return False

    def end(*_: object) -> None:
        raise asked

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, AGAIN)
    return True
