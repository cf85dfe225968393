"""Reports beside the workspace's own: on another place or on a company, by its name; made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import EntityKind
from gigawatch.run.folder import fresh_folder
from gigawatch.run.publication import find_region, held_ledger, load_publication
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger
    from gigawatch.report.scope import Scope

PROFILES = "profile"


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
    """The id of the place (or company, by the scope) of a name or id in either language, or a part of one.

    InputError where nobody knows it, where it is a company and a place was asked for, or where it may be several.
    """
    from gigawatch.ledger.naming import settle_region

    return settle_region(ledger, name, (EntityKind.ORGANISATION if scope.is_company else EntityKind.PLACE,))
