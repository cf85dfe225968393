"""Several descriptions of one thing, or grounds of one judgement, made one: the same in whatever order they come."""

from __future__ import annotations

import json
from collections.abc import Mapping

from gigawatch.model import Entity, Judgement


def agree_on(one: Entity, other: Entity) -> Entity:
    """A thing as both describe it: the shorter of two names, the earlier of two days on which an event opened."""
    if one == other:
        return one
    names = {lang: _shorter(one.names.get(lang), other.names.get(lang)) for lang in sorted({*one.names, *other.names})}
    part_of = min(filter(None, (one.part_of, other.part_of)), default=None)
    return Entity(one.id, one.kind, _shorter(one.name, other.name), names, part_of, _data(one.data, other.data))


def sooner(known: Judgement | None, judgement: Judgement) -> Judgement:
    """Of two grounds of one judgement the one that sorts first."""
    return judgement if known is None else min(known, judgement, key=lambda one: (one.reason, one.score or 0.0))


def _shorter(one: str | None, other: str | None) -> str:
    return min((name for name in (one, other) if name is not None), key=lambda name: (len(name), name), default="")


def _data(one: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    told = {key: [data[key] for data in (one, other) if data.get(key) is not None] for key in {**one, **other}}
    return {key: min(values, key=_text) if values else None for key, values in told.items()}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
