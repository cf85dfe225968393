"""Part-of before adding: parts that sum to a stated total are said to; a total and its parts are never added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.wording import Period, Words, join, say
from gigawatch.model import Check, Entity, EntityKind, Severity

MEASURES = ("capacity", "investment")
MOST_PARTS = 3
MOST_CANDIDATES = 12
BUILT, REPORTED = "operating", "reported"
SITED = (EntityKind.SITE, EntityKind.PROJECT, EntityKind.PHASE)


def find_sums(inquiry: Inquiry) -> list[Check]:
    """For each total, the smallest set of its parts whose stated values add up to it, said as a finding.

    Parts are the newest facts by then of things that are part of the total's thing (or lie in its place), with the
    same measure, unit and stage, each thing once. Only exact values count: a sum of hedges proves nothing.
    """
    wholes, entities = _exact(inquiry.settled), inquiry.entities
    found = (_sum_of(item, _parts_of(item, wholes, entities), entities) for item in wholes)
    return [check for check in found if check is not None]


def _exact(settled: Sequence[Settled]) -> list[Settled]:
    return [s for s in settled if s.fact.measure in MEASURES and s.fact.qualifier is None and s.fact.high is None]


def _parts_of(total: Settled, settled: Sequence[Settled], entities: Mapping[str, Entity]) -> list[Settled]:
    parts = _newest([s for s in settled if _is_part(s, total, entities)])
    return sorted(parts, key=lambda s: (-s.fact.value, s.fact.id))[:MOST_CANDIDATES]


def _newest(parts: Sequence[Settled]) -> list[Settled]:
    """Of several facts of one thing and perimeter, the one with the latest valid time."""
    kept: dict[tuple[str, str | None], Settled] = {}
    for part in sorted(parts, key=lambda s: (s.fact.valid_on or "", s.fact.id)):
        kept[(part.fact.subject, part.fact.perimeter)] = part
    return list(kept.values())


def _is_part(part: Settled, total: Settled, entities: Mapping[str, Entity]) -> bool:
    one, whole = part.fact, total.fact
    alike = (one.measure, one.unit) == (whole.measure, whole.unit) and 0 < one.value < whole.value
    is_earlier = (one.known_on or "9") <= (whole.known_on or "")
    is_staged = _same_stage(one.status, whole.status)
    return alike and is_earlier and is_staged and whole.subject in _wholes(one.subject, entities)


def _same_stage(one: str | None, other: str | None) -> bool:
    """Built goes with built and planned with planned; a figure reported without a stage may be of either."""
    return REPORTED in (one, other) or (one == BUILT) == (other == BUILT)


def _wholes(entity: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    """The wholes that a thing belongs to: up its part-of chain, and the place of a site."""
    seen = {entity}
    queue = [entity]
    while queue:
        thing = entities.get(queue.pop())
        if thing is None:
            continue
        place = thing.data.get("place") if thing.kind in SITED else None
        for whole in (thing.part_of, place):
            if isinstance(whole, str) and whole not in seen:
                seen.add(whole)
                queue.append(whole)
                yield whole


def _sum_of(total: Settled, parts: Sequence[Settled], entities: Mapping[str, Entity]) -> Check | None:
    for size in range(2, MOST_PARTS + 1):
        for chosen in combinations(parts, size):
            if _adds_up(chosen, total) and _share_stage(chosen) and _are_separate(chosen, entities):
                return _check(total, chosen, entities)
    return None


def _adds_up(parts: Sequence[Settled], total: Settled) -> bool:
    return abs(sum(s.fact.value for s in parts) - total.fact.value) <= 1e-9 * total.fact.value


def _share_stage(parts: Sequence[Settled]) -> bool:
    """Planned and built are never in one sum, whatever the total is said to be."""
    return all(_same_stage(one.fact.status, other.fact.status) for one, other in combinations(parts, 2))


def _are_separate(parts: Sequence[Settled], entities: Mapping[str, Entity]) -> bool:
    """True when no part belongs to another and no thing stands twice."""
    things = [s.fact.subject for s in parts]
    keys = {(s.fact.subject, s.fact.perimeter) for s in parts}
    nested = any(other in _wholes(thing, entities) for thing in things for other in things if other != thing)
    by_thing = defaultdict(set)
    for part in parts:
        by_thing[part.fact.subject].add(part.fact.perimeter)
    mixed = any(None in perimeters and len(perimeters) > 1 for perimeters in by_thing.values())
    return len(keys) == len(parts) and not nested and not mixed


def _check(total: Settled, parts: Sequence[Settled], entities: Mapping[str, Entity]) -> Check:
    terms = join((_term(part, entities) for part in parts), "+")
    claims = [total.winner.claim, *(part.winner.claim for part in parts)]
    words = say("sum", terms=terms, whole=total.winner.quantity)
    return make_check(total.fact.id, "sum", Severity.INFO, words, claims)


def _term(part: Settled, entities: Mapping[str, Entity]) -> Words:
    thing = entities[part.fact.subject]
    named = join((thing, part.fact.perimeter), ",") if part.fact.perimeter else thing
    return say("sum_term", value=part.winner.quantity, thing=named, period=Period(part.fact.valid_on))
