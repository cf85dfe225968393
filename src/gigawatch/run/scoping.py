"""Reports beside the workspace's own: on another place or on a company, by its name; made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import EntityKind, InputError
from gigawatch.run.folder import fresh_folder
from gigawatch.run.publication import find_region, held_ledger, load_publication
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger
    from gigawatch.report.scope import Scope

PROFILES = "profile"
KINDS = {EntityKind.PLACE: ("place", "--region"), EntityKind.ORGANISATION: ("company", "--company")}


def make_profile(
    workspace: Workspace,
    scope: Scope,
    name: str | None,
    languages: Sequence[str],
    formats: Sequence[str],
    tell: Callable[[str], None],
) -> tuple[Path, bool]:
    """Write a report of a scope into `build/profile/`; its folder, and whether a kept document speaks of the thing.

    `tell` is given what a person should look at: letters that a font of the house lacks.
    InputError, with the names near, for a name that is of no place or company known.
    """
    from gigawatch.report import write_report

    thing = find_thing(held_ledger(workspace), scope, name) if name is not None else find_region(workspace)
    publication = load_publication(workspace, scope, thing)
    folder = workspace.build / PROFILES / scope.folder(publication.ledger.label(publication.region), publication.region)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with fresh_folder(folder) as fresh:
        write_report(publication, fresh, languages, formats, tell)
    return folder, publication.is_spoken_of


def find_thing(ledger: Ledger, scope: Scope, name: str) -> str:
    """The id of the place (or company, by the scope) of a name or id in either language.

    InputError where nobody knows it, where it is a company and a place was asked for, or where it may be several.
    """
    kind = EntityKind.ORGANISATION if scope.is_company else EntityKind.PLACE
    found = _find(ledger, kind, name.strip())
    if len(found) == 1:
        return found[0]
    word, _ = KINDS[kind]
    if found:
        raise InputError(f"{name!r} may be {len(found)} things: {', '.join(found)}", hint="give one of these ids")
    other = next(one for one in KINDS if one is not kind)
    if _find(ledger, other, name.strip()):
        raise InputError(f"{name!r} is a {KINDS[other][0]}", hint=f"ask with {KINDS[other][1]}")
    from gigawatch.vocab.near import hint, pick_near

    near = hint(pick_near(name, _names(ledger, kind)))
    raise InputError(f"no {word} {name!r} is known", hint=near or "try its English or Chinese name")


def _find(ledger: Ledger, kind: EntityKind, name: str) -> list[str]:
    """The things of a kind of a name, in the ledger, else the vocabulary; of several the one that holds the others."""
    from gigawatch.vocab import organisations, places

    found = sorted(one for one in ledger.find_entities(name) if ledger.entities[one].kind is kind) if name else []
    whole = [one for one in found if all(other in ledger.within(one) for other in found)]
    if found:
        return whole[:1] or found
    table = organisations() if kind is EntityKind.ORGANISATION else places()
    known = table.get(name) or table.find(name) if name else None
    return [known.id] if known is not None else []


def _names(ledger: Ledger, kind: EntityKind) -> Iterator[str]:
    """Every name of things of a kind, those of the vocabulary that the ledger does not speak of included."""
    from gigawatch.ledger.near import names_of
    from gigawatch.vocab import PlaceKind, organisations, places

    for entity in ledger.entities.values():
        if entity.kind is kind:
            yield from names_of(entity)
    if kind is EntityKind.ORGANISATION:
        yield from (name for firm in organisations() for name in (firm.name_en, firm.name_zh) if name)
        return
    wide = (PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.PREFECTURE)
    yield from (name for place in places() if place.kind in wide for name in (place.name_en, place.name_zh) if name)
