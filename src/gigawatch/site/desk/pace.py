"""How often one may try: attempts to sign in, and judgements written, in a moving window."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limits import RateLimitItem


class Pace:
    """At most so many tries of one kind for each key, such as "10/10 minutes"; in memory, so a restart forgets."""

    def __init__(self, rate: str) -> None:
        from limits import parse
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._rate: RateLimitItem = parse(rate)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def try_once(self, key: str) -> int:
        """Count a try; 0 where it may go on, else how many seconds to wait."""
        if self._limiter.hit(self._rate, key):
            return 0
        window = self._limiter.get_window_stats(self._rate, key)
        return max(1, math.ceil(window.reset_time - time.time()))
