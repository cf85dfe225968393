"""Vague descriptions, which name a country or state or no owner: joined to the one plant that fits, or to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from gigawatch.model import EntityKind
from gigawatch.resolve.form import compare_forms
from gigawatch.resolve.known import known_spots
from gigawatch.resolve.likeness import Side, agree_in_size, compare_plants
from gigawatch.resolve.meeting import county_holds
from gigawatch.resolve.nearby import CHINA, are_neighbours
from gigawatch.resolve.sound import HAN
from gigawatch.resolve.trait import Trait
from gigawatch.vocab import PlaceKind, organisations, places, towns


def attach_vague(groups: Sequence[frozenset[str]], sides: Mapping[str, Side]) -> list[frozenset[str]]:
    """Groups with each group of vague descriptions joined to the only definite one that it may mean.

    Where several fit, or the vocabulary knows of another plant there, the only one of the same size is meant; where
    there is none, it is left alone: nothing is guessed. Then vague ones of one owner and region are joined where no
    definite one is known, and a group's plant
    with that of a firm of the group at the same place.
    """
    definite = {key: group for group in groups if not _is_vague(group, sides) for key in group}
    near: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
    for key, group in definite.items():
        trait = sides[key].trait
        for name in (*_names(trait), *(("of", holder) for holder in trait.holders)):
            near[name].add(group)
    joined: dict[frozenset[str], set[str]] = {group: set(group) for group in set(definite.values())}
    left = []
    for group in groups:
        if group in joined:
            continue
        fitting = [other for other in _near(group, near, sides) if _fits(group, other, sides)]
        others = _known_besides(group, fitting, sides)
        is_open = len(fitting) > 1 or (bool(fitting) and bool(others))
        likely = [other for other in fitting if _agree(group, other, sides)] if is_open else fitting
        if len(likely) == 1:
            joined[likely[0]] |= group
        else:
            left.append((group, bool(fitting)))
    vague = [
        *_alike([group for group, has_several in left if not has_several], sides),
        *(g for g, more in left if more),
    ]
    return sorted([*join_kin([frozenset(group) for group in joined.values()], sides), *vague], key=min)


def _known_besides(
    group: frozenset[str], fitting: Sequence[frozenset[str]], sides: Mapping[str, Side]
) -> frozenset[str]:
    """The places of known plants that a vague group may mean, but for those of the described ones that fit it."""
    told = {sides[key].trait.spot for other in fitting for key in other}
    traits = [sides[key].trait for key in group]
    known = [known_spots(one.owners, one.exact) for one in traits if one.exact is not None]
    here = frozenset.intersection(*known) if known else frozenset()
    return frozenset(spot for spot in here if not any(_are_one(spot, other) for other in told if other))


def _are_one(spot: str, other: str) -> bool:
    return spot == other or are_neighbours(spot, other) or _holds(spot, other) or _holds(other, spot)


def _holds(region: str, spot: str) -> bool:
    """True for a place in a region; the spot may be one that no gazetteer knows."""
    return places().get(spot) is not None and places().within(spot, region)


def _alike(groups: Sequence[frozenset[str]], sides: Mapping[str, Side]) -> list[frozenset[str]]:
    """Vague sites of the same owner in the same state, and sites and projects in the same foreign country, as one.

    Projects only where no two of them tell each other apart.
    """
    found: dict[tuple[object, ...], list[frozenset[str]]] = defaultdict(list)
    for group in groups:
        found[_circle(group, sides) or (min(group),)].append(group)
    return [one for members in found.values() for one in _as_one(members, sides)]


def _circle(group: frozenset[str], sides: Mapping[str, Side]) -> tuple[object, ...] | None:
    """What the descriptions of a vague group have in common: kind, owners and the state or foreign country.

    In the stead of a state or country stands the one place there where the vocabulary knows a plant of theirs.
    """
    traits = [sides[key].trait for key in group]
    told = {(one.kind, one.owners, _wide(one)) for one in traits}
    kind, owners, wide = next(iter(told))
    if len(told) > 1 or kind is EntityKind.PHASE or not owners:
        return None
    known = _known_besides(group, (), sides)
    if len(known) == 1:
        return kind, owners, min(known)
    return (kind, owners, wide) if wide and _is_telling(wide, owners, kind) else None


def _wide(trait: Trait) -> str | None:
    """The foreign country that a plant is in, else the state, or whatever is told."""
    place = places().get(trait.exact or "")
    country = f"place-{place.country.lower()}" if place is not None and place.country else None
    is_abroad = country is not None and _is_telling(country, trait.owners, EntityKind.PROJECT)
    return country if is_abroad else trait.exact


def _as_one(groups: Sequence[frozenset[str]], sides: Mapping[str, Side]) -> list[frozenset[str]]:
    keys = [key for group in groups for key in group]
    if len({sides[key].trait.spot for key in keys} - {None}) > 1:
        return list(groups)  # two towns, though no gazetteer knows them
    if sides[keys[0]].trait.kind is EntityKind.SITE:
        return [frozenset(keys)]
    pairs = ((sides[one], sides[two]) for one, two in combinations(keys, 2))
    return [frozenset(keys)] if all(compare_plants(*pair).score > 0 for pair in pairs) else list(groups)


def _is_telling(exact: str, owners: frozenset[str], kind: EntityKind) -> bool:
    """True for a state, of a site, or a country that is no owner's own."""
    place = places().get(exact)
    if kind is EntityKind.PROJECT and place is not None and place.kind is not PlaceKind.COUNTRY:
        return False
    homes = {firm.country for owner in owners if (firm := organisations().get(owner)) is not None}
    return place is not None and (place.kind is not PlaceKind.COUNTRY or (bool(homes) and place.country not in homes))


