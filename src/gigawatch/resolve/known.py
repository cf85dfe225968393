"""Where the vocabulary knows an owner to have plants, which a text that names only a country may mean.

The vocabulary knows some of an owner's plants and never says that there are no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gigawatch.resolve.company import site_companies
from gigawatch.resolve.naming import place_entity
from gigawatch.resolve.plant import lift_place
from gigawatch.vocab import places, plants


@lru_cache(maxsize=4096)
def known_spots(owners: frozenset[str], region: str) -> frozenset[str]:
    """The places in a country or state where the owners have a named plant, or a site company that bears the place."""
    told = {place for owner in owners for place in _places_of(owner)}
    return frozenset(spot for place in told if (spot := _spot(place)) is not None and places().within(spot, region))


def _places_of(owner: str) -> Iterator[str]:
    yield from (plant.place for plant in plants().of(owner))
    yield from (place for _, borne in site_companies(owner) for place in borne)


def _spot(place: str) -> str | None:
    known = places().get(place)
    lifted = lift_place(place_entity(known)) if known is not None else None
    return lifted.id if lifted is not None else None
