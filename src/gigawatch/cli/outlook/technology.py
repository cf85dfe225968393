"""`gigawatch outlook technology`: what cells and packs can do, as announced, certified and in series."""

from __future__ import annotations

from typing import Annotated

import typer

from gigawatch.cli.ask import Believed, Day, open_book
from gigawatch.cli.ask.clock import known_by
from gigawatch.cli.terminal import HERE, Format, FormatOption, Language, LanguageOption, WorkspaceOption, print_json


def technology(
    maker: Annotated[str | None, typer.Argument(metavar="MAKER", help="A maker; all of them by default.")] = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="NAME", help="One measure, such as energy_density_cell.")
    ] = None,
    chemistry: Annotated[
        str | None, typer.Option("--chemistry", metavar="NAME", help="One chemistry, such as LFP or sodium-ion.")
    ] = None,
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="KIND", help="One kind: announced, certified or in_series.")
    ] = None,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show energy density, charging and cycle life by maker and year, what was announced ahead, and promises kept."""
    from gigawatch.outlook.technology import as_json, find_technology, render_text

    book = open_book(workspace, as_of, believed_on)
    found = find_technology(book, maker, measure=measure, chemistry=chemistry, claim=claim, as_of=known_by(as_of))
    print_json(as_json(found)) if output is Format.JSON else typer.echo(render_text(found, book, lang.value))
