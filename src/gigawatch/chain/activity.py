"""Who does what: a site or organisation that works in a link of the chain, and the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from gigawatch.chain.figure import Figure, figure_of
from gigawatch.chain.presence import ORDER, Presence, presence_of
from gigawatch.chain.region import Region, facts_of
from gigawatch.ledger import Ledger, Milestone, covers_whole
from gigawatch.ledger.link import Basis, links_of
from gigawatch.model import EntityKind, Fact, NarrativeClaim, period_order
from gigawatch.vocab import find_links, links, organisations

CAPACITY, VEHICLES = "capacity", "vehicles"
MEASURES = (CAPACITY, "production", "investment", VEHICLES)


@dataclass(frozen=True, slots=True)
class Activity:
    """A site, organisation or place in one link: its stage, since when, its figures, and the ids that say so."""

    link: str
    entity: str
    presence: Presence
    status: str | None
    since: str | None
    basis: Basis
    figures: tuple[Figure, ...]
    evidence: tuple[str, ...]

    @property
    def is_inferred(self) -> bool:
        """True where no source says that it works in the link: only its owner is known to."""
        return self.basis is Basis.INFERRED


@dataclass(frozen=True, slots=True)
class Sign:
    """One statement that ties an entity to a link, before its statements are gathered."""

    link: str
    entity: str
    presence: Presence
    status: str | None
    since: str | None
    basis: Basis
    figure: Figure | None
    evidence: tuple[str, ...]


def find_activities(ledger: Ledger, region: Region) -> list[Activity]:
    """Everything that the ledger says or implies about who works in which link in a region."""
    stated = _find_stated(ledger, region, MEASURES)
    named = {sign.entity for sign in stated}
    return _gather_all([*stated, *_from_vocabulary(ledger, region, named)])


def find_plants(ledger: Ledger, region: Region, wanted: Collection[str]) -> list[Activity]:
    """Who is stated to work in some links in a region, by capacity and events alone."""
    units = {links()[code].unit for code in wanted}
    stated = _find_stated(ledger, region, (CAPACITY, VEHICLES), units)
    return [one for one in _gather_all(stated) if one.link in wanted]


def _find_stated(
    ledger: Ledger, region: Region, measures: Sequence[str], units: Collection[str] | None = None
) -> list[Sign]:
    told = [*_from_facts(ledger, region, measures, units), *_from_events(ledger, region)]
    return [*told, *_from_standing(ledger, told)]


def _gather_all(signs: Sequence[Sign]) -> list[Activity]:
    by_key: dict[tuple[str, str], list[Sign]] = defaultdict(list)
    for sign in signs:
        by_key[(sign.link, sign.entity)].append(sign)
    order = {code: number for number, code in enumerate(links())}
    return [_gather(by_key[key]) for key in sorted(by_key, key=lambda key: (order[key[0]], key[1]))]


def _from_facts(
    ledger: Ledger, region: Region, measures: Sequence[str], units: Collection[str] | None
) -> Iterator[Sign]:
    for measure in measures:
        for fact in facts_of(ledger, region, measure):
            if units is not None and fact.unit not in units:
                continue
            if ledger.entities[fact.subject].kind is EntityKind.EVENT or is_target(fact):
                continue
            codes, basis = links_of(ledger, fact)
            for code in codes:
                if is_of_link(ledger, fact, code):
                    yield _sign(ledger, fact, code, basis)


def is_of_link(ledger: Ledger, fact: Fact, link: str) -> bool:
    """False for an output that is not in the unit of the link's capacity, for vehicles of who is not known to make any
    (those of a cell plant are what its cells are enough for), and for gigawatt-hours of who is known to make something
    else: a cathode maker's are those of its customers' cells.
    """
    if fact.measure == "production":
        return f"{fact.unit}/yr" == links()[link].unit
    if fact.measure != VEHICLES:
        told, basis = links_of(ledger, fact)
        return bool(told) or basis is not Basis.UNIT
    owner = organisations().get(str(ledger.entities[fact.subject].data.get("owner") or fact.subject))
    return owner is not None and link in owner.works_in and fact.unit == links()[link].unit


def is_target(fact: Fact) -> bool:
    """True for an aim or a forecast, which says nothing of what is there."""
    return fact.status == "forecast" or "target" in (fact.valid_on or "")


def _sign(ledger: Ledger, fact: Fact, code: str, basis: Basis) -> Sign:
    figure = figure_of(ledger, fact)
    presence = Presence.RUNNING if fact.measure == "production" else presence_of(fact.status)
    current = ledger.status(fact.subject)
    if current is not None and _is_overtaken(presence, current) and _is_whole(fact):
        stage, evidence = presence_of(current.status), (fact.id, current.claim)
        return Sign(code, fact.subject, stage, current.status, current.valid_on, basis, figure, evidence)
    return Sign(code, fact.subject, presence, fact.status, fact.valid_on, basis, figure, (fact.id,))


def _is_overtaken(presence: Presence, current: Milestone) -> bool:
    """True where a fact leaves the stage open, or its thing has come to an end since."""
    ended = presence_of(current.status) is Presence.ENDED
    return presence is Presence.UNCLEAR or (ended and presence is not Presence.RUNNING)


def _is_whole(fact: Fact) -> bool:
    """True where a fact covers the whole of its subject, not one phase of it."""
    return covers_whole(fact.perimeter)


def _from_events(ledger: Ledger, region: Region) -> Iterator[Sign]:
    """Events of sites whose project is named by what it makes."""
    for entity in sorted(region.members):
        current = ledger.status(entity)
        for milestone in ledger.milestones.get(entity, ()):
            code = _link_of_event(ledger, milestone)
            if milestone.admitted and code and current is not None:
                shown = current if _is_overtaken(presence_of(milestone.status), current) else milestone
                yield _milestone_sign(code, shown, Basis.STATED)


def _link_of_event(ledger: Ledger, milestone: Milestone) -> str | None:
    claim = ledger.material.claims.get(milestone.claim)
    project = claim.data.get("project") if isinstance(claim, NarrativeClaim) else None
    if claim is None or not isinstance(project, str):
        return None
    return next((mention.code for mention in find_links(project, claim.lang)), None)


def _milestone_sign(code: str, milestone: Milestone, basis: Basis) -> Sign:
    presence = presence_of(milestone.status)
    evidence = (milestone.claim,)
    return Sign(code, milestone.entity, presence, milestone.status, milestone.valid_on, basis, None, evidence)


def _from_standing(ledger: Ledger, told: Sequence[Sign]) -> Iterator[Sign]:
    """Where a site makes one thing only, how the site stands by its own steps and its phases' is how far that is."""
    codes: dict[str, set[str]] = {}
    for sign in told:
        codes.setdefault(sign.entity, set()).add(sign.link)
    for entity, found in sorted(codes.items()):
        standing = ledger.headline(entity)
        if standing is not None and len(found) == 1:
            basis = min((s.basis for s in told if s.entity == entity), key=list(Basis).index)
            yield replace(_milestone_sign(found.pop(), standing, basis), entity=entity)


