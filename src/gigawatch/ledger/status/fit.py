"""How well a thing fits a stop that a source tells of: what agrees, what contradicts, what is not known, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.status.phase import phases_named, phases_of
from gigawatch.ledger.status.register import Register, Size
from gigawatch.ledger.status.stop import ENERGY, Stop
from gigawatch.ledger.wording import Words, join, say
from gigawatch.model import Entity, EntityKind
from gigawatch.vocab import places, statuses

AGREES, UNKNOWN, DIFFERS = "agrees", "unknown", "differs"
WEIGHTS = {"place": 3, "phase": 3, "capacity": 2, "money": 2, "time": 1, "state": 1}
SPECIFIC = ("phase", "capacity", "money")


@dataclass(frozen=True, slots=True)
class Fit:
    """A thing that a stop may mean. `points` by ground: `agrees`, `unknown` or `differs`; grounds that the source does
    not speak of are left out."""

    entity: Entity
    points: tuple[tuple[str, str], ...]

    @property
    def fits(self) -> bool:
        """True where nothing that is known contradicts; that it runs or has ended only makes it less likely."""
        return all(how != DIFFERS for ground, how in self.points if ground != "state")

    @property
    def score(self) -> int:
        """The weights of the grounds that agree, less those that differ."""
        signs = {AGREES: 1, UNKNOWN: 0, DIFFERS: -1}
        return sum(WEIGHTS[ground] * signs[how] for ground, how in self.points)

    @property
    def specific(self) -> int:
        """How many of phase, capacity and money agree."""
        return sum(1 for ground, how in self.points if ground in SPECIFIC and how == AGREES)

    def tell(self) -> Words:
        """The thing with its score and the reasons for it."""
        reasons = [say(f"fit_{ground}_{how}") for ground, how in self.points] or [say("fit_owner")]
        return say("fit", thing=self.entity, score=self.score, reasons=join(reasons, ";"))


def assess(stop: Stop, thing: Entity, register: Register, taken: tuple[Milestone, ...]) -> Fit:
    """How a thing fits a stop, from what was known of it when the stop was told. `taken` are its admitted steps."""
    return Fit(thing, tuple(_points(stop, thing, register, taken)))


def _points(stop: Stop, thing: Entity, register: Register, taken: tuple[Milestone, ...]) -> Iterator[tuple[str, str]]:
    if stop.places:
        yield "place", _place(stop, register.place_of(thing))
    if stop.phase:
        yield "phase", _phase(stop.phase, thing, register)
    sizes = list(_sizes(stop, thing, register))
    units = [unit for unit in stop.sizes if unit in ENERGY]
    sums = [unit for unit in stop.sizes if unit not in ENERGY]
    if units:
        yield "capacity", _size(stop, units, sizes)
    if sums:
        yield "money", _size(stop, sums, sizes)
    yield from _time(stop, thing, register, taken)


def _place(stop: Stop, place: str | None) -> str:
    if place is None:
        return UNKNOWN
    table = places()
    near = any(place == one or table.within(place, one) or table.within(one, place) for one in stop.places)
    return AGREES if near else DIFFERS


def _phase(phase: str, thing: Entity, register: Register) -> str:
    named = phases_named(phase)
    if thing.kind is EntityKind.PHASE:
        own = phases_of(thing)
        if not named or not own or (named != own and named & own):
            return UNKNOWN
        return AGREES if named == own else DIFFERS
    has_phases = any(part.kind is EntityKind.PHASE for part in register.parts.get(thing.id, ()))
    return DIFFERS if has_phases and named else UNKNOWN


def _sizes(stop: Stop, thing: Entity, register: Register) -> Iterator[Size]:
    """What was stated of a thing by then, elsewhere than in the stop's own sentence."""
    entry = register.entries.get(thing.id)
    for size in entry.sizes if entry else ():
        if (
            size.claim.id not in stop.evidence
            and not _is_inside(size, stop)
            and size.known_on <= (stop.known_on or "9")
        ):
            yield size


def _is_inside(size: Size, stop: Stop) -> bool:
    claim = stop.claim
    return size.claim.document == claim.document and claim.start <= size.claim.start and size.claim.end <= claim.end


def _size(stop: Stop, units: list[str], sizes: list[Size]) -> str:
    known = [size for size in sizes if size.unit in units]
    if not known:
        return UNKNOWN
    told = [(unit, interval) for unit in units for interval in stop.sizes[unit]]
    agrees = any(unit == size.unit and interval.overlaps(size.interval) for unit, interval in told for size in known)
    return AGREES if agrees else DIFFERS


def _time(stop: Stop, thing: Entity, register: Register, taken: tuple[Milestone, ...]) -> Iterator[tuple[str, str]]:
    """Whether the thing was known of by then, a date of the sentence is one of its steps, and how far it had come."""
    entry = register.entries.get(thing.id)
    known = [day for claim, day in entry.claims if claim not in stop.evidence] if entry else []
    earlier = [m for m in taken if m.time <= stop.known_on and m.claim not in stop.evidence]
    if known and stop.known_on and min(known) > stop.known_on:
        yield "time", DIFFERS
    elif any(m.is_dated and _overlaps(m, span) for m in earlier for span in stop.spans):
        yield "time", AGREES
    if any(statuses()[m.status].terminal or statuses()[m.status].is_built for m in earlier):
        yield "state", DIFFERS


def _overlaps(milestone: Milestone, span: tuple[str, str]) -> bool:
    return (milestone.valid_from or "") <= span[1] and span[0] <= milestone.time
