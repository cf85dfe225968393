"""The clocks as options, and the workspace opened by them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.terminal import find_workspace, say

if TYPE_CHECKING:
    from pathlib import Path

    from gigawatch.ledger import Ledger
    from gigawatch.question import Observatory
    from gigawatch.run.workspace import Workspace

Day = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what was published by this day, or the end of a month or year."),
]
Believed = Annotated[
    str | None,
    typer.Option(
        "--believed-on",
        metavar="DATE",
        help="Only documents, tables and judgements that this workspace held on this day.",
    ),
]
Valid = Annotated[
    str | None, typer.Option("--valid-on", metavar="DATE", help="What was true then: 2022, 2022-07 or 2022-07-25.")
]


def open_asked(
    workspace: Path, as_of: str | None, believed_on: str | None, valid_on: str | None = None, language: str = "en"
) -> Observatory:
    """The built workspace by the clocks asked for; what became of its sources since is said in the language."""
    from gigawatch.question import open_observatory
    from gigawatch.store import open_database

    place = find_workspace(workspace)
    database = place.database
    tell_state(place, language)
    open_database(database).close()
    published, held = (read_day(day) if day else None for day in (as_of, believed_on))
    return open_observatory(database, as_of=published, valid_on=valid_on, believed_on=held)


def tell_state(place: Workspace, language: str = "en") -> None:
    """Say where a build is running or was broken off, else what became of the sources since it."""
    from gigawatch.run.drift import tell_drift
    from gigawatch.run.underway import tell_before_asking

    told = tell_before_asking(place, language) or tell_drift(place, is_quick=True, language=language)
    if told is not None:
        say(f"gigawatch: {told}")


def read_day(text: str) -> date:
    """The day of an ISO date; of a month or a year its last, which is said. InputError where it is no date."""
    from gigawatch.question.query import read_date

    day = read_date(text)[1]
    if day.isoformat() != text:
        say(f"{text} is taken to its end: {day}")
    return day


def open_book(workspace: Path, as_of: str | None, believed_on: str | None) -> Ledger:
    """The ledger of a workspace by the clocks asked for."""
    return open_asked(workspace, as_of, believed_on).ledger


def built_on(workspace: Path) -> date:
    """The date that a workspace was built for."""
    from gigawatch.run.manifest import read_manifest

    return date.fromisoformat(read_manifest(find_workspace(workspace).manifest).date)


def day_asked(workspace: Path, valid_on: str | None, as_of: str | None, believed_on: str | None) -> date:
    """The day that an answer is told up to: the first clock that is asked for, else that of the build."""
    asked = valid_on or as_of or believed_on
    return read_day(asked) if asked else built_on(workspace)


def known_by(as_of: str | None) -> date | None:
    """The last day of what `--as-of` names, for tables that ship beside the ledger."""
    from gigawatch.question.query import read_date

    return read_date(as_of)[1] if as_of else None
