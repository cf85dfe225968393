"""Rows by what they belong to, in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from gigawatch.ledger.status import Milestone

T = TypeVar("T")


def group_by(items: Sequence[T], keys: Sequence[str]) -> dict[str, tuple[T, ...]]:
    """Items by key, in their order."""
    groups: dict[str, list[T]] = defaultdict(list)
    for key, item in zip(keys, items, strict=True):
        groups[key].append(item)
    return {key: tuple(group) for key, group in groups.items()}


def group_milestones(milestones: Sequence[Milestone]) -> dict[str, tuple[Milestone, ...]]:
    """Milestones by the site they belong to."""
    return group_by(milestones, [milestone.entity for milestone in milestones])
