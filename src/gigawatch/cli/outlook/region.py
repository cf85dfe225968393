"""`gigawatch outlook REGION`: the outlook of a region as a whole."""

from __future__ import annotations

import typer

from gigawatch.cli.ask import Believed, Day
from gigawatch.cli.ask.clock import known_by
from gigawatch.cli.region import RegionArgument, open_region, say_unspoken
from gigawatch.cli.terminal import HERE, Format, FormatOption, Language, LanguageOption, WorkspaceOption, print_json


def region(
    name: RegionArgument = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show a region's outlook: capacity over time, pledges, conferences, forecasts and superlatives held to account."""
    from gigawatch.outlook import as_json, make_outlook, render_text

    book, place = open_region(workspace, name, as_of, believed_on)
    if output is Format.TABLE and say_unspoken(book, place, lang.value, known_by(as_of)):
        return
    found = make_outlook(book, place)
    print_json(as_json(found)) if output is Format.JSON else typer.echo(render_text(found, book, lang.value))
