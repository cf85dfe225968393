"""Trying again: after a fault that may pass, with growing pauses, or as long as the server asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from gigawatch.intake.fetch.clock import Clock
from gigawatch.intake.limit import Limits
from gigawatch.model import InputError

PASSING = {408, 425, 429, 500, 502, 503, 504}
FIRST_PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: status, headers (names in lower case) and the bytes of the body, unpacked."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class PassingError(InputError):
    """A fault of the network that may be gone the next time."""


def ask_patiently(once: Callable[[], Answer], address: str, clock: Clock, limits: Limits) -> Answer:
    """The first answer that is no passing fault, or the last one; pauses double, and `Retry-After` is honoured."""
    pause = FIRST_PAUSE
    for left in range(limits.fetch_tries - 1, -1, -1):
        try:
            answer = once()
        except PassingError:
            if not left:
                raise
            clock.wait(min(pause, limits.wait_seconds))
        else:
            if answer.status not in PASSING or not left:
                return answer
            clock.wait(_asked_pause(answer, pause, clock, limits))
        pause *= 2
    raise InputError("it was not asked", where=address)  # only with no tries at all, which Limits rules out


def _asked_pause(answer: Answer, pause: float, clock: Clock, limits: Limits) -> float:
    asked = _read_pause(answer.headers.get("retry-after"), clock)
    if asked is not None and asked > limits.wait_seconds:
        what = f"the server asks to come back in {asked:,.0f} seconds"
        raise limits.refuse("wait_seconds", what, answer.address)
    return min(pause, limits.wait_seconds) if asked is None else max(0.0, asked)


def _read_pause(header: str | None, clock: Clock) -> float | None:
    """Seconds of a Retry-After header, which is a number or a date; None when it is neither."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return (parsedate_to_datetime(header) - clock.now()).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
