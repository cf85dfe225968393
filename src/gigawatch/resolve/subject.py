"""Subjects: what the name of a claim's subject means, an event, a firm, the industry of a place or a whole."""

from __future__ import annotations

from gigawatch.model import Entity
from gigawatch.resolve.event import name_event
from gigawatch.resolve.naming import NOTHING, SURE, UNSURE, Naming
from gigawatch.resolve.organisation import Firms
from gigawatch.resolve.where import name_place
from gigawatch.resolve.whole import name_whole
from gigawatch.vocab import places

NEW, HOLDS = "rule:new-firm", "rule:contains"


def find_subject(firms: Firms, surface: str, year: str | None, place: Entity | None) -> Naming:
    """An event, a whole such as the world, else an organisation or a place; the first that fits."""
    naming = name_event(surface, year)
    if naming.entity is None:
        naming = name_whole(surface, place)
    return naming if naming.entity is not None else _organisation_or_place(firms, surface, place)


def _organisation_or_place(firms: Firms, surface: str, place: Entity | None) -> Naming:
    """A known organisation, else a place that agrees with the place of the figure, else what the name may be.

    A firm's name that only holds a place's is a firm: Guangxi Norvale Lithium is not Guangxi.
    """
    organisation = firms.name(surface)
    if organisation.score >= SURE:
        return organisation
    spot = name_place(surface, place.id if place else None)
    if spot.rule == HOLDS and organisation.rule == NEW and organisation.score >= UNSURE:
        return organisation
    if spot.entity is not None and _agree(spot.entity, place):
        return spot
    return organisation if spot.entity is None or organisation.rule == NEW else NOTHING


def _agree(spot: Entity, place: Entity | None) -> bool:
    """True where a place named as the subject holds the figure's place, or lies in it."""
    return place is None or places().within(spot.id, place.id) or places().within(place.id, spot.id)
