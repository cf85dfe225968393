"""Stale repeats: an old figure told again as if new loses to the newer one that was known, and not by its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.former import fault_data
from gigawatch.ledger.voice import cluster_values, count_voices
from gigawatch.ledger.wording import say
from gigawatch.model import Entity, Relation, period_span


def mark_stale(evidence: Sequence[Evidence], entities: Mapping[str, Entity]) -> list[Evidence]:
    """The statements, with those of old figures marked and counted to the newer figure that they do not know.

    An old figure: equal to one that a newer figure of the same series has followed, told again some months after it
    without a time of its own before it. Where several independent voices tell it again, it is no slip of one.
    """
    series: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    rest: list[Evidence] = []
    for item in evidence:
        (series[item.series] if _may_be(item, entities) else rest).append(item)
    return [*rest, *(marked for key in sorted(series) for marked in _mark(series[key]))]


def _may_be(item: Evidence, entities: Mapping[str, Entity]) -> bool:
    data = fault_data()["stale"]
    thing = entities.get(item.subject)
    is_sited = thing is not None and thing.kind.value in data["kinds"]
    is_sound = item.copy_of is None and item.mark is not Relation.DERIVED and not item.rejected
    return item.measure in data["measures"] and is_sited and is_sound and item.known_on is not None


def _mark(group: Sequence[Evidence]) -> list[Evidence]:
    clusters = cluster_values(group)
    if len(clusters) < 2:
        return list(group)
    own = {item.claim: number for number, cluster in enumerate(clusters) for item in cluster}
    ordered = sorted(group, key=lambda e: (e.known_on or "", e.claim))
    newest: dict[int, list[Evidence]] = defaultdict(list)
    found = []
    for item in ordered:
        told = _mark_one(item, clusters[own[item.claim]], [n for k, n in newest.items() if k != own[item.claim]])
        found.append(told)
        if told.mark is None:
            newest[own[item.claim]].append(told)
    return found


def _mark_one(item: Evidence, cluster: Sequence[Evidence], others: Iterable[Sequence[Evidence]]) -> Evidence:
    until = _shift(item.known_on, -int(fault_data()["stale"]["days_after"]))
    known = (_last_by(other, until) for other in others)
    rivals = [n for n in known if n is not None and not n.interval.overlaps(item.interval)]
    newer = max(rivals, key=lambda e: (e.known_on or "", e.claim), default=None)
    if item.mark is not None or newer is None or not _is_outdated(item, newer, cluster):
        return item
    note = say("stale_words", newer=newer.quantity, day=newer.known_on or "")
    return replace(
        item, valid_on=newer.valid_on, valid_on_inferred=newer.valid_on_inferred, mark=Relation.STALE, note=note
    )


def _last_by(known: Sequence[Evidence], day: str) -> Evidence | None:
    """The last of some statements in order that was known by a day."""
    return next((e for e in reversed(known) if (e.known_on or "") <= day), None)


def _is_outdated(item: Evidence, newer: Evidence, cluster: Sequence[Evidence]) -> bool:
    """True where the value was told before the newer one, is not of an earlier time, and few voices tell it again."""
    by = _shift(newer.known_on, -int(fault_data()["stale"]["days_before"]))
    was_told = any(
        (o.known_on or "") <= by or (o.mark is Relation.STALE and (o.known_on or "") <= (newer.known_on or ""))
        for o in cluster
        if o.claim != item.claim
    )
    again = [e for e in cluster if (e.known_on or "") > (newer.known_on or "") and e.mark is None]
    return was_told and _is_later(item, newer) and count_voices(again) < int(fault_data()["stale"]["voices"])


def _is_later(item: Evidence, newer: Evidence) -> bool:
    """True unless the old figure tells a time of its own before the newer one's: then it is history."""
    one, other = period_span(item.valid_on or ""), period_span(newer.valid_on or "")
    return item.valid_on_inferred or one is None or other is None or one[1] >= other[0]


def _shift(day: str | None, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day else ""