def _from_vocabulary(ledger: Ledger, region: Region, named: set[str]) -> Iterator[Sign]:
    """What the vocabulary says that owners of sites work in, for sites whose own words name no link."""
    for site in ledger.sites():
        milestone = ledger.status(site.id)
        if site.id not in region.members or site.id in named or milestone is None:
            continue
        owner = organisations().get(str(site.data.get("owner")))
        for code in owner.works_in if owner else ():
            yield _milestone_sign(code, milestone, Basis.INFERRED)


def _gather(signs: Sequence[Sign]) -> Activity:
    """One activity of all statements of one entity in one link; its stage is the furthest that they admit."""
    alive = [s for s in signs if s.presence is not Presence.ENDED] or list(signs)
    lead = min(alive, key=lambda s: (ORDER.index(s.presence), s.since or "9999"))
    figures = {s.figure.fact: s.figure for s in signs if s.figure is not None}
    evidence = dict.fromkeys(one for s in (lead, *signs) for one in s.evidence)
    basis = min((s.basis for s in signs), key=list(Basis).index)
    return Activity(
        lead.link,
        lead.entity,
        lead.presence,
        lead.status,
        lead.since,
        basis,
        tuple(sorted(figures.values(), key=lambda f: (period_order(f.valid_on), f.fact))),
        tuple(evidence),
    )
