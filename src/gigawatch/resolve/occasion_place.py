"""Where an event is told to be: the city of its venue."""

from __future__ import annotations

from gigawatch.resolve.description import Description
from gigawatch.resolve.plant import lift_place
from gigawatch.resolve.where import name_place


def spot_of(one: Description) -> str | None:
    """The city that an event is told to be in."""
    place = name_place(one.place).entity if one.place else None
    spot = lift_place(place) if place is not None else None
    return spot.id if spot is not None else None
