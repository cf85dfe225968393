"""Small towns told alone: looked up in the states, else the countries, that their text names; there the name is clear.

>>> found = find_around("McMasterville", "Two plants are planned in Quebec.")
>>> found.id if found else None
'place-6070782'
"""

from __future__ import annotations

from functools import lru_cache

from gigawatch.vocab.atlas import places
from gigawatch.vocab.folding import fold
from gigawatch.vocab.place import Place, PlaceKind
from gigawatch.vocab.town import KIND_EN, towns

SHORTEST = 4


def find_around(name: str, text: str) -> Place | None:
    """The one town of a name in a region that a text names; None where no region or several have one."""
    plain = " ".join(name.split())
    if len(plain) < SHORTEST or not plain[0].isupper():
        return None
    return _find(plain, regions_in(text))


@lru_cache(maxsize=64)
def regions_in(text: str) -> tuple[str, ...]:
    """The states that a text names, else the countries: ids in order of mention."""
    named = [mention.entry for mention in places().scan(text)]
    states = dict.fromkeys(place.id for place in named if place.kind is PlaceKind.PROVINCE)
    return tuple(states or dict.fromkeys(place.id for place in named if place.kind is PlaceKind.COUNTRY))


@lru_cache(maxsize=4096)
def _find(name: str, regions: tuple[str, ...]) -> Place | None:
    found = (town for region in regions if (town := towns().find(name, region)) is not None)
    alike = {town.id: town for town in found if _bears(town, name)}
    return next(iter(alike.values())) if len(alike) == 1 else None


def _bears(town: Place, name: str) -> bool:
    """True for a town of just this name; one that is only spelled alike may be another."""
    told = (town.name_en, *town.aliases)
    return fold(name) in {fold(one) for one in told} | {KIND_EN.sub("", fold(one)) for one in told}
