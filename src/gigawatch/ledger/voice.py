"""Voices: how many independent sources tell one value. One publisher, one speaker or one wording is one voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gigawatch.ledger.evidence import Evidence, is_same


def cluster_values(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    """The statements in groups that give one number, hedges aside, smallest first."""
    ordered = sorted(evidence, key=lambda e: (e.quantity.value, e.claim))
    clusters: list[list[Evidence]] = [ordered[:1]] if ordered else []
    for before, item in pairwise(ordered):
        if is_same(before, item):
            clusters[-1].append(item)
        else:
            clusters.append([item])
    return clusters


def count_voices(cluster: Sequence[Evidence]) -> int:
    """The independent sources among statements of one value: those that share a mark, by whatever chain, are one."""
    parents: dict[str, str] = {}
    for item in cluster:
        marks = list(marks_of(item))
        for mark in marks:
            parents[_root(parents, mark)] = _root(parents, marks[0])
    return len({_root(parents, mark) for mark in parents})


def marks_of(item: Evidence) -> Iterator[str]:
    """What two statements of one voice have in common: the publisher, the speaker, or the wording."""
    yield f"source:{item.source}"
    if item.speaker:
        yield f"speaker:{item.speaker}"
    if item.words:
        yield item.words


def share_voice(one: Evidence, other: Evidence) -> bool:
    """True where two statements have a publisher, a speaker or a wording in common."""
    return not set(marks_of(one)).isdisjoint(marks_of(other))


def _root(parents: dict[str, str], mark: str) -> str:
    parents.setdefault(mark, mark)
    while parents[mark] != mark:
        parents[mark] = parents[parents[mark]]
        mark = parents[mark]
    return mark
