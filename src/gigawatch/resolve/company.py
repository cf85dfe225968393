"""Site companies: the companies of a firm that are named after where they are, and whose their plants are."""

from __future__ import annotations

from functools import lru_cache

from gigawatch.model import Entity
from gigawatch.resolve.naming import organisation_entity
from gigawatch.resolve.organisation.firm import read_firm_name
from gigawatch.vocab import Organisation, OrganisationRelation, PlaceKind, organisations, places

OF_THE_PARENT = (OrganisationRelation.SITE_COMPANY, OrganisationRelation.DIVISION)
TOWNS = (PlaceKind.PREFECTURE, PlaceKind.COUNTY, PlaceKind.CITY)


def company_at(home: Entity, spot: Entity) -> Entity:
    """The one site company of a firm whose name bears the place or a region around it; the firm itself otherwise."""
    found = site_companies(home.id)
    fitting = [one for one, borne in found if any(do_overlap(region, spot.id) for region in borne)]
    return as_parent(organisation_entity(fitting[0]), spot) if len(fitting) == 1 else home


def as_parent(owner: Entity, spot: Entity) -> Entity:
    """The firm whose plant a site company's is, where it is all that the firm has in that country; else the owner.

    Where the firm has several companies in a country, each has a site of its own inside the firm's base. At home the
    firm itself is there too: only in the town whose name its one company bears they are one.
    """
    known = organisations().get(owner.id)
    firm = organisations().get(known.parent) if known is not None and known.parent else None
    if known is None or firm is None or owner.data.get("relation") != OrganisationRelation.SITE_COMPANY.value:
        return owner
    country = str(spot.data.get("country"))
    is_only = _firms_in(firm.id, country) == {owner.id}
    is_there = firm.country != country or spot.id in _towns_borne(known)
    return organisation_entity(firm) if is_only and is_there else owner


def _towns_borne(company: Organisation) -> frozenset[str]:
    """The towns that a company's name bears; a province or country in it is no town."""
    borne = (places().get(one) for one in read_firm_name(company.name_zh or company.name).places)
    return frozenset(one.id for one in borne if one is not None and one.kind in TOWNS)


@lru_cache(maxsize=4096)
def _firms_in(home: str, country: str) -> frozenset[str]:
    """The companies that a firm owns or has a share in, in a country."""
    below = organisations().subsidiaries(home)
    nested = (deep for one in below for deep in organisations().subsidiaries(one.id))
    return frozenset(one.id for one in (*below, *nested) if one.country == country)


@lru_cache(maxsize=4096)
def site_companies(firm: str) -> tuple[tuple[Organisation, frozenset[str]], ...]:
    """The site companies of a firm and of its divisions, each with the ids of the places in its name."""
    below = [one for one in organisations().subsidiaries(firm) if one.relation in OF_THE_PARENT]
    nested = [deep for one in below for deep in organisations().subsidiaries(one.id) if deep.relation in OF_THE_PARENT]
    named = ((one, read_firm_name(one.name_zh or one.name).places) for one in (*below, *nested))
    return tuple((one, borne) for one, borne in named if borne)


def do_overlap(one: str, other: str) -> bool:
    """True where one of two places, by their ids, lies in the other."""
    return places().within(other, one) or places().within(one, other)
