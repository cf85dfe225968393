"""Told of one and of several: a plant's figure that another source gives for its owner's plants together stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gigawatch.ledger.context import Context
from gigawatch.ledger.evidence import Evidence
from gigawatch.model import PLANTS, Entity, EntityKind

MEASURES = ("investment", "capacity", "jobs", "area")
Key = tuple[str, str, str, str]


def mark_several(evidence: Sequence[Evidence], context: Context, entities: Mapping[str, Entity]) -> list[Evidence]:
    """The statements, those of one plant marked that other documents give for several plants of its owner."""
    told: dict[Key, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.measure in MEASURES and entities[item.subject].kind is EntityKind.ORGANISATION:
            told[_key(item, item.subject)].append(item)
    return [replace(e, of_several=found) if (found := _told(e, told, context, entities)) else e for e in evidence]


def _told(
    item: Evidence, told: Mapping[Key, Sequence[Evidence]], context: Context, entities: Mapping[str, Entity]
) -> str | None:
    """The claim that gives a plant's figure for several plants of its owner."""
    thing = entities[item.subject]
    if item.measure not in MEASURES or thing.kind not in PLANTS:
        return None
    rivals = told.get(_key(item, str(thing.data.get("owner"))), ())
    return min(_of_several(item, rivals, context), default=None)


def _of_several(item: Evidence, rivals: Sequence[Evidence], context: Context) -> Iterator[str]:
    for rival in rivals:
        if rival.document != item.document and rival.copy_of is None and context.is_counted(rival):
            yield rival.claim


def _key(item: Evidence, owner: str) -> Key:
    return owner, item.measure, item.quantity.unit, f"{item.quantity.value:.6g}"
