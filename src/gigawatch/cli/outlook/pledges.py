"""`gigawatch outlook pledges`: declarations, and what became of each commitment."""

from __future__ import annotations

from typing import Annotated

import typer

from gigawatch.cli.ask import Believed, Day, open_book
from gigawatch.cli.ask.clock import Valid, day_asked
from gigawatch.cli.terminal import HERE, Format, FormatOption, Language, LanguageOption, WorkspaceOption, print_json


def pledges(
    place: Annotated[
        str | None, typer.Option("--place", metavar="NAME", help="Told where this place is told of.")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="NAME", help="Signed by this company or institution.")
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status", metavar="STATUS", help="kept, progress, none or unmeasurable: these commitments alone."
        ),
    ] = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    valid_on: Valid = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show declarations, who signed, and for each commitment what later evidence says: by signatory and in all."""
    from gigawatch.outlook.pledge import as_json, find_pledges, render_text

    book = open_book(workspace, as_of, believed_on)
    day = day_asked(workspace, valid_on, as_of, believed_on)
    found = find_pledges(book, place=place, organisation=organisation, status=status, on=day)
    print_json(as_json(found, book)) if output is Format.JSON else typer.echo(render_text(found, book, lang.value))
