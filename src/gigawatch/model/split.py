"""Work shared out among processes split from this one: each sees all that this one has, and ends with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from gigawatch.model import GigawatchError

T = TypeVar("T")
ASKS_TO_END = {signal.SIGINT, signal.SIGTERM}
PATIENCE = 10.0  # seconds that a process has to leave when asked
LEFT = 143  # the status of a process that was asked to end
ENDED = "a process was ended from outside, perhaps for want of memory"
HINT = "run it again: it goes on from what is done"


class ProcessEndedError(GigawatchError):
    """A process that was split off ended before its work did."""

    def __init__(self, what: str = ENDED, *, where: str = "", hint: str = HINT) -> None:
        super().__init__(what, where=where, hint=hint)


def map_split(work: Callable[[int], T], count: int, processes: int) -> Generator[tuple[int, T]]:
    """What some work gives for the numbers from 0, each with its number, in their order.

    The processes take one number after the other. Where work raises, none is begun any more; where a process is ended
    from outside, the others do what is left. Either is raised once all that was done is told. To leave off before the
    end stops the processes, whatever they are at.
    """
    context = multiprocessing.get_context("fork")
    turn, receivers, workers = context.Value("q", 0), list[Connection](), list[Any]()
    faults: list[Exception] = []
    try:
        for _ in range(processes):
            receiver, sender = context.Pipe(duplex=False)
            receivers.append(receiver)
            arguments = (work, turn, count, sender, tuple(receivers), os.getpid())
            workers.append(context.Process(target=_take, args=arguments, daemon=True))
            with undisturbed():
                workers[-1].start()
            sender.close()  # so that the end of the process is the end of the pipe
        yield from _in_order(_listen(receivers, faults))
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            _await_end(worker)
        for receiver in receivers:
            receiver.close()
    if faults:
        raise next((fault for fault in faults if not isinstance(fault, ProcessEndedError)), faults[0])


def _await_end(worker: BaseProcess) -> None:
    """Wait for a process that was asked to end, and end it where it did not hear (Python may drop what is raised)."""
    worker.join(PATIENCE)
    if worker.is_alive():
        worker.kill()
        worker.join()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let no request to end come between a process that was just split off and the note of it, by which it is ended."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ASKS_TO_END)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def follow_parent() -> None:
    """Let the parent alone decide when this process ends: it is the one that is interrupted, and says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(LEFT))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKS_TO_END)  # the parent was `undisturbed` meanwhile


def _take(
    work: Callable[[int], T], turn: Any, count: int, sender: Connection, others: tuple[Connection, ...], parent: int
) -> None:
    """Take one number after the other until none is left, or the parent is gone."""
    follow_parent()
    for other in others:
        other.close()
    try:
        while os.getppid() == parent and (number := _next(turn)) < count:
            try:
                found = work(number)
            except Exception as error:
                with turn.get_lock():
                    turn.value = count
                sender.send((number, None, error))
                break
            sender.send((number, found, None))
        sender.send(None)
    except BrokenPipeError:
        return  # nobody listens any more


def _next(turn: Any) -> int:
    with turn.get_lock():
        number: int = turn.value
        turn.value = number + 1
    return number


def _listen(receivers: list[Connection], faults: list[Exception]) -> Iterator[tuple[int, Any]]:
    """What the processes tell, as it comes; what went wrong is put to the faults."""
    listening = list(receivers)
    while listening:
        for one in wait(listening):
            assert isinstance(one, Connection)
            try:
                told = one.recv()
            except EOFError:
                faults.append(ProcessEndedError())
                told = None
            if told is None:
                listening.remove(one)
                continue
            number, found, error = told
            if error is None:
                yield number, found
            else:
                faults.append(error)


def _in_order(found: Iterator[tuple[int, T]]) -> Iterator[tuple[int, T]]:
    """The same in the order of the numbers; what stands behind one that is missing comes at the end."""
    held: dict[int, T] = {}
    turn = 0
    for number, one in found:
        held[number] = one
        while turn in held:
            yield turn, held.pop(turn)
            turn += 1
    for number in sorted(held):
        yield number, held[number]
