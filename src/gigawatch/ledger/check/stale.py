"""Old figures told again as if new: after a newer one was known, or after a long silence about the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.former import fault_data
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.voice import cluster_values
from gigawatch.ledger.wording import say
from gigawatch.model import Check, Relation, Severity

MONTH = 30.44


def find_stale(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each old figure told after a newer one, and a remark for each plan told again after a silence."""
    for item in inquiry.settled:
        for told in item.evidence:
            if told.mark is Relation.STALE and told.copy_of is None and told.claim != item.winner.claim:
                yield _stale(item, told)
    yield from _told_again(inquiry)


def _stale(item: Settled, told: Evidence) -> Check:
    severity = Severity.INFO if told.note == say("former_words") else Severity.WARNING
    words = say("stale", old=told.quantity, note=told.note or say("former_words"), kept=item.winner.quantity)
    return make_check(item.fact.id, "stale", severity, words, [told.claim, item.winner.claim])


def _told_again(inquiry: Inquiry) -> Iterator[Check]:
    data = fault_data()["stale"]
    series: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for item in inquiry.settled:
        if item.fact.measure in data["measures"] and item.fact.status in data["statuses_told_again"]:
            series[item.winner.series].extend(e for e in item.evidence if _is_dated(e))
    for key in sorted(series):
        for cluster in cluster_values(series[key]):
            yield from _silences(inquiry, cluster)


def _is_dated(item: Evidence) -> bool:
    return item.known_on is not None and item.copy_of is None and item.mark is None


def _silences(inquiry: Inquiry, cluster: Sequence[Evidence]) -> Iterator[Check]:
    ordered = sorted(cluster, key=lambda e: (e.known_on or "", e.claim))
    for before, after in pairwise(ordered):
        months = _months(before, after)
        if months >= fault_data()["stale"]["months_told_again"] and before.source != after.source:
            first = ordered[0]
            words = say("told_again", value=after.quantity, first=str(first.known_on), months=months)
            about = inquiry.by_claim[after.claim][0].fact.id
            yield make_check(about, "stale", Severity.INFO, words, [first.claim, after.claim])


def _months(before: Evidence, after: Evidence) -> int:
    days = date.fromisoformat(after.known_on or "") - date.fromisoformat(before.known_on or "")
    return int(days.days / MONTH)
