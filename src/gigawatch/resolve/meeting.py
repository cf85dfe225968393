"""Where two plants are told to be: whether the two places can be one, and how surely they are."""

from __future__ import annotations

from gigawatch.resolve.nearby import FAR_KM, are_neighbours, has_point
from gigawatch.resolve.sound import sound_alike
from gigawatch.resolve.trait import Trait
from gigawatch.vocab import places, towns


def share_place(one: Trait, other: Trait) -> bool:
    """True where nothing in the two places speaks against one plant."""
    if one.spot and other.spot:
        is_same_zone = bool(one.zone) and one.zone == other.zone and one.region == other.region
        is_alike = is_same_zone or _are_two_scripts(one.zone, other.zone)
        is_within = _holds(one.spot, other.spot) or _holds(other.spot, one.spot)
        is_alike = is_alike or _sound_alike(one, other)
        return one.spot == other.spot or is_alike or is_within or are_neighbours(one.spot, other.spot)
    return one.region is None or other.region is None or _lie_in_one(one.region, other.region)


def may_share_place(one: Trait, other: Trait) -> bool:
    """True for two places of one state that may be one by their names, where a size speaks for it.

    A township, park or village that no gazetteer puts on the map may lie at the town that another text names, and a
    town some way off may be the one that readers know.
    """
    if one.region is None or one.region != other.region or not one.spot or not other.spot:
        return False
    return not (has_point(one.spot) and has_point(other.spot)) or are_neighbours(one.spot, other.spot, FAR_KM)


def may_be_unmapped(one: Trait, other: Trait) -> bool:
    """True for two places of one state of which one is on no map, so that nothing shows them to be two."""
    is_one_region = one.region is not None and one.region == other.region
    return is_one_region and any(place.spot is not None and not has_point(place.spot) for place in (one, other))


def compare_places(one: Trait, other: Trait) -> float:
    """How surely two places are one, from 0 to 1."""
    if one.spot and other.spot and _sound_alike(one, other):
        return 1.0
    if (one.spot and one.spot == other.spot) or _is_county_of(one, other) or _is_county_of(other, one):
        return 1.0
    if one.spot and other.spot and are_neighbours(one.spot, other.spot):
        return 0.9
    if one.spot is None and other.spot is None and one.exact is not None and one.exact == other.exact:
        return 0.75
    if one.region and one.region == other.region:
        return 0.6
    return 0.3


def same_corner(one: Trait, other: Trait) -> bool | None:
    """False for two different zones of one place."""
    return False if one.zone and other.zone and not _overlap(one.zone, other.zone) else None


def county_holds(county: str, other: Trait) -> bool:
    """True where the town of a plant lies in a county of the United States."""
    town = places().get(other.exact) if other.exact and other.exact == other.spot else None
    return towns().county_holds(county, town.name_en if town is not None else other.zone) is True


def _is_county_of(one: Trait, other: Trait) -> bool:
    """True where one plant is told by its county and the other by the same or by a town in it."""
    if one.exact is None or not towns().is_county(one.exact):
        return False
    return other.exact == one.exact or county_holds(one.exact, other)


def _lie_in_one(one: str, other: str) -> bool:
    """True for the same state, or a state and the country that it lies in."""
    return one == other or places().within(one, other) or places().within(other, one)


def _holds(one: str, other: str) -> bool:
    """True where a place is the prefecture that another one lies in, which a text may name in its stead."""
    return places().get(other) is not None and places().within(other, one)


def _sound_alike(one: Trait, other: Trait) -> bool:
    """True where a place of a region is told in Chinese by its sound, and the other's is the town that sounds so."""
    if not (one.zone or other.zone) or not one.region or not other.region or not _lie_in_one(one.region, other.region):
        return False
    return sound_alike(_town(one), _town(other))


def _town(trait: Trait) -> str:
    town = places().get(trait.spot or "")
    return town.name_en if town is not None else trait.zone


def _are_two_scripts(one: str, other: str) -> bool:
    """True for two places that no gazetteer knows, written in two scripts: they may be one."""
    return bool(one and other) and one.isascii() != other.isascii()


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one or one.isascii() != other.isascii()
