"""`gigawatch chain`: what a region has and lacks. And which region a command means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.ask import Believed, Day, open_book
from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    Language,
    LanguageOption,
    WorkspaceOption,
    find_workspace,
    print_json,
)
from gigawatch.model import InputError

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger

RegionArgument = Annotated[
    str | None, typer.Argument(metavar="REGION", help="A place or company; the workspace's region by default.")
]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command()(chain)


def chain(
    region: RegionArgument = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show a region's industrial chain: which links are there, run by whom, and what is missing."""
    from gigawatch.chain import as_json, find_chain, render_text

    book, place = open_region(workspace, region, as_of, believed_on)
    report = find_chain(book, place)
    print_json(as_json(report)) if output is Format.JSON else typer.echo(render_text(report, book, lang.value))


def open_region(workspace: Path, region: str | None, as_of: str | None, believed_on: str | None) -> tuple[Ledger, str]:
    """The ledger by the clocks asked for, and the id of the region: the one named, else the workspace's."""
    name = region or find_workspace(workspace).settings.region
    return open_book(workspace, as_of, believed_on), region_id(name)


def region_id(name: str) -> str:
    """The entity id of a place or organisation by name or id; InputError when nobody knows it."""
    from gigawatch.vocab import organisations, places

    for table in (places(), organisations()):
        found = table.get(name) or table.find(name)
        if found is not None:
            return found.id
    raise InputError(f"no place or company {name!r} is known", hint="try its English or Chinese name")
