"""How concentrated amounts are between regions: Herfindahl-Hirschman and Theil indices, with intervals from draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from gigawatch.model import Interval
from gigawatch.outlook.shift.amount import RegionAmount
from gigawatch.outlook.shift.setting import settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number at the amounts' middle values, and where 90 % of the draws lie; `interval` is None where an amount is
    open upwards, since nothing tells how far the draws should go.
    """

    value: float
    interval: Interval | None


def herfindahl(shares: Numbers) -> Numbers:
    """The Herfindahl-Hirschman index of shares along the last axis: the sum of their squares in per cent, to 10,000.

    Hirschman 1945, Herfindahl 1950; on per cent shares as competition authorities print it. N equal shares give
    10,000 / N, one region alone 10,000.
    """
    found: Numbers = ((100.0 * shares) ** 2).sum(axis=-1)
    return found


def theil(shares: Numbers) -> Numbers:
    """Theil's index of shares along the last axis against equal shares of the regions told: 0 to the logarithm of N.

    Theil, "Economics and Information Theory" (1967): the sum of s ln(N s), a share of nothing counting nothing.
    """
    import numpy as np

    count = shares.shape[-1]
    terms = np.where(shares > 0, shares * np.log(np.where(shares > 0, shares, 1.0) * count), 0.0)
    found: Numbers = terms.sum(axis=-1)
    return found


def estimate(amounts: Sequence[RegionAmount], index: Callable[[Numbers], Numbers]) -> Estimate | None:
    """An index of the shares of some regions; None where there are none, or they come to nothing."""
    import numpy as np

    middle = np.array([one.value for one in amounts])
    if not middle.sum() > 0:
        return None
    drawn = draw(amounts)
    value = float(index(middle / middle.sum()))
    if drawn is None:
        return Estimate(value, None)
    sums = drawn.sum(axis=1, keepdims=True)
    return Estimate(value, middle_part(index(drawn / np.where(sums > 0, sums, 1.0))))


def draw(amounts: Sequence[RegionAmount]) -> Numbers | None:
    """Draws of the amounts (draws, regions), even between the ends of each; None where one is open.

    The seed is fixed, and made of a region and the ends of its interval: a region whose amount did not change from one
    year to the next is drawn the same in both, so that it moves nothing; a region whose ends differ is drawn anew.
    """
    import numpy as np

    if any(one.interval.is_open for one in amounts):
        return None
    return np.stack([_draw_one(one.region, one.interval.low, one.interval.high) for one in amounts], axis=1)


@lru_cache(maxsize=1024)
def _draw_one(region: str, low: float, high: float) -> Numbers:
    import numpy as np

    key = crc32(f"{region} {low!r} {high!r}".encode())
    return np.random.default_rng([settings().draws.seed, key]).uniform(low, high, settings().draws.count)


def middle_part(numbers: Numbers) -> Interval:
    """Where the middle 90 % of some numbers lie."""
    import numpy as np

    low, high = np.quantile(numbers, (settings().draws.low, settings().draws.high))
    return Interval(float(low), float(high))
