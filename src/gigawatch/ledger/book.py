"""The ledger: every settled fact with its candidates, findings and steps, and the material they came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gigawatch.ledger.bearing import Bearing
from gigawatch.ledger.following import Following
from gigawatch.ledger.holding import Holder
from gigawatch.ledger.lookup import Lookup, choose_one, fold_name
from gigawatch.ledger.material import Material
from gigawatch.ledger.naming import find_known
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.leaving import LeftOut
from gigawatch.ledger.part.lessened import Lessened
from gigawatch.ledger.part.ranking import Ranking, rank
from gigawatch.ledger.part.sift import Asked
from gigawatch.ledger.part.tally import Tally, tally
from gigawatch.ledger.part.tree import Node, grow_tree
from gigawatch.ledger.publication import publication_of_cell
from gigawatch.ledger.repute import SourceCount, SourceStanding
from gigawatch.ledger.status import Milestone, Summary, Timeline, find_headline, find_standing, make_timeline, summarise
from gigawatch.ledger.status.standing import taken_by
from gigawatch.model import Candidate, Check, Claim, Entity, EntityKind, Fact, GigawatchError, Observation, period_order
from gigawatch.vocab import publishers


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is settled, from what, and why: the object that reports, sites and questions read.

    `facts` are by id; `candidates` and `findings` by the id of the fact, thing or claim they are about; `milestones` by
    entity id, oldest first; `standings` by publisher; `counts` are what they rest on, thing by thing. `called` are
    plants by the other names that documents give them; without it these are found in the documents when asked for.
    """

    material: Material
    facts: Mapping[str, Fact]
    candidates: Mapping[str, tuple[Candidate, ...]]
    findings: Mapping[str, tuple[Check, ...]]
    milestones: Mapping[str, tuple[Milestone, ...]] = field(default_factory=dict)
    standings: Mapping[str, SourceStanding] = field(default_factory=dict)
    counts: tuple[SourceCount, ...] = ()
    called: Mapping[str, frozenset[str]] | None = None
    _following: list[Following] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Every thing by id."""
        return self.material.entities

    def select(
        self,
        *,
        subject: str | None = None,
        measure: str | None = None,
        place: str | None = None,
        status: str | None = None,
        valid_on: str | None = None,
        unit: str | None = None,
    ) -> list[Fact]:
        """Facts that meet every condition given, oldest valid time first.

        `subject` and `place` are entity ids or names (a place includes what lies in it); `valid_on` is the
        beginning of an ISO period, so "2022" also selects 2022-07.
        """
        subjects = self.find_entities(subject) if subject else None
        places = self.within(place) if place else None
        found = (
            fact
            for fact in self.lookup.facts(subjects, measure)
            if (measure is None or fact.measure == measure)
            and (places is None or fact.place in places or fact.subject in places)
            and (status is None or fact.status == status)
            and (valid_on is None or (fact.valid_on or "").startswith(valid_on))
            and (unit is None or fact.unit == unit)
        )
        return sorted(found, key=lambda fact: (period_order(fact.valid_on), fact.subject, fact.measure, fact.id))

    def latest(self, facts: Iterable[Fact]) -> list[Fact]:
        """Of facts of one (subject, measure, unit, status, perimeter), the one with the latest valid time."""
        newest: dict[tuple[object, ...], Fact] = {}
        for fact in sorted(facts, key=lambda f: (period_order(f.valid_on, f.known_on), f.known_on or "", f.id)):
            newest[(fact.subject, fact.measure, fact.unit, fact.status, fact.perimeter)] = fact
        return list(newest.values())

    def find_entities(self, name: str) -> frozenset[str]:
        """Ids of the things of this id or name, in either language, else of the plants that documents call so."""
        if name in self.entities:
            return frozenset({name})
        return self.lookup.by_name.get(fold_name(name)) or self.lookup.called_by(name)

    def require_one(self, name: str, kind: EntityKind | None = None) -> str:
        """The one thing of an id or name (of a kind); InputError where there is none, or several: none is taken."""
        return choose_one(self.entities, self.find_entities(name), name, kind)

    def within(self, name: str) -> frozenset[str]:
        """The things of a name or id with all that they hold: a place's plants, a firm's plants, a plant's phases."""
        found = find_known(self, name)
        return found.union(*(self.kin.below(one) for one in found))

    def label(self, entity: str | None, lang: str = "en") -> str:
        """The name of a thing in a language; its own name where there is none; empty for None."""
        thing = self.entities.get(entity or "")
        return thing.names.get(lang, thing.name) if thing else (entity or "")

    def claim(self, claim: str) -> Claim | Observation:
        """The claim or table cell of an id; GigawatchError when there is none."""
        material = self.material
        found = material.claims.get(claim) or material.observations.get(claim) or material.rejected.get(claim)
        if found is None:
            raise GigawatchError(f"there is no claim or table cell {claim}")
        return found

    @property
    def following(self) -> Following:
        """What follows from the ledger as a whole; each part of it is found when first asked for."""
        if not self._following:
            self._following.append(Following(self))
        return self._following[0]

    @property
    def lookup(self) -> Lookup:
        """Look-ups by name, whole, thing and measure."""
        return self.following.lookup

    @property
    def bearing(self) -> Bearing:
        """Look-ups by statement and step: what bears on each, and what is said of a thing."""
        return self.following.bearing

    @property
    def kin(self) -> Kin:
        """What is a part of what."""
        return self.following.kin

    @property
    def stakes(self) -> Mapping[str, tuple[Holder, ...]]:
        """The partners that documents tell of firms, by firm."""
        return self.following.stakes

    @property
    def said_again(self) -> Mapping[str, LeftOut]:
        """Facts that say another one again, by id."""
        return self.following.said_again

    @property
    def superseded(self) -> Mapping[str, LeftOut]:
        """Planned values that are to come no more, by fact: a later plan gives another value, the same runs by now, or
        the project was ended.
        """
        return self.following.superseded

    @property
    def lessened(self) -> Mapping[str, Lessened]:
        """Planned values of wholes of which a part was stopped since they were told, by fact, with what is left."""
        return self.following.lessened

    def tree(
        self, thing: str, measure: str = "capacity", unit: str = "GWh/yr", link: str | None = None
    ) -> tuple[Node, ...]:
        """The part-of tree of a place, company or plant (name or id), with what is planned and built at each node."""
        return grow_tree(self, thing, measure, unit, link)

    def total(
        self,
        *,
        measure: str,
        unit: str,
        stage: str = "planned",
        place: str | None = None,
        owner: str | None = None,
        links: Iterable[str] | None = None,
        valid_on: str | None = None,
        kinds: Iterable[EntityKind] | None = None,
    ) -> Tally:
        """The ledger's own total at a stage (planned, built, signed): each whole or its parts, nothing twice.

        Money is converted to `unit` at the rate of the day each amount was published; `valid_on` takes stocks that
        were true by then, and flows of the shortest period that holds it whole. InputError for a name, stage or measure
        that cannot be totalled.
        """
        asked = _ask(place, owner, measure, unit, stage, links, valid_on, kinds)
        return tally(self, asked)

    def ranking(
        self,
        *,
        measure: str,
        unit: str,
        stage: str = "planned",
        link: str | None = None,
        place: str | None = None,
        valid_on: str | None = None,
        kind: EntityKind = EntityKind.SITE,
        facts: Iterable[Fact] | None = None,
    ) -> Ranking:
        """Bases (or firms) by a measure, the largest first, each with the places that its hedges leave it.

        `facts` are those that may count; without them all.
        """
        links = None if link is None else (link,)
        return rank(self, _ask(place, None, measure, unit, stage, links, valid_on, None), kind, facts)

    def status(self, entity: str, on: date | None = None, known: date | None = None) -> Milestone | None:
        """The step by which a thing (id or name) stands: the furthest one, unless a later one stopped it.

        `on` asks by the valid clock: only what was surely taken by that day; `known` by the other: only what was
        published by that day. Without them, how it stands now.
        """
        return find_standing(taken_by(self._steps(entity), on, known))

    def headline(self, entity: str, on: date | None = None, known: date | None = None) -> Milestone | None:
        """The step by which a thing (id or name) stands by its own steps and those of its phases: see `find_headline`.

        The step's `entity` tells whose it is. The plants of joint ventures and subsidiaries inside a base count for
        themselves only.
        """
        own = self.status(entity, on, known)
        thing = entity if entity in self.entities else self.require_one(entity)
        if not self.kin.is_plant(thing):
            return own
        parts = (
            one for one in sorted(self.kin.below(thing)) if self.kin.is_plant(one) and self.kin.is_of_firm(one, thing)
        )
        return find_headline(own, [step for one in parts if (step := self.status(one, on, known)) is not None])

    def timeline(self, thing: str) -> Timeline:
        """The dated steps of a thing (id or name), with what was refused and what contradicts."""
        one = self.require_one(thing)
        return make_timeline(one, self.milestones.get(one, ()))

    def summary(self, whole: str, on: date | None = None, known: date | None = None) -> Summary:
        """Where the phases of a site or project stand, counted by how far they have come; its projects without any."""
        below = self.lookup.parts(self.require_one(whole) if self.find_entities(whole) else whole)
        phases = [e for e in below if e.kind is EntityKind.PHASE] or [e for e in below if e.kind is EntityKind.PROJECT]
        return summarise(whole, {part.id: self.status(part.id, on, known) for part in phases})

    def _steps(self, thing: str) -> tuple[Milestone, ...]:
        if thing in self.milestones or not self.find_entities(thing):
            return self.milestones.get(thing, ())
        return self.milestones.get(self.require_one(thing), ())

    def kept(self, fact: str) -> Candidate:
        """The statement whose value a fact carries."""
        return next(candidate for candidate in self.candidates[fact] if candidate.kept)

    def publisher(self, claim: str) -> str | None:
        """Who published a claim or table cell: its document's publisher, for a cell the one at its source's address.

        Where that is not known the host of the address stands for it.
        """
        found = self.claim(claim)
        if isinstance(found, Observation):
            return publication_of_cell(found, self.lookup.pages).name
        document = self.material.documents[found.document]
        return document.publisher or document.url

    def source_kind(self, fact: str) -> str:
        """The code of the kind of publisher that a fact's value comes from."""
        return publishers().kind(self.publisher(self.kept(fact).claim)).code

    def sites(self, place: str | None = None) -> list[Entity]:
        """Every site, or those in a place, by name."""
        inside = self.within(place) if place else None
        found = (e for e in self.entities.values() if e.kind is EntityKind.SITE and (inside is None or e.id in inside))
        return sorted(found, key=lambda e: e.name)

    def as_of(self, day: date) -> Ledger:
        """The ledger that a build of what was published by a day gives; itself, where that is all."""
        return self._of(self.material.as_of(day))

    def believed_on(self, day: date) -> Ledger:
        """The ledger that a build of what this workspace held on a day gives; itself, where that is all."""
        return self._of(self.material.believed_on(day))

    def _of(self, material: Material) -> Ledger:
        if material is self.material:
            return self
        from gigawatch.ledger.make import make_ledger

        return make_ledger(material)


def _ask(
    place: str | None,
    owner: str | None,
    measure: str,
    unit: str,
    stage: str,
    links: Iterable[str] | None,
    valid_on: str | None,
    kinds: Iterable[EntityKind] | None,
) -> Asked:
    return Asked(
        place=place,
        owner=owner,
        measure=measure,
        unit=unit,
        stage=stage,
        links=None if links is None else tuple(links),
        valid_on=valid_on,
        kinds=None if kinds is None else tuple(kinds),
    )
