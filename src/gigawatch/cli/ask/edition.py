"""`gigawatch edition keep` and `list`: the ledger as it is now, kept beside the build and never overwritten."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    WorkspaceOption,
    find_workspace,
    print_json,
    print_table,
    say,
)

edition = typer.Typer(
    help="Keep the ledger as an edition, to cite it and to compare with it later.", no_args_is_help=True
)


@edition.command()
def keep(
    workspace: WorkspaceOption = HERE,
    name: Annotated[str | None, typer.Option(help="A name to call it by, such as 2026-spring.")] = None,
) -> None:
    """Keep the built ledger's manifest and fact table in `editions/`; prints the edition's id."""
    from gigawatch.run.keeping import keep_edition

    place = find_workspace(workspace)
    kept, is_new = keep_edition(place, name)
    typer.echo(kept.id)
    say(f"{'Kept' if is_new else 'This ledger is kept already:'} {place.editions / kept.id} ({kept.facts} facts)")


@edition.command(name="list")
def list_kept(workspace: WorkspaceOption = HERE, output: FormatOption = Format.TABLE) -> None:
    """Print the kept editions, oldest first."""
    from gigawatch.ledger.edition import list_editions

    found = list_editions(find_workspace(workspace).editions)
    if output is Format.JSON:
        print_json([asdict(one) for one in found])
        return
    print_table(
        ("id", "name", "date", "version", "facts"),
        ((one.id, one.name or "-", one.date, one.version, str(one.facts)) for one in found),
    )
