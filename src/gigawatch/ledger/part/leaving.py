"""Leaving out: why a stated value is not counted, and which value counts in its stead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gigawatch.model import Fact


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
    RESIGNED = "resigned"
    FULLER = "fuller"
    UNDECIDED = "undecided"
    REVISED = "revised"
    BUILT = "built"
    ENDED = "ended"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stated value that is not counted, why, and the fact counted in its stead (where one is).

    `since` is the ISO day from which a plan is superseded by a later one, or by the end of its project; None for every
    other reason.
    """

    fact: Fact
    reason: Reason
    instead: Fact | None = None
    since: str | None = None
