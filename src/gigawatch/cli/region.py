"""`gigawatch chain`: what a region has and lacks. And which region a command means."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.ask import Believed, Day, open_book
from gigawatch.cli.ask.clock import known_by
from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    Language,
    LanguageOption,
    WorkspaceOption,
    find_workspace,
    print_json,
    say,
)
from gigawatch.model import InputError

if TYPE_CHECKING:
    from gigawatch.chain import ChainReport
    from gigawatch.ledger import Ledger

RegionArgument = Annotated[
    str | None, typer.Argument(metavar="REGION", help="A place or company; the workspace's region by default.")
]
PICTURES = (".svg", ".png", ".pdf", ".html", ".json")


class StageChoice(StrEnum):
    """Which capacity a picture is of."""

    RUNNING = "running"
    PLANNED = "planned"


IntensityOption = Annotated[
    bool, typer.Option("--intensities", help="The links themselves, with what a GWh of cells takes of each; no REGION.")
]
LinkOption = Annotated[str | None, typer.Option("--link", help="With --intensities: one link, such as cathode.")]
ChemistryOption = Annotated[
    str | None, typer.Option("--chemistry", help="With --intensities: a chemistry (NMC811) or family (iron, ternary).")
]
PictureOption = Annotated[
    Path | None, typer.Option("--picture", help="Write the flows of material to a .svg, .png, .pdf, .html or .json.")
]
StageOption = Annotated[
    StageChoice | None, typer.Option("--stage", help="With --picture: running or planned capacity; running by default.")
]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command()(chain)


def chain(
    region: RegionArgument = None,
    intensities: IntensityOption = False,
    link: LinkOption = None,
    chemistry: ChemistryOption = None,
    picture: PictureOption = None,
    stage: StageOption = None,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show a region's industrial chain: its links and who works in them, material balances, and what is missing."""
    if intensities:
        if region is not None or picture is not None:
            raise InputError("--intensities is of no region", hint="leave REGION and --picture out")
        return _show_intensities(link, chemistry, output, lang.value)
    if link is not None or chemistry is not None:
        raise InputError("--link and --chemistry choose intensities", hint="add --intensities")
    if stage is not None and picture is None:
        raise InputError("--stage chooses what a picture is of", hint="add --picture FILE.svg")
    _check(picture)
    book, place = open_region(workspace, region, as_of, believed_on)
    return _show_region(book, place, picture, stage, output, lang.value, known_by(as_of))


def _check(picture: Path | None) -> None:
    if picture is not None and picture.suffix.lower() not in PICTURES:
        raise InputError(f"a picture is written as {', '.join(PICTURES)}", where=str(picture))


def _show_intensities(link: str | None, chemistry: str | None, output: Format, lang: str) -> None:
    from gigawatch.chain import render_taxonomy, select_intensities, taxonomy_record

    found = select_intensities(link, chemistry)
    if output is Format.JSON:
        return print_json(taxonomy_record(found, lang))
    return typer.echo(render_taxonomy(found, lang))


def _show_region(
    book: Ledger,
    place: str,
    picture: Path | None,
    stage: StageChoice | None,
    output: Format,
    lang: str,
    published_by: date | None,
) -> None:
    from gigawatch.chain import as_json, find_chain, render_text

    report = find_chain(book, place)
    if picture is not None:
        return _draw(report, picture, stage, lang)
    if output is Format.TABLE and say_unspoken(book, place, lang, published_by):
        return None
    return print_json(as_json(report)) if output is Format.JSON else typer.echo(render_text(report, book, lang))


def _draw(report: ChainReport, picture: Path, stage: StageChoice | None, lang: str) -> None:
    """The picture of the stage asked for, else of what runs, else of what is planned."""
    from gigawatch.chain import Presence, find_flows
    from gigawatch.index.show.render import render_chart
    from gigawatch.report.chart.flow import chart_flow

    stages = [Presence(stage.value)] if stage else [Presence.RUNNING, Presence.PLANNED]
    found = [flows for one in stages if (flows := find_flows(report.balances, one)) is not None]
    name = report.region.label(lang)
    if not found:
        told = " or ".join(one.value for one in stages)
        raise InputError(f"no {told} cell capacity is stated of {name}", hint="a picture starts from cells")
    render_chart(chart_flow(found[0], name, report.documents, lang), picture)
    say(f"Wrote {picture}")


def open_region(workspace: Path, region: str | None, as_of: str | None, believed_on: str | None) -> tuple[Ledger, str]:
    """The ledger by the clocks asked for, and the id of the region: the one named, else the workspace's."""
    from gigawatch.ledger.naming import settle_region

    name = region or find_workspace(workspace).settings.region
    book = open_book(workspace, as_of, believed_on)
    return book, settle_region(book, name)


def say_unspoken(book: Ledger, place: str, lang: str, published_by: date | None) -> bool:
    """Say in one sentence that no source here (published by the day asked for) speaks of a place or company; False, and
    nothing said, where one does.
    """
    from gigawatch.chain import is_spoken_of, tell_unspoken

    if is_spoken_of(book, place):
        return False
    typer.echo(tell_unspoken(book, place, lang, published_by))
    return True
