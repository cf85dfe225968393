"""`gigawatch ledger`, `why`, `diff`, `edition` and `sql`: questions to the ledger, one module a command."""

from __future__ import annotations

import typer

from gigawatch.cli.ask.clock import Believed, Day, Valid, open_asked, open_book
from gigawatch.cli.ask.diff import diff
from gigawatch.cli.ask.edition import edition
from gigawatch.cli.ask.ledger import ledger
from gigawatch.cli.ask.sql import sql
from gigawatch.cli.ask.why import why

__all__ = ["Believed", "Day", "Valid", "open_asked", "open_book", "register"]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    for command in (ledger, why, diff, sql):
        app.command()(command)
    app.add_typer(edition, name="edition")
