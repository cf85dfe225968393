"""`gigawatch outlook carbon`: the carbon of a region's batteries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gigawatch.cli.ask import Believed, Day
from gigawatch.cli.region import RegionArgument, open_region
from gigawatch.cli.terminal import HERE, Format, FormatOption, Language, LanguageOption, WorkspaceOption, print_json


def carbon(
    name: RegionArgument = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="PLACE", help="Another country or province to make the cells in.")
    ] = None,
    year: Annotated[str | None, typer.Option("--year", help="The year of the grid; the latest by default.")] = None,
    assume: Annotated[
        list[str] | None, typer.Option("--assume", metavar="KEY=VALUE", help="An assumption: KEY=3 or KEY=3..5.")
    ] = None,
    paths: Annotated[
        Path | None, typer.Option("--paths", metavar="FILE", help="Your own scenarios: CSV of name, year, intensity.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show the footprint of a region's cells, what its capacity emits by scenario, and what a move or use changes."""
    from gigawatch.outlook.carbon import as_json, find_carbon, read_paths, render_text, require_told

    book, place = open_region(workspace, name, as_of, believed_on)
    if name is not None and name != place:
        require_told(book, place)
    given = read_paths(paths)
    found = find_carbon(book, place, to=to, year=year, assume=assume or (), paths=given)
    print_json(as_json(found)) if output is Format.JSON else typer.echo(render_text(found, book, lang.value))
