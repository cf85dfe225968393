"""Who holds a firm, or the firm whose plant a thing is: the partners of a joint venture, with their shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gigawatch.model import Entity


@dataclass(frozen=True, slots=True)
class Holder:
    """One partner: the organisation's id, its English and Chinese names, its share in per cent, the page that tells
    it and when that was published; None where no page does.
    """

    organisation: str
    names: Mapping[str, str]
    share: float | None
    source: str | None
    told_on: str | None


def holders_of(entities: Mapping[str, Entity], thing: str) -> tuple[Holder, ...]:
    """The partners of a firm, or of the firm whose plant a thing is, the largest share first; empty for none."""
    found = entities.get(thing)
    owner = entities.get(str(found.data.get("owner"))) if found is not None else None
    held = (owner or found) if found is not None else None
    told = held.data.get("holders") if held is not None else None
    return tuple(_holder(entities, one) for one in told) if isinstance(told, list) else ()


def _holder(entities: Mapping[str, Entity], told: Mapping[str, object]) -> Holder:
    key, share = str(told["organisation"]), told.get("share")
    entity = entities.get(key)
    names = entity.names if entity is not None else {}
    english = names.get("en") or str(told.get("name") or (entity.name if entity is not None else key))
    chinese = names.get("zh") or str(told.get("name_zh") or english)
    number = float(share) if isinstance(share, int | float) else None
    source, told_on = (str(told[name]) if told.get(name) else None for name in ("source", "told_on"))
    return Holder(key, {"en": english, "zh": chinese}, number, source, told_on)
