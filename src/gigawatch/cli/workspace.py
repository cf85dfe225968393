"""`gigawatch init`, `build` and `doctor`: a workspace's life."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch import __version__
from gigawatch.cli.terminal import HERE, Progress, WorkspaceOption, find_workspace, program, say
from gigawatch.run.build import Outcome, run_steps

if TYPE_CHECKING:
    from gigawatch.run.workspace import Workspace

DateOption = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="The build's date, which ages count to; today by default."),
]
EngineOption = Annotated[
    str | None,
    typer.Option("--engine", help="What does the heavy work: local or spark; that of gigawatch.toml by default."),
]
COUNTED = re.compile(r"\b(\d+) faults?[:;]")


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    for command in (init, build, doctor):
        app.command()(command)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    sample: Annotated[str | None, typer.Option(help="Fill it from a bundled sample: yibin or clusters.")] = None,
) -> None:
    """Make a new workspace, empty or filled from a sample."""
    from gigawatch.figures import Shape, packages
    from gigawatch.run.sample import create_workspace

    figures = sorted(name for name, package in packages().items() if package.shape is Shape.OBSERVATION)
    create_workspace(folder, sample, figures)
    if sample is None:
        region = _told_region(folder)
        say(f"Made the workspace {folder}. {region} Next: add documents, then")
    else:
        say(f"Made the workspace {folder} from the sample {sample}. Next:")
    say(f"  {program()} build {folder}")


def _told_region(folder: Path) -> str:
    """Which region a new workspace has by its folder's name, or that one must be named."""
    from gigawatch.run.sample import region_of

    found, settings = region_of(folder), folder / "gigawatch.toml"
    if found is None:
        return f"No place is called {folder.resolve().name!r}: name its region in {settings}."
    return f"Its region is {found}, by the folder's name; another can be named in {settings}."


def build(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The workspace.")] = None,
    workspace: WorkspaceOption = HERE,
    day: DateOption = None,
    engine: EngineOption = None,
) -> int:
    """Bring everything up to date: claims, ledger, chain, index, outlook, report, site.

    Only what is stale is done; a second build with nothing changed does nothing.
    """
    from gigawatch.run.plan import is_empty

    place = find_workspace(folder or workspace)
    outcome = build_workspace(place, day.date() if day else date.today(), engine)
    faults = [text.partition(": ")[2] for text in outcome.notices if text.startswith("fault: ")]
    if is_empty(place):
        say(f"gigawatch: {place.root} holds no document and no table: what is built is empty ({program()} add FILE)")
    for text in outcome.notices:
        say(f"gigawatch: {text.partition(': ')[2]}")
    _close(place, outcome)
    _hand_over(place)
    if faults:
        say(_tell_left_out(faults))
    return 1 if faults else 0


def _tell_left_out(faults: list[str]) -> str:
    """How many faults there are, and that a table with one is left out with all its rows."""
    from gigawatch.run.reading import WHOLE

    listed = sum(map(_count_faults, faults))
    count = "One fault" if listed == 1 else f"{listed} faults"
    tables = sum(WHOLE in fault for fault in faults)
    if tables == len(faults):
        return (
            f"{count} (above): the whole table is left out."
            if tables == 1
            else f"{tables} tables with faults (above): each is left out whole."
        )
    return f"{count} (above): what is named there is left out{', tables as a whole' if tables else ''}."


def _count_faults(told: str) -> int:
    """How many faults a notice lists: of a table or definition as many as its first line says, else one."""
    listed = COUNTED.search(told.partition("\n")[0])
    return int(listed[1]) if listed else 1


def doctor(
    workspace: WorkspaceOption = HERE,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Make again what can be derived, and say what was done; delete nothing kept."),
    ] = False,
) -> int:
    """Check a workspace: settings, kept files, and whether what was built is whole; says what to do."""
    from gigawatch.run.diagnosis import examine

    place = find_workspace(workspace)
    findings = _put_right(place) if repair else examine(place)
    for finding in findings:
        say(f"gigawatch: {finding}")
    if not findings:
        say("Everything is in order.")
    return 1 if findings else 0


def _put_right(place: Workspace) -> tuple[str, ...]:
    """Put right what can be and say it; what is left to do."""
    from gigawatch.run.repair import repair
    from gigawatch.run.workspace import open_workspace

    found = repair(place, lambda day: build_workspace(open_workspace(place.root), day), date.today())
    for told in found.done:
        say(f"gigawatch: put right: {told}")
    return found.left


def build_workspace(place: Workspace, today: date, engine: str | None = None) -> Outcome:
    """Build with a progress bar where there is a terminal, on the engine that is asked for."""
    from gigawatch.engine import lend_engine
    from gigawatch.run.plan import plan_steps
    from gigawatch.run.publication import require_region

    require_region(place)
    progress = Progress()
    chosen, scratch = engine or place.settings.engine, place.build / "spark"
    with progress.running(), lend_engine(chosen, scratch, place.settings.engine_settings) as borrow:
        day, plan = today.isoformat(), lambda: plan_steps(place, today, borrow)
        return run_steps(place, plan, version=__version__, date=day, report=progress.show)


def _hand_over(place: Workspace) -> None:
    """Hand the ledger over to the server that the settings name."""
    if not place.settings.shared:
        return
    from gigawatch.run.sharing import share, tell_handed
    from gigawatch.store.shared import read_address

    address = read_address(place.settings.shared)
    say(tell_handed(share(place, address), address))


def _close(place: Workspace, outcome: Outcome) -> None:
    if not outcome.done:
        say(f"Nothing has changed: all {len(outcome.kept)} steps are up to date ({outcome.seconds:.1f} s).")
        return
    from gigawatch.run.summary import summarise

    for line in summarise(place, outcome, program()):
        say(line)
