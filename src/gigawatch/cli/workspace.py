"""`gigawatch init`, `add`, `build` and `doctor`: a workspace's life."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch import __version__
from gigawatch.cli.terminal import HERE, Progress, WorkspaceOption, find_workspace, program, say
from gigawatch.model import GigawatchError, InputError, WorkspaceError
from gigawatch.run.build import Outcome, run_steps
from gigawatch.run.kept import LOG

if TYPE_CHECKING:
    from gigawatch.run.workspace import Workspace

TABLES = (".csv",)
DateOption = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="The build's date, which ages count to; today by default."),
]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    for command in (init, add, build, doctor):
        app.command()(command)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    sample: Annotated[str | None, typer.Option(help="Fill it from a bundled sample: yibin.")] = None,
) -> None:
    """Make a new workspace, empty or filled from a sample."""
    from gigawatch.figures import Shape, packages
    from gigawatch.run.sample import create_workspace

    figures = sorted(name for name, package in packages().items() if package.shape is Shape.OBSERVATION)
    create_workspace(folder, sample, figures)
    if sample is None:
        say(f"Made the workspace {folder}. Next: name its region in {folder / 'gigawatch.toml'}, add documents, then")
    else:
        say(f"Made the workspace {folder} from the sample {sample}. Next:")
    say(f"  {program()} build {folder}")


def add(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="Documents, tables, or folders of them.")],
    workspace: WorkspaceOption = HERE,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Write a first column mapping beside each table instead of keeping it.")
    ] = False,
) -> int:
    """Keep documents (.txt, .md) and tables (.csv) in the workspace; nothing is read from them yet."""
    place = find_workspace(workspace)
    faults = []
    for source in sources:
        for file in _files(source):
            try:
                _suggest(file) if suggest else _keep(file, place)
            except GigawatchError as fault:
                faults.append(str(fault))
    for text in faults:
        say(f"gigawatch: {text}")
    return 1 if faults else 0


def build(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The workspace.")] = None,
    workspace: WorkspaceOption = HERE,
    day: DateOption = None,
) -> int:
    """Bring everything up to date: claims, ledger, chain, index, outlook, report, site.

    Only what is stale is done; a second build with nothing changed does nothing.
    """
    place = find_workspace(folder or workspace)
    outcome = build_workspace(place, day.date() if day else date.today())
    faults = [text.partition(": ")[2] for text in outcome.notices if text.startswith("fault: ")]
    for text in outcome.notices:
        say(f"gigawatch: {text.partition(': ')[2]}")
    _close(place, outcome)
    return 1 if faults else 0


def doctor(workspace: WorkspaceOption = HERE) -> int:
    """Check a workspace: settings, kept files, and whether what was built is whole; says what to do."""
    from gigawatch.run.diagnosis import examine

    findings = examine(find_workspace(workspace))
    for finding in findings:
        say(f"gigawatch: {finding}")
    if not findings:
        say("Everything is in order.")
    return 1 if findings else 0


def build_workspace(place: Workspace, today: date) -> Outcome:
    """Build with a progress bar where there is a terminal."""
    from gigawatch.run.plan import plan_steps

    progress = Progress()
    with progress.running():
        day = today.isoformat()
        return run_steps(place, lambda: plan_steps(place, today), version=__version__, date=day, report=progress.show)


def _close(place: Workspace, outcome: Outcome) -> None:
    if not outcome.done:
        say(f"Nothing has changed: all {len(outcome.kept)} steps are up to date ({outcome.seconds:.1f} s).")
        return
    from gigawatch.run.summary import summarise

    for line in summarise(place, outcome, program()):
        say(line)


def _files(source: Path) -> list[Path]:
    from gigawatch.intake import find_files

    return list(find_files(source))


def _keep(file: Path, place: Workspace) -> None:
    from gigawatch.intake import keep_document, keep_file

    if not file.is_file():
        raise InputError("no such file", where=str(file), hint="check the path")
    if file.name == LOG:
        raise InputError("this name is the workspace's own log of what it keeps", where=str(file), hint="rename it")
    if file.suffix.lower() in TABLES:
        from gigawatch.figures import read_table, sidecar_of

        read_table(file)
        kept = keep_file(file, place.tables, sidecar_of)
    else:
        kept = keep_document(file, place.documents)
    sidecar = " (its sidecar is kept beside it)" if kept.took_sidecar else ""
    say(f"{'kept' if kept.is_new else 'held already'}: {kept.path.relative_to(place.root)}{sidecar}")


def _suggest(file: Path) -> None:
    from gigawatch.figures import suggest_mapping

    if file.suffix.lower() not in TABLES:
        raise WorkspaceError("a mapping can be suggested for .csv tables only", where=str(file))
    say(f"wrote {suggest_mapping(file)}: look it over, then add the table")
