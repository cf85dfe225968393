"""A delay's two dates: the one promised before and the one promised now, and how long the one lies behind the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gigawatch.ledger.material import Material
from gigawatch.ledger.status.step import step_data
from gigawatch.ledger.wording import Period, Words, say
from gigawatch.model import NarrativeClaim
from gigawatch.quantity import period_span

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Delay:
    """What a delay moved: the ISO period `before`, the one `now` (None: not told), and the claim that tells them."""

    before: str | None
    now: str | None
    claim: str

    @property
    def months(self) -> tuple[int, int] | None:
        """By how many months at least and at most, as exactly as the two dates are told; None without both.

        Two dates told alike (two years, two months) are their difference: 2026 and 2028 lie two years apart.
        """
        if self.before is None or self.now is None:
            return None
        before, now = period_span(self.before), period_span(self.now)
        if before is None or now is None:
            return None
        (first, last), (begin, end) = before, now
        if _grain(self.before) == _grain(self.now):
            return (_apart(first, begin),) * 2
        return max(0, _apart(last, begin)), _apart(first, end)

    def tell(self) -> Words:
        """`promised for 2026 before, now for 2028: 2 years later`."""
        if self.now is None or self.months is None:
            open_end = self.before is None
            return say("delay_new", now=Period(self.now)) if open_end else say("delay_open", before=Period(self.before))
        return say("delay", before=Period(self.before), now=Period(self.now), by=_length(*self.months))


def find_delay(claims: Iterable[str], material: Material) -> Delay | None:
    """The two dates that claims of a delay tell, those that tell both first; None where none tells one."""
    found = []
    for key in claims:
        claim = material.claims.get(key)
        if isinstance(claim, NarrativeClaim) and claim.data.get("type") in step_data()["moved"]["types"]:
            before, now = claim.data.get("due_before"), claim.data.get("due")
            one = Delay(_as_period(before), _as_period(now), key)
            if one.before is not None or one.now is not None:
                found.append(one)
    return min(found, key=lambda one: (one.before is None, one.now is None, one.claim), default=None)


def _grain(period: str) -> str:
    return re.sub(r"\d", "0", period)


def _as_period(told: object) -> str | None:
    return told if isinstance(told, str) else None


def _apart(one: date, other: date) -> int:
    return (other.year - one.year) * MONTHS + other.month - one.month


def _length(low: int, high: int) -> Words:
    if low != high:
        return say("delay_between", low=low, high=high)
    years, rest = divmod(low, MONTHS)
    if rest:
        return say("delay_months", count=low)
    return say("delay_year" if years == 1 else "delay_years", count=years)
