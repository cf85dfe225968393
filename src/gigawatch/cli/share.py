"""`gigawatch share`: the built ledger handed over to the server of a team; and the readers' door to it."""

from __future__ import annotations

from typing import Annotated

import typer

from gigawatch.cli.terminal import HERE, WorkspaceOption, find_workspace, say
from gigawatch.model import InputError

AddressArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ADDRESS]",
        help="postgresql://USER@HOST/DATABASE, without a password; by default that of the settings.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command()(share)


def share(
    address: AddressArgument = None,
    workspace: WorkspaceOption = HERE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a later ledger, or of another workspace's.")
    ] = False,
) -> None:
    """Hand the built ledger over to a PostgreSQL server, whole or not at all, for others to ask (docs/team.md).

    They ask it by its address in the place of a folder: gigawatch ledger --workspace ADDRESS.
    """
    from gigawatch.run.sharing import share as hand_over
    from gigawatch.run.sharing import tell_handed
    from gigawatch.store.shared import read_address

    place = find_workspace(workspace)
    given = address or place.settings.shared
    if not given:
        hint = 'give one, or write it into gigawatch.toml: [shared] address = "postgresql://USER@HOST/DATABASE"'
        raise InputError("no address of a server is named", hint=hint)
    there = read_address(given)
    say(tell_handed(hand_over(place, there, replace=replace), there))
