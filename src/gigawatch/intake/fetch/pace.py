"""The pace of requests: one host is asked at most once in a while, whatever others are asked meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field

from gigawatch.intake.fetch.clock import Clock


@dataclass(slots=True)
class Pace:
    """When each host was last asked, and how long to leave it alone."""

    clock: Clock
    delay: float
    _next: dict[str, float] = field(default_factory=dict)

    def take_turn(self, origin: str, delay: float | None = None) -> None:
        """Wait until the host may be asked again; a longer `delay` that its robots.txt asks for is kept."""
        now = self.clock.seconds()
        ready = self._next.get(origin, now)
        if ready > now:
            self.clock.wait(ready - now)
        self._next[origin] = max(now, ready) + max(self.delay, delay or 0.0)
