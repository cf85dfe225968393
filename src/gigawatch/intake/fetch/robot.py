"""What a site asks of programs: its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from gigawatch.intake.fetch.address import origin_of
from gigawatch.intake.fetch.retry import Answer, PassingError
from gigawatch.intake.limit import Limits
from gigawatch.model import InputError

if TYPE_CHECKING:
    from protego import Protego

MOST = 512_000  # what RFC 9309 asks a reader to take at least
HOPS = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """One site's rules for us; `parsed` is None where everything is allowed, or nothing, for `reason`."""

    agent: str
    parsed: Protego | None
    is_open: bool
    reason: str
    delay: float | None = None

    def may_fetch(self, address: str) -> bool:
        """True when the site does not ask us to stay away from the address."""
        return self.parsed.can_fetch(address, self.agent) if self.parsed is not None else self.is_open


def read_rules(origin: str, agent: str, limits: Limits, ask: Callable[[str], Answer]) -> Rules:
    """The rules of a site: all is open where there is no robots.txt, nothing where the site cannot give it."""
    address = f"{origin}/robots.txt"
    try:
        answer = _follow(address, ask)
    except PassingError:
        raise  # the whole host cannot be reached
    except InputError as fault:
        return Rules(agent, None, is_open=False, reason=f"its robots.txt cannot be had: {fault.what}")
    if answer.status >= 500 or answer.status == 429:
        return Rules(agent, None, is_open=False, reason=f"its robots.txt answers {answer.status}")
    if not 200 <= answer.status < 300:
        return Rules(agent, None, is_open=True, reason="it has no robots.txt")
    from protego import Protego

    parsed = Protego.parse(answer.body[:MOST].decode("utf-8", "replace"))
    delay = parsed.crawl_delay(agent)
    return Rules(agent, parsed, True, "robots.txt", min(float(delay), limits.wait_seconds) if delay else None)


def _follow(address: str, ask: Callable[[str], Answer]) -> Answer:
    """robots.txt after redirects on the same site; elsewhere it counts as none."""
    answer = ask(address)
    for _ in range(HOPS):
        if not 300 <= answer.status < 400 or "location" not in answer.headers:
            break
        target = urljoin(answer.address, answer.headers["location"])
        if origin_of(target) != origin_of(address):
            break
        answer = ask(target)
    return answer
