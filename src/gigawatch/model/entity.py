"""The things that claims are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class EntityKind(StrEnum):
    """What a thing is. A site is a place with a plant; a project is a plan with an owner at a site."""

    ORGANISATION = "organisation"
    PLACE = "place"
    SITE = "site"
    PROJECT = "project"
    PHASE = "phase"
    EVENT = "event"
    PLEDGE = "pledge"
    INDUSTRY = "industry"


PLANTS = (EntityKind.SITE, EntityKind.PROJECT, EntityKind.PHASE)  # what has an owner and a place, the widest first


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing with a stable content-made id and its names by language (`en`, `zh`).

    `part_of` is the id of the whole it belongs to (phase to project, project to site, county to prefecture).
    `data` holds what its kind needs: coordinates of a place, owner of a project, dates of an event.
    """

    id: str
    kind: EntityKind
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    part_of: str | None = None
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing's name as one claim writes it, in one role (subject, object, place, event), and the thing it names."""

    claim: str
    role: str
    surface: str
    entity: str
