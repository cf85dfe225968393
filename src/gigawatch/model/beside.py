"""Work in a second process beside this one, which sees all that this one has and sends back what it found."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import current_thread, main_thread
from typing import Any, TypeVar

from gigawatch.model.machine import can_split, count_cores
from gigawatch.model.split import ProcessEndedError, follow_parent, undisturbed

T = TypeVar("T")
SMALLEST = 20_000  # claims and cells; below, to begin a process and to send its findings takes longer than the work


def begin(work: Callable[[], T], size: int) -> Callable[[], T]:
    """Begin a piece of work on `size` claims; what is returned waits for it and gives what it found.

    It runs in a process of its own where there is a second core, enough to do and a system that can split a process,
    else when it is asked for. From a thread beside the main one nothing is split off: what other threads hold at that
    moment, a lock or a half-read file, would be held in the new process for ever. It must change nothing that this
    process reads, since it works on a copy. What it raises is raised where it is asked for; ProcessEndedError where its
    process was ended from outside.
    """
    if size < SMALLEST or not (can_split() and count_cores() > 1) or current_thread() is not main_thread():
        return work
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender), daemon=True)
    with undisturbed():
        process.start()
    sender.close()
    return lambda: _receive(receiver, process.join)


def _send(work: Callable[[], T], sender: Connection) -> None:
    follow_parent()
    try:
        sender.send((work(), None))
    except Exception as error:
        sender.send((None, error))


def _receive(receiver: Connection, wait: Callable[[], None]) -> Any:
    """What a piece of work sent."""
    try:
        found, error = receiver.recv()
    except EOFError:
        raise ProcessEndedError from None
    finally:
        wait()
    if error is not None:
        raise error
    return found
