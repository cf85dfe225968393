"""Who could fill a link that is missing in a region: firms that work in it elsewhere, and what speaks for each.

That a firm could come is inferred from what it does and whom it is tied to; no source is taken to say that it will.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gigawatch.chain.activity import Activity, find_plants
from gigawatch.chain.presence import ORDER, THERE, Presence
from gigawatch.chain.region import Region
from gigawatch.ledger import Ledger
from gigawatch.model import EntityKind
from gigawatch.vocab import OrganisationRelation, PlaceKind, organisations, places, ventures

LARGE = (PlaceKind.PROVINCE, PlaceKind.PREFECTURE)
PARTS = (OrganisationRelation.SITE_COMPANY, OrganisationRelation.DIVISION)


class Tie(StrEnum):
    """What speaks for a firm: its plant elsewhere, what it is known to make, its plants here, its partners here, a
    place here that it is named after, or its country.
    """

    PLANT = "plant"
    MAKES = "makes"
    HERE = "here"
    PARTNER = "partner"
    NAMED = "named"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a firm: the things it speaks of, ids of the ledger that say so, or where the vocabulary
    has it from.
    """

    tie: Tie
    things: tuple[str, ...]
    evidence: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm that could fill a missing link; `presence` is how far its plants elsewhere are, by the ledger.

    `is_here` marks one with a plant in the region already, of another link or of none told: it is no firm elsewhere.
    """

    link: str
    firm: str
    presence: Presence
    reasons: tuple[Reason, ...]

    @property
    def is_here(self) -> bool:
        """True where a source tells of a plant of its in the region, or its name says that it is of there."""
        return any(reason.tie in (Tie.HERE, Tie.NAMED) for reason in self.reasons)

    @property
    def is_tied(self) -> bool:
        """True where more speaks for it than that it is known to make the product."""
        return any(reason.tie is not Tie.MAKES for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of a region before firms are sought: its firms with their evidence, those that are in a link
    already or are the region itself, its country, all elsewhere. `place` is the region where it is one.
    """

    place: str | None
    here: Mapping[str, tuple[str, ...]]
    own: Mapping[str, frozenset[str]]
    country: str | None
    elsewhere: Sequence[Activity]


def find_candidates(
    ledger: Ledger, region: Region, activities: Sequence[Activity], missing: Sequence[str]
) -> dict[str, tuple[Candidate, ...]]:
    """The firms that could fill each missing link of a region, those with the most evidence first.

    Left out are those whose plants here are in the link already, be it by inference alone, and the region's own firms
    where it is one.
    """
    outside = frozenset(ledger.entities) - region.members
    away = Region("", region.kind, {}, outside, frozenset())
    here, own = _here(ledger, activities), {link: _own(ledger, region, activities, link) for link in missing}
    place = region.id if region.kind == EntityKind.PLACE.value else None
    ground = Ground(place, here, own, _country(region), find_plants(ledger, away, missing))
    return {link: tuple(sorted(_candidates(ledger, link, ground), key=_rank)) for link in missing}


def _here(ledger: Ledger, activities: Sequence[Activity]) -> dict[str, tuple[str, ...]]:
    """The firms with a plant in the region, with the ids that say so."""
    found: dict[str, list[str]] = {}
    for activity in activities:
        firm = _firm(ledger, activity.entity)
        if firm is not None and activity.presence in THERE:
            found.setdefault(firm, []).extend(activity.evidence)
    return {firm: tuple(dict.fromkeys(ids)) for firm, ids in found.items()}


def _own(ledger: Ledger, region: Region, activities: Sequence[Activity], link: str) -> frozenset[str]:
    """The firms whose plants in the region are in a link already, and the region's own where it is a firm."""
    found = {_firm(ledger, one.entity) for one in activities if one.link == link and one.presence in THERE}
    if region.kind == EntityKind.ORGANISATION.value:
        kin = (one.id for one in organisations().subsidiaries(region.id))
        found |= {_head(one) for one in (region.id, *region.members, *kin)}
    return frozenset(one for one in found if one)


