"""Stocks that are smaller at a later date: a loss, another perimeter, or a slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.wording import Period, say
from gigawatch.model import Check, Severity

STOCKS = ("capacity",)


def find_falls(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each stock whose later value lies wholly below the earlier one."""
    series: dict[tuple[str, ...], list[Settled]] = defaultdict(list)
    for item in inquiry.settled:
        fact = item.fact
        if fact.measure in STOCKS and fact.valid_on:
            series[(fact.subject, fact.measure, fact.unit, fact.status or "", fact.perimeter or "")].append(item)
    for items in series.values():
        ordered = sorted(items, key=lambda s: s.fact.valid_on or "")
        for before, after in pairwise(ordered):
            if after.winner.interval.high < before.winner.interval.low:
                yield _fall(before, after)


def _fall(before: Settled, after: Settled) -> Check:
    words = say(
        "fall",
        old=before.winner.quantity,
        then=Period(before.fact.valid_on),
        new=after.winner.quantity,
        now=Period(after.fact.valid_on),
    )
    claims = (before.winner.claim, after.winner.claim)
    return make_check(after.fact.id, "fall", Severity.WARNING, words, claims)
