"""The periods of a block as points in time, for rules that look along it."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.period import time_of
from gigawatch.index.step.block import Block


def measure_time(block: Block) -> Numbers:
    """The start of each period in years; a StepError where there are not two periods or one has no place in time."""
    times = [None if period is None else time_of(period) for period in block.values.periods]
    if len(times) < 2 or any(time is None for time in times):
        raise block.error("the values have no time axis", "give each row a period such as 2024 or 2024-Q3")
    found = np.array(times, dtype=np.float64)
    if (np.diff(found) <= 0).any():
        raise block.error("two periods begin at the same time", "use periods of one length")
    return found
