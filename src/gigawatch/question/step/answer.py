"""Timelines: the dated steps of things on the status ladder, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gigawatch.ledger import Ledger, Milestone
from gigawatch.model import Entity, period_order
from gigawatch.question.answer import Answer

STEP_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("id", "thing", "name", "name_zh", "status", "valid_on", "known_on", "test", "claim"), "text"),
    "admitted": "bool",
}
THING_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("id", "kind", "name", "name_en", "name_zh", "part_of", "owner", "place", "status"), "text"),
    "facts": "int",
}


def step_answer(ledger: Ledger, things: Iterable[str] | None = None) -> Answer[Milestone]:
    """The steps of some things (of all), admitted and refused, by time, thing and claim."""
    wanted = ledger.milestones.keys() if things is None else [t for t in things if t in ledger.milestones]
    steps = [step for thing in wanted for step in ledger.milestones[thing]]
    found = tuple(sorted(steps, key=lambda s: (period_order(s.valid_on), s.entity, s.status, s.claim)))
    return Answer(found, STEP_COLUMNS, tuple(_step(ledger, step) for step in found))


def _step(ledger: Ledger, step: Milestone) -> tuple[object, ...]:
    names = {"thing": step.entity, "name": ledger.label(step.entity), "name_zh": ledger.label(step.entity, "zh")}
    return tuple(names[key] if key in names else getattr(step, key) for key in STEP_COLUMNS)


def thing_answer(ledger: Ledger) -> Answer[Entity]:
    """Every thing that a statement of this ledger names, with the wholes it belongs to, by kind and name."""
    there = {*ledger.material.claims, *ledger.material.observations}
    named = {m.entity for m in ledger.material.mentions.values() if m.claim in there and m.entity in ledger.entities}
    known = named | {whole for one in named for whole in _wholes(ledger, one)}
    found = tuple(sorted((ledger.entities[one] for one in known), key=lambda e: (e.kind.value, e.name, e.id)))
    counts: dict[str, int] = {}
    for fact in ledger.facts.values():
        counts[fact.subject] = counts.get(fact.subject, 0) + 1
    return Answer(found, THING_COLUMNS, tuple(_thing(ledger, one, counts.get(one.id, 0)) for one in found))


def _wholes(ledger: Ledger, thing: str) -> set[str]:
    seen: set[str] = set()
    queue = [thing]
    while queue:
        entity = ledger.entities.get(queue.pop())
        ties = (entity.part_of, entity.data.get("owner"), entity.data.get("place")) if entity else ()
        fresh = [str(one) for one in ties if isinstance(one, str) and one in ledger.entities and one not in seen]
        seen.update(fresh)
        queue += fresh
    return seen


def _thing(ledger: Ledger, entity: Entity, facts: int) -> tuple[object, ...]:
    standing = ledger.headline(entity.id)
    names = (entity.names.get("en"), entity.names.get("zh"))
    ties = (entity.part_of, entity.data.get("owner"), entity.data.get("place"))
    return entity.id, entity.kind.value, entity.name, *names, *ties, standing.status if standing else None, facts
