"""What takes long is worked out beside the answers to others: who asks waits a while, then is told to come again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from threading import Lock, Thread

from gigawatch.model import GigawatchError

PATIENCE = 20.0  # seconds that who asks is kept waiting
AGAIN = 10  # seconds after which to ask again
MOST = 4  # pieces of work that are under way or wait for their turn
WAITING = 16  # who may wait at once: each holds a thread of the server's, which has some forty


class NotYetError(GigawatchError):
    """What is asked for is being worked out; `again` is in how many seconds to ask for it once more."""

    def __init__(self, what: str, again: int = AGAIN) -> None:
        super().__init__(what, hint=f"ask again in {again} seconds")
        self.again = again


class Coming:
    """Work that is done one piece after the other, in a thread of its own; what it gives it keeps itself.

    A piece goes on where nobody waits for it any more, so that who comes again finds it done. It ends with the program.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._turn, self._lock = Lock(), Lock()
        self._under_way: dict[Hashable, Future[None]] = {}
        self._waiting = 0

    def wait(self, key: Hashable, work: Callable[[], None]) -> None:
        """Return when a piece of work is done, begun now or by who asked before; what it raises is raised here.

        NotYetError where it takes longer than one waits, or where too much or too many wait already.
        """
        with self._lock:
            future = self._under_way.get(key) or self._begin(key, work)
            is_waiting = self._waiting < WAITING
            self._waiting += is_waiting
        if is_waiting:
            wait((future,), self._patience)
            with self._lock:
                self._waiting -= 1
        if not future.done():
            raise NotYetError("this is being worked out")
        future.result()

    def _begin(self, key: Hashable, work: Callable[[], None]) -> Future[None]:
        """Begin a piece of work, under the lock, which its thread waits for at the end."""
        if len(self._under_way) >= MOST:
            raise NotYetError("too much is asked for that is yet to be worked out")
        future: Future[None] = Future()
        Thread(target=self._do, args=(key, work, future), daemon=True).start()
        self._under_way[key] = future
        return future

    def _do(self, key: Hashable, work: Callable[[], None], future: Future[None]) -> None:
        with self._turn:
            try:
                work()
            except BaseException as error:  # whatever it is: else who asks would be told to come again for ever
                fault: BaseException | None = error
            else:
                fault = None
        with self._lock:
            del self._under_way[key]
        if fault is None:
            future.set_result(None)
        else:
            future.set_exception(fault)
