"""The means whose change can be taken apart exactly: each is an arithmetic mean of some function of its children."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gigawatch.index.input.column import Numbers


@dataclass(frozen=True)
class Mean:
    """`convention` names the way its change is shared out; `bend` is the function f with f(mean) = sum of w f(x).

    `chord` is (f(b) - f(a)) / (b - a), worked out without cancellation, its limit f'(a) where a and b are the same.
    """

    convention: str
    bend: Callable[[Numbers], Numbers]
    chord: Callable[[Numbers, Numbers], Numbers]


def _chord_of_log(first: Numbers, last: Numbers) -> Numbers:
    """One over the logarithmic mean of two values."""
    apart = (last - first) / first
    small = np.abs(apart) < 1e-12
    found: Numbers = np.where(small, 1.0, np.log1p(apart) / np.where(small, 1.0, apart)) / first
    return found


MEANS = {
    "arithmetic": Mean("difference of weighted values", lambda x: x, lambda a, b: np.ones(np.broadcast(a, b).shape)),
    "geometric": Mean("logarithmic mean (LMDI)", np.log, _chord_of_log),
    "harmonic": Mean("chord of the reciprocal", lambda x: 1 / x, lambda a, b: -1 / (a * b)),
}
