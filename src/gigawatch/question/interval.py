"""Intervals as JSON."""

from __future__ import annotations

from gigawatch.model import Interval


def interval_record(interval: Interval | None) -> dict[str, float | None]:
    """The ends of an interval; an open end, and both ends of none, are null."""
    ends = (None, None) if interval is None else (interval.low, interval.high)
    low, high = (None if end is None or abs(end) == float("inf") else end for end in ends)
    return {"low": low, "high": high}
