"""`gigawatch outlook events`: conferences side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gigawatch.cli.ask import Believed, Day, open_book
from gigawatch.cli.ask.clock import Valid, day_asked
from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    Language,
    LanguageOption,
    WorkspaceOption,
    print_json,
    say,
)
from gigawatch.model import InputError


def events(
    series: Annotated[
        str | None, typer.Argument(metavar="SERIES", help="A conference by name or id; every series by default.")
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", metavar="FILE", help="Draw the series: .svg, .png, .pdf, .html or .json."),
    ] = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    valid_on: Valid = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show what each edition of a conference signed, what became of it, what counts leave out, and what compares."""
    from gigawatch.outlook.event import as_json, find_events, render_text

    book = open_book(workspace, as_of, believed_on)
    day = day_asked(workspace, valid_on, as_of, believed_on)
    found = find_events(book, series, on=day)
    if picture is not None:
        from gigawatch.index.show.render import render_chart
        from gigawatch.report.chart import chart_events

        if len(found.courses) != 1:
            names = "; ".join(one.label("en") for one in found.courses)
            hint = f"name one of: {names}" if names else "nothing is told here of what a conference signed"
            raise InputError(f"a picture is of one series, and there are {len(found.courses)}", hint=hint)
        say(f"Drew {render_chart(chart_events(found.courses[0], lang.value), picture)}")
    print_json(as_json(found, book)) if output is Format.JSON else typer.echo(render_text(found, book, lang.value))