def join_kin(groups: Sequence[frozenset[str]], sides: Mapping[str, Side]) -> list[frozenset[str]]:
    """Sites joined with that of the firm above at the same place, where there is one of each and no other product."""
    at: dict[str, list[frozenset[str]]] = defaultdict(list)
    for group in groups:
        for spot in {sides[key].trait.spot for key in group}:
            if spot and sides[min(group)].trait.kind is EntityKind.SITE:
                at[spot].append(group)
    moved: dict[frozenset[str], frozenset[str]] = {}
    for here in at.values():
        for group in here:
            above = [other for other in here if other is not group and _is_above(other, group, sides)]
            below = [one for one in here if above and one is not above[0] and _is_above(above[0], one, sides)]
            if len(above) == 1 and len(below) == 1 and _make_alike(above[0], group, sides):
                moved[group] = above[0]
    kept: dict[frozenset[str], set[str]] = {group: set(group) for group in groups if group not in moved}
    for group, other in moved.items():
        kept[_last(other, moved)] |= group
    return [frozenset(group) for group in kept.values()]


def _last(group: frozenset[str], moved: Mapping[frozenset[str], frozenset[str]]) -> frozenset[str]:
    """The group that a group is joined to in the end; each is joined to one of a firm further up."""
    return _last(moved[group], moved) if group in moved else group


def _is_above(one: frozenset[str], other: frozenset[str], sides: Mapping[str, Side]) -> bool:
    owners = frozenset(owner for key in one for owner in sides[key].trait.owners)
    related = frozenset(firm for key in other for firm in sides[key].trait.related)
    return bool(owners) and owners <= related


def _make_alike(one: frozenset[str], other: frozenset[str], sides: Mapping[str, Side]) -> bool:
    """True unless the two make other things."""
    left, right = ([sides[key].trait for key in group] for group in (one, other))
    links = [{link for trait in traits for link in trait.links} for traits in (left, right)]
    forms = [frozenset(form for trait in traits for form in trait.forms) for traits in (left, right)]
    return (not all(links) or bool(links[0] & links[1])) and compare_forms(*forms) is not False


def _names(trait: Trait) -> set[tuple[str, str]]:
    """What a plant is looked up by: its owners and those above them, and its place."""
    owners = {("of", owner) for owner in (*trait.owners, *trait.related)}
    return owners | ({("at", trait.spot)} if trait.spot else set())


def _is_vague(group: frozenset[str], sides: Mapping[str, Side]) -> bool:
    traits = [sides[key].trait for key in group]
    return all(one.spot is None or not one.owners for one in traits) or all(_is_unheard(one) for one in traits)


def _is_unheard(one: Trait) -> bool:
    """True for a foreign town told in Chinese characters that no gazetteer knows and that sounds like none."""
    region = places().get(one.region or "")
    is_unknown = bool(one.zone) and one.spot is not None and places().get(one.spot) is None
    return is_unknown and HAN.search(one.zone) is not None and region is not None and region.country != CHINA


def _near(
    group: frozenset[str], near: Mapping[tuple[str, str], set[frozenset[str]]], sides: Mapping[str, Side]
) -> Sequence[frozenset[str]]:
    traits = [sides[key].trait for key in group]
    names = {name for trait in traits for name in _names(trait)}
    looked = {name for name in names if name[0] == "of"} or names
    return sorted({other for name in looked for other in near.get(name, ())}, key=min)


def _fits(group: frozenset[str], other: frozenset[str], sides: Mapping[str, Side]) -> bool:
    pairs = [(sides[one], sides[two]) for one in group for two in other]
    if not all(_may_be(one.trait, two.trait) for one, two in pairs):
        return False
    is_told = any(agree_in_size(one, two) or _is_that_part(one.trait, two.trait) for one, two in pairs)
    if any(not one.trait.owners or one.trait.exact is None for one, _ in pairs) and not is_told:
        return False
    return all(one.trait.kind is EntityKind.SITE or compare_plants(one, two).score > 0 for one, two in pairs)


def _is_that_part(vague: Trait, definite: Trait) -> bool:
    """True for the same phase, or plant of a row, where each names one."""
    if vague.kind is not EntityKind.PHASE:
        return False
    is_phase = bool(vague.ordinals) and vague.ordinals == definite.ordinals
    return is_phase or (bool(vague.numbers) and vague.numbers == definite.numbers)


def _agree(group: frozenset[str], other: frozenset[str], sides: Mapping[str, Side]) -> bool:
    """True where some description of one group has a size of the other's, and none has another."""
    return any(agree_in_size(sides[one], sides[two]) for one in group for two in other)


def _may_be(vague: Trait, definite: Trait) -> bool:
    """True where the definite plant lies in the vague one's country or state."""
    if vague.exact is None:
        return bool(vague.owners)
    if vague.spot is not None and not _is_unheard(vague):
        return vague.spot == definite.spot
    if _is_unheard(vague) and definite.zone:
        return False
    if towns().is_county(vague.exact):
        return county_holds(vague.exact, definite)
    where = definite.spot if definite.spot and places().get(definite.spot) is not None else definite.exact
    return where is not None and places().within(where, vague.exact)
