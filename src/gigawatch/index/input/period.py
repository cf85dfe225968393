"""Periods as labels in order, and as points on the line of time where they can be."""

from __future__ import annotations

import re
from collections.abc import Iterable

FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")


def time_of(period: str) -> float | None:
    """The start of an ISO period as a fraction of years (2023-Q3 is 2023.5), or None when it is none."""
    found = FORM.fullmatch(period)
    if not found:
        return None
    year, quarter, half, month, day = found.groups()
    part = 0.0
    if quarter:
        part = (int(quarter) - 1) / 4
    elif half:
        part = (int(half) - 1) / 2
    elif month:
        part = (int(month) - 1) / 12 + ((int(day) - 1) / 365.25 if day else 0.0)
    return int(year) + part


def order_periods(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels in order of time where all are ISO periods or numbers, else in order of text."""
    found = sorted(set(labels))
    times = {label: time_of(label) for label in found}
    if any(time is None for time in times.values()):
        return tuple(found)
    return tuple(sorted(found, key=lambda label: (times[label] or 0.0, label)))
