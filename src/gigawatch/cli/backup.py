"""`gigawatch backup` and `restore`: all that a workspace keeps in one archive, and a workspace from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gigawatch.cli.terminal import HERE, WorkspaceOption, find_workspace, program, say, tell_count


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    for command in (backup, restore):
        app.command()(command)


def backup(
    out: Annotated[
        Path, typer.Argument(metavar="OUT.tar.gz", help="The archive to write; for its owner alone to read.")
    ],
    workspace: WorkspaceOption = HERE,
) -> None:
    """Write all that a workspace keeps into one archive, not what is built: the same bytes for the same content."""
    from gigawatch.run.backup import write_backup

    found = write_backup(find_workspace(workspace), out)
    for name in found.left_out:
        say(f"gigawatch: {name}: a link or no file, left out")
    say(f"Wrote {out}: {tell_count(found.files, 'file', 'files')}. Back again: {program()} restore {out} NEW-FOLDER")


def restore(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="What gigawatch backup wrote.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
) -> None:
    """Make a workspace from an archive, every file checked against its hash; then build it."""
    from gigawatch.run.backup import restore_backup

    count = restore_backup(archive, folder)
    say(f"Made the workspace {folder} from {tell_count(count, 'file', 'files')}. Next:")
    say(f"  {program()} build {folder}")
