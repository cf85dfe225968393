"""Leaving out: why a stated value is not counted, and which value counts in its stead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gigawatch.model import Fact, period_span


class Reason(StrEnum):
    """Why a stated value is not counted; worded in the data file under `left_out_<reason>`."""

    PART = "part"
    WHOLE = "whole"
    SAME = "same"
    PHASES = "phases"
    ACROSS = "across"
    EARLIER = "earlier"
    PERIMETER = "perimeter"
    STAGE = "stage"
    PERIOD = "period"
    LINK = "link"
    KIND = "kind"
    UNIT = "unit"
    RATE = "rate"
    AMOUNT = "amount"
    OFF_RATE = "off_rate"
    OPTION = "option"
    RESIGNED = "resigned"
    FULLER = "fuller"
    UNDECIDED = "undecided"
    REVISED = "revised"
    BUILT = "built"
    ENDED = "ended"
    CLOSED = "closed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stated value that is not counted, why, and the fact counted in its stead (where one is).

    `since` is the ISO day or period from which a plan is superseded, be it by a later one, by what runs or by the end
    of its project, in which a plant was closed, or on which a part of a plan was told as given up; None for every other
    value, and where no day is known.
    """

    fact: Fact
    reason: Reason
    instead: Fact | None = None
    since: str | None = None

    def is_gone_by(self, day: date) -> bool:
        """True where a plan was superseded, or a plant closed, on a day or before it; so is one of no known day."""
        span = period_span(self.since) if self.since else None
        return span is None or span[0] <= day
