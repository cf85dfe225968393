"""Signings: the occasions on which a project was signed, each once however many documents tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.ledger.material import Material
from gigawatch.ledger.stage import Stage, stage_of
from gigawatch.ledger.status.another import is_numbered, tells_another
from gigawatch.ledger.status.entry import sentence_of
from gigawatch.ledger.status.milestone import Milestone, by_time
from gigawatch.ledger.status.phase import phases_named, phases_of
from gigawatch.ledger.status.register import Register
from gigawatch.model import Claim, Entity, EntityKind, Interval, NarrativeClaim, QuantityClaim, make_id
from gigawatch.quantity import interval_of
from gigawatch.vocab import find_links

SIGNED = "signed"
YEAR = 4


@dataclass(frozen=True, slots=True)
class Signing:
    """One signing of a thing: when (an ISO period, and the days between which it lies), where, whose, for what.

    `group` is the head of the owner's group; `links` the chain links that its sentences name; `phases` the numbers of
    the phases signed. `money` and `capacity` are what its sentences state, by unit, hedges kept; `event` is the id of
    the conference it was signed at. `is_further` where its words tell of another plant, of further phases or of an
    expansion: it is no earlier signing again.
    """

    id: str
    thing: str
    group: str | None
    place: str | None
    phases: frozenset[int]
    links: frozenset[str]
    valid_on: str | None
    valid_from: str | None
    valid_to: str | None
    event: str | None
    money: Mapping[str, Interval]
    capacity: Mapping[str, Interval]
    claims: tuple[str, ...]
    is_further: bool = False

    @property
    def is_dated(self) -> bool:
        """True where a source says when it was signed."""
        return self.valid_from is not None


def find_signings(material: Material, milestones: Iterable[Milestone], register: Register) -> list[Signing]:
    """Every signing, by thing and time. What is told without a date is the thing's first signing known by then."""
    by_thing: dict[str, list[Milestone]] = defaultdict(list)
    for milestone in milestones:
        if milestone.admitted and milestone.status == SIGNED:
            by_thing[milestone.entity].append(milestone)
    runs = [run for _, told in sorted(by_thing.items()) for run in _occasions(told)]
    return [_signing(run, material, register) for run in runs]


def _occasions(told: Sequence[Milestone]) -> list[list[Milestone]]:
    """Statements that may be of one day, together: each opens an occasion unless it overlaps the one before."""
    dated = sorted((m for m in told if m.is_dated), key=lambda m: (m.valid_from or "", m.time, m.claim))
    loose = sorted((m for m in told if not m.is_dated), key=by_time)
    runs: list[list[Milestone]] = []
    for milestone in dated:
        narrowest = min((m.time for m in runs[-1]), default="") if runs else ""
        if runs and (milestone.valid_from or "") <= narrowest:
            runs[-1].append(milestone)
        else:
            runs.append([milestone])
    if not runs:
        return [loose] if loose else []
    for milestone in loose:
        known = [run for run in runs if (run[0].valid_from or "") <= milestone.time]
        (known[-1] if known else runs[0]).append(milestone)
    return runs


def _signing(run: Sequence[Milestone], material: Material, register: Register) -> Signing:
    thing = material.entities[run[0].entity]
    owner = register.owner_of(thing)
    claims = [material.claims[m.claim] for m in run]
    dated = [m for m in run if m.is_dated]
    exact = max(dated, key=lambda m: (m.valid_from or "", m.claim), default=run[0])
    figures = _figures(thing.id, claims, register)
    return Signing(
        make_id("signing", thing.id, *sorted(c.id for c in claims)),
        thing.id,
        register.head_of(owner) if owner else None,
        register.place_of(thing),
        phases_of(thing) if thing.kind is EntityKind.PHASE else _phases(claims),
        _links(thing, claims, material),
        exact.valid_on,
        exact.valid_from,
        min((m.time for m in dated or run), default=None),
        next(iter(sorted(filter(None, (_event(c) for c in claims)))), None),
        _sizes([f for f in figures if f.measure == "investment"]),
        _sizes([f for f in figures if f.measure == "capacity"]),
        tuple(sorted(c.id for c in claims)),
        any(_is_further(c, thing, material) for c in claims),
    )


def _is_further(claim: Claim, thing: Entity, material: Material) -> bool:
    told = sentence_of(claim, material)
    return isinstance(claim, NarrativeClaim) and tells_another(told, claim.lang, of_phase=is_numbered(thing))


def _figures(thing: str, claims: Sequence[Claim], register: Register) -> list[QuantityClaim]:
    """The figures that are claims of the signing, and those about the thing in the sentences that tell of it."""
    entry = register.entries.get(thing)
    told = [c for c in claims if isinstance(c, NarrativeClaim)]
    near = (size.claim for size in (entry.sizes if entry else ()) if any(_holds(c, size.claim) for c in told))
    own = (claim for claim in claims if isinstance(claim, QuantityClaim))
    return list({figure.id: figure for figure in (*own, *near)}.values())


def _holds(event: NarrativeClaim, figure: QuantityClaim) -> bool:
    return event.document == figure.document and event.start <= figure.start and figure.end <= event.end


def _phases(claims: Sequence[Claim]) -> frozenset[int]:
    named = [c.phase if isinstance(c, QuantityClaim) else c.data.get("phase") for c in claims]
    return frozenset[int]().union(*(phases_named(str(phase)) for phase in named if phase))


def _links(thing: Entity, claims: Sequence[Claim], material: Material) -> frozenset[str]:
    """The chain links of what is signed: the thing's own, else those that its signings' words name."""
    if thing.data.get("link"):
        return frozenset({str(thing.data["link"])})
    return frozenset(code for claim in claims for code in _named_links(claim, material))


def _named_links(claim: Claim, material: Material) -> list[str]:
    told = claim.object if isinstance(claim, QuantityClaim) else claim.data.get("project")
    codes = [mention.code for mention in find_links(str(told), claim.lang)] if told else []
    return codes or [mention.code for mention in find_links(sentence_of(claim, material), claim.lang)]


def _event(claim: Claim) -> str | None:
    """The conference that an event claim names, its edition told by its date."""
    from gigawatch.resolve.event import name_event

    name = claim.data.get("event") if isinstance(claim, NarrativeClaim) else None
    if not name or not isinstance(claim, NarrativeClaim):
        return None
    found = name_event(str(name), str(claim.data.get("date") or "")[:YEAR] or None).entity
    return found.id if found is not None else None


def _sizes(figures: Sequence[QuantityClaim]) -> dict[str, Interval]:
    """For each unit the narrowest statement of what is not built: two articles on one signing state one amount.

    An amount told again in a second currency is no amount of its own.
    """
    found: dict[str, Interval] = {}
    ids = {figure.id for figure in figures}
    planned = (f for f in figures if f.same_as not in ids and stage_of(f.status) is not Stage.BUILT)
    for figure in sorted(planned, key=lambda f: f.id):
        interval = interval_of(figure.quantity)
        known = found.get(figure.unit)
        if known is None or interval.high - interval.low < known.high - known.low:
            found[figure.unit] = interval
    return found