def _firm(ledger: Ledger, entity: str) -> str | None:
    """The organisation behind a site, or itself; None for a place."""
    thing = ledger.entities[entity]
    owner = str(thing.data.get("owner") or "") or (entity if thing.kind is EntityKind.ORGANISATION else "")
    return _head(owner) if owner else None


def _head(firm: str) -> str:
    """The firm whose plants those of a site company or a division are."""
    known = organisations().get(firm)
    is_part = known is not None and known.parent and known.relation in PARTS
    return _head(str(known.parent)) if known is not None and is_part else firm


def _country(region: Region) -> str | None:
    place, firm = places().get(region.id), organisations().get(region.id)
    return place.country if place is not None else firm.country if firm is not None else None


def _candidates(ledger: Ledger, link: str, ground: Ground) -> Iterator[Candidate]:
    plants: dict[str, list[Activity]] = {}
    for activity in ground.elsewhere:
        firm = _firm(ledger, activity.entity)
        if activity.link == link and firm and activity.presence in THERE:
            plants.setdefault(firm, []).append(activity)
    makers = {_head(one.id): one.source for one in organisations() if link in one.works_in}
    for firm in sorted((makers.keys() | plants.keys()) - ground.own[link]):
        reasons = tuple(_reasons(firm, makers.get(firm), plants.get(firm, []), ground))
        presence = min((one.presence for one in plants.get(firm, [])), key=ORDER.index, default=Presence.ABSENT)
        yield Candidate(link, firm, presence, reasons)


def _reasons(firm: str, maker: str | None, plants: Sequence[Activity], ground: Ground) -> Iterator[Reason]:
    known = organisations().get(firm)
    if plants:
        evidence = dict.fromkeys(one for plant in plants for one in plant.evidence)
        yield Reason(Tie.PLANT, tuple(plant.entity for plant in plants), tuple(evidence))
    if maker is not None:
        yield Reason(Tie.MAKES, (), (), maker)
    if firm in ground.here:
        yield Reason(Tie.HERE, (firm,), ground.here[firm])
    partners = [one for one in sorted(_partners(firm)) if one in ground.here]
    if partners:
        yield Reason(Tie.PARTNER, tuple(partners), tuple(i for one in partners for i in ground.here[one][:1]))
    named = _named_after(firm, ground.place) if ground.place else None
    if named is not None and firm not in ground.here:
        yield Reason(Tie.NAMED, (named,), (), known.source if known else "")
    if known is not None and known.country and known.country == ground.country:
        yield Reason(Tie.COUNTRY, (), (), known.source)


@cache
def _named_after(firm: str, region: str) -> str | None:
    """The place of a region with whose name a firm's begins, of the firm's country: Yibin Tianyuan is of Yibin.

    Only a prefecture or province counts: counties and towns share their names with too much else.
    """
    known = organisations().get(firm)
    if known is None or places().get(region) is None:
        return None
    for name in (known.name_en, known.name_zh):
        for start, words, place in places().inside(name):
            is_its = start == 0 and place.country == known.country and _is_whole(name, words)
            if is_its and place.kind in LARGE and places().within(place.id, region):
                return place.id
    return None


def _is_whole(name: str, words: str) -> bool:
    """True where the words that a name begins with end a word of it, or are Chinese, which has no gaps."""
    after = name[len(words) :][:1]
    return not (words.isascii() and (after.isalnum() or after == "-"))


@cache
def _partners(firm: str) -> frozenset[str]:
    """Who owns it or whom it owns, and the partners of its joint ventures, as the vocabulary knows them."""
    table = organisations()
    kin = {one.id for one in (*table.ancestors(firm), *table.subsidiaries(firm))}
    own = set(ventures()[firm].partners) if firm in ventures() else set()
    joint = {venture.organisation for venture in ventures().values() if firm in venture.partners}
    with_it = {partner for one in joint for partner in ventures()[one].partners}
    return frozenset(kin | own | joint | with_it) - {firm}


def _rank(candidate: Candidate) -> tuple[object, ...]:
    ties = {reason.tie for reason in candidate.reasons}
    order = (Tie.HERE, Tie.PARTNER, Tie.COUNTRY, Tie.MAKES)
    return (ORDER.index(candidate.presence), *(tie not in ties for tie in order), candidate.firm)
