"""`gigawatch mcp`: the questions to the ledger for assistants."""

from __future__ import annotations

import typer

from gigawatch.cli.publish import open_shelf
from gigawatch.cli.terminal import HERE, WorkspaceOption, find_workspace, say


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command()(mcp)


def mcp(workspace: WorkspaceOption = HERE) -> None:
    """Answer an assistant on standard input and output by the Model Context Protocol (docs/api.md); read-only."""
    from gigawatch.site.assistant import make_assistant

    shelf = open_shelf(find_workspace(workspace))
    shelf.take()
    say("gigawatch: answering on standard input and output until it is closed")
    make_assistant(shelf).run("stdio")
