"""The history of every thing: the steps that claims show for it, and the stops of which it is not clear whose they are.

A forward step belongs to the thing that its claim names. A delay or an end belongs to one project only when exactly
one fits what the source says; otherwise nothing changes anywhere and the candidates are kept, ranked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.ledger.material import Material
from gigawatch.ledger.status.another import mark_another
from gigawatch.ledger.status.entry import admit
from gigawatch.ledger.status.fit import Fit, assess
from gigawatch.ledger.status.milestone import Milestone, by_time
from gigawatch.ledger.status.register import Register
from gigawatch.ledger.status.stop import SOME, Stop, find_stops, is_stop, is_taken_back
from gigawatch.model import PLANTS, Entity, EntityKind


@dataclass(frozen=True, slots=True)
class Abstention:
    """A stop that is no thing's: the claims that tell it and what they may mean, the likeliest first."""

    claim: str
    evidence: tuple[str, ...]
    status: str
    candidates: tuple[Fit, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Every milestone, by thing and time, and every stop that was left open."""

    milestones: tuple[Milestone, ...]
    abstentions: tuple[Abstention, ...]


def find_history(material: Material) -> History:
    """The steps of all things and the stops left open; the order of the claims does not matter."""
    register = Register(material)
    forward = list(_forward(material))
    taken = _by_entity(m for m in forward if m.admitted)
    stopped: list[Milestone] = []
    abstained: list[Abstention] = []
    for stop in find_stops(material, register):
        meant, doubtful = find_meant(stop, register, taken)
        stopped += [m for thing in meant if (m := admit(stop.claim, thing, material)) is not None]
        if doubtful:
            abstained.append(_abstain(stop, doubtful, material))
    told = mark_another(list({*forward, *stopped}), material)
    milestones = sorted(told, key=lambda m: (m.entity, *by_time(m)))
    return History(tuple(milestones), tuple(sorted(abstained, key=lambda a: a.claim)))


def find_meant(
    stop: Stop, register: Register, taken: Mapping[str, tuple[Milestone, ...]]
) -> tuple[Sequence[Entity], Sequence[Fit]]:
    """The things that a stop means, and the candidates, the likeliest first, among which it is not clear."""
    thing = stop.thing
    if thing is not None and (thing.kind is not EntityKind.SITE or is_taken_back(stop.claim, thing, register.material)):
        return [thing], ()
    fits = [assess(stop, one, register, taken.get(one.id, ())) for one in _pool(stop, register)]
    if fits and is_taken_back(stop.claim, fits[0].entity, register.material):
        return (), ()
    ranked = sorted(fits, key=lambda f: (-f.score, f.entity.id))
    fitting = _widest([fit for fit in ranked if fit.fits], register)
    if len(stop.places) > 1:
        return _each_place(fitting, register)
    if stop.number != SOME and (len(fitting) == 1 or (fitting and stop.number in (0, len(fitting)))):
        return [fit.entity for fit in fitting], ()
    return (), fitting or [fit for fit in ranked if thing is not None and fit.entity.id == thing.id]


def _forward(material: Material) -> Iterator[Milestone]:
    for claim in material.claims.values():
        thing = material.entity_of(claim.id, "thing")
        if thing is not None and thing.kind in PLANTS and not is_stop(claim):
            milestone = admit(claim, thing, material)
            if milestone is not None:
                yield milestone


def _pool(stop: Stop, register: Register) -> Iterable[Entity]:
    """The things that a stop may mean: the site named with its parts, else all things of its owner.

    A whole of which only its parts are spoken of is no candidate beside them.
    """
    if stop.thing is not None and len(stop.places) < 2:
        return [one for one in register.within(stop.thing) if one.id == stop.thing.id or one.id in register.entries]
    owned = [thing for owner in stop.owners for thing in register.of_group.get(register.head_of(owner), ())]
    return [thing for thing in owned if thing.id in register.entries and _is_owned(thing, stop, register)]


def _is_owned(thing: Entity, stop: Stop, register: Register) -> bool:
    owner = register.owner_of(thing)
    return owner is not None and any(register.is_kin(owner, one) for one in stop.owners)


def _widest(fits: Sequence[Fit], register: Register) -> list[Fit]:
    """Of a whole and its part that both fit, the part where it agrees in more, else the whole."""
    by_id = {fit.entity.id: fit for fit in fits}
    dropped: set[str] = set()
    for fit in fits:
        for whole in list(register.wholes(fit.entity))[1:]:
            other = by_id.get(whole.id)
            if other is not None:
                dropped.add(other.entity.id if fit.specific > other.specific else fit.entity.id)
    return [fit for fit in fits if fit.entity.id not in dropped]


def _each_place(fitting: Sequence[Fit], register: Register) -> tuple[list[Entity], list[Fit]]:
    """The one thing at each of the places listed; those at a place that has several stay open."""
    found: dict[str, list[Fit]] = defaultdict(list)
    for fit in fitting:
        found[register.place_of(fit.entity) or ""].append(fit)
    groups = [group for _, group in sorted(found.items())]
    return [g[0].entity for g in groups if len(g) == 1], [fit for g in groups if len(g) > 1 for fit in g]


def _abstain(stop: Stop, fits: Sequence[Fit], material: Material) -> Abstention:
    milestone = admit(stop.claim, fits[0].entity, material)
    return Abstention(stop.claim.id, stop.evidence, milestone.status if milestone else "", tuple(fits))


def _by_entity(milestones: Iterable[Milestone]) -> Mapping[str, tuple[Milestone, ...]]:
    found: dict[str, list[Milestone]] = defaultdict(list)
    for milestone in milestones:
        found[milestone.entity].append(milestone)
    return {entity: tuple(group) for entity, group in found.items()}
