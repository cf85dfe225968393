"""`gigawatch report`, `serve` and `export`: what leaves the workspace."""

from __future__ import annotations

import shutil
import socket
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from gigawatch.cli.terminal import HERE, WorkspaceOption, find_workspace, say
from gigawatch.cli.workspace import build_workspace
from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.workspace import Workspace

LOOPBACK = "127.0.0.1"
OutOption = Annotated[Path | None, typer.Option("--out", file_okay=False, help="Copy the files to this folder.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    for command in (report, export, serve):
        app.command()(command)


def report(
    workspace: WorkspaceOption = HERE,
    out: OutOption = None,
    keep: Annotated[bool, typer.Option("--keep", help="Record this edition as handed in.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Make the report again and compare id, hash, files.")
    ] = False,
) -> int:
    """Bring the report up to date and say where it lies; with --out, copy it there.

    A recorded edition is named by the next one, with every figure that changed since.
    """
    place = find_workspace(workspace)
    if verify:
        return _verify(place)
    _publish(place, "report", out)
    if keep:
        _keep(place)
    return 0


def _keep(place: Workspace) -> None:
    from gigawatch.run.verifying import hand_in

    record = hand_in(place, date.today().isoformat())
    if record is None:
        say("This very edition is recorded already.")
    else:
        say(f"Recorded the edition {record.former.id} in {place.editions / 'report' / 'editions.csv'}.")


def _verify(place: Workspace) -> int:
    """Build for the day of the last recorded edition, since statuses age, and make its report again."""
    from gigawatch.run.verifying import recorded, verify_report

    records = recorded(place)
    build_workspace(place, date.fromisoformat(records[-1].built_on) if records else date.today())
    verdict = verify_report(place)
    for line in verdict.lines:
        typer.echo(line)
    return 0 if verdict.is_same else 1


def export(workspace: WorkspaceOption = HERE, out: OutOption = None) -> None:
    """Bring the exports (CSV, Parquet, GeoJSON) up to date; with --out, copy them there."""
    _publish(find_workspace(workspace), "export", out)


def serve(
    workspace: WorkspaceOption = HERE,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")] = 8000,
) -> None:
    """Serve the built site to this machine (127.0.0.1) until interrupted."""
    import uvicorn

    from gigawatch.site.serve import make_app

    folder = find_workspace(workspace).build / "site"
    if not folder.is_dir():
        raise WorkspaceError("there is no site yet", where=str(folder), hint="run: gigawatch build")
    _require_free(port)
    say(f"Serving {folder} at http://{LOOPBACK}:{port}/ (stop with Ctrl-C)")
    uvicorn.run(make_app(folder), host=LOOPBACK, port=port, log_level="warning")


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            hint = "choose another one with --port"
            raise InputError(f"the port {port} cannot be used: {error.strerror}", hint=hint) from error


def _copy(folder: Path, out: Path) -> None:
    try:
        shutil.copytree(folder, out, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        reason = error.strerror or "not every file could be copied"
        hint = "name a folder that may be written"
        raise InputError(f"nothing can be written there: {reason}", where=str(out), hint=hint) from error


def _publish(place: Workspace, name: str, out: Path | None) -> None:
    outcome = build_workspace(place, date.today())
    for text in outcome.notices:
        say(f"gigawatch: {text.partition(': ')[2]}")
    folder = place.build / name
    if out is not None:
        _copy(folder, out)
        folder = out
    for path in sorted(folder.iterdir()):
        typer.echo(path)
