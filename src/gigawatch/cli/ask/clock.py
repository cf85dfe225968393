"""The clocks as options, and the workspace opened by them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.terminal import find_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from gigawatch.ledger import Ledger
    from gigawatch.question import Observatory

Day = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Only what was published by this day.")
]
Believed = Annotated[
    datetime | None,
    typer.Option(
        "--believed-on",
        formats=["%Y-%m-%d"],
        help="Only documents, tables and judgements that this workspace held on this day.",
    ),
]
Valid = Annotated[
    str | None, typer.Option("--valid-on", metavar="DATE", help="What was true then: 2022, 2022-07 or 2022-07-25.")
]


def open_asked(
    workspace: Path, as_of: datetime | None, believed_on: datetime | None, valid_on: str | None = None
) -> Observatory:
    """The built workspace by the clocks asked for."""
    from gigawatch.question import open_observatory
    from gigawatch.store import open_database

    database = find_workspace(workspace).database
    open_database(database).close()
    published, held = (day.date() if day else None for day in (as_of, believed_on))
    return open_observatory(database, as_of=published, valid_on=valid_on, believed_on=held)


def open_book(workspace: Path, as_of: datetime | None, believed_on: datetime | None) -> Ledger:
    """The ledger of a workspace by the clocks asked for."""
    return open_asked(workspace, as_of, believed_on).ledger


def built_on(workspace: Path) -> date:
    """The date that a workspace was built for."""
    from gigawatch.run.manifest import read_manifest

    return date.fromisoformat(read_manifest(find_workspace(workspace).manifest).date)
