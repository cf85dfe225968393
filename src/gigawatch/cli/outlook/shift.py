"""`gigawatch outlook shift`: where the industry is and where it moves."""

from __future__ import annotations

from typing import Annotated

import typer

from gigawatch.cli.ask import Believed, Day, open_book
from gigawatch.cli.terminal import HERE, Format, FormatOption, Language, LanguageOption, WorkspaceOption, print_json

OfOption = Annotated[str, typer.Option("--of", help="capacity or output.")]
ByOption = Annotated[str, typer.Option("--by", help="province (of China's mainland), country or continent.")]
StageOption = Annotated[str, typer.Option("--stage", help="built or planned; never both in one sum.")]
UnitOption = Annotated[str, typer.Option("--unit", help="A unit of energy a year: GWh/yr, MWh/yr or TWh/yr.")]


def shift(
    of: OfOption = "capacity",
    by: ByOption = "province",
    unit: UnitOption = "GWh/yr",
    stage: StageOption = "built",
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show where the industry is at each year's end, how concentrated, and where its centre of gravity moves."""
    from gigawatch.outlook.shift import as_json, find_shift, render_text

    book = open_book(workspace, as_of, believed_on)
    found = find_shift(book, of=of, by=by, stage=stage, unit=unit)
    print_json(as_json(found)) if output is Format.JSON else typer.echo(render_text(found, book, lang.value))
