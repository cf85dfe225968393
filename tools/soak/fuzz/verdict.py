"""What counts as a crash: whatever is neither an answer nor a refusal in one line, in a time that the length allows."""

from __future__ import annotations

import hashlib
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from gigawatch.figures import TableError
from gigawatch.intake.damage import UNNAMED
from gigawatch.model import GigawatchError
from gigawatch.model.error import show_plainly
from soak.fuzz.target.target import Target

SOURCE = "/gigawatch/"
SECONDS, SECONDS_A_KILOBYTE = 4.0, 2.0  # of work of this process; instrumented code is several times slower


@dataclass(frozen=True, slots=True)
class Crash:
    """What an input broke: `mark` is the same for all inputs that break the same place."""

    mark: str
    told: str


def judge(target: Target, data: bytes, *, is_again: bool = False) -> Crash | None:
    """Put an input to a target; None where it is answered or refused as it should be."""
    ask = target.again if is_again and target.again else target.ask
    try:
        with given_up_after(SECONDS + SECONDS_A_KILOBYTE * len(data) / 1000):
            ask(data)
    except GigawatchError as fault:
        return _judge_refusal(fault)
    except Exception as error:
        return _tell(error)
    return None


def _judge_refusal(fault: GigawatchError) -> Crash | None:
    """A refusal is a line that a terminal can show; what nobody named is no fault of our own code."""
    said = str(fault)
    lines = said.split("\n") if isinstance(fault, TableError) else [said]  # a table's faults have a line each
    if any(show_plainly(line) != line for line in lines):
        return Crash(_mark("more than a line", fault), f"a refusal that is no plain line: {said!r}")
    cause = fault.__cause__
    if UNNAMED in said and isinstance(cause, Exception) and _is_own(cause):
        return _tell(cause)
    return None


def _is_own(error: Exception) -> bool:
    """True where our own code raised it, and not a library that it called."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and SOURCE in frames[-1].filename


def _tell(error: Exception) -> Crash:
    return Crash(_mark(type(error).__name__, error), "".join(traceback.format_exception(error)))


def _mark(kind: str, error: BaseException) -> str:
    """The kind and the last places of our own code on the way to where it broke."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if SOURCE in f.filename][-2:]
    places = [f"{Path(frame.filename).name}:{frame.name}" for frame in frames]
    told = "-".join([kind, *places])
    return "".join(char if char.isalnum() or char in "-_." else "_" for char in told)[:120]


def name_input(data: bytes) -> str:
    """A short name for an input."""
    return hashlib.sha256(data).hexdigest()[:12]


@contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in work that takes longer: seconds of work, for others may be at work on the machine."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds:.1f} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
