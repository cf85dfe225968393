"""Repute: a publisher's standing, lowered in steps where it stood alone against independent sources that agree.

Two passes: all facts are counted on the standing of the vocabulary first, then settled on the lowered one; so the
order of the input does not matter.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.voice import cluster_values, count_voices

STANDING = Path(__file__).parent / "data" / "standing.toml"
AGREEING = 2


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """One publisher: the standing of its kind, in how many facts it stood alone against two, and what is left."""

    publisher: str
    base: float
    conflicts: int
    facts: int
    standing: float


def measure_standing(groups: Iterable[Sequence[Evidence]]) -> dict[str, SourceStanding]:
    """The standing of every publisher, from the groups of statements that can agree or conflict."""
    facts: Counter[str] = Counter()
    conflicts: Counter[str] = Counter()
    base: dict[str, float] = {}
    for group in groups:
        base.update({e.source: e.standing for e in group})
        facts.update({e.source for e in group})
        conflicts.update(find_lone(group))
    return {name: _standing(name, base[name], conflicts[name], facts[name]) for name in sorted(base)}


def find_lone(group: Sequence[Evidence]) -> set[str]:
    """The publishers that alone contradict what most independent sources, at least two, agree on."""
    clusters = cluster_values(e for e in group if e.copy_of is None and e.mark is None)
    if len(clusters) < 2:
        return set()
    voices = [count_voices(cluster) for cluster in clusters]
    most = max(voices)
    if most < AGREEING or voices.count(most) > 1:
        return set()
    majority = clusters[voices.index(most)]
    return set(_alone(majority, [c for c, count in zip(clusters, voices, strict=True) if count == 1]))


def _alone(majority: Sequence[Evidence], others: Sequence[Sequence[Evidence]]) -> Iterator[str]:
    told = {e.source for e in majority}
    narrow = min(majority, key=lambda e: (e.interval.high - e.interval.low, e.claim))
    for cluster in others:
        if not any(e.interval.overlaps(narrow.interval) for e in cluster):
            yield from ({e.source for e in cluster} - told)


def _standing(name: str, base: float, conflicts: int, facts: int) -> SourceStanding:
    steps = (s for s in standing_data()["step"] if conflicts >= s["conflicts"] and conflicts >= s["share"] * facts)
    lowered = max((float(step["lowered"]) for step in steps), default=0.0)
    floor = min(base, float(standing_data()["floor"]))
    return SourceStanding(name, base, conflicts, facts, round(max(floor, base - lowered), 4))


def weigh(evidence: Iterable[Evidence], standings: Mapping[str, SourceStanding]) -> Iterator[Evidence]:
    """The statements with the standing that their publishers have left."""
    for item in evidence:
        standing = standings[item.source].standing
        yield item if standing == item.standing else replace(item, standing=standing)


@cache
def standing_data() -> Mapping[str, Any]:
    """The steps, the floor and the trusted standing, from the data file."""
    data: Mapping[str, Any] = tomllib.loads(STANDING.read_text(encoding="utf-8"))
    return data


def is_trusted(standing: float) -> bool:
    """True for a publisher whose dates count."""
    return standing >= float(standing_data()["trusted"])
