"""The index definitions of a workspace, shipped ones and its own, and which things their units are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.index.definition import Definition

COUNTRIES, PROVINCES, ENTERPRISES = "global", "china", "enterprise"
CHINA = "place-cn"


def own_definition(workspace: Workspace, name: str) -> Path:
    """Where a workspace keeps a definition of its own."""
    return workspace.root / "index" / f"{name}.toml"


def own_definitions(workspace: Workspace) -> tuple[Path, ...]:
    """The definition files of the workspace that its settings name."""
    paths = (own_definition(workspace, name) for name in workspace.settings.definitions)
    return tuple(path for path in paths if path.is_file())


def load_definitions(workspace: Workspace) -> list[Definition]:
    """Every definition that the settings name, the workspace's own before a shipped one of the same name."""
    return [load_definition_at(definition_file(workspace, name)) for name in workspace.settings.definitions]


def definition_file(workspace: Workspace, name: str) -> Path:
    """The file of a definition: the workspace's own, else the shipped one; InputError where there is neither."""
    from gigawatch.index.definition import find_definition

    own = own_definition(workspace, name)
    return own if own.is_file() else find_definition(name)


def load_definition_at(path: Path) -> Definition:
    """The definition of a file."""
    from gigawatch.index.definition import load_definition

    return load_definition(path)


def name_units(definition: Definition, subjects: Iterable[str]) -> dict[str, str]:
    """The unit that each subject of the tables means: a country, a province of China or a firm by its own name.

    Subjects that mean no unit of the dimension are left out. Units are called as the definition lists them, else as the
    first of their subjects. In a dimension of one's own every subject is a unit, under its own name where nothing is
    known of it.
    """
    named = {found: name for name in definition.universe if (found := find_thing(definition, name)) is not None}
    units = {}
    for subject in subjects:
        thing = find_thing(definition, subject)
        if subject in definition.universe:
            units[subject] = subject
        elif thing is not None:
            units[subject] = named.setdefault(thing, subject)
        elif definition.dimension not in (COUNTRIES, PROVINCES, ENTERPRISES):
            units[subject] = subject
    return units


def find_thing(definition: Definition, name: str) -> str | None:
    """The id of the place or organisation that a name means in a dimension of the index.

    In a dimension of one's own it is any place, else any organisation.
    """
    from gigawatch.vocab import PlaceKind, organisations, places

    place = places().find(name) if definition.dimension != ENTERPRISES else None
    if definition.dimension == COUNTRIES:
        return place.id if place is not None and place.kind is PlaceKind.COUNTRY else None
    if definition.dimension == PROVINCES:
        is_one = place is not None and place.kind is PlaceKind.PROVINCE and place.parent == CHINA
        return place.id if place is not None and is_one else None
    found = place or organisations().find(name)
    return None if found is None else found.id


def is_own_table(name: str) -> bool:
    """Whether a table is the workspace's own: neither one that ships nor what the ledger measured."""
    from gigawatch.figures import packages

    return name not in packages() and name != "ledger"
