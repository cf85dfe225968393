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
    """Let SIGTERM end the program as Ctrl-C does: files are put in order, and something is said.

    Python drops what is raised while it calls back on something that is gone (it does so all through an import), and
    goes on. A request to end that came just then, either of the two, is made again a moment later; in processes that
    are split off meanwhile too.
    """

    def end(*_: object) -> None:
        raise EndedError(ENDED)

    def notice(dropped: sys.UnraisableHookArgs) -> None:
        is_request = isinstance(dropped.exc_value, SystemExit | KeyboardInterrupt)
        if is_request and _is_main():
            _raise_soon(dropped.exc_value)
        else:
            tell(dropped)

    if not _is_main():
        yield
        return
    before, tell = signal.signal(signal.SIGTERM, end), sys.unraisablehook
    sys.unraisablehook = notice
    try:
        yield
    finally:
        sys.unraisablehook = tell
        signal.signal(signal.SIGTERM, before)


def _is_main() -> bool:
    """True in the thread that signals are handled in."""
    return threading.current_thread() is threading.main_thread()


def _raise_soon(request: BaseException | None) -> None:
    """Raise a request once the call back that dropped it is over."""
    assert request is not None

    def raise_it(*_: object) -> None:
        signal.signal(signal.SIGALRM, before)
        raise request

    before = signal.signal(signal.SIGALRM, raise_it)
    signal.setitimer(signal.ITIMER_REAL, AGAIN)
