"""Who does what: a site or organisation that works in a link of the chain, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.chain.figure import Figure, figure_of
from gigawatch.chain.presence import ORDER, Presence, presence_of
from gigawatch.chain.region import Region, facts_of
from gigawatch.ledger import Ledger, Milestone
from gigawatch.model import EntityKind, Fact, NarrativeClaim, QuantityClaim
from gigawatch.vocab import find_links, links, organisations

MEASURES = ("capacity", "production", "investment")
UNIT_LINKS = {"GWh/yr": "cell", "GWh": "cell", "m2/yr": "separator", "vehicles/yr": "vehicle"}
SITED = (EntityKind.SITE, EntityKind.PROJECT, EntityKind.PHASE)


class Basis(StrEnum):
    """What ties a doer to a link: the words of its claims, the unit of its capacity, or only the vocabulary."""

    STATED = "stated"
    UNIT = "unit"
    INFERRED = "inferred"


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
    stated = [*_from_facts(ledger, region), *_from_events(ledger, region)]
    named = {sign.entity for sign in stated}
    signs = [*stated, *_from_vocabulary(ledger, region, named)]
    keys = sorted({(sign.link, sign.entity) for sign in signs}, key=lambda key: (list(links()).index(key[0]), key[1]))
    return [_gather([s for s in signs if (s.link, s.entity) == key]) for key in keys]


def links_of(ledger: Ledger, fact: Fact) -> tuple[tuple[str, ...], Basis]:
    """The links that a fact speaks of: by its perimeter, its claims' objects, else by its unit."""
    if fact.perimeter is not None and fact.perimeter in links():
        return (fact.perimeter,), Basis.STATED
    claims = (ledger.material.claims.get(c.claim) for c in ledger.candidates[fact.id])
    words = [(c.object, c.lang) for c in claims if isinstance(c, QuantityClaim) and c.object]
    named = tuple(dict.fromkeys(m.code for text, lang in words for m in find_links(text, lang)))
    if named:
        return named[:1] if fact.measure != "investment" else named, Basis.STATED
    by_unit = UNIT_LINKS.get(fact.unit)
    return ((by_unit,) if by_unit else ()), Basis.UNIT


def _from_facts(ledger: Ledger, region: Region) -> Iterator[Sign]:
    for measure in MEASURES:
        for fact in facts_of(ledger, region, measure):
            if ledger.entities[fact.subject].kind is EntityKind.EVENT or is_target(fact):
                continue
            codes, basis = links_of(ledger, fact)
            for code in codes:
                yield _sign(ledger, fact, code, basis)


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
    return fact.perimeter is None or fact.perimeter in links()


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
        tuple(sorted(figures.values(), key=lambda f: (f.valid_on or "", f.fact))),
        tuple(evidence),
    )
