"""`gigawatch outlook odds`: whether announced plants are built, and how sure anybody can be of it."""

from __future__ import annotations

from typing import Annotated

import typer

from gigawatch.cli.ask import Believed, Day
from gigawatch.cli.ask.clock import known_by, read_day
from gigawatch.cli.region import RegionArgument, open_region, say_unspoken
from gigawatch.cli.terminal import HERE, Format, FormatOption, Language, LanguageOption, WorkspaceOption, print_json

ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="DATE",
        help="The day by which a plant is to have started, or the end of a month or year; two years on by default.",
    ),
]


def odds(
    name: RegionArgument = None,
    by: ByOption = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show published rates, what histories count, the tested skill of odds, and chances only where there is skill."""
    from gigawatch.outlook.odds import as_json, find_odds, render_text

    book, place = open_region(workspace, name, as_of, believed_on)
    if output is Format.TABLE:
        say_unspoken(book, place, lang.value, known_by(as_of))
    due = read_day(by) if by is not None else None
    found = find_odds(book, place, by=due, as_of=known_by(as_of))
    print_json(as_json(found)) if output is Format.JSON else typer.echo(render_text(found, book, lang.value))
