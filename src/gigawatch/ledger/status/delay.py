"""A delay's two dates: the one promised before and the one promised now, and how long the one lies behind the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.ledger.status.promise import find_promise
from gigawatch.ledger.status.step import step_data
from gigawatch.ledger.wording import Period, Words, say
from gigawatch.model import NarrativeClaim
from gigawatch.quantity import period_span

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Delay:
    """What a delay moved: the ISO period `before`, the one `now` (None: not told), and the claim that tells them.

    `promised_by` is the claim of an earlier source that tells `before`, where that of the delay does not.
    """

    before: str | None
    now: str | None
    claim: str
    promised_by: str | None = None

    @property
    def days(self) -> int | None:
        """By how many days, where both dates are told to the day and the one now is the later one; else None."""
        spans = self._spans
        if spans is None or not (self._is_alike and spans[0][0] == spans[0][1]):
            return None
        return (spans[1][0] - spans[0][0]).days

    @property
    def months(self) -> tuple[int, int] | None:
        """By how many months at least and at most, as exactly as the two dates are told; None without both, or where
        the one now is no later one.

        Two dates told alike (two years, two months) are their difference: 2026 and 2028 lie two years apart. Of two
        days it is the whole months between them: none from 31 January to 1 February.
        """
        spans = self._spans
        if spans is None:
            return None
        (first, last), (begin, end) = spans
        if self._is_alike:
            return (_apart(first, begin) - (begin.day < first.day),) * 2
        return max(0, _apart(last, begin)), _apart(first, end)

    @property
    def _is_alike(self) -> bool:
        """True for two dates told to the same grain."""
        return self.before is not None and self.now is not None and _grain(self.before) == _grain(self.now)

    @property
    def _spans(self) -> tuple[tuple[date, date], tuple[date, date]] | None:
        """The first and the last day of both dates; None without both, or where the one now is no later one."""
        before, now = (period_span(told) if told is not None else None for told in (self.before, self.now))
        if before is None or now is None:
            return None
        is_later = now[0] > before[0] if self._is_alike else _apart(before[0], now[1]) > 0
        return (before, now) if is_later else None

    def tell(self) -> Words:
        """`promised for 2026 before, now for 2028: 2 years later`; without the time between where none is known, and
        with the claim that promised it where that is another source's.
        """
        told = self.tell_dates()
        return told if self.promised_by is None else say("delay_promised", told=told, claim=self.promised_by)

    def tell_dates(self) -> Words:
        """The dates and the time between, without the claim that promised the former one."""
        if self.now is None or self.before is None:
            open_end = self.before is None
            return say("delay_new", now=Period(self.now)) if open_end else say("delay_open", before=Period(self.before))
        told = {"before": Period(self.before), "now": Period(self.now)}
        months, days = self.months, self.days
        if months is None:
            return say("delay_moved", **told)
        if days is not None and self.before[-2:] != self.now[-2:]:
            return say("delay", **told, by=say("delay_days", count=days))
        return say("delay", **told, by=_length(*months))


def find_delay(claims: Iterable[str], ledger: Ledger) -> Delay | None:
    """The two dates that claims of a delay tell, those that tell both first; None where none tells one.

    What was promised before is else taken from the source that promised it last (`find_promise`).
    """
    found = []
    for key in claims:
        claim = ledger.material.claims.get(key)
        if isinstance(claim, NarrativeClaim) and claim.data.get("type") in step_data()["moved"]["types"]:
            before, now = claim.data.get("due_before"), claim.data.get("due")
            one = Delay(_as_period(before), _as_period(now), key)
            if one.before is not None or one.now is not None:
                found.append(one)
    told = min(found, key=lambda one: (one.before is None, one.now is None, one.claim), default=None)
    if told is None or told.before is not None or told.now is None:
        return told
    promise = find_promise(ledger, told.claim, told.now)
    return told if promise is None else Delay(promise.period, told.now, told.claim, promise.claim)


def _grain(period: str) -> str:
    return re.sub(r"\d", "0", period)


def _as_period(told: object) -> str | None:
    return told if isinstance(told, str) else None


def _apart(one: date, other: date) -> int:
    return (other.year - one.year) * MONTHS + other.month - one.month


def _length(low: int, high: int) -> Words:
    if low != high:
        return say("delay_between", low=low, high=high) if low else say("delay_up_to", high=high)
    years, rest = divmod(low, MONTHS)
    if rest:
        return say("delay_months", count=low)
    return say("delay_year" if years == 1 else "delay_years", count=years)
