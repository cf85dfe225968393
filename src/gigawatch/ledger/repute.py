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
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
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


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What a publisher's standing rests on, of one thing: facts it spoke of, and those in which it stood alone."""

    publisher: str
    thing: str
    base: float
    conflicts: int
    facts: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The standing of every publisher and the counts that it rests on."""

    standings: Mapping[str, SourceStanding]
    counts: tuple[SourceCount, ...]


def measure_sources(
    groups: Iterable[Sequence[Evidence]], known: Mapping[str, SourceStanding] = MappingProxyType({})
) -> Sources:
    """Every publisher's standing, from the groups of statements that can agree or conflict; that of `known` publishers
    is taken as it is.
    """
    counts = tuple(sorted(count_sources(groups), key=lambda c: (c.publisher, c.thing)))
    by_publisher = groupby(counts, key=lambda c: c.publisher)
    return Sources({**{name: stand(name, list(own)) for name, own in by_publisher}, **known}, counts)


def count_sources(groups: Iterable[Sequence[Evidence]]) -> Iterator[SourceCount]:
    """The facts and lone contradictions of each publisher about each thing; its base is the lowest it spoke with."""
    facts: Counter[tuple[str, str]] = Counter()
    conflicts: Counter[tuple[str, str]] = Counter()
    base: dict[tuple[str, str], float] = {}
    for group in groups:
        thing = group[0].subject
        for item in group:
            key = (item.source, thing)
            base[key] = min(base.get(key, item.standing), item.standing)
        facts.update({(e.source, thing) for e in group})
        conflicts.update((name, thing) for name in find_lone(group))
    for name, thing in sorted(facts):
        yield SourceCount(name, thing, base[name, thing], conflicts[name, thing], facts[name, thing])


def find_lone(group: Sequence[Evidence]) -> set[str]:
    """The publishers that alone contradict what most independent sources, at least two, agree on."""
    clusters = cluster_values(e for e in group if e.copy_of is None and e.mark is None and not e.rejected)
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


def stand(name: str, counts: Sequence[SourceCount]) -> SourceStanding:
    """The standing of a publisher by what was counted of it."""
    conflicts, facts = sum(c.conflicts for c in counts), sum(c.facts for c in counts)
    base = min(c.base for c in counts)
    steps = (s for s in standing_data()["step"] if conflicts >= s["conflicts"] and conflicts >= s["share"] * facts)
    lowered = max((float(step["lowered"]) for step in steps), default=0.0)
    floor = min(base, float(standing_data()["floor"]))
    return SourceStanding(name, base, conflicts, facts, round(max(floor, base - lowered), 4))


def weigh(evidence: Iterable[Evidence], standings: Mapping[str, SourceStanding]) -> Iterator[Evidence]:
    """The statements with the standing that their publishers have left."""
    for item in evidence:
        found = standings.get(item.source)
        standing = found.standing if found else item.standing
        yield item if standing == item.standing else replace(item, standing=standing)


@cache
def standing_data() -> Mapping[str, Any]:
    """The steps, the floor and the trusted standing, from the data file."""
    data: Mapping[str, Any] = tomllib.loads(STANDING.read_text(encoding="utf-8"))
    return data


def is_trusted(standing: float) -> bool:
    """True for a publisher whose dates count."""
    return standing >= float(standing_data()["trusted"])
